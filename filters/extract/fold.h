/* SPDX-License-Identifier: MIT */
#ifndef FOLD_H
#define FOLD_H

#include "document.h"

/*
 * Writes the folded sentence that the patterns see into d->fold: small
 * letters, straight quotes, "#" for a lone pound sign, and a tag for each
 * mention, whose place goes to mention.tag and tag_end.  The mentions of s
 * are in order and do not overlap.
 */
void fold_sentence(struct document *d, struct sentence *s);

/* The text as written that bytes from to to (neither within a tag) of the
 * folded sentence stand for; borrowed from the block. */
struct slice fold_source(
    const struct document *d, const struct sentence *s, size_t from, size_t to);

/* The word of letters that ends before byte at of a folded sentence, blanks
 * between them; of no bytes where there is none. */
struct slice fold_word_before(struct slice fold, size_t at);

#endif
