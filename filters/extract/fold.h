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

#endif
