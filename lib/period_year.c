/* SPDX-License-Identifier: MIT */
#include "period_noun.h"
#include "period_read.h"
#include "scan.h"

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

/* Past a financial year's adjective before the noun "year". */
static size_t
adjective(const struct noun *n, int *financial, int *calendar)
{
	static const char *const name[] = {
	    "financial", "fiscal", "accounting", "budget", "calendar"};

	for (size_t i = 0; i < COUNT(name); i++) {
		size_t start = period_before(n, n->start, name[i]);

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
    {"the coming", 1, NEAREST},
    {"coming", 1, NEAREST},
    {"the forthcoming", 1, NEAREST},
    {"forthcoming", 1, NEAREST},
    {"the upcoming", 1, NEAREST},
    {"upcoming", 1, NEAREST},
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
    {" before that", -1, CHAINED},
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

/* "the year before that merger": no "that" of its own ends at byte i. */
static int
is_that_of(struct slice text, size_t i)
{
	struct slice word = scan_next(text, i);

	return scan_is(scan_word_back(text, i), "that") && word.n > 0 &&
	       *word.p >= 'a' && *word.p <= 'z' &&
	       !scan_in(word, "it they he she we the its a an and but was had "
			      "in by with to of at on");
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
		end = period_ending(n->text, at, 12, &d);
	}
	if (end == at)
		end = starting(n->text, at, &d);
	if (end == at)
		return 0;
	*p = d;
	return period_found(p, start, end);
}

/* "the year" and what may follow it. */
static int
the_year(const struct noun *n, size_t the, int financial, struct period *p)
{
	size_t end = n->end;
	const struct relative *r;

	r = period_relative_behind(
	    n->text, year_behind, COUNT(year_behind), &end);
	if (r != NULL && r->how == CHAINED &&
	    (period_has_object(n->text, end) || is_that_of(n->text, end)))
		return 0;
	if (r != NULL) {
		period_relate(p, r);
		return period_found(p, the, end);
	}
	if (!financial && !is_part_of(n, the))
		return 0;
	return period_found(p, the, period_year_point(n->text, n->end, p));
}

/* "last year", "the coming financial year": r stands from start on. */
static int
related_year(const struct noun *n, size_t start, const struct relative *r,
    int financial, int calendar, struct period *p)
{
	period_relate(p, r);
	if (financial || calendar) {
		p->rolling = p->calendar = 0;
	} else if (p->rolling && p->offset > 0 &&
		   !scan_in(scan_prev(n->text, start),
		       "over in for within during throughout")) {
		/* "the next year it fell to £9.8m" tells a story */
		p->rolling = p->calendar = 0;
		p->chained = 1;
	}
	if (p->nearest && !financial &&
	    scan_is(scan_prev(n->text, n->start), "new")) {
		/* "in the new year" is January */
		if (scan_word(n->text, start).n != 3 ||
		    scan_is(scan_word(n->text, start), "new"))
			return 0;
		p->nearest = 0;
		calendar = 1;
	}
	p->calendar |= calendar;
	return period_found(p, start, period_year_point(n->text, n->end, p));
}

/* "two years ago", "a year earlier". */
int
period_years(const struct noun *n, struct period *p)
{
	size_t start = n->start, end;
	int count = period_count_before(n, &start);

	if (count == 0)
		return 0;
	end = period_distance(n->text, n->end, count, p);
	if (end == n->end || (p->chained && period_has_object(n->text, end)))
		return 0;
	p->kind = p->chained && count == 1 ? PERIOD_THIS_YEAR : PERIOD_AGO;
	return period_found(p, start, end);
}

/* "at the half-year", "half-year point". */
static int
half_year(const struct noun *n, struct period *p)
{
	size_t start = period_before(n, n->start, "half");

	if (start == SCAN_NONE || (!scan_is(scan_prev(n->text, start), "the") &&
				      !scan_in(scan_next(n->text, n->end),
					  "point stage mark position")))
		return 0;
	p->kind = PERIOD_HALF;
	p->month = 1;
	p->as_at = 1;
	return period_found(p, start, n->end);
}

int
period_year(const struct noun *n, struct period *p)
{
	int financial = 0, calendar = 0;
	size_t start = adjective(n, &financial, &calendar), at, the;
	const struct relative *r;

	p->kind = PERIOD_THIS_YEAR;
	if (period_before(n, start, "end of") != SCAN_NONE)
		return period_found(p, start, n->end);
	if (period_is_compound(n->text, start))
		return half_year(n, p);
	if (dated_year(n, start, p) || period_years(n, p))
		return 1;
	if (scan_phrase(n->text, n->end, " on year") != SCAN_NONE ||
	    scan_phrase(n->text, n->end, " by year") != SCAN_NONE)
		return 0;
	at = start;
	r = period_relative_before(n, year_before, COUNT(year_before), &at);
	if (r != NULL)
		return related_year(n, at, r, financial, calendar, p);
	the = period_before(n, start, "the");
	if (the == SCAN_NONE)
		the = period_before(n, start, "the full");
	if (the == SCAN_NONE)
		the = period_before(n, start, "the whole");
	if (the != SCAN_NONE)
		return the_year(n, the, financial, p);
	at = period_year_point(n->text, n->end, p);
	return at > n->end ? period_found(p, start, at) : 0;
}
