/* SPDX-License-Identifier: MIT */
#ifndef MERGE_H
#define MERGE_H

#include "keys.h"

/*
 * Inputs that are in order already, as one: rows in order of their keys,
 * those with equal keys in the order of the inputs.
 */
struct merge;

/*
 * Takes over n inputs with the same columns; the array stays the caller's.
 * Dies when memory runs out.
 */
struct merge *merge_new(
    const struct keys *keys, struct input *const *in, size_t n);
/*
 * The next row and its key, both borrowed until the next call, and which
 * input it is from; NULL at the end of all.  Dies with EXIT_DATA at a row
 * whose key is less than that of the one before it in its input.
 */
const struct csv_row *merge_next(
    struct merge *m, struct slice *key, size_t *from);
/* Closes the inputs; accepts NULL. */
void merge_free(struct merge *m);

#endif
