/* SPDX-License-Identifier: MIT */
#include "money.h"
#include "amount.h"
#include "money_words.h"
#include "scan.h"

/* Words before a bare number that say it counts people. */
static int
is_population(struct slice text, size_t start)
{
	static const char *const phrase[] = {"population of", "populations of",
	    "serves", "serving", "serve", "list size of", "one in", "chance in",
	    "covering"};

	start = scan_gap_back(text, start);
	for (size_t i = 0; i < sizeof phrase / sizeof *phrase; i++)
		if (scan_phrase_back(text, start, phrase[i]) != SCAN_NONE)
			return 1;
	return 0;
}

/* Makes *m of the amount a that was read.  1; 0 if it is none after all. */
static int
complete(struct slice text, struct amount *a, struct money *m)
{
	struct amount b;
	int64_t swap;

	if (!amount_range(text, a, &b))
		b = *a;
	*m = (struct money){.start = a->start, .end = b.end};
	m->currency = a->currency || b.currency;
	m->scaled = a->q.scaled || b.q.scaled;
	if (!m->currency && !m->scaled)
		return 0;
	if (amount_value(a, 1, &m->low) != 0 ||
	    amount_value(&b, 1, &m->high) != 0)
		return 0;
	if (m->low > m->high) {
		swap = m->low;
		m->low = m->high;
		m->high = swap;
	}
	money_surround(text, m);
	return m->currency ||
	       (!amount_counts(text, b.end) && !is_population(text, m->from));
}

/*
 * What may begin an amount, told by two bytes: the first must have a bit of
 * begins and the second the same bit of follows, but anything may follow
 * a digit.  No amount is one byte.
 */
enum { DIGIT = 1, SYMBOL = 2, ILLION = 4, SAND = 8, LETTERS = 16 };
static const unsigned char begins[256] = {
    ['0' ... '9'] = DIGIT,
    [0xc2] = SYMBOL,
    ['m'] = ILLION,
    ['M'] = ILLION,
    ['b'] = ILLION,
    ['B'] = ILLION,
    ['u'] = SAND,
    ['U'] = SAND,
    ['G'] = LETTERS,
};
static const unsigned char follows[256] = {
    [0xa3] = SYMBOL,
    [0xbc ... 0xbe] = SYMBOL,
    ['i'] = ILLION,
    ['I'] = ILLION,
    ['s'] = SAND,
    ['S'] = SAND,
    ['B'] = LETTERS,
};

/* The first place from i on where an amount may begin, or the end. */
static size_t
seek(struct slice text, size_t i)
{
	const unsigned char *p = (const unsigned char *)text.p;

	while (
	    i + 1 < text.n && (begins[p[i]] & (follows[p[i + 1]] | DIGIT)) == 0)
		i++;
	return i + 1 < text.n ? i : text.n;
}

/* The start of the scale's word whose telling letter stands at i, or NONE. */
static size_t
scale_word(struct slice text, size_t i)
{
	const char *rest = (text.p[i] | 0x20) == 'u' ? "sand" : "illion";
	size_t n = strlen(rest), start = i;

	if (text.n - i <= n)
		return SCAN_NONE;
	if (!scan_is((struct slice){text.p + i + 1, n}, rest))
		return SCAN_NONE;
	if (*rest == 's') {
		if (i < 3 || !scan_is((struct slice){text.p + i - 3, 3}, "tho"))
			return SCAN_NONE;
		start = i - 3;
	}
	return scan_alnum_before(text, start) ? SCAN_NONE : start;
}

/* What "a million" must be followed by to be money without "pounds". */
static const char figure[] =
    "deficit deficits hole black overspend overspending shortfall gap debt "
    "surplus underspend savings saving cuts";

/*
 * An amount in words whose word of scale begins at scale.  It is read from
 * the earliest of a few words before it that makes sense.
 */
static int
amount_words(struct slice text, size_t from, size_t scale, struct money *m)
{
	enum { WORDS_MAX = 7 };
	size_t start[WORDS_MAX], at = scale;
	int n = 0;

	for (; n < WORDS_MAX; n++) {
		struct slice word = scan_prev(text, at);

		if (word.n == 0 || scan_start(text, word) < from ||
		    scan_alnum_before(text, scan_start(text, word)))
			break;
		at = start[n] = scan_start(text, word);
	}
	while (n-- > 0) {
		struct amount a = {.start = start[n]};
		size_t end, found;

		end = quantity_words(text, start[n], &a.q, &found);
		if (end == start[n] || found != scale)
			continue;
		a.end = amount_pounds(text, end);
		a.currency = a.end > end;
		if (!a.currency && a.q.article &&
		    !scan_in(scan_next(text, end), figure))
			return 0;
		return complete(text, &a, m);
	}
	return 0;
}

/* Where a sign that belongs to the amount at i begins, or i. */
static size_t
sign(struct slice text, size_t from, size_t i)
{
	size_t start = scan_dash_back(text, i);
	unsigned char c;

	if (start == i || start < from)
		return i;
	if (start == 0)
		return start;
	c = scan_at(text, start - 1);
	return c == '(' || c == '\t' || scan_space_back(text, start) < start
		   ? start
		   : i;
}

/* 1 if a bare number at i is part of something else: "B12m", "$5m". */
static int
is_inside(struct slice text, size_t i)
{
	unsigned char c = i > 0 ? scan_at(text, i - 1) : ' ';

	if (scan_letter(c) || scan_digit(c) || strchr(".,$#/:@_", c) != NULL)
		return 1;
	if (c == 0xa3 && i > 1)
		return scan_at(text, i - 2) == 0xc2;
	return c == 0xac && i > 2 && memcmp(text.p + i - 3, "\xe2\x82", 2) == 0;
}

/* Past the digits, letters and marks of a number that is no amount. */
static size_t
token(struct slice text, size_t i)
{
	while (i < text.n && (scan_alnum(text, i) ||
				 ((text.p[i] == ',' || text.p[i] == '.') &&
				     scan_digit(scan_at(text, i + 1)))))
		i++;
	return i;
}

/* An amount that begins at i with a symbol or a digit; *skip is its end. */
static int
amount_at(
    struct slice text, size_t from, size_t i, struct money *m, size_t *skip)
{
	struct amount a;
	size_t start = sign(text, from, i), end;

	*skip = i + 1;
	end = amount_read(text, start, 0, &a);
	if (end == start) {
		*skip = amount_symbol(text, i);
		*skip = token(text, *skip > i ? scan_dash(text, *skip) : i + 1);
		return 0;
	}
	*skip = end;
	return complete(text, &a, m);
}

/* What stands where seek has stopped: 1 and *m, or 0 and where to go on. */
static int
candidate(
    struct slice text, size_t from, size_t i, struct money *m, size_t *skip)
{
	size_t scale;

	*skip = i + 1;
	switch (begins[(unsigned char)text.p[i]]) {
	case ILLION:
	case SAND:
		scale = scale_word(text, i);
		return scale != SCAN_NONE && amount_words(text, from, scale, m);
	case DIGIT:
		if (is_inside(text, i)) {
			*skip = token(text, i + 1);
			return 0;
		}
		return amount_at(text, from, i, m, skip);
	case LETTERS:
		return amount_symbol(text, i) > i &&
		       amount_at(text, from, i, m, skip);
	default:
		return amount_at(text, from, i, m, skip);
	}
}

int
money_next(struct slice text, size_t from, struct money *m)
{
	size_t next;

	for (size_t i = seek(text, from); i < text.n; i = seek(text, next))
		if (candidate(text, from, i, m, &next))
			return 1;
	return 0;
}

static struct slice
trim(struct slice text)
{
	size_t i;

	while (text.n > 0 &&
	       ((i = scan_space(text, 0)) > 0 || text.p[0] == '\t')) {
		i += i == 0;
		text.p += i;
		text.n -= i;
	}
	while (text.n > 0 && ((i = scan_space_back(text, text.n)) < text.n ||
				 text.p[text.n - 1] == '\t'))
		text.n = i < text.n ? i : text.n - 1;
	return text;
}

/* "-", "nil", "£-": an amount of nothing. */
static int
is_nil(struct slice cell)
{
	size_t i = amount_symbol(cell, 0);
	struct slice rest = {cell.p + i, cell.n - i};

	return scan_in(rest, "nil zero") ||
	       (rest.n > 0 && scan_dash(rest, 0) == rest.n);
}

/* A number with at most one kind of minus that fills the cell.  0, or -1. */
static int
cell_amount(struct slice cell, struct amount *a)
{
	size_t dash = scan_dash(cell, 0), at = 0, end;
	int bracket = scan_at(cell, 0) == '(', minus = 0;

	if (bracket || scan_at(cell, 0) == '+')
		at = scan_space(cell, 1);
	else if (scan_space(cell, dash) > dash)
		at = scan_space(cell, dash);
	minus = bracket || (at > 0 && dash > 0);
	end = amount_read(cell, at, QUANTITY_SPACED | QUANTITY_LOOSE, a);
	if (end == at || (at > 0 && a->negative))
		return -1;
	if (bracket) {
		end = scan_space(cell, end);
		if (scan_at(cell, end++) != ')')
			return -1;
		if (!a->q.scaled)
			end = quantity_scale(cell, end, QUANTITY_LOOSE, &a->q);
	} else if (end < cell.n && at == 0 && !a->negative) {
		end = scan_dash(cell, scan_space(cell, end));
		minus = end == cell.n;
	}
	a->negative |= minus;
	return end == cell.n ? 0 : -1;
}

/* Multiplies an amount of running text without a scale by the table's. */
static int
rescale(struct money *m, int64_t scale)
{
	if (m->scaled)
		return 0;
	return __builtin_mul_overflow(m->low, scale, &m->low) ||
		       __builtin_mul_overflow(m->high, scale, &m->high)
		   ? -1
		   : 0;
}

int
money_parse(struct slice text, int64_t scale, struct money *m)
{
	struct slice cell = trim(text);
	size_t start = (size_t)(cell.p - text.p);
	struct amount a;
	struct money found = {0};

	if (cell.n == 0)
		return -1;
	if (is_nil(cell)) {
		found.currency = amount_symbol(cell, 0) > 0;
	} else if (cell_amount(cell, &a) == 0) {
		if (amount_value(&a, scale, &found.low) != 0)
			return -1;
		found.high = found.low;
		found.currency = a.currency;
		found.scaled = a.q.scaled;
	} else {
		if (!money_next(cell, 0, &found) || found.from != 0 ||
		    found.to != cell.n || rescale(&found, scale) != 0)
			return -1;
		found.start += start;
		found.end += start;
		found.from += start;
		found.to += start;
		*m = found;
		return 0;
	}
	found.start = found.from = start;
	found.end = found.to = start + cell.n;
	*m = found;
	return 0;
}

const char *
money_qualifier_name(enum money_qualifier q)
{
	static const char *const name[] = {
	    "exact", "about", "over", "under", "up_to", "at_least"};

	return name[q];
}
