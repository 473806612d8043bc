/* SPDX-License-Identifier: MIT */
#ifndef TABLE_COLUMN_H
#define TABLE_COLUMN_H

#include "table_grid.h"

/*
 * Columns: a heading is a path of levels ("Year to date / Actual / £000").
 * What a figure is, its deepest level says; when it is of, the deepest that
 * says so; what holds for all below (unit, sign, percentages) any of them.
 */

/* Reads the headings: one cell of header a column. */
void column_read(struct grid *g, struct paper *p, struct slice header);

/*
 * Tells labels from figures by what stands in the cells, and whose column
 * each is where the headings name bodies.
 */
void column_sort(struct grid *g, struct paper *p);

/*
 * Settles what the headings leave open: by the headings beside them, the
 * words above the table and, where nothing says it, by which columns add
 * up.  Needs figures.
 */
void column_settle(struct grid *g, const struct paper *p);

#endif
