/* SPDX-License-Identifier: MIT */
#ifndef LISTED_H
#define LISTED_H

#include "fact.h"
#include "rules.h"

/*
 * Lists of figures in one sentence: "Savings targets: Ealing CCG £18m, Brent
 * CCG £14m", "What Hull spends: hospitals £88m, drugs £21m".  Appends a fact
 * for each figure of sentence i, if every one behind the colon has a body or
 * a line of spending before it, the words before the colon say what they are
 * and no fact was made of the sentence.  year is the financial year in focus,
 * 0 if none.
 */
void listed_build(struct facts *facts, const struct document *d,
    const struct rules *rules, size_t i, int year);

#endif
