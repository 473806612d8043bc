/* SPDX-License-Identifier: MIT */
/* Functions that keep a count and a few numbers. */
#include <math.h>
#include <stdio.h>

#include "func.h"
#include "pack.h"
#include "total.h"
#include "wide.h"

/* count, empty and invalid: how many. */
struct count {
	uint64_t n;
};

static int
count_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	struct count *s = state;

	(void)row;
	s->n += c->column == NULL || cell->text.n > 0;
	return 0;
}

static int
empty_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	struct count *s = state;

	(void)c, (void)row;
	s->n += cell->kind == CELL_EMPTY;
	return 0;
}

static int
invalid_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	struct count *s = state;

	(void)c, (void)row;
	s->n += cell->kind == CELL_INVALID;
	return 0;
}

static int
count_put(const void *state, const struct call *c, struct output *out)
{
	const struct count *s = state;
	char text[24];

	(void)c;
	snprintf(text, sizeof text, "%llu", (unsigned long long)s->n);
	output_puts(out, text);
	return 0;
}

static void
count_save(const void *state, const struct call *c, struct buf *to)
{
	const struct count *s = state;

	(void)c;
	func_save_count(to, s->n);
}

static int
count_merge(void *state, const struct call *c, struct slice saved)
{
	struct count *s = state;
	uint64_t n;

	(void)c;
	if (pack_next_count(&saved, &n) < 0)
		return -2;
	return __builtin_add_overflow(s->n, n, &s->n) ? -1 : 0;
}

/* sum and mean: how many, and what they come to. */
struct sum {
	struct total total;
	uint64_t n;
};

/* Counts the memory of a total, which goes far once or never. */
static void
hold(const struct sum *s, const struct call *c, int was_far)
{
	if (s->total.far != NULL && !was_far)
		*c->held += TOTAL_FAR;
}

static int
sum_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	struct sum *s = state;
	int was_far = s->total.far != NULL;

	(void)row;
	s->n++;
	total_add(&s->total, cell->number);
	hold(s, c, was_far);
	return 0;
}

static int
put_or_nothing(struct output *out, uint64_t n, struct decimal d)
{
	if (n == 0)
		output_puts(out, "");
	else
		func_put_number(out, d);
	return 0;
}

static int
sum_put(const void *state, const struct call *c, struct output *out)
{
	const struct sum *s = state;
	struct decimal d;

	(void)c;
	return total_get(&s->total, &d) < 0 ? -1 : put_or_nothing(out, s->n, d);
}

static int
mean_put(const void *state, const struct call *c, struct output *out)
{
	const struct sum *s = state;
	struct decimal d = {0};

	(void)c;
	if (s->n > 0 && total_mean(&s->total, s->n, &d) < 0)
		return -1;
	return put_or_nothing(out, s->n, d);
}

static void
sum_save(const void *state, const struct call *c, struct buf *to)
{
	const struct sum *s = state;

	(void)c;
	func_save_count(to, s->n);
	total_save(&s->total, to);
}

static int
sum_merge(void *state, const struct call *c, struct slice saved)
{
	struct sum *s = state;
	int was_far = s->total.far != NULL;
	uint64_t n;

	if (pack_next_count(&saved, &n) < 0 ||
	    total_merge(&s->total, &saved) < 0)
		return -2;
	hold(s, c, was_far);
	s->n += n;
	return 0;
}

static void
sum_drop(void *state, const struct call *c)
{
	struct sum *s = state;

	if (s->total.far != NULL)
		*c->held -= TOTAL_FAR;
	total_drop(&s->total);
}

/* min and max: how many, and a number. */
struct number {
	struct decimal d;
	uint64_t n;
};

/* Keeps the number if it is the first, or compares as sign says. */
static void
keep(struct number *s, struct decimal d, int sign)
{
	if (s->n == 0 || decimal_compare(d, s->d) == sign)
		s->d = d;
}

static int
min_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	struct number *s = state;

	(void)c, (void)row;
	keep(s, cell->number, -1);
	s->n++;
	return 0;
}

static int
max_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	struct number *s = state;

	(void)c, (void)row;
	keep(s, cell->number, 1);
	s->n++;
	return 0;
}

static int
number_put(const void *state, const struct call *c, struct output *out)
{
	const struct number *s = state;

	(void)c;
	return put_or_nothing(out, s->n, s->d);
}

static void
number_save(const void *state, const struct call *c, struct buf *to)
{
	const struct number *s = state;

	(void)c;
	func_save_count(to, s->n);
	func_save_number(to, s->d);
}

static int
number_load(struct slice saved, struct number *out)
{
	return pack_next_count(&saved, &out->n) < 0
		   ? -2
		   : func_load_number(&saved, &out->d);
}

static int
extreme_merge(void *state, struct slice saved, int sign)
{
	struct number *s = state, more;

	if (number_load(saved, &more) < 0)
		return -2;
	if (more.n > 0)
		keep(s, more.d, sign);
	s->n += more.n;
	return 0;
}

static int
min_merge(void *state, const struct call *c, struct slice saved)
{
	(void)c;
	return extreme_merge(state, saved, -1);
}

static int
max_merge(void *state, const struct call *c, struct slice saved)
{
	(void)c;
	return extreme_merge(state, saved, 1);
}

/* stddev: the sums of the numbers and of their squares, both exact. */
struct spread {
	struct number sum;
	struct wide squares; /* by 10^(2 * places) */
	int places;
};

static int
stddev_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	struct spread *s = state;
	int places = cell->number.places;

	if (places > s->places) {
		if (wide_scale(&s->squares, 2 * (places - s->places)) < 0)
			return -1;
		s->places = places;
	}
	if (wide_add_square(
		&s->squares, cell->number.v, 2 * (s->places - places)) < 0)
		return -1;
	(void)c, (void)row;
	s->sum.n++;
	return decimal_add(&s->sum.d, cell->number);
}

static int
stddev_put(const void *state, const struct call *c, struct output *out)
{
	const struct spread *s = state;
	char text[WIDE_ROOT_CHARS];

	(void)c;
	if (s->sum.n < 2) {
		output_puts(out, "");
		return 0;
	}
	if (wide_stddev(text, s->sum.n, s->sum.d, &s->squares, s->places) < 0)
		return -1;
	output_puts(out, text);
	return 0;
}

static void
stddev_save(const void *state, const struct call *c, struct buf *to)
{
	const struct spread *s = state;
	char text[WIDE_CHARS];

	number_save(&s->sum, c, to);
	func_save_count(to, (uint64_t)s->places);
	func_save(to, (struct slice){text, wide_format(text, &s->squares)});
}

static int
stddev_merge(void *state, const struct call *c, struct slice saved)
{
	struct spread *s = state, more = {0};
	struct slice text;
	uint64_t places;

	(void)c;
	if (pack_next_count(&saved, &more.sum.n) < 0 ||
	    func_load_number(&saved, &more.sum.d) < 0 ||
	    pack_next_count(&saved, &places) < 0 || places > DECIMAL_DIGITS ||
	    pack_next(&saved, &text) <= 0 ||
	    wide_parse(text, &more.squares) < 0)
		return -2;
	more.places = (int)places;
	if (more.places > s->places) {
		if (wide_scale(&s->squares, 2 * (more.places - s->places)) < 0)
			return -1;
		s->places = more.places;
	} else if (wide_scale(&more.squares, 2 * (s->places - more.places)) <
		   0) {
		return -1;
	}
	s->sum.n += more.sum.n;
	return wide_add(&s->squares, &more.squares) < 0
		   ? -1
		   : decimal_add(&s->sum.d, more.sum.d);
}

const struct func func_count = {.name = "count",
    .flags = FUNC_OPTIONAL | FUNC_EMPTIES,
    .size = sizeof(struct count),
    .add = count_add,
    .put = count_put,
    .save = count_save,
    .merge = count_merge};

const struct func func_empty = {.name = "empty",
    .flags = FUNC_COLUMN | FUNC_EMPTIES,
    .size = sizeof(struct count),
    .add = empty_add,
    .put = count_put,
    .save = count_save,
    .merge = count_merge};

const struct func func_invalid = {.name = "invalid",
    .flags = FUNC_COLUMN | FUNC_EMPTIES,
    .size = sizeof(struct count),
    .add = invalid_add,
    .put = count_put,
    .save = count_save,
    .merge = count_merge};

const struct func func_sum = {.name = "sum",
    .flags = FUNC_COLUMN | FUNC_NUMBERS,
    .size = sizeof(struct sum),
    .add = sum_add,
    .put = sum_put,
    .save = sum_save,
    .merge = sum_merge,
    .drop = sum_drop};

const struct func func_mean = {.name = "mean",
    .flags = FUNC_COLUMN | FUNC_NUMBERS,
    .size = sizeof(struct sum),
    .add = sum_add,
    .put = mean_put,
    .save = sum_save,
    .merge = sum_merge,
    .drop = sum_drop};

const struct func func_min = {.name = "min",
    .flags = FUNC_COLUMN | FUNC_NUMBERS,
    .size = sizeof(struct number),
    .add = min_add,
    .put = number_put,
    .save = number_save,
    .merge = min_merge};

const struct func func_max = {.name = "max",
    .flags = FUNC_COLUMN | FUNC_NUMBERS,
    .size = sizeof(struct number),
    .add = max_add,
    .put = number_put,
    .save = number_save,
    .merge = max_merge};

const struct func func_stddev = {.name = "stddev",
    .flags = FUNC_COLUMN | FUNC_NUMBERS,
    .size = sizeof(struct spread),
    .add = stddev_add,
    .put = stddev_put,
    .save = stddev_save,
    .merge = stddev_merge};
