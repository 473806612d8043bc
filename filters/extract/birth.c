/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "birth.h"
#include "crowd.h"

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
	int best;

	if (day.year == 0)
		return day;
	best = d->published.day != 0 && date_compare(d->published, day) == 0
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

static int
is_merger(const struct fact *f, const char *value)
{
	return strcmp(f->key[FACT_MEASURE], "merger") == 0 &&
	       strcmp(f->key[FACT_VALUE], value) == 0;
}

/* The day on which the body that came of a merger began; {0} if the register
 * does not know which that is. */
static struct date
began(const struct document *d, const struct reg *reg, const struct fact *f)
{
	const struct date all = {2013, 4, 1}; /* when CCGs began */
	struct date day = youngest(d, reg, f->who, f->nwho, all);

	day = youngest(d, reg, f->counterpart, f->ncounterpart, day);
	return date_compare(day, all) > 0 ? day : (struct date){0};
}

/* The day on which the register has those who merge become one, if that is
 * after what is read; {0} if they never did. */
static struct date
comes_of(const struct document *d, const struct reg *reg, const struct fact *f)
{
	struct date best = {0};

	for (size_t o = 0; o < register_orgs(reg) && f->nwho != 0; o++) {
		const struct org *c = register_org(reg, o);
		const struct entity *e = &d->entity[f->who[0]];

		if (c->type != ORG_CCG || e->org == REGISTER_NONE ||
		    e->body != BODY_CCG || !crowd_descends(reg, o, e->org) ||
		    (d->published.year != 0 &&
			date_compare(c->opened, d->published) <= 0))
			continue;
		if (best.year == 0 || date_compare(c->opened, best) < 0)
			best = c->opened;
	}
	return best;
}

/* "They become one CCG on 1 April": no merger is complete before its day. */
static int
is_ahead(const struct document *d, const struct fact *f, struct date day)
{
	struct date first;

	if (d->published.year == 0)
		return 0;
	if (day.year == 0 && f->event.month == 0)
		return 0;
	first = day.year != 0 ? day : date_first(f->event);
	return date_compare(first, date_last(d->published)) > 0;
}

static int
told_before(const struct facts *facts)
{
	for (size_t i = 0; i < facts->n; i++)
		if (is_merger(&facts->f[i], "approved") ||
		    is_merger(&facts->f[i], "proposed"))
			return 1;
	return 0;
}

/* 1 if a merger that is to come has a date already, or is approved. */
static int
dated_already(const struct facts *facts)
{
	for (size_t i = 0; i < facts->n; i++)
		if (is_merger(&facts->f[i], "approved") ||
		    (is_merger(&facts->f[i], "proposed") &&
			facts->f[i].event.year != 0))
			return 1;
	return 0;
}

void
birth_dates(
    struct facts *facts, const struct document *d, const struct reg *reg)
{
	int told = told_before(facts), dated = dated_already(facts);
	size_t kept = 0;

	for (size_t i = 0; i < facts->n; i++) {
		struct fact f = facts->f[i];

		if (is_merger(&f, "completed")) {
			struct date day = began(d, reg, &f);

			if (day.year != 0 && f.event.month == day.month &&
			    (f.event.day == 0 || f.event.day == day.day))
				f.event.year = day.year;
			if (is_ahead(d, &f, day)) {
				if (told)
					continue;
				f.key[FACT_VALUE] = "approved";
				f.key[FACT_MODALITY] = "planned";
			}
			if (f.event.year == 0 && day.year != 0) {
				f.event = as_far_as_said(d, day);
			}
		} else if (!dated && is_merger(&f, "proposed")) {
			f.event = as_far_as_said(d, comes_of(d, reg, &f));
		}
		facts->f[kept++] = f;
	}
	facts->n = kept;
}
