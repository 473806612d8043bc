/* SPDX-License-Identifier: MIT */
#ifndef PHRASE_WORDS_H
#define PHRASE_WORDS_H

#include <stddef.h>

#include "phrase.h"

/* How much of a line a phrase must be. */
enum match {
	WHOLE, /* the line, but for punctuation and digits at its ends */
	START, /* its beginning, in a short line */
	COLON  /* its beginning, with a colon or dash behind it */
};

/* Words in lower case, with plain quotes, and what a line of them is. */
extern const struct phrase_words {
	const char *words;
	enum match match;
	enum phrase is;
} phrase_words[];
extern const size_t phrase_words_n;

#endif
