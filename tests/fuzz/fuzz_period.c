/* SPDX-License-Identifier: MIT */
/*
 * Periods in any text lie in it, one behind another, and what they resolve
 * to are dates that exist.  The first four bytes date the text.
 */
#include "home.h"
#include "period.h"

static void
resolve(const struct period *p, struct date published, int fin_year)
{
	struct span s;
	char name[8];

	if (period_resolve(p, published, fin_year, &s) < 0) {
		PROMISE(s.fin_year == 0 && s.start.year == 0);
		return;
	}
	PROMISE(s.start.year == 0 || date_valid(s.start));
	PROMISE(s.end.year == 0 || date_valid(s.end));
	if (s.start.year != 0 && s.end.year != 0)
		PROMISE(date_days(date_first(s.start)) <=
			date_days(date_last(s.end)));
	PROMISE(period_span_name(s.span) != NULL);
	if (period_fin_name(name, s.fin_year) == 7)
		PROMISE(
		    period_fin_parse((struct slice){name, 7}) == s.fin_year);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice text;
	struct date published;
	struct period p;
	size_t from = 0;

	if (n < 4)
		return 0;
	published =
	    (struct date){2000 + data[0] % 40, data[1] % 13, data[2] % 32};
	if (!date_valid(published))
		published = (struct date){0};
	text = (struct slice){(const char *)data + 4, n - 4};
	while (period_next(text, from, &p)) {
		PROMISE(p.start >= from && p.start < p.end && p.end <= text.n);
		from = p.end;
		resolve(&p, published, data[3] ? 2000 + data[3] % 40 : 0);
		p.past = 1;
		resolve(&p, published, 0);
		resolve(&p, (struct date){0}, 0);
	}
	(void)period_fin_parse(text);
	return 0;
}
