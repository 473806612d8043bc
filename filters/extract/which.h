/* SPDX-License-Identifier: MIT */
#ifndef WHICH_H
#define WHICH_H

#include "focus.h"

/* Which one "the CCG", "the group", "the city group" is.  Entities are
 * indices into document.entity, SIZE_MAX is none. */

/* Makes m stand for the CCG in focus; leaves it if there is none. */
void which_ccg(struct focus *f, struct mention *m);
/* "A CCG in special measures is to ...": the one that is named next. */
void which_lead(struct focus *f, struct mention *m);
/* 1 and makes m stand for the topic, where a paragraph opens with it. */
int which_opens(struct focus *f, const struct sentence *s, struct mention *m);
/* The one CCG of the text whose name has the word in front of m; where there
 * is none, *nobody is 1 if the word sets m apart from the CCG in focus ("the
 * larger group"). */
size_t which_qualified(const struct focus *f, const struct sentence *s,
    const struct mention *m, int *nobody);
/* The body of that sort with the most weight; groups lets others in that
 * call themselves a group. */
size_t which_heaviest(const struct focus *f, enum body body, int groups);
/* The first CCG named in the reach sentences from one on. */
size_t which_named_next(const struct focus *f, size_t from, size_t reach);

#endif
