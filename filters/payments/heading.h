/* SPDX-License-Identifier: MIT */
#ifndef HEADING_H
#define HEADING_H

#include "slice.h"

/* What a column of a payment list holds. */
enum field {
	FIELD_SUPPLIER,
	FIELD_AMOUNT,
	FIELD_PAID,
	FIELD_TRANSACTION,
	FIELD_TYPE,
	FIELD_AREA,
	FIELD_ENTITY,
	FIELDS
};
#define NO_COLUMN ((size_t)-1)

/* Where each field stands in the rows of a table; NO_COLUMN if nowhere. */
struct headings {
	size_t column[FIELDS];
};

/*
 * Reads a header, its columns separated by tabs, with the phrases of
 * headings.txt.
 */
struct headings headings_read(struct slice header);
/* The i-th cell of a row whose cells are separated by tabs, trimmed. */
struct slice row_cell(struct slice row, size_t i);
/* How many cells it has. */
size_t row_cells(struct slice row);

#endif
