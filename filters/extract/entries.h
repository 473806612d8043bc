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

/*
 * Sets the keys of a figure by the words that say what it is (lead), the name
 * that stands before it (label; its category) and what stands behind it
 * (tail; its sign), all folded.  0, or -1 if lead says nothing of money.
 * f->distance is 3 where the body is the one in focus.
 */
int entries_keys(struct fact *f, const struct rules *rules, struct slice lead,
    struct slice label, struct slice tail);

/* Sets the financial year of a figure from the first period of sentence s that
 * tells one; else year, or the document's. */
void entries_year(struct fact *f, const struct document *d,
    const struct sentence *s, int year);

#endif
