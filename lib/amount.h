/* SPDX-License-Identifier: MIT */
#ifndef AMOUNT_H
#define AMOUNT_H

#include "quantity.h"

/*
 * One amount as it is written, or one end of a range: what money.c is made
 * of.  Positions are as in scan.h: what is not there gives back i.
 */
struct amount {
	size_t start, end;
	struct quantity q;
	int symbol;   /* a "£" or "GBP" stands before the number */
	int currency; /* or "pounds", "p" behind it */
	int negative;
};

/* Past "£" or "GBP" and white space at i, or i. */
size_t amount_symbol(struct slice text, size_t i);
/* Past "pounds", "pound", "quid" or "GBP" behind an amount, or i. */
size_t amount_pounds(struct slice text, size_t i);
/*
 * The amount at i: sign, symbol, number, scale, "pounds".  Its end, or i.
 * A plain number passes too: the caller looks at currency and q.scaled.
 * flags are those of quantity_read.
 */
size_t amount_read(struct slice text, size_t i, int flags, struct amount *a);
/*
 * The value in pence with its sign; unit is what one is worth in pounds
 * where no scale is written.  0, or -1 when it does not fit.
 */
int amount_value(const struct amount *a, int64_t unit, int64_t *pence);
/*
 * Looks behind a for the second end of a range.  1 and *b; 0 if a stands
 * alone, perhaps with its scale borrowed from a second amount.
 */
int amount_range(struct slice text, struct amount *a, struct amount *b);
/* 1 if the number that ends at end counts people or things, not pounds. */
int amount_counts(struct slice text, size_t end);

#endif
