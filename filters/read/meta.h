/* SPDX-License-Identifier: MIT */
#ifndef META_H
#define META_H

#include "doc.h"
#include "page.h"

/*
 * Title, publisher, URL and date of publication, as far as the page states
 * them: JSON-LD, OpenGraph and other meta elements, <time>, item
 * properties, the URL, lines that show a date.
 */
void meta_read(struct doc *d, struct page *p);

#endif
