/* SPDX-License-Identifier: MIT */
#ifndef PROBE_H
#define PROBE_H

#include "build.h"
#include "emit.h"

/* The two streams of one run and all that belongs to them. */
struct join {
	const struct options *o;
	struct layout l;
	struct input *left, *right;
	struct output *out;
	struct emit emit;
};

/*
 * The moment of a row of the stream: its first, when the date is partial.
 * 1; 0 when it is empty; dies with EXIT_DATA when it is no date.
 */
int probe_moment(const struct join *j, struct slice text, int64_t *at);
/* When a row of the second stream holds; empty ends are open. */
struct validity probe_validity(const struct join *j, const struct csv_row *row);

/*
 * Writes what the kind of join makes of a row of the stream and its matches,
 * and marks them.
 */
void probe_emit(struct join *j, struct build *b, const struct csv_row *left,
    struct matches found);
/* Finds the matches of a key at a moment (not looked at without --as-of). */
struct matches probe_find(
    const struct join *j, struct build *b, struct slice key, int64_t at);

/*
 * Reads the second stream into b.  1; 0 when it takes more than the limit
 * on memory: the rows read so far are then in b, the rest still to come.
 */
int probe_load(struct join *j, struct build *b);
/* Joins the stream with b, then writes rows of b that are due alone. */
void probe_run(struct join *j, struct build *b);

#endif
