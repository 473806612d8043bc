/* SPDX-License-Identifier: MIT */
/* Tables into row blocks. */

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "pdf_head.h"
#include "pdf_row.h"
#include "pdf_table.h"
#include "pdf_title.h"
#include "pdf_token.h"

struct pdf_tables {
	struct doc *doc;
	struct pdf_hyphen *hyphen;
	/* The last table's columns, and the headings over them. */
	struct pdf_column *col;
	struct buf *path;
	size_t n, cap;
	int page; /* of the last table */
	/* The row being made. */
	struct buf *cell;
	size_t cells;
	struct buf text, header;
};

struct pdf_tables *
pdf_tables_new(struct doc *d, struct pdf_hyphen *h)
{
	struct pdf_tables *s = must(calloc(1, sizeof(*s)));

	s->doc = d;
	s->hyphen = h;
	return s;
}

void
pdf_tables_free(struct pdf_tables *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->cap; i++) {
		buf_free(&s->path[i]);
		buf_free(&s->cell[i]);
	}
	free(s->col);
	free(s->path);
	free(s->cell);
	buf_free(&s->text);
	buf_free(&s->header);
	free(s);
}

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

static void
make_room(struct pdf_tables *s, size_t n)
{
	if (n <= s->cap)
		return;
	s->col = must(reallocarray(s->col, n, sizeof(*s->col)));
	s->path = must(reallocarray(s->path, n, sizeof(*s->path)));
	s->cell = must(reallocarray(s->cell, n, sizeof(*s->cell)));
	for (; s->cap < n; s->cap++)
		s->path[s->cap] = s->cell[s->cap] = (struct buf){0};
}

/*
 * Do the columns of t stand where those of the last table stood, so that
 * its headings are theirs?  A column may have been blank on either page.
 */
static int
goes_on(const struct pdf_tables *s, const struct pdf_table *t, int page)
{
	size_t hits = 0, last = 0;

	if (s->n == 0 || t->head < t->body || isfinite(t->turned_top) ||
	    page > s->page + 1)
		return 0;
	for (size_t i = 1; i < t->n; i++) {
		size_t k =
		    pdf_column_of(s->col, s->n, t->col[i].x0, t->col[i].x1);

		if (k == s->n || k <= last)
			return 0;
		last = k;
		hits++;
	}
	return hits > 0;
}

/* Gives t the columns of the last table; the headings stay. */
static void
take_over(struct pdf_tables *s, struct pdf_table *t)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t k =
		    pdf_column_of(t->col, t->n, s->col[i].x0, s->col[i].x1);

		if (i == 0)
			k = 0;
		if (k == t->n) {
			pdf_table_add(t, s->col[i]);
			continue;
		}
		t->col[k].x0 = fminf(t->col[k].x0, s->col[i].x0);
		t->col[k].x1 = fmaxf(t->col[k].x1, s->col[i].x1);
	}
}

/* The last word of what there is. */
static struct slice
last_word(const struct buf *b)
{
	const char *space = b->n ? memrchr(b->p, ' ', b->n) : NULL;
	const char *from = space ? space + 1 : b->p;

	return (struct slice){from, b->n - (size_t)(from - b->p)};
}

/* Appends the next line of a cell of words to what there is of it. */
static void
add_words(struct pdf_tables *s, struct buf *to, const struct pdf_line *l,
    const struct pdf_cell *c)
{
	if (to->n > 1 && to->p[to->n - 1] == '-' && last_word(to).n > 1) {
		if (pdf_hyphen_drop(
			s->hyphen, last_word(to), l->word[c->from].text))
			to->n--;
	} else if (to->n > 0) {
		need(buf_putc(to, ' '));
	}
	pdf_words_text(to, l, c->from, c->to);
}

/* A figure's parts are one word, however far apart they are set. */
static void
add_figure(struct buf *to, const struct pdf_line *l, const struct pdf_cell *c)
{
	if (to->n > 0)
		need(buf_putc(to, ' '));
	for (size_t i = c->from; i < c->to; i++) {
		if (i > c->from && l->word[i].what & PDF_SIDE)
			need(buf_putc(to, ' '));
		need(buf_add(to, l->word[i].text.p, l->word[i].text.n));
	}
}

static size_t
nearest(const struct pdf_table *t, const struct pdf_cell *c)
{
	size_t best = 1;

	for (size_t i = 1; i < t->n; i++)
		if (pdf_overlap(c->x0, c->x1, t->col[i].x0, t->col[i].x1) >
		    pdf_overlap(c->x0, c->x1, t->col[best].x0, t->col[best].x1))
			best = i;
	return best;
}

static void
add_line(
    struct pdf_tables *s, const struct pdf_table *t, const struct pdf_line *l)
{
	struct pdf_cell c[PDF_CELLS_MAX];
	size_t n = pdf_cells(c, l, t->col, t->n);

	for (size_t i = 0; i < n; i++) {
		int left = c[i].x0 < t->col[1].x0;

		if (left && (i == 0 || c[i].x1 < t->col[1].x0) && !c[i].figure)
			add_words(s, &s->cell[0], l, &c[i]);
		else if (c[i].figure)
			add_figure(&s->cell[nearest(t, &c[i])], l, &c[i]);
		else
			add_words(s, &s->cell[nearest(t, &c[i])], l, &c[i]);
	}
}

static void
join(struct buf *out, const struct buf *part, size_t n)
{
	buf_clear(out);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			need(buf_putc(out, '\t'));
		need(buf_add(out, part[i].p ? part[i].p : "", part[i].n));
	}
}

static void
put_row(struct pdf_tables *s, const struct pdf_table *t, int page)
{
	join(&s->text, s->cell, t->n);
	doc_block(s->doc, BLOCK_ROW, page, buf_slice(&s->text),
	    buf_slice(&s->header));
	for (size_t i = 0; i < t->n; i++)
		buf_clear(&s->cell[i]);
}

static void
remember(struct pdf_tables *s, const struct pdf_table *t, int page)
{
	memcpy(s->col, t->col, t->n * sizeof(*t->col));
	s->n = t->n;
	s->page = page;
}

/* Lines behind the last row that are none of it. */
static void
give_back(
    struct pdf_table *t, const struct pdf_line *l, const unsigned char *first)
{
	struct pdf_cell c[PDF_CELLS_MAX];

	while (t->end > t->body + 1) {
		size_t i = t->end - 1, any = 0;

		while (i > t->body && !first[i - t->body])
			i--;
		for (size_t k = i; k < t->end; k++) {
			size_t n = pdf_cells(c, &l[k], t->col, t->n);

			any += n > 1 || c[0].x0 >= t->col[1].x0;
		}
		if (any > 0 || i == t->body)
			return;
		t->end = i;
	}
}

/* Adds the lines of a row, the first of which is i; the one behind it. */
static size_t
add_row(struct pdf_tables *s, const struct pdf_table *t,
    const struct pdf_line *l, const unsigned char *first, size_t i)
{
	do
		add_line(s, t, &l[i++]);
	while (i < t->end && !first[i - t->body]);
	return i;
}

void
pdf_tables_put(struct pdf_tables *s, struct pdf_table *t,
    const struct pdf_line *l, int page)
{
	unsigned char *first;

	if (goes_on(s, t, page)) {
		take_over(s, t);
	} else {
		make_room(s, t->n);
		pdf_head(s->path, t, l);
	}
	make_room(s, t->n);
	remember(s, t, page);
	join(&s->header, s->path, t->n);
	first = must(calloc(t->end - t->body + 1, 1));
	pdf_rows(first, t, l);
	give_back(t, l, first);
	for (size_t i = t->body; i < t->end;) {
		i = add_row(s, t, l, first, i);
		put_row(s, t, page);
	}
	free(first);
}

static size_t
words(struct slice s)
{
	size_t n = s.n > 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

/* A first row that names its columns: short names, no figures, no gaps. */
static int
names(const struct buf *cell, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct slice s = buf_slice(&cell[i]);

		if (s.n == 0 || words(s) > 4 || strpbrk(s.p, "0123456789.:"))
			return 0;
	}
	return n > 2;
}

/* A name and a sentence; the name goes without its colon. */
static void
put_pair(struct pdf_tables *s, int page)
{
	struct slice none = {"", 0}, name = buf_slice(&s->cell[0]);

	doc_block(s->doc, BLOCK_HEADING, page, name, none);
	doc_block(s->doc, BLOCK_PARAGRAPH, page, buf_slice(&s->cell[1]), none);
	buf_clear(&s->cell[0]);
	buf_clear(&s->cell[1]);
}

void
pdf_tables_words(struct pdf_tables *s, struct pdf_table *t,
    const struct pdf_line *l, int page)
{
	unsigned char *first = must(calloc(t->end - t->body + 1, 1));
	size_t i = t->body, next;

	make_room(s, t->n);
	pdf_rows(first, t, l);
	buf_clear(&s->header);
	for (; i < t->end; i = next) {
		next = add_row(s, t, l, first, i);
		pdf_title_stated(s->doc, page, buf_slice(&s->cell[0]),
		    buf_slice(&s->cell[1]));
		if (i == t->body && names(s->cell, t->n) && next < t->end) {
			join(&s->header, s->cell, t->n);
			for (size_t k = 0; k < t->n; k++)
				buf_clear(&s->cell[k]);
		} else if (t->n == 2 && words(buf_slice(&s->cell[1])) > 9) {
			put_pair(s, page);
		} else {
			put_row(s, t, page);
		}
	}
	free(first);
}
