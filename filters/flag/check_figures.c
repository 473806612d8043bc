/* SPDX-License-Identifier: MIT */
/* Checks of an organisation's figures against each other. */
#include <stdlib.h>

#include "neighbours.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* What two figures must share to be about the same thing. */
static const enum fact_column same[] = {F_DATASET, F_FIN_YEAR, F_MEASURE,
    F_CATEGORY, F_BASIS, F_SPAN, F_PERIOD_END};
/* What a plan and its result share. */
static const enum fact_column planned[] = {
    F_DATASET, F_FIN_YEAR, F_MEASURE, F_CATEGORY, F_SPAN, F_PERIOD_END};
/* What the results of two years share. */
static const enum fact_column yearly[] = {F_DATASET, F_MEASURE, F_CATEGORY};

/* What is known: furthest up, furthest down, and stated last. */
enum { HIGH = 'h', LOW = 'l', PLAN = 'p', RESULT = 'r', TARGET = 't' };

/*
 * A forecast or a plan may change from month to month, so only those stated
 * in one month conflict; of what has happened there is one figure.
 */
static long
month_of(const struct fact *f)
{
	return fact_is(f, F_BASIS, "actual")
		   ? 0
		   : f->as_of.year * 12L + f->as_of.month;
}

static struct near *
find_extremes(struct neighbours *n, int make, const struct fact *f, int up)
{
	return near_find(
	    n, make, up ? HIGH : LOW, f, same, COUNT(same), month_of(f));
}

/* <0, 0, >0 by the bytes of two texts. */
static int
compare(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

/* 1 if b is further out than a: its low end up, or its high end down. */
static int
is_further(const struct fact *b, const struct seen *a, int up)
{
	int order = up ? decimal_compare(b->low, a->low)
		       : decimal_compare(a->high, b->high);

	if (order == 0)
		order = compare(slice_of(a->doc), b->v[F_DOC_ID]);
	return order != 0 ? order > 0 : b->place < a->place;
}

/*
 * Keeps the furthest figure, and the furthest of another document; of equals
 * the first, so that it does not matter which is met first.
 */
static void
note_extremes(struct near *r, const struct fact *f, int up)
{
	struct seen *first = &r->first, *second = &r->second;
	int other = first->set && !slice_is(f->v[F_DOC_ID], first->doc);

	if (!first->set || is_further(f, first, up)) {
		if (other) {
			struct seen last = *second;

			*second = *first;
			*first = last;
		}
		seen_set(first, f);
	} else if (other && (!second->set || is_further(f, second, up))) {
		seen_set(second, f);
	}
}

/* 1 if a figure is further from the extreme than the limit allows. */
static int
conflicts(
    const struct checker *c, const struct fact *f, const struct near *r, int up)
{
	const struct seen *g = &r->first;
	struct decimal gap, greater;

	if (g->set && slice_is(f->v[F_DOC_ID], g->doc))
		g = &r->second;
	if (!g->set)
		return 0;
	gap = up ? check_apart(g->low, f->high) : check_apart(f->low, g->high);
	greater = check_over(g->amount, decimal_int(100), f->amount)
		      ? g->amount
		      : f->amount;
	return decimal_sign(gap) > 0 &&
	       check_over(gap, c->limits->limit[LIMIT_CONFLICT], greater);
}

/* Figures that should be one and the same. */
static void
check_same(struct neighbours *n, const struct checker *c, const struct fact *f)
{
	for (int up = 0; up < 2; up++) {
		const struct near *r = find_extremes(n, 0, f, up);

		if (r != NULL && conflicts(c, f, r, up)) {
			c->found(c->data, f, CHECK_CONFLICT);
			return;
		}
	}
}

/* 1 if a was stated after b, or as late and further on in the stream. */
static int
is_later(const struct fact *a, const struct seen *b)
{
	int order = date_compare(a->as_of, b->as_of);

	return order > 0 || (order == 0 && a->place > b->place);
}

static void
note_last(struct near *r, const struct fact *f)
{
	if (!r->first.set || is_later(f, &r->first))
		seen_set(&r->first, f);
}

/* 1 if it is of what a plan and its results are compared in. */
static int
is_planned(const struct fact *f)
{
	return f->v[F_FIN_YEAR].n > 0 &&
	       (fact_is_position(f) || fact_is(f, F_MEASURE, "savings") ||
		   (fact_is(f, F_MEASURE, "spend") &&
		       fact_is(f, F_CATEGORY, "total")));
}

/* How much worse a result is than a plan: more spent, less of the rest. */
static struct decimal
shortfall(const struct fact *result, struct decimal plan)
{
	return fact_is(result, F_MEASURE, "spend")
		   ? check_apart(result->amount, plan)
		   : check_apart(plan, result->amount);
}

/* 1 if it is worse by more than so many per cent of what it is held against. */
static int
is_worse(const struct checker *c, struct decimal by, enum limit limit,
    struct decimal of)
{
	return decimal_sign(by) > 0 &&
	       check_over(by, c->limits->limit[limit], of);
}

/* A result against the plan that was stated last. */
static void
check_plan(struct neighbours *n, const struct checker *c, const struct fact *f)
{
	const struct near *r;

	if (!is_planned(f) || !fact_is_result(f))
		return;
	r = near_find(n, 0, PLAN, f, planned, COUNT(planned), 0);
	if (r != NULL && is_worse(c, shortfall(f, r->first.amount), LIMIT_WORSE,
			     r->first.amount))
		c->found(c->data, f, CHECK_WORSE_PLAN);
}

static int
is_whole_year(const struct fact *f)
{
	return f->v[F_SPAN].n == 0 || fact_is(f, F_SPAN, "year");
}

/* 1 for the outturn of a year. */
static int
is_outturn(const struct fact *f)
{
	return fact_is_position(f) && fact_is(f, F_BASIS, "actual") &&
	       f->fin_year != 0 && is_whole_year(f);
}

/* A deficit that grew from one year's outturn to the next. */
static void
check_years(struct neighbours *n, const struct checker *c, const struct fact *f)
{
	const struct near *r;

	if (!is_outturn(f) || decimal_sign(f->amount) >= 0)
		return;
	r = near_find(n, 0, RESULT, f, yearly, COUNT(yearly), f->fin_year - 1L);
	if (r != NULL && is_worse(c, check_apart(r->first.amount, f->amount),
			     LIMIT_WORSENING, r->first.amount))
		c->found(c->data, f, CHECK_WORSENING);
}

/* The year's result against the control total that was stated last. */
static void
check_target(
    struct neighbours *n, const struct checker *c, const struct fact *f)
{
	const struct near *r;

	if (!(fact_is(f, F_MEASURE, "position") ||
		fact_is(f, F_MEASURE, "position_in_year")) ||
	    f->fin_year == 0 || !is_whole_year(f) || !fact_is_result(f))
		return;
	r = near_find(n, 0, TARGET, f, NULL, 0, f->fin_year);
	if (r != NULL && is_worse(c, check_apart(r->first.amount, f->amount),
			     LIMIT_WORSE, r->first.amount))
		c->found(c->data, f, CHECK_WORSE_TARGET);
}

static int
by_same(const void *pa, const void *pb)
{
	const struct fact *a = *(struct fact *const *)pa;
	const struct fact *b = *(struct fact *const *)pb;
	int order = fact_compare(a, b, same, COUNT(same));
	long x = month_of(a), y = month_of(b);

	if (order == 0)
		order = (x > y) - (x < y);
	return order != 0 ? order
			  : (a->place > b->place) - (a->place < b->place);
}

static int
is_about_same(const struct fact *a, const struct fact *b)
{
	return fact_compare(a, b, same, COUNT(same)) == 0 &&
	       month_of(a) == month_of(b);
}

/*
 * The figures of a document, those about the same thing together, to the front
 * of f; how many they are.
 */
static size_t
figures_of(struct fact **f, size_t count)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (f[i]->money && fact_is_said(f[i]) && !fact_is_part(f[i])) {
			struct fact *figure = f[i];

			f[i] = f[n];
			f[n++] = figure;
		}
	if (n > 1)
		qsort(f, n, sizeof *f, by_same);
	return n;
}

/*
 * 1 if it may conflict: its year is known, and it is not one of several lines
 * of a table, which are parts of a figure.
 */
static int
stands_alone(struct fact **f, size_t n, size_t i)
{
	if (f[i]->v[F_FIN_YEAR].n == 0)
		return 0;
	return !fact_is(f[i], F_DATASET, "spending") ||
	       ((i == 0 || !is_about_same(f[i], f[i - 1])) &&
		   (i + 1 == n || !is_about_same(f[i], f[i + 1])));
}

void
note_figures(struct neighbours *n, struct fact **f, size_t count)
{
	size_t figures = figures_of(f, count);

	for (size_t i = 0; i < figures; i++) {
		if (stands_alone(f, figures, i)) {
			note_extremes(find_extremes(n, 1, f[i], 0), f[i], 0);
			note_extremes(find_extremes(n, 1, f[i], 1), f[i], 1);
		}
		if (is_planned(f[i]) && fact_is(f[i], F_BASIS, "plan"))
			note_last(near_find(n, 1, PLAN, f[i], planned,
				      COUNT(planned), 0),
			    f[i]);
		if (is_outturn(f[i]))
			note_last(near_find(n, 1, RESULT, f[i], yearly,
				      COUNT(yearly), f[i]->fin_year),
			    f[i]);
		if (fact_is(f[i], F_MEASURE, "control_total") &&
		    f[i]->fin_year != 0)
			note_last(near_find(n, 1, TARGET, f[i], NULL, 0,
				      f[i]->fin_year),
			    f[i]);
	}
}

void
check_figures(struct neighbours *n, const struct checker *c, struct fact **f,
    size_t count)
{
	size_t figures = figures_of(f, count);

	for (size_t i = 0; i < figures; i++) {
		if (stands_alone(f, figures, i))
			check_same(n, c, f[i]);
		check_plan(n, c, f[i]);
		check_years(n, c, f[i]);
		check_target(n, c, f[i]);
	}
}
