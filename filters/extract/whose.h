/* SPDX-License-Identifier: MIT */
#ifndef WHOSE_H
#define WHOSE_H

#include "match.h"

/* Whose fact it is: a mention of the sentence, or the focus before it. */
struct owner {
	const struct mention *mention; /* NULL: the focus */
	const size_t *who;
	size_t nwho;
	int plural;   /* several bodies, perhaps not known which */
	int alone;    /* it stands in front of brackets, the match in them */
	int distance; /* 0 the rule captured it ... 3 the focus */
};

/*
 * Finds the body that a match speaks of.  who is the rule's word on where
 * to look: "subject" (before the match first, the default), "object"
 * (behind it first), "here" (only in the sentence), "national" (national
 * bodies too), "ccg" (nobody but a CCG).  nwho is 0 when it is nobody's.
 */
struct owner whose(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const char *who);

#endif
