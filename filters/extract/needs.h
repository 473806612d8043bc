/* SPDX-License-Identifier: MIT */
#ifndef NEEDS_H
#define NEEDS_H

#include <stdint.h>

#include "slice.h"

/*
 * Which tags a sentence must have for a pattern to match it at all: most
 * patterns speak of an amount or of a body, and most sentences have none.
 */
enum { NEEDS = 3 };

/* Sets of the letters of tags ("<m0>": m), of each of which one is needed; a
 * set without letters asks for nothing. */
struct needs {
	uint32_t one_of[NEEDS];
};

/* The set of one letter, a to z. */
uint32_t needs_letter(char letter);

/* What a pattern, its pieces put in, cannot do without: tags that stand
 * outside of groups, or alone in a named one, and are not optional. */
struct needs needs_of(struct slice pattern);

/* 1 if a sentence with these letters has what is needed. */
int needs_met(const struct needs *needs, uint32_t letters);

#endif
