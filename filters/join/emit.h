/* SPDX-License-Identifier: MIT */
#ifndef EMIT_H
#define EMIT_H

#include "layout.h"
#include "sorter.h"

/*
 * Where joined rows go: straight to the output, or packed into a sorter
 * that brings them back into the order of the stream.
 */
struct emit {
	const struct options *o;
	const struct layout *l;
	struct output *out;
	struct sorter *sorter; /* or NULL */
	struct buf row;	       /* packed for the sorter */
	unsigned long long at; /* and its place in the stream */
};

/* The header of the result. */
void emit_header(struct emit *e, const struct csv_row *left);
/* A row of the stream alone (anti, semi). */
void emit_left(struct emit *e, const struct csv_row *left);
/* With a row of the second stream, or with none (NULL). */
void emit_pair(
    struct emit *e, const struct csv_row *left, const struct slice *right);
/* A row of the second stream alone; its keys fill those of the stream. */
void emit_right(struct emit *e, struct slice right);
/* A row that the sorter gave back, straight to the output. */
void emit_packed(struct emit *e, struct slice row);

/*
 * Packs what emit needs of a row of the second stream: its added columns,
 * and the keys when rows without a match are written.
 */
void emit_pack(
    const struct emit *e, struct buf *packed, const struct csv_row *right);

#endif
