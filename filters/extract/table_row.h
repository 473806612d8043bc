/* SPDX-License-Identifier: MIT */
#ifndef TABLE_ROW_H
#define TABLE_ROW_H

#include "table_grid.h"

/* Appends a line for a row and the cells of it, not yet read as figures. */
void row_add(struct grid *g, size_t sentence, struct slice text);

/*
 * Reads the labels (columns must be sorted) and the figures (in the units
 * of their columns): what each line is of, which sections they stand in.
 */
void row_read(struct grid *g, struct paper *p);

/*
 * Gives the parts of a total of one category that category, and tells lines
 * of single providers and schemes.  Needs sum_lines.
 */
void row_parts(struct grid *g);

#endif
