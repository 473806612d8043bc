/* SPDX-License-Identifier: MIT */
#ifndef PDF_GRID_H
#define PDF_GRID_H

#include "pdf_find.h"

/*
 * Finds the first table of words alone in l[from..n-1]: a cover sheet with
 * names at the left and what they stand for at the right, an agenda, a list
 * of risks.  What makes one is that the cells of a column begin at the same
 * place.  1, or 0 when there is none; t's memory is used again, and t has
 * no heading.
 */
int pdf_grid(
    struct pdf_table *t, const struct pdf_line *l, size_t n, size_t from);

#endif
