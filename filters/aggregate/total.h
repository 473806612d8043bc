/* SPDX-License-Identifier: MIT */
#ifndef TOTAL_H
#define TOTAL_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "decimal.h"

/*
 * A sum of decimals that is exact whatever comes in whatever order: only
 * what it comes to must fit into 38 digits.  {0} is zero.
 */
struct total {
	struct decimal near; /* all, as long as that fits */
	struct far *far;     /* what did not, or NULL; on the heap */
};

enum { TOTAL_FAR = 128 }; /* bytes on the heap of one that went far */

/* Dies when memory runs out. */
void total_add(struct total *t, struct decimal d);
/* 0, or -1 when it has over 38 digits. */
int total_get(const struct total *t, struct decimal *out);
/* total / n for n > 0, as decimal_div rounds.  0, or -1. */
int total_mean(const struct total *t, uint64_t n, struct decimal *out);

/*
 * One netstring that depends on nothing but the number.  Dies when memory
 * runs out.
 */
void total_save(const struct total *t, struct buf *to);
/* Takes one off *from and adds it.  0, or -2 when it is none. */
int total_merge(struct total *t, struct slice *from);
void total_drop(struct total *t);

#endif
