/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "num.h"
#include "pack.h"
#include "partial.h"

#define MARK "ccg-partial-1:"

void
partial_put_mark(const struct options *o, struct output *out)
{
	char mark[sizeof MARK + 24];

	snprintf(mark, sizeof mark, MARK "%zu", o->group.n);
	output_puts(out, mark);
}

/* How many columns the parts are grouped by; one more at least follows. */
static size_t
read_mark(const struct input *in)
{
	const struct csv_row *header = input_header(in);
	const char *mark = header->field[0].p;
	int64_t n = 0;

	if (strncmp(mark, MARK, strlen(MARK)) != 0 ||
	    num_int(mark + strlen(MARK), 0, (int64_t)header->n - 2, &n) < 0)
		die(EXIT_DATA, "%s:%lu: not a partial result", input_name(in),
		    header->line);
	return (size_t)n;
}

struct input *
partial_open(struct options *o)
{
	struct input *in = input_open(o->paths > 0 ? o->path[0] : NULL);
	const struct csv_row *header = input_header(in);
	size_t groups = read_mark(in);

	for (size_t i = 1; i <= groups; i++)
		if (spec_add(&o->group, header->field[i].p) < 0)
			die(EXIT_SYSTEM, "out of memory");
	for (size_t i = groups + 1; i < header->n; i++) {
		size_t n = o->calls.n;

		calls_parse(&o->calls, header->field[i].p, input_name(in));
		if (o->calls.n != n + 1)
			die(EXIT_DATA, "%s:%lu: not a partial result",
			    input_name(in), header->line);
	}
	return in;
}

static void
same_header(const struct options *o, const struct input *in)
{
	const struct csv_row *header = input_header(in);
	size_t groups = read_mark(in);
	int same = groups == o->group.n && header->n == 1 + groups + o->calls.n;

	for (size_t i = 0; same && i < groups; i++)
		same = slice_is(header->field[1 + i], o->group.name[i]);
	for (size_t i = 0; same && i < o->calls.n; i++)
		same = slice_is(
		    header->field[1 + groups + i], o->calls.call[i].spec);
	if (!same)
		die(EXIT_DATA,
		    "%s:%lu: a partial result of other columns or functions",
		    input_name(in), header->line);
}

/* One row: a group and its states. */
static void
merge_row(const struct options *o, const struct input *in, struct groups *g,
    const struct csv_row *row)
{
	struct buf key = {0}, saved = {0};
	int status = 0;

	for (size_t i = 1; i <= o->group.n; i++)
		status |= buf_add(&key, row->field[i].p, row->field[i].n + 1);
	for (size_t i = o->group.n + 1; i < row->n; i++)
		status |= pack_put(&saved, row->field[i]);
	if (status < 0)
		die(EXIT_SYSTEM, "out of memory");
	status = groups_merge(
	    g, groups_state(g, buf_slice(&key)), buf_slice(&saved));
	if (status == -1)
		input_reject(in, "a result has over %d digits", DECIMAL_DIGITS);
	if (status < 0)
		input_reject(in, "not a state of these functions");
	buf_free(&key);
	buf_free(&saved);
	groups_relieve(g);
}

void
partial_merge(const struct options *o, struct input *in, struct groups *g)
{
	const struct csv_row *row;

	for (size_t i = 1;; i++) {
		while ((row = input_next(in)) != NULL)
			merge_row(o, in, g, row);
		input_close(in);
		if (i >= o->paths)
			break;
		in = input_open(o->path[i]);
		same_header(o, in);
	}
}
