/* SPDX-License-Identifier: MIT */
#ifndef GALLERY_H
#define GALLERY_H

#include "article.h"

/*
 * Marks as dead the lines of picture galleries: elements of one name in a
 * row, each a picture and a line or two, on a page with more prose than
 * that.  The sums of a must be up to date; they are not afterwards.
 */
void gallery_bury(struct article *a);

#endif
