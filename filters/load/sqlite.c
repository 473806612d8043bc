/* SPDX-License-Identifier: MIT */
/* load: the datasets in an SQLite file. */

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "store.h"

/* How long another load, or a reader, is waited for. */
enum { BUSY_MS = 30000 };

struct sqlite {
	sqlite3 *db;
	const char *target;
	int made; /* the file was not there before */
};

static _Noreturn void
fail(struct sqlite *s)
{
	int code = sqlite3_errcode(s->db);
	char *why = must(strdup(sqlite3_errmsg(s->db)));

	/* Rolls back. */
	sqlite3_close_v2(s->db);
	if (s->made)
		unlink(s->target);
	die(code == SQLITE_CANTOPEN ? EXIT_INPUT
	    : code == SQLITE_ERROR || code == SQLITE_CONSTRAINT ||
		    code == SQLITE_NOTADB || code == SQLITE_CORRUPT
		? EXIT_DATA
		: EXIT_SYSTEM,
	    "%s: %s", s->target, why);
}

static void
run(void *db, const char *sql)
{
	struct sqlite *s = db;

	if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail(s);
}

static void *
open_file(const char *target)
{
	struct sqlite *s = must(calloc(1, sizeof(*s)));

	s->target = target;
	s->made = access(target, F_OK) != 0;
	if (sqlite3_open_v2(target, &s->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
		fail(s);
	sqlite3_busy_timeout(s->db, BUSY_MS);
	/* The default cache of 2 MB is written out over and over. */
	run(s, "PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
	       "PRAGMA temp.cache_size = -65536; BEGIN IMMEDIATE");
	return s;
}

static sqlite3_stmt *
prepare(struct sqlite *s, const char *sql)
{
	sqlite3_stmt *statement;

	if (sqlite3_prepare_v2(s->db, sql, -1, &statement, NULL) != SQLITE_OK)
		fail(s);
	return statement;
}

static int
get(void *db, const char *sql, int64_t *number, struct buf *text)
{
	struct sqlite *s = db;
	sqlite3_stmt *statement = prepare(s, sql);
	int got = sqlite3_step(statement);

	if (got != SQLITE_ROW && got != SQLITE_DONE)
		fail(s);
	if (got == SQLITE_ROW) {
		*number = sqlite3_column_int64(statement, 0);
		if (sqlite3_column_count(statement) > 1 &&
		    buf_puts(text,
			(const char *)sqlite3_column_text(statement, 1)) != 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	sqlite3_finalize(statement);
	return got == SQLITE_ROW;
}

/* Numbers are bound as text too: the columns' affinity converts them. */
static void
insert(struct sqlite *s, sqlite3_stmt *statement, const struct slice *value,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		/* A record has at most 16 MiB. */
		int bound =
		    value[i].n == 0
			? sqlite3_bind_null(statement, (int)i + 1)
			: sqlite3_bind_text(statement, (int)i + 1, value[i].p,
			      (int)value[i].n, SQLITE_STATIC);

		if (bound != SQLITE_OK)
			fail(s);
	}
	if (sqlite3_step(statement) != SQLITE_DONE ||
	    sqlite3_reset(statement) != SQLITE_OK)
		fail(s);
}

static void
fill(void *db, const char *table, struct dataset_file *f)
{
	struct sqlite *s = db;
	size_t n = dataset_file_dataset(f)->n;
	const struct slice *value;
	struct buf sql = {0};
	sqlite3_stmt *statement;

	if (buf_printf(&sql, "INSERT INTO %s VALUES (?", table) != 0)
		die(EXIT_SYSTEM, "out of memory");
	for (size_t i = 1; i < n; i++)
		if (buf_puts(&sql, ", ?") != 0)
			die(EXIT_SYSTEM, "out of memory");
	if (buf_puts(&sql, ")") != 0)
		die(EXIT_SYSTEM, "out of memory");
	statement = prepare(s, sql.p);
	while ((value = dataset_file_next(f)) != NULL)
		insert(s, statement, value, n);
	sqlite3_finalize(statement);
	buf_free(&sql);
}

static void
commit(void *db)
{
	struct sqlite *s = db;

	run(s, "COMMIT");
	if (sqlite3_close(s->db) != SQLITE_OK)
		fail(s);
	free(s);
}

const struct store_kind store_sqlite = {
    DIALECT_SQLITE, open_file, run, get, fill, commit};
