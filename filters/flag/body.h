/* SPDX-License-Identifier: MIT */
#ifndef BODY_H
#define BODY_H

#include "check.h"

/*
 * Checks the facts of one organisation after the other against each other.
 * They are gone through twice, first for what must be known of all: in between
 * they lie in memory up to a limit, past it on disk.  What is held is one
 * document's facts about one organisation.  Dies when memory or disk run out.
 */
struct body;

/* c stays the caller's and outlives it; memory in bytes. */
struct body *body_new(const struct checker *c, size_t memory);
/* What to sort facts by before they are given to body_add. */
void body_key(const struct fact *f, struct buf *key);
/* The next fact in order of its key, as fact_pack has packed it; copied. */
void body_add(struct body *g, struct slice key, struct slice packed);
/* No more: the last organisation is checked. */
void body_end(struct body *g);
/* Accepts NULL. */
void body_free(struct body *g);

#endif
