/* SPDX-License-Identifier: MIT */
#ifndef ROW_H
#define ROW_H

#include <stdint.h>

#include "filter.h"
#include "slice.h"

/* The columns of the stream of facts: the union of the three fact files. */
enum out_column {
	O_DATASET,
	O_FACT_ID,
	O_CLAIM_ID,
	O_ORG_CODE,
	O_ORG_NAME,
	O_ORG_TYPE,
	O_ORG_TEXT,
	O_MEASURE,
	O_VALUE,
	O_SCOPE,
	O_EVENT_DATE,
	O_DUE_DATE,
	O_COUNTERPARTS,
	O_CATEGORY,
	O_BASIS,
	O_SPAN,
	O_AMOUNT_GBP,
	O_AMOUNT_LOW,
	O_AMOUNT_HIGH,
	O_QUALIFIER,
	O_AMOUNT_TEXT,
	O_MODALITY,
	O_FIN_YEAR,
	O_PERIOD_START,
	O_PERIOD_END,
	O_PERIOD_TEXT,
	O_AS_OF,
	O_DETAIL,
	O_DOC_ID,
	O_EVIDENCE,
	O_EVIDENCE_START,
	O_EVIDENCE_END,
	O_RULE,
	O_CONFIDENCE,
	O_MENTIONS,
	O_FLAGS,
	O_SOURCE,
	O_PUBLISHER,
	O_PUBLISHED,
	OUT_COLUMNS
};
extern const char *const out_names[OUT_COLUMNS];

/* What only the stream of facts as written has. */
enum raw_column {
	R_ORG_CODES = OUT_COLUMNS,
	R_SIGN,
	R_SCALE,
	R_REASON,
	RAW_COLUMNS
};

/* One fact on its way: every cell a string owned by the rows it is in. */
struct row {
	char *v[RAW_COLUMNS];
	int64_t amount, low, high; /* signed pence */
	int money;
	int year; /* start of the financial year, 0 */
	double confidence;
	int64_t mentions;
	int dropped; /* merged into another, or rejected */
	size_t order;
};

struct rows {
	struct row *r;
	size_t n, cap;
	char **owned;
	size_t nowned, cowned;
};

/* Where the input has each column; INPUT_NONE where it has not. */
struct raw_columns {
	size_t at[RAW_COLUMNS];
};

/* Finds them; dies when doc_id, dataset, org_codes, measure, evidence or
 * its range is missing. */
struct raw_columns raw_columns(const struct input *in);

/* The same for a stream of tidy facts: all but what only raw ones have. */
struct raw_columns tidy_columns(const struct input *in);

/* Appends an input row. */
void rows_add(
    struct rows *rows, const struct raw_columns *c, const struct csv_row *row);
/* Sets a cell; the text is copied. */
void row_set(struct rows *rows, struct row *r, size_t column, struct slice v);
void row_sets(struct rows *rows, struct row *r, size_t column, const char *v);
void rows_clear(struct rows *rows);
void rows_free(struct rows *rows);

#endif
