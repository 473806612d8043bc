/* SPDX-License-Identifier: MIT */
#ifndef TABLES_H
#define TABLES_H

#include "fact.h"
#include "rules.h"

/*
 * Reads the financial tables of a document: finds what every column and
 * every row is, checks that they add up, and appends a fact for each figure
 * that an analyst would keep.  Call it once for a document, when its
 * sentences are tagged and its words for bodies resolved, and before any
 * other fact is built: it may add entities.  Blocks that belong to a table
 * that it has understood get taken set, whether a fact came of them or not.
 */
void tables_build(struct facts *facts, struct document *d,
    const struct reg *reg, const struct rules *rules);

/*
 * 1 if a rule's examples are rows of a table.  table_example then makes the
 * document of one: what stands before " :: " is a caption (several, several
 * lines above the table), then come the label and the cells, parted by
 * " | ", each cell as "HEADING = TEXT".
 */
int table_has_examples(const struct rule *r);
void table_example(struct document *d, struct slice text);

#endif
