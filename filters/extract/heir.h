/* SPDX-License-Identifier: MIT */
#ifndef HEIR_H
#define HEIR_H

#include "fact.h"
#include "whose.h"

/* 1 if a rule takes its measure from the figure before. */
int heir_inherits(const struct rule *r);

/*
 * Gives f, the last of facts, what its rule leaves to the figure before it:
 * the last one told before byte `before` of its sentence that set allows.  o
 * is whose f seems to be.  0, or -1 where there is none to take after.
 */
int heir_take(const struct facts *facts, const struct document *d,
    struct fact *f, const struct matcher *m, const struct match *x,
    const struct set *set, size_t before, const struct owner *o);

/* Gives f, the last of facts, basis and modality of the one before it where
 * its words are elliptic: "Canterbury's is a deficit of £6m". */
void heir_as_the_last(struct fact *f, const struct facts *facts,
    const struct matcher *m, const struct match *x);

#endif
