/* SPDX-License-Identifier: MIT */
#ifndef FIGURE_H
#define FIGURE_H

#include "slice.h"

/*
 * 1 for the text of a cell that is a figure: digits and their marks, and at
 * most a word as short as a unit.  A year and "£000" are headings.
 */
int figure_is(struct slice cell);

#endif
