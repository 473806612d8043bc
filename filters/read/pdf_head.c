/* SPDX-License-Identifier: MIT */
/*
 * The heading of a table.  Its lines are placed from the bottom up, since
 * what stands lower shows how wide the columns are.  Which of the lines head
 * groups of columns cannot be told from one line alone: all ways are tried,
 * and the one that fits best and leaves the fewest columns with the same
 * name is taken.
 */

#include <math.h>
#include <stdlib.h>
#include <strings.h>

#include "diag.h"
#include "pdf_head.h"
#include "pdf_span.h"
#include "pdf_token.h"

enum { LINES_MAX = 12, GROUP_LINES_MAX = 6 };

/*
 * The price of taking a line for one of groups that does not look like it,
 * or the other way about.
 */
static const float SURPRISE = 3;

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/* Where the figures of each column end: those in brackets apart. */
struct ends {
	float plain[PDF_SPAN_COLUMNS], bracketed[PDF_SPAN_COLUMNS];
};

static float *
end_of(struct ends *e, const struct pdf_line *l, const struct pdf_cell *c,
    size_t col)
{
	struct slice s = l->word[c->to - 1].text;

	return s.n > 0 && s.p[s.n - 1] == ')' ? &e->bracketed[col]
					      : &e->plain[col];
}

/* How far the figures of a line are from the edges of their columns. */
struct edges {
	float left, right, ends; /* ends: those of their kind */
	size_t count;
};

/* Learns the ends of a line's figures, or measures from them. */
static void
figures(struct ends *e, struct edges *off, const struct pdf_table *t,
    const struct pdf_line *l)
{
	struct pdf_cell c[PDF_CELLS_MAX];
	size_t n = pdf_cells(c, l, t->col, t->n), col;
	float *end;

	for (size_t k = 0; k < n; k++) {
		col = pdf_column_of(t->col, t->n, c[k].x0, c[k].x1);
		if (!c[k].figure || col >= t->n || col >= PDF_SPAN_COLUMNS)
			continue;
		end = end_of(e, l, &c[k], col);
		if (off == NULL) {
			*end = fmaxf(*end, c[k].x1);
			continue;
		}
		off->left += c[k].x0 - t->col[col].x0;
		off->right += t->col[col].x1 - c[k].x1;
		off->ends += *end - c[k].x1;
		off->count++;
	}
}

/* The edge that varies less, if it clearly does. */
static enum pdf_set
steadier(float left, float right, size_t count)
{
	if (count == 0 || fabsf(left - right) < 1.5f * (float)count)
		return PDF_MIDDLE;
	return left > right ? PDF_RIGHT : PDF_LEFT;
}

/*
 * How the figures are set: by the edge that varies least.  A closing bracket
 * may stand outside of it.
 */
static enum pdf_set
setting(const struct pdf_table *t, const struct pdf_line *l)
{
	struct ends e = {{0}, {0}};
	struct edges off = {0};

	for (size_t i = t->body; i < t->end; i++)
		figures(&e, NULL, t, &l[i]);
	for (size_t i = t->body; i < t->end; i++)
		figures(&e, &off, t, &l[i]);
	if (steadier(off.left, off.ends, off.count) == PDF_RIGHT)
		return PDF_RIGHT;
	return steadier(off.left, off.right, off.count);
}

/* The column whose middle is nearest to that of a turned run. */
static size_t
under(const struct pdf_heading *h, const struct pdf_word *run)
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
 * Turned runs over the table as lines of one word each, which no other
 * table gets any more.  The lines of one heading go to the right when it
 * runs up and to the left when it runs down; spans are kept from the last
 * to the first, so these are, too.  Returns how many there are.
 */
static size_t
take_turned(
    struct pdf_line *out, const struct pdf_table *t, const struct pdf_line *row)
{
	size_t n = 0;

	for (size_t i = 0; i < t->turned_n; i++) {
		struct pdf_word *run = &t->turned[i];
		float size = run->x1 - run->x0;
		size_t at = n;

		if (!pdf_turned_over(t, run, row) || run->line < 0)
			continue;
		run->line = -1;
		for (;
		     at > 0 && (out[at - 1].x0 < run->x0) == (run->turn != 90);
		     at--)
			out[at] = out[at - 1];
		out[at] = (struct pdf_line){
		    run, 1, run->x0, run->y0, run->x1, run->y1, size, size};
		n++;
	}
	return n;
}

static int
one_of(const struct pdf_word *w, const char *const *words)
{
	for (; *words != NULL; words++)
		if (w->text.n == strlen(*words) &&
		    strncasecmp(w->text.p, *words, w->text.n) == 0)
			return 1;
	return 0;
}

/* Words that say when by themselves, and so head groups. */
static int
group_word(const struct pdf_word *w)
{
	static const char *const words[] = {"cumulative", "ytd", "in-month",
	    "quarter", "current", "previous", "prior", NULL};

	return w->what & PDF_YEAR || one_of(w, words);
}

/* "Year to date", "To 30 November", "Month 8": more than a word on when. */
static int
period(const struct pdf_line *l, size_t from, size_t to)
{
	static const char *const words[] = {"year", "date", "month", "period",
	    "quarter", "months", "january", "february", "march", "april", "may",
	    "june", "july", "august", "september", "october", "november",
	    "december", NULL};

	for (size_t i = from; i < to && to - from > 1; i++)
		if (one_of(&l->word[i], words))
			return 1;
	return 0;
}

/*
 * A line of group headings has fewer of them than there are columns, and
 * longer ones than a wrapped heading's first line.  It stands further above
 * the next line than the lines of one heading do, or says when.
 */
static int
looks_like_groups(
    const struct pdf_table *t, const struct pdf_line *l, size_t at)
{
	const struct pdf_line *line = &l[at];
	size_t runs = 0, longer = 0, when = 0;

	for (size_t i = 0, end; i < line->n; i = end) {
		end = pdf_run(line, i);
		runs++;
		longer += end - i > 1 || group_word(&line->word[i]);
		when += (size_t)period(line, i, end);
	}
	if (at + 1 < t->body && l[at + 1].y0 - line->y0 > 1.3f * line->em)
		when++;
	if (longer == 0 || runs + 1 >= t->n)
		return when > 0 && runs < t->n;
	return when > 0 ? 2 : 1;
}

struct lines {
	const struct pdf_table *t;
	const struct pdf_line *l;
	enum pdf_set set;
	struct pdf_line *turned;
	size_t turned_n;
	int grouplike[LINES_MAX]; /* 0 not at all; 2 much */
};

/* Places all lines; bit i of groups says that line i from below has groups. */
static float
place_all(struct pdf_heading *h, const struct lines *s, unsigned groups)
{
	const struct pdf_table *t = s->t;
	float price = 0;

	pdf_heading_start(h, t, s->set);
	for (size_t i = 0; i < s->turned_n; i++) {
		size_t c = under(h, s->turned[i].word);

		pdf_heading_add(
		    h, (struct pdf_span){&s->turned[i], 0, 1, c, c});
	}
	for (size_t i = 0; t->body - i > t->head && i < LINES_MAX; i++) {
		int group = groups >> i & 1;

		price += pdf_heading_line(h, &s->l[t->body - 1 - i], group);
		price += SURPRISE * (float)abs(2 * group - s->grouplike[i]);
	}
	return price + pdf_heading_alike(h);
}

static void
place_best(struct pdf_heading *h, struct lines *s)
{
	const struct pdf_table *t = s->t;
	size_t n = t->body - t->head;
	unsigned ways, best = 0;
	float least = INFINITY;

	for (size_t i = 0; i < n && i < LINES_MAX; i++)
		s->grouplike[i] = looks_like_groups(t, s->l, t->body - 1 - i);
	ways = 1u << (n < GROUP_LINES_MAX ? n : GROUP_LINES_MAX);
	for (unsigned groups = 0; groups < ways; groups++) {
		float price = place_all(h, s, groups);

		if (price < least) {
			least = price;
			best = groups;
		}
	}
	place_all(h, s, best);
}

/* By height on the page: turned ones stand between lines. */
static void
sort(struct pdf_heading *h)
{
	for (size_t i = 1; i < h->n; i++) {
		struct pdf_span s = h->span[i];
		size_t at = i;

		for (; at > 0 && h->span[at - 1].l->y1 + 1 < s.l->y1; at--)
			h->span[at] = h->span[at - 1];
		h->span[at] = s;
	}
}

static int
is_unit(const struct pdf_span *s)
{
	for (size_t i = s->from; i < s->to; i++)
		if (!(s->l->word[i].what & PDF_UNIT))
			return 0;
	return 1;
}

/*
 * Joined with a space: a heading that goes on from the line above it, over
 * the same columns.  Units are a thing of their own.
 */
static int
wraps(const struct pdf_span *above, const struct pdf_span *s)
{
	return above->first == s->first && above->last == s->last &&
	       s->l->y0 - above->l->y1 < 0.6f * s->l->em && !is_unit(s) &&
	       !is_unit(above);
}

/* The path of one column: its spans are met from the top line down. */
static void
write_path(struct buf *out, const struct pdf_heading *h, size_t column)
{
	const struct pdf_span *above = NULL;

	for (size_t i = h->n; i > 0; i--) {
		const struct pdf_span *s = &h->span[i - 1];

		if (column < s->first || column > s->last)
			continue;
		if (above != NULL)
			need(buf_puts(out, wraps(above, s) ? " " : " / "));
		pdf_words_text(out, s->l, s->from, s->to);
		above = s;
	}
}

void
pdf_head(struct buf *path, const struct pdf_table *t, const struct pdf_line *l)
{
	struct lines s = {.t = t, .l = l, .set = setting(t, l)};
	struct pdf_heading h = {0};

	s.turned = must(calloc(t->turned_n + 1, sizeof(*s.turned)));
	s.turned_n = take_turned(s.turned, t, &l[t->body]);
	place_best(&h, &s);
	sort(&h);
	for (size_t i = 0; i < t->n; i++) {
		buf_clear(&path[i]);
		need(buf_puts(&path[i], ""));
		if (i < h.columns)
			write_path(&path[i], &h, i);
	}
	pdf_heading_free(&h);
	free(s.turned);
}
