/* SPDX-License-Identifier: MIT */
#include "day.h"

#include "scan.h"

enum { PARTS = 3, SERIAL_FIRST = 36526, SERIAL_LAST = 55153 };
/* The day 0 of spreadsheets, by their count of a 29 February 1900. */
static const struct date serial_zero = {1899, 12, 30};

/* The pieces of a date as they come: numbers, and at most one month. */
struct parts {
	int value[PARTS];
	int digits[PARTS]; /* 0 for a month in letters */
	int n, named;	   /* named: which one, or -1 */
};

static int
month_of(struct slice word)
{
	static const char *const months[] = {"january", "february", "march",
	    "april", "may", "june", "july", "august", "september", "october",
	    "november", "december"};

	if (word.n < 3)
		return 0;
	for (int m = 0; m < 12; m++) {
		size_t i = 0;

		while (i < word.n && (word.p[i] | 0x20) == months[m][i])
			i++;
		if (i == word.n || (m == 8 && i == 4 && word.n == 4))
			return m + 1;
	}
	return 0;
}

/* A number at i; its end. */
static size_t
take_number(struct slice s, size_t i, struct parts *p)
{
	int value = 0, digits = 0;

	for (; scan_digit(scan_at(s, i)) && digits < 9; i++, digits++)
		value = value * 10 + (s.p[i] - '0');
	p->value[p->n] = value;
	p->digits[p->n++] = digits;
	return i;
}

/* 1 for a time, which ends a date: "09:30", "T09", and what is behind. */
static int
at_time(struct slice s, size_t i)
{
	size_t k = i;

	while (scan_digit(scan_at(s, k)))
		k++;
	return k > i && scan_at(s, k) == ':';
}

/* 0, or -1 for what has no pieces of a date only. */
static int
split(struct slice s, struct parts *p)
{
	struct slice word;

	*p = (struct parts){.named = -1};
	for (size_t i = 0; i < s.n;) {
		unsigned char c = scan_at(s, i);

		if (p->n == PARTS || at_time(s, i))
			return p->n == PARTS || p->n > 0 ? 0 : -1;
		if (scan_digit(c)) {
			i = take_number(s, i, p);
			continue;
		}
		word = scan_word(s, i);
		if (word.n == 0) {
			if (strchr(" /.,-'", c) == NULL)
				return -1;
			i++;
			continue;
		}
		i += word.n;
		if (month_of(word) > 0 && p->named < 0) {
			p->named = p->n;
			p->value[p->n++] = month_of(word);
		} else if (!scan_in(word, "st nd rd th of mon tue tues wed thu "
					  "thur thurs fri sat sun monday "
					  "tuesday wednesday thursday friday "
					  "saturday sunday")) {
			return -1;
		}
	}
	return p->n > 0 ? 0 : -1;
}

static struct date
made(int year, int digits, int month, int day)
{
	struct date d = {year + (digits == 2 ? 2000 : 0), month, day};

	if ((digits != 2 && digits != 4) || d.year < 2000 || d.year > 2050 ||
	    month < 1 || day < 0 || !date_valid(d))
		return (struct date){0};
	return d;
}

/* One number alone: 20170430, or a spreadsheet's count of days. */
static struct date
of_number(const struct parts *p)
{
	int v = p->value[0];

	if (p->digits[0] == 8)
		return v % 100 == 0
			   ? (struct date){0}
			   : made(v / 10000, 4, v / 100 % 100, v % 100);
	if (p->digits[0] == 5 && v >= SERIAL_FIRST && v < SERIAL_LAST)
		return date_from_days(date_days(serial_zero) + v);
	return (struct date){0};
}

/* A month in letters between or beside numbers. */
static struct date
of_named(const struct parts *p)
{
	const int *v = p->value, *n = p->digits;

	if (p->n == 2 && p->named == 0)
		return made(v[1], n[1], v[0], 0);
	if (p->n == 2)
		return made(v[0], n[0], v[1], 0);
	if (p->n != PARTS)
		return (struct date){0};
	if (p->named == 1 && n[0] <= 2)
		return made(v[2], n[2], v[1], v[0]);
	if (p->named == 1)
		return made(v[0], n[0], v[1], v[2]);
	return p->named == 0 ? made(v[2], n[2], v[0], v[1]) : (struct date){0};
}

struct day
day_read(struct slice cell)
{
	struct parts p;
	struct day d = {{0}, {0}};

	if (split(cell, &p) < 0)
		return d;
	if (p.named >= 0)
		d.date = of_named(&p);
	else if (p.n == 1 || (p.n == 2 && p.digits[0] == 5))
		d.date = of_number(&p);
	else if (p.n == 2 && p.digits[1] == 4 && p.digits[0] <= 2)
		d.date = made(p.value[1], 4, p.value[0], 0);
	else if (p.n == PARTS && p.digits[0] == 4)
		d.date = made(p.value[0], 4, p.value[1], p.value[2]);
	else if (p.n == PARTS && p.value[0] > 0 && p.value[1] > 0) {
		d.date = made(p.value[2], p.digits[2], p.value[1], p.value[0]);
		d.other = made(p.value[2], p.digits[2], p.value[0], p.value[1]);
	}
	return d;
}

static size_t
same_month(struct date a, struct date b)
{
	return a.year == b.year && a.month == b.month;
}

void
day_note(struct day_order *o, const struct day *d, struct date month)
{
	if (d->date.year != 0 && d->other.year == 0 && d->date.day > 12)
		o->days_first++;
	else if (d->date.year == 0 && d->other.year != 0)
		o->months_first++;
	else if (d->other.year != 0) {
		o->either++;
		o->steady_days += same_month(d->date, o->last_day);
		o->steady_months += same_month(d->other, o->last_month);
		o->steady_days += same_month(d->date, month);
		o->steady_months += same_month(d->other, month);
		o->last_day = d->date;
		o->last_month = d->other;
	}
}

/*
 * Lists are of a month or run through the months: read rightly, most
 * payments fall into the month of the one before.
 */
struct date
day_settle(const struct day_order *o, const struct day *d, int *doubtful)
{
	int months = o->months_first > o->days_first;

	*doubtful = 0;
	if (d->date.year == 0 || d->other.year == 0)
		return d->date.year != 0 ? d->date : d->other;
	if (o->months_first == o->days_first) {
		months = o->steady_months > o->steady_days;
		*doubtful = o->steady_months == o->steady_days &&
			    d->date.day != d->date.month;
	}
	return months ? d->other : d->date;
}

struct date
day_month(struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		struct slice word, next;
		struct date d = {0};
		int year = 0;
		size_t at;

		if (scan_alnum_before(text, i) ||
		    !scan_letter(scan_at(text, i)))
			continue;
		word = scan_word(text, i);
		if ((d.month = month_of(word)) == 0)
			continue;
		at = i + word.n;
		while (at < text.n && strchr(" -_,/.'", text.p[at]))
			at++;
		next = (struct slice){text.p + at, 0};
		/* more digits than five are no year either */
		while (at + next.n < text.n && next.n < 6 &&
		       scan_digit((unsigned char)next.p[next.n]))
			year = year * 10 + (next.p[next.n++] - '0');
		d = made(year, (int)next.n, d.month, 0);
		if (d.year != 0)
			return d;
	}
	return (struct date){0};
}
