/* SPDX-License-Identifier: MIT */
/* Facts about documents that stand in a table beside them. */

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "buf.h"
#include "csv.h"
#include "diag.h"
#include "metadata.h"
#include "table.h"

enum column { SOURCE, PUBLISHED, PUBLISHER, TITLE, COLUMNS };

static const char *const names[COLUMNS] = {
    "source", "published", "publisher", "title"};

/* The strings of a row, by offset while the buffer grows. */
struct row {
	size_t publisher, publisher_n, title, title_n;
	struct facts facts;
};

struct metadata {
	struct table *sources;
	struct row *row; /* by slot */
	size_t cap;
	struct buf text;
};

/* A table being read, and where to say what is wrong with it. */
struct reading {
	struct csv_reader *csv;
	size_t column[COLUMNS];
	char *err;
	size_t cap;
};

#define NO_COLUMN ((size_t)-1)

static int fail(struct reading *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static int
fail(struct reading *r, const char *fmt, ...)
{
	va_list ap;
	int n = snprintf(r->err, r->cap, "%lu: ", csv_line(r->csv));

	va_start(ap, fmt);
	if (n > 0 && (size_t)n < r->cap)
		vsnprintf(r->err + n, r->cap - (size_t)n, fmt, ap);
	va_end(ap);
	return -1;
}

static int
take_header(struct reading *r, const struct csv_row *row)
{
	size_t i, k;

	for (k = 0; k < COLUMNS; k++) {
		r->column[k] = NO_COLUMN;
		for (i = 0; i < row->n; i++) {
			if (!slice_is(row->field[i], names[k]))
				continue;
			if (r->column[k] != NO_COLUMN)
				return fail(r, "column %s twice", names[k]);
			r->column[k] = i;
		}
	}
	if (r->column[SOURCE] == NO_COLUMN)
		return fail(r, "no column source");
	return 0;
}

static size_t
keep(struct metadata *m, struct slice s)
{
	size_t at = m->text.n;

	if (buf_add(&m->text, s.p, s.n) != 0)
		die(EXIT_SYSTEM, "out of memory");
	return at;
}

static struct slice
field(const struct reading *r, const struct csv_row *row, enum column c)
{
	return r->column[c] == NO_COLUMN ? (struct slice){"", 0}
					 : row->field[r->column[c]];
}

static int
take_row(struct metadata *m, struct reading *r, const struct csv_row *row)
{
	size_t before = table_count(m->sources);
	size_t slot = table_slot(m->sources, field(r, row, SOURCE));
	struct slice published = field(r, row, PUBLISHED);
	struct row *to;

	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot < before)
		return 0;
	if (slot == m->cap) {
		m->cap = m->cap ? 2 * m->cap : 64;
		m->row = must(reallocarray(m->row, m->cap, sizeof(*m->row)));
	}
	to = &m->row[slot];
	*to = (struct row){0};
	if (published.n > 0 && date_parse(published, &to->facts.published) != 0)
		return fail(r, "not a date: %s", published.p);
	to->publisher_n = field(r, row, PUBLISHER).n;
	to->publisher = keep(m, field(r, row, PUBLISHER));
	to->title_n = field(r, row, TITLE).n;
	to->title = keep(m, field(r, row, TITLE));
	return 0;
}

static int
take_all(struct metadata *m, struct reading *r)
{
	struct csv_row row;
	int status = csv_next(r->csv, &row);

	if (status == 0)
		return fail(r, "no header");
	if (status > 0 && take_header(r, &row) != 0)
		return -1;
	while (status > 0 && (status = csv_next(r->csv, &row)) > 0)
		if (take_row(m, r, &row) != 0)
			return -1;
	if (status < 0 && csv_reader_failed(r->csv))
		die(EXIT_SYSTEM, "metadata.csv: %s", csv_reader_error(r->csv));
	if (status < 0)
		return fail(r, "%s", csv_reader_error(r->csv));
	return 0;
}

/* Offsets become pointers, now that the text stays where it is. */
static void
settle(struct metadata *m)
{
	struct row *r;
	size_t i;

	for (i = 0; i < table_count(m->sources); i++) {
		r = &m->row[i];
		r->facts.publisher =
		    buf_part(&m->text, r->publisher, r->publisher_n);
		r->facts.title = buf_part(&m->text, r->title, r->title_n);
	}
}

struct metadata *
metadata_read(int fd, char *err, size_t cap)
{
	struct metadata *m = must(calloc(1, sizeof(*m)));
	struct gz_reader *gz = must(gz_reader_open(fd));
	struct reading r = {.err = err, .cap = cap};
	int status;

	m->sources = must(table_new());
	r.csv = must(csv_reader_new(gz));
	status = take_all(m, &r);
	csv_reader_free(r.csv);
	gz_reader_free(gz);
	if (status != 0) {
		metadata_free(m);
		return NULL;
	}
	settle(m);
	return m;
}

struct metadata *
metadata_open(const char *path)
{
	char err[256];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct metadata *m;

	if (fd < 0)
		die_errno(EXIT_INPUT, "%s", path);
	m = metadata_read(fd, err, sizeof(err));
	if (m == NULL)
		die(EXIT_DATA, "%s:%s", path, err);
	close(fd);
	return m;
}

const struct facts *
metadata_find(const struct metadata *m, struct slice source)
{
	size_t slot;

	if (m == NULL)
		return NULL;
	slot = table_find(m->sources, source);
	return slot == TABLE_NONE ? NULL : &m->row[slot].facts;
}

void
metadata_free(struct metadata *m)
{
	if (m == NULL)
		return;
	table_free(m->sources);
	free(m->row);
	buf_free(&m->text);
	free(m);
}
