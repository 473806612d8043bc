/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include "pack.h"

enum { DIGITS = 20 }; /* of UINT64_MAX */

static size_t
decimal(char *end, uint64_t n)
{
	char *p = end;

	do
		*--p = (char)('0' + n % 10);
	while ((n /= 10) != 0);
	return (size_t)(end - p);
}

int
pack_put(struct buf *b, struct slice field)
{
	char head[DIGITS + 1];
	char *end = head + DIGITS;
	size_t n = decimal(end, field.n);

	*end = ':';
	if (buf_reserve(b, n + 1 + field.n) < 0)
		return -1;
	if (buf_add(b, end - n, n + 1) < 0)
		return -1;
	return field.n ? buf_add(b, field.p, field.n) : 0;
}

int
pack_count(struct buf *b, uint64_t n)
{
	char digits[DIGITS];
	size_t len = decimal(digits + DIGITS, n);

	return pack_put(b, (struct slice){digits + DIGITS - len, len});
}

int
pack_next(struct slice *rest, struct slice *field)
{
	size_t i = 0;
	size_t n = 0;

	if (rest->n == 0)
		return 0;
	for (; i < rest->n && rest->p[i] >= '0' && rest->p[i] <= '9'; i++) {
		if (n > rest->n)
			return -1;
		n = n * 10 + (size_t)(rest->p[i] - '0');
	}
	if (i == 0 || i == rest->n || rest->p[i] != ':' || n > rest->n - i - 1)
		return -1;
	*field = (struct slice){rest->p + i + 1, n};
	rest->p += i + 1 + n;
	rest->n -= i + 1 + n;
	return 1;
}

int
pack_next_count(struct slice *rest, uint64_t *n)
{
	struct slice field;

	if (pack_next(rest, &field) <= 0 || field.n == 0 || field.n > DIGITS)
		return -1;
	*n = 0;
	for (size_t i = 0; i < field.n; i++) {
		char c = field.p[i];

		if (c < '0' || c > '9' || __builtin_mul_overflow(*n, 10, n) ||
		    __builtin_add_overflow(*n, (uint64_t)(c - '0'), n))
			return -1;
	}
	return 1;
}
