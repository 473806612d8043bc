/* SPDX-License-Identifier: MIT */
#ifndef META_H
#define META_H

#include "doc.h"
#include "page.h"

/*
 * What the page states about itself: JSON-LD, OpenGraph and other meta
 * elements, <time>, item properties, the URL, lines that show a date.
 */
struct meta;

struct meta *meta_open(const struct page *p);
/* Title, publisher and URL; the page must have its runs. */
void meta_names(struct meta *m, struct doc *d);
/* The date of publication; the article must have been found. */
void meta_dates(struct meta *m, struct doc *d);
/* The text of the article that JSON-LD gives, or "". */
struct slice meta_body(const struct meta *m);
/* Accepts NULL. */
void meta_close(struct meta *m);

#endif
