/* SPDX-License-Identifier: MIT */
/* Words into lines of print. */

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "pdf_line.h"

/*
 * All as parts of a word's height, which is some 1.2 of the type's size:
 * a space is about 0.22 of it, one in a justified line up to 0.6.
 */
static const float same_line = 0.35f, wide_gap = 0.75f, no_gap = 0.06f,
		   letter_em = 1.8f;

enum { LOOK = 60 };

static float
middle(const struct pdf_word *w)
{
	return (w->y0 + w->y1) / 2;
}

static int
by_middle(const void *a, const void *b)
{
	float x = middle(a), y = middle(b);

	return (x > y) - (x < y);
}

static int
by_left(const void *a, const void *b)
{
	float x = ((const struct pdf_word *)a)->x0;
	float y = ((const struct pdf_word *)b)->x0;

	return (x > y) - (x < y);
}

/* How many of the words at w (sorted by their middles) make one line. */
static size_t
same(const struct pdf_word *w, size_t n)
{
	float sum = middle(w), high = w->y1 - w->y0;
	size_t i;

	for (i = 1; i < n; i++) {
		float mine = w[i].y1 - w[i].y0;

		if (middle(&w[i]) - sum / (float)i >
		    same_line * fminf(mine, high))
			break;
		sum += middle(&w[i]);
		high = fmaxf(high, mine);
	}
	return i;
}

/*
 * Some fonts claim to be lower than they are.  How wide their letters are
 * tells it: they take a little over half of the type's size.
 */
static float
looks(const struct pdf_line *l)
{
	float wide = 0;
	size_t letters = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (l->word[i].text.n < 3)
			continue;
		wide += l->word[i].x1 - l->word[i].x0;
		letters += l->word[i].text.n;
	}
	if (letters == 0)
		return l->size;
	return fminf(
	    fmaxf(l->size, letter_em * wide / (float)letters), 1.6f * l->size);
}

/* The height that most of the line has, by its first words. */
static float
usual_height(const struct pdf_word *w, size_t n)
{
	float best = 0, high = 0;

	n = n < LOOK ? n : LOOK;
	for (size_t i = 0; i < n; i++) {
		float mine = w[i].y1 - w[i].y0, wide = 0;

		for (size_t k = 0; k < n; k++)
			if (fabsf(w[k].y1 - w[k].y0 - mine) < 0.05f * mine)
				wide += w[k].x1 - w[k].x0;
		if (wide > best) {
			best = wide;
			high = mine;
		}
	}
	return high;
}

static struct pdf_line
measure(struct pdf_word *w, size_t n)
{
	struct pdf_line l = {w, n, w->x0, w->y0, w->x1, w->y1, 0, 0};

	for (size_t i = 0; i < n; i++) {
		l.x1 = fmaxf(l.x1, w[i].x1);
		l.y0 = fminf(l.y0, w[i].y0);
		l.y1 = fmaxf(l.y1, w[i].y1);
	}
	l.size = usual_height(w, n);
	l.em = looks(&l);
	return l;
}

void
pdf_lines(struct pdf_lines *out, struct pdf_word *w, size_t n)
{
	size_t len;

	out->n = 0;
	if (n == 0)
		return;
	qsort(w, n, sizeof(*w), by_middle);
	for (; n > 0; w += len, n -= len) {
		len = same(w, n);
		qsort(w, len, sizeof(*w), by_left);
		if (out->n == out->cap) {
			out->cap = out->cap ? 2 * out->cap : 128;
			out->line = must(reallocarray(
			    out->line, out->cap, sizeof(*out->line)));
		}
		out->line[out->n++] = measure(w, len);
	}
}

void
pdf_lines_free(struct pdf_lines *l)
{
	free(l->line);
	*l = (struct pdf_lines){0};
}

float
pdf_gap(const struct pdf_line *l, size_t i)
{
	return (l->word[i].x0 - l->word[i - 1].x1) / l->em;
}

int
pdf_wide(const struct pdf_line *l, size_t i)
{
	return pdf_gap(l, i) > wide_gap;
}

size_t
pdf_run(const struct pdf_line *l, size_t i)
{
	while (++i < l->n && !pdf_wide(l, i))
		continue;
	return i < l->n ? i : l->n;
}

void
pdf_words_text(
    struct buf *out, const struct pdf_line *l, size_t from, size_t to)
{
	int status = 0;

	for (size_t i = from; i < to; i++) {
		if (i > from && pdf_gap(l, i) > no_gap)
			status |= buf_putc(out, ' ');
		status |= buf_add(out, l->word[i].text.p, l->word[i].text.n);
	}
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}
