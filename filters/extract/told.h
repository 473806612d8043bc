/* SPDX-License-Identifier: MIT */
#ifndef TOLD_H
#define TOLD_H

#include "document.h"

/*
 * "X told Y that it was £3m short": who "it" is in what is reported, which is
 * the one who speaks and not the one who hears.  Returns 1 if m, a word for a
 * body in sentence s, stands in such a clause: it then has the speaker's
 * members, or none where the speaker is not known.
 */
int told_by_speaker(
    const struct document *d, const struct sentence *s, struct mention *m);

/* "clawed back £3m from the hospitals, leaving them": the trust named right
 * before; 0 if there is none. */
int told_of_them(
    const struct document *d, const struct sentence *s, struct mention *m);

#endif
