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

enum { DROP = 25 }; /* the price of a word over no column at all */
enum { WORDS_MAX = 60, COLUMNS_MAX = 60, HEADING_MAX = 10 };

/* A heading: words from to to-1 of a line over columns first to last. */
struct part {
	const struct pdf_line *l;
	size_t from, to, first, last;
};

/* How figures stand in their columns, and so where a cell's walls are. */
enum set { LEFT, MIDDLE, RIGHT };

struct head {
	const struct pdf_table *t;
	enum set set;
	struct pdf_column col[COLUMNS_MAX]; /* with the headings' ink */
	int headed[COLUMNS_MAX]; /* has a heading below, units apart */
	size_t columns;
	struct part *part; /* from the bottom up */
	size_t n, cap;
	struct pdf_line *turned; /* turned runs, each as a line of one word */
};

/* One step of the search: what was done to get here, and its price. */
struct step {
	float price;
	size_t words, columns; /* taken by the last heading; or skipped */
};

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
 * How far the middle of a to b is from that of the cell over columns i to
 * k, whose walls nobody sees: where figures are set to the right the left
 * wall is by the end of the column before, where they are set to the left
 * the right one is by the start of the column behind.
 */
static float
off_middle(const struct head *h, size_t i, size_t k, float a, float b)
{
	const struct pdf_column *col = h->col;
	float x0 = col[i].x0, x1 = col[k].x1, ink = fabsf(a + b - x0 - x1) / 2;

	if (h->set == RIGHT && k > i)
		x0 = i > 1 ? col[i - 1].x1
			   : fmaxf(col[0].x1, 2 * col[i].x1 - col[i + 1].x1);
	if (h->set == LEFT && k > i)
		x1 = k + 1 < h->columns ? col[k + 1].x0
					: 2 * col[k].x0 - col[k - 1].x0;
	return fminf(ink, fabsf(a + b - x0 - x1) / 2 + 0.5f);
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

	if (i == 0 && a < x1)
		return fmaxf(b - border(h, 1), 0);
	if (i == k) {
		off = fminf(fminf(fabsf(a - x0), fabsf(b - x1)),
		    fabsf(a + b - x0 - x1) / 2);
		over =
		    fmaxf(border(h, i) - a, 0) + fmaxf(b - border(h, i + 1), 0);
		return off + over;
	}
	off = fminf(off_middle(h, i, k, a, b), fabsf(a - x0) + 4);
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

/* "Year to" is no heading, nor is "to date". */
static float
cut_short(const struct pdf_line *l, size_t from, size_t to)
{
	float price = 0;

	if (to < l->n && !pdf_wide(l, to) &&
	    pdf_connective(l->word[to - 1].text))
		price += 6;
	if (from > 0 && !pdf_wide(l, from) &&
	    pdf_connective(l->word[from].text))
		price += 6;
	return price;
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
	if (i == 0)
		return price;
	price += cut_short(l, from, to);
	/* Words apart are rather two headings than one. */
	for (size_t w = from + 1; w < to; w++)
		price += 4 * fmaxf(pdf_gap(l, w) - 0.45f, 0);
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

/*
 * All headings that begin with word w, put over ranges from column c on, or
 * over none at all.
 */
static void
extend(const struct head *h, const struct pdf_line *l, size_t words, size_t w,
    size_t c, struct step (*s)[COLUMNS_MAX + 1])
{
	float now = s[w][c].price;

	for (size_t v = w + 1; v <= words && v - w <= HEADING_MAX; v++) {
		/* The labels' own may be in several columns. */
		if (v - w > 1 && c > 0 && pdf_wide(l, v - 1))
			break;
		relax(&s[v][c], now + DROP * (float)(v - w), v - w, 0);
		for (size_t k = c; k < h->columns; k++)
			relax(&s[v][k + 1], now + place(h, l, w, v, c, k),
			    v - w, k + 1 - c);
	}
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
			if (c < h->columns)
				relax(&s[w][c + 1],
				    s[w][c].price + skipping(h, l, c), 0, 1);
			extend(h, l, words, w, c, s);
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

/* Lets a heading over one column show how broad that is. */
static void
widen(struct head *h, const struct part *p)
{
	struct pdf_column *one = &h->col[p->first];

	if (p->first != p->last)
		return;
	one->x0 = fminf(one->x0, p->l->word[p->from].x0);
	one->x1 = fmaxf(one->x1, p->l->word[p->to - 1].x1);
	if (!all_units(p->l, p->from, p->to))
		h->headed[p->first] = 1;
}

/* The headings of one line, taken back from the end of the search. */
static void
place_line(struct head *h, const struct pdf_line *l)
{
	struct step(*s)[COLUMNS_MAX + 1] =
	    must(calloc(WORDS_MAX + 1, sizeof(*s)));
	size_t w = l->n < WORDS_MAX ? l->n : WORDS_MAX, c = h->columns;
	size_t from = h->n;

	search(h, l, w, s);
	while (w > 0 || c > 0) {
		struct step at = s[w][c];

		if (at.words > 0 && at.columns > 0)
			add(h, (struct part){
				   l, w - at.words, w, c - at.columns, c - 1});
		w -= at.words;
		c -= at.columns;
	}
	for (size_t i = from; i < h->n; i++)
		widen(h, &h->part[i]);
	free(s);
}

/* The column whose middle is nearest to that of a turned run. */
static size_t
under(const struct head *h, const struct pdf_word *run)
{
	size_t best = h->columns > 1;
	float least = INFINITY;

	for (size_t i = 1; i < h->columns; i++) {
		float off =
		    fabsf(h->col[i].x0 + h->col[i].x1 - run->x0 - run->x1);

		if (off < least) {
			least = off;
			best = i;
		}
	}
	return best;
}

/*
 * Headings that run up or down, one over each column.  The lines of one go
 * to the right when it runs up and to the left when it runs down; parts are
 * kept from the last to the first.  Each is marked as used by having no
 * text any more.
 */
static void
place_turned(struct head *h, const struct pdf_line *row)
{
	const struct pdf_table *t = h->t;
	size_t n = 0;

	h->turned = must(calloc(t->turned_n + 1, sizeof(*h->turned)));
	for (size_t i = 0; i < t->turned_n; i++) {
		struct pdf_word *run = &t->turned[i];
		size_t at = n;

		if (!pdf_turned_over(t, run, row) || run->line < 0)
			continue;
		run->line = -1;
		for (; at > 0 &&
		       (h->turned[at - 1].x0 < run->x0) == (run->turn != 90);
		     at--)
			h->turned[at] = h->turned[at - 1];
		h->turned[at] = (struct pdf_line){run, 1, run->x0, run->y0,
		    run->x1, run->y1, run->x1 - run->x0, run->x1 - run->x0};
		n++;
	}
	for (size_t i = 0; i < n; i++) {
		size_t c = under(h, h->turned[i].word);

		add(h, (struct part){&h->turned[i], 0, 1, c, c});
		h->headed[c] = 1;
	}
}

/*
 * Joined with a space: a heading that goes on from the line above it, over
 * the same columns.  Units are a thing of their own.
 */
static int
wraps(const struct part *above, const struct part *p)
{
	const struct pdf_line *a = above->l, *b = p->l;

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

	for (size_t i = h->n; i > 0; i--) {
		const struct part *p = &h->part[i - 1];

		if (column < p->first || column > p->last)
			continue;
		if (above != NULL)
			need(buf_puts(out, wraps(above, p) ? " " : " / "));
		pdf_words_text(out, p->l, p->from, p->to);
		above = p;
	}
}

/* How the figures are set: by the edge that varies least. */
static enum set
setting(const struct pdf_table *t, const struct pdf_line *l)
{
	struct pdf_cell c[PDF_CELLS_MAX];
	float left = 0, right = 0;
	size_t count = 0;

	for (size_t i = t->body; i < t->end; i++) {
		size_t n = pdf_cells(c, &l[i], t->col, t->n);

		for (size_t k = 0; k < n; k++) {
			size_t col =
			    pdf_column_of(t->col, t->n, c[k].x0, c[k].x1);

			if (!c[k].figure || col == t->n)
				continue;
			left += c[k].x0 - t->col[col].x0;
			right += t->col[col].x1 - c[k].x1;
			count++;
		}
	}
	if (count == 0 || fabsf(left - right) < 1.5f * (float)count)
		return MIDDLE;
	return left > right ? RIGHT : LEFT;
}

/* Parts by their height on the page: turned ones stand between lines. */
static void
sort(struct head *h)
{
	for (size_t i = 1; i < h->n; i++) {
		struct part p = h->part[i];
		size_t at = i;

		for (; at > 0 && h->part[at - 1].l->y1 + 1 < p.l->y1; at--)
			h->part[at] = h->part[at - 1];
		h->part[at] = p;
	}
}

void
pdf_head(struct buf *path, const struct pdf_table *t, const struct pdf_line *l)
{
	struct head h = {.t = t, .set = setting(t, l)};

	h.columns = t->n < COLUMNS_MAX ? t->n : COLUMNS_MAX;
	memcpy(h.col, t->col, h.columns * sizeof(*h.col));
	place_turned(&h, &l[t->body]);
	for (size_t i = t->body; i > t->head; i--)
		place_line(&h, &l[i - 1]);
	sort(&h);
	for (size_t i = 0; i < t->n; i++) {
		buf_clear(&path[i]);
		need(buf_puts(&path[i], ""));
		if (i < h.columns)
			write_path(&path[i], &h, i);
	}
	free(h.part);
	free(h.turned);
}
