/* SPDX-License-Identifier: MIT */
#ifndef TOTAL_H
#define TOTAL_H

#include "decimal.h"

/* What has been added up so far, from the top and since the last total. */
struct total {
	struct decimal all, since;
	size_t rows;
	int unsaid; /* the row before was a total by its sum, with a name */
};

/* A row that has an amount. */
struct total_row {
	struct slice text, supplier, transaction;
	struct decimal amount;
	int dated;	/* it has a date */
	int list_dated; /* so have those of its list */
};

/*
 * 1 if the row is a total, a subtotal or a balance and no payment.  Keeps
 * count of the sums.
 */
int total_is(struct total *t, const struct total_row *r);
/*
 * The supplier of a row below a total: where that took two lines, its last
 * words may stand in front ("Trust Total Acme Ltd").
 */
struct slice total_cut(const struct total *t, struct slice supplier);

#endif
