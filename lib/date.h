/* SPDX-License-Identifier: MIT */
#ifndef DATE_H
#define DATE_H

#include "slice.h"

/*
 * A date that may be partial: month and day are 0 when not known, year is 0
 * for no date at all.  Plain data; proleptic Gregorian; no time zone.
 */
struct date {
	int year, month, day;
};

/* "2016", "2016-07" or "2016-07-31" (a time behind it is dropped).  0, -1. */
int date_parse(struct slice text, struct date *out);
/* Writes ISO 8601 as far as the date is known; returns the length. */
size_t date_format(char dst[16], struct date d);
/* Days since 1970-01-01 of the first day that d can mean. */
long date_days(struct date d);
/* The inverse of date_days, always complete. */
struct date date_from_days(long days);
/* The last day that d can mean (2016-02 gives 2016-02-29). */
struct date date_last(struct date d);
/* <0, 0, >0 by the first days that both can mean. */
int date_compare(struct date a, struct date b);
/*
 * The year in which the financial year of d starts (1 April to 31 March):
 * 2016-03 gives 2015.  0 when d does not decide it (a bare year).
 */
int date_fin_year(struct date d);

#endif
