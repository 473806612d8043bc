/* SPDX-License-Identifier: MIT */
#ifndef BURY_H
#define BURY_H

#include "article.h"

/*
 * Each marks runs as dead.  The sums of a must be up to date; they are not
 * afterwards.
 */

/* Lines that ask for consent, or for something else of the reader. */
void bury_requests(struct article *a);
/* Elements by their names, where those are to be believed. */
void bury_named(struct article *a);
/* What stands under headings like "Related articles". */
void bury_sections(struct article *a);
/* What stands with a line that claims the rights in the page. */
void bury_foot(struct article *a);

#endif
