/* SPDX-License-Identifier: MIT */
#ifndef SUFFIX_H
#define SUFFIX_H

#include "document.h"
#include "words.h"

/* What the word behind a name says it is. */
enum suffix {
	SUFFIX_NONE,
	SUFFIX_CCG,
	SUFFIX_CCGS,
	SUFFIX_TRUST,
	SUFFIX_SYSTEM,
	SUFFIX_OTHER
};

/* The number of words of the suffix at word i, or 0; *suffix is what it is.
 * Papers write it small too: "Hull commissioners", "the Croydon group". */
size_t suffix_at(const struct words *w, size_t i, enum suffix *suffix);

/* "(CCG)", "(Hull CCG)" at word i, behind a name: the word behind it, or i. */
size_t suffix_bracketed(const struct words *w, size_t i);

/* The sort of body that has such a suffix; SUFFIX_NONE has BODY_OTHER. */
enum body suffix_body(enum suffix s);

/*
 * The end of the run of capitalised words at i that an institution's word
 * closes ("Shrewsbury and Telford Hospital NHS Trust"), or i if none does;
 * *body is set with it.
 */
size_t suffix_institution(const struct words *w, size_t i, enum body *body);

#endif
