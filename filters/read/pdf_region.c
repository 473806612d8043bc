/* SPDX-License-Identifier: MIT */
/*
 * Reading order.  White alone does not tell columns of a page from columns
 * of a table: both have a river between them.  What tells is what stands on
 * the banks.  Prose fills its side line after line; a table that stands by
 * itself has its own labels.  Figures whose labels are on the other bank
 * belong together with them, and no cut may go through there.
 */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "diag.h"
#include "pdf_region.h"
#include "pdf_token.h"

enum {
	DEPTH_MAX = 12,
	TRIES_MAX = 400, /* rivers looked at in one region */
	SEEN = 24
};

/* A river: white between x0 and x1 from line from to line to - 1. */
struct river {
	size_t from, to;
	float x0, x1;
};

/* What a line has on one side of a river. */
struct bank {
	size_t words;
	int runs;    /* of words, with wide white between them */
	int prose;   /* reads like a sentence */
	int label;   /* begins with a word, not a figure */
	int figures; /* figures that stand by themselves */
	int ended;   /* with a full stop or the like */
	float width, y;
	struct slice first; /* word */
	size_t letters;	    /* of the run that it begins */
	uint64_t name;	    /* tells that run from others */
};

/* The same, over all lines of a river. */
struct side {
	size_t lines, prose, labelled;
	float width;
	size_t letters;	     /* of all labels */
	uint64_t seen[SEEN]; /* the first different ones */
	size_t different;
	int open; /* the last line was of prose, so it may go on */
	/* Lines level with a row at the other side, and those that go on with
	 * what the line above says. */
	size_t level, runs_on;
	struct bank last;
	float step;    /* the least from line to line */
	size_t breaks; /* steps that are clearly longer */
};

/*
 * Words that read like a sentence: no figure set apart at their end, and no
 * white in them that justifying a narrow column would not make.
 */
static int
is_prose(const struct pdf_line *l, size_t from, size_t to)
{
	size_t small = 0, figures = 0;

	for (size_t i = from; i < to; i++) {
		small += (l->word[i].what & PDF_LOWER) != 0;
		figures += (l->word[i].what & PDF_NUMBER) != 0;
		if (i > from && pdf_gap(l, i) > 1.25f)
			return 0;
	}
	if (to - from < 5 || small < 2 || 2 * figures >= to - from)
		return 0;
	return !(l->word[to - 1].what & (PDF_NUMBER | PDF_DASH)) ||
	       pdf_gap(l, to - 1) < 0.5f;
}

/* FNV-1a, one word after the other. */
static uint64_t
name(uint64_t h, struct slice word)
{
	h = h == 0 ? 14695981039346656037u : h;
	for (size_t i = 0; i < word.n; i++)
		h = (h ^ (unsigned char)word.p[i]) * 1099511628211u;
	return h;
}

static char
last_byte(struct slice s)
{
	return s.n > 0 ? s.p[s.n - 1] : ' ';
}

/* Words from to to-1 of a line as one bank. */
static struct bank
look(const struct pdf_line *l, size_t from, size_t to)
{
	struct bank b = {0};
	size_t end;

	b.words = to - from;
	if (from == to)
		return b;
	b.prose = is_prose(l, from, to);
	b.width = l->word[to - 1].x1 - l->word[from].x0;
	b.ended = strchr(".!?:;", last_byte(l->word[to - 1].text)) != NULL;
	b.y = l->word[from].y1;
	b.label = !(l->word[from].what & (PDF_NUMBER | PDF_DASH | PDF_PART));
	b.first = l->word[from].text;
	for (size_t i = from; i < to; i = end) {
		end = pdf_run(l, i);
		end = end < to ? end : to;
		for (size_t k = i; k < end && b.runs == 0; k++) {
			b.letters += l->word[k].text.n;
			b.name = name(b.name, l->word[k].text);
		}
		b.runs++;
		/* A label one space before its figure is still two things. */
		for (size_t k = i; k < end && !b.prose; k++)
			if (l->word[k].what & (PDF_NUMBER | PDF_DASH) &&
			    (k == i || pdf_gap(l, k) > 0.5f) &&
			    (k + 1 == end || end - i <= 2))
				b.figures++;
	}
	if (b.runs == 1 && b.figures > 0 && b.words <= 2)
		b.label = b.label && b.words == 2;
	return b;
}

/* The first word of l that begins right of x. */
static size_t
split_at(const struct pdf_line *l, float x)
{
	size_t i = 0;

	while (i < l->n && (l->word[i].x0 + l->word[i].x1) / 2 < x)
		i++;
	return i;
}

/* The widest white of line l within x0 to x1. */
static void
widest(const struct pdf_line *l, float *x0, float *x1)
{
	float to = *x1, at = *x0, best = 0;

	*x1 = *x0;
	for (size_t i = 0; i <= l->n; i++) {
		float end = i < l->n ? fminf(l->word[i].x0, to) : to;

		if (end - at > best) {
			best = end - at;
			*x0 = at;
			*x1 = end;
		}
		if (i < l->n)
			at = fmaxf(at, l->word[i].x1);
		if (at >= to)
			break;
	}
}

/*
 * Narrows the river by a line.  0 when nothing is left of it; or when the
 * line is a row of a table that reaches over both banks: figures on the
 * right whose label, or whose other figures, are on the left.
 */
static int
flows(struct river *r, const struct pdf_line *l)
{
	float x0 = r->x0, x1 = r->x1, mid;
	size_t cut;
	struct bank left, right;

	widest(l, &x0, &x1);
	if (x1 - x0 < fmaxf(8, 0.75f * l->size))
		return 0;
	mid = (x0 + x1) / 2;
	cut = split_at(l, mid);
	left = look(l, 0, cut);
	right = look(l, cut, l->n);
	if (right.figures && !right.label && left.words && !left.prose)
		return 0;
	r->x0 = x0;
	r->x1 = x1;
	return 1;
}

/* Follows a river up and down from a gap of line at. */
static struct river
follow(const struct pdf_lines *l, size_t at, float x0, float x1)
{
	struct river r = {at, at, x0, x1};

	if (flows(&r, &l->line[at]))
		r.to++;
	while (r.to > at && r.from > 0 && flows(&r, &l->line[r.from - 1]))
		r.from--;
	while (r.to > at && r.to < l->n && flows(&r, &l->line[r.to]))
		r.to++;
	return r;
}

static void
count_label(struct side *s, const struct bank *b)
{
	size_t i = 0;

	s->labelled++;
	s->letters += b->letters;
	while (i < s->different && s->seen[i] != b->name)
		i++;
	if (i == s->different && i < SEEN)
		s->seen[s->different++] = b->name;
}

/* The short last line of a paragraph counts neither for nor against. */
static void
count(struct side *s, const struct bank *b)
{
	int tail = s->open && b->runs == 1 && !b->prose && !b->figures;

	if (b->words == 0)
		return;
	s->open = b->prose;
	s->lines += !tail;
	if (b->label && b->figures > 0 && !b->prose)
		count_label(s, b);
	if (b->prose)
		s->width = fmaxf(s->width, b->width);
}

/* Prose fills the width of its side; labels end where they end. */
static void
count_prose(struct side *s, const struct bank *b)
{
	s->prose += b->prose && b->width > 0.66f * s->width;
}

/* 1 if b goes on with the sentence of the full line above it. */
static int
runs_on(const struct side *s, const struct bank *b, const struct pdf_word *w)
{
	if (b->words == 0)
		return 0;
	return (w->what & PDF_LOWER) != 0 ||
	       (s->last.prose && !s->last.ended &&
		   s->last.width > 0.85f * s->width);
}

/* What of one side is level with a row of the other. */
static void
count_level(struct side *s, const struct bank *b, const struct bank *other,
    const struct pdf_word *w)
{
	float step = b->y - s->last.y;

	if (b->words == 0)
		return;
	if (other->label && other->figures) {
		s->level++;
		s->runs_on += (size_t)runs_on(s, b, w);
	}
	if (s->last.words > 0 && s->step > 0)
		s->breaks += step > 1.3f * s->step;
	s->last = *b;
}

static void
count_step(struct side *s, const struct bank *b)
{
	float step = b->y - s->last.y;

	if (b->words == 0)
		return;
	if (s->last.words > 0 && (s->step <= 0 || step < s->step))
		s->step = step;
	s->last = *b;
}

static void
survey(const struct pdf_lines *l, const struct river *r, struct side *left,
    struct side *right)
{
	float mid = (r->x0 + r->x1) / 2;

	*left = *right = (struct side){0};
	for (int pass = 0; pass < 2; pass++) {
		left->last = right->last = (struct bank){0};
		for (size_t i = r->from; i < r->to; i++) {
			const struct pdf_line *at = &l->line[i];
			size_t cut = split_at(at, mid);
			struct bank a = look(at, 0, cut);
			struct bank b = look(at, cut, at->n);

			if (pass == 0) {
				count(left, &a);
				count(right, &b);
				count_step(left, &a);
				count_step(right, &b);
				continue;
			}
			count_prose(left, &a);
			count_prose(right, &b);
			count_level(left, &a, &b, at->word);
			count_level(right, &b, &a, at->word + cut);
		}
	}
}

static int
mostly_prose(const struct side *s)
{
	return (s->prose >= 3 && 5 * s->prose >= 2 * s->lines) ||
	       (s->prose == 2 && s->lines <= 3);
}

/*
 * Rows with names of their own.  A column of ratings or of yes and no in
 * the middle of a table says the same few short words over and over.
 */
static int
has_labels(const struct side *s)
{
	return s->labelled >= 2 && s->letters >= 6 * s->labelled &&
	       (s->different == SEEN || 3 * s->different >= 2 * s->labelled);
}

/*
 * Is it a gutter between things that are read one after the other?  A long
 * description in the first column of a table reads like prose, too, but has
 * the table's other columns level with the first line of each.
 */
static int
is_gutter(const struct pdf_lines *l, const struct river *r)
{
	struct side left, right;

	survey(l, r, &left, &right);
	if (mostly_prose(&left) && mostly_prose(&right))
		return 1;
	if (mostly_prose(&left) && has_labels(&right))
		return 5 * left.level < 4 * right.labelled ||
		       left.prose > 2 * right.labelled ||
		       (2 * left.runs_on > left.level &&
			   left.prose >= right.labelled);
	if (mostly_prose(&right) && left.labelled >= 2)
		return right.prose > 2 * left.labelled ||
		       (2 * right.runs_on > right.level &&
			   right.prose >= left.labelled &&
			   2 * right.breaks < left.labelled);
	return has_labels(&left) && has_labels(&right);
}

/*
 * A river often runs on into the heading of a table below.  Its end is the
 * last line that shows what is_gutter looks for, and what follows on that
 * one if it is prose.
 */
static void
trim(const struct pdf_lines *l, struct river *r)
{
	float mid = (r->x0 + r->x1) / 2;
	size_t end = r->to;
	int prose = 0;

	for (; end > r->from; end--) {
		const struct pdf_line *at = &l->line[end - 1];
		size_t cut = split_at(at, mid);
		struct bank a = look(at, 0, cut), b = look(at, cut, at->n);

		prose = (a.prose && !pdf_captionish(a.first)) || b.prose;
		if (prose || (a.label && a.figures) || (b.label && b.figures))
			break;
	}
	for (; prose && end < r->to; end++) {
		const struct pdf_line *at = &l->line[end];
		size_t cut = split_at(at, mid);

		if ((cut > 0 && cut < at->n) ||
		    at->y0 - l->line[end - 1].y1 > 0.4f * at->size)
			break;
	}
	r->to = end;
}

/* Along more lines; or as many, and broader. */
static int
better(const struct river *a, const struct river *b)
{
	size_t lines = a->to - a->from, than = b ? b->to - b->from : 1;

	return lines > than ||
	       (b && lines == than && a->x1 - a->x0 > b->x1 - b->x0);
}

/* The gutter that most lines have; 1 and *best, or 0. */
static int
find_gutter(const struct pdf_lines *l, struct river *best)
{
	int tries = 0, found = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct pdf_line *at = &l->line[i];

		for (size_t k = 1; k < at->n && tries < TRIES_MAX; k++) {
			struct river r;

			if (!pdf_wide(at, k))
				continue;
			if (found && i < best->to && i >= best->from &&
			    at->word[k].x0 >= best->x0 &&
			    at->word[k - 1].x1 <= best->x1)
				continue;
			tries++;
			r = follow(l, i, at->word[k - 1].x1, at->word[k].x0);
			trim(l, &r);
			if (better(&r, found ? best : NULL) &&
			    is_gutter(l, &r)) {
				*best = r;
				found = 1;
			}
		}
	}
	return found;
}

/* Moves the words left of x to the front; returns how many they are. */
static size_t
partition(struct pdf_word *w, size_t n, float x)
{
	struct pdf_word *right = must(reallocarray(NULL, n, sizeof(*w)));
	size_t a = 0, b = 0;

	for (size_t i = 0; i < n; i++) {
		if ((w[i].x0 + w[i].x1) / 2 < x)
			w[a++] = w[i];
		else
			right[b++] = w[i];
	}
	memcpy(w + a, right, b * sizeof(*w));
	free(right);
	return a;
}

static void
cut(struct pdf_word *w, size_t n, int depth, pdf_region_fn *region, void *ctx)
{
	struct pdf_lines l = {0};
	struct river r;
	size_t above, within, left;

	if (n == 0)
		return;
	pdf_lines(&l, w, n);
	if (depth == DEPTH_MAX || !find_gutter(&l, &r)) {
		pdf_lines_free(&l);
		region(ctx, w, n);
		return;
	}
	above = (size_t)(l.line[r.from].word - w);
	within =
	    (size_t)(l.line[r.to - 1].word - w) + l.line[r.to - 1].n - above;
	pdf_lines_free(&l);
	left = partition(w + above, within, (r.x0 + r.x1) / 2);
	cut(w, above, depth + 1, region, ctx);
	cut(w + above, left, depth + 1, region, ctx);
	cut(w + above + left, within - left, depth + 1, region, ctx);
	cut(w + above + within, n - above - within, depth + 1, region, ctx);
}

void
pdf_regions(struct pdf_word *w, size_t n, pdf_region_fn *region, void *ctx)
{
	cut(w, n, 0, region, ctx);
}
