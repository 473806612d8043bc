/* SPDX-License-Identifier: MIT */
#ifndef DIRECT_H
#define DIRECT_H

#include "document.h"
#include "match.h"

/*
 * The body whose own clause a match ends: "told the CCG that it was £9m in
 * the red", "the way of Harrow, which is £20m in the red", "and Stockport CCG
 * to save £18m".  NULL if there is none; *nobody is then 1 if what stands
 * there is no body that the text can have a figure of ("the local hospital
 * was", "its northern counterpart is heading for").
 */
const struct mention *direct_owner(const struct document *d,
    const struct sentence *s, const struct match *x, int *nobody);

/* 1 if a body is named only to be set aside: "and not Corby CCG", "instead of
 * Luton CCG". */
int direct_excluded(struct slice t, const struct mention *c);

/* 1 if others are named with a body that the register does not hold: "Luton
 * CCG and its partners", "Salford CCG and council". */
int direct_with_others(struct slice t, const struct mention *c);

#endif
