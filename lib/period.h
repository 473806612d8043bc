/* SPDX-License-Identifier: MIT */
#ifndef PERIOD_H
#define PERIOD_H

#include "date.h"
#include "slice.h"

/*
 * What a text can say about time.  The financial year runs from 1 April to
 * 31 March and is named by the year it starts in.
 */
enum period_kind {
	PERIOD_FIN_YEAR,   /* 2017-18, 2017/18, 17/18, "2017 to 2018", "the
			      year to March 2018", "April 2017 to March 2018";
			      FY2018 and FY18 are years that end in 2018 */
	PERIOD_FIN_SPAN,   /* two or more financial years: 2016-17 to 2018-19;
			      2016-21 is the five from 2016-17 to 2020-21 */
	PERIOD_YEAR,	   /* a bare calendar year: 2017 */
	PERIOD_MONTH,	   /* March 2017; "March" with year 0; Christmas is a
			      December */
	PERIOD_DAY,	   /* 30 November 2017, 30/11/2017; year may be 0 */
	PERIOD_QUARTER,	   /* first quarter, Q1 (of a financial year; of the
			      calendar's where calendar is set: "the first
			      quarter of 2017"); month 0 for "this quarter",
			      offset 0, "last quarter", -1 */
	PERIOD_FIN_MONTH,  /* month 8, M8, period 8 (April is 1); "the first
			      six months of the year", "over after six months"
			      are month 6 */
	PERIOD_THIS_YEAR,  /* this year, this financial year, the current year,
			      the year end, by the end of the year: offset 0;
			      last / the previous year -1; next year +1 */
	PERIOD_THIS_MONTH, /* this month 0, last month -1, next month +1; "six
			      months ago" -6 */
	PERIOD_THIS_WEEK,  /* this week 0, last week -1; "two weeks ago" -2 */
	PERIOD_THIS_DAY,   /* today 0, yesterday and last night -1, tomorrow
			      +1 */
	PERIOD_AGO,	   /* "two years ago": offset -2 in years */
	PERIOD_HALF,	   /* first half of the year, H1; month 1 or 2 */
	PERIOD_WEEKDAY,	   /* on Monday, by Friday, last Thursday: day 1 to 7;
			      offset -1 "last", +1 "next" */
	PERIOD_SEASON	   /* last summer, autumn 2016: month is the season's
			      first (3, 6, 9, 12); the year of "winter 2016"
			      and "winter 2016-17" is 2016 */
};

struct period {
	enum period_kind kind;
	size_t start, end; /* bytes of the words */
	int year;	   /* financial (start) or calendar year; 0 unknown */
	int year2;	   /* last start year of a PERIOD_FIN_SPAN */
	int month, day;	   /* calendar; or number of quarter, month, half */
	int offset;	   /* for the relative kinds; and for a month, day or
			      season without a year: -1 the last one before
			      publication ("last March"), +1 the next one */
	int calendar;	   /* "last month", "this calendar year": not a
			      financial year even where one is usual; with a
			      month or day: in the calendar year that offset
			      gives ("in March this year", "... last year") */
	int until;	   /* "by", "until", "at the end of", "year to": the
			      figure runs from 1 April to this point */
	int as_at;	   /* "as at", "at month 8": a date of a statement;
			      with until also "at the end of March", and
			      "year to date", which has no end */
	int start_of;	   /* "from", "since", "the beginning of" */
	int of_year;	   /* a quarter, half or month number "of the year",
			      "of last year": of the year that offset gives */
	int chained;	   /* "the following year", "a year earlier", "the
			      previous year": relative to the year the text
			      speaks of last, to publication only if none */
	int rolling;	   /* "over the past year", "the last 12 months": the
			      time up to publication (offset -1, calendar) */
	int nearest;	   /* "the new financial year", "the coming year": the
			      one whose start is nearest to publication */
	int past;	   /* never set by period_next: the caller sets it
			      where the verb is in the past, and the date is
			      then the last one not after publication */
};

/*
 * Finds the first period that begins at or after byte from.  Words that
 * only introduce it ("by", "in", "as at", "the end of") are not part of
 * start..end but set the marks; they may lie before from.  1 and *p, or 0.
 */
int period_next(struct slice text, size_t from, struct period *p);

/* What a period covers. */
struct span {
	int fin_year;		/* start year of the financial year; 0 where
				   there are several, or it is not known */
	struct date start, end; /* inclusive; partial or 0 when not known */
	enum period_span {
		SPAN_YEAR,
		SPAN_TO_DATE,
		SPAN_MONTH,
		SPAN_QUARTER,
		SPAN_OTHER
	} span;
};

/*
 * Resolves p against the date of publication (which may be partial or 0)
 * and, for quarters, months without a year and month numbers, against
 * fin_year (start year, 0 if not known).  Relative years mean financial
 * years, by the one in which published lies: "this year" in February 2017
 * is 2016-17.  "Last year" said in April or May 2018 may be either: it is
 * taken as the financial year before the one of the publication date.  A
 * relative year is counted from fin_year where p is chained, or where
 * published does not decide; then fin_year is the year spoken of last.
 *
 * Without a year a month or day is the one nearest to the publication date;
 * for as_at and past the last one that has begun; for until ("by March")
 * the next one, unless that is more than eight months away.  So "by the end
 * of March" is 31 March 2017 in February 2017, and 31 March 2016 in May
 * 2016.  A quarter or half is the nearest too, a month number the last that
 * has begun.  What runs from 1 April to 31 March is SPAN_YEAR, also when it
 * was said as "by the end of March".  A bare calendar year has no fin_year.
 * 0, or -1 when it cannot be resolved; *out is then zero.
 */
int period_resolve(const struct period *p, struct date published, int fin_year,
    struct span *out);

/* Writes "2017-18" for 2017; returns the length (7), or 0 for year 0. */
size_t period_fin_name(char dst[8], int fin_year);
/* The start year of "2017-18", "2017/18", "2017/2018"; 0 if it is none. */
int period_fin_parse(struct slice text);
/* "year", "to_date", "month", "quarter", "other". */
const char *period_span_name(int span);

#endif
