/* SPDX-License-Identifier: MIT */
#ifndef TABLE_AROUND_H
#define TABLE_AROUND_H

#include "table_grid.h"

/*
 * The words around a table: its caption and heading, and the notes above
 * and below it on units, signs and whose it is.  before is the first block
 * behind the table before, 0 if there is none.
 */
void around_read(struct grid *g, struct paper *p, size_t before);

/* 1 if a heading or the caption has words of money. */
int around_of_money(struct grid *g, struct paper *p);

/* What a table is of, once its lines are read; needs around_read. */
void around_topic(struct grid *g, struct paper *p);

/* Notes and units that hold for a paper as a whole. */
void around_paper(struct paper *p, const struct document *d);

#endif
