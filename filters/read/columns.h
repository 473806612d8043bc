/* SPDX-License-Identifier: MIT */
#ifndef COLUMNS_H
#define COLUMNS_H

#include "slice.h"

/*
 * Tables in plain text: lines of as many cells, parted by tabs or by two
 * spaces and more.
 */
enum { COLUMNS_MAX = 64 };

struct columns {
	struct slice cell[COLUMNS_MAX];
	size_t n;
	size_t figures; /* how many of the cells are figures */
};

/* The cells of a line. */
void columns_split(struct slice line, struct columns *c);

#endif
