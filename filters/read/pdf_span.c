/* SPDX-License-Identifier: MIT */
/*
 * One line of a heading over its columns.  One search answers three
 * questions: which words belong together (two headings may be one space
 * apart), which columns a heading spans, and which have none in this line.
 */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <strings.h>

#include "diag.h"
#include "pdf_span.h"
#include "pdf_token.h"

enum { WORDS_MAX = 60, HEADING_MAX = 10 };

/*
 * Prices in points.  DROP is that of a word over no column at all; BARE of a
 * named column without a group; EMPTY of any other without a heading; TWINS
 * of a group with two columns of one name, which it is there to tell apart;
 * LOOSE of more than one word over columns that nothing tells apart below;
 * ALIKE of a column that no group tells from another; ROOM of a line that was
 * broken although its next word had room;
 * SPLIT of two headings with no more than a space between them; STEP of a
 * group over cells that are not of one row.
 */
static const float DROP = 80, BARE = 3.5f, EMPTY = 0.5f, TWINS = 15, LOOSE = 8,
		   ROOM = 5, ALIKE = 8, SPLIT = 1, STEP = 4;

/* One step of the search: what was done to get here, and its price. */
struct step {
	float price;
	size_t words, columns; /* taken by the last heading; or skipped */
};

struct search {
	const struct pdf_heading *h;
	const struct pdf_line *l;
	int groups;
	size_t words;
	size_t twins[PDF_SPAN_COLUMNS]; /* from here to this: two alike */
	float steps[PDF_SPAN_COLUMNS];	/* from 0 to here: not level */
	int twin[PDF_SPAN_COLUMNS];	/* another column has its name */
	struct step step[WORDS_MAX + 1][PDF_SPAN_COLUMNS + 1];
};

void
pdf_heading_start(
    struct pdf_heading *h, const struct pdf_table *t, enum pdf_set set)
{
	h->ink = t->col;
	h->set = set;
	h->columns = t->n < PDF_SPAN_COLUMNS ? t->n : PDF_SPAN_COLUMNS;
	h->n = 0;
	memcpy(h->col, t->col, h->columns * sizeof(*h->col));
	memset(h->named, 0, sizeof(h->named));
	memset(h->word, 0, sizeof(h->word));
	memset(h->off, 0, sizeof(h->off));
	for (size_t i = 0; i < h->columns; i++)
		buf_clear(&h->name[i]);
}

void
pdf_heading_free(struct pdf_heading *h)
{
	for (size_t i = 0; i < PDF_SPAN_COLUMNS; i++)
		buf_free(&h->name[i]);
	free(h->span);
	*h = (struct pdf_heading){0};
}

static int
all_units(const struct pdf_span *s)
{
	for (size_t i = s->from; i < s->to; i++)
		if (!(s->l->word[i].what & PDF_UNIT))
			return 0;
	return 1;
}

/* A heading over one column shows how broad it is, and how it is set. */
static void
learn(struct pdf_heading *h, const struct pdf_span *s)
{
	struct pdf_column *one = &h->col[s->first];
	float a = s->l->word[s->from].x0, b = s->l->word[s->to - 1].x1;

	if (s->first > 0) {
		h->off[PDF_LEFT] += fabsf(a - one->x0);
		h->off[PDF_RIGHT] += fabsf(b - one->x1);
		h->off[PDF_MIDDLE] += fabsf(a + b - one->x0 - one->x1) / 2;
	}
	one->x0 = fminf(one->x0, a);
	one->x1 = fmaxf(one->x1, b);
}

void
pdf_heading_add(struct pdf_heading *h, struct pdf_span s)
{
	if (h->n == h->cap) {
		h->cap = h->cap ? 2 * h->cap : 64;
		h->span = must(reallocarray(h->span, h->cap, sizeof(s)));
	}
	h->span[h->n++] = s;
	if (s.first == s.last)
		learn(h, &s);
	for (size_t c = s.first; c <= s.last; c++) {
		const struct pdf_word *w = &s.l->word[s.from];

		pdf_words_text(&h->name[c], s.l, s.from, s.to);
		h->named[c] += all_units(&s) ? 0 : (int)(s.to - s.from);
		h->word[c] = all_units(&s) ? 0 : w->x1 - w->x0;
		if (all_units(&s))
			continue;
		if (h->named[c] == (int)(s.to - s.from))
			h->y1[c] = s.l->y1;
		h->y0[c] = s.l->y0;
	}
}

static int
same_name(const struct buf *a, const struct buf *b)
{
	return a->n > 0 && a->n == b->n && strncasecmp(a->p, b->p, a->n) == 0;
}

static int
has_twin(const struct pdf_heading *h, size_t c)
{
	for (size_t k = 1; k < h->columns; k++)
		if (k != c && same_name(&h->name[c], &h->name[k]))
			return 1;
	return 0;
}

float
pdf_heading_alike(const struct pdf_heading *h)
{
	float price = 0;

	for (size_t i = 1; i < h->columns; i++)
		price += has_twin(h, i) ? ALIKE : 0;
	return price;
}

/*
 * Are the headings over two columns cells of one row?  Then they are level
 * at their top, middle or bottom.  One that is not reaches over two rows.
 */
static int
level(const struct pdf_heading *h, size_t a, size_t b)
{
	float near = 0.25f * (h->y1[a] - h->y0[a]);

	if (!h->named[a] || !h->named[b])
		return 1;
	near = fminf(near, 3);
	return fabsf(h->y0[a] - h->y0[b]) < near ||
	       fabsf(h->y1[a] - h->y1[b]) < near ||
	       fabsf(h->y0[a] + h->y1[a] - h->y0[b] - h->y1[b]) < 2 * near;
}

static void
find_steps(struct search *s)
{
	for (size_t i = 1; i < s->h->columns; i++)
		s->steps[i] =
		    s->steps[i - 1] + (level(s->h, i - 1, i) ? 0 : STEP);
}

static void
find_twins(struct search *s)
{
	const struct pdf_heading *h = s->h;
	size_t next = SIZE_MAX;

	for (size_t i = h->columns; i-- > 0;) {
		for (size_t k = i + 1; k < h->columns && k < next; k++)
			if (same_name(&h->name[i], &h->name[k]))
				next = k;
		s->twins[i] = next;
		s->twin[i] = i > 0 && has_twin(h, i);
	}
}

/*
 * The left wall of the cells of column c, which nobody sees.  Where figures
 * are set to the right it is by the end of the column before, where they
 * are set to the left by the start of this one, else half way between.
 */
static float
wall(const struct pdf_heading *h, size_t c)
{
	const struct pdf_column *ink = h->ink, *col = h->col;
	size_t n = h->columns;

	if (c == 0)
		return -INFINITY;
	if (c == n && h->set == PDF_LEFT && n > 2)
		return fmaxf(2 * ink[n - 1].x0 - ink[n - 2].x0, col[n - 1].x1);
	if (c == n)
		return col[n - 1].x1 + 3;
	if (h->set == PDF_RIGHT && c > 1)
		return fminf(ink[c - 1].x1 + 3, col[c].x0);
	if (h->set == PDF_RIGHT && n > 2)
		return fminf(
		    fmaxf(2 * ink[1].x1 - ink[2].x1, ink[0].x1), col[1].x0);
	if (h->set == PDF_LEFT)
		return fmaxf(ink[c].x0 - 3, col[c - 1].x1);
	return (col[c - 1].x1 + col[c].x0) / 2;
}

static float
least(float a, float b, float c)
{
	return fminf(fabsf(a), fminf(fabsf(b), fabsf(c)));
}

/*
 * How far a heading from a to b is from an edge of columns i to k, and how
 * unlikely that is: only where the headings below are set there, too.
 */
static float
from_edge(const struct pdf_heading *h, size_t i, size_t k, float a, float b)
{
	float price = 3 + 0.5f * (float)(k - i);

	if (h->off[PDF_RIGHT] < 0.5f * h->off[PDF_MIDDLE])
		return fabsf(b - h->col[k].x1) + price;
	if (h->off[PDF_LEFT] < 0.5f * h->off[PDF_MIDDLE])
		return fabsf(a - h->col[i].x0) + price;
	return fminf(fabsf(a - h->col[i].x0), fabsf(b - h->col[k].x1)) + 4 +
	       price;
}

/* How far a heading from a to b is from its place over columns i to k. */
static float
misfit(const struct pdf_heading *h, size_t i, size_t k, float a, float b)
{
	float x0 = h->col[i].x0, x1 = h->col[k].x1;
	float left = wall(h, i), right = wall(h, k + 1);
	/* How far the first column reaches to the left is a guess. */
	float out = fmaxf((i == 1 ? h->ink[0].x1 : left) - a - 1, 0) +
		    fmaxf(b - right - 1, 0);
	float middle = (a + b - left - right) / 2;
	float ink = (a + b - x0 - x1) / 2;

	/* That of the labels is over them, not between them and the rest. */
	if (i == 0)
		return fmaxf(b - fmaxf(right, x1), 0) + fmaxf(a - x1, 0);
	if (i == k)
		return out + fminf(least(middle, ink, a - x0),
				 least(b - x1, a - left - 4, INFINITY));
	return out + 1.5f + 0.5f * (float)(k - i) +
	       least(middle, ink, from_edge(h, i, k, a, b));
}

/* Is any column from i to k told from the others by a heading below? */
static int
told_apart(const struct pdf_heading *h, size_t i, size_t k)
{
	for (size_t c = i; c <= k; c++)
		if (h->named[c])
			return 1;
	return 0;
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

/*
 * A heading over one column goes on in the line below because its cell has
 * no room for the next word; else it was broken on purpose, or is another.
 */
static float
had_room(const struct pdf_heading *h, size_t c, float width, float em)
{
	float cell = wall(h, c + 1) - wall(h, c);

	return h->word[c] > 0 &&
		       width + 0.25f * em + h->word[c] < cell - 0.8f * em
		   ? ROOM
		   : 0;
}

/* The price of words from to to-1 as one heading over columns i to k. */
static float
place(const struct search *s, size_t from, size_t to, size_t i, size_t k)
{
	const struct pdf_line *l = s->l;
	float price = misfit(s->h, i, k, l->word[from].x0, l->word[to - 1].x1);

	if (to < l->n && pdf_gap(l, to) < 0.45f)
		price += i == 0 ? 4 * SPLIT : SPLIT;
	for (size_t w = from + 1; w < to && i == 0; w++)
		price += pdf_wide(l, w) ? 2 * SPLIT : 0;
	if (i == 0)
		return k > 0 ? INFINITY : price;
	if (i < k && to - from > 1 && !told_apart(s->h, i, k))
		price += LOOSE;
	if (s->twins[i] <= k)
		price += TWINS;
	price += s->steps[k] - s->steps[i];
	if (!s->groups)
		price += had_room(
		    s->h, i, l->word[to - 1].x1 - l->word[from].x0, l->em);
	price += cut_short(l, from, to);
	/* Words apart are rather two headings than one. */
	for (size_t w = from + 1; w < to; w++)
		price += 4 * fmaxf(pdf_gap(l, w) - 0.45f, 0);
	return price;
}

static float
skip(const struct search *s, size_t c)
{
	if (c == 0)
		return 0;
	if (!s->groups || s->h->name[c].n == 0)
		return EMPTY;
	/* "Annual plan" can do without a group, "plan" less so. */
	return (s->twin[c] ? ALIKE : 0) + (s->h->named[c] > 1 ? EMPTY : BARE);
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
extend(struct search *s, size_t w, size_t c)
{
	float now = s->step[w][c].price;

	for (size_t v = w + 1; v <= s->words && v - w <= HEADING_MAX; v++) {
		size_t most = s->groups ? s->h->columns : c + 1;

		/* The labels' own may be in several columns. */
		if (v - w > 1 && c > 0 && pdf_wide(s->l, v - 1))
			break;
		relax(&s->step[v][c], now + DROP * (float)(v - w), v - w, 0);
		for (size_t k = c; k < most && k < s->h->columns; k++)
			relax(&s->step[v][k + 1], now + place(s, w, v, c, k),
			    v - w, k + 1 - c);
	}
}

/* Fills step[w][c]: the cheapest way to use up w words and c columns. */
static void
run(struct search *s)
{
	for (size_t w = 0; w <= s->words; w++)
		for (size_t c = 0; c <= s->h->columns; c++)
			s->step[w][c] = (struct step){INFINITY, 0, 0};
	s->step[0][0].price = 0;
	for (size_t w = 0; w <= s->words; w++) {
		for (size_t c = 0; c <= s->h->columns; c++) {
			if (c < s->h->columns)
				relax(&s->step[w][c + 1],
				    s->step[w][c].price + skip(s, c), 0, 1);
			extend(s, w, c);
		}
	}
}

float
pdf_heading_line(struct pdf_heading *h, const struct pdf_line *l, int groups)
{
	struct search *s = must(calloc(1, sizeof(*s)));
	size_t w, c = h->columns;
	float price;

	s->h = h;
	s->l = l;
	s->groups = groups;
	s->words = w = l->n < WORDS_MAX ? l->n : WORDS_MAX;
	find_twins(s);
	find_steps(s);
	run(s);
	price = s->step[w][c].price;
	while (w > 0 || c > 0) {
		struct step at = s->step[w][c];

		/* What stays alike is counted once, at the end. */
		if (at.words == 0 && groups && s->twin[c - 1])
			price -= ALIKE;
		if (at.words > 0 && at.columns > 0)
			pdf_heading_add(h, (struct pdf_span){l, w - at.words, w,
					       c - at.columns, c - 1});
		w -= at.words;
		c -= at.columns;
	}
	free(s);
	return price;
}
