/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "diag.h"
#include "table_column.h"
#include "table_sum.h"
#include "table_when.h"

/*
 * What the headings leave open.  Every step only fills in what is still
 * unknown, the surest witness first.
 */

#define NONE SIZE_MAX

static int
is_figures(const struct column *c)
{
	return !c->text && !c->dropped;
}

static int
is_plan(const struct column *c)
{
	return is_figures(c) && !c->means.variance &&
	       c->means.basis == BASIS_PLAN;
}

static int
is_result(const struct column *c)
{
	return is_figures(c) && !c->means.variance &&
	       (c->means.basis == BASIS_ACTUAL ||
		   c->means.basis == BASIS_FORECAST);
}

/* 1 if some column of figures has that basis (any for NONE) and reach. */
static int
has(const struct grid *g, enum basis basis, enum reach reach)
{
	for (size_t i = 0; i < g->ncolumn; i++) {
		const struct column *c = &g->column[i];

		if (is_figures(c) && c->means.reach == reach &&
		    (basis == BASIS_NONE || c->means.basis == basis))
			return 1;
	}
	return 0;
}

/* Years, and what a year says about the figures in it. */

static int
around_year(const struct grid *g)
{
	const struct around *a = &g->around;

	if (a->caption_says.year != 0 && a->caption_says.year2 == 0)
		return a->caption_says.year;
	if (a->heading_says.year != 0 && a->heading_says.year2 == 0)
		return a->heading_says.year;
	return 0;
}

static void
settle_outturn(struct column *c, const struct paper *p)
{
	if (c->outturn && c->means.year != 0 && p->year != 0 &&
	    (c->means.year < p->year ||
		(c->means.year == p->year && p->month == 12)))
		c->means.basis = BASIS_ACTUAL;
	if (c->outturn && c->means.year == 0 && p->month == 12)
		c->means.basis = BASIS_ACTUAL;
}

/* 1 if a paper came out when its year was over. */
static int
is_over(const struct paper *p)
{
	return p->month == 12 ||
	       (p->month == 0 && p->published.year != 0 &&
		   date_compare(p->published, when_month_end(p->year, 12)) > 0);
}

static void
settle_year(struct column *c, const struct paper *p)
{
	if (c->means.year == 0 || p->year == 0)
		return;
	if (c->means.year == p->year) {
		if (c->says.year != 0 && c->means.reach == REACH_NONE &&
		    c->means.month == 0 && c->means.basis == BASIS_NONE &&
		    !c->means.variance && is_over(p)) {
			c->means.reach = REACH_YEAR;
			c->means.basis = BASIS_ACTUAL;
		}
		return;
	}
	if (c->means.reach == REACH_NONE && c->means.month == 0)
		c->means.reach = REACH_YEAR;
	if (c->means.basis == BASIS_NONE && !c->means.variance)
		c->means.basis =
		    c->means.year > p->year ? BASIS_PLAN : BASIS_ACTUAL;
}

/* An "actual" of a year that is not over is expected. */
static void
settle_unended(struct column *c, const struct paper *p)
{
	int year = c->means.year != 0 ? c->means.year : p->year;

	if (c->means.basis == BASIS_ACTUAL && c->means.reach == REACH_YEAR &&
	    year == p->year && p->month != 0 && p->month != 12)
		c->means.basis = BASIS_FORECAST;
}

/* "Forecast last month", "prior year". */
static void
settle_before(struct column *c, const struct paper *p)
{
	if (c->last_month && c->means.month == 0 && p->month > 1)
		c->means.month = p->month - 1;
	if (!c->last_year)
		return;
	if (c->says.year == 0 && p->year != 0)
		c->means.year = p->year - 1;
	if (c->means.reach == REACH_NONE)
		c->means.reach = REACH_YEAR;
	if (c->means.basis == BASIS_NONE && !c->means.variance)
		c->means.basis = BASIS_ACTUAL;
}

/*
 * Months: "M10 budget" beside "YTD budget" is that month alone; "Month 10"
 * beside "Full year" is all that came before, too.
 */
static void
settle_month(struct grid *g, struct column *c, const struct paper *p)
{
	if (c->means.reach != REACH_NONE || c->means.month == 0 ||
	    c->means.month != p->month)
		return;
	if (c->means.basis == BASIS_NONE && !c->means.variance &&
	    has(g, BASIS_NONE, REACH_YEAR) &&
	    !has(g, BASIS_NONE, REACH_TO_DATE))
		c->means.reach = REACH_TO_DATE;
	if (c->means.basis == BASIS_ACTUAL || c->means.basis == BASIS_PLAN ||
	    c->means.variance)
		c->means.reach = has(g, BASIS_NONE, REACH_TO_DATE) ? REACH_MONTH
								   : REACH_NONE;
}

/* Results. */

static void
settle_result(struct grid *g, struct column *c, const struct paper *p)
{
	enum reach above =
	    gist_reach(or_else(g->around.caption_says.v[SAYS_SPAN],
		g->around.heading_says.v[SAYS_SPAN]));

	if (!is_result(c) || c->means.reach != REACH_NONE)
		return;
	c->guessed = 1;
	if (c->means.basis == BASIS_FORECAST)
		c->means.reach = REACH_YEAR;
	else if (above != REACH_NONE)
		c->means.reach = above;
	else
		c->means.reach = p->month != 0 && p->month != 12 ? REACH_TO_DATE
								 : REACH_YEAR;
}

/* Plans. */

/* The column of results that a plan is set against, by the sums. */
static size_t
result_of(const struct grid *g, size_t plan)
{
	size_t best = NONE;
	int most = 0;

	for (size_t r = 0; r < g->ncolumn; r++) {
		if (!is_result(&g->column[r]))
			continue;
		for (size_t v = 0; v < g->ncolumn; v++) {
			int fits;

			if (!is_figures(&g->column[v]) ||
			    !g->column[v].means.variance)
				continue;
			fits = sum_fits(g, plan, r, v);
			if (fits > most) {
				most = fits;
				best = r;
			}
		}
	}
	return best;
}

/* The results behind a plan, before the next plan; NONE. */
static size_t
result_behind(const struct grid *g, size_t plan)
{
	for (size_t i = plan + 1; i < g->ncolumn; i++) {
		if (is_plan(&g->column[i]))
			return NONE;
		if (is_result(&g->column[i]))
			return i;
	}
	return NONE;
}

static size_t
open_plans(const struct grid *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->ncolumn; i++)
		n += is_plan(&g->column[i]) &&
		     g->column[i].means.reach == REACH_NONE;
	return n;
}

static enum reach
plan_reach(const struct grid *g, size_t i)
{
	size_t result = result_of(g, i);
	enum reach above = gist_reach(g->around.caption_says.v[SAYS_SPAN]);

	if (result != NONE)
		return g->column[result].means.reach;
	if (has(g, BASIS_PLAN, REACH_YEAR) &&
	    has(g, BASIS_ACTUAL, REACH_TO_DATE))
		return REACH_TO_DATE;
	if (has(g, BASIS_PLAN, REACH_TO_DATE))
		return REACH_YEAR;
	if (above != REACH_NONE)
		return above;
	result = result_behind(g, i);
	if (open_plans(g) > 1 && result != NONE)
		return g->column[result].means.reach;
	if (has(g, BASIS_ACTUAL, REACH_TO_DATE) &&
	    !has(g, BASIS_FORECAST, REACH_YEAR))
		return REACH_TO_DATE;
	return REACH_YEAR;
}

static void
settle_plans(struct grid *g)
{
	enum reach *reach = must(calloc(g->ncolumn + 1, sizeof *reach));

	for (size_t i = 0; i < g->ncolumn; i++)
		if (is_plan(&g->column[i]) &&
		    g->column[i].means.reach == REACH_NONE)
			reach[i] = plan_reach(g, i);
	for (size_t i = 0; i < g->ncolumn; i++)
		if (reach[i] != REACH_NONE) {
			g->column[i].means.reach = reach[i];
			g->column[i].guessed = 1;
		}
	free(reach);
}

/* Variances. */

/* The results that a variance is of: by sums, else the nearest before it. */
static size_t
result_for(const struct grid *g, size_t variance)
{
	const struct gist *m = &g->column[variance].means;
	size_t best = NONE;
	int most = 0;

	for (size_t r = 0; r < g->ncolumn; r++) {
		const struct column *c = &g->column[r];

		if (!is_result(c) ||
		    (m->basis != BASIS_NONE && m->basis != BASIS_PLAN &&
			c->means.basis != m->basis) ||
		    (m->reach != REACH_NONE && c->means.reach != m->reach))
			continue;
		for (size_t k = 0; k < g->ncolumn; k++) {
			int fits = is_plan(&g->column[k])
				       ? sum_fits(g, k, r, variance)
				       : 0;

			if (fits > most) {
				most = fits;
				best = r;
			}
		}
	}
	for (size_t r = variance; best == NONE && r-- > 0;)
		if (is_result(&g->column[r]))
			best = r;
	return best;
}

static void
settle_variance(struct grid *g, size_t i)
{
	struct gist *m = &g->column[i].means;
	size_t result;

	if (!is_figures(&g->column[i]) || !m->variance)
		return;
	if (m->basis == BASIS_PLAN) /* "variance to plan" */
		m->basis = BASIS_NONE;
	if (m->reach == REACH_NONE && m->basis == BASIS_FORECAST)
		m->reach = REACH_YEAR;
	if (m->basis != BASIS_NONE && m->reach != REACH_NONE)
		return;
	if (m->reach == REACH_TO_DATE || m->reach == REACH_MONTH) {
		m->basis = BASIS_ACTUAL;
		return;
	}
	result = result_for(g, i);
	if (result == NONE) {
		if (m->reach == REACH_YEAR && m->basis == BASIS_NONE)
			m->basis = BASIS_FORECAST;
		return;
	}
	g->column[i].guessed = 1;
	if (m->basis == BASIS_NONE)
		m->basis = g->column[result].means.basis;
	if (m->reach == REACH_NONE)
		m->reach = g->column[result].means.reach;
	if (m->year == 0)
		m->year = g->column[result].means.year;
}

void
column_settle(struct grid *g, const struct paper *p)
{
	int year = around_year(g);

	for (size_t i = 0; i < g->ncolumn; i++) {
		struct column *c = &g->column[i];

		if (!is_figures(c))
			continue;
		if (c->means.year == 0)
			c->means.year = year;
		settle_before(c, p);
		settle_outturn(c, p);
		settle_year(c, p);
		settle_unended(c, p);
		settle_month(g, c, p);
	}
	for (size_t i = 0; i < g->ncolumn; i++)
		settle_result(g, &g->column[i], p);
	settle_plans(g);
	for (size_t i = 0; i < g->ncolumn; i++)
		settle_variance(g, i);
	for (size_t i = 0; i < g->ncolumn; i++)
		settle_unended(&g->column[i], p);
}
