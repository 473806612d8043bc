/* SPDX-License-Identifier: MIT */
#ifndef BUILD_H
#define BUILD_H

#include <stdint.h>

#include "slice.h"

/*
 * Rows of the second stream in memory, found by key and, where they have a
 * time of validity, by moment.  Dies when memory runs out.
 */
struct build;

/* When a row holds, both ends inclusive. */
struct validity {
	int64_t from, to;
};
#define VALID_ALWAYS ((struct validity){INT64_MIN, INT64_MAX})

/* Rows by their numbers, in order. */
struct matches {
	const size_t *row;
	size_t n;
};

struct build *build_new(void);
/* Back to empty, memory kept. */
void build_clear(struct build *b);
/* Accepts NULL. */
void build_free(struct build *b);

/* Adds a row; key and row are copied.  Without a key it matches nothing. */
void build_add(struct build *b, const struct slice *key, struct slice row,
    struct validity valid);
/* Ends the adding; with timed set, rows of a key go by their from. */
void build_index(struct build *b, int timed);
size_t build_rows(const struct build *b);
struct slice build_row(const struct build *b, size_t row);
/* The bytes that it takes, its index to come included. */
size_t build_bytes(const struct build *b);
/* The key of a row: 1, or 0 when it has none. */
int build_key(const struct build *b, size_t row, struct slice *key);
struct validity build_valid(const struct build *b, size_t row);

/* The rows of a key, in order of arrival. */
struct matches build_find(const struct build *b, struct slice key);
/* Those that hold at a moment, by their from.  Needs timed. */
struct matches build_find_at(struct build *b, struct slice key, int64_t at);
/* The last row that began at or before a moment.  Needs timed. */
struct matches build_find_last(
    const struct build *b, struct slice key, int64_t at);

/* Marks for rows that matched. */
void build_mark(struct build *b, size_t row);
int build_marked(const struct build *b, size_t row);

#endif
