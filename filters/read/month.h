/* SPDX-License-Identifier: MIT */
#ifndef MONTH_H
#define MONTH_H

#include <stddef.h>

#include "slice.h"

/*
 * The month whose name begins at *at, 1 to 12, or 0.  English names may be
 * cut to three letters ("Sept" too); those of other languages stand whole, or
 * as their papers cut them.  *at is moved behind the name and its full stop.
 */
int month_named(struct slice s, size_t *at);
/* The same of English alone: "set 2016" and "Mars 2020" are no dates. */
int month_english(struct slice s, size_t *at);

#endif
