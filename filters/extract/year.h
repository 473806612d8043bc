/* SPDX-License-Identifier: MIT */
#ifndef YEAR_H
#define YEAR_H

#include "fact.h"

/*
 * The financial year that a text speaks of.  A year that was said goes on for
 * a few sentences; where none was, the year that the document as a whole is
 * about stands in, if its title, its opening or all of it names just one.
 */
struct year {
	int said;	 /* by its start, 0 if none is in focus */
	size_t sentence; /* that said it */
	struct date now; /* as of then */
};

/* Sets the theme of a document whose sentences are tagged. */
void year_theme(struct document *d);

/*
 * Sets d->now for sentence i and those that follow: a heading that is
 * nothing but a date dates its section, and a day in the opening lines the
 * whole of a document that has no date; the next heading ends it.  A finance
 * paper speaks from the end of the month that it reports on throughout.
 */
void year_now(struct document *d, size_t i);

/* The year in focus at sentence i of d; 0 if none. */
int year_at(const struct year *y, const struct document *d, size_t i);

/* Takes note of the year that sentence i and its facts put in focus. */
void year_hear(
    struct year *y, const struct facts *facts, struct document *d, size_t i);

#endif
