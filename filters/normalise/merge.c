/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "merge.h"

static int
same(const struct row *a, const struct row *b, size_t column)
{
	return strcmp(a->v[column], b->v[column]) == 0;
}

/* Equal, or one of them does not say. */
static int
agree(const struct row *a, const struct row *b, size_t column)
{
	return *a->v[column] == '\0' || *b->v[column] == '\0' ||
	       same(a, b, column);
}

/* Who it is about and which kind of statement. */
static int
same_subject(const struct row *a, const struct row *b)
{
	return same(a, b, O_DATASET) && same(a, b, O_ORG_CODE);
}

/* "position" leaves open which of the positions it is. */
static int
position_like(const struct row *r)
{
	return strcmp(r->v[O_MEASURE], "position") == 0 ||
	       strcmp(r->v[O_MEASURE], "position_in_year") == 0;
}

static int
measures_agree(const struct row *a, const struct row *b)
{
	return same(a, b, O_MEASURE) || (position_like(a) && position_like(b));
}

static int64_t
magnitude(const struct row *r)
{
	return llabs(r->amount);
}

/*
 * The unit that an amount is rounded to, in pence: £42m is rounded to a
 * million, £27.24m to ten thousand.
 */
static int64_t
unit_of(int64_t pence)
{
	int64_t unit = 1;

	while (pence != 0 && pence % (unit * 10) == 0)
		unit *= 10;
	return unit;
}

/* 1 if a is b told more loosely, by rounding or by "more than". */
static int
rounds(const struct row *a, const struct row *b)
{
	int64_t x = magnitude(a), y = magnitude(b), unit = unit_of(x);

	if (x == 0 || y == 0 || (a->amount < 0) != (b->amount < 0) ||
	    a->low != a->high || b->low != b->high)
		return 0;
	if (strcmp(a->v[O_QUALIFIER], "over") == 0 && x < y && y < x + x / 10)
		return 1;
	/* half a unit either way, and never more than a twentieth */
	return unit > unit_of(y) && llabs(x - y) * 2 <= unit &&
	       llabs(x - y) * 20 <= x;
}

static int
same_amount(const struct row *a, const struct row *b)
{
	return a->low == b->low && a->high == b->high;
}

static int
is_cell(const struct row *r)
{
	return strncmp(r->v[O_RULE], "table", 5) == 0;
}

static int
same_money(const struct row *a, const struct row *b)
{
	if (!a->money || !b->money || !agree(a, b, O_FIN_YEAR) ||
	    !agree(a, b, O_BASIS) || !same(a, b, O_SPAN) ||
	    !agree(a, b, O_CATEGORY))
		return 0;
	if ((strcmp(a->v[O_MODALITY], "denied") == 0) !=
	    (strcmp(b->v[O_MODALITY], "denied") == 0))
		return 0;
	/* two cells that lie close are two figures: a plan and what became of
	 * it, a line and its neighbour */
	if (is_cell(a) && is_cell(b))
		return same_amount(a, b) && same(a, b, O_MEASURE);
	if (same_amount(a, b))
		return measures_agree(a, b) || same(a, b, O_EVIDENCE_START) ||
		       (strcmp(a->v[O_DATASET], "deficits") == 0 &&
			   (position_like(a) || position_like(b)));
	return measures_agree(a, b) && (rounds(a, b) || rounds(b, a));
}

static int
same_status(const struct row *a, const struct row *b)
{
	if (a->money || b->money || !same(a, b, O_MEASURE) ||
	    !same(a, b, O_VALUE) || !agree(a, b, O_SCOPE))
		return 0;
	if (strcmp(a->v[O_MEASURE], "rating") == 0)
		return agree(a, b, O_FIN_YEAR);
	if ((strcmp(a->v[O_MODALITY], "denied") == 0) !=
	    (strcmp(b->v[O_MODALITY], "denied") == 0))
		return 0;
	return 1;
}

/* 1 if a should stay and b go. */
static int
better(const struct row *a, const struct row *b)
{
	if (a->money && !same_amount(a, b))
		return rounds(b, a) && !rounds(a, b);
	if (a->confidence > b->confidence + 1e-9)
		return 1;
	return a->confidence > b->confidence - 1e-9 && a->order < b->order;
}

static void
take_over(struct row *keep, struct row *other)
{
	static const size_t columns[] = {O_EVENT_DATE, O_DUE_DATE,
	    O_COUNTERPARTS, O_BASIS, O_FIN_YEAR, O_PERIOD_START, O_PERIOD_END,
	    O_PERIOD_TEXT, O_DETAIL, O_SCOPE, O_CATEGORY};

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (*keep->v[columns[i]] == '\0')
			keep->v[columns[i]] = other->v[columns[i]];
	if (strcmp(keep->v[O_SCOPE], "overall") == 0)
		keep->v[O_SCOPE] = other->v[O_SCOPE];
	if (keep->year == 0)
		keep->year = other->year;
	keep->mentions += other->mentions;
	other->dropped = 1;
}

void
merge_rows(struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		for (size_t k = i + 1; k < rows->n; k++) {
			struct row *a = &rows->r[i], *b = &rows->r[k];

			if (a->dropped || b->dropped || !same_subject(a, b) ||
			    !(a->money ? same_money(a, b) : same_status(a, b)))
				continue;
			if (better(b, a)) {
				take_over(b, a);
				break;
			}
			take_over(a, b);
		}
}

/* Ids: FNV-1a over the columns, each ended by a byte that no text has. */

static uint64_t
hash_text(uint64_t h, const char *s)
{
	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return (h ^ 0xff) * 1099511628211u;
}

static uint64_t
hash_columns(const struct row *r, uint64_t h, const size_t *column, size_t n)
{
	for (size_t i = 0; i < n; i++)
		h = hash_text(h, r->v[column[i]]);
	/* FNV leaves the high bits of short keys poor: stir once */
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	return h ^ h >> 33;
}

static void
set_hex(struct rows *rows, struct row *r, size_t column, uint64_t h)
{
	char text[17];

	snprintf(text, sizeof text, "%016llx", (unsigned long long)h);
	row_sets(rows, r, column, text);
}

void
merge_ids(struct rows *rows)
{
	static const size_t claim[] = {O_DATASET, O_ORG_CODE, O_MEASURE,
	    O_VALUE, O_SCOPE, O_CATEGORY, O_AMOUNT_GBP, O_BASIS, O_FIN_YEAR,
	    O_SPAN};
	static const size_t fact[] = {O_DOC_ID, O_DATASET, O_ORG_CODE,
	    O_MEASURE, O_VALUE, O_SCOPE, O_CATEGORY, O_AMOUNT_GBP,
	    O_AMOUNT_TEXT, O_BASIS, O_FIN_YEAR, O_SPAN, O_MODALITY, O_DETAIL,
	    O_AS_OF, O_EVIDENCE_START, O_RULE};
	const uint64_t basis = 14695981039346656037u;

	for (size_t i = 0; i < rows->n; i++) {
		struct row *r = &rows->r[i];

		if (r->dropped)
			continue;
		set_hex(rows, r, O_CLAIM_ID,
		    hash_columns(
			r, basis, claim, sizeof claim / sizeof *claim));
		set_hex(rows, r, O_FACT_ID,
		    hash_columns(r, hash_text(basis, VERSION), fact,
			sizeof fact / sizeof *fact));
	}
}
