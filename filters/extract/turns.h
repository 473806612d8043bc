/* SPDX-License-Identifier: MIT */
#ifndef TURNS_H
#define TURNS_H

#include "match.h"

/*
 * "A, B and C were rated good, good and inadequate": as many bodies as the
 * match has values, to be taken one by one.
 */
struct turns {
	const size_t *who; /* entities, in document.member */
	size_t n;	   /* 0: there are none */
	struct slice text; /* as written */
};

/* The bodies that a match, whose rule has each=1 and value=*MAP, gives its
 * values to. */
struct turns turns_of(const struct rules *rules, const struct document *d,
    const struct sentence *s, const struct match *x);

/* The value that stands at *at or next behind it in a match; moves *at on.
 * "" when there is none. */
const char *turns_value(const struct rules *rules, const struct document *d,
    const struct sentence *s, const struct match *x, const char *map,
    size_t *at);

#endif
