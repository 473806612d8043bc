/* SPDX-License-Identifier: MIT */
/* Checks of an organisation's states against each other. */
#include <limits.h>
#include <stdlib.h>

#include "check.h"

enum { YEAR = 366 };

static int
is_regime(const struct fact *f)
{
	return fact_is_said(f) &&
	       (fact_is(f, F_MEASURE, "special_measures") ||
		   fact_is(f, F_MEASURE, "legal_directions"));
}

static int
is_inadequate(const struct fact *f)
{
	return fact_is_said(f) && fact_is(f, F_MEASURE, "rating") &&
	       fact_is(f, F_VALUE, "inadequate") &&
	       (f->v[F_SCOPE].n == 0 || fact_is(f, F_SCOPE, "overall"));
}

/* The day of a fact, or the end of time when it has none. */
static long
day_of(const struct fact *f)
{
	return f->when.year != 0 ? date_days(f->when) : LONG_MAX / 2;
}

/* The rows of one regime, those of the end behind those of the start. */
struct regime {
	struct fact **row;
	size_t n;
	long *end; /* of each row that says "in": the first exit after it */
};

static int
by_regime(const void *pa, const void *pb)
{
	static const enum fact_column columns[] = {F_MEASURE, F_SCOPE};
	const struct fact *a = *(struct fact *const *)pa;
	const struct fact *b = *(struct fact *const *)pb;
	int order = fact_compare(a, b, columns, 2);
	long x = day_of(a), y = day_of(b);

	if (order == 0)
		order = (x > y) - (x < y);
	if (order == 0)
		order = fact_is(a, F_VALUE, "exited") -
			fact_is(b, F_VALUE, "exited");
	return order != 0 ? order
			  : (a->place > b->place) - (a->place < b->place);
}

/* Backwards through time, so that each row meets the next exit first. */
static void
find_ends(struct regime *r)
{
	static const enum fact_column columns[] = {F_MEASURE, F_SCOPE};
	long end = LONG_MAX;

	for (size_t i = r->n; i-- > 0;) {
		if (i + 1 < r->n &&
		    fact_compare(r->row[i], r->row[i + 1], columns, 2) != 0)
			end = LONG_MAX;
		r->end[i] = end;
		if (fact_is(r->row[i], F_VALUE, "exited"))
			end = day_of(r->row[i]);
	}
}

/* 1 if the body was in the regime about when it was rated. */
static int
overlaps(const struct fact *in, long end, const struct fact *rating)
{
	long from = day_of(in), rated = day_of(rating);

	return from <= rated + YEAR && (end == LONG_MAX || end >= rated - YEAR);
}

static void
check_ratings(
    const struct checker *c, const struct regime *r, struct fact **f, size_t n)
{
	unsigned char *hit = must(calloc(r->n + 1, 1));

	for (size_t i = 0; i < n; i++) {
		int found = 0;

		for (size_t k = 0; is_inadequate(f[i]) && k < r->n; k++)
			if (fact_is(r->row[k], F_VALUE, "in") &&
			    overlaps(r->row[k], r->end[k], f[i]))
				found = hit[k] = 1;
		if (found)
			c->found(c->data, f[i], CHECK_INADEQUATE);
	}
	for (size_t k = 0; k < r->n; k++)
		if (hit[k])
			c->found(c->data, r->row[k], CHECK_INADEQUATE);
	free(hit);
}

void
check_states(const struct checker *c, struct fact **f, size_t n)
{
	struct regime r = {.row = must(calloc(n + 1, sizeof *r.row)),
	    .end = must(calloc(n + 1, sizeof *r.end))};

	for (size_t i = 0; i < n; i++)
		if (is_regime(f[i]))
			r.row[r.n++] = f[i];
	if (r.n > 0) {
		qsort(r.row, r.n, sizeof *r.row, by_regime);
		find_ends(&r);
		check_ratings(c, &r, f, n);
	}
	for (size_t i = 0; i < r.n; i++)
		if (fact_is(r.row[i], F_VALUE, "in") && r.end[i] == LONG_MAX)
			c->found(c->data, r.row[i], CHECK_NEVER_EXITED);
	free(r.row);
	free(r.end);
}
