/* SPDX-License-Identifier: MIT */
/* Checks of an organisation's figures against each other. */
#include <stdlib.h>

#include "check.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* What two figures must share to be about the same thing. */
static const enum fact_column same[] = {F_DATASET, F_FIN_YEAR, F_MEASURE,
    F_CATEGORY, F_BASIS, F_SPAN, F_PERIOD_END};
/* What a plan and its result share. */
static const enum fact_column planned[] = {
    F_DATASET, F_FIN_YEAR, F_MEASURE, F_CATEGORY, F_SPAN, F_PERIOD_END};
/* What the results of two years share. */
static const enum fact_column yearly[] = {F_DATASET, F_MEASURE, F_CATEGORY};

/*
 * A forecast or a plan may change from month to month, so only those stated
 * in one month conflict; of what has happened there is one figure.
 */
static int
by_month(const struct fact *a, const struct fact *b)
{
	int x = a->as_of.year * 12 + a->as_of.month;
	int y = b->as_of.year * 12 + b->as_of.month;

	return fact_is(a, F_BASIS, "actual") ? 0 : (x > y) - (x < y);
}

static int
by_same(const void *pa, const void *pb)
{
	const struct fact *a = *(struct fact *const *)pa;
	const struct fact *b = *(struct fact *const *)pb;
	static const enum fact_column doc = F_DOC_ID;
	int order = fact_compare(a, b, same, COUNT(same));

	if (order == 0)
		order = by_month(a, b);
	if (order == 0)
		order = fact_compare(a, b, &doc, 1);
	return order != 0 ? order
			  : (a->place > b->place) - (a->place < b->place);
}

/* The two most extreme facts of different documents. */
struct extremes {
	const struct fact *first, *second;
};

/* 1 if a is further out than b: its low end up, or its high end down. */
static int
further(const struct fact *a, const struct fact *b, int up)
{
	return up ? decimal_compare(a->low, b->low) > 0
		  : decimal_compare(a->high, b->high) < 0;
}

static void
note(struct extremes *e, const struct fact *f, int up)
{
	if (e->first == NULL || further(f, e->first, up)) {
		if (e->first != NULL &&
		    !slice_eq(e->first->v[F_DOC_ID], f->v[F_DOC_ID]))
			e->second = e->first;
		e->first = f;
	} else if (!slice_eq(e->first->v[F_DOC_ID], f->v[F_DOC_ID]) &&
		   (e->second == NULL || further(f, e->second, up))) {
		e->second = f;
	}
}

/* 1 if the two are further apart than the limit allows. */
static int
conflicts(const struct checker *c, const struct fact *f,
    const struct extremes *e, int up)
{
	const struct fact *g = e->first, *greater;
	struct decimal gap;

	if (g != NULL && slice_eq(g->v[F_DOC_ID], f->v[F_DOC_ID]))
		g = e->second;
	if (g == NULL)
		return 0;
	gap = up ? check_apart(g->low, f->high) : check_apart(f->low, g->high);
	greater = check_over(g->amount, decimal_int(100), f->amount) ? g : f;
	return decimal_sign(gap) > 0 &&
	       check_over(
		   gap, c->limits->limit[LIMIT_CONFLICT], greater->amount);
}

static int
shares_document(struct fact **f, size_t n, size_t i)
{
	return (i > 0 && slice_eq(f[i]->v[F_DOC_ID], f[i - 1]->v[F_DOC_ID])) ||
	       (i + 1 < n &&
		   slice_eq(f[i]->v[F_DOC_ID], f[i + 1]->v[F_DOC_ID]));
}

/* Several lines of one table are parts of a figure, not the figure. */
static int
is_part(struct fact **f, size_t n, size_t i)
{
	return fact_is(f[i], F_DATASET, "spending") && shares_document(f, n, i);
}

/* Figures that should be one and the same. */
static void
check_same(const struct checker *c, struct fact **f, size_t n)
{
	struct extremes high = {NULL, NULL}, low = {NULL, NULL};

	if (f[0]->v[F_FIN_YEAR].n == 0)
		return;
	for (size_t i = 0; i < n; i++)
		if (!is_part(f, n, i)) {
			note(&high, f[i], 1);
			note(&low, f[i], 0);
		}
	for (size_t i = 0; i < n; i++)
		if (!is_part(f, n, i) && (conflicts(c, f[i], &high, 1) ||
					     conflicts(c, f[i], &low, 0)))
			c->found(c->data, f[i], CHECK_CONFLICT);
}

static int
by_planned(const void *pa, const void *pb)
{
	const struct fact *a = *(struct fact *const *)pa;
	const struct fact *b = *(struct fact *const *)pb;
	int order = fact_compare(a, b, planned, COUNT(planned));

	return order != 0 ? order
			  : (a->place > b->place) - (a->place < b->place);
}

/* 1 if a was stated after b, or as late and further on in the stream. */
static int
is_later(const struct fact *a, const struct fact *b)
{
	int order = date_compare(a->as_of, b->as_of);

	return order > 0 || (order == 0 && a->place > b->place);
}

/* How much worse a result is than a plan: more spent, less of the rest. */
static struct decimal
shortfall(const struct fact *result, const struct fact *plan)
{
	return fact_is(result, F_MEASURE, "spend")
		   ? check_apart(result->amount, plan->amount)
		   : check_apart(plan->amount, result->amount);
}

/* Results against the plan that was stated last. */
static void
check_plan(const struct checker *c, struct fact **f, size_t n)
{
	const struct fact *plan = NULL;

	if (f[0]->v[F_FIN_YEAR].n == 0 ||
	    !(fact_is_position(f[0]) || fact_is(f[0], F_MEASURE, "savings") ||
		(fact_is(f[0], F_MEASURE, "spend") &&
		    fact_is(f[0], F_CATEGORY, "total"))))
		return;
	for (size_t i = 0; i < n; i++)
		if (fact_is(f[i], F_BASIS, "plan") &&
		    (plan == NULL || is_later(f[i], plan)))
			plan = f[i];
	for (size_t i = 0; plan != NULL && i < n; i++) {
		struct decimal worse = shortfall(f[i], plan);

		if (fact_is_result(f[i]) && decimal_sign(worse) > 0 &&
		    check_over(
			worse, c->limits->limit[LIMIT_WORSE], plan->amount))
			c->found(c->data, f[i], CHECK_WORSE_PLAN);
	}
}

static int
by_year(const void *pa, const void *pb)
{
	const struct fact *a = *(struct fact *const *)pa;
	const struct fact *b = *(struct fact *const *)pb;
	int order = fact_compare(a, b, yearly, COUNT(yearly));

	if (order == 0)
		order = a->fin_year - b->fin_year;
	return order != 0 ? order
			  : (a->place > b->place) - (a->place < b->place);
}

/* A deficit that grew from one year's outturn to the next. */
static void
check_years(const struct checker *c, struct fact **f, size_t n)
{
	const struct fact *last = NULL, *now = NULL;

	for (size_t i = 0; i < n; i++) {
		struct decimal worse;

		if (!fact_is_position(f[i]) ||
		    !fact_is(f[i], F_BASIS, "actual") || f[i]->fin_year == 0 ||
		    (f[i]->v[F_SPAN].n > 0 && !fact_is(f[i], F_SPAN, "year")))
			continue;
		if (now != NULL && now->fin_year < f[i]->fin_year) {
			last = now;
			now = NULL;
		}
		if (now == NULL || is_later(f[i], now))
			now = f[i];
		if (last == NULL || last->fin_year != f[i]->fin_year - 1)
			continue;
		worse = check_apart(last->amount, f[i]->amount);
		if (decimal_sign(f[i]->amount) < 0 && decimal_sign(worse) > 0 &&
		    check_over(
			worse, c->limits->limit[LIMIT_WORSENING], last->amount))
			c->found(c->data, f[i], CHECK_WORSENING);
	}
}

static int
by_fin_year(const void *pa, const void *pb)
{
	const struct fact *a = *(struct fact *const *)pa;
	const struct fact *b = *(struct fact *const *)pb;
	int order = a->fin_year - b->fin_year;

	return order != 0 ? order
			  : (a->place > b->place) - (a->place < b->place);
}

/* The year's result against the control total that was stated last. */
static void
check_target(const struct checker *c, struct fact **f, size_t n)
{
	const struct fact *target = NULL;

	for (size_t i = 0; i < n; i++)
		if (fact_is(f[i], F_MEASURE, "control_total") &&
		    (target == NULL || is_later(f[i], target)))
			target = f[i];
	if (target == NULL || target->fin_year == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		struct decimal worse =
		    check_apart(target->amount, f[i]->amount);
		int whole =
		    f[i]->v[F_SPAN].n == 0 || fact_is(f[i], F_SPAN, "year");

		if ((fact_is(f[i], F_MEASURE, "position") ||
			fact_is(f[i], F_MEASURE, "position_in_year")) &&
		    whole && fact_is_result(f[i]) && decimal_sign(worse) > 0 &&
		    check_over(
			worse, c->limits->limit[LIMIT_WORSE], target->amount))
			c->found(c->data, f[i], CHECK_WORSE_TARGET);
	}
}

/* Calls check on every run of facts that are alike. */
static void
each_run(const struct checker *c, struct fact **f, size_t n,
    int (*alike)(const struct fact *, const struct fact *),
    void (*check)(const struct checker *, struct fact **, size_t))
{
	for (size_t from = 0, i = 1; i <= n; i++)
		if (i == n || !alike(f[from], f[i])) {
			check(c, f + from, i - from);
			from = i;
		}
}

static int
alike_same(const struct fact *a, const struct fact *b)
{
	return fact_compare(a, b, same, COUNT(same)) == 0 &&
	       by_month(a, b) == 0;
}

static int
alike_planned(const struct fact *a, const struct fact *b)
{
	return fact_compare(a, b, planned, COUNT(planned)) == 0;
}

static int
alike_yearly(const struct fact *a, const struct fact *b)
{
	return fact_compare(a, b, yearly, COUNT(yearly)) == 0;
}

static int
alike_fin_year(const struct fact *a, const struct fact *b)
{
	return a->fin_year == b->fin_year;
}

void
check_figures(const struct checker *c, struct fact **f, size_t n)
{
	struct fact **figure = must(calloc(n + 1, sizeof *figure));
	size_t figures = 0;

	for (size_t i = 0; i < n; i++)
		if (f[i]->money && fact_is_said(f[i]) && !fact_is_part(f[i]))
			figure[figures++] = f[i];
	if (figures > 0) {
		qsort(figure, figures, sizeof *figure, by_same);
		each_run(c, figure, figures, alike_same, check_same);
		qsort(figure, figures, sizeof *figure, by_planned);
		each_run(c, figure, figures, alike_planned, check_plan);
		qsort(figure, figures, sizeof *figure, by_year);
		each_run(c, figure, figures, alike_yearly, check_years);
		qsort(figure, figures, sizeof *figure, by_fin_year);
		each_run(c, figure, figures, alike_fin_year, check_target);
	}
	free(figure);
}
