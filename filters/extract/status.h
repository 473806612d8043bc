/* SPDX-License-Identifier: MIT */
#ifndef STATUS_H
#define STATUS_H

#include "fact.h"

/*
 * Builds the facts of one set of a match's rule that are a status: of whom,
 * in which sense, when; a row for each partner of a merger, and for a body
 * named behind.  Appends to facts; year as for facts_build.
 */
void status_build(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m,
    const struct match *found, const struct set *set, int year);

#endif
