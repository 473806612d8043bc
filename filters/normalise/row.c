/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "grow.h"
#include "row.h"

const char *const out_names[OUT_COLUMNS] = {"dataset", "fact_id", "claim_id",
    "org_code", "org_name", "org_type", "org_text", "measure", "value", "scope",
    "event_date", "due_date", "counterparts", "category", "basis", "span",
    "amount_gbp", "amount_low", "amount_high", "qualifier", "amount_text",
    "modality", "fin_year", "period_start", "period_end", "period_text",
    "as_of", "detail", "doc_id", "evidence", "evidence_start", "evidence_end",
    "rule", "confidence", "mentions", "flags", "source", "publisher",
    "published"};

struct raw_columns
raw_columns(const struct input *in)
{
	static const char *const raw_names[] = {
	    "org_codes", "sign", "scale", "reason"};
	static const size_t needed[] = {O_DOC_ID, O_DATASET, O_MEASURE,
	    O_EVIDENCE, O_EVIDENCE_START, O_EVIDENCE_END, R_ORG_CODES};
	struct raw_columns c;

	for (size_t i = 0; i < RAW_COLUMNS; i++)
		c.at[i] = input_find(
		    in, slice_of(i < OUT_COLUMNS ? out_names[i]
						 : raw_names[i - OUT_COLUMNS]));
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (c.at[needed[i]] == INPUT_NONE)
			input_column(
			    in, needed[i] < OUT_COLUMNS
				    ? out_names[needed[i]]
				    : raw_names[needed[i] - OUT_COLUMNS]);
	return c;
}

struct raw_columns
tidy_columns(const struct input *in)
{
	struct raw_columns c;

	for (size_t i = 0; i < RAW_COLUMNS; i++)
		c.at[i] = i < OUT_COLUMNS ? input_column(in, out_names[i])
					  : INPUT_NONE;
	return c;
}

void
row_set(struct rows *rows, struct row *r, size_t column, struct slice v)
{
	char *copy = must(malloc(v.n + 1));

	memcpy(copy, v.p, v.n);
	copy[v.n] = '\0';
	*GROW(rows->owned, rows->nowned, rows->cowned) = copy;
	r->v[column] = copy;
}

void
row_sets(struct rows *rows, struct row *r, size_t column, const char *v)
{
	row_set(rows, r, column, slice_of(v));
}

void
rows_add(
    struct rows *rows, const struct raw_columns *c, const struct csv_row *row)
{
	struct row *r = GROW(rows->r, rows->n, rows->cap);
	static char empty[] = "";

	r->order = rows->n - 1;
	for (size_t i = 0; i < RAW_COLUMNS; i++)
		if (c->at[i] == INPUT_NONE || row->field[c->at[i]].n == 0)
			r->v[i] = empty;
		else
			row_set(rows, r, i, row->field[c->at[i]]);
}

void
rows_clear(struct rows *rows)
{
	for (size_t i = 0; i < rows->nowned; i++)
		free(rows->owned[i]);
	rows->nowned = rows->n = 0;
}

void
rows_free(struct rows *rows)
{
	rows_clear(rows);
	free(rows->owned);
	free(rows->r);
}
