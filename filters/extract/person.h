/* SPDX-License-Identifier: MIT */
#ifndef PERSON_H
#define PERSON_H

#include "fact.h"
#include "regex.h"

/*
 * 1 if the words that a group took of the folded sentence s are written as a
 * person's name is: each with a capital, but for "de" and its like, and none
 * of them an office, a body or an article.  A heading may have capitals
 * everywhere; it is then taken at its word.
 */
int person_named(const struct document *d, const struct sentence *s,
    struct regex_span group);

/*
 * "She takes over in May", of one whose post was told of just before: it is at
 * that body, whichever the text has named since.  The last fact of leadership
 * in the few sentences before s; NULL if there is none, or s is of no person
 * (sure is 1 where its rule says that it is).
 */
const struct fact *person_told_of(const struct facts *facts,
    const struct document *d, const struct sentence *s, int sure);

/* "named as interim chief.  He starts in May": f is no second post, if that
 * is what was told. */
void person_stays(struct fact *f, const struct fact *told);

#endif
