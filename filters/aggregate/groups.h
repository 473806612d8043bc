/* SPDX-License-Identifier: MIT */
#ifndef GROUPS_H
#define GROUPS_H

#include "calls.h"
#include "options.h"
#include "sorter.h"

/*
 * The groups of a run and their states, in memory up to the limit and past
 * it on disk.  Dies when memory runs out.
 */
struct groups;

/* o stays the caller's, its calls are prepared, and outlives the groups. */
struct groups *groups_new(struct options *o);
/* Accepts NULL. */
void groups_free(struct groups *g);

/*
 * The state of the group of a key (its cells, each ended by a NUL), made if
 * new; valid until the next call.
 */
char *groups_state(struct groups *g, struct slice key);
/* 1 if there is no group in memory. */
int groups_none(const struct groups *g);
/* Merges a saved state into a group's.  0, -1, -2 as func.merge does. */
int groups_merge(struct groups *g, char *state, struct slice saved);
/* To be called after each row: writes all to disk when they are too large. */
void groups_relieve(struct groups *g);
/*
 * Writes every group, in order of arrival or of its key, and forgets them.
 */
void groups_write(struct groups *g, struct output *out);

/* The header of what groups_write writes. */
void groups_put_header(const struct options *o, struct output *out);

#endif
