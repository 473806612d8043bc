/* SPDX-License-Identifier: MIT */
#ifndef SEEN_H
#define SEEN_H

#include <stdint.h>

/* A set of numbers that are random already, at 8 to 16 bytes each. */
struct seen;

struct seen *seen_new(void);
/* 1 if id is new, 0 if it was there.  Dies when memory runs out. */
int seen_add(struct seen *s, uint64_t id);
/* Accepts NULL. */
void seen_free(struct seen *s);

#endif
