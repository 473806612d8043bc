/* SPDX-License-Identifier: MIT */
#include "wellformed.h"

#include <stdint.h>

/* How many bytes follow a first byte; a large number if it is none. */
static size_t
followers(unsigned char c)
{
	if (c < 0x80)
		return 0;
	if (c < 0xc2 || c > 0xf4)
		return SIZE_MAX;
	return c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
}

size_t
wellformed_character(struct slice s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t more = followers(*p);

	/* The second byte rules out overlong forms, surrogates, > U+10FFFF. */
	if (more >= s.n || (*p == 0xe0 && p[1] < 0xa0) ||
	    (*p == 0xed && p[1] > 0x9f) || (*p == 0xf0 && p[1] < 0x90) ||
	    (*p == 0xf4 && p[1] > 0x8f))
		return 0;
	for (size_t i = 1; i <= more; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return more + 1;
}

int
wellformed(struct slice s)
{
	size_t i = 0, n;

	for (; i < s.n; i += n) {
		n = wellformed_character((struct slice){s.p + i, s.n - i});
		if (n == 0)
			return 0;
	}
	return 1;
}
