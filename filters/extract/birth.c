/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "birth.h"

/* How much of a day the words of a period say: 3 all, 2 its month, 1 its
 * year, 0 they mean another. */
static int
says_day(const struct period *p, struct date day)
{
	if (p->year != 0 && p->year != day.year)
		return 0;
	switch (p->kind) {
	case PERIOD_DAY:
		return p->month == day.month && p->day == day.day ? 3 : 0;
	case PERIOD_MONTH:
		return p->month == day.month && p->offset == 0 ? 2 : 0;
	case PERIOD_YEAR:
		return p->year == day.year ? 1 : 0;
	default:
		return 0;
	}
}

static struct date
as_far_as_said(const struct document *d, struct date day)
{
	int best = d->published.day != 0 && date_compare(d->published, day) == 0
		       ? 3
		       : 0;

	for (size_t i = 0; i < d->nmention; i++) {
		const struct mention *m = &d->mention[i];
		int said =
		    m->kind == MENTION_PERIOD ? says_day(&m->period, day) : 0;

		if (said > best)
			best = said;
	}
	if (best < 3)
		day.day = 0;
	if (best < 2)
		day.month = 0;
	if (best < 1)
		day.year = 0;
	return day;
}

/* The youngest of the CCGs, if it began no later than what is read. */
static struct date
youngest(const struct document *d, const struct reg *reg, const size_t *who,
    size_t n, struct date youngest)
{
	for (size_t i = 0; i < n; i++) {
		const struct entity *e = &d->entity[who[i]];
		struct date opened;

		if (e->org == REGISTER_NONE || e->body != BODY_CCG)
			continue;
		opened = register_org(reg, e->org)->opened;
		if (date_compare(opened, youngest) > 0)
			youngest = opened;
	}
	return youngest;
}

void
birth_dates(
    struct facts *facts, const struct document *d, const struct reg *reg)
{
	const struct date all = {2013, 4, 1}; /* when CCGs began */

	for (size_t i = 0; i < facts->n; i++) {
		struct fact *f = &facts->f[i];
		struct date day;

		if (strcmp(f->key[FACT_MEASURE], "merger") != 0 ||
		    strcmp(f->key[FACT_VALUE], "completed") != 0 ||
		    f->event.year != 0)
			continue;
		day = youngest(d, reg, f->who, f->nwho, all);
		day = youngest(d, reg, f->counterpart, f->ncounterpart, day);
		if (date_compare(day, all) > 0 &&
		    (d->published.year == 0 ||
			date_compare(day, date_last(d->published)) <= 0))
			f->event = as_far_as_said(d, day);
	}
}
