/* SPDX-License-Identifier: MIT */
#ifndef WIDE_H
#define WIDE_H

#include <stddef.h>
#include <stdint.h>

#include "decimal.h"
#include "slice.h"

/*
 * Whole numbers of up to 512 bits, not negative: what the squares of
 * decimals add up to.  {0} is zero.  Calls return 0, or -1 on overflow.
 */
enum {
	WIDE_LIMBS = 8,
	WIDE_CHARS = 160,
	WIDE_ROOT_CHARS = DECIMAL_CHARS,
	WIDE_DIGITS = 15 /* significant ones of a root */
};

struct wide {
	uint64_t limb[WIDE_LIMBS]; /* lowest first */
};

struct wide wide_of(unsigned __int128 v);
int wide_add(struct wide *a, const struct wide *b);
/* *a -= b, which is not greater. */
void wide_subtract(struct wide *a, const struct wide *b);
/* *a /= by, which is not zero; what is left. */
uint64_t wide_divide(struct wide *a, uint64_t by);
/* The sign of a - b. */
int wide_compare(const struct wide *a, const struct wide *b);
/* How many decimal digits it has; 0 for zero. */
int wide_digits(const struct wide *a);
/* *a *= 10^n */
int wide_scale(struct wide *a, int n);
/* *a += v * v * 10^n */
int wide_add_square(struct wide *a, __int128 v, int n);
/* In decimal, without a '\0'; the length. */
size_t wide_format(char dst[WIDE_CHARS], const struct wide *a);
int wide_parse(struct slice text, struct wide *out);

/*
 * The standard deviation of a sample of n > 1 numbers from their sum and
 * the sum of their squares (which has 2 * places places), rounded to
 * WIDE_DIGITS digits; nothing is rounded before that.
 */
int wide_stddev(char dst[WIDE_ROOT_CHARS], uint64_t n, struct decimal sum,
    const struct wide *squares, int places);

#endif
