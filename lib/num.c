/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "num.h"

/* 10^18 is the largest power of ten in an int64_t. */
enum { PLACES_MAX = 18 };

/*
 * *v = *v * 10 - digit: sums run on the negative side, which holds
 * INT64_MIN.
 */
static int
shift(int64_t *v, int digit)
{
	int64_t t;

	if (__builtin_mul_overflow(*v, 10, &t) ||
	    __builtin_sub_overflow(t, digit, &t))
		return -1;
	*v = t;
	return 0;
}

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Steps over a sign; 1 if it was a minus. */
static int
sign(const char **s)
{
	int minus = **s == '-';

	if (minus || **s == '+')
		(*s)++;
	return minus;
}

/* Gives the negative sum v its sign. */
static int
finish(int64_t v, int minus, int64_t *out)
{
	if (!minus && v == INT64_MIN)
		return -1;
	*out = minus ? v : -v;
	return 0;
}

int
num_int(const char *s, int64_t min, int64_t max, int64_t *out)
{
	int minus = sign(&s);
	int64_t v = 0;

	if (!is_digit(*s))
		return -1;
	for (; is_digit(*s); s++)
		if (shift(&v, *s - '0') < 0)
			return -1;
	if (*s != '\0' || finish(v, minus, &v) < 0 || v < min || v > max)
		return -1;
	*out = v;
	return 0;
}

int
num_decimal(const char *s, int places, int64_t *out)
{
	int minus = sign(&s), after = 0;
	const char *start = s;
	int64_t v = 0;

	if (places < 0 || places > PLACES_MAX)
		return -1;
	for (; is_digit(*s); s++)
		if (shift(&v, *s - '0') < 0)
			return -1;
	if (s == start && !(*s == '.' && is_digit(s[1])))
		return -1;
	if (*s == '.')
		s++;
	for (; after < places; after++)
		if (shift(&v, is_digit(*s) ? *s++ - '0' : 0) < 0)
			return -1;
	while (*s == '0')
		s++;
	return *s == '\0' ? finish(v, minus, out) : -1;
}

size_t
num_format(char *dst, size_t cap, int64_t value, int places)
{
	uint64_t v = value < 0 ? -(uint64_t)value : (uint64_t)value;
	char tmp[64], *p = tmp + sizeof(tmp);
	size_t n;
	int i;

	if (places < 0 || places > PLACES_MAX)
		return 0;
	for (i = 0; i < places; i++, v /= 10)
		if (v % 10 != 0 || p != tmp + sizeof(tmp))
			*--p = (char)('0' + v % 10);
	if (p != tmp + sizeof(tmp))
		*--p = '.';
	do
		*--p = (char)('0' + v % 10);
	while ((v /= 10) != 0);
	if (value < 0)
		*--p = '-';
	n = (size_t)(tmp + sizeof(tmp) - p);
	if (n >= cap)
		return 0;
	memcpy(dst, p, n);
	dst[n] = '\0';
	return n;
}

int
num_add(int64_t *sum, int64_t x)
{
	int64_t t;

	if (__builtin_add_overflow(*sum, x, &t))
		return -1;
	*sum = t;
	return 0;
}

int
num_mul(int64_t a, int64_t b, int64_t *out)
{
	int64_t t;

	if (__builtin_mul_overflow(a, b, &t))
		return -1;
	*out = t;
	return 0;
}
