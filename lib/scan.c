/* SPDX-License-Identifier: MIT */
#include "scan.h"

/* White space beyond this is a hole in the text, not a gap in a phrase. */
enum { SPACES_MAX = 4 };

/* The length of the white space character at p, of which n bytes are left. */
static size_t
space_len(const unsigned char *p, size_t n)
{
	if (n >= 1 && (p[0] == ' ' || p[0] == '\n' || p[0] == '\r'))
		return 1;
	if (n >= 2 && p[0] == 0xc2 && p[1] == 0xa0)
		return 2;
	if (n >= 3 && p[0] == 0xe2 && p[1] == 0x80 &&
	    ((p[2] >= 0x80 && p[2] <= 0x8a) || p[2] == 0xaf))
		return 3;
	return 0;
}

/* U+2010 to U+2015, U+2212 and the hyphen on the keyboard. */
static size_t
dash_len(const unsigned char *p, size_t n)
{
	if (n >= 1 && p[0] == '-')
		return 1;
	if (n >= 3 && p[0] == 0xe2 &&
	    ((p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0x95) ||
		(p[1] == 0x88 && p[2] == 0x92)))
		return 3;
	return 0;
}

typedef size_t length(const unsigned char *p, size_t n);

/* The start of the character of that kind that ends at i, or i. */
static size_t
back(struct slice text, size_t i, length *len)
{
	if (i == 0 || scan_alnum(text, i - 1))
		return i;
	for (size_t n = 1; n <= 3 && n <= i; n++)
		if (len((const unsigned char *)text.p + i - n, n) == n)
			return i - n;
	return i;
}

size_t
scan_space(struct slice text, size_t i)
{
	if (scan_alnum(text, i))
		return i;
	for (int k = 0; k < SPACES_MAX && i < text.n; k++) {
		size_t n =
		    space_len((const unsigned char *)text.p + i, text.n - i);

		if (n == 0)
			break;
		i += n;
	}
	return i;
}

size_t
scan_space_back(struct slice text, size_t i)
{
	for (int k = 0; k < SPACES_MAX; k++) {
		size_t start = back(text, i, space_len);

		if (start == i)
			break;
		i = start;
	}
	return i;
}

size_t
scan_dash(struct slice text, size_t i)
{
	if (i >= text.n)
		return i;
	return i + dash_len((const unsigned char *)text.p + i, text.n - i);
}

size_t
scan_dash_back(struct slice text, size_t i)
{
	return back(text, i, dash_len);
}

size_t
scan_gap(struct slice text, size_t i)
{
	size_t end = scan_space(text, i);

	return end > i ? end : scan_dash(text, i);
}

size_t
scan_gap_back(struct slice text, size_t i)
{
	size_t start = scan_space_back(text, i);

	return start < i ? start : scan_dash_back(text, i);
}

struct slice
scan_word(struct slice text, size_t i)
{
	size_t end = i;

	while (end < text.n && scan_letter((unsigned char)text.p[end]))
		end++;
	return (struct slice){text.p + (i < text.n ? i : text.n), end - i};
}

struct slice
scan_word_back(struct slice text, size_t i)
{
	size_t start = i;

	while (start > 0 && scan_letter((unsigned char)text.p[start - 1]))
		start--;
	return (struct slice){text.p + start, i - start};
}

struct slice
scan_next(struct slice text, size_t i)
{
	size_t start = scan_gap(text, i);

	if (start == i)
		return (struct slice){text.p + i, 0};
	return scan_word(text, start);
}

struct slice
scan_prev(struct slice text, size_t i)
{
	size_t end = scan_gap_back(text, i);

	if (end == i)
		return (struct slice){text.p + i, 0};
	return scan_word_back(text, end);
}

size_t
scan_start(struct slice text, struct slice word)
{
	return (size_t)(word.p - text.p);
}

size_t
scan_end(struct slice text, struct slice word)
{
	return (size_t)(word.p - text.p) + word.n;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static int
same(const char *p, const char *w, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (lower(p[i]) != w[i])
			return 0;
	return 1;
}

int
scan_is(struct slice word, const char *w)
{
	return word.n == strlen(w) && same(word.p, w, word.n);
}

int
scan_in(struct slice word, const char *list)
{
	char first = word.n > 0 ? lower(*word.p) : '\0';

	for (const char *w = list; *w != '\0';) {
		size_t n = 0;

		if (*w == first)
			while (n < word.n && w[n] == lower(word.p[n]))
				n++;
		if (n > 0 && n == word.n && (w[n] == ' ' || w[n] == '\0'))
			return 1;
		for (w += n; *w != '\0' && *w != ' ';)
			w++;
		w += *w == ' ';
	}
	return 0;
}

size_t
scan_phrase(struct slice text, size_t i, const char *phrase)
{
	if (scan_alnum_before(text, i) && scan_letter((unsigned char)*phrase))
		return SCAN_NONE;
	for (; *phrase != '\0'; phrase++) {
		if (*phrase == ' ') {
			size_t end = scan_gap(text, i);

			if (end == i)
				return SCAN_NONE;
			i = end;
		} else if (i < text.n && lower(text.p[i]) == *phrase) {
			i++;
		} else {
			return SCAN_NONE;
		}
	}
	if (scan_alnum_before(text, i) && scan_alnum(text, i))
		return SCAN_NONE;
	return i;
}

size_t
scan_phrase_back(struct slice text, size_t i, const char *phrase)
{
	size_t n = strlen(phrase);

	/* most phrases are not there: see that first */
	if (i == 0 || n == 0 ||
	    (phrase[n - 1] != ' ' && lower(text.p[i - 1]) != phrase[n - 1]))
		return SCAN_NONE;
	if (scan_alnum_before(text, i) && scan_alnum(text, i))
		return SCAN_NONE;
	while (n-- > 0) {
		if (phrase[n] == ' ') {
			size_t start = scan_gap_back(text, i);

			if (start == i)
				return SCAN_NONE;
			i = start;
		} else if (i > 0 && lower(text.p[i - 1]) == phrase[n]) {
			i--;
		} else {
			return SCAN_NONE;
		}
	}
	if (scan_alnum_before(text, i) && scan_alnum(text, i))
		return SCAN_NONE;
	return i;
}

int
scan_cardinal(struct slice word)
{
	static const char *const name[] = {"one", "two", "three", "four",
	    "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
	    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
	    "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
	    "sixty", "seventy", "eighty", "ninety"};

	if (word.n < 3 || word.n > 9)
		return 0;
	for (int i = 0; i < (int)(sizeof name / sizeof *name); i++)
		if (scan_is(word, name[i]))
			return i < 20 ? i + 1 : (i - 17) * 10;
	return 0;
}

static size_t
count_digits(struct slice text, size_t i, int *value)
{
	size_t end = i;
	int n = 0;

	for (; scan_digit(scan_at(text, end)); end++) {
		if (end - i == 4)
			return i;
		n = n * 10 + (text.p[end] - '0');
	}
	if (scan_alnum(text, end))
		return i;
	*value = n;
	return end;
}

size_t
scan_count(struct slice text, size_t i, int *value)
{
	struct slice word, unit;
	int n;

	if (scan_digit(scan_at(text, i)))
		return count_digits(text, i, value);
	word = scan_word(text, i);
	n = scan_cardinal(word);
	if (n == 0)
		return i;
	unit = scan_next(text, i + word.n);
	if (n >= 20 && scan_cardinal(unit) > 0 && scan_cardinal(unit) < 10) {
		*value = n + scan_cardinal(unit);
		return scan_end(text, unit);
	}
	*value = n;
	return i + word.n;
}
