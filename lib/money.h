/* SPDX-License-Identifier: MIT */
#ifndef MONEY_H
#define MONEY_H

#include <stdint.h>

#include "slice.h"

enum money_qualifier {
	MONEY_EXACT,
	MONEY_ABOUT,   /* about, around, some, nearly, close to, or so, c. */
	MONEY_OVER,    /* over, more than, in excess of, just over, past */
	MONEY_UNDER,   /* just under, less than, below, just short of */
	MONEY_UP_TO,   /* up to, as much as, no more than, a maximum of,
			   must not exceed, "mustn't go above" */
	MONEY_AT_LEAST /* at least, a minimum of, or more, plus */
};

/*
 * An amount as it stands in a text.  Pence; digits beyond a penny are
 * rounded half away from zero.  low equals high unless it is a range
 * ("between £30m and £35m", "£30m to £35m", "£30m-£35m", "£30-35m").
 * "From £7.5m to £8.7m" tells a change and is two amounts, as are "by £2m to
 * £8m", "£8m or £9m" and a second end that is not the larger; "ranging from
 * £3m to £5m" is a range.  A minus ("-£3m", "£-3m", U+2212) or inner
 * brackets ("£(3.2)m") make an amount negative; brackets around all of it
 * ("(£3.2m)", "(3.2)") only in money_parse, for in running text they are
 * just brackets.
 */
struct money {
	size_t start, end; /* bytes of the amount itself, with its sign */
	size_t from, to;   /* the same with its qualifier words, "between"
			      and the words of a rate, or equal */
	int64_t low, high; /* pence */
	enum money_qualifier qualifier;
	int currency; /* a "£", "GBP", "pounds" or "p" was there */
	int scaled;   /* m, k, bn, million ... was there */
	int per;      /* 0, or for a rate 'h' 'd' 'w' 'm' 'y': an hour,
			 a day, ...; 'p': a head, per patient */
};

/*
 * Finds the first amount that begins at or after byte from in running text:
 * "£1.5m", "£1.5 million", "£195,000", "1,565k", "£1.2bn", "2.8m" (bare,
 * currency = 0; not if a count noun such as "people" follows), "a quarter
 * of a million pounds", "half a million pounds", "£850k", "£30m to £35m".
 * Plain numbers without currency or scale are no amounts; nor are
 * percentages, dates, years, ordinals, other currencies, units of a table
 * ("£000", "£m") and what does not fit into an int64_t.  1 and *m, or 0.
 * from is 0 or the end of the amount before; qualifier words in front of it
 * may lie before from, the amount does not.
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
