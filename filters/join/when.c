/* SPDX-License-Identifier: MIT */
#include "date.h"
#include "when.h"

static const int64_t second = 1000000;
static const int64_t day = 86400 * (int64_t)1000000;

/* Takes exactly n digits off *p; the number, or -1. */
static int
digits(const char **p, const char *end, int n)
{
	int value = 0;

	for (; n > 0; n--, ++*p) {
		if (*p == end || **p < '0' || **p > '9')
			return -1;
		value = value * 10 + (**p - '0');
	}
	return value;
}

/* ".123456789" behind the seconds; digits past the sixth are dropped. */
static void
fraction(const char **p, const char *end, struct when *out)
{
	int64_t unit = second;

	if (*p == end || (**p != '.' && **p != ','))
		return;
	for (++*p; *p < end && **p >= '0' && **p <= '9'; ++*p) {
		if ((unit /= 10) > 0)
			out->first += (**p - '0') * unit;
	}
	out->last = out->first + (unit > 0 ? unit : 1) - 1;
}

/* "Z", "+01:00", "+0100", "+01". */
static int
zone(const char **p, const char *end, struct when *out)
{
	int sign, h, m = 0;
	int64_t shift;

	if (*p == end)
		return 0;
	if (**p == 'Z' || **p == 'z') {
		++*p;
		return 0;
	}
	if (**p != '+' && **p != '-')
		return -1;
	sign = *(*p)++ == '-' ? -1 : 1;
	h = digits(p, end, 2);
	if (h >= 0 && *p < end) {
		*p += **p == ':';
		m = digits(p, end, 2);
	}
	if (h < 0 || h > 23 || m < 0 || m > 59)
		return -1;
	shift = sign * (h * 60 + m) * 60 * second;
	out->first -= shift;
	out->last -= shift;
	return 0;
}

/* "HH[:MM[:SS[.fraction]]][zone]" on the day that *out holds. */
static int
time_of_day(const char *p, const char *end, struct when *out)
{
	static const int most[] = {23, 59, 60};
	int64_t unit = 3600 * second;
	int part = 0;

	out->last = out->first;
	for (;; part++, unit /= 60) {
		int value = digits(&p, end, 2);

		if (value < 0 || value > most[part])
			return -1;
		out->first += value * unit;
		if (part == 2 || p == end || *p != ':')
			break;
		p++;
	}
	out->last = out->first + unit - 1;
	if (part == 2)
		fraction(&p, end, out);
	return zone(&p, end, out) < 0 || p != end ? -1 : 0;
}

int
when_parse(struct slice text, struct when *out)
{
	struct slice date = {text.p, text.n > 10 ? 10 : text.n};
	struct date d;

	if (date_parse(date, &d) < 0 || d.year == 0)
		return -1;
	out->first = date_days(d) * day;
	out->last = date_days(date_last(d)) * day + day - 1;
	if (text.n <= 10)
		return 0;
	if (d.day == 0 || (text.p[10] != 'T' && text.p[10] != ' '))
		return -1;
	return time_of_day(text.p + 11, text.p + text.n, out);
}
