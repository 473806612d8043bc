/* SPDX-License-Identifier: MIT */
#ifndef DAY_H
#define DAY_H

#include "date.h"
#include "slice.h"

/*
 * The date in a cell, as far as the cell says: 03/04/2017 is of the third or
 * of the fourth of a month, which only the whole list can tell.
 */
struct day {
	struct date date;  /* as read, or with the day first; year 0: none */
	struct date other; /* with the month first; year 0 where that is none */
};

/* What is known of the order in a list; {0} before its first day. */
struct day_order {
	size_t days_first, months_first; /* that can be nothing else */
	size_t either;			 /* that can be both */
	/* Of those: how many fall into the month of the one before them, or of
	 * the list, each way. */
	size_t steady_days, steady_months;
	struct date last_day, last_month;
};

/*
 * Reads "30/04/2017", "30.4.17", "30-Apr-17", "Sun 30 April 2017", "April
 * 30, 2017", "Apr-17", ISO 8601, 20170430 and what spreadsheets make of a
 * date that lost its format (42855), each with a time behind it or not.
 */
struct day day_read(struct slice cell);
/*
 * Tells the order of one more day of the list, in its order; month is that
 * of the list, or no date.
 */
void day_note(struct day_order *o, const struct day *d, struct date month);
/*
 * The date of a day in a list of that order.  *doubtful is set where the
 * list does not tell; it is then taken with the day first.
 */
struct date day_settle(
    const struct day_order *o, const struct day *d, int *doubtful);
/* The first month with its year that the text names ("April 2017"). */
struct date day_month(struct slice text);

#endif
