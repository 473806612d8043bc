/* SPDX-License-Identifier: MIT */
#ifndef TABLE_SIGN_H
#define TABLE_SIGN_H

#include "table_grid.h"

/*
 * Which way figures point.  In a fact a deficit and an overspend are
 * negative; how they are printed the sums say (plan, actual and variance of
 * a line of spending leave no doubt), else the heading or the label, else
 * the notes near the table, else other tables of the paper.
 */

/* Settles bad of the columns of variances and of the lines of positions. */
void sign_settle(struct grid *g, struct paper *p);

/* What kind of figure a sign is asked for. */
enum figure_of { OF_SPEND, OF_SAVINGS, OF_ALLOCATION, OF_POSITION };

/* The plan and the result of a line that a column of variances is of. */
struct pair_of {
	const struct figure *plan, *result; /* NULL: there is none */
};
struct pair_of sign_pair(const struct grid *g, size_t line, size_t variance);

/*
 * The pence of a figure as a fact has them; *sure is 0 where nothing but
 * custom says which way it points.
 */
int64_t sign_figure(const struct grid *g, size_t line, size_t column,
    enum figure_of of, int variance, int *sure);

/* What a line's figures are, by its meaning and the table's topic. */
enum figure_of sign_kind(const struct grid *g, const struct line *line);

#endif
