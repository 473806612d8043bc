/* SPDX-License-Identifier: MIT */
#ifndef TABLE_RATING_H
#define TABLE_RATING_H

#include "fact.h"
#include "table_grid.h"

/*
 * Tables of ratings: lines that are CCGs, or what one CCG is rated for, and
 * columns that are years or areas.  Appends a fact for each rating, to be
 * finished by fact_finish; returns 1 if the table holds nothing else.  For a
 * grid whose rows, columns and surroundings have been read.
 */
int rating_read(struct facts *facts, struct grid *g, struct paper *p);

#endif
