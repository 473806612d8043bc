/* SPDX-License-Identifier: MIT */
/* load: one transaction that makes the tables hold what the files hold. */

#include "dataset_check.h"
#include "load.h"

/* A database being loaded. */
struct loading {
	const struct store_kind *kind;
	void *db;
	const char *target, *dir;
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

/*
 * Makes the tables, and makes them anew where they were made by other SQL.
 * 1 when they are new and empty.
 */
static int
prepare(struct loading *l)
{
	struct buf definition = {0}, old = {0};
	int64_t version = 0;
	int fresh;

	schema_create(&definition, l->kind->dialect);
	l->kind->run(l->db,
	    "CREATE TABLE IF NOT EXISTS ccg_schema ("
	    "version INTEGER NOT NULL, definition TEXT NOT NULL)");
	l->kind->get(l->db, "SELECT version, definition FROM ccg_schema",
	    &version, &old);
	if (version > SCHEMA_VERSION)
		die(EXIT_DATA, "%s: has schema %lld, this program knows %d",
		    l->target, (long long)version, SCHEMA_VERSION);
	fresh = !slice_eq(buf_slice(&definition), buf_slice(&old));
	if (fresh) {
		if (version > 0)
			l->kind->run(l->db, schema_drop());
		l->kind->run(l->db, definition.p);
		schema_record(&l->sql, buf_slice(&definition));
		l->kind->run(l->db, l->sql.p);
	}
	buf_free(&definition);
	buf_free(&old);
	return fresh;
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

void
load(const struct store_kind *kind, const char *target, const char *dir)
{
	struct loading l = {kind, NULL, target, dir, {0}};
	const struct dataset *d;
	int fresh;

	check(dir);
	l.db = kind->open(target);
	fresh = prepare(&l);
	for (size_t i = 0; (d = dataset_at(i)) != NULL; i++) {
		if (fresh)
			fill(&l, d, d->name);
		else
			replace(&l, d);
	}
	kind->commit(l.db);
	buf_free(&l.sql);
}
