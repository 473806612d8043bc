/* SPDX-License-Identifier: MIT */
#ifndef PDF_TABLE_H
#define PDF_TABLE_H

#include "doc.h"
#include "pdf_find.h"
#include "pdf_hyphen.h"

/*
 * Tables as blocks: one row block for each row, its cells separated by
 * tabs, with the heading over each of its columns.  The last table is kept
 * in mind: one without a heading whose columns stand under the same places,
 * on the same page or first on the next, goes on with it.
 */
struct pdf_tables;

/* Blocks go to d, and hyphens are asked of h; both stay the caller's. */
struct pdf_tables *pdf_tables_new(struct doc *d, struct pdf_hyphen *h);
/* Accepts NULL. */
void pdf_tables_free(struct pdf_tables *s);
/*
 * t is a table among l, found by pdf_find.  Its columns may be changed; its
 * end becomes the line behind the last one that was used.
 */
void pdf_tables_put(struct pdf_tables *s, struct pdf_table *t,
    const struct pdf_line *l, int page);

/*
 * The same for a table of words (pdf_grid).  Where it has two columns and a
 * sentence stands at the right, that is a paragraph under a heading.
 */
void pdf_tables_words(struct pdf_tables *s, struct pdf_table *t,
    const struct pdf_line *l, int page);

#endif
