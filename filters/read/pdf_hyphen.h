/* SPDX-License-Identifier: MIT */
#ifndef PDF_HYPHEN_H
#define PDF_HYPHEN_H

#include "slice.h"

/*
 * Hyphens at line ends: those that only the typesetter set ("commis-" /
 * "sioning") and those that belong to the word ("co-" / "commissioning").
 * The document is its own dictionary: how it writes a word elsewhere
 * decides, and habits of English only where it never does.
 */
struct pdf_hyphen;

/* Dies when memory runs out. */
struct pdf_hyphen *pdf_hyphen_new(void);
/* Accepts NULL. */
void pdf_hyphen_free(struct pdf_hyphen *h);
/* Notes a word that stands within a line. */
void pdf_hyphen_seen(struct pdf_hyphen *h, struct slice word);
/*
 * 1 if the hyphen at the end of left, the last word of a line, is to go
 * when right, the first of the next, is joined to it; 0 if it stays.
 */
int pdf_hyphen_drop(
    const struct pdf_hyphen *h, struct slice left, struct slice right);

#endif
