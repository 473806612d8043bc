/* SPDX-License-Identifier: MIT */
#ifndef DATASET_H
#define DATASET_H

#include "slice.h"

/*
 * The one description of the datasets' columns (lib/dataset/columns.csv:
 * dataset,column,type,format,required,key,refers,enum,description; a row
 * without a column describes the dataset itself, "optional" being a format)
 * that the filters, the data package and the database schema share.  All of it
 * is static: nothing here fails or is freed.
 */
enum column_type { COLUMN_STRING, COLUMN_INTEGER, COLUMN_NUMBER, COLUMN_DATE };

/* What a value must look like beyond its type; see columns.csv. */
enum column_format {
	FORMAT_ANY,	 /* a date is then whole: 2017-08-31 */
	FORMAT_HASH,	 /* 16 lower-case hex digits */
	FORMAT_FIN_YEAR, /* 2017-18 */
	FORMAT_LIST,	 /* codes separated by semicolons */
	FORMAT_COUNT,	 /* not negative */
	FORMAT_MONEY,	 /* at most two decimal places */
	FORMAT_SHARE,	 /* 0 to 1 */
	FORMAT_PARTIAL,	 /* 2017, 2017-08 or 2017-08-31 */
	FORMAT_TIME	 /* a whole date, and perhaps T09:30:00Z behind it */
};

struct column {
	const char *name;
	enum column_type type;
	enum column_format format;
	int required;	    /* never empty */
	int key;	    /* part of the key */
	const char *refers; /* "documents.doc_id", or "" */
	const char *values; /* "a b c", or "" when free */
	const char *description;
};

struct dataset {
	const char *name; /* "status" ... */
	const char *description;
	int optional; /* where its file is not there it has no rows */
	const struct column *column;
	size_t n;
};

/*
 * documents, status, spending, deficits, summary, rejects, payments; NULL if
 * none.
 */
const struct dataset *dataset_find(const char *name);
/* The i-th dataset, or NULL past the end. */
const struct dataset *dataset_at(size_t i);
/* The index of a column in a dataset, or (size_t)-1. */
size_t dataset_column(const struct dataset *d, const char *column);

/* 1 if the datasets that have a column of that name hold numbers in it. */
int dataset_has_number(struct slice column);

/*
 * Where one column of a row says what another may hold
 * (lib/dataset/depends.csv: dataset,given,is,column,values).
 */
struct dataset_depends {
	const char *dataset;
	size_t given;	    /* where this column ... */
	const char *is;	    /* ... is this, ... */
	size_t column;	    /* ... this one is empty or ... */
	const char *values; /* ... one of "a b c" */
};

/* The i-th, or NULL past the end. */
const struct dataset_depends *dataset_depends_at(size_t i);
/*
 * 1 if the row, d->n values in the dataset's order, keeps to that; always
 * for a row of another dataset.
 */
int dataset_depends_fits(const struct dataset_depends *p,
    const struct dataset *d, const struct slice *row);

/*
 * NULL when the value fits its column; else what is wrong with it,
 * static text fit for "line: column: reason".  Empty fits unless it is
 * required. The value ends in a '\0' that is not counted, as those of csv.h do.
 */
const char *column_fault(const struct column *c, struct slice value);

#endif
