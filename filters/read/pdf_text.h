/* SPDX-License-Identifier: MIT */
#ifndef PDF_TEXT_H
#define PDF_TEXT_H

#include "doc.h"
#include "pdf_hyphen.h"
#include "pdf_line.h"

/*
 * Lines into headings, paragraphs, items and captions.  A paragraph that is
 * not at its end when its column or page is stays open until it is seen
 * how the next one begins.
 */
struct pdf_text;

/* Blocks go to d, and hyphens are asked of h; both stay the caller's. */
struct pdf_text *pdf_text_new(struct doc *d, struct pdf_hyphen *h);
/* Accepts NULL. */
void pdf_text_free(struct pdf_text *t);

/*
 * A page begins.  Its lines, before they are parted into columns, tell how
 * big the ordinary type of the document is, and so what is a heading.
 */
void pdf_text_page(
    struct pdf_text *t, int page, const struct pdf_line *l, size_t n);

/* Lines that follow one another in one column, with no table among them. */
void pdf_text_lines(struct pdf_text *t, const struct pdf_line *l, size_t n);

/*
 * A line of furniture: behind what is open, which may go on on the next
 * page.
 */
void pdf_text_furniture(struct pdf_text *t, int page, struct slice line);

/* Something else comes next: what is open ends here. */
void pdf_text_close(struct pdf_text *t);

/*
 * A table comes next: what is open ends here and is the table's caption, if
 * it can be one.
 */
void pdf_text_table(struct pdf_text *t);

/* The block that is the document's title by its size, or SIZE_MAX. */
size_t pdf_text_title(const struct pdf_text *t);

#endif
