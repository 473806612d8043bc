/* SPDX-License-Identifier: MIT */
/* Facts about documents that stand in a table beside them. */

#include <stdlib.h>

#include "buf.h"
#include "diag.h"
#include "filter.h"
#include "metadata.h"
#include "table.h"

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

static size_t
keep(struct metadata *m, struct slice s)
{
	size_t at = m->text.n;

	if (buf_add(&m->text, s.p, s.n) != 0)
		die(EXIT_SYSTEM, "out of memory");
	return at;
}

static struct slice
field(const struct csv_row *row, size_t column)
{
	return column == INPUT_NONE ? (struct slice){"", 0}
				    : row->field[column];
}

static void
add(struct metadata *m, const struct input *in, const struct csv_row *row,
    const size_t column[4])
{
	size_t before = table_count(m->sources);
	size_t slot = table_slot(m->sources, row->field[column[0]]);
	struct slice published = field(row, column[1]);
	struct row *r;

	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot < before)
		return;
	if (slot == m->cap) {
		m->cap = m->cap ? 2 * m->cap : 64;
		m->row = must(reallocarray(m->row, m->cap, sizeof(*m->row)));
	}
	r = &m->row[slot];
	*r = (struct row){0};
	if (published.n > 0 && date_parse(published, &r->facts.published) != 0)
		input_reject(in, "not a date: %s", published.p);
	r->publisher_n = field(row, column[2]).n;
	r->publisher = keep(m, field(row, column[2]));
	r->title_n = field(row, column[3]).n;
	r->title = keep(m, field(row, column[3]));
}

struct metadata *
metadata_open(const char *path)
{
	static const char *const names[] = {
	    "source", "published", "publisher", "title"};
	struct metadata *m = must(calloc(1, sizeof(*m)));
	struct input *in = input_open(path);
	const struct csv_row *row;
	size_t column[4], i;

	m->sources = must(table_new());
	column[0] = input_column(in, names[0]);
	for (i = 1; i < 4; i++)
		column[i] = input_find(in, slice_of(names[i]));
	while ((row = input_next(in)) != NULL)
		add(m, in, row, column);
	input_close(in);
	for (i = 0; i < table_count(m->sources); i++) {
		m->row[i].facts.publisher = (struct slice){
		    m->text.p + m->row[i].publisher, m->row[i].publisher_n};
		m->row[i].facts.title = (struct slice){
		    m->text.p + m->row[i].title, m->row[i].title_n};
	}
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
