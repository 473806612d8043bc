/* SPDX-License-Identifier: MIT */
/*
 * Tables, found by their figures.  Whether figures are set to the right, in
 * the middle or by the point, those of one column overlap each other from
 * row to row, and those of two columns never do.
 */

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "pdf_find.h"
#include "pdf_token.h"

enum { COLUMNS_MAX = 100, LABELS_MAX = 6, HEAD_MAX = 12 };

/* What a line can be for a table whose columns are known so far. */
enum role { ROW, LABEL, HEADING, OTHER };

void
pdf_table_free(struct pdf_table *t)
{
	free(t->col);
	*t = (struct pdf_table){0};
}

void
pdf_table_add(struct pdf_table *t, struct pdf_column c)
{
	size_t at = t->n;

	if (t->n == t->cap) {
		t->cap = t->cap ? 2 * t->cap : 16;
		t->col = must(reallocarray(t->col, t->cap, sizeof(c)));
	}
	while (at > 0 && t->col[at - 1].x0 > c.x0) {
		t->col[at] = t->col[at - 1];
		at--;
	}
	t->col[at] = c;
	t->n++;
}

static int
figures(const struct pdf_cell *c, size_t n)
{
	int count = 0;

	for (size_t i = 0; i < n; i++)
		count += c[i].figure;
	return count;
}

/* Only dashes are no figures: a line of them is drawn, not counted. */
static int
has_digits(const struct pdf_line *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->word[i].what & PDF_NUMBER)
			return 1;
	return 0;
}

/* Takes the figures of a row into the columns; 0 if they do not fit. */
static int
take(struct pdf_table *t, const struct pdf_cell *c, size_t n)
{
	size_t hits = 0, found = 0;

	for (size_t i = 0; i < n; i++) {
		size_t over = 0;

		if (!c[i].figure)
			continue;
		found++;
		for (size_t k = 0; k < t->n; k++)
			over += pdf_overlap(c[i].x0, c[i].x1, t->col[k].x0,
				    t->col[k].x1) > 0;
		if (over > 1)
			return 0;
		hits += over;
	}
	if (t->n > 0 && hits == 0)
		return 0;
	for (size_t i = 0; i < n && t->n < COLUMNS_MAX; i++) {
		size_t k;

		if (!c[i].figure)
			continue;
		k = pdf_column_of(t->col, t->n, c[i].x0, c[i].x1);
		if (k == t->n) {
			pdf_table_add(
			    t, (struct pdf_column){c[i].x0, c[i].x1, 1});
			continue;
		}
		t->col[k].x0 = fminf(t->col[k].x0, c[i].x0);
		t->col[k].x1 = fmaxf(t->col[k].x1, c[i].x1);
	}
	return found > 0;
}

static size_t
words_of(const struct pdf_cell *c)
{
	return c->to - c->from;
}

/* What line l is below the rows whose figures made the columns of t. */
static enum role
role_of(const struct pdf_table *t, const struct pdf_line *l,
    const struct pdf_cell *c, size_t n)
{
	float first = t->col[0].x0;
	int above = 0;

	if (figures(c, n) > 0)
		return pdf_sentence(l) ? OTHER : ROW;
	for (size_t i = 0; i < n; i++) {
		if (i == 0 && c[0].x0 < first - l->em && n == 1)
			continue;
		above += pdf_column_of(t->col, t->n, c[i].x0, c[i].x1) < t->n;
	}
	if (above > 0)
		return HEADING;
	return n == 1 && c[0].x0 < first && c[0].x1 > first && words_of(c) > 9
		   ? OTHER
		   : LABEL;
}

/* A line that may stand in the middle of a table of many figures. */
static int
row_like(const struct pdf_line *l, const struct pdf_cell *c, size_t n)
{
	int count = figures(c, n);

	if (count == 0 || pdf_sentence(l))
		return 0;
	return count > 1 ? has_digits(l) : n > 1 && !c[0].figure;
}

/*
 * Follows a table down from its first row.  Returns the line behind its
 * last row, and in *rows how many rows there were.
 */
static size_t
grow(struct pdf_table *t, const struct pdf_line *l, size_t n, size_t from,
    size_t *rows)
{
	struct pdf_cell c[PDF_CELLS_MAX];
	size_t end = from + 1, labels = 0;

	t->n = 0;
	*rows = 1;
	take(t, c, pdf_cells(c, &l[from], NULL, 0));
	for (size_t i = end; i < n && labels < LABELS_MAX; i++) {
		size_t cells = pdf_cells(c, &l[i], t->col, t->n);
		enum role role = role_of(t, &l[i], c, cells);

		if (l[i].y0 - l[i - 1].y1 > 2.2f * l[i].em)
			break;
		if (role == LABEL) {
			labels++;
			continue;
		}
		if (role != ROW || !take(t, c, cells))
			break;
		end = i + 1;
		labels = 0;
		++*rows;
	}
	return end;
}

/* Column 0: what stands left of limit, from the leftmost on. */
static struct pdf_column
labels(const struct pdf_table *t, const struct pdf_line *l, float limit)
{
	struct pdf_column label = {limit - 1, 0, 0};
	struct pdf_cell c[PDF_CELLS_MAX];

	for (size_t i = t->body; i < t->end; i++) {
		size_t n = pdf_cells(c, &l[i], t->col, t->n);

		for (size_t k = 0; k < n && c[k].x0 < limit; k++) {
			if (c[k].figure)
				break;
			label.x0 = fminf(label.x0, c[k].x0);
			if (c[k].x1 < limit)
				label.x1 = fmaxf(label.x1, c[k].x1);
		}
	}
	label.x1 = fmaxf(label.x1, label.x0);
	return label;
}

/* Cell k of a line begins a column of words among the labels. */
static int
second(const struct pdf_cell *c, size_t k, float first)
{
	return k > 0 && !c[k].figure && !c[k - 1].figure && c[k].x1 < first;
}

/*
 * How many lines have a word that begins at x, with white before it that a
 * space could be too; 0 if there is a line that goes on across x.
 */
static size_t
begin_at(const struct pdf_table *t, const struct pdf_line *l, float x)
{
	size_t hits = 0;

	for (size_t i = t->body; i < t->end; i++) {
		for (size_t k = 0; k < l[i].n; k++) {
			const struct pdf_word *w = &l[i].word[k];

			if (fabsf(w->x0 - x) < 2 &&
			    (k == 0 || pdf_gap(&l[i], k) > 0.35f))
				hits++;
			else if (w->x0 < x - 2 && w->x1 > x)
				return 0;
			else if (k > 0 && w->x0 > x + 2 && w[-1].x1 < x - 2 &&
				 !pdf_wide(&l[i], k))
				return 0;
		}
	}
	return hits;
}

/* The most letters that a row has left of x: a code is no label. */
static size_t
longest(const struct pdf_table *t, const struct pdf_line *l, float x)
{
	size_t most = 0;

	for (size_t i = t->body; i < t->end; i++) {
		size_t len = 0;

		for (size_t k = 0; k < l[i].n && l[i].word[k].x1 < x; k++)
			len += l[i].word[k].text.n;
		most = len > most ? len : most;
	}
	return most;
}

/*
 * Columns of words between the labels and the first figures: who leads it,
 * which provider.  They begin at the same place in many rows.  A narrow
 * first column of codes or numbers stays a part of the label.
 */
static void
add_label_columns(struct pdf_table *t, const struct pdf_line *l)
{
	struct pdf_column new[LABELS_MAX];
	struct pdf_cell c[PDF_CELLS_MAX];
	size_t count = 0, rows = t->end - t->body;

	for (size_t i = t->body; i < t->end; i++) {
		size_t n = pdf_cells(c, &l[i], t->col, t->n);

		for (size_t k = 1; k < n && count < LABELS_MAX; k++) {
			size_t known = 0;

			if (!second(c, k, t->col[0].x0))
				continue;
			while (known < count &&
			       fabsf(new[known].x0 - c[k].x0) >= 3)
				known++;
			if (known < count) {
				new[known].x1 = fmaxf(new[known].x1, c[k].x1);
				continue;
			}
			if (5 * begin_at(t, l, c[k].x0) < 2 * rows ||
			    begin_at(t, l, c[k].x0) < 2 ||
			    longest(t, l, c[k].x0) < 6)
				continue;
			new[count++] = (struct pdf_column){c[k].x0, c[k].x1, 0};
		}
	}
	for (size_t i = 0; i < count; i++)
		pdf_table_add(t, new[i]);
}

/*
 * Columns of words beside those of figures: ratings, yes and no, notes.
 * They are taken from the lines that have figures.
 */
static void
add_text_columns(struct pdf_table *t, const struct pdf_line *l)
{
	struct pdf_cell c[PDF_CELLS_MAX];
	float first = t->col[0].x0;

	for (size_t i = t->body; i < t->end; i++) {
		size_t n = pdf_cells(c, &l[i], t->col, t->n);

		for (size_t k = 0; k < n && t->n < COLUMNS_MAX; k++) {
			size_t col;

			if (c[k].figure || c[k].x0 < first)
				continue;
			col = pdf_column_of(t->col, t->n, c[k].x0, c[k].x1);
			if (col == t->n) {
				pdf_table_add(t,
				    (struct pdf_column){c[k].x0, c[k].x1, 0});
			} else if (!t->col[col].figures) {
				t->col[col].x0 = fminf(t->col[col].x0, c[k].x0);
				t->col[col].x1 = fmaxf(t->col[col].x1, c[k].x1);
			}
		}
	}
}

/* 1 if two cells or more behind the first stand over a column each. */
static int
over_columns(const struct pdf_table *t, const struct pdf_cell *c, size_t n)
{
	size_t over = 0, last = t->n;

	for (size_t i = 1; i < n; i++) {
		size_t k = pdf_column_of(t->col, t->n, c[i].x0, c[i].x1);

		if (k == t->n || k == last)
			return 0;
		last = k;
		over++;
	}
	return over > 1;
}

/* What a line above the first row can be. */
enum above { ABOVE_HEAD, ABOVE_LABEL, ABOVE_OTHER };

/*
 * A title, a sentence or another table's row is none of the heading; nor is
 * what begins with the labels in larger type than the rows, size.  One
 * cell that begins where the labels do is a label, a heading of labels, or
 * the first line of a long label whose figures are lower; it may reach below
 * the figures of other rows, but not beyond them.
 */
static enum above
above(const struct pdf_table *t, const struct pdf_line *l,
    struct pdf_column label, float gap, float size)
{
	struct pdf_cell c[PDF_CELLS_MAX];
	size_t n = pdf_cells(c, l, NULL, 0);
	int starts = c[0].x0 < label.x0 + 2 * l->em;

	if (pdf_captionish(l->word->text) || row_like(l, c, n) ||
	    (pdf_sentence(l) && c[0].x0 < label.x1 - l->em &&
		c[n - 1].x1 > t->col[0].x1 && !over_columns(t, c, n)) ||
	    (n == 1 && starts && l->size > 1.15f * size))
		return ABOVE_OTHER;
	if (c[n - 1].x1 <= t->col[0].x0)
		return ABOVE_LABEL;
	if (n > 1 || !starts || c[0].x0 > t->col[0].x0 - l->em)
		return ABOVE_HEAD;
	if (c[0].x1 <= t->col[0].x1 && gap < 0.4f * l->em)
		return ABOVE_LABEL;
	return words_of(c) > 1 ? ABOVE_OTHER : ABOVE_HEAD;
}

int
pdf_turned_over(const struct pdf_table *t, const struct pdf_word *run,
    const struct pdf_line *row)
{
	float size = row->em;

	return run->y1 < row->y0 + 0.5f * size &&
	       run->y1 > row->y0 - 4 * size &&
	       run->x1 > t->col[0].x0 - 2 * size &&
	       run->x0 < t->col[t->n - 1].x1 + 4 * size;
}

static void
find_turned(struct pdf_table *t, const struct pdf_line *row)
{
	t->turned_top = INFINITY;
	for (size_t i = 0; i < t->turned_n; i++)
		if (pdf_turned_over(t, &t->turned[i], row))
			t->turned_top = fminf(t->turned_top, t->turned[i].y0);
}

/* The heading's lines above the first row, up to line least. */
static void
find_head(struct pdf_table *t, const struct pdf_line *l, size_t least)
{
	struct pdf_column label = labels(t, l, t->col[0].x0);
	size_t first = t->body, labels_only = 0;

	t->head = t->body;
	find_turned(t, &l[first]);
	for (size_t i = first; i > least && first - i < HEAD_MAX; i--) {
		const struct pdf_line *at = &l[i - 1];
		float gap = fminf(l[i].y0, t->turned_top) - at->y1;
		enum above what = above(t, at, label, gap, l[first].size);

		if (gap > (i == first ? 2.2f : 1.5f) * at->em ||
		    what == ABOVE_OTHER)
			break;
		if (what == ABOVE_LABEL && at->y1 < t->turned_top) {
			if (++labels_only > 3)
				break;
			continue;
		}
		if (t->head == first)
			t->body = i;
		t->head = i - 1;
		labels_only = 0;
	}
}

/*
 * Without a heading above it, a table that goes on from another page may
 * still begin with the first lines of a label whose figures are lower.
 */
static void
find_first_label(struct pdf_table *t, const struct pdf_line *l, size_t least)
{
	if (t->head < t->body)
		return;
	while (t->body > least && t->head - t->body < LABELS_MAX) {
		const struct pdf_line *row = &l[t->body], *at = row - 1;
		int whole = row->word->x0 < t->col[0].x0 &&
			    !(row->word->what & PDF_LOWER) &&
			    row->word->text.p[0] != '(';

		if (whole || row->y0 - at->y1 > 0.35f * row->em ||
		    at->x1 > t->col[0].x0 || pdf_captionish(at->word->text))
			break;
		t->body--;
	}
	t->head = t->body;
}

/* 1 if the cell stands below one of words in l, short of the next one. */
static int
below_words(const struct pdf_table *t, const struct pdf_line *l,
    const struct pdf_cell *cell)
{
	struct pdf_cell c[PDF_CELLS_MAX];
	size_t n = pdf_cells(c, l, t->col, t->n);

	for (size_t i = 0; i < n; i++)
		if (!c[i].figure && fabsf(c[i].x0 - cell->x0) < 3)
			return i + 1 < n ? cell->x1 < c[i + 1].x0
					 : cell->x1 < l->x1 + 3 * l->em;
	return 0;
}

/*
 * The rest of a last row whose cells of words take several lines: each
 * piece stands below words of the row, those on its figures' line or next
 * to it.
 */
static int
goes_on(const struct pdf_table *t, const struct pdf_line *l,
    const struct pdf_line *at)
{
	struct pdf_cell c[PDF_CELLS_MAX];
	size_t n = pdf_cells(c, at, t->col, t->n), least = t->body;

	if (t->end - least > 3)
		least = t->end - 3;
	for (size_t k = 0; k < n; k++) {
		int found = 0;

		for (size_t i = t->end; i > least && !found; i--)
			found = below_words(t, &l[i - 1], &c[k]);
		if (c[k].figure || !found)
			return 0;
	}
	return 1;
}

/*
 * A last row may have more lines below its figures.  They are taken on
 * trial: those that turn out to be rows of their own are given back.
 */
static void
find_tail(struct pdf_table *t, const struct pdf_line *l, size_t n)
{
	struct pdf_cell c[PDF_CELLS_MAX];
	size_t most = t->end + 3;

	while (t->end < n && t->end < most) {
		const struct pdf_line *at = &l[t->end], *before = at - 1;

		if (at->y0 - before->y1 > 0.35f * at->em)
			break;
		if ((pdf_cells(c, at, t->col, t->n) != 1 ||
			c[0].x1 > t->col[0].x0) &&
		    !goes_on(t, l, at))
			break;
		t->end++;
	}
}

/* Two rows; or one, with a heading over its figures. */
static int
enough(const struct pdf_table *t, size_t rows)
{
	if (rows > 1)
		return 1;
	return t->n > 1 && (t->body > t->head || isfinite(t->turned_top));
}

static void
finish(struct pdf_table *t, const struct pdf_line *l)
{
	add_text_columns(t, l);
	add_label_columns(t, l);
	pdf_table_add(t, labels(t, l, t->col[0].x0));
}

int
pdf_find(struct pdf_table *t, const struct pdf_line *l, size_t n, size_t from)
{
	struct pdf_cell c[PDF_CELLS_MAX];

	for (size_t i = from; i < n; i++) {
		size_t rows;

		if (!row_like(&l[i], c, pdf_cells(c, &l[i], NULL, 0)))
			continue;
		t->body = i;
		t->end = grow(t, l, n, i, &rows);
		find_head(t, l, from);
		if (!enough(t, rows))
			continue;
		find_first_label(t, l, from);
		find_tail(t, l, n);
		finish(t, l);
		return 1;
	}
	return 0;
}
