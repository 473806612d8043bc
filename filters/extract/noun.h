/* SPDX-License-Identifier: MIT */
#ifndef NOUN_H
#define NOUN_H

#include "document.h"
#include "words.h"

/* A noun of one to three words that can stand for a body: "the group". */
struct noun {
	const char *word[3];
	enum ref_kind ref;
};

/* The noun that begins at word i, *len words long, or NULL. */
const struct noun *noun_at(const struct words *w, size_t i, size_t *len);

/* The number that word i is, one to twelve in words, or 0. */
size_t noun_number(const struct words *w, size_t i);

/* 1 if the commissioners at word i are of another sort: of police. */
int noun_of_government(const struct words *w, size_t i);

/* "became the latest commissioners to be put in directions": 1 if what
 * begins with the "the" at word i is said of a body and is none itself. */
int noun_is_predicate(const struct words *w, size_t i);

/* Makes m stand for a body by words i to end - 1, and returns end. */
size_t noun_stands(const struct words *w, size_t i, size_t end,
    struct mention *m, enum ref_kind ref);

#endif
