/* SPDX-License-Identifier: MIT */
#ifndef INITIALS_H
#define INITIALS_H

#include "document.h"
#include "words.h"

/*
 * "EHS and HR, as everyone calls them": capitals that are the initials of one
 * CCG that the text names in full stand for it.  Appends a mention for each
 * in sentence s, whose words are w, unless one of the mentions from first on
 * covers it.
 */
void initials_find(struct document *d, const struct sentence *s,
    const struct words *w, size_t first);

#endif
