/* SPDX-License-Identifier: MIT */
#ifndef ENTITY_H
#define ENTITY_H

#include "document.h"
#include "names.h"

/* The entity of that body of the register (or of that name, for
 * REGISTER_NONE), made if new. */
size_t entity_for(
    struct document *d, size_t org, enum body body, struct slice name);
/* The entity that a name found in the text means on the document's date;
 * further candidates of equal fit with it. */
size_t entity_of(struct document *d, const struct reg *reg,
    const struct found *f, struct slice text);
/* Appends an entity to the members of the last mention. */
void mention_add(struct document *d, struct mention *m, size_t entity);
/* Appends an entity to document.member, for whoever counts them. */
void mention_member(struct document *d, size_t entity);

#endif
