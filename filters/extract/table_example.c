/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "tables.h"

int
table_has_examples(const struct rule *r)
{
	return strncmp(r->id, "table-", 6) == 0;
}

/* What stands before a mark; *s goes on behind it, empty if there is none. */
static struct slice
cut(struct slice *s, const char *mark)
{
	size_t n = strlen(mark);
	const char *at = memmem(s->p, s->n, mark, n);
	struct slice before = *s;

	if (at == NULL) {
		s->p += s->n;
		s->n = 0;
		return before;
	}
	before.n = (size_t)(at - s->p);
	s->n -= before.n + n;
	s->p = at + n;
	return before;
}

static void
add_cell(struct buf *b, struct slice cell)
{
	if (buf_putc(b, '\t') != 0 || buf_add(b, cell.p, cell.n) != 0)
		die(EXIT_SYSTEM, "out of memory");
}

static void
add_line(struct document *d, struct slice text, enum text_kind kind)
{
	document_line(d, text);
	d->block[d->nblock - 1].kind = kind;
}

void
table_example(struct document *d, struct slice text)
{
	struct buf header = {0}, row = {0};
	enum text_kind kind = TEXT_TITLE;

	while (memmem(text.p, text.n, " :: ", 4) != NULL) {
		add_line(d, cut(&text, " :: "), kind);
		kind = TEXT_CAPTION;
	}
	add_cell(&row, cut(&text, " | "));
	add_cell(&header, slice_of(""));
	while (text.n > 0) {
		struct slice cell = cut(&text, " | ");

		add_cell(&header, cut(&cell, " = "));
		add_cell(&row, cell);
	}
	/* a row points at its header, which lies in a block of no kind */
	add_line(d, (struct slice){header.p + 1, header.n - 1}, TEXT_FURNITURE);
	add_line(d, (struct slice){row.p + 1, row.n - 1}, TEXT_ROW);
	d->block[d->nblock - 1].header = d->block[d->nblock - 2].text;
	buf_free(&header);
	buf_free(&row);
}
