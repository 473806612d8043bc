/* SPDX-License-Identifier: MIT */
/* Functions that need every number of a group: median and quantile. */
#include <stdlib.h>

#include "func.h"
#include "pack.h"

/*
 * The numbers of a group: 8 bytes each as long as they all fit into 64 bits
 * at the places of the finest, 32 bytes from the first that does not.
 */
struct numbers {
	int64_t *narrow;
	struct decimal *full;
	size_t n, cap;
	int places; /* of narrow */
};

enum { NARROW_PLACES = 18 };

static void
grow(struct numbers *s, const struct call *c)
{
	size_t cap = s->cap + s->cap / 2 + 8;
	size_t size = s->full ? sizeof *s->full : sizeof *s->narrow;

	if (s->full != NULL)
		s->full = must(reallocarray(s->full, cap, size));
	else
		s->narrow = must(reallocarray(s->narrow, cap, size));
	*c->held += (cap - s->cap) * size;
	s->cap = cap;
}

static struct decimal
get(const struct numbers *s, size_t i)
{
	return s->full ? s->full[i] : (struct decimal){s->narrow[i], s->places};
}

static void
widen(struct numbers *s, const struct call *c)
{
	struct decimal *full = must(calloc(s->cap + 1, sizeof *full));

	for (size_t i = 0; i < s->n; i++)
		full[i] = get(s, i);
	free(s->narrow);
	*c->held += (s->cap + 1) * sizeof *full - s->cap * sizeof *s->narrow;
	s->narrow = NULL;
	s->full = full;
	s->cap++;
}

/* v * 10^n in 64 bits.  0, or -1. */
static int
shift(int64_t *v, int n)
{
	for (; n > 0 && *v != 0; n--)
		if (__builtin_mul_overflow(*v, 10, v))
			return -1;
	return 0;
}

/* Brings all narrow numbers to more places.  0, or -1 and none is. */
static int
refine(struct numbers *s, int places)
{
	int by = places - s->places;

	if (places > NARROW_PLACES)
		return -1;
	for (size_t i = 0; i < s->n; i++) {
		int64_t v = s->narrow[i];

		if (shift(&v, by) < 0)
			return -1;
	}
	for (size_t i = 0; i < s->n; i++)
		(void)shift(&s->narrow[i], by);
	s->places = places;
	return 0;
}

/* The number as narrow has it.  0, or -1 when it does not fit. */
static int
narrow(struct numbers *s, struct decimal d, int64_t *v)
{
	if (d.v > INT64_MAX || d.v < INT64_MIN)
		return -1;
	*v = (int64_t)d.v;
	if (d.places > s->places)
		return refine(s, d.places);
	return shift(v, s->places - d.places);
}

static void
keep(struct numbers *s, const struct call *c, struct decimal d)
{
	int64_t v = 0;

	if (s->full == NULL && narrow(s, d, &v) < 0)
		widen(s, c);
	if (s->n == s->cap)
		grow(s, c);
	if (s->full != NULL)
		s->full[s->n++] = d;
	else
		s->narrow[s->n++] = v;
}

static int
order_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	(void)row;
	keep(state, c, cell->number);
	return 0;
}

static int
by_narrow(const void *pa, const void *pb)
{
	int64_t a = *(const int64_t *)pa, b = *(const int64_t *)pb;

	return (a > b) - (a < b);
}

static int
by_full(const void *pa, const void *pb)
{
	return decimal_compare(
	    *(const struct decimal *)pa, *(const struct decimal *)pb);
}

/*
 * The number at p of the way from the least to the greatest, in between in
 * proportion (type 7 of Hyndman and Fan).  Sorting changes no meaning.
 */
static int
at(const struct numbers *s, struct decimal p, struct decimal *out)
{
	struct decimal place = decimal_int((long long)s->n - 1), part, step;
	size_t i = 0;

	if (s->full != NULL)
		qsort(s->full, s->n, sizeof *s->full, by_full);
	else
		qsort(s->narrow, s->n, sizeof *s->narrow, by_narrow);
	if (decimal_mul(&place, p) < 0)
		return -1;
	part = place;
	for (int k = 0; k < place.places; k++)
		part.v /= 10;
	part.places = 0;
	i = (size_t)part.v;
	*out = get(s, i);
	if (decimal_sub(&place, part) < 0 || decimal_sign(place) == 0)
		return decimal_sign(place) == 0 ? 0 : -1;
	step = get(s, i + 1);
	return decimal_sub(&step, *out) < 0 || decimal_mul(&step, place) < 0
		   ? -1
		   : decimal_add(out, step);
}

static int
order_put(const void *state, const struct call *c, struct output *out)
{
	const struct numbers *s = state;
	struct decimal d;

	if (s->n == 0) {
		output_puts(out, "");
		return 0;
	}
	if (at(s, c->p, &d) < 0)
		return -1;
	func_put_number(out, d);
	return 0;
}

/* A place is the number of a number. */
static size_t
order_save_piece(const void *state, const struct call *c, struct buf *to,
    size_t from, size_t most)
{
	const struct numbers *s = state;
	size_t start = to->n, i = from;

	(void)c;
	while (i < s->n && to->n - start < most)
		func_save_number(to, get(s, i++));
	return i < s->n ? i : 0;
}

static int
order_merge(void *state, const struct call *c, struct slice saved)
{
	struct decimal d;

	while (saved.n > 0) {
		if (func_load_number(&saved, &d) < 0)
			return -2;
		keep(state, c, d);
	}
	return 0;
}

static void
order_drop(void *state, const struct call *c)
{
	struct numbers *s = state;

	*c->held -= s->cap * (s->full ? sizeof *s->full : sizeof *s->narrow);
	free(s->narrow);
	free(s->full);
}

static int
median_prepare(struct call *c)
{
	c->p = (struct decimal){5, 1};
	return 0;
}

static int
quantile_prepare(struct call *c)
{
	return decimal_parse(slice_of(c->arg), &c->p) < 0 ||
		       decimal_sign(c->p) < 0 ||
		       decimal_compare(c->p, decimal_int(1)) > 0
		   ? -1
		   : 0;
}

const struct func func_median = {.name = "median",
    .flags = FUNC_COLUMN | FUNC_NUMBERS,
    .size = sizeof(struct numbers),
    .prepare = median_prepare,
    .add = order_add,
    .put = order_put,
    .save_piece = order_save_piece,
    .merge = order_merge,
    .drop = order_drop};

const struct func func_quantile = {.name = "quantile",
    .flags = FUNC_COLUMN | FUNC_NUMBERS | FUNC_ARG,
    .size = sizeof(struct numbers),
    .prepare = quantile_prepare,
    .add = order_add,
    .put = order_put,
    .save_piece = order_save_piece,
    .merge = order_merge,
    .drop = order_drop};
