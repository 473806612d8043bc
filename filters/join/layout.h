/* SPDX-License-Identifier: MIT */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "buf.h"
#include "options.h"

#define LAYOUT_NONE ((size_t)-1)

/* The key of one side: its columns, and room to lay them end to end. */
struct key {
	size_t *column;
	size_t n;
	struct buf joined;
};

/* Which column of which side goes where. */
struct layout {
	struct key left, right;
	size_t columns; /* of the stream */
	size_t *key_at; /* for each of them: which key it is, or NONE */
	size_t *extra;	/* columns of the second stream that are added */
	char **name;	/* and what they are called */
	size_t extras;
	size_t as_of, from, to; /* or LAYOUT_NONE */
};

/*
 * From both headers.  Dies with EXIT_DATA on a missing column and on a name
 * that would stand twice.
 */
struct layout layout_make(
    const struct options *o, struct input *left, struct input *right);
void layout_free(struct layout *l);

/*
 * The key of a row, borrowed until the next call for that side.  1; 0 when
 * a part of it is empty.
 */
int layout_key(struct key *k, const struct csv_row *row, struct slice *key);

#endif
