/* SPDX-License-Identifier: MIT */
#ifndef PERIOD_NOUN_H
#define PERIOD_NOUN_H

#include "period.h"

/*
 * A period in words hangs on one of a few nouns: "year", "quarter", a
 * month's name.  The scanner stops at these and at digits, and looks to both
 * sides.  from is where the period may begin at the earliest; the noun (or
 * number) is text[start, end).  Every call gives 1 and *p without its marks,
 * or 0; *p is zero before.
 */
struct noun {
	struct slice text;
	size_t from, start, end;
};

int period_year(const struct noun *n, struct period *p);
int period_years(const struct noun *n, struct period *p);
int period_quarter(const struct noun *n, struct period *p);
int period_half(const struct noun *n, struct period *p);
int period_month(const struct noun *n, struct period *p);
/* "month 8", "period 8": a month of the financial year. */
int period_numbered(const struct noun *n, struct period *p);
int period_months(const struct noun *n, struct period *p);
int period_week(const struct noun *n, struct period *p);
/* "weeks", "days" with a distance: "two weeks ago". */
int period_units(const struct noun *n, enum period_kind kind, struct period *p);
/* A weekday that stands without a date; Monday is 1. */
int period_weekday(const struct noun *n, int day, struct period *p);
/* A season whose first month is first. */
int period_season(const struct noun *n, int first, struct period *p);

/* Weekdays, months' names and what stands beside them; ranges of these. */
int period_date(const struct noun *n, struct period *p);
/* What begins with a digit: years, financial years, dates. */
int period_number(const struct noun *n, struct period *p);
/* "FY18", "FY 2017/18". */
int period_fy(const struct noun *n, struct period *p);
/* "Q3", "M8", "H1": a letter and a number up to max. */
int period_coded(
    const struct noun *n, enum period_kind kind, int max, struct period *p);

/*
 * The start of a phrase that ends one gap before at and begins at or behind
 * n->from; SCAN_NONE if there is none.
 */
size_t period_before(const struct noun *n, size_t at, const char *phrase);

/* Closes *p with its bytes.  Always 1. */
int period_found(struct period *p, size_t start, size_t end);

/* A phrase, and what it makes of the noun beside it. */
struct relative {
	const char *phrase;
	int offset;
	enum { PLAIN, CHAINED, ROLLING, NEAREST, CALENDAR } how;
};

/*
 * The first of several phrases that stands before *start (behind *end),
 * which is moved past it; NULL if none does.
 */
const struct relative *period_relative_before(const struct noun *n,
    const struct relative *r, size_t count, size_t *start);
const struct relative *period_relative_behind(
    struct slice text, const struct relative *r, size_t count, size_t *end);
/* Sets offset, chained, rolling, nearest and calendar of *p. */
void period_relate(struct period *p, const struct relative *r);

/* What stands beside a noun; ends are past what was read, or i. */

/*
 * "year to March 2018", "twelve months ending 31 March 2018" from the end of
 * the noun on, which is length months long.
 */
size_t period_ending(struct slice text, size_t i, int length, struct period *p);
/* "ago", "earlier", "later" behind a number of n units: sets offset. */
size_t period_distance(struct slice text, size_t i, int n, struct period *p);
/* "end", "to date" behind "year": sets the marks. */
size_t period_year_point(struct slice text, size_t end, struct period *p);
/* "two", "a", "12" before the noun; its start in *start.  0 if none. */
int period_count_before(const struct noun *n, size_t *start);
/* "first", "2nd", "final" before at, up to 4; 0 if none. */
int period_ordinal_before(const struct noun *n, size_t at, size_t *start);
/* 1 if "the year before" at i goes on: "the year before it merged". */
int period_has_object(struct slice text, size_t i);
/* 1 if the word at start ends a compound: "five-year", "in-year". */
int period_is_compound(struct slice text, size_t start);

#define COUNT(table) (sizeof(table) / sizeof *(table))

#endif
