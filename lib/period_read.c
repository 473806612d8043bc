/* SPDX-License-Identifier: MIT */
#include "period_read.h"
#include "scan.h"

/* The NHS began in 1948; two-digit financial years are those of CCGs. */
enum { YEAR_MIN = 1945, YEAR_MAX = 2049, SHORT_MIN = 10, SHORT_MAX = 48 };
/* "2016-21" is a span of years; "2016-99" is something else. */
enum { SPAN_YEARS_MAX = 10 };

/* Exactly n digits at i, no other beside them, as a number; or -1. */
static int
digits(struct slice text, size_t i, size_t n)
{
	int value = 0;

	if (i > 0 && scan_digit(scan_at(text, i - 1)))
		return -1;
	for (size_t k = 0; k < n; k++) {
		if (!scan_digit(scan_at(text, i + k)))
			return -1;
		value = value * 10 + (text.p[i + k] - '0');
	}
	return scan_digit(scan_at(text, i + n)) ? -1 : value;
}

/* One or two digits at i, no other beside them; or -1.  *end is past them. */
static int
one_or_two(struct slice text, size_t i, size_t *end)
{
	size_t n = scan_digit(scan_at(text, i + 1)) ? 2 : 1;

	*end = i + n;
	return digits(text, i, n);
}

/* 1 if a number that ends at i goes on: "2017,5", "17/18/19", "2016th". */
static int
goes_on(struct slice text, size_t i)
{
	unsigned char c = scan_at(text, i);

	if (scan_alnum(text, i) || c == '%')
		return 1;
	return (c == '/' || c == ',' || c == '.') &&
	       scan_digit(scan_at(text, i + 1));
}

size_t
period_read_year(struct slice text, size_t i, int *year)
{
	int n = digits(text, i, 4);

	if (n < YEAR_MIN || n > YEAR_MAX || scan_letter(scan_at(text, i + 4)))
		return i;
	*year = n;
	return i + 4;
}

/* Past what parts the two halves of "2017-18": a slash or dash, or i. */
static size_t
separator(struct slice text, size_t i, int *slash)
{
	size_t at = scan_space(text, i), end;

	*slash = scan_at(text, at) == '/';
	end = *slash ? at + 1 : scan_dash(text, at);
	return end == at ? i : scan_space(text, end);
}

/* The second half behind year, and what they mean together. */
static size_t
second_half(struct slice text, size_t i, int year, int spaced, struct period *p)
{
	int to = digits(text, i, 4);
	size_t end = i + 4;

	if (to < 0) {
		to = digits(text, i, 2);
		if (to < 0)
			return i;
		end = i + 2;
		to += year / 100 * 100;
		if (to < year)
			to += 100;
	}
	/* "2010-11-30" is a day */
	if (scan_at(text, end) == '-' && digits(text, end + 1, 2) >= 0)
		return i;
	if (goes_on(text, end) || to <= year || to > year + SPAN_YEARS_MAX ||
	    (spaced && to > year + 1))
		return i;
	p->kind = to == year + 1 ? PERIOD_FIN_YEAR : PERIOD_FIN_SPAN;
	p->year = year;
	p->year2 = p->kind == PERIOD_FIN_SPAN ? to - 1 : 0;
	return end;
}

/* "2017-18", "2017/18", "2017 to 2018", "2016-21". */
static size_t
long_fin(struct slice text, size_t i, struct period *p)
{
	size_t sep, end, to;
	int year, slash;

	if (period_read_year(text, i, &year) == i)
		return i;
	sep = separator(text, i + 4, &slash);
	if (sep > i + 4) {
		end = second_half(text, sep, year, sep > i + 7, p);
		return end > sep ? end : i;
	}
	to = scan_phrase(text, i + 4, " to ");
	if (to == SCAN_NONE || digits(text, to, 4) < 0)
		return i;
	end = second_half(text, to, year, 0, p);
	return end > to && separator(text, end, &slash) == end ? end : i;
}

/* "17/18", and "17-18" where loose. */
static size_t
short_fin(struct slice text, size_t i, int loose, struct period *p)
{
	int year = digits(text, i, 2), slash;
	size_t sep = separator(text, i + 2, &slash);

	if (year < SHORT_MIN || year > SHORT_MAX || sep == i + 2 ||
	    (!slash && !loose) || digits(text, sep, 2) != year + 1 ||
	    goes_on(text, sep + 2))
		return i;
	if (i > 0 && strchr("/.,-", scan_at(text, i - 1)) != NULL)
		return i;
	p->kind = PERIOD_FIN_YEAR;
	p->year = 2000 + year;
	p->year2 = 0;
	return sep + 2;
}

/* The start of the year that "18", "2018" or "1718" behind "FY" names; 0. */
static int
fy_year(struct slice text, size_t i, size_t *end)
{
	int n = digits(text, i, 2);

	*end = i + 2;
	if (n < 0) {
		n = digits(text, i, 4);
		*end = i + 4;
		if (n / 100 == 20)
			n %= 100;
		else if (n / 100 + 1 == n % 100)
			n = n % 100;
	}
	return n < SHORT_MIN || n > SHORT_MAX + 1 ? 0 : 2000 + n - 1;
}

/* "FY18", "FY2018": the year that ends then; "FY17/18", "FY1718". */
static size_t
fy(struct slice text, size_t i, struct period *p)
{
	size_t at = scan_space(text, i + 2), end;
	int year;

	if (!scan_is(scan_word(text, i), "fy") || scan_alnum_before(text, i))
		return i;
	end = long_fin(text, at, p);
	if (end == at)
		end = short_fin(text, at, 1, p);
	if (end > at)
		return end;
	if (scan_at(text, at) == '\'')
		at++;
	year = fy_year(text, at, &end);
	if (year == 0 || goes_on(text, end))
		return i;
	p->kind = PERIOD_FIN_YEAR;
	p->year = year;
	p->year2 = 0;
	return end;
}

static size_t
one_fin(struct slice text, size_t i, int loose, struct period *p)
{
	size_t end = fy(text, i, p);

	if (end == i)
		end = long_fin(text, i, p);
	return end == i ? short_fin(text, i, loose, p) : end;
}

size_t
period_read_fin(struct slice text, size_t i, int loose, struct period *p)
{
	static const char *const join[] = {
	    " to ", " until ", " through ", " through to ", " up to "};
	struct period first = {0}, second = {0};
	size_t end = one_fin(text, i, loose, &first), at, to;

	if (end == i)
		return i;
	p->kind = first.kind;
	p->year = first.year;
	p->year2 = first.year2;
	if (first.kind != PERIOD_FIN_YEAR)
		return end;
	at = scan_space(text, end);
	at = scan_space(text, scan_dash(text, at));
	for (size_t k = 0; k < sizeof join / sizeof *join; k++) {
		to = scan_phrase(text, end, join[k]);
		if (to != SCAN_NONE)
			at = to;
	}
	to = scan_phrase(text, end, " and ");
	if (to != SCAN_NONE && scan_phrase_back(text, scan_space_back(text, i),
				   "between") != SCAN_NONE)
		at = to;
	if (at == end || (at == scan_space(text, end)))
		return end;
	to = one_fin(text, at, 1, &second);
	if (to == at || second.kind != PERIOD_FIN_YEAR ||
	    second.year <= first.year)
		return end;
	p->kind = PERIOD_FIN_SPAN;
	p->year2 = second.year;
	return to;
}

/* 1 if name, in lower case, begins with the letters of word. */
static int
begins(struct slice word, const char *name)
{
	for (size_t i = 0; i < word.n; i++)
		if (name[i] == '\0' || (word.p[i] | 0x20) != name[i])
			return 0;
	return 1;
}

int
period_month_of(struct slice word, int *is_short)
{
	static const char *const name[] = {"january", "february", "march",
	    "april", "may", "june", "july", "august", "september", "october",
	    "november", "december"};
	int capital = word.n > 0 && *word.p >= 'A' && *word.p <= 'Z';

	if (word.n < 3)
		return 0;
	for (int i = 0; i < 12; i++) {
		*is_short = word.n < strlen(name[i]);
		if (!begins(word, name[i]) ||
		    (*is_short && word.n > 3 && !scan_is(word, "sept")))
			continue;
		/* march, may and august are words too */
		if (!capital && (*is_short || i == 2 || i == 4 || i == 7))
			return 0;
		return i + 1;
	}
	return 0;
}

/* The year behind a day and month: ", 2017", "-17", "’17", "2017/18". */
static size_t
year_behind(struct slice text, size_t i, int is_short, struct period *p)
{
	struct period fin = {0};
	size_t at = i, end;
	int year;

	if (scan_at(text, at) == '.' && is_short)
		at++;
	if (scan_at(text, at) == ',')
		at++;
	end = scan_phrase(text, at, " of ");
	at = end != SCAN_NONE ? end : scan_gap(text, at);
	end = period_read_fin(text, at, 0, &fin);
	if (end > at && fin.kind == PERIOD_FIN_YEAR) {
		p->year = p->month >= 4 ? fin.year : fin.year + 1;
		return end;
	}
	end = period_read_year(text, at, &year);
	if (end > at && scan_digit(scan_at(text, scan_dash(text, end))))
		return i;
	if (end > at) {
		p->year = year;
		return end;
	}
	at = i + (scan_at(text, i) == '.' && is_short);
	if (scan_at(text, at) == '-' || scan_at(text, at) == '/')
		at++;
	else if (scan_phrase(text, at, " '") != SCAN_NONE)
		at = scan_phrase(text, at, " '");
	else if (scan_phrase(text, at, " \xe2\x80\x99") != SCAN_NONE)
		at = scan_phrase(text, at, " \xe2\x80\x99");
	else if (scan_at(text, at) == '\'')
		at++;
	else if (scan_phrase(text, at, "\xe2\x80\x99") != SCAN_NONE)
		at += 3;
	else
		return i;
	year = digits(text, at, 2);
	if (year < SHORT_MIN || year > SHORT_MAX || goes_on(text, at + 2))
		return i;
	p->year = 2000 + year;
	return at + 2;
}

/* "this year", "last year", "of this year" behind a month: of which year. */
static size_t
relative_behind(struct slice text, size_t i, struct period *p)
{
	static const struct {
		const char *phrase;
		int offset;
	} table[] = {
	    {" this year", 0},
	    {" of this year", 0},
	    {" last year", -1},
	    {" of last year", -1},
	    {" next year", 1},
	    {" of next year", 1},
	};

	for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
		size_t end = scan_phrase(text, i, table[k].phrase);

		if (end == SCAN_NONE)
			continue;
		p->calendar = 1;
		p->offset = table[k].offset;
		return end;
	}
	return i;
}

/* "30", "30th" at i as a day.  The end, or i. */
static size_t
day_number(struct slice text, size_t i, int *day)
{
	size_t end;
	int value = one_or_two(text, i, &end);

	if (value < 1 || value > 31)
		return i;
	*day = value;
	return scan_in(scan_word(text, end), "st nd rd th") ? end + 2 : end;
}

/* "30 November", "30th of November", "the 30th of November" from the day. */
static size_t
day_month(struct slice text, size_t i, struct period *p)
{
	struct period d = *p;
	size_t end = day_number(text, i, &d.day), at;
	int is_short;
	struct slice word;

	/* of "17-18 November" it is the last day that counts */
	at = scan_dash(text, end);
	if (at > end && scan_digit(scan_at(text, at)))
		end = day_number(text, at, &d.day);
	if (end == i || scan_alnum(text, end))
		return i;
	at = scan_phrase(text, end, " of ");
	if (at == SCAN_NONE)
		at = scan_gap(text, end);
	if (at == end && scan_at(text, end) == '/')
		at++;
	if (at == end)
		return i;
	word = scan_word(text, at);
	d.month = period_month_of(word, &is_short);
	end = at + word.n;
	if (d.month == 0 || scan_alnum(text, end) ||
	    d.day > date_month_days(2000, d.month))
		return i;
	at = year_behind(text, end, is_short, &d);
	end = at > end ? at : relative_behind(text, end, &d);
	d.kind = PERIOD_DAY;
	*p = d;
	return end;
}

/* "30/11/2017", "30.11.17", "30-11-2017". */
static size_t
day_digits(struct slice text, size_t i, struct period *p)
{
	struct period d = *p;
	size_t at;
	unsigned char sep;

	d.day = one_or_two(text, i, &at);
	sep = scan_at(text, at);
	if (d.day < 1 || (sep != '/' && sep != '.' && sep != '-'))
		return i;
	d.month = one_or_two(text, at + 1, &at);
	if (d.month < 1 || scan_at(text, at) != sep)
		return i;
	d.year = digits(text, ++at, 4);
	if (d.year < 0) {
		d.year = digits(text, at, 2) + 2000;
		if (d.year < 2000 + SHORT_MIN || d.year > 2000 + SHORT_MAX)
			return i;
		at += 2;
	} else {
		at += 4;
	}
	if (d.year < YEAR_MIN || d.year > YEAR_MAX || goes_on(text, at) ||
	    !date_valid((struct date){d.year, d.month, d.day}))
		return i;
	d.kind = PERIOD_DAY;
	*p = d;
	return at;
}

/* "2017-11-30", "2017-11" */
static size_t
iso(struct slice text, size_t i, struct period *p)
{
	struct period d = *p;
	size_t end = i + 7;

	if (period_read_year(text, i, &d.year) == i ||
	    scan_at(text, i + 4) != '-')
		return i;
	d.month = digits(text, i + 5, 2);
	d.kind = PERIOD_MONTH;
	d.day = 0;
	if (scan_at(text, end) == '-' && digits(text, end + 1, 2) > 0) {
		d.day = digits(text, end + 1, 2);
		d.kind = PERIOD_DAY;
		end += 3;
	}
	if (d.month < 1 || goes_on(text, end) ||
	    !date_valid((struct date){d.year, d.month, d.day}))
		return i;
	*p = d;
	return end;
}

/* "November 30", "November 30th, 2017", "November 2017", "November". */
static size_t
month_first(struct slice text, size_t i, struct period *p, int *lone)
{
	struct slice word = scan_word(text, i);
	struct period d = *p;
	size_t end = i + word.n, at, next;
	int is_short;

	d.month = period_month_of(word, &is_short);
	if (d.month == 0 || scan_alnum(text, end) || scan_alnum_before(text, i))
		return i;
	d.kind = PERIOD_MONTH;
	*lone = 0;
	at = year_behind(text, end, is_short, &d);
	if (at == end) {
		next = scan_space(
		    text, end + (is_short && scan_at(text, end) == '.'));
		at = next > end ? day_number(text, next, &d.day) : next;
		if (at > next && !goes_on(text, at) &&
		    d.day <= date_month_days(2000, d.month)) {
			d.kind = PERIOD_DAY;
			end = at;
			at = year_behind(text, end, 0, &d);
		} else {
			d.day = 0;
			at = end;
			*lone = 1;
		}
	}
	if (at == end)
		at = relative_behind(text, end, &d);
	*p = d;
	return at;
}

static int
is_weekday(struct slice word)
{
	return scan_in(word, "monday tuesday wednesday thursday friday "
			     "saturday sunday mon tue tues wed thu thur thurs "
			     "fri sat sun");
}

size_t
period_read_date(struct slice text, size_t i, struct period *p, int *lone)
{
	size_t at = i, end;

	*lone = 0;
	if (is_weekday(scan_word(text, i))) {
		at = i + scan_word(text, i).n;
		at = scan_space(text, at + (scan_at(text, at) == ','));
	}
	if (scan_digit(scan_at(text, at))) {
		end = day_month(text, at, p);
		if (end == at)
			end = day_digits(text, at, p);
		if (end == at)
			end = iso(text, at, p);
	} else {
		end = month_first(text, at, p, lone);
	}
	if (end == at || (at > i && p->kind != PERIOD_DAY))
		return i;
	return end;
}

size_t
period_read_of(struct slice text, size_t i, struct period *p)
{
	static const struct {
		const char *phrase;
		int offset;
	} table[] = {
	    {" of the year", 0},
	    {" of the financial year", 0},
	    {" of the current year", 0},
	    {" of the current financial year", 0},
	    {" of this year", 0},
	    {" of this financial year", 0},
	    {" of current financial year", 0},
	    {" of last year", -1},
	    {" of last financial year", -1},
	    {" of the last financial year", -1},
	    {" of the previous year", -1},
	    {" of the previous financial year", -1},
	    {" of next year", 1},
	    {" of next financial year", 1},
	    {" of the next financial year", 1},
	    {" of the new financial year", 1},
	    {" this year", 0},
	    {" this financial year", 0},
	    {" last year", -1},
	    {" next year", 1},
	};
	static const char *const join[] = {
	    " of the ", " of ", " in ", " for ", " in the ", " for the ", " "};
	struct period fin = {0};
	size_t behind;

	for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
		size_t end = scan_phrase(text, i, table[k].phrase);

		if (end == SCAN_NONE)
			continue;
		p->of_year = 1;
		p->offset = table[k].offset;
		return end;
	}
	behind = i + (scan_at(text, i) == ',' || scan_at(text, i) == ':');
	for (size_t k = 0; k < sizeof join / sizeof *join; k++) {
		size_t at = scan_phrase(text, behind, join[k]), end;

		if (at == SCAN_NONE || (!scan_digit(scan_at(text, at)) &&
					   scan_at(text, at) != 'F'))
			continue;
		end = period_read_fin(text, at, 1, &fin);
		if (end > at && fin.kind == PERIOD_FIN_YEAR) {
			p->year = fin.year;
			at = scan_phrase(text, end, " financial year");
			return at == SCAN_NONE ? end : at;
		}
		end = period_read_year(text, at, &p->year);
		if (end > at && !goes_on(text, end)) {
			p->calendar =
			    p->kind == PERIOD_QUARTER || p->kind == PERIOD_HALF;
			return end;
		}
	}
	return i;
}
