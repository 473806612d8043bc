/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "grow.h"
#include "table_sum.h"

enum { TOTAL_PARTS = 120, PLAIN_PARTS = 30, BEHIND_PARTS = 30 };

static int64_t
coarser(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

int
sum_difference(
    const struct figure *a, const struct figure *b, const struct figure *c)
{
	int64_t ulp = coarser(coarser(a->ulp, b->ulp), c->ulp);
	int64_t off = llabs(llabs(a->pence - b->pence) - llabs(c->pence));

	return off <= ulp + ulp / 2;
}

int
sum_fits(const struct grid *g, size_t plan, size_t result, size_t variance)
{
	int score = 0;

	for (size_t i = 0; i < g->nline; i++) {
		const struct figure *p = figure_at(g, i, plan);
		const struct figure *r = figure_at(g, i, result);
		const struct figure *v = figure_at(g, i, variance);

		if (!p->is || !r->is || !v->is ||
		    (p->pence == r->pence && v->pence == 0))
			continue;
		score += sum_difference(p, r, v) ? 1 : -2;
	}
	return score;
}

/* Lines. */

/* 1 if a column takes part in sums. */
static int
counts(const struct column *c)
{
	return !c->text && !c->dropped;
}

/*
 * In how many columns a line is the sum of n others; -1 when one says that
 * it is not.  A blank cell is nothing, as in the table.
 */
static int
columns_sum(const struct grid *g, size_t total, const size_t *part, size_t n)
{
	int held = 0;

	for (size_t k = 0; k < g->ncolumn; k++) {
		const struct figure *t = figure_at(g, total, k);
		int64_t sum = 0, ulp = t->ulp;
		size_t seen = 0;

		if (!counts(&g->column[k]) || !t->is)
			continue;
		for (size_t i = 0; i < n; i++) {
			const struct figure *f = figure_at(g, part[i], k);

			if (!f->is)
				continue;
			seen += f->pence != 0;
			ulp = coarser(ulp, f->ulp);
			if (__builtin_add_overflow(sum, f->pence, &sum))
				return -1;
		}
		if (seen == 0 && t->pence == 0)
			continue;
		if (llabs(sum - t->pence) > ulp * ((int64_t)n + 1) / 2)
			return -1;
		held += seen > 1;
	}
	return held;
}

static size_t
figures_of(const struct grid *g)
{
	size_t n = 0;

	for (size_t k = 0; k < g->ncolumn; k++)
		n += (size_t)counts(&g->column[k]);
	return n;
}

static void
adopt(struct grid *g, size_t total, const size_t *part, size_t n)
{
	for (size_t i = 0; i < n; i++)
		g->line[part[i]].parent = total;
	g->line[total].ok = 1;
}

/*
 * Lines that nothing sums up yet, as a stack; a total takes its parts.  What
 * does not say that it is a total is tried with the nearest lines only.
 */
static size_t
take_sum(struct grid *g, size_t *open, size_t n, size_t total, int need)
{
	size_t most = g->line[total].total ? TOTAL_PARTS : PLAIN_PARTS;

	for (size_t from = n > most ? n - most : 0; n - from >= 2; from++)
		if (columns_sum(g, total, open + from, n - from) >= need) {
			adopt(g, total, open + from, n - from);
			return from;
		}
	return n;
}

/* "Acute 100", "of which: St George's 60", "Kingston 40". */
static void
sums_before(struct grid *g, size_t *behind, int need)
{
	for (size_t i = 0; i + 2 < g->nline; i++) {
		size_t n = 0;

		if (g->line[i].figures == 0)
			continue;
		for (size_t k = i + 1; k < g->nline && n < BEHIND_PARTS; k++) {
			if (g->line[k].figures == 0)
				continue;
			if (g->line[k].parent != NO_LINE || g->line[k].total)
				break;
			behind[n++] = k;
			if (n >= 2 && columns_sum(g, i, behind, n) >= need) {
				adopt(g, i, behind, n);
				break;
			}
		}
	}
}

void
sum_lines(struct grid *g)
{
	size_t *open = must(calloc(g->nline + 1, sizeof *open)), n = 0;
	size_t columns = figures_of(g);
	int need = columns >= 2 ? 2 : 1;

	/* first, or a total would take the parts and not what they make up */
	if (columns >= 2)
		sums_before(g, open, need);
	for (size_t i = 0; i < g->nline; i++) {
		struct line *line = &g->line[i];

		if (line->figures == 0 || line->parent != NO_LINE)
			continue;
		if (!line->ok && (line->total || columns >= 3))
			n = take_sum(g, open, n, i, line->total ? 1 : need);
		open[n++] = i;
	}
	free(open);
}
