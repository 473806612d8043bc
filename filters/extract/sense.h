/* SPDX-License-Identifier: MIT */
#ifndef SENSE_H
#define SENSE_H

#include "fact.h"

/*
 * Fills the keys of f: what its rule says outright, what a map makes of the
 * text that the rule captured ("@NAME"), what the context says where the
 * rule lets it choose ("?a,b"), and basis, modality, kind and category from
 * the modifiers around the match.
 */
void sense_keys(struct fact *f, const struct matcher *m, const struct match *x,
    const struct set *set, const struct document *d, const struct sentence *s);

/* Sets the modality, where it is empty, from the context and the basis. */
void sense_modality(
    struct fact *f, const struct matcher *m, const struct match *x);

#endif
