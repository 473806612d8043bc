/* SPDX-License-Identifier: MIT */
/* Open addressing; an id is its own hash. */

#include <stdlib.h>

#include "diag.h"
#include "seen.h"

struct seen {
	uint64_t *slot; /* 0 is free */
	size_t n, size; /* a power of two */
};

struct seen *
seen_new(void)
{
	struct seen *s = must(calloc(1, sizeof(*s)));

	s->size = 1024;
	s->slot = must(calloc(s->size, sizeof(*s->slot)));
	return s;
}

static int
insert(struct seen *s, uint64_t id)
{
	size_t i = id & (s->size - 1);

	while (s->slot[i] != 0) {
		if (s->slot[i] == id)
			return 0;
		i = (i + 1) & (s->size - 1);
	}
	s->slot[i] = id;
	return 1;
}

static void
grow(struct seen *s)
{
	uint64_t *old = s->slot;
	size_t i, n = s->size;

	s->size *= 2;
	s->slot = must(calloc(s->size, sizeof(*s->slot)));
	for (i = 0; i < n; i++)
		if (old[i] != 0)
			insert(s, old[i]);
	free(old);
}

int
seen_add(struct seen *s, uint64_t id)
{
	id += id == 0;
	if (!insert(s, id))
		return 0;
	if (++s->n * 8 > s->size * 7)
		grow(s);
	return 1;
}

void
seen_free(struct seen *s)
{
	if (s == NULL)
		return;
	free(s->slot);
	free(s);
}
