/* SPDX-License-Identifier: MIT */
#ifndef WORDS_H
#define WORDS_H

#include <stdint.h>

#include "slice.h"

/*
 * A text as words: runs of letters, digits and "&".  An apostrophe or a
 * hyphen parts words, so that "York's" is "York" and "s".  The hash is over
 * the word in lower case, with "&" as "and": two words are taken for equal
 * when their hashes are, since 64 bits do not meet by accident.
 */
struct word {
	size_t start, end;
	uint64_t hash;
	unsigned char capital; /* begins with a capital or a digit */
	unsigned char upper;   /* capitals only: an acronym */
	char before;	       /* what parts it from the word before: ' ',
				  ',', '-', '\'', '(' ... or '.' for more */
};

struct words {
	struct word *w;
	size_t n, cap;
};

/* Splits bytes start..end of text.  w->w is reused. */
void words_split(struct words *w, struct slice text, size_t start, size_t end);
/* The hash of a word written in lower case. */
uint64_t word_hash(const char *lower);
/* 1 if word i exists and is the given lower-case word. */
int word_is(const struct words *w, size_t i, const char *lower);

#endif
