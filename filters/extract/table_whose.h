/* SPDX-License-Identifier: MIT */
#ifndef TABLE_WHOSE_H
#define TABLE_WHOSE_H

#include "table_grid.h"

/*
 * Whose figures they are.  A paper is one CCG's: the one in its title, its
 * publisher, its running head, or else the one it speaks of; a paper of
 * several is nobody's, and then its columns, lines or captions name a body.
 */

/* Sets paper->owner: an entity, NO_ENTITY, or JOINT. */
void whose_paper(struct paper *p, struct document *d);

/*
 * The body that a heading or label names and nothing else: an entity,
 * OTHERS, or NO_ENTITY.  weak allows a bare place ("Hardwick").
 */
size_t whose_label(
    struct paper *p, struct document *d, struct slice text, int weak);

/* The one CCG that a line of words names among others, or NO_ENTITY. */
size_t whose_text(struct paper *p, struct document *d, struct slice text);

#endif
