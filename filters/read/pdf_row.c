/* SPDX-License-Identifier: MIT */
/*
 * Lines into rows.  No single sign tells a wrapped label from a row of its
 * own or a heading between rows, so each way to part the lines gets a price
 * for what is unlikely in it, and the cheapest way is taken: a shortest
 * path over the lines.
 */

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "pdf_row.h"
#include "pdf_token.h"

enum { GROUP_MAX = 6 };

/* What matters of one line. */
struct part {
	const struct pdf_line *l;
	size_t label; /* words of the label, from the start of the line */
	int figures;  /* it has cells in the columns of figures */
	int text;     /* it has cells in columns of words */
	float middle;
	float right; /* the end of its label */
};

static struct part
look(const struct pdf_table *t, const struct pdf_line *l)
{
	struct pdf_cell c[PDF_CELLS_MAX];
	size_t n = pdf_cells(c, l, t->col, t->n);
	struct part p = {.l = l, .middle = (l->y0 + l->y1) / 2};

	for (size_t i = 0; i < n; i++) {
		size_t col;

		if (i == 0 && !c[i].figure && c[i].x0 < t->col[1].x0) {
			p.label = c[i].to;
			p.right = c[i].x1;
			continue;
		}
		col = pdf_column_of(t->col, t->n, c[i].x0, c[i].x1);
		if (c[i].figure || (col < t->n && t->col[col].figures))
			p.figures++;
		else
			p.text++;
	}
	return p;
}

static int
starts_small(const struct part *p)
{
	return p->l->word->what & PDF_LOWER || p->l->word->text.p[0] == '(';
}

static int
hangs(const struct part *p)
{
	return pdf_connective(p->l->word[p->label - 1].text);
}

/* Would the first word of b's label have had room at the end of a's? */
static int
had_room(const struct pdf_table *t, const struct part *a, const struct part *b)
{
	const struct pdf_word *w = b->l->word;

	return a->right + w->x1 - w->x0 + 0.25f * a->l->size <
	       t->col[0].x1 - 0.5f;
}

/* The price of taking the labels of a and b, the next one, for one. */
static float
join(const struct pdf_table *t, const struct part *a, const struct part *b)
{
	float price = 0.6f;

	if (had_room(t, a, b))
		price += 5;
	if (starts_small(b))
		price -= 2.5f;
	if (hangs(a))
		price -= 2;
	if (b->middle - a->middle > 1.5f * a->l->size)
		price += 4;
	return price;
}

/* The price of a group of one line; before is the one above, or NULL. */
static float
alone(const struct part *p, const struct part *before)
{
	float price = 0;

	if (p->label == 0)
		return p->figures ? 6 : 7;
	if (before != NULL && before->label > 0 && hangs(before))
		price += 2;
	if (starts_small(p))
		price += 2;
	if (!p->figures)
		price += p->text ? 1 : 3;
	return price;
}

/*
 * Figures without a label on their own line stand half way down the label,
 * or at its top or bottom where another cell of the row is higher.
 */
static float
off_centre(const struct part *p, size_t n, size_t at)
{
	const struct part *first = p, *last = p + n - 1;
	float size = p[at].l->size, off;

	while (first < last && first->label == 0)
		first++;
	while (first < last && last->label == 0)
		last--;
	off = fabsf(p[at].middle - (first->middle + last->middle) / 2);
	if (n == 2)
		return off < 0.8f * size ? 1 : 2.5f;
	return off < 0.3f * size ? 0 : 2;
}

/* Lines of one row stand closer than the row to its neighbours. */
static float
spacing(const struct part *p, size_t i, size_t n, size_t all)
{
	float inside = 0, outside = INFINITY, slack = 0.08f * p[i].l->size;

	for (size_t k = i + 1; k < i + n; k++)
		inside = fmaxf(inside, p[k].middle - p[k - 1].middle);
	if (i > 0)
		outside = p[i].middle - p[i - 1].middle;
	if (i + n < all)
		outside = fminf(outside, p[i + n].middle - p[i + n - 1].middle);
	if (inside > outside + slack)
		return 2.5f;
	return inside < outside - slack ? -1 : 0;
}

/* The price of n lines from line i as one row, of all lines. */
static float
price(const struct pdf_table *t, const struct part *p, size_t i, size_t n,
    size_t all)
{
	const struct part *label = NULL;
	size_t figures = 0, at = 0;
	float sum = 0;

	if (n == 1)
		return alone(&p[i], i > 0 ? &p[i - 1] : NULL);
	for (size_t k = 0; k < n; k++) {
		if (p[i + k].figures) {
			figures++;
			at = k;
		}
		if (p[i + k].label == 0)
			continue;
		if (label != NULL)
			sum += join(t, label, &p[i + k]);
		else if (starts_small(&p[i + k]))
			sum += 2;
		label = &p[i + k];
	}
	if (figures > 1 || label == NULL)
		return 100;
	if (figures == 0)
		sum += 3;
	else if (p[i + at].label == 0)
		sum += off_centre(p + i, n, at);
	return sum + spacing(p, i, n, all);
}

void
pdf_rows(
    unsigned char *first, const struct pdf_table *t, const struct pdf_line *l)
{
	size_t n = t->end - t->body;
	struct part *p = must(calloc(n + 1, sizeof(*p)));
	float *best = must(calloc(n + 1, sizeof(*best)));
	size_t *len = must(calloc(n + 1, sizeof(*len)));

	for (size_t i = 0; i < n; i++)
		p[i] = look(t, &l[t->body + i]);
	for (size_t end = 1; end <= n; end++) {
		best[end] = INFINITY;
		for (size_t k = 1; k <= GROUP_MAX && k <= end; k++) {
			float sum = best[end - k] + price(t, p, end - k, k, n);

			if (sum < best[end]) {
				best[end] = sum;
				len[end] = k;
			}
		}
	}
	memset(first, 0, n);
	for (size_t end = n; end > 0; end -= len[end])
		first[end - len[end]] = 1;
	free(p);
	free(best);
	free(len);
}
