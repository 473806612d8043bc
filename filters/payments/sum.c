/* SPDX-License-Identifier: MIT */
#include "sum.h"

#include <strings.h>

enum { DIGITS_MAX = 48 };

/* Cuts prefix or suffix off s; 1 if it was there. */
static int
cut(struct slice *s, const char *mark, int behind)
{
	size_t n = strlen(mark);
	const char *at = behind ? s->p + s->n - n : s->p;

	if (s->n < n || strncasecmp(at, mark, n) != 0)
		return 0;
	s->p += behind ? 0 : n;
	s->n -= n;
	return 1;
}

/* Marks at one end that mean nothing, or less than nothing. */
static void
cut_marks(struct slice *s, int behind, int *minus, int *open)
{
	static const char *const plain[] = {
	    " ", "\xc2\xa0", "£", "GBP", "DR", "+", "\"", "'"};
	static const char *const less[] = {"-", "\xe2\x88\x92", "\xe2\x80\x90",
	    "\xe2\x80\x91", "\xe2\x80\x92", "\xe2\x80\x93", "\xe2\x80\x94",
	    "\xef\xbc\x8d", "CR"};
	size_t n;

	do {
		n = s->n;
		for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
			cut(s, plain[i], behind);
		for (size_t i = 0; i < sizeof(less) / sizeof(*less); i++)
			*minus += cut(s, less[i], behind);
		*open += cut(s, behind ? ")" : "(", behind);
	} while (s->n < n);
}

/* Past a mark between groups of digits: a comma, a space, an apostrophe. */
static size_t
group_mark(const char *p, size_t n)
{
	if (n >= 1 && (*p == ',' || *p == ' ' || *p == '\''))
		return 1;
	return n >= 2 && memcmp(p, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

static int
three_digits(struct slice s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9')
		n++;
	return n >= 3;
}

/* The digits without the marks between groups of three; 0, or -1. */
static int
ungroup(struct slice s, char out[DIGITS_MAX], size_t *length)
{
	size_t n = 0, mark;
	int point = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (n + 1 >= DIGITS_MAX)
			return -1;
		mark = group_mark(s.p + i, s.n - i);
		if (mark > 0) {
			if (point || n == 0 || !three_digits(s, i + mark))
				return -1;
			i += mark - 1;
			continue;
		}
		point |= s.p[i] == '.';
		out[n++] = s.p[i];
	}
	*length = n;
	return n > 0 ? 0 : -1;
}

int
sum_read(struct slice cell, struct decimal *out)
{
	char digits[DIGITS_MAX];
	int minus = 0, open = 0, close = 0;
	size_t n;

	cut_marks(&cell, 0, &minus, &open);
	cut_marks(&cell, 1, &minus, &close);
	if (open != close || open > 1 || minus + open > 1 || cell.n == 0 ||
	    ungroup(cell, digits, &n) < 0 || digits[0] == '-' ||
	    digits[0] == '+' || decimal_parse((struct slice){digits, n}, out))
		return -1;
	decimal_round(out, 2);
	if (minus + open > 0)
		*out = decimal_negate(*out);
	return 0;
}
