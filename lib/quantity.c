/* SPDX-License-Identifier: MIT */
#include "quantity.h"
#include "scan.h"

/* Digits behind the point beyond which none can matter. */
enum { PLACES_MAX = 15 };

/* Takes n digits at i into the mantissa; 0, or -1 when they do not fit. */
static int
take(struct slice text, size_t i, size_t n, struct quantity *q)
{
	for (; n > 0; n--, i++) {
		int digit = text.p[i] - '0';

		if (q->mant > (INT64_MAX - digit) / 10)
			return -1;
		q->mant = q->mant * 10 + digit;
	}
	return 0;
}

/*
 * Takes the digits behind the point at i, as many as fit: a spreadsheet
 * writes more of them than it means.  0, or -1 when not even pence fit.
 */
static int
take_places(struct slice text, size_t i, struct quantity *q)
{
	for (; q->dec < PLACES_MAX && scan_digit(scan_at(text, i)); i++) {
		if (take(text, i, 1, q) != 0)
			return q->dec < 2 ? -1 : 0;
		q->dec++;
	}
	return 0;
}

static size_t
run(struct slice text, size_t i)
{
	size_t end = i;

	while (scan_digit(scan_at(text, end)))
		end++;
	return end - i;
}

/*
 * The start of a further group of three behind i: a comma and exactly three
 * digits, or one space and exactly three where spaces may part groups.
 */
static size_t
group(struct slice text, size_t i, int space)
{
	size_t start = i;

	if (!space)
		start += scan_at(text, i) == ',';
	else if (scan_at(text, i) != '\n')
		start = scan_space(text, i);
	if (start == i || start - i > 3 || run(text, start) != 3)
		return i;
	/* two plain spaces are a hole, a letter behind makes it a word */
	if (space && (scan_at(text, i + 1) == ' ' ||
			 scan_letter(scan_at(text, start + 3))))
		return i;
	return start;
}

/* The whole part; the end, or i. */
static size_t
whole(struct slice text, size_t i, int flags, struct quantity *q)
{
	size_t n = run(text, i), end = i + n, next;
	int space = 0;

	if (n == 0 || (n > 1 && text.p[i] == '0') || take(text, i, n, q) != 0)
		return i;
	if (n > 3 || text.p[i] == '0')
		return end;
	if (group(text, end, 0) == end && (flags & QUANTITY_SPACED))
		space = 1;
	while ((next = group(text, end, space)) > end) {
		if (take(text, next, 3, q) != 0)
			return i;
		end = next + 3;
	}
	return end;
}

/*
 * Where the digits behind the point begin, or i: "28.8", and the damage
 * that a typesetter's space does, "28 .8m" and "28. 8m".
 */
static size_t
point(struct slice text, size_t i, int flags)
{
	size_t dot = i;

	if (flags & QUANTITY_SPACED)
		dot = scan_space(text, i);
	if (scan_at(text, dot) != '.')
		return i;
	if (scan_digit(scan_at(text, dot + 1)))
		return dot + 1;
	if ((flags & QUANTITY_SPACED) && scan_at(text, dot + 1) == ' ' &&
	    run(text, dot + 2) == 1 && scan_letter(scan_at(text, dot + 3)) &&
	    !scan_alnum(text, dot + 4))
		return dot + 2;
	return i;
}

/* Past one of ¼ ½ ¾ at i, added to the value; or i. */
static size_t
glyph(struct slice text, size_t i, struct quantity *q)
{
	unsigned char c = scan_at(text, i + 1);

	if (scan_at(text, i) != 0xc2 || c < 0xbc || c > 0xbe || q->dec > 0 ||
	    q->mant > INT64_MAX / 1000)
		return i;
	q->mant = q->mant * 100 + 25 * (c - 0xbb);
	q->dec = 2;
	return i + 2;
}

size_t
quantity_digits(struct slice text, size_t i, int flags, struct quantity *q)
{
	size_t end, start, n;

	*q = (struct quantity){.scale = 1};
	end = glyph(text, i, q);
	if (end > i)
		return end;
	end = whole(text, i, flags, q);
	if (end == i && scan_at(text, i) != '.')
		return i;
	start = point(text, end, flags);
	if (start > end) {
		if (take_places(text, start, q) != 0)
			return i;
		end = start + run(text, start);
	}
	if (end == i)
		return i;
	n = scan_at(text, end);
	if ((n == ',' || n == '.') && scan_digit(scan_at(text, end + 1)))
		return i;
	return glyph(text, end, q);
}

/* How many ones a word of scale stands for, or 0. */
static int64_t
scale_of(struct slice word)
{
	static const struct {
		const char *words;
		int64_t scale;
	} table[] = {
	    {"m million mn mln mil millions", 1000000},
	    {"k thousand thousands", 1000},
	    {"bn billion b billions bln", 1000000000},
	    {"tn trillion trn", 1000000000000},
	};

	if (word.n > 9)
		return 0;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (scan_in(word, table[i].words))
			return table[i].scale;
	return 0;
}

size_t
quantity_scale(struct slice text, size_t i, int flags, struct quantity *q)
{
	size_t start = scan_gap(text, i), end;
	struct slice word = scan_word(text, start);
	int64_t scale = scale_of(word);

	end = start + word.n;
	if (scale == 0 || scan_alnum(text, end))
		return i;
	if (start > i && word.n == 1 &&
	    (!(flags & QUANTITY_LOOSE) || scan_dash(text, i) > i))
		return i;
	if (scan_is(word, "b") && (start > i || !(flags & QUANTITY_LOOSE)))
		return i;
	q->scale = scale;
	q->scaled = 1;
	return end;
}

/* "and a half" and its like at i, added to the value.  The end, or i. */
static size_t
and_part(struct slice text, size_t i, struct quantity *q)
{
	static const struct {
		const char *phrase;
		int hundredths;
	} table[] = {
	    {" and a half", 50},
	    {" and a quarter", 25},
	    {" and three quarters", 75},
	};

	if (q->dec > 0 || q->mant > INT64_MAX / 1000)
		return i;
	for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
		size_t end = scan_phrase(text, i, table[k].phrase);

		if (end == SCAN_NONE)
			continue;
		q->mant = q->mant * 100 + table[k].hundredths;
		q->dec = 2;
		return end;
	}
	return i;
}

size_t
quantity_read(struct slice text, size_t i, int flags, struct quantity *q)
{
	size_t end = quantity_digits(text, i, flags, q), part, scaled;
	struct quantity with;

	if (end == i)
		return i;
	with = *q;
	part = and_part(text, end, &with);
	scaled = quantity_scale(text, part, flags, &with);
	if (part > end && scaled > part) {
		*q = with;
		return scaled;
	}
	return quantity_scale(text, end, flags, q);
}

/* "half a", "three-quarters of a" before a scale.  The end, or i. */
static size_t
fraction(struct slice text, size_t i, struct quantity *q)
{
	static const struct {
		const char *phrase;
		int hundredths;
	} table[] = {
	    {"three quarters of a ", 75},
	    {"a quarter of a ", 25},
	    {"quarter of a ", 25},
	    {"one quarter of a ", 25},
	    {"a quarter ", 25},
	    {"quarter ", 25},
	    {"half of a ", 50},
	    {"half a ", 50},
	    {"a half ", 50},
	    {"half ", 50},
	};

	for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
		size_t end = scan_phrase(text, i, table[k].phrase);

		if (end == SCAN_NONE)
			continue;
		q->mant = table[k].hundredths;
		q->dec = 2;
		return end;
	}
	return i;
}

/* "two", "twenty-five", "a hundred", "three hundred and ten" at i. */
static size_t
cardinal(struct slice text, size_t i, struct quantity *q)
{
	struct slice word = scan_word(text, i), next;
	size_t end = i + word.n, rest;
	int n = 1, more = 0;

	q->article = scan_is(word, "a") || scan_is(word, "one");
	if (!scan_is(word, "a"))
		end = scan_count(text, i, &n);
	if (end == i || scan_digit(scan_at(text, i)))
		return i;
	q->mant = n;
	next = scan_next(text, end);
	if (!scan_is(next, "hundred"))
		return end;
	end = scan_end(text, next);
	q->article = 0;
	q->mant = n * 100;
	rest = scan_phrase(text, end, " and");
	rest = scan_gap(text, rest == SCAN_NONE ? end : rest);
	if (scan_letter(scan_at(text, rest)) &&
	    scan_count(text, rest, &more) > rest) {
		end = scan_count(text, rest, &more);
		q->mant += more;
	}
	return end;
}

/* "point five", "point seven five" at i.  The end, or i. */
static size_t
spoken_point(struct slice text, size_t i, struct quantity *q)
{
	size_t end = scan_phrase(text, i, " point");
	struct slice word;
	int digit;

	if (end == SCAN_NONE)
		return i;
	for (; q->dec < 4; q->dec++) {
		word = scan_next(text, end);
		digit = scan_cardinal(word);
		if (digit > 9 ||
		    (digit == 0 && !scan_in(word, "zero nought oh")))
			break;
		q->mant = q->mant * 10 + digit;
		end = scan_end(text, word);
	}
	return q->dec > 0 ? end : i;
}

size_t
quantity_words(struct slice text, size_t i, struct quantity *q, size_t *scale)
{
	size_t end, start;

	*q = (struct quantity){.scale = 1, .words = 1};
	end = fraction(text, i, q);
	if (end == i) {
		end = cardinal(text, i, q);
		if (end == i)
			return i;
		start = spoken_point(text, end, q);
		if (start == end)
			start = and_part(text, end, q);
		end = scan_gap(text, start);
		if (end == start)
			return i;
	}
	start = end;
	end = quantity_scale(text, start, 0, q);
	if (end < start + 3)
		return i;
	*scale = start;
	return and_part(text, end, q);
}

int
quantity_value(const struct quantity *q, int64_t unit, int64_t *pence)
{
	__int128 value = (__int128)q->mant * 100, divisor = 1;

	for (int i = 0; i < q->dec; i++)
		divisor *= 10;
	/* mant < 10^19 and scale <= 10^12: only unit can make it wrap */
	value *= q->scale;
	if (unit > 1 && value > ((__int128)1 << 126) / unit)
		return -1;
	value = (value * unit + divisor / 2) / divisor;
	if (value > INT64_MAX)
		return -1;
	*pence = (int64_t)value;
	return 0;
}
