/* SPDX-License-Identifier: MIT */
#ifndef DATE_H
#define DATE_H

#include "slice.h"

/*
 * A date that may be partial: month and day are 0 when not known, year is 0
 * for no date at all.  Plain data; proleptic Gregorian, years 1 to 9999; no
 * time zone.
 */
struct date {
	int year, month, day;
};

/*
 * "2016", "2016-07" or "2016-07-31"; a time behind a full date ("T09:30Z",
 * " 09:30") is dropped.  The day must exist.  0; -1 with *out untouched.
 */
int date_parse(struct slice text, struct date *out);
/* 1 if d is a day, month or year that exists; 0 for no date. */
int date_valid(struct date d);
/*
 * Writes ISO 8601 as far as the date is known, ended by '\0'; returns the
 * length.  Nothing and 0 where date_valid says no.
 */
size_t date_format(char dst[16], struct date d);
/*
 * Days since 1970-01-01 of the first day that d can mean.  No date counts
 * as 0000-01-01 and so comes before every other.
 */
long date_days(struct date d);
/* The inverse, always complete; no date outside the years 0 to 9999. */
struct date date_from_days(long days);
/* The first and the last day that d can mean (2016-02 gives 2016-02-29). */
struct date date_first(struct date d);
struct date date_last(struct date d);
/* How many days a month has; 0 if there is no such month. */
int date_month_days(int year, int month);
/* <0, 0, >0 by the first days that both can mean. */
int date_compare(struct date a, struct date b);
/*
 * The year in which the financial year of d starts (1 April to 31 March):
 * 2016-03 gives 2015.  0 when d does not decide it (a bare year).
 */
int date_fin_year(struct date d);

#endif
