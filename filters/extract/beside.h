/* SPDX-License-Identifier: MIT */
#ifndef BESIDE_H
#define BESIDE_H

#include "match.h"

/* What the words beside a body's tag in the folded sentence t say of whether
 * something told there is its own. */

/* How much a preposition in front speaks against it: "from A", "by A". */
int beside_oblique(struct slice t, const struct mention *c);
/* 1 if it is not the body but what it has that acts: "A's hospital". */
int beside_provider(struct slice t, const struct mention *c);
/* 1 if it is who did it: "savings delivered by A". */
int beside_agent(struct slice t, const struct mention *c);
/* 1 if what stands before byte start is about another: "A, whose main
 * provider was ...". */
int beside_whose(struct slice t, const struct mention *c, size_t start);
/* 1 if the tag only says where something is: "a Sunderland CCG practice". */
int beside_practice(struct slice t, const struct mention *c);
/* How much speaks for a body that a clause behind it is about: "a surgery
 * that was put in". */
int beside_relative(struct slice t, const struct mention *c, size_t start);
/* 1 if a name that nobody knows stands right in front of a match about
 * money: "Bury FC, £9m in debt". */
int beside_stranger(
    const struct document *d, const struct sentence *s, const struct match *x);

/* 1 if a name that is not known, of a place or another body, owns what a match
 * says by standing around it: "Harrow, which is £20m in the red", "a deficit
 * of £28m at Pennine Acute". */
int beside_stranger_around(
    const struct document *d, const struct sentence *s, const struct match *x);

#endif
