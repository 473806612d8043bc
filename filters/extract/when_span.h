/* SPDX-License-Identifier: MIT */
#ifndef WHEN_SPAN_H
#define WHEN_SPAN_H

#include "fact.h"

/* What past says of an event: it lies behind (1), ahead, or the tense tells
 * (0). */
enum { AHEAD = -1 };

/*
 * What period mention p means for match x, read against the publication date
 * and year, the financial year in focus (0 if none).  basis is that of a
 * figure, NULL for a status.
 */
struct span when_resolve(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct mention *p,
    int year, int past, const char *basis);

/* The financial year whose accounts are being made up when d was written; 0
 * in the months in which none are. */
int when_closed_year(const struct document *d);

/* Sets f->as_of where a heading dates the section. */
void when_set_now(struct fact *f, const struct document *d);

#endif
