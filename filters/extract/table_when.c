/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "scan.h"
#include "table_when.h"

/*
 * The months that a paper names are votes for the one it reports on.  The
 * title and the lines above tables say it with more weight than the prose,
 * which also looks back.
 */
enum {
	MOST = 32,   /* different months that are counted */
	ENOUGH = 2,  /* votes that make one the paper's */
	BLOCKS = 60, /* blocks that are read for it */
	TITLE_VOTES = 8,
	FIRST_VOTES = 4,
	HEADING_VOTES = 3
};

struct poll {
	struct {
		int year, month, votes;
	} of[MOST];
	size_t n;
};

static void
vote(struct poll *poll, int year, int month, int votes)
{
	size_t i = 0;

	while (i < poll->n &&
	       (poll->of[i].year != year || poll->of[i].month != month))
		i++;
	if (i == MOST)
		return;
	if (i == poll->n) {
		poll->n++;
		poll->of[i].year = year;
		poll->of[i].month = month;
		poll->of[i].votes = 0;
	}
	poll->of[i].votes += votes;
}

/* The month of a financial year in which a date lies: April is 1. */
static int
fin_month(struct date d)
{
	return (d.month + 8) % 12 + 1;
}

static int
is_month_end(struct date d)
{
	return d.day != 0 && d.day == date_month_days(d.year, d.month);
}

/*
 * The month that a period says figures run to; 0 if it says none.  *year is
 * 0 for a "month 8" whose year nothing tells.
 */
static int
month_of(const struct period *p, struct date published, int *year)
{
	struct span span;

	if (p->kind != PERIOD_FIN_MONTH && p->kind != PERIOD_DAY &&
	    p->kind != PERIOD_MONTH)
		return 0;
	if (period_resolve(p, published, 0, &span) != 0)
		return p->kind == PERIOD_FIN_MONTH ? p->month : 0;
	*year = span.fin_year;
	if (p->kind == PERIOD_FIN_MONTH)
		return p->month;
	if (span.fin_year == 0)
		return 0;
	if (p->kind == PERIOD_DAY &&
	    is_month_end((struct date){p->year, p->month, p->day}))
		return fin_month(span.end);
	if (p->kind == PERIOD_MONTH && (p->until || p->as_at))
		return fin_month(span.end);
	return 0;
}

struct date
when_month_end(int fin_year, int month)
{
	int m = (month + 2) % 12 + 1, y = fin_year + (m < 4);

	return (struct date){y, m, date_month_days(y, m)};
}

/* "Month 8 (November 2017)": what such a month can be the year of. */
static void
vote_year(struct poll *poll, const struct period *p)
{
	struct date d = {p->year, p->month, 0};

	vote(poll, date_fin_year(d), fin_month(d), 0);
}

/* 1 if a month of that year can be reported on at that date. */
static int
is_past(int year, int month, struct date published)
{
	return published.year == 0 ||
	       date_compare(when_month_end(year, month), published) < 0;
}

static void
read_text(struct poll *poll, struct slice text, struct date published, int year,
    int votes)
{
	struct period p;

	for (size_t at = 0; period_next(text, at, &p); at = p.end) {
		int y = 0, month;

		if (p.kind == PERIOD_FIN_MONTH && p.year == 0 && year != 0 &&
		    !p.of_year && is_past(year, p.month, published))
			p.year = year;
		month = month_of(&p, published, &y);
		if (month != 0)
			vote(poll, y, month, votes);
		else if (p.kind == PERIOD_MONTH && p.year != 0)
			vote_year(poll, &p);
	}
}

static int
weight(const struct block *b, size_t i)
{
	if (b->kind == TEXT_TITLE)
		return TITLE_VOTES;
	if (b->kind == TEXT_HEADING || b->kind == TEXT_CAPTION)
		return i < 6 ? FIRST_VOTES : HEADING_VOTES;
	if (b->kind == TEXT_FURNITURE)
		return b->page != 0 ? 2 : 0;
	return i < 6 ? 2 : 1;
}

/* A year in the title, or in one of the first headings. */
static int
title_year(const struct document *d)
{
	struct period p;

	if (period_next(d->title, 0, &p) && p.kind == PERIOD_FIN_YEAR)
		return p.year;
	for (size_t i = 0; i < d->nblock && i < 8; i++) {
		const struct block *b = &d->block[i];

		if (b->kind != TEXT_TITLE && b->kind != TEXT_HEADING)
			continue;
		for (size_t at = 0; period_next(b->text, at, &p); at = p.end)
			if (p.kind == PERIOD_FIN_YEAR)
				return p.year;
	}
	return 0;
}

/* The day of the meeting, where a paper has no other date. */
static struct date
first_day(const struct document *d)
{
	struct period p;

	for (size_t i = 0; i < d->nblock && i < 12; i++)
		for (size_t at = 0; period_next(d->block[i].text, at, &p);
		     at = p.end)
			if (p.kind == PERIOD_DAY && p.year != 0)
				return (struct date){p.year, p.month, p.day};
	return (struct date){0};
}

/* Votes for a month of no year are for the same month of a year. */
static void
share_votes(struct poll *poll)
{
	for (size_t i = 0; i < poll->n; i++)
		for (size_t k = 0; k < poll->n; k++)
			if (poll->of[i].year != 0 && poll->of[k].year == 0 &&
			    poll->of[i].month == poll->of[k].month)
				poll->of[i].votes += poll->of[k].votes;
}

/* The first financial year that the first blocks name; 0. */
static int
first_year(const struct document *d)
{
	struct period p;

	for (size_t i = 0; i < d->nblock && i < 12; i++)
		for (size_t at = 0; period_next(d->block[i].text, at, &p);
		     at = p.end)
			if (p.kind == PERIOD_FIN_YEAR)
				return p.year;
	return 0;
}

static void
elect(struct paper *p, const struct poll *poll)
{
	size_t best = 0;

	for (size_t i = 1; i < poll->n; i++)
		if (poll->of[i].votes > poll->of[best].votes ||
		    (poll->of[i].votes == poll->of[best].votes &&
			poll->of[best].year == 0))
			best = i;
	if (poll->n > 0 && poll->of[best].votes >= ENOUGH) {
		p->year = poll->of[best].year;
		p->month = poll->of[best].month;
	}
}

void
when_read(struct paper *p, const struct document *d)
{
	struct poll poll = {.n = 0};

	p->published = d->published.year != 0 ? d->published : first_day(d);
	p->title_year = title_year(d);
	p->year = p->month = 0;
	p->as_of = (struct date){0};
	read_text(&poll, d->title, p->published, p->title_year, TITLE_VOTES);
	for (size_t i = 0; i < d->nblock && i < BLOCKS; i++)
		if (d->block[i].kind != TEXT_ROW)
			read_text(&poll, d->block[i].text, p->published,
			    p->title_year, weight(&d->block[i], i));
	share_votes(&poll);
	elect(p, &poll);
	if (p->year == 0)
		p->year = p->title_year;
	p->year_said = p->year != 0;
	if (p->year == 0)
		p->year = date_fin_year(p->published);
	if (p->year == 0)
		p->year_said = (p->year = first_year(d)) != 0;
	if (p->year != 0 && p->month != 0)
		p->as_of = when_month_end(p->year, p->month);
}

struct span
when_span(enum reach reach, int year, int month)
{
	static const enum period_span spans[] = {[REACH_NONE] = SPAN_YEAR,
	    [REACH_YEAR] = SPAN_YEAR,
	    [REACH_TO_DATE] = SPAN_TO_DATE,
	    [REACH_MONTH] = SPAN_MONTH,
	    [REACH_QUARTER] = SPAN_QUARTER};
	struct span s = {.fin_year = year, .span = spans[reach]};
	struct date end;

	if (year == 0)
		return s;
	if (reach == REACH_YEAR || reach == REACH_NONE) {
		s.start = (struct date){year, 4, 1};
		s.end = (struct date){year + 1, 3, 31};
		return s;
	}
	if (month == 0)
		return s;
	end = when_month_end(year, month);
	s.end = end;
	if (reach == REACH_TO_DATE)
		s.start = (struct date){year, 4, 1};
	else if (reach == REACH_MONTH)
		s.start = (struct date){end.year, end.month, 1};
	else
		s.start =
		    date_first(when_month_end(year, (month + 2) / 3 * 3 - 2)),
		s.start.day = 1;
	return s;
}
