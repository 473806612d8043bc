/* SPDX-License-Identifier: MIT */
#ifndef KEYS_H
#define KEYS_H

#include "buf.h"
#include "filter.h"
#include "spec.h"

/* The columns that rows are put in order by. */
struct keys {
	size_t *column;
	size_t n;
};

/*
 * Finds them by name in the header of in; dies with EXIT_DATA when one is
 * missing.  The array is the caller's.
 */
struct keys keys_find(const struct input *in, const struct spec_names *names);
/*
 * The key of a row into key: bytes that compare as the cells do, column by
 * column.  Dies when memory runs out.
 */
void keys_of(const struct keys *k, const struct csv_row *row, struct buf *key);
/* <0, 0, >0 in order of bytes. */
int keys_compare(struct slice a, struct slice b);

#endif
