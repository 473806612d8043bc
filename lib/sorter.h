/* SPDX-License-Identifier: MIT */
#ifndef SORTER_H
#define SORTER_H

#include "slice.h"

/*
 * Records of a key and a value, given back in order of their keys' bytes,
 * equal keys in order of arrival.  Past its memory the sorter keeps sorted
 * runs in files without a name in $TMPDIR (or /tmp).
 */
struct sorter;

/*
 * memory: about how many bytes of records to hold before a run is written.
 * NULL when memory runs out.
 */
struct sorter *sorter_new(size_t memory);
/* Takes a record; both slices are copied.  0, or -1 with errno. */
int sorter_put(struct sorter *s, struct slice key, struct slice value);
/* Ends the putting and sorts.  0, or -1 with errno. */
int sorter_sort(struct sorter *s);
/*
 * The next record, borrowed until the next call.  1; 0 at the end; -1 with
 * errno.
 */
int sorter_next(struct sorter *s, struct slice *key, struct slice *value);
/* Accepts NULL. */
void sorter_free(struct sorter *s);

/* What a call above returned, for programs that cannot go on without its file:
 * dies with EXIT_SYSTEM, by errno, where that is below 0. */
int sorter_checked(int status);

/* Eight bytes that sort as the number does, for a key. */
static inline struct slice
sorter_number(char dst[8], unsigned long long n)
{
	for (int i = 7; i >= 0; i--, n >>= 8)
		dst[i] = (char)(n & 0xff);
	return (struct slice){dst, 8};
}
/* The number in those bytes. */
static inline unsigned long long
sorter_value(const char src[8])
{
	unsigned long long n = 0;

	for (int i = 0; i < 8; i++)
		n = n << 8 | (unsigned char)src[i];
	return n;
}

#endif
