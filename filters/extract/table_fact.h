/* SPDX-License-Identifier: MIT */
#ifndef TABLE_FACT_H
#define TABLE_FACT_H

#include "fact.h"
#include "table_grid.h"

/* Appends the facts of a table whose columns, lines and signs are settled. */
void fact_build(struct facts *facts, struct grid *g, const struct paper *p);

/*
 * Once all tables are read and all bodies known: gives the facts from first
 * on their amounts, details and bodies, which lie in arrays that grew.
 */
void fact_finish(struct facts *facts, const struct document *d, size_t first);

#endif
