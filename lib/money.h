/* SPDX-License-Identifier: MIT */
#ifndef MONEY_H
#define MONEY_H

#include <stdint.h>

#include "slice.h"

enum money_qualifier {
	MONEY_EXACT,
	MONEY_ABOUT,
	MONEY_OVER,
	MONEY_UNDER,
	MONEY_UP_TO,
	MONEY_AT_LEAST
};

/*
 * An amount as it stands in a text.  Pence, exact.  low equals high unless
 * it is a range ("between £30m and £35m", "£30m-£35m", "£30-35m").  A minus
 * ("-£3m", "£-3m", U+2212) or brackets ("£(3.2)m", "(£3.2m)", "(3.2)")
 * make it negative.
 */
struct money {
	size_t start, end;  /* bytes of the amount itself */
	size_t from, to;    /* the same with its qualifier words, or equal */
	int64_t low, high;  /* pence */
	enum money_qualifier qualifier;
	int currency;       /* a "£", "GBP", "pounds" or "p" was there */
	int scaled;         /* m, k, bn, million ... was there */
	int per;            /* 0, or 'd' 'w' 'm' 'y' for a rate: a day, ... */
};

/*
 * Finds the first amount that begins at or after byte from in running text:
 * "£1.5m", "£1.5 million", "£195,000", "1,565k", "£1.2bn", "2.8m" (bare,
 * currency = 0; not if a count noun such as "people" follows), "a quarter
 * of a million pounds", "half a million pounds", "£850k", "£30m to £35m".
 * Plain numbers without currency or scale are no amounts; nor are
 * percentages, dates, years and ordinals.  1 and *m, or 0.
 */
int money_next(struct slice text, size_t from, struct money *m);

/*
 * A whole table cell or field: as above, and also bare numbers, brackets,
 * trailing minus, "-" or "nil" as zero, trailing "F", "A", "Cr", "Dr" left
 * to the caller (then -1).  scale is what the table says that one unit is,
 * in pounds: 1, 1000 or 1000000; a scale in the cell itself wins.  0, or -1
 * when the text is not one amount.
 */
int money_parse(struct slice text, int64_t scale, struct money *m);

/* "exact", "about", "over", "under", "up_to", "at_least". */
const char *money_qualifier_name(enum money_qualifier q);

#endif
