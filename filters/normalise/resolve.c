/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "money.h"
#include "num.h"
#include "period.h"
#include "resolve.h"

static int
is(const struct row *r, size_t column, const char *v)
{
	return strcmp(r->v[column], v) == 0;
}

static struct date
date_of(const char *text)
{
	struct date d = {0};

	if (*text != '\0' && date_parse(slice_of(text), &d) != 0)
		d = (struct date){0};
	return d;
}

/* Organisations. */

/* The candidates of "03N;04J" that exist at the document's date; all of
 * them where none does or there is no date. */
static size_t
candidates(const struct row *r, const struct reg *reg, size_t *out, size_t cap)
{
	struct date on = date_of(r->v[O_PUBLISHED]);
	size_t all = 0, n = 0, known[8];

	for (const char *p = r->v[R_ORG_CODES]; *p != '\0' && all < 8;) {
		size_t len = strcspn(p, ";");
		size_t org = register_find(reg, (struct slice){p, len});

		if (org != REGISTER_NONE)
			known[all++] = org;
		p += len + (p[len] == ';');
	}
	for (size_t i = 0; i < all && n < cap; i++)
		if (register_live(reg, known[i], on))
			out[n++] = known[i];
	for (size_t i = 0; n == 0 && i < all && i < cap; i++)
		out[i] = known[i];
	return n ? n : all < cap ? all : cap;
}

/* Its name and type as of the document's date. */
static void
name_org(struct rows *rows, struct row *r, const struct reg *reg, size_t org)
{
	struct date on = date_of(r->v[O_PUBLISHED]);

	row_set(rows, r, O_ORG_NAME, register_name(reg, org, on));
	row_sets(
	    rows, r, O_ORG_TYPE, org_type_name(register_type(reg, org, on)));
}

void
resolve_name(struct rows *rows, struct row *r, const struct reg *reg)
{
	size_t org = register_find(reg, slice_of(r->v[O_ORG_CODE]));

	if (*r->v[O_ORG_NAME] == '\0' && org != REGISTER_NONE)
		name_org(rows, r, reg, org);
}

static const char *
resolve_org(struct rows *rows, struct row *r, const struct reg *reg)
{
	size_t org[8], n = candidates(r, reg, org, 8);

	if (n == 0)
		return "org_unresolved";
	if (n > 1) {
		row_sets(rows, r, O_DETAIL, r->v[R_ORG_CODES]);
		return "org_ambiguous";
	}
	row_set(rows, r, O_ORG_CODE, register_org(reg, *org)->code);
	name_org(rows, r, reg, *org);
	return NULL;
}

/* Money. */

static void
set_amount(struct rows *rows, struct row *r, size_t column, int64_t pence)
{
	char text[32];
	size_t n = num_format(text, sizeof text, pence, 2);

	row_set(rows, r, column, (struct slice){text, n});
}

/* Which way a figure points: deficits and overspends are negative. */
static int64_t
direct(const struct row *r, int64_t pence)
{
	if (is(r, R_SIGN, "-"))
		return pence < 0 && !is(r, R_SCALE, "") ? pence : -llabs(pence);
	if (is(r, R_SIGN, "+"))
		return llabs(pence);
	return pence;
}

static const char *
resolve_money(struct rows *rows, struct row *r)
{
	struct slice text = slice_of(r->v[O_AMOUNT_TEXT]);
	struct money m;
	int64_t scale = 1;

	if (is(r, O_DATASET, "status"))
		return NULL;
	if (!is(r, R_SCALE, "") &&
	    num_int(r->v[R_SCALE], 1, 1000000000, &scale) != 0)
		return "amount_unreadable";
	if (is(r, R_SIGN, "0")) /* "break even" */
		m = (struct money){0};
	else if (!is(r, R_SCALE, "") ? money_parse(text, scale, &m) != 0
				     : !money_next(text, 0, &m) &&
					   money_parse(text, scale, &m) != 0)
		return "amount_unreadable";
	r->money = 1;
	r->low = direct(r, m.low);
	r->high = direct(r, m.high);
	if (r->low > r->high) {
		int64_t t = r->low;

		r->low = r->high;
		r->high = t;
	}
	r->amount = r->low + (r->high - r->low) / 2;
	set_amount(rows, r, O_AMOUNT_GBP, r->amount);
	set_amount(rows, r, O_AMOUNT_LOW, r->low);
	set_amount(rows, r, O_AMOUNT_HIGH, r->high);
	row_sets(rows, r, O_QUALIFIER, money_qualifier_name(m.qualifier));
	if (is(r, O_SPAN, ""))
		row_sets(rows, r, O_SPAN, "year");
	return NULL;
}

/* Periods. */

static void
set_year(struct rows *rows, struct row *r, int year)
{
	char name[8];
	size_t n = period_fin_name(name, year);

	r->year = year;
	row_set(rows, r, O_FIN_YEAR, (struct slice){name, n});
}

/* What the words alone say, for a stream whose writer resolved nothing. */
static int
year_of_words(const struct row *r)
{
	struct period p;
	struct span span;

	if (!period_next(slice_of(r->v[O_PERIOD_TEXT]), 0, &p) ||
	    period_resolve(&p, date_of(r->v[O_PUBLISHED]), 0, &span) != 0)
		return 0;
	return span.fin_year;
}

/* Of a date that is only a year: when most is published of the last one. */
enum { SOME_MONTH = 7 };

enum { FIRST_RATED = 2013 }; /* the year that CCGs began */

/*
 * Where a figure's year is not said, the document's date decides: what is
 * planned, expected or demanded is of the year it was said in; what has
 * happened is of that year too, but in the months in which the last year's
 * accounts are made up and published it is of the last.
 */
static int
year_by_custom(const struct row *r)
{
	struct date on = date_of(r->v[O_AS_OF]);
	int year;

	if (on.year == 0)
		on = date_of(r->v[O_PUBLISHED]);
	if (on.year != 0 && on.month == 0)
		on.month = SOME_MONTH;
	year = date_fin_year(on);
	if (year == 0)
		return 0;
	if (is(r, O_MEASURE, "rating")) {
		/* ratings of a year are published in the July after it */
		year -= on.month >= 4 && on.month <= 6 ? 2 : 1;
		if (is(r, O_DETAIL, "previous"))
			year--;
		return year < FIRST_RATED ? FIRST_RATED : year;
	}
	if (is(r, O_DATASET, "status"))
		return 0;
	if (is(r, O_BASIS, "actual") && on.month >= 4 && on.month <= 8)
		return year - 1;
	return year;
}

static void
resolve_period(struct rows *rows, struct row *r)
{
	int year = period_fin_parse(slice_of(r->v[O_FIN_YEAR]));

	if (year == 0 && !is(r, O_PERIOD_TEXT, "") &&
	    (!is(r, O_DATASET, "status") || is(r, O_MEASURE, "rating")))
		year = year_of_words(r);
	set_year(rows, r, year);
	if (is(r, O_AS_OF, ""))
		row_sets(rows, r, O_AS_OF, r->v[O_PUBLISHED]);
}

void
resolve_year(struct rows *rows, struct row *r)
{
	int year = r->year;
	struct date d;
	char text[16];

	if (year == 0)
		set_year(rows, r, year = year_by_custom(r));
	if (year == 0 || !is(r, O_PERIOD_START, "") ||
	    (!is(r, O_SPAN, "year") && !is(r, O_MEASURE, "rating")))
		return;
	d = (struct date){year, 4, 1};
	row_set(rows, r, O_PERIOD_START,
	    (struct slice){text, date_format(text, d)});
	d = (struct date){year + 1, 3, 31};
	row_set(
	    rows, r, O_PERIOD_END, (struct slice){text, date_format(text, d)});
}

static void
fill(struct rows *rows, struct row *r, size_t column, const char *v)
{
	if (is(r, column, ""))
		row_sets(rows, r, column, v);
}

static void
fill_vocabulary(struct rows *rows, struct row *r)
{
	fill(rows, r, O_MODALITY, "asserted");
	if (is(r, O_DATASET, "spending"))
		fill(rows, r, O_CATEGORY, "total");
	if (is(r, O_MEASURE, "rating") || is(r, O_MEASURE, "special_measures"))
		fill(rows, r, O_SCOPE, "overall");
	fill(rows, r, O_CONFIDENCE, "0.5");
	r->confidence = strtod(r->v[O_CONFIDENCE], NULL);
	r->mentions = 1;
}

const char *
resolve_row(struct rows *rows, struct row *r, const struct reg *reg)
{
	const char *reason;

	if (!is(r, R_REASON, ""))
		return r->v[R_REASON];
	if ((reason = resolve_org(rows, r, reg)) != NULL ||
	    (reason = resolve_money(rows, r)) != NULL)
		return reason;
	fill_vocabulary(rows, r);
	resolve_period(rows, r);
	return NULL;
}
