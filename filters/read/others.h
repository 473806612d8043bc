/* SPDX-License-Identifier: MIT */
#ifndef OTHERS_H
#define OTHERS_H

#include "article.h"

/*
 * 1 if the run is an h1 that can be no mere heading: a long one, or one with
 * a line of who wrote it or when behind it.
 */
int others_headline(const struct page *p, uint32_t run);
/*
 * Both mark runs as dead.  The sums of a must be up to date; they are not
 * afterwards.
 */
void others_bury_next(struct article *a);
void others_bury_teasers(struct article *a);

#endif
