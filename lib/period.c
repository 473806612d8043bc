/* SPDX-License-Identifier: MIT */
#include "period.h"
#include "scan.h"

/* "By March" is the coming one unless that is further away than this. */
enum { MONTHS_AHEAD = 8 };

/* Months since year 0, so that they can be added up. */
static int
month_index(int year, int month)
{
	return year * 12 + month - 1;
}

static struct date
month_date(int index)
{
	return (struct date){index / 12, index % 12 + 1, 0};
}

static struct date
april(int year)
{
	return (struct date){year, 4, 1};
}

static struct date
march(int year)
{
	return (struct date){year, 3, 31};
}

/* Fills *out with the financial year that starts in year. */
static int
whole_year(int year, struct span *out)
{
	if (year <= 0)
		return -1;
	*out = (struct span){year, april(year), march(year + 1), SPAN_YEAR};
	return 0;
}

/* From 1 April to last, which decides the year. */
static int
to_date(struct date last, struct span *out)
{
	int year = date_fin_year(last);

	if (year <= 0)
		return -1;
	last = date_last(last);
	*out = (struct span){year, april(year), last, SPAN_TO_DATE};
	if (last.month == 3 && last.day == 31)
		out->span = SPAN_YEAR;
	return 0;
}

/* n months from the month of first on, as a span of that kind. */
static int
months(struct date first, int n, int kind, struct span *out)
{
	struct date last =
	    month_date(month_index(first.year, first.month) + n - 1);

	*out = (struct span){date_fin_year(last), date_first(first),
	    date_last(last), SPAN_OTHER};
	if (date_fin_year(first) != out->fin_year)
		out->fin_year = 0;
	if (kind == SPAN_MONTH)
		out->span = SPAN_MONTH;
	else if (kind == SPAN_QUARTER)
		out->span = SPAN_QUARTER;
	return 0;
}

/* The financial year that a relative year is counted from; 0 unknown. */
static int
anchor(const struct period *p, struct date published, int fin_year)
{
	int year = date_fin_year(published);

	if ((p->chained && fin_year != 0) || year == 0)
		return fin_year;
	/* "the new financial year" in June has begun, in March has not */
	if (p->nearest && published.month >= 4 && published.month <= 9)
		return year - 1;
	return year;
}

/* The twelve months up to the date of publication, or from it on. */
static int
rolling_year(const struct period *p, struct date published, struct span *out)
{
	struct date other = published;
	int days;

	if (published.day == 0)
		return -1;
	other.year += p->offset > 0 ? 1 : -1;
	/* 29 February has an anniversary, too */
	days = date_month_days(other.year, other.month);
	other.day = other.day < days ? other.day : days;
	if (!date_valid(other))
		return -1;
	out->span = SPAN_OTHER;
	out->start =
	    p->offset > 0 ? published : date_from_days(date_days(other) + 1);
	out->end =
	    p->offset > 0 ? date_from_days(date_days(other) - 1) : published;
	return 0;
}

static int
resolve_relative_year(const struct period *p, struct date published,
    int fin_year, struct span *out)
{
	int year = anchor(p, published, fin_year);

	if (p->rolling)
		return rolling_year(p, published, out);
	if (p->calendar) {
		if (published.year == 0)
			return -1;
		out->start = (struct date){published.year + p->offset, 1, 1};
		out->end = (struct date){published.year + p->offset, 12, 31};
		out->span = SPAN_OTHER;
		return 0;
	}
	if (year == 0 || whole_year(year + p->offset, out) != 0)
		return -1;
	if (p->until && p->as_at) {
		out->span = SPAN_TO_DATE;
		out->end = (struct date){0, 0, 0};
	}
	return 0;
}

/* 1 if p lies in the past, as far as its words or the caller tell. */
static int
is_past(const struct period *p)
{
	return p->offset == 0 && !p->calendar &&
	       (p->past || (p->as_at && !p->until));
}

/*
 * The year of a month, quarter or season that says none: of those whose
 * first month is `month`, n months long, the one that p and the date of
 * publication choose.  0 if they do not.
 */
static int
choose_year(const struct period *p, int month, int n, struct date published)
{
	int now, next, last;

	if (p->calendar && published.year != 0)
		return published.year + p->offset;
	if (published.month == 0)
		return 0;
	now = month_index(published.year, published.month);
	/* last: the latest that has begun; next: the first not yet over */
	last = month_index(published.year, month);
	if (last > now)
		last -= 12;
	next = last + n > now ? last : last + 12;
	if (p->offset < 0)
		last = last + n > now ? last - 12 : last;
	if (p->offset > 0)
		last = next == last ? last + 12 : next;
	else if (p->offset == 0 && !is_past(p)) {
		int ahead = next - now;
		int behind = now - (last + n - 1);

		if (p->until && !p->as_at ? ahead <= MONTHS_AHEAD
					  : ahead < behind)
			last = next;
		else if (next == last)
			last = next;
	}
	return last / 12;
}

static int
resolve_month(const struct period *p, struct date published, int fin_year,
    struct span *out)
{
	struct date d = {p->year, p->month, 0};

	if (d.month < 1 || d.month > 12)
		return -1;
	if (d.year == 0 && fin_year != 0 && p->offset == 0 && !p->calendar)
		d.year = d.month >= 4 ? fin_year : fin_year + 1;
	if (d.year == 0)
		d.year = choose_year(p, d.month, 1, published);
	if (d.year <= 0)
		return -1;
	d.day = p->kind == PERIOD_DAY ? p->day : 0;
	/* 29 February needs a year that has one */
	if (!date_valid(d))
		return -1;
	if (p->year == 0 && fin_year == 0 && d.day != 0 && is_past(p) &&
	    published.day != 0 && date_compare(d, published) > 0)
		d.year--;
	if (!date_valid(d))
		return -1;
	if (p->until && p->rolling) {
		d = date_last(d);
		*out = (struct span){0,
		    date_first(month_date(month_index(d.year, d.month) - 11)),
		    d, SPAN_OTHER};
		return 0;
	}
	if (p->until || p->as_at)
		return to_date(d, out);
	*out = (struct span){date_fin_year(d), date_first(d), date_last(d),
	    p->kind == PERIOD_DAY ? SPAN_OTHER : SPAN_MONTH};
	if (p->start_of) {
		out->end = (struct date){0, 0, 0};
		out->span = SPAN_OTHER;
	}
	return 0;
}

/* A quarter or half: number p->month of those that are n months long. */
static int
resolve_part(const struct period *p, int n, struct date published, int fin_year,
    struct span *out)
{
	int first, year = p->year;
	int base = anchor(p, published, fin_year);
	struct date start;

	if (p->month < 1 || p->month > 12 / n)
		return -1;
	first = (p->month - 1) * n + (p->calendar ? 1 : 4);
	if (year == 0 && p->of_year && base != 0)
		year = base + p->offset;
	if (year == 0 && p->offset == 0)
		year = fin_year;
	if (year == 0) {
		start.month = (first - 1) % 12 + 1;
		start.year = choose_year(p, start.month, n, published);
		if (start.year == 0)
			return -1;
	} else {
		start = month_date(month_index(year, first));
	}
	start.day = 0;
	months(start, n, n == 3 ? SPAN_QUARTER : SPAN_OTHER, out);
	if (!p->calendar && (p->until || p->as_at || (n == 6 && p->month == 1)))
		return to_date(out->end, out);
	return 0;
}

/* "This quarter", "last quarter". */
static int
resolve_this_quarter(
    const struct period *p, struct date published, struct span *out)
{
	struct date start;
	int index;

	if (published.month == 0)
		return -1;
	index = month_index(published.year, published.month) / 3 + p->offset;
	start = month_date(index * 3);
	months(start, 3, SPAN_QUARTER, out);
	return p->until ? to_date(out->end, out) : 0;
}

static int
resolve_fin_month(const struct period *p, struct date published, int fin_year,
    struct span *out)
{
	int year = p->year, month, now;

	if (p->month < 1 || p->month > 12)
		return -1;
	month = (p->month + 2) % 12 + 1;
	if (year == 0 && p->of_year) {
		year = anchor(p, published, fin_year);
		if (year != 0)
			year += p->offset;
	}
	if (year == 0)
		year = fin_year;
	if (year == 0 && published.month != 0) {
		now = month_index(published.year, published.month);
		year = date_fin_year(published);
		if (month_index(month >= 4 ? year : year + 1, month) > now)
			year--;
	}
	if (year == 0)
		return -1;
	return to_date(
	    (struct date){month >= 4 ? year : year + 1, month, 0}, out);
}

static int
resolve_this_month(
    const struct period *p, struct date published, struct span *out)
{
	struct date d;

	if (published.month == 0)
		return -1;
	d = month_date(
	    month_index(published.year, published.month) + p->offset);
	if (d.year <= 0)
		return -1;
	if (p->until)
		return to_date(d, out);
	return months(d, 1, SPAN_MONTH, out);
}

/* A week from Monday on, or a day. */
static int
resolve_days(const struct period *p, struct date published, struct span *out)
{
	long day = date_days(published), first = day + p->offset, n = 1;

	if (published.day == 0)
		return -1;
	if (p->kind == PERIOD_THIS_WEEK) {
		/* 1970-01-01 was a Thursday */
		first = day - ((day + 3) % 7 + 7) % 7 + 7L * p->offset;
		n = 7;
	}
	out->start = date_from_days(first);
	out->end = date_from_days(first + n - 1);
	if (out->start.year <= 0)
		return -1;
	out->fin_year = date_fin_year(out->end);
	out->span = SPAN_OTHER;
	return 0;
}

/* The last such day up to publication; from it on for until; or by offset. */
static int
resolve_weekday(const struct period *p, struct date published, struct span *out)
{
	long day = date_days(published);
	int ahead;

	if (published.day == 0 || p->day < 1 || p->day > 7)
		return -1;
	/* 1970-01-01 was a Thursday */
	ahead = (int)(((p->day - 4 - day) % 7 + 7) % 7);
	if (p->offset > 0 && ahead == 0)
		ahead = 7;
	if (p->offset < 0 || (p->offset == 0 && !p->until && ahead > 0))
		ahead -= 7;
	out->start = out->end = date_from_days(day + ahead);
	if (out->start.year <= 0)
		return -1;
	out->fin_year = date_fin_year(out->start);
	out->span = SPAN_OTHER;
	return 0;
}

static int
resolve_season(const struct period *p, struct date published, int fin_year,
    struct span *out)
{
	int year = p->year;

	if (p->month < 1 || p->month > 12)
		return -1;
	if (year == 0 && fin_year != 0 && p->offset == 0 && !p->calendar)
		year = p->month >= 4 ? fin_year : fin_year + 1;
	if (year == 0)
		year = choose_year(p, p->month, 3, published);
	if (year <= 0)
		return -1;
	return months((struct date){year, p->month, 0}, 3, SPAN_OTHER, out);
}

static int
resolve_year(const struct period *p, struct span *out)
{
	if (p->year <= 0)
		return -1;
	if (p->until)
		return to_date((struct date){p->year, 12, 31}, out);
	out->start = (struct date){p->year, 1, 1};
	out->end = (struct date){p->year, 12, 31};
	out->span = SPAN_OTHER;
	return 0;
}

static int
resolve(const struct period *p, struct date published, int fin_year,
    struct span *out)
{
	switch (p->kind) {
	case PERIOD_FIN_YEAR:
		return whole_year(p->year, out);
	case PERIOD_FIN_SPAN:
		if (p->year <= 0 || p->year2 < p->year)
			return -1;
		*out = (struct span){
		    0, april(p->year), march(p->year2 + 1), SPAN_OTHER};
		return 0;
	case PERIOD_YEAR:
		return resolve_year(p, out);
	case PERIOD_MONTH:
	case PERIOD_DAY:
		return resolve_month(p, published, fin_year, out);
	case PERIOD_QUARTER:
		if (p->month == 0)
			return resolve_this_quarter(p, published, out);
		return resolve_part(p, 3, published, fin_year, out);
	case PERIOD_HALF:
		return resolve_part(p, 6, published, fin_year, out);
	case PERIOD_FIN_MONTH:
		return resolve_fin_month(p, published, fin_year, out);
	case PERIOD_THIS_YEAR:
	case PERIOD_AGO:
		return resolve_relative_year(p, published, fin_year, out);
	case PERIOD_THIS_MONTH:
		return resolve_this_month(p, published, out);
	case PERIOD_THIS_WEEK:
	case PERIOD_THIS_DAY:
		return resolve_days(p, published, out);
	case PERIOD_WEEKDAY:
		return resolve_weekday(p, published, out);
	case PERIOD_SEASON:
		return resolve_season(p, published, fin_year, out);
	}
	return -1;
}

static int
is_sane(int n)
{
	return n > -9000 && n < 9000;
}

int
period_resolve(const struct period *p, struct date published, int fin_year,
    struct span *out)
{
	const struct span none = {0};

	*out = none;
	if (!date_valid(published))
		published = none.start;
	/* so that no sum of years and months can overflow */
	if (!is_sane(p->year) || !is_sane(p->year2) || !is_sane(p->offset) ||
	    !is_sane(fin_year))
		return -1;
	if (resolve(p, published, fin_year, out) == 0 &&
	    (out->start.year == 0 || date_valid(out->start)) &&
	    (out->end.year == 0 || date_valid(out->end)))
		return 0;
	*out = none;
	return -1;
}

size_t
period_fin_name(char dst[8], int fin_year)
{
	int end = (fin_year + 1) % 100;

	dst[0] = '\0';
	if (fin_year < 1 || fin_year > 9998)
		return 0;
	for (int i = 3; i >= 0; i--, fin_year /= 10)
		dst[i] = (char)('0' + fin_year % 10);
	dst[4] = '-';
	dst[5] = (char)('0' + end / 10);
	dst[6] = (char)('0' + end % 10);
	dst[7] = '\0';
	return 7;
}

int
period_fin_parse(struct slice text)
{
	int from = 0, to = 0;
	size_t at = 0, second;

	for (; at < 4 && scan_digit(scan_at(text, at)); at++)
		from = from * 10 + (text.p[at] - '0');
	second = scan_at(text, at) == '/' ? at + 1 : scan_dash(text, at);
	if (at != 4 || second == at)
		return 0;
	for (at = second; at - second < 4 && scan_digit(scan_at(text, at));
	     at++)
		to = to * 10 + (text.p[at] - '0');
	if (at != text.n)
		return 0;
	if (at - second == 2 && to == (from + 1) % 100)
		return from;
	return at - second == 4 && to == from + 1 ? from : 0;
}

const char *
period_span_name(int span)
{
	static const char *const name[] = {
	    "year", "to_date", "month", "quarter", "other"};

	return span >= 0 && span <= SPAN_OTHER ? name[span] : "other";
}
