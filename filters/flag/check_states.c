/* SPDX-License-Identifier: MIT */
/* Checks of an organisation's states against each other. */
#include <limits.h>

#include "neighbours.h"

enum { YEAR = 366 };

/* What is known of a regime: days it began and ended; and of all of a body. */
enum { IN = 'I', EXITED = 'E', REGIMES = 'R', INADEQUATE = 'A' };

static const enum fact_column regime[] = {F_MEASURE, F_SCOPE};

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

/* The numbers of the regimes of a body are kept as days are. */
void
note_state(struct neighbours *n, const struct fact *f)
{
	if (is_inadequate(f))
		near_day(near_find(n, 1, INADEQUATE, f, NULL, 0, 0), day_of(f));
	if (!is_regime(f))
		return;
	if (fact_is(f, F_VALUE, "exited"))
		near_day(near_find(n, 1, EXITED, f, regime, 2, 0), day_of(f));
	if (fact_is(f, F_VALUE, "in")) {
		/* Finding moves them, so they are known by number. */
		long exits = near_find(n, 1, EXITED, f, regime, 2, 0) - n->near;
		long in = near_find(n, 1, IN, f, regime, 2, 0) - n->near;

		n->near[in].exits = (size_t)exits;
		near_day(&n->near[in], day_of(f));
		near_day(near_find(n, 1, REGIMES, f, NULL, 0, 0), in);
	}
}

/* The first exit that is not before a day; LONG_MAX when none is told of. */
static long
end_of(const struct near *exits, long day)
{
	size_t at = exits != NULL ? near_from(exits, day) : 0;

	return exits != NULL && at < exits->n ? exits->day[at] : LONG_MAX;
}

/* 1 if the body was in the regime about when it was rated. */
static int
overlaps(long from, long end, long rated)
{
	return from <= rated + YEAR && (end == LONG_MAX || end >= rated - YEAR);
}

/*
 * Of the days on which a regime began the last that counts also ended last, so
 * it is the one to ask.
 */
static int
was_in(const struct neighbours *n, const struct near *in, long rated)
{
	size_t at = near_from(in, rated + YEAR + 1);
	long day = at > 0 ? in->day[at - 1] : 0;

	return at > 0 && overlaps(day, end_of(&n->near[in->exits], day), rated);
}

static void
check_rating(
    struct neighbours *n, const struct checker *c, const struct fact *f)
{
	const struct near *all = near_find(n, 0, REGIMES, f, NULL, 0, 0);

	for (size_t i = 0; all != NULL && i < all->n; i++)
		if (was_in(n, &n->near[all->day[i]], day_of(f))) {
			c->found(c->data, f, CHECK_INADEQUATE);
			return;
		}
}

static void
check_in(struct neighbours *n, const struct checker *c, const struct fact *f)
{
	const struct near *rated = near_find(n, 0, INADEQUATE, f, NULL, 0, 0);
	long day = day_of(f);
	long end = end_of(near_find(n, 0, EXITED, f, regime, 2, 0), day);
	size_t at = rated != NULL ? near_from(rated, day - YEAR) : 0;

	if (rated != NULL && at < rated->n &&
	    overlaps(day, end, rated->day[at]))
		c->found(c->data, f, CHECK_INADEQUATE);
	if (end == LONG_MAX)
		c->found(c->data, f, CHECK_NEVER_EXITED);
}

void
check_state(struct neighbours *n, const struct checker *c, const struct fact *f)
{
	if (is_inadequate(f))
		check_rating(n, c, f);
	if (is_regime(f) && fact_is(f, F_VALUE, "in"))
		check_in(n, c, f);
}
