/* SPDX-License-Identifier: MIT */
#ifndef ARENA_H
#define ARENA_H

#include <setjmp.h>
#include <stddef.h>

/*
 * Memory for one parse: given out in small pieces, freed all at once, with
 * a limit on size and on time.  A parser that does not check its allocator
 * is left by longjmp(3) to arena->out when a limit is broken, so set that
 * before the first arena_alloc; nothing but the arena may hold what it owns.
 */
struct arena {
	jmp_buf out;
	size_t limit;	/* bytes */
	double seconds; /* of processor time */
	/* private */
	double began;
	unsigned long calls;
	size_t held;
	char *at, *end;
	struct arena_chunk *chunk;
	struct arena_free *free[64];
};

/* What setjmp(arena->out) returns. */
enum { ARENA_FULL = 1, ARENA_LATE = 2, ARENA_NONE = 3 };

void arena_init(struct arena *a, size_t limit, double seconds);
/* Both have the types that gumbo asks for. */
void *arena_alloc(void *arena, size_t n);
void arena_release(void *arena, void *p);
/* Frees all pieces, and leaves the arena as arena_init does. */
void arena_clear(struct arena *a);

#endif
