/* SPDX-License-Identifier: MIT */
#ifndef GUARD_H
#define GUARD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "slice.h"

/*
 * A page between two that nobody may touch: a scanner that reads one byte
 * before or behind a text laid at the edge dies at once, with or without a
 * sanitiser.
 */
struct guard {
	char *page;
	size_t size;
};

static inline struct guard
guard_new(void)
{
	size_t size = (size_t)sysconf(_SC_PAGESIZE);
	char *p = mmap(NULL, 3 * size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	assert_true(p != MAP_FAILED);
	assert_int_equal(mprotect(p, size, PROT_NONE), 0);
	assert_int_equal(mprotect(p + 2 * size, size, PROT_NONE), 0);
	return (struct guard){p + size, size};
}

/* The text, ended by the forbidden page (at_end) or begun by it. */
static inline struct slice
guard_put(struct guard g, struct slice text, int at_end)
{
	char *p = at_end ? g.page + g.size - text.n : g.page;

	assert_true(text.n <= g.size);
	memcpy(p, text.p, text.n);
	return (struct slice){p, text.n};
}

static inline void
guard_free(struct guard g)
{
	munmap(g.page - g.size, 3 * g.size);
}

/* A small generator of its own, so that every run is the same. */
static inline uint32_t
guard_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407U;
	return (uint32_t)(*state >> 33);
}

/* n pieces of a list in any order, or bytes of every value, into dst. */
static inline size_t
guard_mix(char *dst, size_t cap, const char *const *piece, size_t count,
    uint64_t *state)
{
	size_t n = 0, want = guard_random(state) % 14;

	for (size_t i = 0; i < want; i++) {
		const char *s = piece[guard_random(state) % count];
		size_t len = strlen(s);

		if (guard_random(state) % 8 == 0) {
			if (n < cap)
				dst[n++] = (char)guard_random(state);
			continue;
		}
		if (n + len > cap)
			break;
		memcpy(dst + n, s, len);
		n += len;
	}
	return n;
}

#endif
