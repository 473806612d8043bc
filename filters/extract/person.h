/* SPDX-License-Identifier: MIT */
#ifndef PERSON_H
#define PERSON_H

#include "document.h"
#include "regex.h"

/*
 * 1 if the words that a group took of the folded sentence s are written as a
 * person's name is: each with a capital, but for "de" and its like, and none
 * of them an office, a body or an article.  A heading may have capitals
 * everywhere; it is then taken at its word.
 */
int person_named(const struct document *d, const struct sentence *s,
    struct regex_span group);

#endif
