/* SPDX-License-Identifier: MIT */
/* Lines into cells. */

#include <math.h>
#include <string.h>
#include <strings.h>

#include "pdf_cell.h"
#include "pdf_token.h"

float
pdf_overlap(float a0, float a1, float b0, float b1)
{
	return fminf(a1, b1) - fmaxf(a0, b0);
}

size_t
pdf_column_of(const struct pdf_column *col, size_t n, float x0, float x1)
{
	size_t best = n;
	float most = 0;

	for (size_t i = 0; i < n; i++) {
		float o = pdf_overlap(x0, x1, col[i].x0, col[i].x1);

		if (o > most) {
			most = o;
			best = i;
		}
	}
	return best;
}

static int
is_figure(const struct pdf_word *w)
{
	return (w->what & (PDF_NUMBER | PDF_DASH)) != 0;
}

int
pdf_sentence(const struct pdf_line *l)
{
	size_t small = 0, figures = 0;

	for (size_t i = 0; i < l->n; i++) {
		small += (l->word[i].what & PDF_LOWER) != 0;
		figures += (l->word[i].what & PDF_NUMBER) != 0;
		if (i > 0 && pdf_gap(l, i) > 1.25f)
			return 0;
	}
	if (l->n < 5 || small < 2 || 2 * figures >= l->n)
		return 0;
	/* A long label close before its figures. */
	return !is_figure(&l->word[l->n - 1]) || !is_figure(&l->word[l->n - 2]);
}

/*
 * Word i stands in a column of figures, or where all cells of a column of
 * words begin, and the one before it does not.
 */
static int
enters(
    const struct pdf_line *l, size_t i, const struct pdf_column *col, size_t n)
{
	const struct pdf_word *w = &l->word[i];
	size_t c = pdf_column_of(col, n, w->x0, w->x1);

	if (c == n || w[-1].x1 > col[c].x0 + 2)
		return 0;
	if (!col[c].figures)
		return fabsf(w->x0 - col[c].x0) < 2 && pdf_gap(l, i) > 0.35f;
	return is_figure(w) && w->x0 > col[c].x0 - 2 && w->x1 < col[c].x1 + 2;
}

/*
 * "£" at the left of a cell and its number at the right, as spreadsheets
 * set them; or a bracket that came as a word of its own.
 */
static int
belongs(const struct pdf_line *l, size_t i)
{
	const struct pdf_word *w = &l->word[i], *before = w - 1;
	float gap = pdf_gap(l, i);

	if (before->what & PDF_PART && !(before->what & PDF_DASH) &&
	    is_figure(w) && before->text.p[0] != ')' &&
	    before->text.p[0] != '%')
		return gap < 6;
	return w->what & PDF_PART && !(w->what & PDF_DASH) &&
	       is_figure(before) &&
	       (w->text.p[0] == ')' || w->text.p[0] == '%') && gap < 0.5f;
}

/*
 * "£1.9m over", "(12) adverse": a word that says which way the figure before
 * it points, with nothing close behind it.
 */
static int
is_side(const struct pdf_line *l, size_t i)
{
	return l->word[i].what & PDF_SIDE && l->word[i - 1].what & PDF_NUMBER &&
	       (i + 1 == l->n || pdf_gap(l, i + 1) > 0.45f);
}

/* "Month 8", "Quarter 2": a number that is a name, not a figure. */
static int
is_numbered(const struct pdf_line *l, size_t i)
{
	static const char *const words[] = {
	    "month", "period", "quarter", "month:", "week", "table"};
	const struct pdf_word *w = &l->word[i], *before = w - 1;

	if (w->text.n > 2 || !(w->what & PDF_NUMBER) || pdf_gap(l, i) > 0.45f ||
	    w->text.p[0] < '1' || w->text.p[0] > '9')
		return 0;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (before->text.n == strlen(words[k]) &&
		    strncasecmp(before->text.p, words[k], before->text.n) == 0)
			return 1;
	return 0;
}

static int
starts_cell(
    const struct pdf_line *l, size_t i, const struct pdf_column *col, size_t n)
{
	const struct pdf_word *w = &l->word[i];
	float gap = pdf_gap(l, i);

	if (belongs(l, i))
		return 0;
	if (pdf_wide(l, i))
		return 1;
	if (is_side(l, i) || is_numbered(l, i))
		return 0;
	if (enters(l, i, col, n))
		return 1;
	if (is_figure(w) && is_figure(w - 1))
		return gap > (w->text.p[0] == '(' ? 0.12f : 0.3f);
	return (is_figure(w) || is_figure(w - 1)) && gap > 0.45f;
}

static int
all_figures(const struct pdf_line *l, size_t from, size_t to)
{
	int figures = 0;

	for (size_t i = from; i < to; i++) {
		if (is_figure(&l->word[i]))
			figures++;
		else if (!(l->word[i].what & PDF_PART) &&
			 !(i > from && is_side(l, i)))
			return 0;
	}
	return figures > 0 && to - from <= 4;
}

/* "Break-even" in a column of figures: a figure in words. */
static int
is_even(const struct pdf_line *l, const struct pdf_cell *c,
    const struct pdf_column *col, size_t n)
{
	static const char *const words[] = {
	    "breakeven", "break-even", "balanced"};
	const struct pdf_word *w = &l->word[c->from];
	size_t k = pdf_column_of(col, n, c->x0, c->x1);

	if (c->to - c->from != 1 || k == n || !col[k].figures)
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (w->text.n == strlen(words[i]) &&
		    strncasecmp(w->text.p, words[i], w->text.n) == 0)
			return 1;
	return 0;
}

/* "1", "2.3" or a bullet before the text of the line. */
static int
opens(const struct pdf_line *l, const struct pdf_cell *c, size_t n)
{
	const struct pdf_word *w = &l->word[c->from];

	if (n < 2 || c[0].to - c[0].from != 1 || c[1].figure)
		return 0;
	if (w->what & PDF_BULLET)
		return 1;
	for (size_t i = 0; i < w->text.n; i++)
		if (w->text.p[i] < '.' || w->text.p[i] > '9')
			return 0;
	return w->text.n <= 4 && c[1].x0 - c[0].x1 < 4 * l->size;
}

/*
 * A figure that opens the line left of all columns of figures: "(0.5%)" on
 * the second line of a label.
 */
static int
is_label(const struct pdf_cell *c, const struct pdf_column *col, size_t n)
{
	size_t i = 0;

	while (i < n && !col[i].figures)
		i++;
	return i < n && c->x1 < col[i].x0;
}

size_t
pdf_cells(struct pdf_cell cell[PDF_CELLS_MAX], const struct pdf_line *l,
    const struct pdf_column *col, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (i == 0 ||
		    (starts_cell(l, i, col, n) && count < PDF_CELLS_MAX))
			cell[count++] = (struct pdf_cell){
			    i, i, l->word[i].x0, l->word[i].x1, 0};
		cell[count - 1].to = i + 1;
		cell[count - 1].x1 = fmaxf(cell[count - 1].x1, l->word[i].x1);
	}
	for (size_t i = 0; i < count; i++)
		cell[i].figure = all_figures(l, cell[i].from, cell[i].to) ||
				 is_even(l, &cell[i], col, n);
	if (count > 0 && is_label(cell, col, n))
		cell[0].figure = 0;
	if (opens(l, cell, count)) {
		cell[0].figure = 0;
		cell[0].to = cell[1].to;
		cell[0].x1 = cell[1].x1;
		count--;
		memmove(cell + 1, cell + 2, (count - 1) * sizeof(*cell));
	}
	return count;
}
