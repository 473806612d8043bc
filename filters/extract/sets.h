/* SPDX-License-Identifier: MIT */
#ifndef SETS_H
#define SETS_H

#include "focus.h"

/*
 * The CCGs that words for several stand for, by how many they are said to
 * be: lists named before, what the section has named so far, sets that the
 * register knows.  m keeps nwho 0 where that settles nothing.
 */

/* "both", "the three", "all seven CCGs"; m is of sentence s, in focus f. */
void sets_several(struct focus *f, const struct sentence *s, struct mention *m);

/* "The county's two groups", where the text names so many and no more: 1, and
 * m stands for them. */
int sets_all(struct focus *f, struct mention *m);

/* "the other two", "the rest": those of such a set that were not just
 * spoken of by themselves. */
void sets_others(struct focus *f, const struct sentence *s, struct mention *m);

/* "A is one of three CCGs, with B and C, that ...", "Together with B and C,
 * it ...": adds those to the one that m stands for. */
void sets_with(struct focus *f, const struct sentence *s, struct mention *m);

/* "this CCG, B and C", "our CCG and B": adds those to m. */
void sets_and(struct focus *f, const struct sentence *s, struct mention *m);

/* The two CCGs that the paragraph spoke of last, in their order, for "the
 * former"; returns 0 if they are not two. */
int sets_two(struct focus *f, const struct sentence *s, struct mention *m);

#endif
