/* SPDX-License-Identifier: MIT */
#ifndef SPARE_H
#define SPARE_H

#include "doc.h"
#include "page.h"

/*
 * The article of a page whose own elements show none of it, or the first
 * lines: from JSON-LD, or from the data that its scripts would have made it
 * of.
 */
struct spare {
	struct buf html; /* its text as a page; empty if there is none */
	int plain;	 /* lines, not HTML */
};

/*
 * Looks for a spare article.  body is JSON-LD's, or ""; title the page's
 * headline, or ""; the page's article must have been found.  Dies when
 * memory runs out, as all of this does.
 */
struct spare spare_find(
    const struct page *p, struct slice body, struct slice title);
/*
 * Makes furniture of what the page's elements show of the article and behind
 * that, so that nothing is said twice.
 */
void spare_replace(const struct spare *s, struct page *p);
/* Its blocks, appended to the document. */
void spare_emit(const struct spare *s, struct doc *d);
void spare_free(struct spare *s);

/* The blocks of a page, in order (html.c). */
void html_emit(struct doc *d, const struct page *p);
/* How many letters of the page are its article's (html.c). */
size_t html_letters(const struct page *p);

#endif
