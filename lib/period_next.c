/* SPDX-License-Identifier: MIT */
#include "period.h"
#include "period_read.h"
#include "scan.h"

/*
 * A period in words hangs on one of a few nouns: "year", "quarter", a
 * month's name.  The scanner stops at these and at digits, and looks to both
 * sides.  from is where the period may begin at the earliest; the noun is
 * text[start, end).  Every handler gives 1 and *p, or 0.
 */
struct noun {
	struct slice text;
	size_t from, start, end;
};

/* Phrases before or behind a noun, and what they make of it. */
struct relative {
	const char *phrase;
	int offset;
	enum { PLAIN, CHAINED, ROLLING, NEAREST, CALENDAR } how;
};

static void
relate(struct period *p, const struct relative *r)
{
	p->offset = r->offset;
	p->chained = r->how == CHAINED;
	p->rolling = r->how == ROLLING;
	p->nearest = r->how == NEAREST;
	p->calendar = r->how == ROLLING || r->how == CALENDAR;
}

/* The start of a phrase that ends before `at` and fits behind from; NONE. */
static size_t
before(const struct noun *n, size_t at, const char *phrase)
{
	size_t end = scan_gap_back(n->text, at), start;

	if (end == at)
		return SCAN_NONE;
	start = scan_phrase_back(n->text, end, phrase);
	return start == SCAN_NONE || start < n->from ? SCAN_NONE : start;
}

/* The same for the first of several that stands there. */
static const struct relative *
relative_before(
    const struct noun *n, const struct relative *r, size_t count, size_t *start)
{
	size_t end = scan_gap_back(n->text, *start), at;

	if (end == *start || end <= n->from)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		at = scan_phrase_back(n->text, end, r[i].phrase);
		if (at == SCAN_NONE || at < n->from)
			continue;
		*start = at;
		return &r[i];
	}
	return NULL;
}

static const struct relative *
relative_behind(
    struct slice text, const struct relative *r, size_t count, size_t *end)
{
	for (size_t i = 0; i < count; i++) {
		size_t found = scan_phrase(text, *end, r[i].phrase);

		if (found == SCAN_NONE)
			continue;
		*end = found;
		return &r[i];
	}
	return NULL;
}

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Closes *p with its bytes.  Always 1. */
static int
found(struct period *p, size_t start, size_t end)
{
	p->start = start;
	p->end = end;
	return 1;
}

/*
 * "year to March 2018", "twelve months ending 31 March 2018", from the end
 * of the noun on.  length is in months.  The end, or i.
 */
static size_t
ending(struct slice text, size_t i, int length, struct period *p)
{
	static const char *const join[] = {" to ", " to the end of ",
	    " ending ", " ended ", " ending on ", " ended on ", " ending in ",
	    " ended in ", " ending at the end of ", " up to ", " until "};
	struct period d = {0};

	for (size_t k = 0; k < COUNT(join); k++) {
		size_t at = scan_phrase(text, i, join[k]), end;
		int lone;

		if (at == SCAN_NONE)
			continue;
		end = period_read_date(text, at, &d, &lone);
		if (end == at)
			continue;
		if (length == 12 && d.month == 3 && d.year > 0 &&
		    (d.day == 0 || d.day == 31)) {
			d.kind = PERIOD_FIN_YEAR;
			d.year--;
			d.month = d.day = 0;
		} else {
			d.until = 1;
			d.rolling = length == 12 && d.month != 3;
		}
		*p = d;
		return end;
	}
	return i;
}

/* "year beginning April 2017", "financial year from 1 April 2017". */
static size_t
starting(struct slice text, size_t i, struct period *p)
{
	static const char *const join[] = {" starting ", " beginning ",
	    " from ", " starting in ", " beginning in ", " starting on ",
	    " beginning on ", " which starts in ", " that starts in "};
	struct period d = {0};

	for (size_t k = 0; k < COUNT(join); k++) {
		size_t at = scan_phrase(text, i, join[k]), end;
		int lone;

		if (at == SCAN_NONE)
			continue;
		end = period_read_date(text, at, &d, &lone);
		if (end == at || d.month != 4 || d.day > 1 || d.year == 0)
			continue;
		*p = (struct period){.kind = PERIOD_FIN_YEAR, .year = d.year};
		return end;
	}
	return i;
}

/* "ago", "earlier", "later" behind a number of units.  The end, or i. */
static size_t
distance(struct slice text, size_t i, int n, struct period *p)
{
	static const struct relative table[] = {
	    {" ago", -1, PLAIN},
	    {" earlier", -1, CHAINED},
	    {" before", -1, CHAINED},
	    {" previously", -1, CHAINED},
	    {" later", 1, CHAINED},
	    {" from now", 1, PLAIN},
	};
	size_t end = i;
	const struct relative *r =
	    relative_behind(text, table, COUNT(table), &end);

	if (r == NULL)
		return i;
	relate(p, r);
	p->offset *= n;
	return end;
}

/* The number of units before the noun, its start in *start; 0 if none. */
static int
count_before(const struct noun *n, size_t *start)
{
	size_t end = scan_gap_back(n->text, n->start), at = end, tens;
	int value = 0, whole;

	while (at > n->from && scan_alnum(n->text, at - 1))
		at--;
	if (end == n->start || at == end)
		return 0;
	if (scan_in((struct slice){n->text.p + at, end - at}, "a an")) {
		*start = at;
		return 1;
	}
	if (scan_count(n->text, at, &value) != end || value > 99)
		return 0;
	*start = at;
	tens = scan_gap_back(n->text, at);
	while (tens > n->from && scan_letter(scan_at(n->text, tens - 1)))
		tens--;
	if (value < 10 && tens < at &&
	    scan_count(n->text, tens, &whole) == end) {
		*start = tens;
		value = whole;
	}
	return value;
}

/* "first", "2nd" before `at` as a number, its start in *start; 0 if none. */
static int
ordinal_before(const struct noun *n, size_t at, size_t *start)
{
	static const struct relative table[] = {
	    {"first", 1, PLAIN},
	    {"second", 2, PLAIN},
	    {"third", 3, PLAIN},
	    {"fourth", 4, PLAIN},
	    {"opening", 1, PLAIN},
	    {"final", 4, PLAIN},
	    {"closing", 4, PLAIN},
	    {"1st", 1, PLAIN},
	    {"2nd", 2, PLAIN},
	    {"3rd", 3, PLAIN},
	    {"4th", 4, PLAIN},
	};
	const struct relative *r;

	*start = at;
	r = relative_before(n, table, COUNT(table), start);
	return r != NULL ? r->offset : 0;
}

/* Past a financial year's adjective before the noun "year". */
static size_t
adjective(const struct noun *n, int *financial, int *calendar)
{
	static const char *const name[] = {
	    "financial", "fiscal", "accounting", "budget", "calendar"};

	for (size_t i = 0; i < COUNT(name); i++) {
		size_t start = before(n, n->start, name[i]);

		if (start == SCAN_NONE)
			continue;
		*calendar = i == COUNT(name) - 1;
		*financial = !*calendar;
		return start;
	}
	return n->start;
}

static const struct relative year_before[] = {
    {"this", 0, PLAIN},
    {"this current", 0, PLAIN},
    {"the current", 0, PLAIN},
    {"current", 0, PLAIN},
    {"the present", 0, PLAIN},
    {"the previous", -1, CHAINED},
    {"previous", -1, CHAINED},
    {"the prior", -1, CHAINED},
    {"prior", -1, CHAINED},
    {"the preceding", -1, CHAINED},
    {"preceding", -1, CHAINED},
    {"the following", 1, CHAINED},
    {"following", 1, CHAINED},
    {"the subsequent", 1, CHAINED},
    {"subsequent", 1, CHAINED},
    {"that", 0, CHAINED},
    {"the same", 0, CHAINED},
    {"same", 0, CHAINED},
    {"the coming", 1, PLAIN},
    {"coming", 1, PLAIN},
    {"the forthcoming", 1, PLAIN},
    {"forthcoming", 1, PLAIN},
    {"the upcoming", 1, PLAIN},
    {"upcoming", 1, PLAIN},
    {"the new", 1, NEAREST},
    {"new", 1, NEAREST},
    {"the past", -1, ROLLING},
    {"this past", -1, ROLLING},
    {"past", -1, ROLLING},
    {"the last", -1, ROLLING},
    {"last", -1, PLAIN},
    {"the next", 1, ROLLING},
    {"next", 1, PLAIN},
};

/* What stands behind "the year". */
static const struct relative year_behind[] = {
    {" before last", -2, PLAIN},
    {" after next", 2, PLAIN},
    {" before", -1, CHAINED},
    {" after", 1, CHAINED},
    {" earlier", -1, CHAINED},
    {" ahead", 1, PLAIN},
    {" to come", 1, PLAIN},
    {" just ended", -1, PLAIN},
    {" just gone", -1, PLAIN},
    {" just finished", -1, PLAIN},
    {" just past", -1, PLAIN},
};

/* 1 if "the year before" at i goes on: "the year before it merged". */
static int
has_object(struct slice text, size_t i)
{
	struct slice word = scan_next(text, i);
	size_t at = scan_gap(text, i);

	return at > i &&
	       (scan_digit(scan_at(text, at)) ||
		   (word.n > 0 && *word.p >= 'A' && *word.p <= 'Z') ||
		   scan_in(word, "the a an it its they their he she we i you "
				 "this that his her our your any being"));
}

/* "of the year" is a period only where it is the end or a part of it. */
static int
is_part_of(const struct noun *n, size_t the)
{
	struct slice word = scan_prev(n->text, the);

	if (!scan_is(word, "of"))
		return 1;
	word = scan_prev(n->text, scan_start(n->text, word));
	return scan_in(word, "end start beginning rest remainder half quarter "
			     "months month course part close middle outset "
			     "most much balance half-way all");
}

/* "year end", "year to date" behind the noun: sets the marks.  The end. */
static size_t
year_point(struct slice text, size_t end, struct period *p)
{
	size_t at = scan_phrase(text, end, " end");

	if (at != SCAN_NONE) {
		p->until = 1;
		return at;
	}
	at = scan_phrase(text, end, " to date");
	if (at == SCAN_NONE)
		return end;
	p->until = p->as_at = 1;
	return at;
}

/* A year that the words behind it date: "year 2017-18", "year to March". */
static int
dated_year(const struct noun *n, size_t start, struct period *p)
{
	size_t at = scan_space(n->text, n->end), end;
	struct period d = {.kind = PERIOD_YEAR};

	end = period_read_fin(n->text, at, 1, &d);
	if (end == at)
		end = period_read_year(n->text, at, &d.year);
	if (at == n->end || end == at) {
		at = n->end;
		end = ending(n->text, at, 12, &d);
	}
	if (end == at)
		end = starting(n->text, at, &d);
	if (end == at)
		return 0;
	*p = d;
	return found(p, start, end);
}

/* "the year" and what may follow it. */
static int
the_year(const struct noun *n, size_t the, int financial, struct period *p)
{
	size_t end = n->end;
	const struct relative *r;

	r = relative_behind(n->text, year_behind, COUNT(year_behind), &end);
	if (r != NULL && !(r->how == CHAINED && has_object(n->text, end))) {
		relate(p, r);
		return found(p, the, end);
	}
	if (!financial && !is_part_of(n, the))
		return 0;
	return found(p, the, year_point(n->text, n->end, p));
}

/* "last year", "the coming financial year": r stands from start on. */
static int
related_year(const struct noun *n, size_t start, const struct relative *r,
    int financial, int calendar, struct period *p)
{
	relate(p, r);
	if (financial || calendar) {
		p->rolling = p->calendar = 0;
	} else if (p->rolling && p->offset > 0 &&
		   !scan_in(scan_prev(n->text, start),
		       "over in for within during throughout")) {
		/* "the next year it fell to £9.8m" tells a story */
		p->rolling = p->calendar = 0;
		p->chained = 1;
	}
	if (p->nearest && !financial) {
		/* "in the new year" is January */
		if (scan_word(n->text, start).n != 3 ||
		    scan_is(scan_word(n->text, start), "new"))
			return 0;
		p->nearest = 0;
		calendar = 1;
	}
	p->calendar |= calendar;
	return found(p, start, year_point(n->text, n->end, p));
}

/* "two years ago", "a year earlier". */
static int
years_away(const struct noun *n, struct period *p)
{
	size_t start = n->start, end;
	int count = count_before(n, &start);

	if (count == 0)
		return 0;
	end = distance(n->text, n->end, count, p);
	if (end == n->end || (p->chained && has_object(n->text, end)))
		return 0;
	p->kind = p->chained && count == 1 ? PERIOD_THIS_YEAR : PERIOD_AGO;
	return found(p, start, end);
}

/* 1 if the noun ends a compound: "five-year", "in-year". */
static int
is_compound(struct slice text, size_t start)
{
	size_t dash = scan_dash_back(text, start);

	return dash < start && scan_alnum_before(text, dash);
}

/* "at the half-year", "half-year point". */
static int
half_year(const struct noun *n, struct period *p)
{
	size_t start = before(n, n->start, "half");

	if (start == SCAN_NONE || (!scan_is(scan_prev(n->text, start), "the") &&
				      !scan_in(scan_next(n->text, n->end),
					  "point stage mark position")))
		return 0;
	p->kind = PERIOD_HALF;
	p->month = 1;
	p->as_at = 1;
	return found(p, start, n->end);
}

static int
year(const struct noun *n, struct period *p)
{
	int financial = 0, calendar = 0;
	size_t start = adjective(n, &financial, &calendar), at, the;
	const struct relative *r;

	p->kind = PERIOD_THIS_YEAR;
	if (before(n, start, "end of") != SCAN_NONE)
		return found(p, start, n->end);
	if (is_compound(n->text, start))
		return half_year(n, p);
	if (dated_year(n, start, p) || years_away(n, p))
		return 1;
	if (scan_phrase(n->text, n->end, " on year") != SCAN_NONE ||
	    scan_phrase(n->text, n->end, " by year") != SCAN_NONE)
		return 0;
	at = start;
	r = relative_before(n, year_before, COUNT(year_before), &at);
	if (r != NULL)
		return related_year(n, at, r, financial, calendar, p);
	the = before(n, start, "the");
	if (the == SCAN_NONE)
		the = before(n, start, "the full");
	if (the == SCAN_NONE)
		the = before(n, start, "the whole");
	if (the != SCAN_NONE)
		return the_year(n, the, financial, p);
	at = year_point(n->text, n->end, p);
	return at > n->end ? found(p, start, at) : 0;
}

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

static int
quarter(const struct noun *n, struct period *p)
{
	size_t start = n->start, end = n->end;
	const struct relative *r;

	p->kind = PERIOD_QUARTER;
	p->month = ordinal_before(n, n->start, &start);
	if (p->month == 0)
		p->month = number_behind(n, 4, &end);
	if (p->month > 0)
		return found(p, start, period_read_of(n->text, end, p));
	r = relative_before(n, unit_before, COUNT(unit_before), &start);
	if (r == NULL)
		return 0;
	end = period_read_of(n->text, end, p);
	if (end > n->end &&
	    scan_is(scan_word_back(n->text, scan_gap_back(n->text, n->start)),
		"last"))
		p->month = 4;
	else
		relate(p, r);
	return found(p, start, end > n->end && p->month == 0 ? n->end : end);
}

static int
half(const struct noun *n, struct period *p)
{
	size_t start = n->start, end;

	p->kind = PERIOD_HALF;
	p->month = ordinal_before(n, n->start, &start);
	if (p->month == 0) {
		start = before(n, n->start, "latter");
		p->month = start == SCAN_NONE ? 0 : 2;
	}
	p->month = p->month == 4 ? 2 : p->month;
	if (p->month < 1 || p->month > 2)
		return 0;
	end = period_read_of(n->text, n->end, p);
	return end > n->end ? found(p, start, end) : 0;
}

static int
month(const struct noun *n, struct period *p)
{
	size_t start = n->start, end = n->end;
	const struct relative *r;

	r = relative_before(n, unit_before, COUNT(unit_before), &start);
	if (r != NULL) {
		p->kind = PERIOD_THIS_MONTH;
		relate(p, r);
		end = scan_phrase(n->text, n->end, " end");
		p->until = end != SCAN_NONE;
		return found(p, start, p->until ? end : n->end);
	}
	if (before(n, n->start, "end of the") != SCAN_NONE) {
		p->kind = PERIOD_THIS_MONTH;
		return found(p, n->start, n->end);
	}
	if (is_compound(n->text, n->start) ||
	    scan_in(scan_prev(n->text, n->start), "a per each every one"))
		return 0;
	p->kind = PERIOD_FIN_MONTH;
	p->month = number_behind(n, 12, &end);
	return p->month > 0
		   ? found(p, n->start, period_read_of(n->text, end, p))
		   : 0;
}

/* "first six months of the year", "six months into the financial year". */
static int
months_of(const struct noun *n, int count, size_t start, struct period *p)
{
	size_t end = scan_phrase(n->text, n->end, " into"), first;
	int ordinal = ordinal_before(n, start, &first);

	if (end == SCAN_NONE) {
		if (ordinal == 1)
			start = first;
		else if ((first = before(n, start, "last")) == SCAN_NONE)
			return 0;
		else
			start = first;
		end = period_read_of(n->text, n->end, p);
		if (end == n->end || count > 12)
			return 0;
		p->kind = PERIOD_FIN_MONTH;
		p->month = count;
		p->until = 1;
		if (ordinal == 1)
			return found(p, start, end);
		p->until = 0;
		p->kind = count == 3 ? PERIOD_QUARTER : PERIOD_HALF;
		p->month = count == 3 ? 4 : 2;
		return count == 3 || count == 6 ? found(p, start, end) : 0;
	}
	first = scan_phrase(n->text, end, " the financial year");
	if (first == SCAN_NONE)
		first = scan_phrase(n->text, end, " the year");
	if (first == SCAN_NONE)
		first = scan_phrase(n->text, end, " this financial year");
	if (first == SCAN_NONE || count > 12)
		return 0;
	p->kind = PERIOD_FIN_MONTH;
	p->month = count;
	p->until = p->of_year = 1;
	return found(p, start, first);
}

static int
months(const struct noun *n, struct period *p)
{
	size_t start = n->start, end, at;
	int count = count_before(n, &start);

	if (count == 0)
		return 0;
	p->kind = PERIOD_THIS_MONTH;
	end = distance(n->text, n->end, count, p);
	if (end > n->end)
		return !(p->chained && has_object(n->text, end)) &&
		       found(p, start, end);
	end = ending(n->text, n->end, count, p);
	if (end > n->end)
		return found(p, start, end);
	if (months_of(n, count, start, p))
		return 1;
	at = before(n, start, "the last");
	if (at == SCAN_NONE)
		at = before(n, start, "the past");
	if (at == SCAN_NONE)
		at = before(n, start, "last");
	if (at == SCAN_NONE)
		at = before(n, start, "past");
	if (count != 12 || at == SCAN_NONE)
		return 0;
	*p = (struct period){.kind = PERIOD_THIS_YEAR,
	    .offset = -1,
	    .calendar = 1,
	    .rolling = 1};
	return found(p, at, n->end);
}

static int
week(const struct noun *n, struct period *p)
{
	size_t start = n->start;
	const struct relative *r =
	    relative_before(n, unit_before, COUNT(unit_before), &start);

	if (r == NULL)
		return 0;
	p->kind = PERIOD_THIS_WEEK;
	relate(p, r);
	return found(p, start, n->end);
}

/* "two weeks ago", "ten days later". */
static int
units_away(const struct noun *n, enum period_kind kind, struct period *p)
{
	size_t start = n->start, end;
	int count = count_before(n, &start);

	if (count == 0)
		return 0;
	p->kind = kind;
	end = distance(n->text, n->end, count, p);
	if (end == n->end || (p->chained && has_object(n->text, end)))
		return 0;
	return found(p, start, end);
}

static int
season(const struct noun *n, int first, struct period *p)
{
	size_t start = n->start, end = n->end, at;
	struct period d = {0};
	const struct relative *r;

	p->kind = PERIOD_SEASON;
	p->month = first;
	if (is_compound(n->text, n->start))
		return 0;
	at = scan_phrase(n->text, end, " of ");
	at = at == SCAN_NONE ? scan_space(n->text, end) : at;
	end = period_read_fin(n->text, at, 0, &d);
	if (end == at || d.kind != PERIOD_FIN_YEAR)
		end = period_read_year(n->text, at, &d.year);
	if (end > at && at > n->end) {
		p->year = d.year;
		return found(p, start, end);
	}
	r = relative_before(n, unit_before, COUNT(unit_before), &start);
	if (r != NULL) {
		relate(p, r);
		return found(p, start, n->end);
	}
	at = before(n, n->start, "the");
	if (at == SCAN_NONE ||
	    !scan_in(scan_prev(n->text, at),
		"in by since over during until before after from through"))
		return 0;
	return found(p, n->start, n->end);
}

/* What leads from one date to the second of a range; NONE. */
static size_t
joint(struct slice text, size_t start, size_t end)
{
	static const char *const join[] = {
	    " to ", " to the end of ", " until ", " through ", " up to "};
	size_t at = SCAN_NONE, space = scan_space(text, end), dash;

	for (size_t i = 0; i < COUNT(join); i++) {
		size_t to = scan_phrase(text, end, join[i]);

		at = to != SCAN_NONE ? to : at;
	}
	if (at != SCAN_NONE)
		return at;
	dash = scan_dash(text, space);
	if (dash > space)
		return scan_space(text, dash);
	if (scan_phrase_back(text, scan_space_back(text, start), "between") ==
	    SCAN_NONE)
		return SCAN_NONE;
	return scan_phrase(text, end, " and ");
}

/* 1 if d is 1 April, or all April (31 March, or all March). */
static int
is_edge(const struct period *d, int month, int day)
{
	return d->month == month && (d->day == 0 || d->day == day);
}

/*
 * "April 2017 to March 2018" is a financial year, "April to November" runs
 * to November; "July and August 2017" gives July its year.  *p is the first
 * date, from start to end.
 */
static int
date_range(struct slice text, size_t start, size_t end, struct period *p)
{
	struct period d = {0};
	size_t at = joint(text, start, end), stop;
	int lone, and = 0;

	if (at == SCAN_NONE) {
		at = scan_phrase(text, end, " and ");
		and = 1;
	}
	stop = at == SCAN_NONE ? at : period_read_date(text, at, &d, &lone);
	if (stop == at || d.calendar || p->calendar)
		return found(p, start, end);
	if (!and&&is_edge(p, 4, 1) && is_edge(&d, 3, 31) && d.year > 0 &&
	    (p->year == 0 || p->year == d.year - 1)) {
		*p = (struct period){
		    .kind = PERIOD_FIN_YEAR, .year = d.year - 1};
		return found(p, start, stop);
	}
	if (!and&&is_edge(p, 4, 1) && d.month != 4 &&
	    (p->year == 0 || d.year == 0 ||
		p->year == date_fin_year((struct date){d.year, d.month, 0}))) {
		if (d.year == 0 && p->year != 0)
			d.year = p->year + (d.month < 4);
		*p = d;
		p->until = 1;
		return found(p, start, stop);
	}
	if (p->year == 0 && d.year != 0)
		p->year = d.year - (p->month > d.month);
	return found(p, start, end);
}

/* Words before a month's name that make it one. */
static const char month_intro[] =
    "in by since until till last next this early late mid of from to during "
    "before after through end for between throughout every each at on "
    "the and or ending ended starting beginning as";

/* 1 if the month's name in [start, end), no digit beside it, is a month. */
static int
is_month(const struct noun *n, size_t end, const struct period *p)
{
	struct slice prev = scan_prev(n->text, n->start);
	struct slice next = scan_next(n->text, end);
	struct period d = {0};
	int is_short, lone = 1;
	size_t at;

	/* a cell of a table */
	if ((n->start == 0 || scan_at(n->text, n->start - 1) == '\t') &&
	    (end == n->text.n || scan_at(n->text, end) == '\t'))
		return 1;
	at = joint(n->text, n->start, end);
	if (at != SCAN_NONE && period_read_date(n->text, at, &d, &lone) > at)
		return 1;
	if (period_month_of(scan_word(n->text, n->start), &is_short) == 0 ||
	    is_short)
		return 0;
	if (scan_in(prev, "and or to"))
		return p->month != 5 ||
		       period_month_of(
			   scan_prev(n->text, scan_start(n->text, prev)),
			   &is_short) > 0;
	if (scan_in(prev, month_intro) && !scan_in(prev, "the"))
		return 1;
	if (p->month == 3 || p->month == 5)
		return 0;
	/* April Jones, June Smith */
	return (p->month != 4 && p->month != 6 && p->month != 8) ||
	       next.n == 0 || scan_dash(n->text, end) > end || *next.p >= 'a';
}

/* A date in words and digits, or a month's name, at the noun's start. */
static int
date(const struct noun *n, struct period *p)
{
	static const struct relative table[] = {
	    {"last", -1, PLAIN},
	    {"next", 1, PLAIN},
	    {"this", 0, PLAIN},
	};
	size_t start = n->start;
	const struct relative *r;
	int lone;
	size_t end = period_read_date(n->text, start, p, &lone);

	if (end == start)
		return 0;
	if (lone && !p->calendar && !is_month(n, end, p))
		return 0;
	if (lone && p->year == 0 && !p->calendar) {
		r = relative_before(n, table, COUNT(table), &start);
		if (r != NULL) {
			relate(p, r);
			return found(p, start, end);
		}
	}
	return date_range(n->text, start, end, p);
}

/* "Q3", "M8", "H1": one letter and a number. */
static int
coded(const struct noun *n, enum period_kind kind, int max, struct period *p)
{
	size_t end, of;
	int padded = scan_at(n->text, n->end) == '0';
	struct slice prev = scan_prev(n->text, n->start);

	end = scan_count(n->text, n->end, &p->month);
	if (!scan_digit(scan_at(n->text, n->end)) || end == n->end ||
	    end > n->end + 2 || p->month < 1 || p->month > max)
		return 0;
	p->kind = kind;
	of = period_read_of(n->text, end, p);
	/* the M5 is a road, and an H1 may be anything */
	if (kind != PERIOD_QUARTER && of == end && !padded &&
	    !scan_in(prev, "at by for in as end to since") &&
	    !scan_in(scan_next(n->text, end),
		"position forecast report ytd finance figures actual actuals"))
		return 0;
	if (kind == PERIOD_FIN_MONTH &&
	    scan_in(scan_next(n->text, end), "motorway corridor junction"))
		return 0;
	return found(p, n->start, of);
}

/* Words before a number that name something else by it. */
static const char label[] =
    "page pages p pp section item items paragraph para minute minutes ref no "
    "number version table figure appendix slide line room unit flat ward "
    "ratio chapter agenda aged ages age form act regulations order bill "
    "directions rules instructions copyright than about nearly almost least "
    "extra another additional only bed";
/* Words behind it that are counted. */
static const char counted[] =
    "people patients residents practices members gps staff nurses doctors "
    "appointments operations beds items cases deaths jobs posts hours "
    "minutes days weeks months years year age aged children adults homes "
    "households words miles calls visits referrals respondents responses "
    "percent";

/* What may stand behind a financial year in digits. */
static size_t
fin_tail(struct slice text, size_t end, struct period *p)
{
	static const char *const noun[] = {" financial year",
	    " financial years", " fiscal year", " accounting year", " year",
	    " fy"};
	struct period d = {0};
	size_t at = end, next;

	for (size_t i = 0; i < COUNT(noun); i++) {
		next = scan_phrase(text, end, noun[i]);
		if (next != SCAN_NONE)
			at = next;
	}
	next = year_point(text, at, p);
	if (p->kind != PERIOD_FIN_YEAR || next > at || at > end)
		return at == scan_phrase(text, end, " year") && next == at
			   ? end
			   : next;
	next = scan_space(text, scan_at(text, end) == ',' ? end + 1 : end);
	if (next == end)
		return end;
	d = (struct period){.kind = PERIOD_QUARTER};
	at = scan_phrase(text, next, "quarter ");
	if (at == SCAN_NONE && scan_at(text, next) == 'Q')
		at = next + 1;
	if (at == SCAN_NONE) {
		d.kind = PERIOD_FIN_MONTH;
		at = scan_phrase(text, next, "month ");
	}
	if (at == SCAN_NONE && scan_at(text, next) == 'M')
		at = next + 1;
	if (at == SCAN_NONE)
		return end;
	next = scan_count(text, at, &d.month);
	if (next == at || d.month < 1 ||
	    d.month > (d.kind == PERIOD_QUARTER ? 4 : 12))
		return end;
	d.year = p->year;
	*p = d;
	return next;
}

/* A bare calendar year, where nothing says that it is a count. */
static int
calendar_year(const struct noun *n, struct period *p)
{
	size_t end = period_read_year(n->text, n->start, &p->year), next;
	size_t prev = scan_space_back(n->text, n->start);

	if (end == n->start)
		return 0;
	next = scan_at(n->text, end) == '/' ? end + 1 : scan_dash(n->text, end);
	if (next > end && scan_digit(scan_at(n->text, next)))
		return 0;
	if (scan_at(n->text, end) == '%' ||
	    ((scan_at(n->text, end) == ',' || scan_at(n->text, end) == '.') &&
		scan_digit(scan_at(n->text, end + 1))))
		return 0;
	if (scan_in(scan_prev(n->text, n->start), label) ||
	    scan_in(scan_next(n->text, end), counted) ||
	    scan_phrase(n->text, end, " per cent") != SCAN_NONE)
		return 0;
	/* telephone numbers, and the copyright sign */
	if (prev < n->start && prev > 0 &&
	    (scan_digit(scan_at(n->text, prev - 1)) ||
		scan_at(n->text, prev - 1) == 0xa9))
		return 0;
	p->kind = PERIOD_YEAR;
	return found(p, n->start, end);
}

/* A period that begins with a digit at the noun's start. */
static int
numeric(const struct noun *n, struct period *p)
{
	struct slice prev = scan_prev(n->text, n->start);
	int loose = scan_in(prev, "in for during since until year of the from");
	size_t end = period_read_fin(n->text, n->start, loose, p);

	if (end == n->start)
		return date(n, p) || calendar_year(n, p);
	if (scan_in(prev, label) && !scan_in(prev, "than about only"))
		return 0;
	if (!scan_digit(scan_at(n->text, n->start + 2)) &&
	    scan_in(scan_next(n->text, end), counted) &&
	    scan_phrase(n->text, end, " year end") == SCAN_NONE)
		return 0;
	return found(p, n->start, fin_tail(n->text, end, p));
}

static int
this_day(const struct noun *n, int offset, struct period *p)
{
	p->kind = PERIOD_THIS_DAY;
	p->offset = offset;
	return found(p, n->start, n->end);
}

static int
fy_word(const struct noun *n, struct period *p)
{
	size_t end = period_read_fin(n->text, n->start, 1, p);

	return end > n->start ? found(p, n->start, fin_tail(n->text, end, p))
			      : 0;
}

#define HEAD(a, b, c) ((a) << 16 | (b) << 8 | (c))

/* The word in [start, end): what hangs on it, told by its first letters. */
static int
word(const struct noun *n, struct period *p)
{
	const char *w = n->text.p + n->start;
	struct slice is = {w, n->end - n->start};

	switch (is.n) {
	case 1:
		if (*w == 'Q')
			return coded(n, PERIOD_QUARTER, 4, p);
		if (*w == 'M')
			return coded(n, PERIOD_FIN_MONTH, 12, p);
		return *w == 'H' && coded(n, PERIOD_HALF, 2, p);
	case 2:
		return scan_is(is, "fy") && fy_word(n, p);
	}
	switch (HEAD(w[0] | 0x20, w[1] | 0x20, w[2] | 0x20)) {
	case HEAD('j', 'a', 'n'):
	case HEAD('f', 'e', 'b'):
	case HEAD('m', 'a', 'r'):
	case HEAD('a', 'p', 'r'):
	case HEAD('m', 'a', 'y'):
	case HEAD('j', 'u', 'n'):
	case HEAD('j', 'u', 'l'):
	case HEAD('a', 'u', 'g'):
	case HEAD('s', 'e', 'p'):
	case HEAD('o', 'c', 't'):
	case HEAD('n', 'o', 'v'):
	case HEAD('d', 'e', 'c'):
	case HEAD('m', 'o', 'n'):
	case HEAD('t', 'u', 'e'):
	case HEAD('w', 'e', 'd'):
	case HEAD('t', 'h', 'u'):
	case HEAD('f', 'r', 'i'):
	case HEAD('s', 'a', 't'):
	case HEAD('s', 'u', 'n'):
		if (scan_is(is, "month"))
			return month(n, p);
		if (scan_is(is, "months"))
			return months(n, p);
		return date(n, p);
	case HEAD('y', 'e', 'a'):
		if (scan_is(is, "years"))
			return years_away(n, p);
		return scan_is(is, "year") && year(n, p);
	case HEAD('q', 'u', 'a'):
		return scan_is(is, "quarter") && quarter(n, p);
	case HEAD('h', 'a', 'l'):
		return scan_is(is, "half") && half(n, p);
	case HEAD('w', 'e', 'e'):
		if (scan_is(is, "weeks"))
			return units_away(n, PERIOD_THIS_WEEK, p);
		return scan_is(is, "week") &&
		       (units_away(n, PERIOD_THIS_WEEK, p) || week(n, p));
	case HEAD('d', 'a', 'y'):
		return scan_is(is, "days") && units_away(n, PERIOD_THIS_DAY, p);
	case HEAD('s', 'p', 'r'):
		return scan_is(is, "spring") && season(n, 3, p);
	case HEAD('s', 'u', 'm'):
		return scan_is(is, "summer") && season(n, 6, p);
	case HEAD('a', 'u', 't'):
		return scan_is(is, "autumn") && season(n, 9, p);
	case HEAD('w', 'i', 'n'):
		return scan_is(is, "winter") && season(n, 12, p);
	case HEAD('t', 'o', 'd'):
		return scan_is(is, "today") && this_day(n, 0, p);
	case HEAD('t', 'o', 'm'):
		return scan_is(is, "tomorrow") && this_day(n, 1, p);
	case HEAD('y', 'e', 's'):
		return scan_is(is, "yesterday") && this_day(n, -1, p);
	case HEAD('y', 't', 'd'):
		p->kind = PERIOD_THIS_YEAR;
		p->until = p->as_at = 1;
		return is.n == 3 && found(p, n->start, n->end);
	}
	return 0;
}

/* Steps back over the first of several phrases that stands before at. */
static size_t
step(struct slice text, size_t at, const char *const *phrase, size_t count)
{
	size_t end = scan_gap_back(text, at), start;

	for (size_t i = 0; i < count && end < at; i++) {
		start = scan_phrase_back(text, end, phrase[i]);
		if (start != SCAN_NONE)
			return start;
	}
	return at;
}

/* Reads the words that introduce a period into its marks. */
static void
mark(struct slice text, struct period *p)
{
	static const char *const the[] = {
	    "the", "early", "mid", "late", "of the"};
	static const char *const end[] = {
	    "end of", "close of", "conclusion of", "end"};
	static const char *const start[] = {"start of", "beginning of",
	    "outset of", "starting in", "beginning in", "from", "since",
	    "starting", "with effect from"};
	static const char *const until[] = {"by", "until", "till", "up to",
	    "through to", "period to", "period ended", "period ending",
	    "months ended", "months to"};
	static const char *const as_at[] = {
	    "as at", "as of", "as on", "position at", "at"};
	size_t at = step(text, p->start, the, COUNT(the)), next;
	int ends;

	next = step(text, at, end, COUNT(end));
	ends = next < at;
	at = ends ? step(text, next, the, 1) : at;
	if (step(text, at, start, COUNT(start)) < at) {
		p->start_of = 1;
		return;
	}
	if (step(text, at, until, COUNT(until)) < at)
		p->until = 1;
	else if (step(text, at, as_at, COUNT(as_at)) < at)
		p->as_at = 1;
	p->until |= ends;
}

/* 1 if the digit at i is not the first of its number or word. */
static int
is_inside(struct slice text, size_t i)
{
	unsigned char c = i > 0 ? scan_at(text, i - 1) : ' ';

	if (scan_letter(c) || scan_digit(c) || strchr(".,/:#$_", c) != NULL)
		return 1;
	if (c == 0xa3)
		return 1;
	return c == '-' && i > 1 && scan_digit(scan_at(text, i - 2));
}

/* Past a number that is no period. */
static size_t
token(struct slice text, size_t i)
{
	while (i < text.n &&
	       (scan_alnum(text, i) ||
		   (strchr(".,/:", text.p[i]) != NULL && text.p[i] != '\0' &&
		       scan_digit(scan_at(text, i + 1)))))
		i++;
	return i;
}

/*
 * Where a period's noun may stand, told by three bytes that have a bit in
 * common: letters that begin one of word()'s names, alike enough to share a
 * bit, or a digit.
 */
enum {
	NUMBER = 1,
	JAN_JUN_JUL = 1 << 1,
	FEB_DEC = 1 << 2,
	MAR_MAY = 1 << 3,
	APR_SPR = 1 << 4,
	AUG_AUT = 1 << 5,
	SEP = 1 << 6,
	OCT = 1 << 7,
	NOV = 1 << 8,
	MON_TOD_TOM = 1 << 9,
	TUE = 1 << 10,
	WED_WEE_WIN = 1 << 11,
	THU = 1 << 12,
	FRI = 1 << 13,
	SAT_SUN_SUM = 1 << 14,
	YEA_YES_YTD = 1 << 15,
	QUA = 1 << 16,
	HAL = 1 << 17,
	DAY = 1 << 18,
	FY = 1 << 19,
	CODE = 1 << 20,
	ANY = NUMBER | FY | CODE
};
#define BOTH(c, bits) [c] = (bits), [(c) - 'a' + 'A'] = (bits)

static const unsigned first[256] = {
    ['0' ... '9'] = NUMBER,
    BOTH('a', APR_SPR | AUG_AUT),
    BOTH('d', FEB_DEC | DAY),
    BOTH('f', FEB_DEC | FRI | FY),
    BOTH('h', HAL | CODE),
    BOTH('j', JAN_JUN_JUL),
    BOTH('m', MAR_MAY | MON_TOD_TOM | CODE),
    BOTH('n', NOV),
    BOTH('o', OCT),
    BOTH('q', QUA | CODE),
    BOTH('s', APR_SPR | SEP | SAT_SUN_SUM),
    BOTH('t', MON_TOD_TOM | TUE | THU),
    BOTH('w', WED_WEE_WIN),
    BOTH('y', YEA_YES_YTD),
};
static const unsigned second[256] = {
    ['0' ... '9'] = CODE,
    BOTH('a', JAN_JUN_JUL | MAR_MAY | SAT_SUN_SUM | HAL | DAY),
    BOTH('c', OCT),
    BOTH('e', FEB_DEC | SEP | WED_WEE_WIN | YEA_YES_YTD),
    BOTH('h', THU),
    BOTH('i', WED_WEE_WIN),
    BOTH('o', NOV | MON_TOD_TOM),
    BOTH('p', APR_SPR),
    BOTH('r', FRI),
    BOTH('t', YEA_YES_YTD),
    BOTH('u', JAN_JUN_JUL | AUG_AUT | TUE | SAT_SUN_SUM | QUA),
    BOTH('y', FY),
};
static const unsigned third[256] = {
    BOTH('a', YEA_YES_YTD | QUA),
    BOTH('b', FEB_DEC),
    BOTH('c', FEB_DEC),
    BOTH('d', MON_TOD_TOM | WED_WEE_WIN | YEA_YES_YTD),
    BOTH('e', TUE | WED_WEE_WIN),
    BOTH('g', AUG_AUT),
    BOTH('i', FRI),
    BOTH('l', JAN_JUN_JUL | HAL),
    BOTH('m', MON_TOD_TOM | SAT_SUN_SUM),
    BOTH('n', JAN_JUN_JUL | MON_TOD_TOM | WED_WEE_WIN | SAT_SUN_SUM),
    BOTH('p', SEP),
    BOTH('r', MAR_MAY | APR_SPR),
    BOTH('s', YEA_YES_YTD),
    BOTH('t', OCT | AUG_AUT | SAT_SUN_SUM),
    BOTH('u', THU),
    BOTH('v', NOV),
    BOTH('y', MAR_MAY | DAY),
};

/*
 * The first place from i on where a noun may stand, or the end.  Of three
 * bytes is the shortest noun but "Q3", and that one counts at the end too.
 */
static size_t
seek(struct slice text, size_t i)
{
	const unsigned char *p = (const unsigned char *)text.p;

	while (i + 2 < text.n && (first[p[i]] & (second[p[i + 1]] | NUMBER) &
				     (third[p[i + 2]] | ANY)) == 0)
		i++;
	while (i + 2 >= text.n && i + 1 < text.n &&
	       (first[p[i]] & second[p[i + 1]] & CODE) == 0)
		i++;
	return i + 1 < text.n ? i : text.n;
}

/* A period whose noun or number begins where seek has stopped; or 0. */
static int
candidate(
    struct slice text, size_t from, size_t i, struct period *p, size_t *next)
{
	struct noun n = {text, from, i, i + 1};
	int is_number = scan_digit((unsigned char)text.p[i]);

	*next = i + 1;
	if (is_number)
		n.end = *next = token(text, i + 1);
	if (is_number ? is_inside(text, i) : scan_alnum_before(text, i))
		return 0;
	*p = (struct period){0};
	if (is_number)
		return numeric(&n, p);
	n.end = *next = i + scan_word(text, i).n;
	return word(&n, p);
}

int
period_next(struct slice text, size_t from, struct period *p)
{
	size_t next;

	for (size_t i = seek(text, from); i < text.n; i = seek(text, next)) {
		if (!candidate(text, from, i, p, &next))
			continue;
		mark(text, p);
		return 1;
	}
	return 0;
}
