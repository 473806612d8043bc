/* SPDX-License-Identifier: MIT */
/*
 * An arena with free lists by size: a parser frees most of what it takes at
 * once, and millions of calls of malloc(3) cost more than the parsing.
 */

#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "arena.h"

enum {
	CHUNK = 256 << 10,
	STEP = 32, /* small sizes are multiples of it */
	SMALL = 1024,
	CLOCK_EVERY = 1024 /* calls between looks at the clock */
};

struct arena_chunk {
	struct arena_chunk *next;
	size_t size;
};

struct arena_free {
	struct arena_free *next;
};

/* What stands in front of every piece: its class. */
struct tag {
	size_t class;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
arena_init(struct arena *a, size_t limit, double seconds)
{
	*a = (struct arena){.limit = limit, .seconds = seconds};
	a->began = now();
}

/* The free list for n bytes, and the size of its pieces. */
static size_t
class_of(size_t n, size_t *size)
{
	size_t c;

	if (n <= SMALL) {
		c = n ? (n - 1) / STEP : 0;
		*size = (c + 1) * STEP;
		return c;
	}
	c = SMALL / STEP;
	for (*size = 2 * SMALL; *size < n; *size *= 2)
		c++;
	return c;
}

static void
add_chunk(struct arena *a, size_t need)
{
	size_t size = need > CHUNK / 4 ? need : CHUNK;
	struct arena_chunk *c;

	if (a->held + size > a->limit)
		longjmp(a->out, ARENA_FULL);
	if ((c = malloc(sizeof(*c) + size)) == NULL)
		longjmp(a->out, ARENA_NONE);
	*c = (struct arena_chunk){a->chunk, size};
	a->chunk = c;
	a->held += size;
	if (size == CHUNK) {
		a->at = (char *)(c + 1);
		a->end = a->at + size;
	}
}

void *
arena_alloc(void *arena, size_t n)
{
	struct arena *a = arena;
	struct arena_free *f;
	struct tag *t;
	size_t size, class;

	if (a->calls++ % CLOCK_EVERY == 0 && now() - a->began > a->seconds)
		longjmp(a->out, ARENA_LATE);
	if (n > a->limit)
		longjmp(a->out, ARENA_FULL);
	class = class_of(n, &size);
	if ((f = a->free[class]) != NULL) {
		a->free[class] = f->next;
		return f;
	}
	size += sizeof(*t);
	if (size > CHUNK / 4) {
		add_chunk(a, size);
		t = (struct tag *)(a->chunk + 1);
	} else {
		if ((size_t)(a->end - a->at) < size)
			add_chunk(a, size);
		t = (struct tag *)a->at;
		a->at += size;
	}
	t->class = class;
	return t + 1;
}

void
arena_release(void *arena, void *p)
{
	struct arena *a = arena;
	struct arena_free *f = p;
	size_t class;

	if (p == NULL)
		return;
	class = ((struct tag *)p - 1)->class;
	f->next = a->free[class];
	a->free[class] = f;
}

void
arena_clear(struct arena *a)
{
	struct arena_chunk *c, *next;

	for (c = a->chunk; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
	arena_init(a, a->limit, a->seconds);
}
