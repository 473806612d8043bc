/* SPDX-License-Identifier: MIT */
#include "period_noun.h"
#include "period_read.h"
#include "scan.h"

static const struct relative unit_before[] = {
    {"this", 0, PLAIN},
    {"the current", 0, PLAIN},
    {"current", 0, PLAIN},
    {"the last", -1, PLAIN},
    {"last", -1, PLAIN},
    {"the past", -1, PLAIN},
    {"the previous", -1, CHAINED},
    {"previous", -1, CHAINED},
    {"the preceding", -1, CHAINED},
    {"the prior", -1, CHAINED},
    {"prior", -1, CHAINED},
    {"the next", 1, PLAIN},
    {"next", 1, PLAIN},
    {"the coming", 1, PLAIN},
    {"the following", 1, CHAINED},
};

/* A number from 1 to max behind the noun: "quarter three".  0 if none. */
static int
number_behind(const struct noun *n, int max, size_t *end)
{
	size_t at = scan_gap(n->text, n->end), stop;
	int value = 0;

	if (at == n->end)
		return 0;
	stop = scan_count(n->text, at, &value);
	if (stop == at || value < 1 || value > max ||
	    scan_at(n->text, stop) == '%' ||
	    (scan_at(n->text, stop) == '.' &&
		scan_digit(scan_at(n->text, stop + 1))))
		return 0;
	*end = stop;
	return value;
}

int
period_quarter(const struct noun *n, struct period *p)
{
	size_t start = n->start, end = n->end;
	const struct relative *r;

	p->kind = PERIOD_QUARTER;
	p->month = period_ordinal_before(n, n->start, &start);
	if (p->month == 0)
		p->month = number_behind(n, 4, &end);
	if (p->month > 0)
		return period_found(p, start, period_read_of(n->text, end, p));
	r = period_relative_before(n, unit_before, COUNT(unit_before), &start);
	if (r == NULL) {
		end = period_ending(n->text, n->end, 3, p);
		return end > n->end && period_found(p, n->start, end);
	}
	end = period_read_of(n->text, end, p);
	if (end > n->end &&
	    scan_is(scan_word_back(n->text, scan_gap_back(n->text, n->start)),
		"last"))
		p->month = 4;
	else
		period_relate(p, r);
	return period_found(
	    p, start, end > n->end && p->month == 0 ? n->end : end);
}

int
period_half(const struct noun *n, struct period *p)
{
	size_t start = n->start, end;

	p->kind = PERIOD_HALF;
	p->month = period_ordinal_before(n, n->start, &start);
	if (p->month == 0) {
		start = period_before(n, n->start, "latter");
		p->month = start == SCAN_NONE ? 0 : 2;
	}
	p->month = p->month == 4 ? 2 : p->month;
	if (p->month < 1 || p->month > 2)
		return 0;
	end = period_read_of(n->text, n->end, p);
	return end > n->end ? period_found(p, start, end) : 0;
}

int
period_numbered(const struct noun *n, struct period *p)
{
	size_t end = n->end;

	p->kind = PERIOD_FIN_MONTH;
	p->month = number_behind(n, 12, &end);
	return p->month > 0 &&
	       period_found(p, n->start, period_read_of(n->text, end, p));
}

int
period_month(const struct noun *n, struct period *p)
{
	size_t start = n->start, end = n->end;
	const struct relative *r;

	r = period_relative_before(n, unit_before, COUNT(unit_before), &start);
	if (r != NULL) {
		p->kind = PERIOD_THIS_MONTH;
		period_relate(p, r);
		end = scan_phrase(n->text, n->end, " end");
		p->until = end != SCAN_NONE;
		return period_found(p, start, p->until ? end : n->end);
	}
	if (period_units(n, PERIOD_THIS_MONTH, p))
		return 1;
	p->kind = PERIOD_THIS_MONTH;
	if (period_before(n, n->start, "end of the") != SCAN_NONE)
		return period_found(p, n->start, n->end);
	end = scan_phrase(n->text, n->end, " end");
	if (end != SCAN_NONE) {
		p->until = 1;
		return period_found(p, n->start, end);
	}
	if (period_is_compound(n->text, n->start) ||
	    scan_in(scan_prev(n->text, n->start), "a per each every one"))
		return 0;
	return period_numbered(n, p);
}

/* "six months into the financial year".  The end, or that of the noun. */
static size_t
into_year(const struct noun *n)
{
	static const char *const phrase[] = {" into the financial year",
	    " into the year", " into this financial year",
	    " into the new financial year"};

	for (size_t i = 0; i < COUNT(phrase); i++) {
		size_t end = scan_phrase(n->text, n->end, phrase[i]);

		if (end != SCAN_NONE)
			return end;
	}
	return n->end;
}

/* "£3.9m over for the eight months", "after eight months": nothing more. */
static int
months_so_far(const struct noun *n, int count, size_t start, struct period *p)
{
	if (count > 12 || scan_gap(n->text, n->end) > n->end ||
	    (period_before(n, start, "for the") == SCAN_NONE &&
		period_before(n, start, "after") == SCAN_NONE))
		return 0;
	p->kind = PERIOD_FIN_MONTH;
	p->month = count;
	p->until = 1;
	return period_found(p, start, n->end);
}

/* "first six months of the year", "final three months of 2017-18". */
static int
months_of(const struct noun *n, int count, size_t start, struct period *p)
{
	size_t end = into_year(n), from = start;
	int ordinal = period_ordinal_before(n, start, &from);

	p->kind = PERIOD_FIN_MONTH;
	p->month = count;
	p->until = 1;
	if (end > n->end && count <= 12) {
		p->of_year = 1;
		return period_found(p, start, end);
	}
	if (months_so_far(n, count, start, p))
		return 1;
	if (ordinal == 0) {
		from = period_before(n, start, "last");
		ordinal = from != SCAN_NONE ? 4 : 0;
	}
	end = period_read_of(n->text, n->end, p);
	/* "for the first two months we spent": of the year, if of nothing else
	 */
	if (ordinal == 1 && end == n->end && count > 1 && count < 12 &&
	    !scan_is(scan_next(n->text, end), "of") &&
	    scan_in(scan_prev(n->text, from), "the")) {
		p->of_year = 1;
		return period_found(p, from, end);
	}
	if (end == n->end || count > 12)
		return 0;
	if (ordinal == 1)
		return period_found(p, from, end);
	p->until = 0;
	p->kind = count == 3 ? PERIOD_QUARTER : PERIOD_HALF;
	p->month = count == 3 ? 4 : 2;
	return ordinal == 4 && (count == 3 || count == 6) &&
	       period_found(p, from, end);
}

int
period_months(const struct noun *n, struct period *p)
{
	size_t start = n->start, end, at;
	int count = period_count_before(n, &start);

	if (count == 0)
		return 0;
	p->kind = PERIOD_THIS_MONTH;
	end = period_distance(n->text, n->end, count, p);
	if (end > n->end) {
		/* "twelve months later" is the year after */
		if (p->chained && count == 12) {
			p->kind = PERIOD_THIS_YEAR;
			p->offset /= count;
		}
		return !(p->chained && period_has_object(n->text, end)) &&
		       period_found(p, start, end);
	}
	end = period_ending(n->text, n->end, count, p);
	if (end > n->end)
		return period_found(p, start, end);
	*p = (struct period){0};
	if (months_of(n, count, start, p))
		return 1;
	at = period_before(n, start, "the last");
	if (at == SCAN_NONE)
		at = period_before(n, start, "the past");
	if (at == SCAN_NONE)
		at = period_before(n, start, "last");
	if (at == SCAN_NONE)
		at = period_before(n, start, "past");
	if (count != 12 || at == SCAN_NONE)
		return 0;
	*p = (struct period){.kind = PERIOD_THIS_YEAR,
	    .offset = -1,
	    .calendar = 1,
	    .rolling = 1};
	return period_found(p, at, n->end);
}

int
period_week(const struct noun *n, struct period *p)
{
	size_t start = n->start;
	const struct relative *r =
	    period_relative_before(n, unit_before, COUNT(unit_before), &start);

	if (r == NULL)
		return 0;
	p->kind = PERIOD_THIS_WEEK;
	period_relate(p, r);
	return period_found(p, start, n->end);
}

/* "two weeks ago", "ten days later". */
int
period_units(const struct noun *n, enum period_kind kind, struct period *p)
{
	size_t start = n->start, end;
	int count = period_count_before(n, &start);

	if (count == 0)
		return 0;
	p->kind = kind;
	end = period_distance(n->text, n->end, count, p);
	if (end == n->end || (p->chained && period_has_object(n->text, end)))
		return 0;
	return period_found(p, start, end);
}

/* "on Monday", "last Thursday", "by Friday"; Monday is 1. */
int
period_weekday(const struct noun *n, int day, struct period *p)
{
	static const struct relative table[] = {
	    {"last", -1, PLAIN},
	    {"next", 1, PLAIN},
	    {"this", 0, PLAIN},
	};
	size_t start = n->start;
	const struct relative *r =
	    period_relative_before(n, table, COUNT(table), &start);

	if (r == NULL &&
	    !scan_in(scan_prev(n->text, start), "on by until since"))
		return 0;
	p->kind = PERIOD_WEEKDAY;
	p->day = day;
	if (r != NULL)
		period_relate(p, r);
	return period_found(p, start, n->end);
}

int
period_season(const struct noun *n, int first, struct period *p)
{
	size_t start = n->start, end = n->end, at;
	struct period d = {0};
	const struct relative *r;

	p->kind = PERIOD_SEASON;
	p->month = first;
	if (period_is_compound(n->text, n->start))
		return 0;
	at = scan_phrase(n->text, end, " of ");
	at = at == SCAN_NONE ? scan_space(n->text, end) : at;
	end = period_read_fin(n->text, at, 0, &d);
	if (end == at || d.kind != PERIOD_FIN_YEAR)
		end = period_read_year(n->text, at, &d.year);
	if (end > at && at > n->end) {
		p->year = d.year;
		return period_found(p, start, end);
	}
	r = period_relative_before(n, unit_before, COUNT(unit_before), &start);
	if (r != NULL) {
		period_relate(p, r);
		return period_found(p, start, n->end);
	}
	at = period_before(n, n->start, "the");
	if (at == SCAN_NONE ||
	    !scan_in(scan_prev(n->text, at),
		"in by since over during until before after from through"))
		return 0;
	return period_found(p, n->start, n->end);
}
