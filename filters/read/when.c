/* SPDX-License-Identifier: MIT */
/* Dates written for people, and the lines that stand around them. */

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "month.h"
#include "when.h"

enum { YEAR_MIN = 1990, YEAR_MAX = 2099 };

static int
letter(struct slice s, size_t i)
{
	return i < s.n && isalpha((unsigned char)s.p[i]);
}

static int
digit(struct slice s, size_t i)
{
	return i < s.n && isdigit((unsigned char)s.p[i]);
}

/* Up to max digits at *at, -1 if there is none or one more behind them. */
static int
number(struct slice s, size_t *at, size_t max)
{
	int v = 0;
	size_t n = 0;

	while (n < max && digit(s, *at + n))
		v = v * 10 + s.p[*at + n++] - '0';
	if (n == 0 || digit(s, *at + n))
		return -1;
	*at += n;
	return v;
}

static size_t
skip(struct slice s, size_t at, const char *set)
{
	while (at < s.n && s.p[at] != '\0' && strchr(set, s.p[at]) != NULL)
		at++;
	return at;
}

/* "st", "nd", "rd", "th" and " of". */
static size_t
ordinal(struct slice s, size_t at)
{
	static const char *const ends[] = {"st", "nd", "rd", "th"};
	size_t i;

	for (i = 0; i < 4; i++)
		if (at + 2 <= s.n && strncasecmp(s.p + at, ends[i], 2) == 0 &&
		    !letter(s, at + 2)) {
			at += 2;
			break;
		}
	if (at + 4 <= s.n && (strncasecmp(s.p + at, " of ", 4) == 0 ||
				 strncasecmp(s.p + at, " de ", 4) == 0))
		at += 3;
	if (at + 1 < s.n && s.p[at] == '.' && s.p[at + 1] == ' ')
		at++;
	return at;
}

static int
days(int m, int y)
{
	static const int n[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return n[m - 1] +
	       (m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)));
}

static int
make(int y, int m, int d, struct date *out)
{
	if (y >= 0 && y < 100)
		y += y < 70 ? 2000 : 1900;
	if (y < YEAR_MIN || y > YEAR_MAX || m < 0 || m > 12 || d < 0)
		return 0;
	if ((m == 0 && d > 0) || (m > 0 && d > days(m, y)))
		return 0;
	*out = (struct date){y, m, d};
	return 1;
}

/* A year of four digits behind spaces and a comma. */
static int
year(struct slice s, size_t *at)
{
	size_t i = skip(s, *at, " ,'\t-/"), from;
	int y;

	if (i + 3 < s.n && strncasecmp(s.p + i, "de ", 3) == 0)
		i += 3;
	from = i;
	y = number(s, &i, 4);

	if (y < 0 || i - from != 4)
		return -1;
	*at = i;
	return y;
}

/* "22nd of August, 2016", "22-Aug-2016". */
static int
day_month(struct slice s, size_t at, size_t *end, struct date *out)
{
	int d = number(s, &at, 2), m, y;

	if (d < 1 || d > 31)
		return 0;
	at = skip(s, ordinal(s, at), " ,-/\t");
	if ((m = month_named(s, &at)) == 0 || (y = year(s, &at)) < 0)
		return 0;
	*end = at;
	return make(y, m, d, out);
}

/* "August 22nd, 2016", "August 2016". */
static int
month_day(struct slice s, size_t at, size_t *end, struct date *out)
{
	int m = month_english(s, &at), d, y;
	size_t day_at, behind;

	if (m == 0)
		return 0;
	day_at = skip(s, at, " ,-/\t");
	behind = day_at;
	d = number(s, &behind, 2);
	if (d >= 1 && d <= 31 && behind > day_at) {
		behind = ordinal(s, behind);
		if ((y = year(s, &behind)) >= 0) {
			*end = behind;
			return make(y, m, d, out);
		}
	}
	if ((y = year(s, &at)) < 0)
		return 0;
	*end = at;
	return make(y, m, 0, out);
}

/* "2016-07-21", "2016/7/21". */
static int
iso(struct slice s, size_t at, size_t *end, struct date *out)
{
	size_t from = at;
	int y = number(s, &at, 4), m, d;
	char sep;

	if (at - from != 4 || at >= s.n || strchr("-/.", s.p[at]) == NULL)
		return 0;
	sep = s.p[at++];
	if ((m = number(s, &at, 2)) < 1 || at >= s.n || s.p[at] != sep)
		return 0;
	at++;
	if ((d = number(s, &at, 2)) < 1)
		return 0;
	*end = at;
	return make(y, m, d, out);
}

/* "2016年8月22日" */
static int
ideographic(struct slice s, size_t at, size_t *end, struct date *out)
{
	static const char *const units[] = {"年", "月", "日"};
	int v[3];
	size_t k;

	for (k = 0; k < 3; k++) {
		if ((v[k] = number(s, &at, k ? 2 : 4)) < 1 || at + 3 > s.n ||
		    memcmp(s.p + at, units[k], 3) != 0)
			return 0;
		at += 3;
	}
	*end = at;
	return make(v[0], v[1], v[2], out);
}

/* "21/07/2016", "21.07.16"; month first only where day first cannot be. */
static int
slashed(struct slice s, size_t at, size_t *end, struct date *out)
{
	int a = number(s, &at, 2), b, y;
	size_t from;
	char sep;

	if (a < 1 || at >= s.n || strchr("/.-", s.p[at]) == NULL)
		return 0;
	sep = s.p[at++];
	if ((b = number(s, &at, 2)) < 1 || at >= s.n || s.p[at] != sep)
		return 0;
	from = ++at;
	y = number(s, &at, 4);
	if (y < 0 || (at - from != 4 && at - from != 2))
		return 0;
	if (at - from == 2 && sep == '.' && a > 12 && b > 12)
		return 0;
	*end = at;
	return make(y, b, a, out) || make(y, a, b, out);
}

int
when_find(struct slice s, size_t *at, size_t *end, struct date *out)
{
	size_t i;

	for (i = *at; i < s.n; i++) {
		/* "by Jo Day22 August 2016": pages lose spaces */
		if (i > 0 && ((letter(s, i) && letter(s, i - 1)) ||
				 (digit(s, i) && digit(s, i - 1)) ||
				 (letter(s, i) && digit(s, i - 1))))
			continue;
		if (letter(s, i)
			? month_day(s, i, end, out)
			: digit(s, i) && (iso(s, i, end, out) ||
					     ideographic(s, i, end, out) ||
					     day_month(s, i, end, out) ||
					     slashed(s, i, end, out))) {
			*at = i;
			return 1;
		}
	}
	return 0;
}

static const char *const published_words[] = {"published", "posted", "date",
    "first published", "added", "created", "press release", "issued",
    "publication date", "release date", "released", "submitted", "on", NULL};

static const char *const updated_words[] = {"updated", "last updated",
    "modified", "last modified", "last reviewed", "reviewed", "page updated",
    "last edited", "last update", "update", NULL};

static const char *const meeting_words[] = {"governing body", "board",
    "board meeting", "meeting", "meeting of", "meeting date", "date of meeting",
    "committee", "council", "cabinet", "minutes of", "agenda", "report to",
    NULL};

/* Words that a line about a date may hold besides it. */
static const char *const filler_words[] = {"monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed",
    "thu", "thur", "thurs", "fri", "sat", "sun", "at", "am", "pm", "bst", "gmt",
    "utc", "est", "edt", "et", "pst", "pdt", "on", "by", "the", "last", "first",
    "was", "page", "this", "published", "posted", "updated", "modified", "date",
    "noon", "h", "hrs", "of", "a", "p", "m", "cet", "cest", "t", "z",
    "publication", "release", "released", "created", "added", "issued",
    "reviewed", "edited", "update", "in", NULL};

static int
listed(struct slice word, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strlen(*list) == word.n &&
		    strncasecmp(*list, word.p, word.n) == 0)
			return 1;
	return 0;
}

/* 1 if the line begins with one of the phrases and then no letter. */
static int
begins(struct slice line, const char *const *list)
{
	size_t n;

	for (; *list != NULL; list++) {
		n = strlen(*list);
		if (line.n > n && strncasecmp(line.p, *list, n) == 0 &&
		    !letter(line, n))
			return 1;
	}
	return 0;
}

/* 1 if nothing but times, weekdays and labels is in s[from, to). */
static int
filler(struct slice s, size_t from, size_t to)
{
	struct slice word;
	size_t i = from;

	while (i < to) {
		if (!letter(s, i)) {
			i++;
			continue;
		}
		word.p = s.p + i;
		while (i < to && letter(s, i))
			i++;
		word.n = (size_t)(s.p + i - word.p);
		if (!listed(word, filler_words))
			return 0;
	}
	return 1;
}

/* 1 if the words in s[from, to) are those of a first publication. */
static int
says_published(struct slice s, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to; i++)
		if (letter(s, i) && !letter(s, i - 1) &&
		    begins((struct slice){s.p + i, s.n - i}, published_words) &&
		    strncasecmp(s.p + i, "on", 2) != 0)
			return 1;
	return 0;
}

enum when_kind
when_line(struct slice line, struct date *out)
{
	size_t at = 0, end, next, next_end;
	struct date other;
	int labelled, twice = 0;

	if (line.n > 200 || !when_find(line, &at, &end, out))
		return WHEN_NONE;
	if (begins(line, meeting_words))
		return at < 100 && out->day > 0 ? WHEN_MEETING : WHEN_NONE;
	if (line.n > 120)
		return WHEN_NONE;
	labelled = begins(line, published_words) || begins(line, updated_words);
	if (!filler(line, 0, at) && !(labelled && at < 40))
		return WHEN_NONE;
	next = end;
	if (when_find(line, &next, &next_end, &other) &&
	    filler(line, end, next)) {
		twice = says_published(line, end, next);
		end = next_end;
	}
	if (!filler(line, end, line.n) && !(labelled && line.n - end < 60))
		return WHEN_NONE;
	if (begins(line, updated_words) && twice) {
		*out = other;
		return WHEN_PUBLISHED;
	}
	if (begins(line, updated_words))
		return WHEN_UPDATED;
	return begins(line, published_words) ? WHEN_PUBLISHED : WHEN_BARE;
}

/*
 * "2016/08/22", "2016/aug/22", "2016/08" between slashes; there may be a
 * section behind the year, "2016/health/08/22".
 */
static int
path_date(struct slice s, size_t at, struct date *out)
{
	size_t from = at;
	int y = number(s, &at, 4), m, d;

	if (at - from != 4 || at >= s.n || s.p[at] != '/')
		return 0;
	from = ++at;
	m = letter(s, at) ? month_english(s, &at) : number(s, &at, 2);
	if (m == 0) {
		while (letter(s, at) || (at < s.n && s.p[at] == '-'))
			at++;
		if (at == from || at >= s.n || s.p[at++] != '/' ||
		    !digit(s, at))
			return 0;
		m = number(s, &at, 2);
	}
	if (m < 1 || (at < s.n && s.p[at] != '/'))
		return 0;
	if (at < s.n && (++at, (d = number(s, &at, 2)) > 0) &&
	    (at == s.n || !isalnum((unsigned char)s.p[at])))
		return make(y, m, d, out);
	return make(y, m, 0, out);
}

/* "20160822" standing alone. */
static int
packed(struct slice s, size_t at, struct date *out)
{
	size_t i;
	int v = 0;

	for (i = 0; i < 8; i++) {
		if (!digit(s, at + i))
			return 0;
		v = v * 10 + s.p[at + i] - '0';
	}
	if (digit(s, at + 8) || v / 10000 < YEAR_MIN || v / 100 % 100 == 0 ||
	    v % 100 == 0)
		return 0;
	return make(v / 10000, v / 100 % 100, v % 100, out);
}

int
when_url(struct slice s, struct date *out)
{
	size_t i, end;

	for (i = 0; i < s.n; i++)
		if (digit(s, i) && (i == 0 || s.p[i - 1] == '/') &&
		    path_date(s, i, out))
			return 1;
	for (i = 0; i < s.n; i++)
		if (digit(s, i) && (i == 0 || !digit(s, i - 1)) &&
		    (packed(s, i, out) || iso(s, i, &end, out)))
			return 1;
	return 0;
}
