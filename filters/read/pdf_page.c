/* SPDX-License-Identifier: MIT */
/* A page of words, and which way is up on it. */

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "pdf_page.h"
#include "pdf_token.h"

/* What the shape of a single word can say of its direction. */
enum { SIDEWAYS = -1, LEVEL = -2, UNKNOWN = -3 };

void
pdf_page_clear(struct pdf_page *p)
{
	p->n = 0;
	p->number = 0;
	p->width = p->height = 0;
	p->chars = p->garbled = 0;
	p->crowded = 0;
	buf_clear(&p->text);
	p->turned_n = 0;
	buf_clear(&p->aside);
}

void
pdf_page_free(struct pdf_page *p)
{
	free(p->word);
	buf_free(&p->text);
	free(p->turned);
	buf_free(&p->aside);
	*p = (struct pdf_page){0};
}

float
pdf_word_size(const struct pdf_word *w)
{
	return w->turn == 90 || w->turn == 270 ? w->x1 - w->x0 : w->y1 - w->y0;
}

static int
letters(const struct pdf_word *w)
{
	int n = 0;

	for (size_t i = 0; i < w->text.n && n < 1000; i++)
		n += ((unsigned char)w->text.p[i] & 0xc0) != 0x80;
	return n;
}

/*
 * Which way one of poppler's lines runs.  Its words come in reading order,
 * so two of them tell; one alone tells by its shape, and only if it is long
 * enough to have one.
 */
static short
direction(const struct pdf_word *w, size_t n)
{
	float dx = w[n - 1].x0 + w[n - 1].x1 - w[0].x0 - w[0].x1;
	float dy = w[n - 1].y0 + w[n - 1].y1 - w[0].y0 - w[0].y1;
	float wide = w[0].x1 - w[0].x0, high = w[0].y1 - w[0].y0;
	int chars = letters(w);

	if (n > 1 && fabsf(dx) >= fabsf(dy))
		return dx >= 0 ? 0 : 180;
	if (n > 1)
		return dy >= 0 ? 90 : 270;
	if (chars >= 3 && high > (chars > 3 ? 1.3f : 1.8f) * wide)
		return SIDEWAYS;
	return chars >= 3 && wide > 1.3f * high ? LEVEL : UNKNOWN;
}

/* The length of the poppler line that begins at word i. */
static size_t
line_length(const struct pdf_page *p, size_t i)
{
	size_t n = 1;

	while (i + n < p->n && p->word[i + n].line == p->word[i].line)
		n++;
	return n;
}

/* Quarter turns (0 to 3) by the letters that are known to run so. */
static int
majority(const struct pdf_page *p)
{
	long count[4] = {0}, level = 0, sideways = 0;
	int best = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct pdf_word *w = &p->word[i];

		if (w->turn >= 0)
			count[w->turn / 90] += letters(w);
		else if (w->turn == LEVEL)
			level += letters(w);
		else if (w->turn == SIDEWAYS)
			sideways += letters(w);
	}
	/* Single words lean to the side that the others have shown. */
	count[count[2] > count[0] ? 2 : 0] += level;
	count[count[1] > count[3] ? 1 : 3] += sideways;
	for (int i = 1; i < 4; i++)
		if (count[i] > count[best])
			best = i;
	return best;
}

/* Single words get the direction that is likeliest on such a page. */
static void
settle(struct pdf_page *p, int up)
{
	long down = 0;

	for (size_t i = 0; i < p->n; i++)
		down += p->word[i].turn == 90	 ? 1
			: p->word[i].turn == 270 ? -1
						 : 0;
	for (size_t i = 0; i < p->n; i++) {
		short *turn = &p->word[i].turn;

		if (*turn == UNKNOWN)
			*turn = (short)(90 * up);
		else if (*turn == LEVEL)
			*turn = up == 2 ? 180 : 0;
		else if (*turn == SIDEWAYS)
			*turn = down > 0 ? 90 : 270;
	}
}

/* One word of a page of width by height, after the page was turned. */
static void
turn_word(struct pdf_word *w, int up, float width, float height)
{
	struct pdf_word o = *w;

	if (up == 1) {
		w->x0 = o.y0, w->x1 = o.y1;
		w->y0 = width - o.x1, w->y1 = width - o.x0;
	} else if (up == 2) {
		w->x0 = width - o.x1, w->x1 = width - o.x0;
		w->y0 = height - o.y1, w->y1 = height - o.y0;
	} else if (up == 3) {
		w->x0 = height - o.y1, w->x1 = height - o.y0;
		w->y0 = o.x0, w->y1 = o.x1;
	}
	w->turn = (short)((o.turn + 360 - 90 * up) % 360);
}

/*
 * pdftotext gives the boxes as the page is shown but the size of the page
 * as it is before it is turned, so the words themselves are believed.
 */
static void
measure(struct pdf_page *p)
{
	float right = 0, bottom = 0, swap;

	for (size_t i = 0; i < p->n; i++) {
		right = fmaxf(right, p->word[i].x1);
		bottom = fmaxf(bottom, p->word[i].y1);
	}
	if (right > p->width || bottom > p->height) {
		swap = p->width;
		p->width = p->height;
		p->height = swap;
	}
	p->width = fmaxf(right, p->width);
	p->height = fmaxf(bottom, p->height);
}

/* Digits or signs that a printer raises to refer to a note. */
static int
is_mark(struct slice s)
{
	static const char *const signs[] = {
	    "*", "**", "\xe2\x80\xa0", "\xe2\x80\xa1", "\xc2\xa7"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (slice_is(s, signs[i]))
			return 1;
	for (size_t i = 0; i < s.n; i++)
		if (!isdigit((unsigned char)s.p[i]) && s.p[i] != ',')
			return 0;
	return s.n > 0 && s.n < 6;
}

/* Does b stand raised, small and close behind a? */
static int
raised(const struct pdf_word *a, const struct pdf_word *b)
{
	float size = a->y1 - a->y0, small = b->y1 - b->y0;
	float gap = b->x0 - a->x1;

	return a->turn == b->turn && small < 0.9f * size &&
	       fabsf(gap) < 0.25f * size && b->y1 < a->y1 - 0.1f * size &&
	       b->y0 < a->y0 + 0.35f * size && b->y1 > a->y0;
}

/* Dots that lead the eye from a chapter to its page; typed rules. */
static int
is_leader(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr("._-=*", s.p[i]) == NULL)
			return 0;
	return s.n > 3;
}

void
pdf_page_marks(struct pdf_page *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct pdf_word *w = &p->word[i];

		if (is_leader(w->text) || (kept > 0 && is_mark(w->text) &&
					      raised(&p->word[kept - 1], w)))
			continue;
		p->word[kept++] = *w;
	}
	p->n = kept;
}

void
pdf_page_upright(struct pdf_page *p)
{
	float width, height;
	int up;

	for (size_t i = 0, n; i < p->n; i += n) {
		n = line_length(p, i);
		p->word[i].turn = direction(p->word + i, n);
		for (size_t k = 1; k < n; k++)
			p->word[i + k].turn = p->word[i].turn;
	}
	up = majority(p);
	settle(p, up);
	measure(p);
	width = p->width;
	height = p->height;
	for (size_t i = 0; i < p->n; i++)
		turn_word(&p->word[i], up, width, height);
	if (up == 1 || up == 3) {
		p->width = height;
		p->height = width;
	}
}

/* Room was made for all of it before, so that nothing moves. */
static void
append(struct buf *b, struct slice s)
{
	if (buf_add(b, s.p, s.n) != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/* Joins a word of the line of the last run to it, or begins a run. */
static void
add_turned(struct pdf_page *p, const struct pdf_word *w)
{
	struct pdf_word *last =
	    p->turned_n > 0 ? &p->turned[p->turned_n - 1] : NULL;

	if (last != NULL && last->line == w->line) {
		append(&p->aside, (struct slice){" ", 1});
		append(&p->aside, w->text);
		last->text.n += 1 + w->text.n;
		last->x0 = fminf(last->x0, w->x0);
		last->y0 = fminf(last->y0, w->y0);
		last->x1 = fmaxf(last->x1, w->x1);
		last->y1 = fmaxf(last->y1, w->y1);
		return;
	}
	if (p->turned_n == p->turned_cap) {
		p->turned_cap = p->turned_cap ? 2 * p->turned_cap : 16;
		p->turned =
		    must(reallocarray(p->turned, p->turned_cap, sizeof(*last)));
	}
	last = &p->turned[p->turned_n++];
	*last = *w;
	last->text.p = p->aside.p + p->aside.n;
	append(&p->aside, w->text);
}

void
pdf_page_turned(struct pdf_page *p)
{
	size_t kept = 0;

	buf_clear(&p->aside);
	p->turned_n = 0;
	if (buf_reserve(&p->aside, p->text.n + p->n) != 0)
		die(EXIT_SYSTEM, "out of memory");
	for (size_t i = 0; i < p->n; i++) {
		if (p->word[i].turn == 0)
			p->word[kept++] = p->word[i];
		else
			add_turned(p, &p->word[i]);
	}
	for (size_t i = 0; i < p->turned_n; i++)
		p->turned[i].what = pdf_token(p->turned[i].text);
	p->n = kept;
}
