/* SPDX-License-Identifier: MIT */
#include "schema.h"

#include <stdlib.h>

#include "dataset_file.h"
#include "num.h"
#include "table.h"

enum { DATASETS = 6 };

/* The keys of every dataset that was read so far, by its index. */
struct keys {
	struct table *of[DATASETS];
};

/* A dataset being read. */
struct reading {
	const struct dataset *dataset;
	struct dataset_file *file;
	const struct slice *value;
	struct keys *keys;
	struct table *own;
};

static struct slice
value(const struct reading *r, const char *column)
{
	size_t i = dataset_column(r->dataset, column);

	return i == (size_t)-1 ? (struct slice){"", 0} : r->value[i];
}

static struct where
where(const struct reading *r)
{
	return (struct where){r->dataset->name, dataset_file_line(r->file),
	    value(r, "doc_id"), value(r, "fact_id")};
}

static void
check_key(struct reading *r, struct findings *f)
{
	size_t n = table_count(r->own);
	size_t slot = table_slot(r->own, dataset_file_key(r->file));
	struct where w = where(r);

	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot < n)
		findings_add(f, &w, "key stands twice");
}

/* The index of the dataset of that name, or DATASETS. */
static size_t
dataset_index(struct slice name)
{
	const struct dataset *d;
	size_t i;

	for (i = 0; (d = dataset_at(i)) != NULL; i++)
		if (slice_is(name, d->name))
			break;
	return i;
}

/* 1 if a dataset of that name was read and has a row of that key. */
static int
has_key(const struct keys *k, struct slice dataset, struct slice key)
{
	size_t i = dataset_index(dataset);

	/* A key is held with the '\0' behind it: dataset_file_key. */
	return i < DATASETS && k->of[i] != NULL &&
	       table_find(k->of[i], (struct slice){key.p, key.n + 1}) !=
		   TABLE_NONE;
}

static void
check_references(struct reading *r, struct findings *f)
{
	struct slice fact_id = value(r, "fact_id");
	struct where w = where(r);

	for (size_t i = 0; i < r->dataset->n; i++) {
		const char *to = r->dataset->column[i].refers;
		struct slice dataset = {to, strcspn(to, ".")};

		if (*to != '\0' && r->value[i].n > 0 &&
		    !has_key(r->keys, dataset, r->value[i]))
			findings_add(f, &w, "%s: not in %.*s",
			    r->dataset->column[i].name, (int)dataset.n,
			    dataset.p);
	}
	/* Which file a figure is in is said by the row: no plain reference. */
	if (strcmp(r->dataset->name, "summary") == 0 && fact_id.n > 0 &&
	    !has_key(r->keys, value(r, "dataset"), fact_id))
		findings_add(f, &w, "fact_id: not in its dataset");
}

/* A byte offset; -1 for none, or one that is no number. */
static int64_t
offset(struct slice s)
{
	int64_t n;

	return s.n > 0 && num_int(s.p, 0, INT64_MAX, &n) == 0 ? n : -1;
}

static void
note_evidence(const struct reading *r, struct findings *f, struct evidence *e)
{
	struct slice text = value(r, "evidence");
	int64_t start = offset(value(r, "evidence_start"));
	int64_t end = offset(value(r, "evidence_end"));
	struct where w = where(r);

	if (start < 0 && end < 0 && text.n == 0)
		evidence_mention(e, &w);
	else if (start < 0 || end < start || (uint64_t)(end - start) != text.n)
		findings_add(f, &w, "evidence is not as long as its range");
	else
		evidence_expect(e, &w, text, (size_t)start);
}

static void
check_row(struct reading *r, struct findings *f, struct evidence *e)
{
	const char *fault;
	const struct column *c = dataset_file_fault(r->file, &fault);
	struct where w = where(r);

	if (c != NULL)
		findings_add(f, &w, "%s: %s", c->name, fault);
	check_key(r, f);
	check_references(r, f);
	if (dataset_column(r->dataset, "evidence") != (size_t)-1)
		note_evidence(r, f, e);
	else if (slice_is(value(r, "state"), "read"))
		evidence_mention(e, &w);
}

/* Referred-to datasets come first in columns.csv, so one pass will do. */
void
schema_check(const char *dir, struct findings *f, struct evidence *e)
{
	struct keys keys = {{NULL}};
	struct reading r = {.keys = &keys};

	for (size_t i = 0; i < DATASETS; i++) {
		r.dataset = dataset_at(i);
		r.own = keys.of[i] = must(table_new());
		r.file = dataset_file_open(dir, r.dataset);
		while ((r.value = dataset_file_next(r.file)) != NULL)
			check_row(&r, f, e);
		dataset_file_close(r.file);
	}
	for (size_t i = 0; i < DATASETS; i++)
		table_free(keys.of[i]);
}
