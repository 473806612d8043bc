/* SPDX-License-Identifier: MIT */
#ifndef LINES_H
#define LINES_H

#include "best.h"
#include "func.h"

/* Rows that best keeps: each the netstring of the netstrings of its cells. */
struct lines {
	struct buf text;
	size_t n;
};

/* Appends one that is packed; memory is added to c->held.  Dies for want of it.
 */
void lines_add(struct lines *l, const struct call *c, struct slice packed);
/* Forgets all and frees the memory. */
void lines_free(struct lines *l, const struct call *c);
/*
 * All of them, borrowed from l: the caller frees the array.  Dies when memory
 * runs out or a line is damaged.
 */
struct line *lines_unpack(const struct lines *l);
/*
 * Takes one line apart; *packed moves on behind it.  0, or -2 when it is no
 * line.
 */
int line_unpack(struct slice *packed, struct line *line);

#endif
