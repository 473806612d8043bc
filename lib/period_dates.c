/* SPDX-License-Identifier: MIT */
#include "period_noun.h"
#include "period_read.h"
#include "scan.h"

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
		return period_found(p, start, end);
	if (!and&&is_edge(p, 4, 1) && is_edge(&d, 3, 31) && d.year > 0 &&
	    (p->year == 0 || p->year == d.year - 1)) {
		*p = (struct period){
		    .kind = PERIOD_FIN_YEAR, .year = d.year - 1};
		return period_found(p, start, stop);
	}
	if (!and&&is_edge(p, 4, 1) && d.month != 4 &&
	    (p->year == 0 || d.year == 0 ||
		p->year == date_fin_year((struct date){d.year, d.month, 0}))) {
		if (d.year == 0 && p->year != 0)
			d.year = p->year + (d.month < 4);
		*p = d;
		p->until = 1;
		return period_found(p, start, stop);
	}
	if (p->year == 0 && d.year != 0)
		p->year = d.year - (p->month > d.month);
	return period_found(p, start, end);
}

/* Words before a month's name that make it one. */
static const char month_intro[] =
    "in by since until till last next this early late mid of from to during "
    "before after through end for between throughout every each at on "
    "the and or ending ended starting beginning as";

/* 1 if a month's name and a comma stand before i: "April, May and June". */
static int
in_list(struct slice text, size_t i)
{
	size_t at = scan_space_back(text, i);
	int is_short;

	return at < i && at > 0 && scan_at(text, at - 1) == ',' &&
	       period_month_of(scan_word_back(text, at - 1), &is_short) > 0;
}

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
	if (in_list(n->text, n->start))
		return 1;
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
int
period_date(const struct noun *n, struct period *p)
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
		r = period_relative_before(n, table, COUNT(table), &start);
		if (r != NULL) {
			period_relate(p, r);
			return period_found(p, start, end);
		}
	}
	return date_range(n->text, start, end, p);
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
	next = period_year_point(text, at, p);
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
	return period_found(p, n->start, end);
}

/* A period that begins with a digit at the noun's start. */
int
period_number(const struct noun *n, struct period *p)
{
	struct slice prev = scan_prev(n->text, n->start);
	int loose = scan_in(prev, "in for during since until year of the from");
	size_t end = period_read_fin(n->text, n->start, loose, p);

	if (end == n->start)
		return period_date(n, p) || calendar_year(n, p);
	if (scan_in(prev, label) && !scan_in(prev, "than about only"))
		return 0;
	if (!scan_digit(scan_at(n->text, n->start + 2)) &&
	    scan_in(scan_next(n->text, end), counted) &&
	    scan_phrase(n->text, end, " year end") == SCAN_NONE)
		return 0;
	return period_found(p, n->start, fin_tail(n->text, end, p));
}

int
period_fy(const struct noun *n, struct period *p)
{
	size_t end = period_read_fin(n->text, n->start, 1, p);

	return end > n->start
		   ? period_found(p, n->start, fin_tail(n->text, end, p))
		   : 0;
}

/* "Q3", "M8", "H1": one letter and a number. */
int
period_coded(
    const struct noun *n, enum period_kind kind, int max, struct period *p)
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
	return period_found(p, n->start, of);
}
