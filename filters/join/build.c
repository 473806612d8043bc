/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "buf.h"
#include "build.h"
#include "diag.h"
#include "table.h"

struct row {
	size_t end;  /* of its bytes */
	size_t slot; /* of its key, or TABLE_NONE */
	struct validity valid;
};

struct build {
	struct table *keys;
	struct buf bytes; /* rows end to end */
	struct row *row;
	unsigned char *marked;
	size_t n, cap;
	/* The index: rows by slot; those of slot s at first[s]..first[s+1]. */
	size_t *order, *first;
	int64_t *latest; /* greatest to of a slot's rows up to this one */
	size_t *found;	 /* room for what build_find_at finds */
};

struct build *
build_new(void)
{
	struct build *b = must(calloc(1, sizeof *b));

	b->keys = must(table_new());
	return b;
}

static void
free_index(struct build *b)
{
	free(b->order);
	free(b->first);
	free(b->latest);
	free(b->found);
	b->order = b->first = b->found = NULL;
	b->latest = NULL;
}

void
build_clear(struct build *b)
{
	table_clear(b->keys);
	buf_clear(&b->bytes);
	b->n = 0;
	free_index(b);
}

void
build_free(struct build *b)
{
	if (b == NULL)
		return;
	free_index(b);
	table_free(b->keys);
	buf_free(&b->bytes);
	free(b->row);
	free(b->marked);
	free(b);
}

static void
grow(struct build *b)
{
	b->cap = b->cap ? b->cap * 2 : 64;
	b->row = must(reallocarray(b->row, b->cap, sizeof *b->row));
	b->marked = must(reallocarray(b->marked, b->cap, 1));
}

void
build_add(struct build *b, const struct slice *key, struct slice row,
    struct validity valid)
{
	size_t slot = TABLE_NONE;

	if (b->n == b->cap)
		grow(b);
	if (key != NULL && (slot = table_slot(b->keys, *key)) == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (row.n > 0 && buf_add(&b->bytes, row.p, row.n) < 0)
		die(EXIT_SYSTEM, "out of memory");
	b->marked[b->n] = 0;
	b->row[b->n++] = (struct row){b->bytes.n, slot, valid};
}

static int
by_from(const void *pa, const void *pb, void *data)
{
	const struct build *b = data;
	size_t a = *(const size_t *)pa, c = *(const size_t *)pb;
	int64_t fa = b->row[a].valid.from, fc = b->row[c].valid.from;

	return fa != fc ? (fa < fc ? -1 : 1) : (a > c) - (a < c);
}

/* Rows of each key by their from, with the latest end so far beside them. */
static void
index_times(struct build *b, size_t slots)
{
	b->latest = must(calloc(b->n + 1, sizeof *b->latest));
	b->found = must(calloc(b->n + 1, sizeof *b->found));
	for (size_t s = 0; s < slots; s++) {
		size_t from = b->first[s], n = b->first[s + 1] - from;
		int64_t latest = INT64_MIN;

		qsort_r(b->order + from, n, sizeof *b->order, by_from, b);
		for (size_t i = from; i < from + n; i++) {
			int64_t to = b->row[b->order[i]].valid.to;

			latest = to > latest ? to : latest;
			b->latest[i] = latest;
		}
	}
}

void
build_index(struct build *b, int timed)
{
	size_t slots = table_count(b->keys);

	/* Counted one further on, so that filling leaves first as it is due. */
	b->first = must(calloc(slots + 2, sizeof *b->first));
	b->order = must(calloc(b->n + 1, sizeof *b->order));
	table_values(b->keys, b->first, sizeof *b->first);
	for (size_t i = 0; i < b->n; i++)
		if (b->row[i].slot != TABLE_NONE)
			b->first[b->row[i].slot + 2]++;
	for (size_t s = 1; s <= slots + 1; s++)
		b->first[s] += b->first[s - 1];
	for (size_t i = 0; i < b->n; i++)
		if (b->row[i].slot != TABLE_NONE)
			b->order[b->first[b->row[i].slot + 1]++] = i;
	if (timed)
		index_times(b, slots);
}

size_t
build_rows(const struct build *b)
{
	return b->n;
}

struct slice
build_row(const struct build *b, size_t row)
{
	size_t from = row > 0 ? b->row[row - 1].end : 0;

	return (struct slice){b->bytes.p + from, b->row[row].end - from};
}

size_t
build_bytes(const struct build *b)
{
	size_t index = 2 * sizeof *b->order + sizeof *b->latest;

	return table_bytes(b->keys) + b->bytes.n +
	       b->n * (sizeof *b->row + 1 + index);
}

int
build_key(const struct build *b, size_t row, struct slice *key)
{
	if (b->row[row].slot == TABLE_NONE)
		return 0;
	*key = table_key(b->keys, b->row[row].slot);
	return 1;
}

struct validity
build_valid(const struct build *b, size_t row)
{
	return b->row[row].valid;
}

struct matches
build_find(const struct build *b, struct slice key)
{
	size_t slot = table_find(b->keys, key);

	if (slot == TABLE_NONE)
		return (struct matches){NULL, 0};
	return (struct matches){
	    b->order + b->first[slot], b->first[slot + 1] - b->first[slot]};
}

/* How many of them begin at or before a moment. */
static size_t
begun(const struct build *b, struct matches all, int64_t at)
{
	size_t low = 0, high = all.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (b->row[all.row[mid]].valid.from <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct matches
build_find_at(struct build *b, struct slice key, int64_t at)
{
	struct matches all = build_find(b, key);
	size_t i = begun(b, all, at), n = b->n;
	const int64_t *latest = b->latest + (all.n ? all.row - b->order : 0);

	/* Backwards, and no further than something can still hold. */
	while (i-- > 0 && latest[i] >= at)
		if (b->row[all.row[i]].valid.to >= at)
			b->found[--n] = all.row[i];
	return (struct matches){b->found + n, b->n - n};
}

struct matches
build_find_last(const struct build *b, struct slice key, int64_t at)
{
	struct matches all = build_find(b, key);
	size_t n = begun(b, all, at);

	if (n == 0)
		return (struct matches){NULL, 0};
	return (struct matches){all.row + n - 1, 1};
}

void
build_mark(struct build *b, size_t row)
{
	b->marked[row] = 1;
}

int
build_marked(const struct build *b, size_t row)
{
	return b->marked[row];
}
