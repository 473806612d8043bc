/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "decimal.h"

/*
 * Magnitudes stay below 10^38, so that two of them can be added in 128 bits
 * before anyone looks for an overflow.
 */
#define POW19 ((unsigned __int128)10000000000000000000ULL)
#define LIMIT (POW19 * POW19)

static unsigned __int128
power(int n)
{
	unsigned __int128 p = n >= 19 ? POW19 : 1;

	for (n = n >= 19 ? n - 19 : n; n > 0; n--)
		p *= 10;
	return p;
}

static unsigned __int128
magnitude(__int128 v)
{
	return v < 0 ? -(unsigned __int128)v : (unsigned __int128)v;
}

static int
fits(__int128 v)
{
	return magnitude(v) < LIMIT;
}

/* Drops zeros behind the point, so that later scaling has room. */
static void
trim(struct decimal *a)
{
	for (; a->places > 0 && a->v % 10 == 0; a->places--)
		a->v /= 10;
}

/* *v *= 10^n; 0, or -1 when the product is too long. */
static int
scale(__int128 *v, int n)
{
	unsigned __int128 p;

	if (n == 0 || *v == 0)
		return 0;
	if (n >= DECIMAL_DIGITS)
		return -1;
	p = power(n);
	if (magnitude(*v) > (LIMIT - 1) / p)
		return -1;
	*v *= (__int128)p;
	return 0;
}

/* Brings the one with fewer places to those of the other.  0, or -1. */
static int
raise_places(struct decimal *a, struct decimal *b)
{
	struct decimal *few = a->places < b->places ? a : b;
	int places = few == a ? b->places : a->places;

	if (scale(&few->v, places - few->places) < 0)
		return -1;
	few->places = places;
	return 0;
}

/* The same, without the zeros behind the point when it takes that. */
static int
align(struct decimal *a, struct decimal *b)
{
	if (a->places == b->places || raise_places(a, b) == 0)
		return 0;
	trim(a);
	trim(b);
	return raise_places(a, b);
}

/* Applies an exponent to digits with places behind the point. */
static int
settle(__int128 v, long places, struct decimal *out)
{
	for (; places > DECIMAL_DIGITS && v % 10 == 0 && v != 0; places--)
		v /= 10;
	if (v == 0)
		places = 0;
	if (places > DECIMAL_DIGITS ||
	    (places < 0 &&
		(places < -DECIMAL_DIGITS || scale(&v, (int)-places) < 0)))
		return -1;
	*out = (struct decimal){v, places < 0 ? 0 : (int)places};
	return 0;
}

/* The exponent behind an "e", whole to the end of text. */
static int
exponent(const char *p, const char *end, long *out)
{
	long n = 0;
	int negative = 0;

	if (p < end && (*p == '-' || *p == '+'))
		negative = *p++ == '-';
	if (p == end || end - p > 4)
		return -1;
	for (; p < end; p++) {
		if (*p < '0' || *p > '9')
			return -1;
		n = n * 10 + (*p - '0');
	}
	*out = negative ? -n : n;
	return 0;
}

int
decimal_parse(struct slice text, struct decimal *out)
{
	const char *p = text.p;
	const char *end = p + text.n;
	unsigned __int128 v = 0;
	uint64_t low = 0; /* the first 18 digits, in a register */
	long places = 0, e = 0;
	int digits = 0, point = 0, negative = 0;

	if (p < end && (*p == '-' || *p == '+'))
		negative = *p++ == '-';
	for (; p < end; p++) {
		unsigned d = (unsigned)(unsigned char)*p - '0';

		if (d <= 9) {
			digits++;
			places += point;
			if (digits <= 18) {
				low = low * 10 + d;
				continue;
			}
			if (digits == 19)
				v = low;
			if ((v = v * 10 + d) >= LIMIT)
				return -1;
		} else if (*p == '.' && !point) {
			point = 1;
		} else {
			break;
		}
	}
	if (digits == 0)
		return -1;
	if (digits <= 18)
		v = low;
	if (p < end &&
	    ((*p != 'e' && *p != 'E') || exponent(p + 1, end, &e) < 0))
		return -1;
	return settle(negative ? -(__int128)v : (__int128)v, places - e, out);
}

struct decimal
decimal_int(long long n)
{
	return (struct decimal){n, 0};
}

int
decimal_add(struct decimal *a, struct decimal b)
{
	struct decimal sum = *a;

	if (align(&sum, &b) < 0)
		return -1;
	/* two of 38 digits may come to more than 127 bits */
	if (__builtin_add_overflow(sum.v, b.v, &sum.v) || !fits(sum.v))
		return -1;
	*a = sum;
	return 0;
}

int
decimal_sub(struct decimal *a, struct decimal b)
{
	return decimal_add(a, decimal_negate(b));
}

int
decimal_mul(struct decimal *a, struct decimal b)
{
	struct decimal x = *a;
	__int128 v;

	trim(&x);
	trim(&b);
	if (__builtin_mul_overflow(x.v, b.v, &v) || !fits(v))
		return -1;
	return settle(v, x.places + b.places, a);
}

/* The digit of 10r / d, for r < d; *r becomes the remainder. */
static unsigned
next_digit(unsigned __int128 *r, unsigned __int128 d)
{
	unsigned __int128 t = 0;
	unsigned digit = 0;

	for (int i = 0; i < 10; i++)
		if ((t += *r) >= d) {
			t -= d;
			digit++;
		}
	*r = t;
	return digit;
}

/*
 * Rounds a quotient that is a little more than q to as many digits as it may
 * have.  There is no half to be made even: it is always over that.
 */
static void
shorten(unsigned __int128 *q, int *places)
{
	unsigned __int128 p = 1, most = power(DECIMAL_QUOTIENT), rest;

	for (; *places > 0 && *q / p >= most; --*places)
		p *= 10;
	rest = *q % p;
	*q /= p;
	*q += rest >= p / 2;
}

int
decimal_div(struct decimal *a, struct decimal b)
{
	struct decimal top = *a;
	unsigned __int128 n, d, q, r;
	const unsigned __int128 enough = power(DECIMAL_QUOTIENT - 1);
	int places, negative = (a->v < 0) != (b.v < 0);

	/* What stands behind the point must not depend on how it is written. */
	trim(&top);
	trim(&b);
	places = top.places - b.places;
	n = magnitude(top.v);
	d = magnitude(b.v);
	if (d == 0)
		return -1;
	q = n / d;
	r = n % d;
	while (
	    places < 0 || (r != 0 && q < enough && places < DECIMAL_DIGITS)) {
		if (q >= LIMIT / 10)
			return -1;
		q = q * 10 + next_digit(&r, d);
		places++;
	}
	if (r != 0 && places > 0 && q >= power(DECIMAL_QUOTIENT))
		shorten(&q, &places);
	else if (r > d - r || (r == d - r && q % 2 == 1))
		q++;
	if (q >= LIMIT)
		return -1;
	return settle(negative ? -(__int128)q : (__int128)q, places, a);
}

void
decimal_round(struct decimal *a, int places)
{
	unsigned __int128 p, q, r;

	if (a->places <= places)
		return;
	p = power(a->places - places);
	q = magnitude(a->v) / p;
	r = magnitude(a->v) % p;
	if (r > p - r || (r == p - r && q % 2 == 1))
		q++;
	*a = (struct decimal){a->v < 0 ? -(__int128)q : (__int128)q, places};
}

/* 1 if it fits into 64 bits, with room to be scaled by 10^18 in 128. */
static int
is_small(struct decimal a)
{
	return a.v >= INT64_MIN && a.v <= INT64_MAX && a.places <= 18;
}

/* Compares whole parts, then what is behind the point, scaled alike. */
static int
compare_unaligned(struct decimal a, struct decimal b)
{
	__int128 pa = (__int128)power(a.places), pb = (__int128)power(b.places);
	__int128 ia = a.v / pa, ib = b.v / pb;

	if (ia != ib)
		return ia < ib ? -1 : 1;
	a.v -= ia * pa;
	b.v -= ib * pb;
	(void)align(&a, &b); /* fractions below one always fit */
	return (a.v > b.v) - (a.v < b.v);
}

int
decimal_compare(struct decimal a, struct decimal b)
{
	if (a.places != b.places) {
		if (!is_small(a) || !is_small(b))
			return compare_unaligned(a, b);
		(void)align(&a, &b);
	}
	return (a.v > b.v) - (a.v < b.v);
}

int
decimal_sign(struct decimal a)
{
	return (a.v > 0) - (a.v < 0);
}

struct decimal
decimal_negate(struct decimal a)
{
	a.v = -a.v;
	return a;
}

size_t
decimal_format(char dst[DECIMAL_CHARS], struct decimal a)
{
	char digits[DECIMAL_CHARS];
	char *end = digits + sizeof digits;
	char *p = end;
	unsigned __int128 m;
	size_t n = 0, len;

	trim(&a);
	m = magnitude(a.v);
	for (int i = 0; m != 0 || i <= a.places; i++, m /= 10) {
		if (i == a.places && i > 0)
			*--p = '.';
		*--p = (char)('0' + (int)(m % 10));
	}
	len = (size_t)(end - p);
	if (a.v < 0)
		dst[n++] = '-';
	memcpy(dst + n, p, len);
	dst[n + len] = '\0';
	return n + len;
}
