/* SPDX-License-Identifier: MIT */
#ifndef DECIMAL_H
#define DECIMAL_H

#include <stddef.h>

#include "slice.h"

/*
 * Exact decimals of up to 38 digits: v / 10^places.  An operation is exact
 * or says that it cannot be; only decimal_div rounds.  Plain data; {0} is
 * zero.
 */
struct decimal {
	__int128 v;
	int places; /* 0 to DECIMAL_DIGITS */
};

enum {
	DECIMAL_DIGITS = 38,
	DECIMAL_CHARS = 44,   /* sign, "0.", digits, '\0' */
	DECIMAL_QUOTIENT = 18 /* significant digits where a quotient stops */
};

/*
 * The whole text: sign, digits with or without a point, and an exponent
 * ("-12.30", ".5", "1e+06").  0, or -1 when it is anything else or has more
 * than 38 digits.
 */
int decimal_parse(struct slice text, struct decimal *out);
/* A whole number. */
struct decimal decimal_int(long long n);
/* *a += b, *a -= b, *a *= b.  0, or -1 (*a as it was) on over 38 digits. */
int decimal_add(struct decimal *a, struct decimal b);
int decimal_sub(struct decimal *a, struct decimal b);
int decimal_mul(struct decimal *a, struct decimal b);
/*
 * *a /= b, exact where that takes at most DECIMAL_QUOTIENT significant
 * digits or none behind the point, else rounded half to even to so many.
 * 0, or -1 (*a as it was) for b zero and on over 38 digits.
 */
int decimal_div(struct decimal *a, struct decimal b);
/* *a rounded half to even to at most places behind the point. */
void decimal_round(struct decimal *a, int places);
/* The sign of a - b; exact for any two. */
int decimal_compare(struct decimal a, struct decimal b);
/* -1, 0 or 1. */
int decimal_sign(struct decimal a);
struct decimal decimal_negate(struct decimal a);
/* Writes without trailing zeros and without exponent; the length. */
size_t decimal_format(char dst[DECIMAL_CHARS], struct decimal a);

#endif
