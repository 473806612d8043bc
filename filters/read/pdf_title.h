/* SPDX-License-Identifier: MIT */
#ifndef PDF_TITLE_H
#define PDF_TITLE_H

#include "doc.h"

/*
 * Sets the title of d when the name beside value on one of its first pages
 * says that it is one: "Title", "Report title", "Title of document".
 */
void pdf_title_stated(
    struct doc *d, int page, struct slice name, struct slice value);

#endif
