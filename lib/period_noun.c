/* SPDX-License-Identifier: MIT */
#include "period_noun.h"
#include "period_read.h"
#include "scan.h"

void
period_relate(struct period *p, const struct relative *r)
{
	p->offset = r->offset;
	p->chained = r->how == CHAINED;
	p->rolling = r->how == ROLLING;
	p->nearest = r->how == NEAREST;
	p->calendar = r->how == ROLLING || r->how == CALENDAR;
}

/* The start of a phrase that ends before `at` and fits behind from; NONE. */
size_t
period_before(const struct noun *n, size_t at, const char *phrase)
{
	size_t end = scan_gap_back(n->text, at), start;

	if (end == at)
		return SCAN_NONE;
	start = scan_phrase_back(n->text, end, phrase);
	return start == SCAN_NONE || start < n->from ? SCAN_NONE : start;
}

/* The same for the first of several that stands there. */
const struct relative *
period_relative_before(
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

const struct relative *
period_relative_behind(
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

/* Closes *p with its bytes.  Always 1. */
int
period_found(struct period *p, size_t start, size_t end)
{
	p->start = start;
	p->end = end;
	return 1;
}

/* How many months there are from April to that month, both counted. */
static int
since_april(int month)
{
	return (month + 8) % 12 + 1;
}

/* Makes of the last day or month d of `length` months what they are. */
static int
count_back(int length, struct period *d)
{
	int whole =
	    d->day == 0 ||
	    (d->year != 0 && d->day == date_month_days(d->year, d->month));
	int n = since_april(d->month);
	int year = date_fin_year((struct date){d->year, d->month, 0});

	if (length == n && !(length == 12 && d->year > 0 && whole)) {
		d->until = 1;
		return 1;
	}
	if (length == 12 && n != 12) {
		d->until = d->rolling = 1;
		return 1;
	}
	if (!whole || n % length != 0)
		return 0;
	if (length == 12)
		*d = (struct period){.kind = PERIOD_FIN_YEAR, .year = year};
	else if (length == 3 || length == 6)
		*d = (struct period){
		    .kind = length == 3 ? PERIOD_QUARTER : PERIOD_HALF,
		    .year = year,
		    .month = n / length};
	else
		return 0;
	return 1;
}

size_t
period_ending(struct slice text, size_t i, int length, struct period *p)
{
	static const char *const join[] = {" to ", " to the end of ",
	    " ending ", " ended ", " ending on ", " ended on ", " ending in ",
	    " ended in ", " ending at the end of ", " up to ", " until "};

	for (size_t k = 0; k < COUNT(join); k++) {
		size_t at = scan_phrase(text, i, join[k]), end;
		struct period d = {0};
		int lone;

		if (at == SCAN_NONE)
			continue;
		end = period_read_date(text, at, &d, &lone);
		if (end == at || !count_back(length, &d))
			continue;
		*p = d;
		return end;
	}
	return i;
}

/* "a year on." is later; "a year on drugs" is a rate. */
static int
ends_clause(struct slice text, size_t i)
{
	unsigned char c = scan_at(text, i);

	return i >= text.n || strchr(".,;:)", c) != NULL ||
	       scan_in(scan_next(text, i), "from it that");
}

/* "ago", "earlier", "later" behind a number of units.  The end, or i. */
size_t
period_distance(struct slice text, size_t i, int n, struct period *p)
{
	static const struct relative table[] = {
	    {" ago", -1, PLAIN},
	    {" earlier", -1, CHAINED},
	    {" before", -1, CHAINED},
	    {" previously", -1, CHAINED},
	    {" later", 1, CHAINED},
	    {" from now", 1, PLAIN},
	    {" on", 1, CHAINED},
	};
	size_t end = i;
	const struct relative *r =
	    period_relative_behind(text, table, COUNT(table), &end);

	if (r == NULL ||
	    (r == &table[COUNT(table) - 1] && !ends_clause(text, end)))
		return i;
	period_relate(p, r);
	p->offset *= n;
	return end;
}

/* The number of units before the noun, its start in *start; 0 if none. */
int
period_count_before(const struct noun *n, size_t *start)
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
int
period_ordinal_before(const struct noun *n, size_t at, size_t *start)
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
	r = period_relative_before(n, table, COUNT(table), start);
	return r != NULL ? r->offset : 0;
}

/* "year end", "year to date" behind the noun: sets the marks.  The end. */
size_t
period_year_point(struct slice text, size_t end, struct period *p)
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

/* 1 if "the year before" at i goes on: "the year before it merged". */
int
period_has_object(struct slice text, size_t i)
{
	struct slice word = scan_next(text, i);
	size_t at = scan_gap(text, i);

	if (!scan_in(scan_word_back(text, i), "before after on"))
		return 0;
	/* "the year before it had ended in deficit" */
	if (scan_in(word, "it they we he she") &&
	    scan_is(scan_next(text, scan_end(text, word)), "had"))
		return 0;
	return at > i &&
	       (scan_digit(scan_at(text, at)) ||
		   (word.n > 0 && *word.p >= 'A' && *word.p <= 'Z') ||
		   scan_in(word, "the a an it its they their he she we i you "
				 "this that his her our your any being"));
}

/* 1 if the noun ends a compound: "five-year", "in-year". */
int
period_is_compound(struct slice text, size_t start)
{
	size_t dash = scan_dash_back(text, start);

	return dash < start && scan_alnum_before(text, dash);
}
