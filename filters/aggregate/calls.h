/* SPDX-License-Identifier: MIT */
#ifndef CALLS_H
#define CALLS_H

#include "func.h"

/* All functions that one command line asks for. */
struct calls {
	struct call *call;
	size_t n;
	size_t width; /* of the state of a group */
	size_t held;  /* bytes that states hold on the heap */
};

/*
 * Appends FUNC[(ARG)][:COLUMN][=NAME][,...].  Dies with EXIT_USAGE, and a
 * caret under the place, when it is not that; with EXIT_DATA when the words
 * are not the user's but those of an input's header.
 */
void calls_parse(struct calls *cs, const char *text, const char *input);
/* Ends the parsing: lays out the states, checks the names of the result. */
void calls_prepare(struct calls *cs, char *const *group, size_t groups);
/* The names of the columns of the result. */
void calls_put_names(const struct calls *cs, struct output *out);
void calls_free(struct calls *cs);

#endif
