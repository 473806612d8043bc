/* SPDX-License-Identifier: MIT */
#ifndef CHAIN_H
#define CHAIN_H

#include "fact.h"

/*
 * What a sentence says of what was told before it, by the chain key of its
 * rule: "echo", the same holds of the body named here; "is-not", it does not;
 * "denial", it is not so; "neither", the same of what the captured word
 * stands for, if that is nobody; "no" and "yes", the answers to a question;
 * "asked-no" and "asked-yes", the same in one sentence with it; "verdict", a
 * merger told before is approved or rejected, or what its measure and of say
 * becomes its value, beside the old one or instead of it; "again", the rating
 * told last was that of another year, too; "dating", when it took effect.
 * Appends to facts or changes those told before; year as for facts_build.
 */
void chain_build(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    const struct set *set, int year);

#endif
