/* SPDX-License-Identifier: MIT */
/* load: one transaction that makes the tables hold what the files hold. */

#include "dataset_check.h"
#include "load.h"

/* A database being loaded. */
struct loading {
	const struct store_kind *kind;
	void *db;
	const char *target, *dir;
	struct buf tables, views, definition;
	struct buf sql; /* for the statement at hand */
};

/* Everything is checked before the database is touched. */
static void
check(const char *dir)
{
	struct dataset_check *c = dataset_check_new();
	const struct dataset *d;

	for (size_t i = 0; (d = dataset_at(i)) != NULL; i++) {
		struct dataset_file *f = dataset_file_open(dir, d);

		while (dataset_file_next(f) != NULL) {
			const char *reason = dataset_check_row(c, f);

			if (*reason != '\0')
				die(EXIT_DATA, "%s:%lu: %.*s",
				    dataset_file_name(f), dataset_file_line(f),
				    (int)strcspn(reason, "\n"), reason);
		}
		dataset_file_close(f);
	}
	dataset_check_free(c);
}

/* Runs one statement in which every %s is the name of the dataset. */
static void
run(struct loading *l, const char *sql, const char *name)
{
	buf_clear(&l->sql);
	for (size_t n; *sql != '\0'; sql += n) {
		n = strcspn(sql, "%");
		if (buf_add(&l->sql, sql, n) != 0 ||
		    (sql[n] == '%' && buf_puts(&l->sql, name) != 0))
			die(EXIT_SYSTEM, "out of memory");
		n += sql[n] == '%' ? 2 : 0;
	}
	l->kind->run(l->db, l->sql.p);
}

/* How a database is made: what it is compared with, and kept in it. */
static void
define(struct loading *l)
{
	schema_tables(&l->tables, l->kind->dialect);
	schema_views(&l->views, l->kind->dialect);
	if (buf_printf(&l->definition, "%s%s", l->tables.p, l->views.p) != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/* 1 when the database has no tables of ours, or others than it should. */
static int
outdated(struct loading *l, int64_t *version)
{
	struct buf old = {0};
	int differs;

	l->kind->run(l->db,
	    "CREATE TABLE IF NOT EXISTS ccg_schema ("
	    "version INTEGER NOT NULL, definition TEXT NOT NULL)");
	l->kind->get(
	    l->db, "SELECT version, definition FROM ccg_schema", version, &old);
	if (*version > SCHEMA_VERSION)
		die(EXIT_DATA, "%s: has schema %lld, this program knows %d",
		    l->target, (long long)*version, SCHEMA_VERSION);
	differs = !slice_eq(buf_slice(&l->definition), buf_slice(&old));
	buf_free(&old);
	return differs;
}

static void
fill(struct loading *l, const struct dataset *d, const char *table)
{
	struct dataset_file *f = dataset_file_open(l->dir, d);

	l->kind->fill(l->db, table, f);
	dataset_file_close(f);
}

/* Replaces the rows of a table, if they are not the same. */
static void
replace(struct loading *l, const struct dataset *d)
{
	struct buf stage = {0};
	int64_t differ = 0;

	if (buf_printf(&stage, "stage_%s", d->name) != 0)
		die(EXIT_SYSTEM, "out of memory");
	run(l, "CREATE TEMP TABLE stage_%s AS SELECT * FROM %s WHERE 1 = 0",
	    d->name);
	fill(l, d, stage.p);
	buf_clear(&l->sql);
	if (buf_printf(&l->sql,
		"SELECT count(*) FROM ("
		"SELECT * FROM (SELECT * FROM %s EXCEPT SELECT * FROM %s) AS a"
		" UNION ALL "
		"SELECT * FROM (SELECT * FROM %s EXCEPT SELECT * FROM %s) AS b"
		") AS c",
		d->name, stage.p, stage.p, d->name) != 0)
		die(EXIT_SYSTEM, "out of memory");
	l->kind->get(l->db, l->sql.p, &differ, NULL);
	if (differ > 0) {
		run(l, "DELETE FROM %s", d->name);
		run(l, "INSERT INTO %s SELECT * FROM stage_%s", d->name);
	}
	run(l, "DROP TABLE stage_%s", d->name);
	buf_free(&stage);
}

/* Makes everything anew. */
static void
rebuild(struct loading *l, int64_t version)
{
	const struct dataset *d;

	if (version > 0)
		l->kind->run(l->db, schema_drop());
	l->kind->run(l->db, l->tables.p);
	for (size_t i = 0; (d = dataset_at(i)) != NULL; i++)
		fill(l, d, d->name);
	l->kind->run(l->db, l->views.p);
	buf_clear(&l->sql);
	schema_record(&l->sql, buf_slice(&l->definition));
	l->kind->run(l->db, l->sql.p);
}

void
load(const struct store_kind *kind, const char *target, const char *dir)
{
	struct loading l = {.kind = kind, .target = target, .dir = dir};
	const struct dataset *d;
	int64_t version = 0;

	check(dir);
	define(&l);
	l.db = kind->open(target);
	if (outdated(&l, &version))
		rebuild(&l, version);
	else
		for (size_t i = 0; (d = dataset_at(i)) != NULL; i++)
			replace(&l, d);
	kind->commit(l.db);
	buf_free(&l.tables);
	buf_free(&l.views);
	buf_free(&l.definition);
	buf_free(&l.sql);
}
