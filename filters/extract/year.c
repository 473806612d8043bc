/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "year.h"

/* A year is the one spoken of for so many sentences beyond its paragraph;
 * a document opens with so many, and has its date in so many blocks. */
enum { YEAR_LASTS = 2, OPENING = 3, OPENING_DATED = 5, HEAD = 5 };

/* Two different years are none. */
enum { NO_YEAR = 0, YEARS = -1 };

static void
one_more(int *year, int other)
{
	*year = *year == NO_YEAR || *year == other ? other : YEARS;
}

/* The financial years that a sentence names, as one. */
static void
name_years(const struct document *d, const struct sentence *s, int *year)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind != MENTION_PERIOD || m->period.start_of)
			continue;
		if (m->period.kind == PERIOD_FIN_SPAN)
			one_more(year, YEARS);
		if (m->period.kind == PERIOD_FIN_YEAR && m->period.year != 0)
			one_more(year, m->period.year);
	}
}

/* The financial years of the dates that a sentence names, as one. */
static void
date_years(const struct document *d, const struct sentence *s, int *year)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct period *p = &d->mention[s->mention + i].period;

		if (d->mention[s->mention + i].kind == MENTION_PERIOD &&
		    (p->kind == PERIOD_DAY || p->kind == PERIOD_MONTH) &&
		    p->year != 0)
			one_more(year,
			    date_fin_year((struct date){p->year, p->month, 0}));
	}
}

static int
first_named(const struct document *d)
{
	for (size_t i = 0; i < d->nmention; i++) {
		const struct mention *m = &d->mention[i];

		if (m->kind == MENTION_PERIOD && m->period.year != 0 &&
		    m->period.kind == PERIOD_FIN_YEAR)
			return m->period.year;
	}
	return 0;
}

/* What is written of a year is written in it or in the next. */
static int
likely(const struct document *d, int year)
{
	int now = date_fin_year(d->now);

	return year > 0 && (now == 0 || year == now - 1 || year == now);
}

void
year_theme(struct document *d)
{
	size_t opens = d->published.year != 0 ? OPENING_DATED : OPENING;
	int title = NO_YEAR, opening = NO_YEAR, all = NO_YEAR, dates = NO_YEAR;

	for (size_t i = 0; i < d->nsentence; i++) {
		const struct sentence *s = &d->sentence[i];
		enum text_kind kind = d->block[s->block].kind;

		if (kind == TEXT_FURNITURE || d->block[s->block].taken)
			continue;
		if (kind == TEXT_TITLE || i == 0)
			name_years(d, s, &title);
		if (i < opens)
			name_years(d, s, &opening);
		name_years(d, s, &all);
		date_years(d, s, &dates);
	}
	/* of several, the one that an undated paper names first */
	if (all == 0 && d->published.year == 0)
		all = first_named(d);
	d->theme = title != NO_YEAR	    ? title
		   : opening != NO_YEAR	    ? opening
		   : d->published.year != 0 ? NO_YEAR
		   : all != NO_YEAR	    ? all
					    : dates;
	if (!likely(d, d->theme))
		d->theme = 0;
}

int
year_at(const struct year *y, const struct document *d, size_t i)
{
	/* under another date, what was spoken of before is over */
	if (y->said != 0 && date_compare(y->now, d->now) == 0 &&
	    (i <= y->sentence + YEAR_LASTS ||
		d->sentence[y->sentence].block == d->sentence[i].block))
		return y->said;
	return 0;
}

/* Takes note of the year that a text without a date tells the results of. */
static void
hear_results(const struct facts *facts, struct document *d, size_t i)
{
	for (size_t k = facts->n; k-- > 0 && facts->f[k].sentence == i;) {
		const struct fact *f = &facts->f[k];

		if (f->money != NULL && f->period_text.n != 0 &&
		    f->span.span == SPAN_YEAR && *f->key[FACT_SPAN] == '\0' &&
		    f->span.fin_year > d->closed &&
		    strcmp(f->key[FACT_BASIS], "actual") == 0 &&
		    strcmp(f->key[FACT_DATASET], "deficits") == 0)
			d->closed = f->span.fin_year;
	}
}

void
year_hear(
    struct year *y, const struct facts *facts, struct document *d, size_t i)
{
	const struct sentence *s = &d->sentence[i];
	int year = facts_year(facts, d, s, 0);

	hear_results(facts, d, i);
	if (year == 0)
		return;
	y->said = facts_year(facts, d, s, y->said);
	y->sentence = i;
	y->now = d->now;
}

/* What stands at the head of minutes, of a part of a timeline. */
enum { HEADING_BYTES = 100 };

static int
is_date(const struct period *p)
{
	return (p->kind == PERIOD_DAY || p->kind == PERIOD_MONTH ||
		   p->kind == PERIOD_YEAR || p->kind == PERIOD_SEASON) &&
	       p->year != 0 && !p->until && !p->start_of;
}

/* A season is taken by the middle of it. */
static struct date
date_named(const struct period *p)
{
	int month = p->month;

	if (p->kind == PERIOD_SEASON)
		month += month == 3 ? 2 : month == 12 ? 0 : 1;
	return (struct date){p->year, month, p->day};
}

/* The one date that a sentence names, or NULL. */
static const struct mention *
only_date(const struct document *d, const struct sentence *s)
{
	const struct mention *date = NULL;

	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind != MENTION_PERIOD)
			continue;
		if (date != NULL || !is_date(&m->period))
			return NULL;
		date = m;
	}
	return date;
}

void
year_now(struct document *d, size_t i)
{
	const struct sentence *s = &d->sentence[i];
	const struct block *b = &d->block[s->block];
	const struct mention *m = only_date(d, s);
	int whole = d->as_of.year == 0 && m != NULL && m->start == s->start &&
		    m->end + 1 >= s->end;
	int opens =
	    d->as_of.year == 0 && d->published.year == 0 && m != NULL &&
	    (i < OPENING || (s->block < HEAD && b->kind == TEXT_HEADING)) &&
	    m->period.kind == PERIOD_DAY && s->end - s->start < HEADING_BYTES;

	if (whole || opens)
		d->now = date_named(&m->period);
	else if (b->kind == TEXT_HEADING && d->as_of.year == 0 &&
		 d->published.year != 0)
		d->now = d->published;
}
