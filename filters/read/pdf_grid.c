/* SPDX-License-Identifier: MIT */
/* Tables of words. */

#include <ctype.h>
#include <math.h>

#include "pdf_grid.h"
#include "pdf_token.h"

enum { COLUMNS_MAX = 12, LABELS_MAX = 2 };

/* Where columns begin, by the runs of the first line. */
struct starts {
	float x[COLUMNS_MAX];
	size_t hits[COLUMNS_MAX];
	size_t n;
};

/* The number or bullet of an item is no cell, whatever white is behind it. */
static int
is_item(const struct pdf_line *l)
{
	struct slice w = l->word->text;

	if (l->word->what & PDF_BULLET || pdf_ordinal(w))
		return 1;
	for (size_t i = 0; i < w.n; i++)
		if (!isdigit((unsigned char)w.p[i]) && w.p[i] != '.')
			return 0;
	return 1;
}

static int
begin(struct starts *s, const struct pdf_line *l)
{
	s->n = 0;
	for (size_t i = 0; i < l->n && s->n < COLUMNS_MAX; i = pdf_run(l, i)) {
		s->hits[s->n] = 0;
		s->x[s->n++] = l->word[i].x0;
	}
	return s->n > 1 && !is_item(l);
}

/* The column that x lies in, by where they begin. */
static size_t
column(const struct starts *s, float x)
{
	size_t k = 0;

	while (k + 1 < s->n && x > s->x[k + 1] - 4)
		k++;
	return k;
}

/*
 * Takes a line into account: 1 if all its runs keep to their columns.
 * *right is set when one of them begins a column other than the first.
 */
static int
fits(struct starts *s, const struct pdf_line *l, int *right)
{
	size_t hit[COLUMNS_MAX] = {0};

	*right = 0;
	if (l->x0 < s->x[0] - 4)
		return 0;
	for (size_t i = 0, end; i < l->n; i = end) {
		size_t k = column(s, l->word[i].x0);

		end = pdf_run(l, i);
		if (k + 1 < s->n && l->word[end - 1].x1 > s->x[k + 1] - 2)
			return 0;
		if (fabsf(l->word[i].x0 - s->x[k]) < 4)
			hit[k] = 1;
		*right |= k > 0;
	}
	for (size_t k = 0; k < s->n; k++)
		s->hits[k] += hit[k];
	return 1;
}

/* Follows a grid down; its end, and how many lines have both sides. */
static size_t
grow(struct starts *s, const struct pdf_line *l, size_t n, size_t from,
    size_t *anchors)
{
	size_t end = from, labels = 0;

	*anchors = 0;
	for (size_t i = from; i < n && labels <= LABELS_MAX; i++) {
		int right;

		if (i > from && l[i].y0 - l[i - 1].y1 > 2.2f * l[i].em)
			break;
		if (is_item(&l[i]) && l[i].x0 < s->x[1] - 4)
			break;
		if (!fits(s, &l[i], &right))
			break;
		labels = right ? 0 : labels + 1;
		*anchors += right && fabsf(l[i].x0 - s->x[0]) < 4;
		if (right)
			end = i + 1;
	}
	return end;
}

/* Columns whose place only one line has are parts of the one before. */
static void
set_columns(struct pdf_table *t, const struct starts *s)
{
	float x1 = s->x[s->n - 1] + 1000;

	t->n = 0;
	for (size_t k = s->n; k > 0; k--) {
		if (k > 1 && s->hits[k - 1] < 2)
			continue;
		pdf_table_add(t, (struct pdf_column){s->x[k - 1], x1 - 3, 0});
		x1 = s->x[k - 1];
	}
}

int
pdf_grid(struct pdf_table *t, const struct pdf_line *l, size_t n, size_t from)
{
	for (size_t i = from; i + 1 < n; i++) {
		struct starts s;
		size_t anchors;

		if (!begin(&s, &l[i]))
			continue;
		t->end = grow(&s, l, n, i, &anchors);
		if (anchors < 2)
			continue;
		set_columns(t, &s);
		if (t->n < 2)
			continue;
		t->head = t->body = i;
		t->turned_top = INFINITY;
		return 1;
	}
	return 0;
}
