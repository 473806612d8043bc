/* SPDX-License-Identifier: MIT */
#include "date.h"

/* The count of days before 1970-01-01 from 0000-03-01. */
enum { EPOCH = 719468, DAYS_400 = 146097 };
/* The days of 0000-01-01 and 9999-12-31. */
enum { FIRST_DAY = -719528, LAST_DAY = 2932896 };

int
date_month_days(int year, int month)
{
	static const signed char days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12)
		return 0;
	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		return 29;
	return days[month - 1];
}

int
date_valid(struct date d)
{
	if (d.year < 1 || d.year > 9999 || d.month < 0 || d.month > 12)
		return 0;
	if (d.month == 0)
		return d.day == 0;
	return d.day >= 0 && d.day <= date_month_days(d.year, d.month);
}

/* Exactly n digits at p as a number, or -1. */
static int
digits(const char *p, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		value = value * 10 + (p[i] - '0');
	}
	return value;
}

/* 1 if a time of day, which the caller drops, begins at byte i. */
static int
is_time(struct slice text, size_t i)
{
	return text.n - i >= 3 &&
	       (text.p[i] == 'T' || text.p[i] == 't' || text.p[i] == ' ') &&
	       digits(text.p + i + 1, 2) >= 0;
}

int
date_parse(struct slice text, struct date *out)
{
	struct date d = {0, 0, 0};

	if (text.n < 4 || (d.year = digits(text.p, 4)) < 1)
		return -1;
	if (text.n > 4) {
		if (text.n < 7 || text.p[4] != '-')
			return -1;
		if ((d.month = digits(text.p + 5, 2)) < 1)
			return -1;
	}
	if (text.n > 7) {
		if (text.n < 10 || text.p[7] != '-')
			return -1;
		if ((d.day = digits(text.p + 8, 2)) < 1)
			return -1;
	}
	if ((text.n > 10 && !is_time(text, 10)) || !date_valid(d))
		return -1;
	*out = d;
	return 0;
}

static char *
put_digits(char *dst, int value, int n)
{
	for (int i = n - 1; i >= 0; i--, value /= 10)
		dst[i] = (char)('0' + value % 10);
	return dst + n;
}

size_t
date_format(char dst[16], struct date d)
{
	char *p = dst;

	if (date_valid(d)) {
		p = put_digits(p, d.year, 4);
		if (d.month > 0) {
			*p++ = '-';
			p = put_digits(p, d.month, 2);
		}
		if (d.day > 0) {
			*p++ = '-';
			p = put_digits(p, d.day, 2);
		}
	}
	*p = '\0';
	return (size_t)(p - dst);
}

/*
 * Counts in years that begin in March, so that the leap day is the last of
 * its year and months need no table.
 */
long
date_days(struct date d)
{
	int month = d.month > 0 ? d.month : 1;
	int day = d.day > 0 ? d.day : 1;
	long year = (long)d.year - (month <= 2);
	long era = (year >= 0 ? year : year - 399) / 400;
	long of_era = year - era * 400;
	long of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;

	return era * DAYS_400 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - EPOCH;
}

struct date
date_from_days(long days)
{
	struct date d = {0, 0, 0};
	long era, of_era, year, of_year, month;

	if (days < FIRST_DAY || days > LAST_DAY)
		return d;
	days += EPOCH;
	era = (days >= 0 ? days : days - (DAYS_400 - 1)) / DAYS_400;
	of_era = days - era * DAYS_400;
	year =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	d.day = (int)(of_year - (153 * month + 2) / 5 + 1);
	d.month = (int)(month < 10 ? month + 3 : month - 9);
	d.year = (int)(year + era * 400) + (d.month <= 2);
	return d;
}

struct date
date_last(struct date d)
{
	if (d.year == 0)
		return d;
	if (d.month == 0)
		d.month = 12;
	if (d.day == 0)
		d.day = date_month_days(d.year, d.month);
	return d;
}

struct date
date_first(struct date d)
{
	if (d.year == 0)
		return d;
	if (d.month == 0)
		d.month = 1;
	if (d.day == 0)
		d.day = 1;
	return d;
}

int
date_compare(struct date a, struct date b)
{
	long x = date_days(a), y = date_days(b);

	return (x > y) - (x < y);
}

int
date_fin_year(struct date d)
{
	if (d.year == 0 || d.month == 0)
		return 0;
	return d.month >= 4 ? d.year : d.year - 1;
}
