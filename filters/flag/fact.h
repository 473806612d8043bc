/* SPDX-License-Identifier: MIT */
#ifndef FACT_H
#define FACT_H

#include "buf.h"
#include "date.h"
#include "decimal.h"
#include "filter.h"

/* The columns of the facts that the built-in checks look at. */
enum fact_column {
	F_ORG_CODE,
	F_DATASET,
	F_MEASURE,
	F_VALUE,
	F_SCOPE,
	F_CATEGORY,
	F_BASIS,
	F_SPAN,
	F_AMOUNT_GBP,
	F_AMOUNT_LOW,
	F_AMOUNT_HIGH,
	F_MODALITY,
	F_FIN_YEAR,
	F_PERIOD_END,
	F_AS_OF,
	F_EVENT_DATE,
	F_DOC_ID,
	F_RULE,
	F_EVIDENCE_START,
	F_AGREE,
	F_DETAIL,
	FACT_COLUMNS
};

/* Where they are in a stream; INPUT_NONE for those that it has not. */
struct fact_columns {
	size_t at[FACT_COLUMNS];
};

/* A row as the checks see it; a cell that is not there is empty. */
struct fact {
	unsigned long long place; /* in the stream, from 0 */
	struct slice v[FACT_COLUMNS];
	int money; /* amount, low and high are known */
	struct decimal amount, low, high;
	int fin_year;	  /* it starts in, or 0 */
	struct date when; /* of the event, else of the statement; or 0 */
	struct date as_of;
};

struct fact_columns fact_find(const struct input *in);
/* Takes up a row; the slices are borrowed from it. */
void fact_row(const struct fact_columns *c, const struct csv_row *row,
    unsigned long long place, struct fact *out);
/* To bytes and back; -1 when they are not such. */
void fact_pack(const struct fact *f, struct buf *to);
int fact_unpack(struct slice packed, struct fact *out);

static inline int
fact_is(const struct fact *f, enum fact_column c, const char *value)
{
	return slice_is(f->v[c], value);
}

/* <0, 0, >0 by the bytes of the cells of several columns. */
int fact_compare(const struct fact *a, const struct fact *b,
    const enum fact_column *column, size_t n);
/* 1 if it is a position: kind not said, in year, cumulative, underlying. */
int fact_is_position(const struct fact *f);
/* 1 for a line of one provider or scheme, which a subtotal has too. */
int fact_is_part(const struct fact *f);
/* 1 if it is said of what is, not of a plan or a target. */
int fact_is_result(const struct fact *f);
/* 1 if it is said to be so: neither denied nor only possible. */
int fact_is_said(const struct fact *f);

#endif
