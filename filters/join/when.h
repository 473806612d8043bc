/* SPDX-License-Identifier: MIT */
#ifndef WHEN_H
#define WHEN_H

#include <stdint.h>

#include "slice.h"

/*
 * The first and the last moment that a date or a time can mean, both
 * inclusive, in microseconds since 1970-01-01T00:00:00Z: "2016-07" is all of
 * July, "2016-07-31 09:30" is one minute.
 */
struct when {
	int64_t first, last;
};

/*
 * An ISO 8601 date, partial or whole, with or without a time of day and a
 * zone (without one it is UTC).  0, or -1 when it is none.
 */
int when_parse(struct slice text, struct when *out);

#endif
