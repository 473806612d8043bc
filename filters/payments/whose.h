/* SPDX-License-Identifier: MIT */
#ifndef WHOSE_H
#define WHOSE_H

#include "register.h"

/* The bodies of a register by what lists call them.  Dies without memory. */
struct whose;

/* reg stays the caller's. */
struct whose *whose_new(const struct reg *reg);
/* Accepts NULL. */
void whose_free(struct whose *w);
/*
 * The body that a cell names, as all of it or by its code: "NHS SHEFFIELD
 * CCG", "Sheffield Clinical Commissioning Group", "03N".  REGISTER_NONE for
 * none, and for one of several that were there on that (partial) date.
 */
size_t whose_name(struct whose *w, struct slice cell, struct date on);
/* The CCG that running text or the name of a file names, likewise. */
size_t whose_text(struct whose *w, struct slice text, struct date on);

#endif
