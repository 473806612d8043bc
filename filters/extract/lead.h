/* SPDX-License-Identifier: MIT */
#ifndef LEAD_H
#define LEAD_H

#include "fact.h"

/*
 * Lists of bodies under a line that says what holds for each: "Nine CCGs
 * have been placed in special measures:", "Newly inadequate".  What such a
 * line states of nobody in particular is stated of the body that each item
 * behind it begins with.
 */
struct lead {
	size_t block; /* whose facts wait, as block number + 1; 0 */
	struct fact waiting[8];
	size_t n;
	int demands; /* the line says that what follows must be done */
};

/* Before the facts of sentence s are built: ends a list that is over. */
void lead_before(struct lead *l, struct facts *facts, const struct document *d,
    const struct sentence *s);
/*
 * After them: takes what a leading line stated of nobody out of facts and
 * lets it wait; or gives an item's body what waits.
 */
void lead_after(struct lead *l, struct facts *facts, const struct document *d,
    const struct sentence *s);
/* At the end of the document. */
void lead_end(struct lead *l, struct facts *facts);

#endif
