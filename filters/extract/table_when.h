/* SPDX-License-Identifier: MIT */
#ifndef TABLE_WHEN_H
#define TABLE_WHEN_H

#include "period.h"
#include "table_grid.h"

/*
 * Finds the month that a paper reports on and its financial year from what
 * it says ("as at 30 November 2017", "month 8", "April to December 2016"),
 * headings before prose, and a year in its title.  Sets as_of, year, month
 * and title_year.
 */
void when_read(struct paper *p, const struct document *d);

/* The last day of a month of a financial year. */
struct date when_month_end(int fin_year, int month);

/* The span of a figure; month is that of the year, 0 if not known. */
struct span when_span(enum reach reach, int year, int month);

#endif
