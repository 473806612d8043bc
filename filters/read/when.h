/* SPDX-License-Identifier: MIT */
#ifndef WHEN_H
#define WHEN_H

#include "date.h"
#include "slice.h"

/*
 * Dates as pages show them: "22 August, 2016", "Mon 14th Aug 2017", "August
 * 22, 2016", "21/07/2016" (day first unless that cannot be), "21.07.16",
 * "2016-07-21", "July 2016".
 */

/* The first date at or after *at; *at and *end are its bytes.  1 or 0. */
int when_find(struct slice text, size_t *at, size_t *end, struct date *out);

enum when_kind {
	WHEN_NONE,
	WHEN_BARE,	/* nothing but a date, a weekday, a time */
	WHEN_PUBLISHED, /* "Published: ...", "Posted on ...", "Date: ..." */
	WHEN_UPDATED,	/* "Last updated ...", "Modified ..." */
	WHEN_MEETING	/* "Governing Body, 5 July 2018. Position at ..." */
};

/*
 * What a line that is about a date says; WHEN_NONE for running text that
 * mentions one.  Of "Published 3 May 2017, updated 5 May 2017" it gives the
 * first.  *out is set unless the result is WHEN_NONE.
 */
enum when_kind when_line(struct slice line, struct date *out);

/* The date in a URL or file name: /2016/08/22/, /2016/aug/22/, 2016-08-22. */
int when_url(struct slice url, struct date *out);

#endif
