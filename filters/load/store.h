/* SPDX-License-Identifier: MIT */
#ifndef STORE_H
#define STORE_H

#include <stdint.h>

#include "dataset_file.h"
#include "schema.h"

/*
 * A database in one transaction, begun when it is opened: SQLite in a file,
 * or PostgreSQL behind a URI.  Every call dies when the database objects,
 * and the old data stay; a file that was not there before is gone again.
 */
struct store;

/* What a database system must be able to do. */
struct store_kind {
	enum dialect dialect;
	/* Connects and begins.  Holds off other loads until the end. */
	void *(*open)(const char *target);
	/* Statements that give back nothing. */
	void (*run)(void *db, const char *sql);
	/*
	 * The first row of a query of one or two columns, or 0 when it has
	 * none: a number, and text behind it if there is a second.
	 */
	int (*get)(
	    void *db, const char *sql, int64_t *number, struct buf *text);
	/* Puts all rows of a file into the empty table of that name. */
	void (*fill)(void *db, const char *table, struct dataset_file *f);
	/* Commits and closes. */
	void (*commit)(void *db);
};

extern const struct store_kind store_sqlite, store_postgres;

#endif
