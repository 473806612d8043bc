/* SPDX-License-Identifier: MIT */
#ifndef TABLE_SUM_H
#define TABLE_SUM_H

#include "table_grid.h"

/*
 * Arithmetic as a witness: which columns and lines are the sum or the
 * difference of which others, give or take what rounding can do.
 */

/*
 * How well plan - result = variance (of whatever sign) holds over all
 * lines: lines where it does, less twice those where it does not.
 */
int sum_fits(const struct grid *g, size_t plan, size_t result, size_t variance);

/* 1 if |a - b| is the size of c, or a rounding of it. */
int sum_difference(
    const struct figure *a, const struct figure *b, const struct figure *c);

/*
 * Finds the lines that are the sum of those before (or behind) them, and
 * sets parent of the parts and ok of the total.
 */
void sum_lines(struct grid *g);

#endif
