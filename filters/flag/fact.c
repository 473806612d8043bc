/* SPDX-License-Identifier: MIT */
#include "fact.h"
#include "pack.h"
#include "period.h"

static const char *const names[FACT_COLUMNS] = {"org_code", "dataset",
    "measure", "value", "scope", "category", "basis", "span", "amount_gbp",
    "amount_low", "amount_high", "modality", "fin_year", "period_end", "as_of",
    "event_date", "doc_id", "rule", "evidence_start", "agree", "detail"};

struct fact_columns
fact_find(const struct input *in)
{
	struct fact_columns c;

	for (size_t i = 0; i < FACT_COLUMNS; i++)
		c.at[i] = input_find(in, slice_of(names[i]));
	return c;
}

static struct date
date_of(struct slice text)
{
	struct date d = {0, 0, 0};

	if (text.n == 0 || date_parse(text, &d) < 0)
		return (struct date){0, 0, 0};
	return d;
}

/* What follows from the cells. */
static void
derive(struct fact *f)
{
	f->money = decimal_parse(f->v[F_AMOUNT_GBP], &f->amount) == 0;
	if (decimal_parse(f->v[F_AMOUNT_LOW], &f->low) < 0)
		f->low = f->amount;
	if (decimal_parse(f->v[F_AMOUNT_HIGH], &f->high) < 0)
		f->high = f->amount;
	f->fin_year = period_fin_parse(f->v[F_FIN_YEAR]);
	f->as_of = date_of(f->v[F_AS_OF]);
	f->when = date_of(f->v[F_EVENT_DATE]);
	if (f->when.year == 0)
		f->when = f->as_of;
}

void
fact_row(const struct fact_columns *c, const struct csv_row *row,
    unsigned long long place, struct fact *out)
{
	*out = (struct fact){.place = place};
	for (size_t i = 0; i < FACT_COLUMNS; i++)
		out->v[i] = c->at[i] == INPUT_NONE ? (struct slice){"", 0}
						   : row->field[c->at[i]];
	derive(out);
}

void
fact_pack(const struct fact *f, struct buf *to)
{
	int status = pack_count(to, f->place);

	for (size_t i = 0; i < FACT_COLUMNS; i++)
		status |= pack_put(to, f->v[i]);
	if (status < 0)
		die(EXIT_SYSTEM, "out of memory");
}

int
fact_unpack(struct slice packed, struct fact *out)
{
	uint64_t place;

	if (pack_next_count(&packed, &place) < 0)
		return -1;
	*out = (struct fact){.place = place};
	for (size_t i = 0; i < FACT_COLUMNS; i++)
		if (pack_next(&packed, &out->v[i]) <= 0)
			return -1;
	derive(out);
	return 0;
}

int
fact_compare(const struct fact *a, const struct fact *b,
    const enum fact_column *column, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct slice x = a->v[column[i]], y = b->v[column[i]];
		size_t least = x.n < y.n ? x.n : y.n;
		int order = least > 0 ? memcmp(x.p, y.p, least) : 0;

		if (order == 0)
			order = (x.n > y.n) - (x.n < y.n);
		if (order != 0)
			return order;
	}
	return 0;
}

int
fact_is_position(const struct fact *f)
{
	return f->money && f->v[F_MEASURE].n >= 8 &&
	       memcmp(f->v[F_MEASURE].p, "position", 8) == 0;
}

int
fact_is_part(const struct fact *f)
{
	struct slice s = f->v[F_DETAIL];

	return memmem(s.p, s.n, "provider=", 9) != NULL ||
	       memmem(s.p, s.n, "scheme=", 7) != NULL;
}

int
fact_is_result(const struct fact *f)
{
	return fact_is(f, F_BASIS, "actual") || fact_is(f, F_BASIS, "forecast");
}

int
fact_is_said(const struct fact *f)
{
	return !fact_is(f, F_MODALITY, "denied") &&
	       !fact_is(f, F_MODALITY, "possible");
}
