/* SPDX-License-Identifier: MIT */
#include "dataset_check.h"

#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "table.h"

enum { DATASETS_MAX = 8 };

struct dataset_check {
	struct table *keys[DATASETS_MAX]; /* by the dataset's index */
	struct buf reasons;
};

struct dataset_check *
dataset_check_new(void)
{
	struct dataset_check *c = must(calloc(1, sizeof(*c)));

	for (size_t i = 0; i < DATASETS_MAX; i++)
		c->keys[i] = must(table_new());
	return c;
}

void
dataset_check_free(struct dataset_check *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < DATASETS_MAX; i++)
		table_free(c->keys[i]);
	buf_free(&c->reasons);
	free(c);
}

/* The keys of the dataset of that name, or NULL. */
static struct table *
keys_of(struct dataset_check *c, struct slice name)
{
	const struct dataset *d;

	for (size_t i = 0; (d = dataset_at(i)) != NULL; i++)
		if (slice_is(name, d->name))
			return c->keys[i];
	return NULL;
}

static void
object(struct dataset_check *c, const char *column, const char *reason)
{
	if ((c->reasons.n > 0 && buf_putc(&c->reasons, '\n') != 0) ||
	    (column != NULL && buf_printf(&c->reasons, "%s: ", column) != 0) ||
	    buf_puts(&c->reasons, reason) != 0)
		die(EXIT_SYSTEM, "out of memory");
}

static void
check_key(struct dataset_check *c, struct dataset_file *f)
{
	const char *name = dataset_file_dataset(f)->name;
	struct table *own = keys_of(c, slice_of(name));
	size_t n = table_count(own);
	size_t slot = table_slot(own, dataset_file_key(f));

	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot < n)
		object(c, NULL, "key stands twice");
}

/* 1 if the dataset of that name has a row whose key is this one value. */
static int
has_key(struct dataset_check *c, struct slice dataset, struct slice key)
{
	struct table *keys = keys_of(c, dataset);

	/* A key is held with the '\0' behind it: dataset_file_key. */
	return keys != NULL &&
	       table_find(keys, (struct slice){key.p, key.n + 1}) != TABLE_NONE;
}

static void
check_references(struct dataset_check *c, const struct dataset_file *f)
{
	const struct dataset *d = dataset_file_dataset(f);
	const struct slice *value = dataset_file_row(f);
	struct slice fact_id = dataset_file_value(f, "fact_id");

	for (size_t i = 0; i < d->n; i++) {
		const char *to = d->column[i].refers;

		if (*to != '\0' && value[i].n > 0 &&
		    !has_key(c, (struct slice){to, strcspn(to, ".")}, value[i]))
			object(c, d->column[i].name, "refers to no row");
	}
	/* Which file a figure is in is said by the row: no plain reference. */
	if (strcmp(d->name, "summary") == 0 && fact_id.n > 0 &&
	    !has_key(c, dataset_file_value(f, "dataset"), fact_id))
		object(c, "fact_id", "not in its dataset");
}

/* What one column allows of another: no rating is "exited". */
static void
check_depends(struct dataset_check *c, const struct dataset_file *f)
{
	const struct dataset *d = dataset_file_dataset(f);
	const struct slice *value = dataset_file_row(f);
	const struct dataset_depends *p;
	char reason[80];

	for (size_t i = 0; (p = dataset_depends_at(i)) != NULL; i++) {
		if (dataset_depends_fits(p, d, value) ||
		    column_fault(&d->column[p->column], value[p->column]))
			continue;
		snprintf(reason, sizeof(reason), "not of %s %s",
		    d->column[p->given].name, p->is);
		object(c, d->column[p->column].name, reason);
	}
}

const char *
dataset_check_row(struct dataset_check *c, struct dataset_file *f)
{
	const struct dataset *d = dataset_file_dataset(f);
	const struct slice *value = dataset_file_row(f);
	const char *fault;

	buf_clear(&c->reasons);
	for (size_t i = 0; i < d->n; i++) {
		fault = column_fault(&d->column[i], value[i]);
		if (fault != NULL)
			object(c, d->column[i].name, fault);
	}
	check_depends(c, f);
	check_key(c, f);
	check_references(c, f);
	return buf_slice(&c->reasons).p;
}
