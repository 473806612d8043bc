/* SPDX-License-Identifier: MIT */
#ifndef KIN_H
#define KIN_H

#include "document.h"
#include "register.h"

/*
 * What the register knows of the CCGs that a document names: how young each
 * is, and which of the others it was made of.  Fills in opened, parents and
 * nparents of the entities; call it once all are there.
 */
void kin_find(struct document *d, const struct reg *reg);

#endif
