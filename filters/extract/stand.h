/* SPDX-License-Identifier: MIT */
#ifndef STAND_H
#define STAND_H

#include "focus.h"

/*
 * Makes a word that stands for a body ("the CCG", "it", "both") stand for
 * the bodies that it means in sentence s, by what is in focus; who they are
 * is then in m, and of what sort.  What cannot be settled keeps nwho 0.
 */
void stand_for(struct focus *f, const struct sentence *s, struct mention *m);

/* "Hastings, with which it shares an officer": the name right before m that
 * the "which" means, or NULL. */
const struct mention *stand_behind_which(const struct document *d,
    const struct sentence *s, const struct mention *m);

#endif
