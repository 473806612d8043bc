/* SPDX-License-Identifier: MIT */
/* load: the datasets in PostgreSQL, by COPY. */

#include <postgresql/libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

#include "num.h"
#include "store.h"

enum { COPY_CHUNK = 64 << 10 };

/* "ERROR:  text\nDETAIL: ..." in one line. */
static _Noreturn void
fail(PGconn *db, const char *message, int status)
{
	struct buf line = {0};

	for (; *message != '\0'; message++) {
		int end = *message == '\n';

		if ((!end && buf_putc(&line, *message) != 0) ||
		    (end && message[1] != '\0' && buf_puts(&line, "; ") != 0))
			die(EXIT_SYSTEM, "out of memory");
	}
	PQfinish(db);
	die(status, "postgresql: %s", line.n > 0 ? line.p : "failed");
}

/* Classes 22, 23 and 42 are the data's or the database's own. */
static void
check(PGconn *db, PGresult *r, ExecStatusType want)
{
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
	int data = state != NULL && (strncmp(state, "22", 2) == 0 ||
					strncmp(state, "23", 2) == 0 ||
					strncmp(state, "42", 2) == 0);

	if (PQresultStatus(r) == want)
		return;
	/* The message stays the connection's when the result goes. */
	PQclear(r);
	fail(db, PQerrorMessage(db), data ? EXIT_DATA : EXIT_SYSTEM);
}

static void
run(void *db, const char *sql)
{
	PGresult *r = PQexec(db, sql);

	check(db, r, PGRES_COMMAND_OK);
	PQclear(r);
}

static void
silent(void *arg, const char *message)
{
	(void)arg;
	(void)message;
}

static void *
connect(const char *target)
{
	PGconn *db = must(PQconnectdb(target));
	PGresult *r;

	if (PQstatus(db) != CONNECTION_OK)
		fail(db, PQerrorMessage(db), EXIT_INPUT);
	PQsetNoticeProcessor(db, silent, NULL);
	run(db, "SET client_encoding = 'UTF8'; SET timezone = 'UTC'; BEGIN");
	/* Any number, as long as every load takes the same lock. */
	r = PQexec(db, "SELECT pg_advisory_xact_lock(667458869)");
	check(db, r, PGRES_TUPLES_OK);
	PQclear(r);
	return db;
}

static int
get(void *db, const char *sql, int64_t *number, struct buf *text)
{
	PGresult *r = PQexec(db, sql);
	int got;

	check(db, r, PGRES_TUPLES_OK);
	got = PQntuples(r) > 0;
	if (got &&
	    num_int(PQgetvalue(r, 0, 0), INT64_MIN, INT64_MAX, number) != 0)
		fail(db, "not a number", EXIT_DATA);
	if (got && PQnfields(r) > 1 && buf_puts(text, PQgetvalue(r, 0, 1)) != 0)
		die(EXIT_SYSTEM, "out of memory");
	PQclear(r);
	return got;
}

/* One value in COPY's text format. */
static int
put_value(struct buf *b, struct slice s)
{
	if (s.n == 0)
		return buf_puts(b, "\\N");
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		char as = c == '\n'   ? 'n'
			  : c == '\r' ? 'r'
			  : c == '\t' ? 't'
			  : c == '\\' ? '\\'
				      : '\0';

		if (as != '\0' ? buf_putc(b, '\\') || buf_putc(b, as)
			       : buf_putc(b, c))
			return -1;
	}
	return 0;
}

static void
flush(PGconn *db, struct buf *b)
{
	/* At most a chunk and a record, far below INT_MAX. */
	if (b->n > 0 && PQputCopyData(db, b->p, (int)b->n) != 1)
		fail(db, PQerrorMessage(db), EXIT_SYSTEM);
	buf_clear(b);
}

static void
put_row(PGconn *db, struct buf *b, const struct slice *value, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (put_value(b, value[i]) != 0 ||
		    buf_putc(b, i + 1 < n ? '\t' : '\n') != 0)
			die(EXIT_SYSTEM, "out of memory");
	if (b->n >= COPY_CHUNK)
		flush(db, b);
}

static void
fill(void *db, const char *table, struct dataset_file *f)
{
	size_t n = dataset_file_dataset(f)->n;
	const struct slice *value;
	struct buf b = {0};
	char sql[128];
	PGresult *r;

	snprintf(sql, sizeof(sql), "COPY %s FROM STDIN", table);
	r = PQexec(db, sql);
	check(db, r, PGRES_COPY_IN);
	PQclear(r);
	while ((value = dataset_file_next(f)) != NULL)
		put_row(db, &b, value, n);
	flush(db, &b);
	if (PQputCopyEnd(db, NULL) != 1)
		fail(db, PQerrorMessage(db), EXIT_SYSTEM);
	while ((r = PQgetResult(db)) != NULL) {
		check(db, r, PGRES_COMMAND_OK);
		PQclear(r);
	}
	buf_free(&b);
}

static void
commit(void *db)
{
	run(db, "COMMIT");
	PQfinish(db);
}

const struct store_kind store_postgres = {
    DIALECT_POSTGRES, connect, run, get, fill, commit};
