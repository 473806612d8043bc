/* SPDX-License-Identifier: MIT */
#include "period.h"
#include "period_noun.h"
#include "scan.h"

static int
this_day(const struct noun *n, int offset, struct period *p)
{
	p->kind = PERIOD_THIS_DAY;
	p->offset = offset;
	return period_found(p, n->start, n->end);
}

/* "last night" */
static int
last_night(const struct noun *n, struct period *p)
{
	size_t start = period_before(n, n->start, "last");

	if (start == SCAN_NONE)
		return 0;
	p->kind = PERIOD_THIS_DAY;
	p->offset = -1;
	return period_found(p, start, n->end);
}

static int
christmas(const struct noun *n, struct period *p)
{
	p->kind = PERIOD_MONTH;
	p->month = 12;
	return period_found(p, n->start, n->end);
}

/* A weekday's full name, capital as it must be. */
static int
weekday(const struct noun *n, struct slice is, struct period *p)
{
	static const char *const name[] = {"monday", "tuesday", "wednesday",
	    "thursday", "friday", "saturday", "sunday"};

	for (int i = 0; i < 7 && *is.p < 'a'; i++)
		if (scan_is(is, name[i]))
			return period_weekday(n, i + 1, p);
	return 0;
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
			return period_coded(n, PERIOD_QUARTER, 4, p);
		if (*w == 'M')
			return period_coded(n, PERIOD_FIN_MONTH, 12, p);
		return *w == 'H' && period_coded(n, PERIOD_HALF, 2, p);
	case 2:
		return scan_is(is, "fy") && period_fy(n, p);
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
		if (scan_is(is, "month"))
			return period_month(n, p);
		if (scan_is(is, "months"))
			return period_months(n, p);
		return period_date(n, p) || weekday(n, is, p);
	case HEAD('t', 'u', 'e'):
	case HEAD('w', 'e', 'd'):
	case HEAD('t', 'h', 'u'):
	case HEAD('f', 'r', 'i'):
	case HEAD('s', 'a', 't'):
	case HEAD('s', 'u', 'n'):
		return period_date(n, p) || weekday(n, is, p);
	case HEAD('p', 'e', 'r'):
		return scan_is(is, "period") && period_numbered(n, p);
	case HEAD('y', 'e', 'a'):
		if (scan_is(is, "years"))
			return period_years(n, p);
		return scan_is(is, "year") && period_year(n, p);
	case HEAD('q', 'u', 'a'):
		return scan_is(is, "quarter") && period_quarter(n, p);
	case HEAD('h', 'a', 'l'):
		return scan_is(is, "half") && period_half(n, p);
	case HEAD('w', 'e', 'e'):
		if (scan_is(is, "weeks"))
			return period_units(n, PERIOD_THIS_WEEK, p);
		return scan_is(is, "week") &&
		       (period_units(n, PERIOD_THIS_WEEK, p) ||
			   period_week(n, p));
	case HEAD('d', 'a', 'y'):
		return scan_is(is, "days") &&
		       period_units(n, PERIOD_THIS_DAY, p);
	case HEAD('s', 'p', 'r'):
		return scan_is(is, "spring") && period_season(n, 3, p);
	case HEAD('s', 'u', 'm'):
		return scan_is(is, "summer") && period_season(n, 6, p);
	case HEAD('a', 'u', 't'):
		return scan_is(is, "autumn") && period_season(n, 9, p);
	case HEAD('w', 'i', 'n'):
		return scan_is(is, "winter") && period_season(n, 12, p);
	case HEAD('c', 'h', 'r'):
		return scan_is(is, "christmas") && christmas(n, p);
	case HEAD('n', 'i', 'g'):
		return scan_is(is, "night") && last_night(n, p);
	case HEAD('t', 'o', 'd'):
		return scan_is(is, "today") && this_day(n, 0, p);
	case HEAD('t', 'o', 'm'):
		return scan_is(is, "tomorrow") && this_day(n, 1, p);
	case HEAD('y', 'e', 's'):
		return scan_is(is, "yesterday") && this_day(n, -1, p);
	case HEAD('y', 't', 'd'):
		p->kind = PERIOD_THIS_YEAR;
		p->until = p->as_at = 1;
		return is.n == 3 && period_found(p, n->start, n->end);
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

/* 1 if p is a month's last day: "summary to 31 August". */
static int
ends_month(const struct period *p)
{
	return p->kind == PERIOD_DAY && p->year != 0 &&
	       p->day == date_month_days(p->year, p->month);
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
	    "ending"};
	static const char *const to[] = {"to"};
	static const char *const as_at[] = {
	    "as at", "as of", "as on", "position at", "at"};
	size_t at = step(text, p->start, the, COUNT(the)), next;
	int ends;

	next = step(text, at, end, COUNT(end));
	ends = next < at;
	at = ends ? step(text, next, the, 1) : at;
	if (step(text, at, start, COUNT(start)) < at) {
		/* "from April to November" runs to November */
		p->start_of = !p->until;
		return;
	}
	if (step(text, at, until, COUNT(until)) < at)
		p->until = 1;
	else if (step(text, at, as_at, COUNT(as_at)) < at)
		p->as_at = 1;
	else if (step(text, at, to, 1) < at && ends_month(p))
		p->until = 1;
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
	PER = 1 << 20,
	CODE = 1 << 21,
	CHR = 1 << 22,
	NIG = 1 << 23,
	ANY = NUMBER | FY | CODE
};
#define BOTH(c, bits) [c] = (bits), [(c) - 'a' + 'A'] = (bits)

static const unsigned first[256] = {
    ['0' ... '9'] = NUMBER,
    BOTH('a', APR_SPR | AUG_AUT),
    BOTH('c', CHR),
    BOTH('d', FEB_DEC | DAY),
    BOTH('f', FEB_DEC | FRI | FY),
    BOTH('h', HAL | CODE),
    BOTH('j', JAN_JUN_JUL),
    BOTH('m', MAR_MAY | MON_TOD_TOM | CODE),
    BOTH('n', NOV | NIG),
    BOTH('o', OCT),
    BOTH('p', PER),
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
    BOTH('e', FEB_DEC | SEP | WED_WEE_WIN | YEA_YES_YTD | PER),
    BOTH('h', THU | CHR),
    BOTH('i', WED_WEE_WIN | NIG),
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
    BOTH('g', AUG_AUT | NIG),
    BOTH('i', FRI),
    BOTH('l', JAN_JUN_JUL | HAL),
    BOTH('m', MON_TOD_TOM | SAT_SUN_SUM),
    BOTH('n', JAN_JUN_JUL | MON_TOD_TOM | WED_WEE_WIN | SAT_SUN_SUM),
    BOTH('p', SEP),
    BOTH('r', MAR_MAY | APR_SPR | PER | CHR),
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
		return period_number(&n, p);
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
