/* SPDX-License-Identifier: MIT */
#ifndef BUILTIN_H
#define BUILTIN_H

#include "marks.h"
#include "options.h"

/*
 * The built-in checks over a whole stream.  Some need neighbours, so rows
 * are kept (on disk past the limit on memory) until all have been seen, and
 * are given back in their order.  Dies when memory or disk run out.
 */
struct builtin;

struct builtin *builtin_new(const struct options *o, struct input *in);
/* Reads the stream to its end. */
void builtin_read(struct builtin *b, struct input *in);
/* The next row with its codes given to m; NULL at the end. */
const struct csv_row *builtin_next(struct builtin *b, struct marks *m);
/* Accepts NULL. */
void builtin_free(struct builtin *b);

#endif
