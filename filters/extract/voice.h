/* SPDX-License-Identifier: MIT */
#ifndef VOICE_H
#define VOICE_H

#include "document.h"
#include "gazetteer.h"

/*
 * Whose voice a document is: the CCG that publishes it, by the publisher's
 * name or, where that is not known, by the one CCG that the head of its page
 * names, or the title of one with tables.  Sets d->voice to its entity, which
 * it may add, or to NO_VOICE. w is scratch.
 */
void voice_find(struct document *d, const struct gazetteer *g,
    const struct reg *reg, struct words *w);

/*
 * "The CCG" of a text that names none: the one that the lines over its text
 * name, or that of the council which publishes it.  Adds its entity as one
 * that is named.  Call it when all names are found.
 */
void voice_home(struct document *d, const struct gazetteer *g,
    const struct reg *reg, struct words *w);

#endif
