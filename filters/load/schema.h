/* SPDX-License-Identifier: MIT */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "buf.h"
#include "dataset.h"

/*
 * The database as SQL: made from the description of the datasets and from
 * views.sql, the same for both systems but for types and comments.
 */
enum dialect { DIALECT_SQLITE, DIALECT_POSTGRES };

/*
 * Goes up when tables or views change in meaning.  A database that was made
 * by other SQL is made anew, in the transaction that loads it; one of a
 * higher version is left alone.
 */
enum { SCHEMA_VERSION = 1 };

/* Appends what makes the tables.  Dies without memory, as all of it. */
void schema_tables(struct buf *sql, enum dialect dialect);
/* Appends what makes the rest, best done when the tables are full. */
void schema_views(struct buf *sql, enum dialect dialect);
/* Appends what notes in ccg_schema by which SQL the database was made. */
void schema_record(struct buf *sql, struct slice definition);
/* What drops it again, whatever is missing. */
const char *schema_drop(void);

#endif
