/* SPDX-License-Identifier: MIT */
#ifndef ENTRIES_H
#define ENTRIES_H

#include "fact.h"
#include "rules.h"

/*
 * Lists of figures: lines that are a name and an amount ("Vale of York:
 * £6.3m", "Mental health - £92.6m"), two or more, under a line that says what
 * they are.  Begin with {0} for every document.
 */
struct entries {
	size_t lead; /* the sentence over the list, + 1; 0: none */
	size_t last; /* the block that the list has come to */
};

/*
 * Appends the fact of sentence i, if it is such a line and none was made of
 * it before.  year is the financial year in focus, 0 if none.
 */
void entries_build(struct entries *e, struct facts *facts,
    const struct document *d, const struct rules *rules, size_t i, int year);

#endif
