/* SPDX-License-Identifier: MIT */
#ifndef REGEX_H
#define REGEX_H

#include "slice.h"

/*
 * PCRE2 over bytes: compiled once with JIT where there is one, matched with
 * limits so that no pattern and no text can run away.
 */
struct regex;

/* REGEX_LATE compiles for the first match: of many patterns few are tried. */
enum { REGEX_CASELESS = 1, REGEX_UTF = 2, REGEX_EXTENDED = 4, REGEX_LATE = 8 };

/* What regex_match returns besides 1 for a match and 0 for none. */
enum { REGEX_LIMIT = -1, REGEX_FAILED = -2 };

/* One capture, in bytes of the text; all 0 where the group took no part. */
struct regex_span {
	size_t start, end;
	int set;
};

/*
 * Compiles pattern; with REGEX_LATE only keeps it, borrowed.  NULL on an error,
 * with "message at offset N" copied into err (always ended by '\0' when cap >
 * 0) and errno ENOMEM when memory ran out, else EINVAL.
 */
struct regex *regex_new(struct slice pattern, int flags, char *err, size_t cap);
/*
 * Searches text from byte at.  1 a match; 0 none; REGEX_LIMIT: the text would
 * take too long (the caller treats it as not matching and says so where it
 * can); REGEX_FAILED: there is no memory, or a pattern compiled late is wrong.
 */
int regex_match(struct regex *r, struct slice text, size_t at);
/* How many groups the pattern, compiled, has, the whole match (0) included. */
size_t regex_groups(const struct regex *r);
/* Group i of the last match. */
struct regex_span regex_group(const struct regex *r, size_t i);
/* The number of a named group, or 0 if the compiled pattern has none. */
size_t regex_named(const struct regex *r, const char *name);
/* Accepts NULL. */
void regex_free(struct regex *r);

#endif
