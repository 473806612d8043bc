/* SPDX-License-Identifier: MIT */
#ifndef TOOLS_H
#define TOOLS_H

#include "fact.h"
#include "match.h"
#include "rules.h"
#include "tag.h"

/* What extract works with, loaded once and used for every document. */
struct tools {
	struct reg *reg;
	struct rules *rules;
	struct tagger tagger;
	struct matcher matcher;
};

/* Takes over reg; with now all patterns are compiled at once and not when
 * they are first needed; dies when the rules are wrong: see rules_load. */
void tools_init(struct tools *t, const char *rules, struct reg *reg, int now);
void tools_free(struct tools *t);

/* All four steps over one document: facts is emptied and filled. */
void understand(struct tools *t, struct document *d, struct facts *facts);

#endif
