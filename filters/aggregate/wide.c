/* SPDX-License-Identifier: MIT */
#include "wide.h"

#define u128 unsigned __int128

struct wide
wide_of(u128 v)
{
	return (struct wide){{(uint64_t)v, (uint64_t)(v >> 64)}};
}

int
wide_compare(const struct wide *a, const struct wide *b)
{
	for (int i = WIDE_LIMBS; i-- > 0;)
		if (a->limb[i] != b->limb[i])
			return a->limb[i] < b->limb[i] ? -1 : 1;
	return 0;
}

int
wide_add(struct wide *a, const struct wide *b)
{
	u128 carry = 0;

	for (int i = 0; i < WIDE_LIMBS; i++) {
		carry += (u128)a->limb[i] + b->limb[i];
		a->limb[i] = (uint64_t)carry;
		carry >>= 64;
	}
	return carry ? -1 : 0;
}

/* *a = *a * by + more */
static int
multiply(struct wide *a, uint64_t by, uint64_t more)
{
	u128 carry = more;

	for (int i = 0; i < WIDE_LIMBS; i++) {
		carry += (u128)a->limb[i] * by;
		a->limb[i] = (uint64_t)carry;
		carry >>= 64;
	}
	return carry ? -1 : 0;
}

uint64_t
wide_divide(struct wide *a, uint64_t by)
{
	u128 rest = 0;

	for (int i = WIDE_LIMBS; i-- > 0;) {
		rest = rest << 64 | a->limb[i];
		a->limb[i] = (uint64_t)(rest / by);
		rest %= by;
	}
	return (uint64_t)rest;
}

static int
is_zero(const struct wide *a)
{
	uint64_t any = 0;

	for (int i = 0; i < WIDE_LIMBS; i++)
		any |= a->limb[i];
	return any == 0;
}

int
wide_scale(struct wide *a, int n)
{
	for (; n > 0 && !is_zero(a); n--)
		if (multiply(a, 10, 0) < 0)
			return -1;
	return 0;
}

/* The square of a number of at most 10^38 has at most 253 bits. */
static struct wide
square(u128 v)
{
	uint64_t low = (uint64_t)v, high = (uint64_t)(v >> 64);
	u128 ll = (u128)low * low, lh = (u128)low * high;
	u128 hh = (u128)high * high;
	struct wide w = {{(uint64_t)ll, (uint64_t)(ll >> 64), (uint64_t)hh,
	    (uint64_t)(hh >> 64)}};
	struct wide middle = {{0, (uint64_t)lh, (uint64_t)(lh >> 64)}};

	(void)wide_add(&w, &middle);
	(void)wide_add(&w, &middle);
	return w;
}

int
wide_add_square(struct wide *a, __int128 v, int n)
{
	struct wide w = square(v < 0 ? -(u128)v : (u128)v);

	return wide_scale(&w, n) < 0 ? -1 : wide_add(a, &w);
}

size_t
wide_format(char dst[WIDE_CHARS], const struct wide *a)
{
	struct wide w = *a;
	char digits[WIDE_CHARS];
	char *end = digits + sizeof digits, *p = end;

	do
		*--p = (char)('0' + (int)wide_divide(&w, 10));
	while (!is_zero(&w));
	memcpy(dst, p, (size_t)(end - p));
	return (size_t)(end - p);
}

int
wide_parse(struct slice text, struct wide *out)
{
	*out = (struct wide){{0}};
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c < '0' || c > '9' ||
		    multiply(out, 10, (uint64_t)(c - '0')) < 0)
			return -1;
	}
	return text.n > 0 ? 0 : -1;
}

void
wide_subtract(struct wide *a, const struct wide *b)
{
	uint64_t borrow = 0;

	for (int i = 0; i < WIDE_LIMBS; i++) {
		u128 take = (u128)b->limb[i] + borrow;

		borrow = a->limb[i] < take;
		a->limb[i] -= (uint64_t)take;
	}
}

int
wide_digits(const struct wide *a)
{
	char text[WIDE_CHARS];

	return is_zero(a) ? 0 : (int)wide_format(text, a);
}

/* The whole part of the root. */
static u128
root(u128 v)
{
	u128 r = 0, bit = (u128)1 << 126;

	for (; bit > 0; bit >>= 2)
		if (v >= r + bit) {
			v -= r + bit;
			r = (r >> 1) + bit;
		} else {
			r >>= 1;
		}
	return r;
}

/* Writes r / 10^places, rounded to WIDE_DIGITS digits. */
static void
format_root(char dst[WIDE_ROOT_CHARS], u128 r, int places)
{
	struct decimal d;
	u128 limit = 1;
	int low = 0;

	for (int i = 0; i < WIDE_DIGITS; i++)
		limit *= 10;
	for (; r >= limit; r /= 10, places--)
		low = (int)(r % 10);
	r += low >= 5;
	for (; places > DECIMAL_DIGITS; places--)
		r /= 10;
	for (; places < 0; places++)
		r *= 10;
	d = (struct decimal){(__int128)r, places};
	decimal_format(dst, d);
}

int
wide_stddev(char dst[WIDE_ROOT_CHARS], uint64_t n, struct decimal sum,
    const struct wide *squares, int places)
{
	/* n * squares - sum^2, which is n * (n - 1) times the variance. */
	struct wide w = *squares, s = {{0}};
	int pairs = 0, want = 36;
	u128 v;

	if (multiply(&w, n, 0) < 0 ||
	    wide_add_square(&s, sum.v, 2 * (places - sum.places)) < 0)
		return -1;
	wide_subtract(&w, &s);
	/* Moved by pairs of digits until the root has digits enough. */
	for (; wide_digits(&w) > 0 && wide_digits(&w) < 100; pairs++)
		if (wide_scale(&w, 2) < 0)
			return -1;
	wide_divide(&w, n);
	wide_divide(&w, n - 1);
	for (; wide_digits(&w) > want; pairs--)
		wide_divide(&w, 100);
	v = (u128)w.limb[1] << 64 | w.limb[0];
	format_root(dst, root(v), places + pairs);
	return 0;
}
