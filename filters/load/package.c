/* SPDX-License-Identifier: MIT */
/* load: datapackage.json, what the files are for those who read them. */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "json_out.h"
#include "load.h"
#include "num.h"
#include "release.h"

/* Of the contract, not of the program: see its README. */
#define PACKAGE_VERSION "1.0.0"

/* JSON as it grows, two spaces a level. */
struct json {
	struct buf out;
	int depth;
	int first; /* nothing stands yet at this level */
};

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/* Begins an element; name is NULL in an array. */
static void
element(struct json *j, const char *name)
{
	if (!j->first)
		need(buf_putc(&j->out, ','));
	if (j->depth > 0)
		need(buf_printf(&j->out, "\n%*s", 2 * j->depth, ""));
	if (name != NULL) {
		need(json_string(&j->out, slice_of(name)));
		need(buf_puts(&j->out, ": "));
	}
	j->first = 0;
}

static void
begin(struct json *j, const char *name, char bracket)
{
	element(j, name);
	need(buf_putc(&j->out, bracket));
	j->depth++;
	j->first = 1;
}

static void
end(struct json *j, char bracket)
{
	j->depth--;
	if (!j->first)
		need(buf_printf(&j->out, "\n%*s", 2 * j->depth, ""));
	need(buf_putc(&j->out, bracket));
	j->first = 0;
}

static void
text(struct json *j, const char *name, const char *value)
{
	element(j, name);
	need(json_string(&j->out, slice_of(value)));
}

/* A number, or true. */
static void
bare(struct json *j, const char *name, const char *value)
{
	element(j, name);
	need(buf_puts(&j->out, value));
}

static void
number(struct json *j, const char *name, unsigned long long value)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%llu", value);
	bare(j, name, digits);
}

/* What a format asks of the characters; NULL where the type says it all. */
static const char *
pattern(const struct column *c)
{
	switch (c->format) {
	case FORMAT_HASH:
		return "[0-9a-f]{16}";
	case FORMAT_FIN_YEAR:
		return "[0-9]{4}-[0-9]{2}";
	case FORMAT_PARTIAL:
		return "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";
	case FORMAT_TIME:
		return "[0-9]{4}-[0-9]{2}-[0-9]{2}"
		       "(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?";
	default:
		return NULL;
	}
}

static const char *
type(const struct column *c)
{
	static const char *const name[] = {
	    "string", "integer", "number", "date"};

	/* Table Schema knows no date of which the day may be missing. */
	return name[pattern(c) != NULL ? COLUMN_STRING : c->type];
}

static void
put_enum(struct json *j, const char *words)
{
	begin(j, "enum", '[');
	for (size_t n; *words != '\0'; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		element(j, NULL);
		need(json_string(&j->out, (struct slice){words, n}));
	}
	end(j, ']');
}

static void
put_constraints(struct json *j, const struct column *c)
{
	const char *shape = pattern(c);
	int least = c->format == FORMAT_COUNT || c->format == FORMAT_SHARE;

	if (!c->required && *c->values == '\0' && shape == NULL && !least)
		return;
	begin(j, "constraints", '{');
	if (c->required)
		bare(j, "required", "true");
	if (*c->values != '\0')
		put_enum(j, c->values);
	if (shape != NULL)
		text(j, "pattern", shape);
	if (least)
		bare(j, "minimum", "0");
	if (c->format == FORMAT_SHARE)
		bare(j, "maximum", "1");
	end(j, '}');
}

static void
put_field(struct json *j, const struct column *c)
{
	begin(j, NULL, '{');
	text(j, "name", c->name);
	text(j, "type", type(c));
	text(j, "description", c->description);
	put_constraints(j, c);
	end(j, '}');
}

/*
 * A primary key may not be empty in any part: a key that may is one of
 * uniqueKeys, which readers of version 1 pass over.
 */
static void
put_key(struct json *j, const struct dataset *d)
{
	int whole = 1;

	for (size_t i = 0; i < d->n; i++)
		whole &= !d->column[i].key || d->column[i].required;
	begin(j, whole ? "primaryKey" : "uniqueKeys", '[');
	if (!whole)
		begin(j, NULL, '[');
	for (size_t i = 0; i < d->n; i++)
		if (d->column[i].key)
			text(j, NULL, d->column[i].name);
	if (!whole)
		end(j, ']');
	end(j, ']');
}

static void
put_references(struct json *j, const struct dataset *d)
{
	int any = 0;

	for (size_t i = 0; i < d->n; i++) {
		const char *to = d->column[i].refers;
		size_t dot = strcspn(to, ".");

		if (*to == '\0')
			continue;
		if (!any++)
			begin(j, "foreignKeys", '[');
		begin(j, NULL, '{');
		text(j, "fields", d->column[i].name);
		begin(j, "reference", '{');
		element(j, "resource");
		need(json_string(&j->out, (struct slice){to, dot}));
		text(j, "fields", to + dot + 1);
		end(j, '}');
		end(j, '}');
	}
	if (any)
		end(j, ']');
}

static void
put_schema(struct json *j, const struct dataset *d)
{
	begin(j, "schema", '{');
	begin(j, "fields", '[');
	for (size_t i = 0; i < d->n; i++)
		put_field(j, &d->column[i]);
	end(j, ']');
	begin(j, "missingValues", '[');
	text(j, NULL, "");
	end(j, ']');
	put_key(j, d);
	put_references(j, d);
	end(j, '}');
}

/* A file's rows are counted by reading it, which proves it whole. */
static unsigned long long
rows(struct dataset_file *f)
{
	unsigned long long n = 0;

	while (dataset_file_next(f) != NULL)
		n++;
	return n;
}

static void
put_resource(struct json *j, const char *dir, const struct dataset *d)
{
	struct dataset_file *f = dataset_file_open(dir, d);
	const char *path = strrchr(dataset_file_name(f), '/') + 1;
	struct stat st;

	if (!dataset_file_there(f)) {
		dataset_file_close(f);
		return;
	}
	if (stat(dataset_file_name(f), &st) != 0)
		die_errno(EXIT_INPUT, "%s", dataset_file_name(f));
	begin(j, NULL, '{');
	text(j, "profile", "tabular-data-resource");
	text(j, "name", d->name);
	text(j, "path", path);
	text(j, "description", d->description);
	text(j, "format", "csv");
	text(j, "mediatype", "text/csv");
	text(j, "encoding", "utf-8");
	if (strstr(path, ".gz") != NULL)
		text(j, "compression", "gz");
	number(j, "bytes", (unsigned long long)st.st_size);
	number(j, "rows", rows(f));
	put_schema(j, d);
	end(j, '}');
	dataset_file_close(f);
}

/* SOURCE_DATE_EPOCH makes the same bytes of the same data. */
static void
put_created(struct json *j)
{
	const char *given = getenv("SOURCE_DATE_EPOCH");
	int64_t seconds = (int64_t)time(NULL);
	char stamp[32];
	struct tm tm;
	time_t t;

	/* Up to the year 9999. */
	if (given != NULL && num_int(given, 0, 253402300799, &seconds) != 0)
		die(EXIT_USAGE, "SOURCE_DATE_EPOCH: not a time: %s", given);
	t = (time_t)seconds;
	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &tm));
	text(j, "created", stamp);
}

static void
put_source(struct json *j, const char *title, const char *path)
{
	begin(j, NULL, '{');
	text(j, "title", title);
	text(j, "path", path);
	end(j, '}');
}

static void
put_head(struct json *j)
{
	text(j, "profile", "tabular-data-package");
	text(j, "name", "ccg-pipeline");
	text(j, "title",
	    "Status, spending and deficits of England's clinical "
	    "commissioning groups");
	text(j, "description",
	    "Taken from news and board papers by ccg-pipeline; every row "
	    "carries the sentence that it was taken from. Codes, names and "
	    "dates of organisations: NHS England and the Office for National "
	    "Statistics, under the Open Government Licence v3.0. Evidence is "
	    "quoted, and belongs to the publishers of the documents.");
	text(j, "version", PACKAGE_VERSION);
	put_created(j);
	begin(j, "generator", '{');
	text(j, "name", "ccg-pipeline");
	text(j, "version", VERSION);
	text(j, "rules", release_rules);
	end(j, '}');
	begin(j, "licenses", '[');
	begin(j, NULL, '{');
	text(j, "name", "OGL-UK-3.0");
	text(j, "title", "Open Government Licence v3.0");
	text(j, "path",
	    "https://www.nationalarchives.gov.uk/doc/"
	    "open-government-licence/version/3/");
	end(j, '}');
	end(j, ']');
	begin(j, "sources", '[');
	put_source(j, "Organisation Data Service, NHS England",
	    "https://digital.nhs.uk/services/organisation-data-service");
	put_source(j, "Open Geography, Office for National Statistics",
	    "https://geoportal.statistics.gov.uk/");
	end(j, ']');
}

/* Written beside its place, and put there whole. */
static void
save(const char *dir, const struct buf *b)
{
	struct buf path = {0}, part = {0};
	FILE *f;

	need(buf_printf(&path, "%s/datapackage.json", dir));
	need(buf_printf(&part, "%s.part", path.p));
	f = fopen(part.p, "we");
	if (f == NULL)
		die_errno(EXIT_INPUT, "%s", part.p);
	if (fwrite(b->p, 1, b->n, f) != b->n || fclose(f) != 0 ||
	    rename(part.p, path.p) != 0) {
		int why = errno;

		unlink(part.p);
		errno = why;
		die_errno(EXIT_SYSTEM, "%s", path.p);
	}
	buf_free(&path);
	buf_free(&part);
}

void
package_write(const char *dir)
{
	struct json j = {{0}, 0, 1};
	const struct dataset *d;

	begin(&j, NULL, '{');
	put_head(&j);
	begin(&j, "resources", '[');
	for (size_t i = 0; (d = dataset_at(i)) != NULL; i++)
		put_resource(&j, dir, d);
	end(&j, ']');
	end(&j, '}');
	need(buf_putc(&j.out, '\n'));
	save(dir, &j.out);
	buf_free(&j.out);
}
