/* SPDX-License-Identifier: MIT */
#ifndef PARTIAL_H
#define PARTIAL_H

#include "groups.h"

/*
 * Partial results: groups with the states of their functions, as CSV.  The
 * first column is named for the format and the number of columns to group
 * by, and is empty; then those columns; then one for each function, named
 * by its words of -a and holding its state.
 */

/* The name of the first column. */
void partial_put_mark(const struct options *o, struct output *out);
/*
 * Opens the first of the inputs and takes -g and -a from its header, which
 * all of them must share.
 */
struct input *partial_open(struct options *o);
/* Merges all inputs, the first one open, and closes them. */
void partial_merge(const struct options *o, struct input *in, struct groups *g);

#endif
