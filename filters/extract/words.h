/* SPDX-License-Identifier: MIT */
#ifndef WORDS_H
#define WORDS_H

#include <stdint.h>
#include <string.h>

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
	char *lower; /* the text in small letters, from base on */
	size_t base, clower;
};

/* Splits bytes start..end of text.  w->w is reused. */
void words_split(struct words *w, struct slice text, size_t start, size_t end);
/* The hash of a word written in lower case. */
uint64_t word_hash(const char *lower);
void words_free(struct words *w);

/* 1 if word i exists and is the given lower-case word.  Inline, because it
 * is asked of every word some hundred times, and nearly always in vain. */
static inline int
word_is(const struct words *w, size_t i, const char *lower)
{
	const char *p;
	size_t n;

	if (i >= w->n)
		return 0;
	p = w->lower + (w->w[i].start - w->base);
	if (*p != *lower)
		return 0;
	n = w->w[i].end - w->w[i].start;
	return strncmp(p, lower, n) == 0 && lower[n] == '\0';
}

/* 1 if word i exists and is one of list[0..n-1]; the macro counts an array. */
int word_is_one(
    const struct words *w, size_t i, const char *const *list, size_t n);
#define WORD_IN(w, i, list) \
	word_is_one(w, i, list, sizeof(list) / sizeof *(list))

/* 1 if no more than a blank, a hyphen or an apostrophe parts word i, which
 * exists, from the one before. */
int word_joined(const struct words *w, size_t i);

/* 1 if word i is north, south ..., which papers write small: "north west
 * London". */
int words_compass(const struct words *w, size_t i);

/* 1 if s, without the blanks around it, is one of list[0..n-1]. */
int equals_one(struct slice s, const char *const *list, size_t n);

#endif
