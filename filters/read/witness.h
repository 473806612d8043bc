/* SPDX-License-Identifier: MIT */
#ifndef WITNESS_H
#define WITNESS_H

#include "page.h"

/*
 * What a page says elsewhere is the text of its article (JSON-LD), against
 * its runs.
 */
struct witness {
	uint8_t *seen; /* by run: 1 if its words are in that text */
	uint32_t last; /* the last such run, or p->runs if none is to believe */
	int complete;  /* the text ends where that run does */
};

/*
 * Sets seen[i] for each run i whose words are in text, and returns how many
 * bytes these runs are.  A run of a few words is not judged, and not seen.
 */
size_t witness_told(const struct page *p, struct slice text, uint8_t *seen);
/*
 * Compares the runs of p with text.  A text of which the page shows less
 * than half is no witness: then last is p->runs and nothing is seen.
 */
struct witness witness_hear(const struct page *p, struct slice text);
void witness_free(struct witness *w);

#endif
