/* SPDX-License-Identifier: MIT */
#ifndef PDF_READER_H
#define PDF_READER_H

#include "doc.h"
#include "pdf_image.h"

/*
 * The output of pdftotext -tsv into the blocks of a document.  Memory does
 * not grow with the pages, but for what doc keeps.  All of it dies when
 * memory runs out.
 */
struct pdf_reader;

/* Blocks, title, date and lost pages go to d, which stays the caller's. */
struct pdf_reader *pdf_reader_new(struct doc *d);
void pdf_reader_feed(struct pdf_reader *r, const char *p, size_t n);
/* Reads what is left; returns how many pages there were. */
int pdf_reader_end(struct pdf_reader *r);
/* Accepts NULL. */
void pdf_reader_free(struct pdf_reader *r);

/* Words on all pages, furniture apart. */
size_t pdf_reader_words(const struct pdf_reader *r);
/* The n pages that have next to none; owned by r. */
struct pdf_sparse *pdf_reader_sparse(struct pdf_reader *r, size_t *n);

/* "page 2: image only" among what d has lost. */
void pdf_lose_page(struct doc *d, int page, const char *reason);

#endif
