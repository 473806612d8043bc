/* SPDX-License-Identifier: MIT */
#ifndef REGEX_H
#define REGEX_H

#include "slice.h"

/*
 * PCRE2 over bytes: compiled once with JIT where there is one, matched with
 * limits so that no pattern and no text can run away.
 */
struct regex;

enum { REGEX_CASELESS = 1, REGEX_UTF = 2, REGEX_EXTENDED = 4 };

/* One capture, in bytes of the text; all 0 where the group took no part. */
struct regex_span {
	size_t start, end;
	int set;
};

/*
 * Compiles pattern.  NULL on an error, with "message at offset N" copied
 * into err (always ended by '\0' when cap > 0).
 */
struct regex *regex_new(struct slice pattern, int flags, char *err, size_t cap);
/*
 * Searches text from byte at.  1 a match; 0 none; -1 a limit was hit, or there
 * is no memory for the first match (the caller treats the text as not matching
 * and says so where it can).
 */
int regex_match(struct regex *r, struct slice text, size_t at);
/* How many groups the pattern has, the whole match (0) included. */
size_t regex_groups(const struct regex *r);
/* Group i of the last match. */
struct regex_span regex_group(const struct regex *r, size_t i);
/* The number of a named group, or 0 if the pattern has none. */
size_t regex_named(const struct regex *r, const char *name);
/* Accepts NULL. */
void regex_free(struct regex *r);

#endif
