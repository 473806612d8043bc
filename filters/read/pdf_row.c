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

enum { GROUP_MAX = 14 };

/* What matters of one line. */
struct part {
	const struct pdf_line *l;
	size_t from, label; /* words of the label: from, up to label */
	int figures;	    /* it has cells in the columns of figures */
	int text;	    /* it has cells in columns of words */
	float middle;
	float right; /* the end of its label */
};

/* Where in a row of several lines its figures are: the same all through. */
enum style { TOP, CENTRE, BOTTOM, STYLES };

struct body {
	const struct pdf_table *t;
	struct part *part;
	size_t n, column; /* column: that of the labels */
	float pitch;	  /* from row to row, where both have one line */
	float tight;	  /* the least from label to label */
	enum style style;
};

/*
 * Where the labels are: in column 0, or in the next one where that has words
 * in most lines and column 0, merged over many rows, in few.
 */
static size_t
label_column(const struct pdf_table *t, const struct pdf_line *l)
{
	struct pdf_cell c[PDF_CELLS_MAX];
	size_t of[2] = {0};

	if (t->n < 3 || t->col[1].figures)
		return 0;
	for (size_t i = t->body; i < t->end; i++) {
		size_t n = pdf_cells(c, &l[i], t->col, t->n);

		of[0] += c[0].x0 < t->col[1].x0 - 2;
		for (size_t k = 0; k < n && k < 2; k++)
			of[1] += !c[k].figure && c[k].x0 < t->col[2].x0 &&
				 c[k].x0 >= t->col[1].x0 - 2;
	}
	return of[1] > 2 * of[0];
}

static struct part
look(const struct pdf_table *t, const struct pdf_line *l, size_t column)
{
	struct pdf_cell c[PDF_CELLS_MAX];
	size_t n = pdf_cells(c, l, t->col, t->n);
	struct part p = {.l = l, .middle = (l->y0 + l->y1) / 2};

	for (size_t i = 0; i < n; i++) {
		size_t col;

		/* Wide white in a label is from justifying it. */
		if (column == 1 && c[i].x0 < t->col[1].x0 - 2)
			continue;
		if (!c[i].figure && c[i].x0 < t->col[column + 1].x0 &&
		    (p.label == 0 || c[i].x1 < t->col[column + 1].x0)) {
			if (p.label == 0)
				p.from = c[i].from;
			p.label = c[i].to;
			p.right = c[i].x1;
			continue;
		}
		col = pdf_column_of(t->col, t->n, c[i].x0, c[i].x1);
		/* Words may stand among figures, and go on below. */
		if (c[i].figure || (col < t->n && t->col[col].figures &&
				       c[i].to - c[i].from < 3))
			p.figures++;
		else
			p.text++;
	}
	return p;
}

/* Of its label, if it has one. */
static const struct pdf_word *
first_word(const struct part *p)
{
	return &p->l->word[p->from];
}

static int
starts_small(const struct part *p)
{
	return first_word(p)->what & PDF_LOWER ||
	       first_word(p)->text.p[0] == '(';
}

static int
hangs(const struct part *p)
{
	return pdf_connective(p->l->word[p->label - 1].text);
}

/* "wheel-" and "chairs" */
static int
breaks_word(const struct part *x, const struct part *y)
{
	struct slice w = x->l->word[x->label - 1].text;

	return w.n > 2 && w.p[w.n - 1] == '-' && starts_small(y);
}

/* Would the first word of y's label have had room at the end of x's? */
static int
had_room(const struct body *b, const struct part *x, const struct part *y)
{
	const struct pdf_word *w = first_word(y);

	return x->right + w->x1 - w->x0 + 0.25f * x->l->em <
	       b->t->col[b->column].x1 - 0.5f;
}

/*
 * Lines of one label stand as close as the type allows.  Rows may do so,
 * too; but where they stand wider, lines as wide apart are not one label,
 * unless all lines of the table are.
 */
static float
leading(const struct body *b, const struct part *x, const struct part *y)
{
	float step = y->middle - x->middle, ems = step / x->l->em;
	float most = b->tight > 0.95f * b->pitch ? 1 : 4;

	if (b->pitch > 0 && step < 0.87f * b->pitch)
		return ems > 1.5f ? 2 : -1;
	return fminf(fmaxf(10 * (ems - 1.18f), 0), most);
}

static int
capital(const struct pdf_word *w)
{
	return w->text.n > 1 && isupper((unsigned char)w->text.p[0]) &&
	       !isupper((unsigned char)w->text.p[1]);
}

/*
 * A capital where the label before it has none but its first: "Delegated
 * primary care commissioning" does not go on with "Acute", though a name
 * such as "Epsom and St Helier University" does with "Hospitals".
 */
static int
new_sentence(const struct part *x, const struct part *y)
{
	if (!capital(first_word(y)) || hangs(x))
		return 0;
	for (size_t i = x->from + 1; i < x->label; i++)
		if (capital(&x->l->word[i]))
			return 0;
	return x->label > x->from + 1;
}

/* The price of taking the labels of x and y, the next one, for one. */
static float
join(const struct body *b, const struct part *x, const struct part *y)
{
	float price = 0.6f + leading(b, x, y);

	if (had_room(b, x, y))
		price += 5;
	if (starts_small(y))
		price -= 2.5f;
	if (hangs(x))
		price -= breaks_word(x, y) ? 4 : 2;
	if (new_sentence(x, y))
		price += 2.5f;
	/* A label's further lines are set in, if at all, never out. */
	if (first_word(y)->x0 < first_word(x)->x0 - 2)
		price += 4;
	else if (first_word(y)->x0 > first_word(x)->x0 + 3 &&
		 !starts_small(y) && !hangs(x))
		price += 2.5f;
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
 * The price of where the figures are among n lines: figures without a label
 * on their own line stand half way down the label, or by themselves where
 * another cell of the row is higher; those with one are at its top or
 * bottom, as in the rest of the table.
 */
static float
position(const struct body *b, const struct part *p, size_t n, size_t at)
{
	const struct part *first = p, *last = p + n - 1;
	enum style style = at == 0 ? TOP : at == n - 1 ? BOTTOM : CENTRE;
	float off, price;

	if (p[at].label > 0)
		return style == b->style ? 0 : 2.5f;
	while (first < last && first->label == 0)
		first++;
	while (first < last && last->label == 0)
		last--;
	off = fabsf(p[at].middle - (first->middle + last->middle) / 2);
	if (n == 2)
		return off < 0.8f * p[at].l->em ? 1 : 2.5f;
	price = off < 0.3f * p[at].l->em ? 0 : 2;
	return price + (b->style == CENTRE ? 0 : 2);
}

/* Lines of one row stand closer than the row to its neighbours. */
static float
spacing(const struct body *b, size_t i, size_t n)
{
	const struct part *p = b->part;
	float inside = 0, outside = INFINITY, slack = 0.08f * p[i].l->em;

	for (size_t k = i + 1; k < i + n; k++)
		inside = fmaxf(inside, p[k].middle - p[k - 1].middle);
	if (i > 0)
		outside = p[i].middle - p[i - 1].middle;
	if (i + n < b->n)
		outside = fminf(outside, p[i + n].middle - p[i + n - 1].middle);
	return inside > outside + slack ? 2.5f : 0;
}

/* The price of n lines from line i as one row. */
static float
price(const struct body *b, size_t i, size_t n)
{
	const struct part *p = b->part + i, *label = NULL;
	size_t figures = 0, at = 0;
	float sum = 0;

	if (n == 1)
		return alone(p, i > 0 ? p - 1 : NULL);
	for (size_t k = 0; k < n; k++) {
		if (p[k].figures) {
			figures++;
			at = k;
		}
		if (p[k].label == 0)
			continue;
		if (label != NULL)
			sum += join(b, label, &p[k]);
		else if (starts_small(&p[k]))
			sum += 2;
		label = &p[k];
	}
	if (figures > 1 || label == NULL)
		return 100;
	sum += figures == 0 ? 3 : position(b, p, n, at);
	/* What has rows set in below it is their heading. */
	if (at + 1 < n && i + n < b->n && p[n].label > 0 &&
	    first_word(&p[n])->x0 > first_word(&p[n - 1])->x0 + 3)
		sum += 3;
	return sum + spacing(b, i, n);
}

static int
by_size(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

/* The usual step between lines that are rows by themselves; 0 if none are. */
static float
row_pitch(const struct part *p, size_t n)
{
	float *step = must(calloc(n, sizeof(*step))), pitch;
	size_t count = 0;

	for (size_t i = 1; i < n; i++)
		if (p[i].label && p[i].figures && p[i - 1].label &&
		    p[i - 1].figures)
			step[count++] = p[i].middle - p[i - 1].middle;
	qsort(step, count, sizeof(*step), by_size);
	pitch = count ? step[count / 2] : 0;
	free(step);
	return pitch;
}

/* The least step from one label to the next, figures between them or not. */
static float
tightest(const struct part *p, size_t n)
{
	const struct part *last = NULL;
	float least = INFINITY;

	for (size_t i = 0; i < n; i++) {
		if (p[i].label == 0)
			continue;
		if (last != NULL)
			least = fminf(least, p[i].middle - last->middle);
		last = &p[i];
	}
	return least;
}

/* Sets len[i] to how many lines the row has that ends before line i. */
static float
shortest(const struct body *b, size_t *len)
{
	float *best = must(calloc(b->n + 1, sizeof(*best))), total;

	for (size_t end = 1; end <= b->n; end++) {
		best[end] = INFINITY;
		for (size_t k = 1; k <= GROUP_MAX && k <= end; k++) {
			float sum = best[end - k] + price(b, end - k, k);

			if (sum < best[end]) {
				best[end] = sum;
				len[end] = k;
			}
		}
	}
	total = best[b->n];
	free(best);
	return total;
}

static void
mark(unsigned char *first, const size_t *len, size_t n)
{
	memset(first, 0, n);
	for (size_t end = n; end > 0; end -= len[end])
		first[end - len[end]] = 1;
}

void
pdf_rows(
    unsigned char *first, const struct pdf_table *t, const struct pdf_line *l)
{
	size_t n = t->end - t->body;
	struct part *p = must(calloc(n + 1, sizeof(*p)));
	size_t *len = must(calloc(n + 1, sizeof(*len)));
	struct body b = {
	    .t = t, .part = p, .n = n, .column = label_column(t, l)};
	float least = INFINITY;

	for (size_t i = 0; i < n; i++)
		p[i] = look(t, &l[t->body + i], b.column);
	b.pitch = row_pitch(p, n);
	b.tight = tightest(p, n);
	for (b.style = TOP; b.style < STYLES; b.style++) {
		float sum = shortest(&b, len);

		if (sum < least) {
			least = sum;
			mark(first, len, n);
		}
	}
	free(p);
	free(len);
}
