/* SPDX-License-Identifier: MIT */
#ifndef BEST_H
#define BEST_H

#include "decimal.h"
#include "slice.h"

/*
 * The columns of the facts that best looks at.  The first ones say what a
 * figure is about: only lines that agree on all of them are added up.
 */
enum line_column {
	L_ORG_CODE,
	L_FIN_YEAR,
	L_DATASET,
	L_MEASURE,
	L_CATEGORY,
	L_BASIS,
	L_SPAN,
	L_MODALITY,
	L_AS_OF,
	L_ALIKE, /* how many of those there are */
	L_DOC_ID = L_ALIKE,
	L_FACT_ID,
	L_AMOUNT_GBP,
	L_ORG_NAME,
	L_CLAIM_ID,
	L_QUALIFIER,
	L_CONFIDENCE,
	L_RULE,
	L_DOC_KIND,
	L_EVIDENCE_START,
	L_FLAGS,
	L_KEPT, /* columns that a state keeps */
	L_DETAIL = L_KEPT,
	L_COLUMNS
};
extern const char *const best_columns[L_COLUMNS];

/* One row of a group. */
struct line {
	struct slice v[L_KEPT];
	struct decimal amount, confidence;
	long start; /* of its evidence */
};

/* A figure that one document gives, of one line or of several added up. */
struct figure {
	const struct line *line; /* the first */
	struct decimal amount, confidence;
	int added; /* of how many lines */
};

struct verdict {
	struct figure use;
	size_t sources, statements;
	struct decimal low, high;
	const char *agree; /* "yes", "no", "single" */
};

/*
 * Weighs n > 0 lines, which it sorts and of which it drops doubles.  0, or
 * -1 when a sum has over 38 digits.  Dies when memory runs out.
 */
int best_weigh(struct line *line, size_t n, struct verdict *out);
/* Whether the figures agree: "single", "yes" or "no". */
const char *best_agree(const struct verdict *v);
/*
 * The verdict on the documents of both, in *a, of which no document has
 * lines in *b.
 */
void best_both(struct verdict *a, const struct verdict *b);

#endif
