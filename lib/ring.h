/* SPDX-License-Identifier: MIT */
#ifndef RING_H
#define RING_H

#include <stddef.h>

/*
 * A few blocks of memory that one thread fills and another empties, in
 * order.  Each side holds at most one block at a time.
 */
struct ring;

/* Blocks of size bytes.  NULL when memory runs out. */
struct ring *ring_new(size_t size);
/* Accepts NULL; both sides must be done. */
void ring_free(struct ring *r);

/* The block to fill; waits for one.  NULL after ring_stop. */
unsigned char *ring_fill(struct ring *r);
/* Hands over the block, n bytes of it filled. */
void ring_push(struct ring *r, size_t n);
/* The filling side has no more. */
void ring_end(struct ring *r);

/* The next full block and its length; waits for one.  NULL at the end. */
const unsigned char *ring_take(struct ring *r, size_t *n);
/* Gives the block back. */
void ring_release(struct ring *r);

/* The emptying side wants no more; blocks that wait are forgotten. */
void ring_stop(struct ring *r);

#endif
