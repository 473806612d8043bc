/* SPDX-License-Identifier: MIT */
#ifndef PACK_H
#define PACK_H

#include <stdint.h>

#include "buf.h"
#include "slice.h"

/*
 * Fields laid end to end as netstrings ("5:hello"): text that a CSV cell, a
 * temporary file and a person can all hold.
 */

/* Appends one field.  0, or -1 when memory runs out. */
int pack_put(struct buf *b, struct slice field);
/* The same for a number, in decimal. */
int pack_count(struct buf *b, uint64_t n);
/*
 * Takes the first field off *rest; *field points into it.  1 a field; 0 at
 * the end; -1 when the bytes are no netstring.
 */
int pack_next(struct slice *rest, struct slice *field);
/* The same for a number: 1, or -1 when there is none. */
int pack_next_count(struct slice *rest, uint64_t *n);

#endif
