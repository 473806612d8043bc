/* SPDX-License-Identifier: MIT */
#ifndef PERIOD_READ_H
#define PERIOD_READ_H

#include "period.h"

/*
 * Years and dates as they are written, at one place of a text: what
 * period_next puts together.  Each gives the end of what it has read, or i
 * with *p untouched; start and end of *p are not set.
 */

/* A calendar year that a text on the NHS can mean, in four digits. */
size_t period_read_year(struct slice text, size_t i, int *year);
/*
 * "2017-18", "2017/2018", "17/18", "FY18", "2017 to 2018", "2016-17 to
 * 2018-19", "2016-21": PERIOD_FIN_YEAR or PERIOD_FIN_SPAN.  "17-18" only
 * where loose is set.
 */
size_t period_read_fin(
    struct slice text, size_t i, int loose, struct period *p);
/*
 * "30 November 2017", "30th of November", "November 30", "30/11/2017",
 * "2017-11-30", "November 2017", "Nov-17", "November", "March this year":
 * PERIOD_DAY or PERIOD_MONTH.  Whether a lone "May" is a month is for the
 * caller to say: *lone is 1 where no digit stood beside the month's name.
 */
size_t period_read_date(
    struct slice text, size_t i, struct period *p, int *lone);
/*
 * 1 to 12 for a month's name, full or short, 0 for another word.  A capital
 * must begin it where it could be something else; *is_short tells that it
 * was not the full name.
 */
int period_month_of(struct slice word, int *is_short);
/*
 * "of 2017-18", "in 2017", "this year", "of the financial year" behind a
 * quarter, half or month number: sets year, calendar or of_year and offset.
 */
size_t period_read_of(struct slice text, size_t i, struct period *p);

#endif
