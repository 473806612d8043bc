/* SPDX-License-Identifier: MIT */
#ifndef PDF_REGION_H
#define PDF_REGION_H

#include "pdf_line.h"

/*
 * Reading order.  Cuts a page's words where columns of prose, a table and
 * the text beside it, or two tables stand side by side, and hands out the
 * pieces, each one column wide, in the order in which a person reads them:
 * what is above, then the left side, then the right, then what is below.
 * The words at w are sorted on the way; a piece is a part of that array.
 */
typedef void pdf_region_fn(void *ctx, struct pdf_word *w, size_t n);
void pdf_regions(
    struct pdf_word *w, size_t n, pdf_region_fn *region, void *ctx);

#endif
