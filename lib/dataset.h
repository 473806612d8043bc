/* SPDX-License-Identifier: MIT */
#ifndef DATASET_H
#define DATASET_H

#include "slice.h"

/*
 * The one description of the datasets' columns (lib/dataset/columns.csv:
 * dataset,column,type,format,required,enum,key,description) that the
 * filters, the data package and the database schema share.
 */
enum column_type {
	COLUMN_STRING, COLUMN_INTEGER, COLUMN_NUMBER, COLUMN_DATE
};

struct column {
	const char *name;
	enum column_type type;
	int required;
	int key;                 /* part of the primary key */
	const char *values;      /* "a b c", or "" when free */
	const char *description;
};

struct dataset {
	const char *name; /* "status" ... */
	const struct column *column;
	size_t n;
};

/* documents, status, spending, deficits, summary, rejects; NULL if none. */
const struct dataset *dataset_find(const char *name);
/* The i-th dataset, or NULL past the end. */
const struct dataset *dataset_at(size_t i);
/* The index of a column in a dataset, or (size_t)-1. */
size_t dataset_column(const struct dataset *d, const char *column);

#endif
