/* SPDX-License-Identifier: MIT */
#ifndef SUBJECT_H
#define SUBJECT_H

#include "document.h"

/* Who acts in a sentence, by where the mentions of bodies stand in it. */

/* 1 if a mention is a body's name or a word for one. */
int subject_body(const struct mention *m);
/* 1 if the word in front of a mention says that it is no subject: "at A". */
int subject_oblique(const struct document *d, const struct sentence *s,
    const struct mention *m);
/* How well a mention serves as subject: 0 not at all, 1 a national body, 2
 * one that only has something, 3 one that acts. */
int subject_rank(const struct document *d, const struct sentence *s,
    const struct mention *m);
/* The first mention of a sentence that can be its subject, or NULL. */
const struct mention *subject_of(
    const struct document *d, const struct sentence *s);

/* 1 if a mention is a trust, a council or a word for one. */
int subject_is_no_ccg(const struct mention *m);

#endif
