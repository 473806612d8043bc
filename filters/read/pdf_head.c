/* SPDX-License-Identifier: MIT */
/*
 * Headings to columns.  In each line of the heading the words are parted
 * into headings and each heading is put over a range of columns, so that
 * the sum of how far they stand from where they would have been set is
 * least.  One search answers three questions: which words belong together
 * (two headings may be one space apart), which columns a heading spans, and
 * which have none in this line.  Lines are taken from the bottom up, since
 * what stands lower shows how wide the columns really are.
 */

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "pdf_head.h"
#include "pdf_token.h"

enum { WORDS_MAX = 60, COLUMNS_MAX = 60, HEADING_MAX = 10, LINES_MAX = 12 };

/* A heading: words of a line over columns first to last. */
struct part {
	size_t line, from, to, first, last;
};

struct head {
	const struct pdf_table *t;
	const struct pdf_line *l;
	struct pdf_column col[COLUMNS_MAX]; /* with the headings' ink */
	int headed[COLUMNS_MAX]; /* has a heading below, units apart */
	size_t columns;
	struct part *part;
	size_t n, cap;
};

/* One step of the search: what was done to get here, and its price. */
struct step {
	float price;
	size_t words, columns; /* taken by the last heading; or skipped */
};

static float
least(float a, float b, float c)
{
	return fminf(fabsf(a), fminf(fabsf(b), fabsf(c)));
}

/* The middle of the white between column c and the one before it. */
static float
border(const struct head *h, size_t c)
{
	if (c == 0)
		return -INFINITY;
	if (c == h->columns)
		return INFINITY;
	return (h->col[c - 1].x1 + h->col[c].x0) / 2;
}

/*
 * How far a heading from a to b is from its place over columns i to k.  One
 * over a single column keeps to one of its edges or its middle; one over
 * several keeps to their middle, and is seldom set at their left.
 */
static float
misfit(const struct head *h, size_t i, size_t k, float a, float b)
{
	float x0 = h->col[i].x0, x1 = h->col[k].x1, off, over;
	float middle = (a + b - x0 - x1) / 2;

	if (i == 0 && a < x1)
		return 0;
	if (i == k) {
		off = least(a - x0, b - x1, middle);
		over =
		    fmaxf(border(h, i) - a, 0) + fmaxf(b - border(h, i + 1), 0);
		return off + over;
	}
	off = fminf(fabsf(middle), fabsf(a - x0) + 4);
	over = fmaxf(x0 - a - 6, 0) + fmaxf(b - x1 - 6, 0);
	return off + over + 1.5f + (float)(k - i);
}

/* Is every column from i to k told apart by a heading further down? */
static int
told_apart(const struct head *h, size_t i, size_t k)
{
	for (size_t c = i; c <= k; c++)
		if (!h->headed[c])
			return 0;
	return 1;
}

/* The price of words from to to-1 of l as one heading over columns i to k. */
static float
place(const struct head *h, const struct pdf_line *l, size_t from, size_t to,
    size_t i, size_t k)
{
	float a = l->word[from].x0, b = l->word[to - 1].x1;
	float price = misfit(h, i, k, a, b);

	if (i == 0 && k > 0)
		return 1000;
	if (i < k && to - from > 1 && !told_apart(h, i, k))
		price += 8;
	/* Words apart are rather two headings than one. */
	for (size_t w = from + 1; w < to; w++)
		price += 4 * fmaxf(pdf_gap(l, w) / l->size - 0.45f, 0);
	return price;
}

/*
 * What it costs a column to have no heading in this line: much, where the
 * line looks like one of groups, with fewer headings than columns that are
 * told apart below it.
 */
static float
skipping(const struct head *h, const struct pdf_line *l, size_t c)
{
	size_t runs = 0, longer = 0;

	for (size_t i = 0; i < l->n; i = pdf_run(l, i)) {
		runs++;
		longer += pdf_run(l, i) - i > 1;
	}
	if (c == 0)
		return 0;
	return h->headed[c] && longer > 0 && runs + 1 < h->columns ? 3 : 1;
}

static void
relax(struct step *s, float price, size_t words, size_t columns)
{
	if (price < s->price)
		*s = (struct step){price, words, columns};
}

/* Fills s[w][c]: the cheapest way to use up w words and c columns. */
static void
search(const struct head *h, const struct pdf_line *l, size_t words,
    struct step (*s)[COLUMNS_MAX + 1])
{
	for (size_t w = 0; w <= words; w++)
		for (size_t c = 0; c <= h->columns; c++)
			s[w][c] = (struct step){INFINITY, 0, 0};
	s[0][0].price = 0;
	for (size_t w = 0; w <= words; w++) {
		for (size_t c = 0; c <= h->columns; c++) {
			float now = s[w][c].price;

			if (!isfinite(now))
				continue;
			if (c < h->columns)
				relax(&s[w][c + 1], now + skipping(h, l, c), 0,
				    1);
			for (size_t v = w + 1;
			     v <= words && v - w <= HEADING_MAX; v++) {
				if (v - w > 1 && pdf_wide(l, v - 1))
					break;
				for (size_t k = c; k < h->columns; k++)
					relax(&s[v][k + 1],
					    now + place(h, l, w, v, c, k),
					    v - w, k + 1 - c);
			}
		}
	}
}

static int
all_units(const struct pdf_line *l, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!(l->word[i].what & PDF_UNIT))
			return 0;
	return 1;
}

static void
add(struct head *h, struct part p)
{
	if (h->n == h->cap) {
		h->cap = h->cap ? 2 * h->cap : 64;
		h->part = must(reallocarray(h->part, h->cap, sizeof(p)));
	}
	h->part[h->n++] = p;
}

/* The headings of one line, taken back from the end of the search. */
static void
place_line(struct head *h, size_t line)
{
	static struct step s[WORDS_MAX + 1][COLUMNS_MAX + 1];
	const struct pdf_line *l = &h->l[line];
	size_t w = l->n < WORDS_MAX ? l->n : WORDS_MAX, c = h->columns;
	size_t from = h->n;

	search(h, l, w, s);
	if (!isfinite(s[w][c].price))
		return;
	while (w > 0 || c > 0) {
		struct step at = s[w][c];

		if (at.words > 0)
			add(h, (struct part){line, w - at.words, w,
				   c - at.columns, c - 1});
		w -= at.words;
		c -= at.columns;
	}
	for (size_t i = from; i < h->n; i++) {
		const struct part *p = &h->part[i];
		struct pdf_column *one = &h->col[p->first];

		if (p->first != p->last)
			continue;
		one->x0 = fminf(one->x0, l->word[p->from].x0);
		one->x1 = fmaxf(one->x1, l->word[p->to - 1].x1);
		if (!all_units(l, p->from, p->to))
			h->headed[p->first] = 1;
	}
}

/*
 * Joined with a space: a heading that goes on from the line above it, over
 * the same columns.  Units are a thing of their own.
 */
static int
wraps(const struct head *h, const struct part *above, const struct part *p)
{
	const struct pdf_line *a = &h->l[above->line], *b = &h->l[p->line];

	return above->first == p->first && above->last == p->last &&
	       b->y0 - a->y1 < 0.6f * b->size &&
	       !all_units(b, p->from, p->to) &&
	       !all_units(a, above->from, above->to);
}

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/* The path of one column: its parts are met from the top line down. */
static void
write_path(struct buf *out, const struct head *h, size_t column)
{
	const struct part *above = NULL;

	buf_clear(out);
	need(buf_puts(out, ""));
	for (size_t i = h->n; i > 0; i--) {
		const struct part *p = &h->part[i - 1];

		if (column < p->first || column > p->last)
			continue;
		if (above != NULL)
			need(buf_puts(out, wraps(h, above, p) ? " " : " / "));
		pdf_words_text(out, &h->l[p->line], p->from, p->to);
		above = p;
	}
}

void
pdf_head(struct buf *path, const struct pdf_table *t, const struct pdf_line *l)
{
	struct head h = {.t = t, .l = l};

	h.columns = t->n < COLUMNS_MAX ? t->n : COLUMNS_MAX;
	memcpy(h.col, t->col, h.columns * sizeof(*h.col));
	for (size_t i = t->body; i > t->head; i--)
		place_line(&h, i - 1);
	for (size_t i = 0; i < t->n; i++) {
		buf_clear(&path[i]);
		if (i < h.columns)
			write_path(&path[i], &h, i);
	}
	free(h.part);
}
