/* SPDX-License-Identifier: MIT */
#ifndef BARE_H
#define BARE_H

#include "document.h"
#include "entity.h"
#include "names.h"
#include "register.h"

/*
 * Bare place names: "Croydon" is a body where the text makes it one, and a
 * place everywhere else.  f[0..n-1] is a chain of names that only a list's
 * joints part.
 */

/* "Ashford, Swale and Thanet CCGs": the plural speaks for the whole list. */
void bare_promote(const struct reg *reg, struct found *f, size_t n);
/* A text that names no CCG in full: on "the city's clinical commissioning
 * group", the first place of f[0..n-1], all that it names, is the body; on
 * commissioners, those places that act, where they are several. */
void bare_adopt(
    struct document *d, const struct reg *reg, struct found *f, size_t n);
/* Clears weak where more than the name speaks for a body; leaves it else. */
void bare_settle(struct document *d, const struct reg *reg,
    const struct words *w, struct found *f, size_t n);

/* 1 if the name can be a CCG's that had begun by the document's date. */
int bare_lives(
    const struct document *d, const struct reg *reg, const struct found *f);

/* 1 if the text names some CCG beyond doubt; tells after bare_promote. */
int bare_has_ccg(const struct document *d);

/* The text of a name. */
struct slice found_text(const struct document *d, const struct found *f);

#endif
