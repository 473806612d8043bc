/* SPDX-License-Identifier: MIT */
#ifndef SLICE_H
#define SLICE_H

#include <stddef.h>
#include <string.h>

/*
 * n bytes at p, borrowed.  Slices that come from csv.h end in a '\0' at
 * p[n]; others need not.
 */
struct slice {
	const char *p;
	size_t n;
};

/* The slice of a C string, without its '\0'. */
static inline struct slice
slice_of(const char *s)
{
	return (struct slice){s, strlen(s)};
}

static inline int
slice_eq(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* 1 if the slice holds exactly the C string s. */
static inline int
slice_is(struct slice a, const char *s)
{
	return slice_eq(a, slice_of(s));
}

#endif
