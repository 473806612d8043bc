/* SPDX-License-Identifier: MIT */
#ifndef REFER_H
#define REFER_H

#include "document.h"

/*
 * Gives every word that stands for a body ("the CCG", "it", "both") the
 * bodies that it stands for, by what is in focus: recency, subjects before
 * objects, the headline and the lead.  A word that cannot be settled keeps
 * nwho 0.
 */
void refer_resolve(struct document *d);

#endif
