/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "correct.h"
#include "dataset.h"
#include "grow.h"
#include "table.h"

enum { ACTION, FACT_ID, DOC_ID, EVIDENCE, COLUMN, VALUE, CELLS };
static const char *const cells[CELLS] = {
    "action", "fact_id", "doc_id", "evidence", "column", "value"};

struct correction {
	char *cell[CELLS];
	size_t column; /* of out_names, for set and add */
	unsigned long line;
	int used, seen;
	size_t next; /* of the same document, or SIZE_MAX */
};

struct corrections {
	char *path;
	struct correction *c;
	size_t n, cap;
	struct table *doc; /* doc_id -> slot */
	size_t *head;	   /* by that slot */
	size_t nhead, chead;
};

static int
is(const struct correction *c, const char *action)
{
	return strcmp(c->cell[ACTION], action) == 0;
}

static size_t
out_column(const char *name)
{
	size_t i = 0;

	while (i < OUT_COLUMNS && strcmp(out_names[i], name) != 0)
		i++;
	return i;
}

/* What a person wrote must be possible before it touches a fact. */
static void
check(const struct input *in, struct correction *c)
{
	if (*c->cell[ACTION] == '\0')
		input_reject(in, "a column or a value, and no action");
	if (!is(c, "set") && !is(c, "drop") && !is(c, "confirm") &&
	    !is(c, "add"))
		input_reject(in, "not an action: %.40s", c->cell[ACTION]);
	if (*c->cell[DOC_ID] == '\0')
		input_reject(in, "doc_id is empty");
	if (!is(c, "set") && !is(c, "add"))
		return;
	c->column = out_column(c->cell[COLUMN]);
	if (c->column == OUT_COLUMNS || c->column == O_FACT_ID ||
	    c->column == O_CLAIM_ID || c->column == O_DOC_ID)
		input_reject(
		    in, "no column that can be set: %.40s", c->cell[COLUMN]);
	if (is(c, "add") && *c->cell[FACT_ID] == '\0')
		input_reject(in, "an added fact needs a name in fact_id");
}

static void
hang(struct corrections *all, size_t i)
{
	struct correction *c = &all->c[i];
	size_t slot = table_slot(all->doc, slice_of(c->cell[DOC_ID]));
	size_t *at;

	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot == all->nhead)
		*GROW(all->head, all->nhead, all->chead) = SIZE_MAX;
	for (at = &all->head[slot]; *at != SIZE_MAX;)
		at = &all->c[*at].next;
	*at = i; /* in the order of the file: the last one wins */
	c->next = SIZE_MAX;
}

/*
 * A row that a person has left as the review printed it.  What they put into
 * it and gave no action would be lost in silence.
 */
static int
is_blank(const struct csv_row *row, const size_t at[CELLS])
{
	return row->field[at[ACTION]].n == 0 && row->field[at[COLUMN]].n == 0 &&
	       row->field[at[VALUE]].n == 0;
}

struct corrections *
corrections_read(const char *path)
{
	struct corrections *all = must(calloc(1, sizeof *all));
	struct input *in = input_open(path);
	const struct csv_row *row;
	size_t at[CELLS];

	all->path = must(strdup(path));
	all->doc = must(table_new());
	for (size_t i = 0; i < CELLS; i++)
		at[i] = input_column(in, cells[i]);
	while ((row = input_next(in)) != NULL) {
		struct correction *c;

		if (is_blank(row, at))
			continue;
		c = GROW(all->c, all->n, all->cap);
		for (size_t i = 0; i < CELLS; i++)
			c->cell[i] = must(
			    strndup(row->field[at[i]].p, row->field[at[i]].n));
		c->line = row->line;
		check(in, c);
	}
	for (size_t i = 0; i < all->n; i++)
		hang(all, i);
	input_close(in);
	return all;
}

/* The fact that a correction means, or NULL. */
static struct row *
find(struct rows *rows, const struct correction *c)
{
	struct row *found = NULL;

	for (size_t i = 0; i < rows->n; i++)
		if (!rows->r[i].dropped &&
		    strcmp(rows->r[i].v[O_FACT_ID], c->cell[FACT_ID]) == 0)
			return &rows->r[i];
	for (size_t i = 0; i < rows->n; i++) {
		struct row *r = &rows->r[i];

		if (r->dropped || *c->cell[EVIDENCE] == '\0' ||
		    strcmp(r->v[O_EVIDENCE], c->cell[EVIDENCE]) != 0)
			continue;
		if (found != NULL)
			return NULL; /* several stand on that sentence */
		found = r;
	}
	return found;
}

static void
mark(struct rows *rows, struct row *r, const char *flag)
{
	if (strstr(r->v[O_FLAGS], flag) != NULL)
		return;
	if (*r->v[O_FLAGS] == '\0') {
		row_sets(rows, r, O_FLAGS, flag);
		return;
	}
	{
		char both[128];

		snprintf(both, sizeof both, "%.90s;%s", r->v[O_FLAGS], flag);
		row_sets(rows, r, O_FLAGS, both);
	}
}

/* Dies where the value does not fit the column of the fact's dataset. */
static void
set(const struct corrections *all, struct rows *rows, struct row *r,
    const struct correction *c)
{
	const struct dataset *d = dataset_find(r->v[O_DATASET]);
	size_t k = d == NULL ? (size_t)-1 : dataset_column(d, c->cell[COLUMN]);
	const char *fault = k == (size_t)-1 ? NULL
					    : column_fault(&d->column[k],
						  slice_of(c->cell[VALUE]));

	if (fault != NULL)
		die(EXIT_DATA, "%s:%lu: %s: %s", all->path, c->line,
		    c->cell[COLUMN], fault);
	/* Both ends of what is no range. */
	if (c->column == O_AMOUNT_GBP &&
	    strcmp(r->v[O_AMOUNT_LOW], r->v[O_AMOUNT_HIGH]) == 0) {
		row_sets(rows, r, O_AMOUNT_LOW, c->cell[VALUE]);
		row_sets(rows, r, O_AMOUNT_HIGH, c->cell[VALUE]);
	}
	/* another body's code takes that body's name with it */
	if (c->column == O_ORG_CODE) {
		row_sets(rows, r, O_ORG_NAME, "");
		row_sets(rows, r, O_ORG_TYPE, "");
	}
	row_sets(rows, r, c->column, c->cell[VALUE]);
}

static void
apply_one(struct corrections *all, struct rows *rows, struct correction *c)
{
	struct row *r = find(rows, c);

	c->seen = 1;
	if (r == NULL)
		return;
	c->used = 1;
	if (is(c, "drop")) {
		r->dropped = 1;
		return;
	}
	if (is(c, "set"))
		set(all, rows, r, c);
	else
		row_sets(rows, r, O_CONFIDENCE, "1");
	mark(rows, r, is(c, "set") ? "corrected" : "confirmed");
}

/* The new fact of that name in this document, made if it is not there. */
static struct row *
added(struct rows *rows, const struct correction *c, size_t first)
{
	static char empty[] = "";
	struct row *r;

	for (size_t i = first; i < rows->n; i++)
		if (strcmp(rows->r[i].v[O_FACT_ID], c->cell[FACT_ID]) == 0)
			return &rows->r[i];
	r = GROW(rows->r, rows->n, rows->cap);
	for (size_t i = 0; i < RAW_COLUMNS; i++)
		r->v[i] = empty;
	row_sets(rows, r, O_FACT_ID, c->cell[FACT_ID]);
	row_sets(rows, r, O_DOC_ID, c->cell[DOC_ID]);
	row_sets(rows, r, O_EVIDENCE, c->cell[EVIDENCE]);
	row_sets(rows, r, O_RULE, "correction");
	row_sets(rows, r, O_CONFIDENCE, "1");
	row_sets(rows, r, O_MODALITY, "asserted");
	row_sets(rows, r, O_FLAGS, "corrected");
	r->v[O_SOURCE] = rows->r[0].v[O_SOURCE];
	r->v[O_PUBLISHER] = rows->r[0].v[O_PUBLISHER];
	r->v[O_PUBLISHED] = rows->r[0].v[O_PUBLISHED];
	r->mentions = 1;
	/* the place of the sentence, where another fact stands on it */
	for (size_t i = 0; i < first; i++)
		if (strcmp(rows->r[i].v[O_EVIDENCE], c->cell[EVIDENCE]) == 0) {
			r->v[O_EVIDENCE_START] = rows->r[i].v[O_EVIDENCE_START];
			r->v[O_EVIDENCE_END] = rows->r[i].v[O_EVIDENCE_END];
		}
	return r;
}

void
corrections_apply(struct corrections *all, struct rows *rows)
{
	size_t slot, first = rows->n;

	if (all == NULL || rows->n == 0)
		return;
	slot = table_find(all->doc, slice_of(rows->r[0].v[O_DOC_ID]));
	if (slot == TABLE_NONE)
		return;
	for (size_t i = all->head[slot]; i != SIZE_MAX; i = all->c[i].next)
		if (!is(&all->c[i], "add"))
			apply_one(all, rows, &all->c[i]);
	for (size_t i = all->head[slot]; i != SIZE_MAX; i = all->c[i].next) {
		struct correction *c = &all->c[i];

		if (!is(c, "add"))
			continue;
		c->seen = c->used = 1;
		row_sets(
		    rows, added(rows, c, first), c->column, c->cell[VALUE]);
	}
}

int
corrections_wait(const struct corrections *all, struct slice doc_id)
{
	size_t slot;

	if (all == NULL)
		return 0;
	slot = table_find(all->doc, doc_id);
	return slot != TABLE_NONE && !all->c[all->head[slot]].seen;
}

void
corrections_end(struct corrections *all)
{
	if (all == NULL)
		return;
	for (size_t i = 0; i < all->n; i++) {
		if (all->c[i].seen && !all->c[i].used)
			diag_note("%s:%lu: matches nothing any more: %s %s",
			    all->path, all->c[i].line, all->c[i].cell[ACTION],
			    all->c[i].cell[FACT_ID]);
		for (size_t k = 0; k < CELLS; k++)
			free(all->c[i].cell[k]);
	}
	table_free(all->doc);
	free(all->head);
	free(all->c);
	free(all->path);
	free(all);
}
