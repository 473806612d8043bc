/* SPDX-License-Identifier: MIT */
#ifndef NEAR_H
#define NEAR_H

#include "fact.h"

/* What the time is sought for: a figure, a rating, another status, one that
 * is still to come, and who comes to a post. */
enum purpose { FOR_MONEY, FOR_RATING, FOR_EVENT, FOR_PLANS, FOR_ARRIVAL };

/*
 * The period mention of sentence s that belongs to match x: the one captured,
 * or the nearest within reach (bytes of the folded sentence, with the costs
 * of boundaries); NULL if none can be.  money is the figure's amount, which
 * may have a period of its own beside it, or NULL.
 */
const struct mention *near_period(const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    enum purpose purpose, const struct money *money, size_t reach);

/* How far p is from x, in bytes; what is put in between costs extra. */
size_t near_distance(
    const struct matcher *m, const struct match *x, const struct mention *p);

/* 1 if a period is a day, a month, a year: when something took place. */
int near_is_event(const struct period *p);
/* 1 if a period is a part of a year. */
int near_is_part(const struct period *q);
/* 1 if a mention opens its sentence: it holds for all of it. */
int near_opens(const struct mention *p);

/* 1 if those words stand right before a mention in the folded sentence. */
int near_follows(const struct document *d, const struct sentence *s,
    const struct mention *p, const char *words);
/* 1 if one of n words stands right behind a mention. */
int near_followed_by(const struct document *d, const struct sentence *s,
    const struct mention *p, const char *const *words, size_t n);

#endif
