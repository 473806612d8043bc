/* SPDX-License-Identifier: MIT */
#ifndef WHEN_H
#define WHEN_H

#include "fact.h"

/*
 * Each fills what it knows of f's time, for the match x that made it; year
 * is the financial year in focus from the sentences before, 0 if none.
 */

/* Of a figure: period_text, span and as_of. */
void when_period(struct fact *f, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    int year);
/* Of the plans among the facts of a sentence, which begin at first: what a
 * figure is compared with is of the same year. */
void when_beside(struct facts *facts, const struct document *d, size_t first);
/* Of a rating: the year that was rated, also from when it was announced. */
void when_rating(struct fact *f, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    int year);
/* Of any other status: event, or due for what is still to be done. */
void when_event(struct fact *f, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    int year);

/* The financial year that ratings published on a date are of; 0 if the date
 * is not known. */
int when_year_rated(struct date announced);

#endif
