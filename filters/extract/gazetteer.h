/* SPDX-License-Identifier: MIT */
#ifndef GAZETTEER_H
#define GAZETTEER_H

#include "register.h"
#include "words.h"

/*
 * The register's names for finding them in running text: hashed words,
 * longest match.  A name is kept without what only says what kind of body
 * it is ("NHS", "CCG", "Foundation Trust"), because the text says that
 * itself, or does not.
 */
struct gazetteer;

/* One meaning of a name: a body, or a group of bodies. */
struct meaning {
	size_t org;   /* in the register; REGISTER_NONE for a group */
	size_t group; /* first register_group of that name, or NONE */
	enum alias_kind kind;
	struct date from, to;
};

struct name {
	const struct meaning *meaning;
	size_t n;
	size_t words;
};

/* Dies when memory runs out; reg must outlive it. */
struct gazetteer *gazetteer_new(const struct reg *reg);
/* The longest name of at most max words that begins at word at.  1, or 0. */
int gazetteer_find(const struct gazetteer *g, const struct words *w, size_t at,
    size_t max, struct name *out);
void gazetteer_free(struct gazetteer *g);

#endif
