/* SPDX-License-Identifier: MIT */
#include "schema.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "diag.h"

extern const char drop_sql[], views_sql[];

static void put(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void
put(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0 || buf_puts(b, text) != 0)
		die(EXIT_SYSTEM, "out of memory");
	va_end(ap);
	free(text);
}

/* n bytes as an SQL string. */
static void
quote(struct buf *b, const char *s, size_t n)
{
	put(b, "'");
	for (size_t i = 0; i < n; i++)
		put(b, "%s%c", s[i] == '\'' ? "'" : "", s[i]);
	put(b, "'");
}

static const char *
type(const struct column *c, enum dialect dialect)
{
	int postgres = dialect == DIALECT_POSTGRES;

	if (c->type == COLUMN_INTEGER)
		return postgres ? "bigint" : "INTEGER";
	if (c->type == COLUMN_NUMBER && c->format == FORMAT_MONEY)
		return postgres ? "numeric(20, 2)" : "NUMERIC";
	if (c->type == COLUMN_NUMBER)
		return postgres ? "numeric" : "REAL";
	if (c->type == COLUMN_DATE && c->format == FORMAT_ANY)
		return postgres ? "date" : "TEXT";
	if (c->format == FORMAT_TIME)
		return postgres ? "timestamptz" : "TEXT";
	return postgres ? "text" : "TEXT";
}

/* What the type leaves open. */
static void
put_check(struct buf *b, const struct column *c)
{
	const char *w = c->values, *comma = "";

	if (*w != '\0') {
		put(b, " CHECK (\"%s\" IN (", c->name);
		for (size_t n; *w != '\0'; w += n + (w[n] == ' ')) {
			n = strcspn(w, " ");
			put(b, "%s", comma);
			quote(b, w, n);
			comma = ", ";
		}
		put(b, "))");
	}
	if (c->format == FORMAT_COUNT)
		put(b, " CHECK (\"%s\" >= 0)", c->name);
	if (c->format == FORMAT_SHARE)
		put(b, " CHECK (\"%s\" BETWEEN 0 AND 1)", c->name);
	if (c->format == FORMAT_HASH)
		put(b, " CHECK (length(\"%s\") = 16)", c->name);
	if (c->format == FORMAT_FIN_YEAR)
		put(b, " CHECK (\"%s\" LIKE '____-__')", c->name);
	if (c->format == FORMAT_PARTIAL)
		put(b, " CHECK (length(\"%s\") IN (4, 7, 10))", c->name);
}

static void
put_reference(struct buf *b, const char *to)
{
	size_t n = strcspn(to, ".");

	/* Deferred: a new load replaces documents before their facts. */
	if (*to != '\0')
		put(b, " REFERENCES %.*s (%s) DEFERRABLE INITIALLY DEFERRED",
		    (int)n, to, to + n + 1);
}

/*
 * A key that may be partly empty cannot be a primary key, and its unique
 * index has to see that two empty values are the same.
 */
static void
put_key(struct buf *b, const struct dataset *d)
{
	const char *comma = "";

	put(b, "CREATE UNIQUE INDEX %s_key ON %s (", d->name, d->name);
	for (size_t i = 0; i < d->n; i++) {
		const struct column *c = &d->column[i];

		if (!c->key)
			continue;
		if (c->required)
			put(b, "%s\"%s\"", comma, c->name);
		else
			put(b, "%scoalesce(\"%s\", %s)", comma, c->name,
			    c->type == COLUMN_STRING ? "''" : "-1");
		comma = ", ";
	}
	put(b, ");\n");
}

/* The key's only column, or NULL. */
static const struct column *
single_key(const struct dataset *d)
{
	const struct column *key = NULL;

	for (size_t i = 0; i < d->n; i++)
		if (d->column[i].key) {
			if (key != NULL)
				return NULL;
			key = &d->column[i];
		}
	return key;
}

/*
 * Names stand in quotes: "transaction" is a word of SQLite's.  SQLite keeps
 * a table's text: comments inside are all that it can hold.
 */
static void
put_table(struct buf *b, const struct dataset *d, enum dialect dialect)
{
	const struct column *key = single_key(d);

	put(b, "CREATE TABLE %s (\n", d->name);
	for (size_t i = 0; i < d->n; i++) {
		const struct column *c = &d->column[i];

		if (dialect == DIALECT_SQLITE)
			put(b, "\t-- %s\n", c->description);
		put(b, "\t\"%s\" %s%s%s", c->name, type(c, dialect),
		    c->required ? " NOT NULL" : "",
		    c == key ? " PRIMARY KEY" : "");
		put_check(b, c);
		put_reference(b, c->refers);
		put(b, i + 1 < d->n ? ",\n" : "\n);\n");
	}
	if (key == NULL)
		put_key(b, d);
}

static void
comment(struct buf *b, const char *what, const char *name, const char *text,
    size_t n)
{
	put(b, "COMMENT ON %s %s IS ", what, name);
	quote(b, text, n);
	put(b, ";\n");
}

static void
comment_table(struct buf *b, const struct dataset *d)
{
	char name[128];

	comment(b, "TABLE", d->name, d->description, strlen(d->description));
	for (size_t i = 0; i < d->n; i++) {
		const struct column *c = &d->column[i];

		snprintf(name, sizeof(name), "%s.\"%s\"", d->name, c->name);
		comment(
		    b, "COLUMN", name, c->description, strlen(c->description));
	}
}

/* Each "--: TEXT" line of views.sql, for the view made behind it. */
static void
comment_views(struct buf *b)
{
	static const char mark[] = "\n--: ", create[] = "\nCREATE VIEW ";
	const char *p = views_sql, *view;
	char name[64];

	while ((p = strstr(p, mark)) != NULL) {
		p += strlen(mark);
		view = strstr(p, create) + strlen(create);
		snprintf(
		    name, sizeof(name), "%.*s", (int)strcspn(view, " "), view);
		comment(b, "VIEW", name, p, strcspn(p, "\n"));
	}
}

void
schema_tables(struct buf *sql, enum dialect dialect)
{
	const struct dataset *d;

	for (size_t i = 0; (d = dataset_at(i)) != NULL; i++)
		put_table(sql, d, dialect);
}

void
schema_views(struct buf *sql, enum dialect dialect)
{
	const struct dataset *d;

	/* No index is made of rows whose references are yet to be checked. */
	if (dialect == DIALECT_POSTGRES)
		put(sql, "SET CONSTRAINTS ALL IMMEDIATE;\n");
	if (buf_puts(sql, views_sql) != 0)
		die(EXIT_SYSTEM, "out of memory");
	if (dialect != DIALECT_POSTGRES)
		return;
	for (size_t i = 0; (d = dataset_at(i)) != NULL; i++)
		comment_table(sql, d);
	comment_views(sql);
}

void
schema_record(struct buf *sql, struct slice definition)
{
	put(sql, "DELETE FROM ccg_schema;\nINSERT INTO ccg_schema VALUES (%d, ",
	    SCHEMA_VERSION);
	quote(sql, definition.p, definition.n);
	put(sql, ");\n");
}

const char *
schema_drop(void)
{
	return drop_sql;
}
