/* SPDX-License-Identifier: MIT */
#ifndef LEVEL_H
#define LEVEL_H

#include "slice.h"

/* How bad it is. */
enum level { LEVEL_INFO, LEVEL_WARN, LEVEL_ERROR };

/* "info", "warn", "error".  0, or -1. */
static inline int
level_parse(struct slice name, enum level *out)
{
	static const char *const names[] = {"info", "warn", "error"};

	for (int i = 0; i < 3; i++)
		if (slice_is(name, names[i])) {
			*out = (enum level)i;
			return 0;
		}
	return -1;
}

#endif
