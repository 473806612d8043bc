/* SPDX-License-Identifier: MIT */
#ifndef TAG_H
#define TAG_H

#include "names.h"

/*
 * The first of extract's steps: finds the mentions of each sentence
 * (organisations, words that stand for one, money, periods), gives every
 * organisation its entity, and writes the folded sentence in which each
 * mention is a tag: "<c0> ended <p1> <m2> in the red".  The letter says
 * what it is: c CCG, t trust, y system, n national, s sector, k other body,
 * r a word that stands for a body, m money, p period.
 */
struct tagger {
	const struct reg *reg;
	struct gazetteer *gazetteer;
	struct names names;
	struct words words;
};

/* Dies when memory runs out; reg must outlive the tagger. */
void tagger_init(struct tagger *t, const struct reg *reg);
void tagger_free(struct tagger *t);

/* Tags all sentences of d (sentence_split has made them). */
void tag_document(struct tagger *t, struct document *d);

#endif
