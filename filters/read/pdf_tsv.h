/* SPDX-License-Identifier: MIT */
#ifndef PDF_TSV_H
#define PDF_TSV_H

#include "pdf_page.h"

/*
 * The output of pdftotext -tsv as it comes: feed any pieces, then end.
 * Each page, also one without words, goes to page(ctx, p), upright and with
 * every word's look (what) told; p is the callee's to keep or change until
 * the call returns, then its memory is used again.
 */
struct pdf_tsv;
typedef void pdf_page_fn(void *ctx, struct pdf_page *p);

/* Dies when memory runs out, as all of these do. */
struct pdf_tsv *pdf_tsv_new(pdf_page_fn *page, void *ctx);
void pdf_tsv_feed(struct pdf_tsv *t, const char *p, size_t n);
/* Hands out the last page; returns the number of pages seen. */
int pdf_tsv_end(struct pdf_tsv *t);
/* Accepts NULL. */
void pdf_tsv_free(struct pdf_tsv *t);

#endif
