/* SPDX-License-Identifier: MIT */
#ifndef PART_H
#define PART_H

#include "document.h"
#include "words.h"

/*
 * Several bodies of which something is said only in part: "two of the Kent
 * CCGs", "either A or B", "all of A, B and C except B".  What holds for some
 * of them must not be put on all.
 */

/*
 * Looks at the mentions of a sentence from d->mention[first] on, w its words,
 * before words that stand for bodies are added.  Several of which only some
 * are meant become REF_SOME, with the number said; "A is one of the Kent
 * CCGs" becomes REF_IT; those left out of several are taken from them, and
 * marked.
 */
void part_find(struct document *d, const struct words *w, size_t first);

/* "Only one of the Kent CCGs was rated good: Swale": makes m, REF_SOME, stand
 * for the names set off behind it if they are as many as were said. */
int part_named(
    const struct document *d, const struct sentence *s, struct mention *m);

#endif
