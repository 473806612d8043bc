/* SPDX-License-Identifier: MIT */
#ifndef NEIGHBOURS_H
#define NEIGHBOURS_H

#include "check.h"
#include "table.h"

/*
 * What must be known of all facts before any can be compared with the others:
 * of the figures that are about the same thing the two furthest out, the plan
 * and the target stated last, the result of each year; the days on which states
 * began and ended.  So it grows with organisations, years and measures, and
 * not with documents.
 *
 * Facts come a document of an organisation at a time, for lines of one table
 * are told from figures of their own by what else the document says.
 */
struct neighbours {
	struct table *keys;
	struct near *near; /* of each key */
	size_t cap;
	struct buf key;
};

/* A figure that others are compared with. */
struct seen {
	int set;
	struct decimal amount, low, high;
	struct date as_of;
	unsigned long long place;
	char *doc;
};

/* What is known behind a key: figures, or days in order. */
struct near {
	struct seen first, second;
	long *day;
	size_t n, cap;
	size_t
	    exits; /* of a regime: the number of what has the days it ended */
};

/* Dies when memory runs out. */
struct neighbours neighbours_new(void);
void neighbours_free(struct neighbours *n);
/* Forgets all, keeps some memory. */
void neighbours_clear(struct neighbours *n);

/* Takes in the facts of one document about one organisation; reorders them. */
void neighbours_note(struct neighbours *n, struct fact **f, size_t count);
/* Compares such facts with all that were taken in; reorders them. */
void neighbours_check(struct neighbours *n, const struct checker *c,
    struct fact **f, size_t count);

/* For the files of checks. */

/*
 * What is known behind a kind, the organisation of a fact, other cells of it
 * and a number; made if new when make is set, else perhaps NULL.  Valid until
 * the next call that makes one.
 */
struct near *near_find(struct neighbours *n, int make, char kind,
    const struct fact *f, const enum fact_column *column, size_t columns,
    long number);
/* A figure takes the place of another; s owns what it then holds. */
void seen_set(struct seen *s, const struct fact *f);
/* Puts a day among the others, once. */
void near_day(struct near *r, long day);
/* Of the days in order the first that is not before one; n for none. */
size_t near_from(const struct near *r, long day);

/* The two parts of neighbours_note and neighbours_check. */
void note_figures(struct neighbours *n, struct fact **f, size_t count);
void check_figures(struct neighbours *n, const struct checker *c,
    struct fact **f, size_t count);
void note_state(struct neighbours *n, const struct fact *f);
void check_state(
    struct neighbours *n, const struct checker *c, const struct fact *f);

#endif
