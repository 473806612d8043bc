/* SPDX-License-Identifier: MIT */
#ifndef PDF_ROW_H
#define PDF_ROW_H

#include "pdf_find.h"

/*
 * Which lines of a table's body make one row: a label may take several
 * lines, with its figures on the first, on the last or half way between.
 * For each line of body to end-1 first[i - body] becomes 1 where a row
 * begins there, else 0.
 */
void pdf_rows(
    unsigned char *first, const struct pdf_table *t, const struct pdf_line *l);

#endif
