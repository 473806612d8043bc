/* SPDX-License-Identifier: MIT */
#ifndef QUANTITY_H
#define QUANTITY_H

#include <stdint.h>

#include "slice.h"

/*
 * A number as people write one, with its scale: "1,565k", "2½m", "1.5
 * million", "three-quarters of a million", "two million".  Its value is
 * mant / 10^dec * scale; scale is 1 where none is written (scaled is 0).
 */
struct quantity {
	int64_t mant;
	int dec;
	int64_t scale;
	int scaled;
	int words;   /* in words, not digits */
	int article; /* "a million", "one million": the weakest of all */
};

enum {
	QUANTITY_SPACED = 1, /* groups may be parted by spaces: "1 234 567";
				the digits may be damaged: "28 .8" */
	QUANTITY_LOOSE = 2   /* one letter may be the scale even behind a
				space: "1.5 m" */
};

/*
 * The number in digits that begins at i, without a scale.  Its end; i if
 * there is none or it is malformed ("1,5", "1.2.3", "007").
 */
size_t quantity_digits(
    struct slice text, size_t i, int flags, struct quantity *q);
/* The scale at i, behind a number.  Its end, or i. */
size_t quantity_scale(
    struct slice text, size_t i, int flags, struct quantity *q);
/* Digits with or without a scale, at i.  The end, or i. */
size_t quantity_read(
    struct slice text, size_t i, int flags, struct quantity *q);
/*
 * A number in words, which always ends in a scale.  The end, or i.  scale
 * is where the word of the scale begins.
 */
size_t quantity_words(
    struct slice text, size_t i, struct quantity *q, size_t *scale);
/*
 * The value times unit times 100, so pence for a unit in pounds, rounded
 * half away from zero.  0, or -1 when it does not fit.
 */
int quantity_value(const struct quantity *q, int64_t unit, int64_t *pence);

#endif
