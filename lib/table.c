/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "table.h"

/*
 * Open addressing over cells of 8 bytes: a slot number plus one (0 is free)
 * and the hash, so that a probe seldom leaves the cells.  Keys
 * lie in blocks that never move; their first bytes stand in the entry too,
 * for with many keys every place looked at is far from all others.
 */
struct cell {
	uint32_t slot, hash;
};

enum { HEAD = 16, SLOTS_MAX = 1U << 31 };

struct entry {
	const char *p;
	uint32_t n, hash;
	char head[HEAD]; /* filled up with zeros */
};

struct block {
	struct block *next;
	size_t used, cap;
	char bytes[];
};

struct table {
	uint64_t seed[2];
	struct cell *cell; /* mask + 1 of them, at most 3/4 in use */
	size_t mask;
	struct entry *entry;
	size_t n, cap;
	const char *values;  /* what callers keep by slot, to be fetched */
	size_t value;	     /* bytes of each */
	struct block *block; /* the one being filled first */
	size_t bytes;	     /* held by blocks */
};

enum { CELLS_START = 64, BLOCK_START = 1 << 10, BLOCK_MAX = 1 << 20 };

static uint64_t
rotate(uint64_t x, int by)
{
	return x << by | x >> (64 - by);
}

static void
sip_round(uint64_t v[4])
{
	v[0] += v[1], v[1] = rotate(v[1], 13) ^ v[0], v[0] = rotate(v[0], 32);
	v[2] += v[3], v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3], v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1], v[1] = rotate(v[1], 17) ^ v[2], v[2] = rotate(v[2], 32);
}

/*
 * SipHash-1-3: keys come from strangers, and with a secret seed nobody can
 * choose them so that they collide.  Order of arrival, not the hash, decides
 * what callers see, so neither seed nor byte order shows.
 */
static uint32_t
hash(const struct table *t, struct slice key)
{
	uint64_t word, v[4] = {t->seed[0] ^ UINT64_C(0x736f6d6570736575),
			   t->seed[1] ^ UINT64_C(0x646f72616e646f6d),
			   t->seed[0] ^ UINT64_C(0x6c7967656e657261),
			   t->seed[1] ^ UINT64_C(0x7465646279746573)};
	size_t i;

	for (i = 0; key.n - i >= 8; i += 8) {
		memcpy(&word, key.p + i, 8);
		v[3] ^= word;
		sip_round(v);
		v[0] ^= word;
	}
	word = 0;
	if (key.n > i)
		memcpy(&word, key.p + i, key.n - i);
	word ^= (uint64_t)key.n << 56;
	v[3] ^= word;
	sip_round(v);
	v[0] ^= word;
	v[2] ^= 0xff;
	sip_round(v);
	sip_round(v);
	sip_round(v);
	return (uint32_t)(v[0] ^ v[1] ^ v[2] ^ v[3]);
}

struct table *
table_new(void)
{
	struct table *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return NULL;
	t->cell = calloc(CELLS_START, sizeof(*t->cell));
	if (t->cell == NULL) {
		free(t);
		return NULL;
	}
	t->mask = CELLS_START - 1;
	/* Without a random seed the map is still right, only less guarded. */
	if (getrandom(t->seed, sizeof(t->seed), GRND_NONBLOCK) < 0)
		t->seed[0] = (uint64_t)(uintptr_t)t;
	return t;
}

static struct entry
entry_of(struct slice key, uint32_t h)
{
	struct entry e = {key.p, (uint32_t)key.n, h, {0}};

	if (key.n > 0)
		memcpy(e.head, key.p, key.n < HEAD ? key.n : HEAD);
	return e;
}

/* The cell of key, or the free one where it belongs. */
static struct cell *
probe(const struct table *t, struct slice key, uint32_t h)
{
	const struct entry want = entry_of(key, h);
	size_t i;

	for (i = h & t->mask;; i = (i + 1) & t->mask) {
		struct cell *c = &t->cell[i];
		const struct entry *e;

		if (c->slot == 0)
			return c;
		if (c->hash != h)
			continue;
		e = &t->entry[c->slot - 1];
		if (t->value != 0) {
			__builtin_prefetch(
			    t->values + (c->slot - 1) * t->value);
			__builtin_prefetch(t->values + c->slot * t->value);
		}
		if (key.n == e->n && memcmp(e->head, want.head, HEAD) == 0 &&
		    (key.n <= HEAD ||
			memcmp(e->p + HEAD, key.p + HEAD, key.n - HEAD) == 0))
			return c;
	}
}

static int
grow_cells(struct table *t)
{
	size_t size = (t->mask + 1) * 2, i;
	struct cell *cell;

	if (t->mask >= SIZE_MAX / 4 ||
	    (cell = calloc(size, sizeof(*cell))) == NULL)
		return -1;
	free(t->cell);
	t->cell = cell;
	t->mask = size - 1;
	for (i = 0; i < t->n; i++) {
		size_t at = t->entry[i].hash & t->mask;

		while (cell[at].slot != 0)
			at = (at + 1) & t->mask;
		cell[at].slot = (uint32_t)(i + 1);
		cell[at].hash = t->entry[i].hash;
	}
	return 0;
}

static int
grow_entries(struct table *t)
{
	size_t cap = t->cap ? t->cap + t->cap / 2 : 32;
	struct entry *e;

	/* More would crowd where 32 bits of hash can tell cells apart. */
	if (t->n >= SLOTS_MAX)
		return -1;
	if ((e = reallocarray(t->entry, cap, sizeof(*e))) == NULL)
		return -1;
	t->entry = e;
	t->cap = cap;
	return 0;
}

/* Room for n bytes that stay where they are; NULL without memory. */
static char *
place(struct table *t, size_t n)
{
	struct block *b = t->block;
	size_t cap;

	if (b == NULL || b->cap - b->used < n) {
		cap = b == NULL		       ? BLOCK_START
		      : b->cap < BLOCK_MAX / 2 ? b->cap * 2
					       : BLOCK_MAX;
		if (cap < n)
			cap = n;
		if (cap > SIZE_MAX - sizeof(*b) ||
		    (b = malloc(sizeof(*b) + cap)) == NULL)
			return NULL;
		*b = (struct block){t->block, 0, cap};
		t->block = b;
		t->bytes += sizeof(*b) + cap;
	}
	b->used += n;
	return b->bytes + b->used - n;
}

size_t
table_slot(struct table *t, struct slice key)
{
	uint32_t h = hash(t, key);
	struct cell *c = probe(t, key, h);
	char *p;

	if (c->slot != 0)
		return c->slot - 1;
	if (t->n == t->cap && grow_entries(t) < 0)
		return TABLE_NONE;
	if (t->n >= (t->mask + 1) / 4 * 3) {
		if (grow_cells(t) < 0)
			return TABLE_NONE;
		c = probe(t, key, h);
	}
	if (key.n >= UINT32_MAX || (p = place(t, key.n + 1)) == NULL)
		return TABLE_NONE;
	if (key.n > 0)
		memcpy(p, key.p, key.n);
	p[key.n] = '\0';
	t->entry[t->n++] = entry_of((struct slice){p, key.n}, h);
	*c = (struct cell){(uint32_t)t->n, h};
	return t->n - 1;
}

size_t
table_find(const struct table *t, struct slice key)
{
	const struct cell *c = probe(t, key, hash(t, key));

	return c->slot != 0 ? c->slot - 1 : TABLE_NONE;
}

struct slice
table_key(const struct table *t, size_t slot)
{
	return (struct slice){t->entry[slot].p, t->entry[slot].n};
}

void
table_values(struct table *t, const void *values, size_t size)
{
	t->values = values;
	t->value = size;
}

size_t
table_count(const struct table *t)
{
	return t->n;
}

size_t
table_bytes(const struct table *t)
{
	return sizeof(*t) + (t->mask + 1) * sizeof(*t->cell) +
	       t->cap * sizeof(*t->entry) + t->bytes;
}

void
table_clear(struct table *t)
{
	struct block *b;

	/* The newest block is the largest: one is kept, the rest go. */
	while (t->block != NULL && (b = t->block->next) != NULL) {
		t->block->next = b->next;
		t->bytes -= sizeof(*b) + b->cap;
		free(b);
	}
	if (t->block != NULL)
		t->block->used = 0;
	memset(t->cell, 0, (t->mask + 1) * sizeof(*t->cell));
	t->n = 0;
}

void
table_free(struct table *t)
{
	struct block *b, *next;

	if (t == NULL)
		return;
	for (b = t->block; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	free(t->entry);
	free(t->cell);
	free(t);
}
