/* SPDX-License-Identifier: MIT */
/* Checks of what should add up inside one document. */
#include <stdlib.h>

#include "check.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* A row of a table, and a column of one. */
static const enum fact_column row[] = {F_DOC_ID, F_EVIDENCE_START, F_DATASET,
    F_CATEGORY, F_FIN_YEAR, F_SPAN, F_PERIOD_END};
static const enum fact_column column[] = {F_DOC_ID, F_DATASET, F_MEASURE,
    F_BASIS, F_FIN_YEAR, F_SPAN, F_PERIOD_END, F_AS_OF};

static int
by(const void *pa, const void *pb, const enum fact_column *key, size_t n)
{
	const struct fact *a = *(struct fact *const *)pa;
	const struct fact *b = *(struct fact *const *)pb;
	int order = fact_compare(a, b, key, n);

	return order != 0 ? order
			  : (a->place > b->place) - (a->place < b->place);
}

static int
by_row(const void *a, const void *b)
{
	return by(a, b, row, COUNT(row));
}

static int
by_column(const void *a, const void *b)
{
	return by(a, b, column, COUNT(column));
}

/* Roundings of the figures, or a thousandth of a large one. */
static int
is_off(const struct checker *c, struct decimal off, struct decimal of)
{
	struct decimal rounding = c->limits->limit[LIMIT_ROUNDING];

	if (decimal_sign(off) < 0)
		off = decimal_negate(off);
	return decimal_compare(off, rounding) > 0 &&
	       check_over(off, (struct decimal){1, 1}, of);
}

/* The one fact of a row with that measure and basis; NULL for none or two. */
static const struct fact *
only(struct fact **f, size_t n, int variance, const char *basis)
{
	const struct fact *found = NULL;

	for (size_t i = 0; i < n; i++) {
		if (fact_is(f[i], F_MEASURE, "variance") != variance ||
		    !fact_is(f[i], F_BASIS, basis))
			continue;
		if (found != NULL)
			return NULL;
		found = f[i];
	}
	return found;
}

/*
 * plan - actual = variance of spending, where overspending is negative;
 * actual - plan = variance of positions.
 */
static void
check_variance(
    const struct checker *c, struct fact **f, size_t n, const char *basis)
{
	const struct fact *plan = only(f, n, 0, "plan");
	const struct fact *result = only(f, n, 0, basis);
	const struct fact *variance = only(f, n, 1, basis);
	struct decimal off;

	if (plan == NULL || result == NULL || variance == NULL ||
	    !slice_eq(plan->v[F_MEASURE], result->v[F_MEASURE]))
		return;
	off = fact_is(plan, F_DATASET, "spending")
		  ? check_apart(plan->amount, result->amount)
		  : check_apart(result->amount, plan->amount);
	if (is_off(c, check_apart(off, variance->amount), result->amount)) {
		c->found(c->data, plan, CHECK_SUM);
		c->found(c->data, result, CHECK_SUM);
		c->found(c->data, variance, CHECK_SUM);
	}
}

static void
check_line(const struct checker *c, struct fact **f, size_t n)
{
	if (n < 3)
		return;
	check_variance(c, f, n, "actual");
	check_variance(c, f, n, "forecast");
}

/* Parts of which some are missing may be less than the total, never more. */
static void
check_total(const struct checker *c, struct fact **f, size_t n)
{
	const struct fact *total = NULL;
	struct decimal parts = {0};
	size_t totals = 0;

	if (n < 2 || !fact_is(f[0], F_DATASET, "spending") ||
	    !fact_is(f[0], F_MEASURE, "spend"))
		return;
	for (size_t i = 0; i < n; i++)
		if (fact_is(f[i], F_CATEGORY, "total")) {
			total = f[i];
			totals++;
		} else if (!fact_is_part(f[i]) &&
			   decimal_add(&parts, f[i]->amount) < 0) {
			return;
		}
	if (totals != 1 || decimal_compare(parts, total->amount) <= 0)
		return;
	if (is_off(c, check_apart(parts, total->amount), total->amount) &&
	    check_over(check_apart(parts, total->amount),
		c->limits->limit[LIMIT_WORSE], total->amount))
		c->found(c->data, total, CHECK_SUM);
}

static void
each_run(const struct checker *c, struct fact **f, size_t n,
    const enum fact_column *key, size_t keys,
    void (*check)(const struct checker *, struct fact **, size_t))
{
	for (size_t from = 0, i = 1; i <= n; i++)
		if (i == n || fact_compare(f[from], f[i], key, keys) != 0) {
			check(c, f + from, i - from);
			from = i;
		}
}

void
check_tables(const struct checker *c, struct fact **f, size_t n)
{
	struct fact **line = must(calloc(n + 1, sizeof *line));
	size_t lines = 0;

	for (size_t i = 0; i < n; i++)
		if (f[i]->money && f[i]->v[F_DOC_ID].n > 0 &&
		    f[i]->v[F_RULE].n >= 5 &&
		    memcmp(f[i]->v[F_RULE].p, "table", 5) == 0)
			line[lines++] = f[i];
	if (lines > 0) {
		qsort(line, lines, sizeof *line, by_row);
		each_run(c, line, lines, row, COUNT(row), check_line);
		qsort(line, lines, sizeof *line, by_column);
		each_run(c, line, lines, column, COUNT(column), check_total);
	}
	free(line);
}
