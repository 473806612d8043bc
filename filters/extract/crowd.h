/* SPDX-License-Identifier: MIT */
#ifndef CROWD_H
#define CROWD_H

#include "document.h"
#include "names.h"
#include "register.h"

/*
 * The sets of CCGs that a document can mean by their number alone ("all
 * seven"): those of the places that it names, on its date and on the last
 * day of each financial year before; and of those that a CCG which it names
 * was made of, the ones that it names.  Fills in crowd and ncrowd; no two
 * have the same number, the likelier comes first.  names are those found in
 * d; call it once all mentions are there, for it may add entities.
 */
void crowds_find(
    struct document *d, const struct reg *reg, const struct names *names);

/* Adds the CCGs that the place of a found name had on a date to m. */
void crowd_of_place(struct document *d, const struct reg *reg,
    const struct found *f, struct date on, struct mention *m);

/* The same, on the latest date on or before the document's on which they
 * were f->said; m stays empty if they never were. */
void crowd_of_number(struct document *d, const struct reg *reg,
    const struct found *f, struct mention *m);

/* 1 if the CCG child was made of the CCG parent, both in the register. */
int crowd_descends(const struct reg *reg, size_t child, size_t parent);

#endif
