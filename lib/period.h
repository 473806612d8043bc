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
	PERIOD_FIN_YEAR,   /* 2017-18, 2017/18, 17/18, FY2018, "2017 to 2018" */
	PERIOD_FIN_SPAN,   /* two or more financial years: 2016-17 to 2018-19 */
	PERIOD_YEAR,       /* a bare calendar year: 2017 */
	PERIOD_MONTH,      /* March 2017; "March" with year 0 */
	PERIOD_DAY,        /* 30 November 2017, 30/11/2017; year may be 0 */
	PERIOD_QUARTER,    /* first quarter, Q1 (of a financial year) */
	PERIOD_FIN_MONTH,  /* month 8, M8 (April is 1) */
	PERIOD_THIS_YEAR,  /* this year, this financial year, the current year,
			      the year end, by the end of the year: offset 0;
			      last / the previous year -1; next year +1 */
	PERIOD_THIS_MONTH, /* this month 0, last month -1, next month +1 */
	PERIOD_THIS_WEEK,  /* this week 0, last week -1 */
	PERIOD_THIS_DAY,   /* today 0, yesterday -1, tomorrow +1 */
	PERIOD_AGO         /* "two years ago": offset -2 in years */
};

struct period {
	enum period_kind kind;
	size_t start, end; /* bytes of the words */
	int year;          /* financial (start) or calendar year; 0 unknown */
	int year2;         /* last start year of a PERIOD_FIN_SPAN */
	int month, day;    /* calendar; or quarter or month number */
	int offset;        /* for the relative kinds */
	int calendar;      /* "last month", "this calendar year": not a
			      financial year even where one is usual */
	int until;         /* "by", "until", "at the end of", "year to": the
			      figure runs from 1 April to this point */
	int as_at;         /* "as at", "at month 8": a date of a statement */
	int start_of;      /* "from", "since", "the beginning of" */
};

/*
 * Finds the first period that begins at or after byte from.  Words that
 * only introduce it ("by", "in", "as at", "the end of") are not part of
 * start..end but set the marks.  1 and *p, or 0.
 */
int period_next(struct slice text, size_t from, struct period *p);

/* What a period covers. */
struct span {
	int fin_year;            /* start year of the financial year; 0 */
	struct date start, end;  /* inclusive; partial or 0 when not known */
	enum { SPAN_YEAR, SPAN_TO_DATE, SPAN_MONTH, SPAN_QUARTER, SPAN_OTHER }
	    span;
};

/*
 * Resolves p against the date of publication (which may be partial or 0)
 * and, for quarters, months without a year and month numbers, against
 * fin_year (start year, 0 if not known).  Relative years mean financial
 * years, by the one in which published lies: "this year" in February 2017
 * is 2016-17.  "Last year" said in April or May 2018 may be either: it is
 * taken as the financial year before the one of the publication date.  A
 * month without a year is the one nearest to the publication date (the
 * next one for until, the last one for as_at and for the past).
 * 0, or -1 when it cannot be resolved; *out is then zero.
 */
int period_resolve(const struct period *p, struct date published,
    int fin_year, struct span *out);

/* Writes "2017-18" for 2017; returns the length (7), or 0 for year 0. */
size_t period_fin_name(char dst[8], int fin_year);
/* The start year of "2017-18", "2017/18", "2017/2018"; 0 if it is none. */
int period_fin_parse(struct slice text);
/* "year", "to_date", "month", "quarter", "other". */
const char *period_span_name(int span);

#endif
