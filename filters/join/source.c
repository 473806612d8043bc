/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "buf.h"
#include "gz.h"
#include "register.h"
#include "source.h"

enum { SUCCESSORS_MAX = 256 };

/* Bytes of CSV as an input like any other. */
static struct input *
open_bytes(struct slice csv)
{
	char path[32];
	struct gz_writer *w;
	struct input *in;
	int fd = memfd_create("register", MFD_CLOEXEC);

	if (fd < 0)
		die_errno(EXIT_SYSTEM, "memfd_create");
	w = must(gz_writer_open(dup(fd), GZ_PLAIN));
	if (gz_write(w, csv.p, csv.n) < 0 || gz_writer_finish(w) < 0)
		die_errno(EXIT_SYSTEM, "memfd");
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	in = input_open(path);
	close(fd);
	return in;
}

static void
add_cell(struct buf *csv, struct slice text, char end)
{
	int status = buf_putc(csv, '"');

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			status |= buf_putc(csv, '"');
		status |= buf_putc(csv, text.p[i]);
	}
	if ((status | buf_putc(csv, '"') | buf_putc(csv, end)) != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/* The codes, or the names, of several bodies as one cell: "A;B". */
static void
add_list(struct buf *csv, const struct reg *r, const size_t *org, size_t n,
    struct date on, int names)
{
	struct buf list = {0};

	for (size_t i = 0; i < n; i++) {
		struct slice s = names ? register_name(r, org[i], on)
				       : register_org(r, org[i])->code;

		if ((i > 0 && buf_putc(&list, ';') < 0) ||
		    buf_add(&list, s.p, s.n) < 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	add_cell(csv, buf_slice(&list), ',');
	buf_free(&list);
}

static void
add_successors(
    struct buf *csv, const struct reg *r, size_t org, struct date on, int each)
{
	size_t to[SUCCESSORS_MAX];
	size_t n = register_successors(r, org, on, to, SUCCESSORS_MAX);
	size_t step = each ? 1 : n;
	char count[24];

	if (n > SUCCESSORS_MAX)
		die(EXIT_DATA, "register: over %d successors of %.*s",
		    SUCCESSORS_MAX, (int)register_org(r, org)->code.n,
		    register_org(r, org)->code.p);
	snprintf(count, sizeof count, "%zu", n);
	for (size_t i = 0; i < n; i += step) {
		add_cell(csv, register_org(r, org)->code, ',');
		add_list(csv, r, to + i, step, on, 0);
		add_list(csv, r, to + i, step, on, 1);
		add_cell(csv, slice_of(count), '\n');
	}
}

static struct input *
open_roll(const struct options *o, const struct reg *r)
{
	struct buf csv = {0};
	struct input *in;
	struct date on;

	if (date_parse(slice_of(o->roll), &on) < 0 || on.year == 0)
		die(EXIT_USAGE, "not a date: %s", o->roll);
	if (buf_puts(&csv, "code,successor_code,successor_name,successors\n") <
	    0)
		die(EXIT_SYSTEM, "out of memory");
	for (size_t i = 0; i < register_orgs(r); i++)
		add_successors(&csv, r, i, on, o->each);
	in = open_bytes(buf_slice(&csv));
	buf_free(&csv);
	return in;
}

static struct input *
open_table(const struct options *o, const struct reg *r)
{
	struct slice csv;

	if (register_table(r, o->table, &csv) < 0)
		die(EXIT_USAGE, "no table of the register: %s", o->table);
	return open_bytes(csv);
}

struct input *
source_open(const struct options *o)
{
	char err[256];
	struct input *in;
	struct reg *r;

	if (o->file != NULL)
		return input_open_as(o->file, &o->in);
	if ((r = register_open(o->dir, err, sizeof err)) == NULL)
		die(o->dir != NULL ? EXIT_INPUT : EXIT_SYSTEM, "%s", err);
	in = o->roll != NULL ? open_roll(o, r) : open_table(o, r);
	register_close(r);
	return in;
}
