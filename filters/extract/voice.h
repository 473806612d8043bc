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

#endif
