/* SPDX-License-Identifier: MIT */
/* The functions of expressions. */
#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "date.h"
#include "node.h"
#include "period.h"

static struct slice
text_arg(const struct row_view *v, const struct node *n, size_t i)
{
	return eval_text(v, n->arg[i]);
}

static int
f_empty(const struct row_view *v, const struct node *n)
{
	return text_arg(v, n, 0).n == 0;
}

static int
f_is_number(const struct row_view *v, const struct node *n)
{
	struct decimal d;

	return decimal_parse(text_arg(v, n, 0), &d) == 0;
}

static int
f_is_date(const struct row_view *v, const struct node *n)
{
	struct date d;
	struct slice s = text_arg(v, n, 0);

	return s.n > 0 && date_parse(s, &d) == 0;
}

static int
f_contains(const struct row_view *v, const struct node *n)
{
	struct slice s = text_arg(v, n, 0), part = text_arg(v, n, 1);

	return memmem(s.p, s.n, part.p, part.n) != NULL;
}

static int
f_starts(const struct row_view *v, const struct node *n)
{
	struct slice s = text_arg(v, n, 0), part = text_arg(v, n, 1);

	return s.n >= part.n && memcmp(s.p, part.p, part.n) == 0;
}

static int
f_ends(const struct row_view *v, const struct node *n)
{
	struct slice s = text_arg(v, n, 0), part = text_arg(v, n, 1);

	return s.n >= part.n && memcmp(s.p + s.n - part.n, part.p, part.n) == 0;
}

/* A member of a list with semicolons, such as flags. */
static int
f_has(const struct row_view *v, const struct node *n)
{
	struct slice list = text_arg(v, n, 0), item = text_arg(v, n, 1);

	for (;;) {
		const char *end = list.n ? memchr(list.p, ';', list.n) : NULL;
		size_t len = end ? (size_t)(end - list.p) : list.n;

		if (slice_eq((struct slice){list.p, len}, item))
			return 1;
		if (end == NULL)
			return 0;
		list.p += len + 1;
		list.n -= len + 1;
	}
}

/* Characters, not bytes. */
static int
f_length(const struct row_view *v, const struct node *n, struct decimal *out)
{
	struct slice s = text_arg(v, n, 0);
	long long length = 0;

	for (size_t i = 0; i < s.n; i++)
		length += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	*out = decimal_int(length);
	return 1;
}

static int
f_number(const struct row_view *v, const struct node *n, struct decimal *out)
{
	struct slice s;

	if (n->arg[0]->kind == KIND_NUMBER || n->arg[0]->kind == KIND_CELL)
		return eval_number(v, n->arg[0], out);
	s = text_arg(v, n, 0);
	if (s.n > 0 && decimal_parse(s, out) < 0)
		eval_reject(v, n, "not a number");
	return s.n > 0;
}

static int
f_abs(const struct row_view *v, const struct node *n, struct decimal *out)
{
	if (!eval_number(v, n->arg[0], out))
		return 0;
	if (decimal_sign(*out) < 0)
		*out = decimal_negate(*out);
	return 1;
}

static int
f_round(const struct row_view *v, const struct node *n, struct decimal *out)
{
	struct decimal places = {0};

	if (!eval_number(v, n->arg[0], out) ||
	    (n->args > 1 && !eval_number(v, n->arg[1], &places)))
		return 0;
	decimal_round(&places, 0);
	if (places.v < 0 || places.v > DECIMAL_DIGITS)
		eval_reject(v, n, "rounded to under 0 or over 38 places");
	decimal_round(out, (int)places.v);
	return 1;
}

static int
extreme(const struct row_view *v, const struct node *n, int sign,
    struct decimal *out)
{
	struct decimal d;

	if (!eval_number(v, n->arg[0], out))
		return 0;
	for (size_t i = 1; i < n->args; i++) {
		if (!eval_number(v, n->arg[i], &d))
			return 0;
		if (decimal_compare(d, *out) == sign)
			*out = d;
	}
	return 1;
}

static int
f_min(const struct row_view *v, const struct node *n, struct decimal *out)
{
	return extreme(v, n, -1, out);
}

static int
f_max(const struct row_view *v, const struct node *n, struct decimal *out)
{
	return extreme(v, n, 1, out);
}

static int
f_date(const struct row_view *v, const struct node *n, long *days)
{
	struct slice s;
	struct date d;

	if (n->arg[0]->kind == KIND_DATE || n->arg[0]->kind == KIND_CELL)
		return eval_date(v, n->arg[0], days);
	s = text_arg(v, n, 0);
	if (s.n > 0 && date_parse(s, &d) < 0)
		eval_reject(v, n, "not a date");
	if (s.n > 0)
		*days = date_days(d);
	return s.n > 0;
}

static int
date_arg(const struct row_view *v, const struct node *n, struct date *d)
{
	long days;

	if (!eval_date(v, n->arg[0], &days))
		return 0;
	*d = date_from_days(days);
	return 1;
}

static int
f_year(const struct row_view *v, const struct node *n, struct decimal *out)
{
	struct date d;

	if (!date_arg(v, n, &d))
		return 0;
	*out = decimal_int(d.year);
	return 1;
}

static int
f_month(const struct row_view *v, const struct node *n, struct decimal *out)
{
	struct date d;

	if (!date_arg(v, n, &d))
		return 0;
	*out = decimal_int(d.month);
	return 1;
}

static int
f_day(const struct row_view *v, const struct node *n, struct decimal *out)
{
	struct date d;

	if (!date_arg(v, n, &d))
		return 0;
	*out = decimal_int(d.day);
	return 1;
}

/* Texts that functions make, in turns: no expression holds so many. */
static char *
scratch(size_t n)
{
	static struct buf turn[SCRATCH_MAX];
	static size_t next;
	struct buf *b = &turn[next++ % SCRATCH_MAX];

	buf_clear(b);
	if (buf_reserve(b, n) < 0)
		die(EXIT_SYSTEM, "out of memory");
	return b->p;
}

static struct slice
f_fin_year(const struct row_view *v, const struct node *n)
{
	struct date d;
	char *p = scratch(8);

	if (!date_arg(v, n, &d))
		return (struct slice){"", 0};
	return (struct slice){p, period_fin_name(p, date_fin_year(d))};
}

static struct slice
f_text(const struct row_view *v, const struct node *n)
{
	const struct node *a = n->arg[0];
	struct decimal d;
	long days;
	char *p;

	if (a->kind == KIND_NUMBER) {
		p = scratch(DECIMAL_CHARS);
		return (struct slice){
		    p, eval_number(v, a, &d) ? decimal_format(p, d) : 0};
	}
	if (a->kind == KIND_DATE) {
		p = scratch(16);
		return (struct slice){
		    p, eval_date(v, a, &days)
			   ? date_format(p, date_from_days(days))
			   : 0};
	}
	return eval_text(v, a);
}

/* ASCII letters between first and last, moved by distance. */
static struct slice
recase(struct slice s, char first, char last, int distance)
{
	char *p = scratch(s.n);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] >= first && s.p[i] <= last
			   ? (char)(s.p[i] + distance)
			   : s.p[i];
	return (struct slice){p, s.n};
}

static struct slice
f_lower(const struct row_view *v, const struct node *n)
{
	return recase(text_arg(v, n, 0), 'A', 'Z', 'a' - 'A');
}

static struct slice
f_upper(const struct row_view *v, const struct node *n)
{
	return recase(text_arg(v, n, 0), 'a', 'z', 'A' - 'a');
}

static struct slice
f_trim(const struct row_view *v, const struct node *n)
{
	struct slice s = text_arg(v, n, 0);

	while (s.n > 0 && strchr(" \t\r\n", s.p[s.n - 1]) != NULL)
		s.n--;
	for (; s.n > 0 && strchr(" \t\r\n", *s.p) != NULL; s.n--)
		s.p++;
	return s;
}

#define T KIND_TEXT
#define N KIND_NUMBER
#define D KIND_DATE
static const struct function all[] = {
    {"empty", KIND_TRUTH, 1, 1, {T}, .truth = f_empty},
    {"is_number", KIND_TRUTH, 1, 1, {T}, .truth = f_is_number},
    {"is_date", KIND_TRUTH, 1, 1, {T}, .truth = f_is_date},
    {"contains", KIND_TRUTH, 2, 2, {T, T}, .truth = f_contains},
    {"starts", KIND_TRUTH, 2, 2, {T, T}, .truth = f_starts},
    {"ends", KIND_TRUTH, 2, 2, {T, T}, .truth = f_ends},
    {"has", KIND_TRUTH, 2, 2, {T, T}, .truth = f_has},
    {"length", N, 1, 1, {T}, .number = f_length},
    {"number", N, 1, 1, {T | N}, .number = f_number},
    {"abs", N, 1, 1, {N}, .number = f_abs},
    {"round", N, 1, 2, {N, N}, .number = f_round},
    {"min", N, 1, 64, {N, N, N, N}, .number = f_min},
    {"max", N, 1, 64, {N, N, N, N}, .number = f_max},
    {"year", N, 1, 1, {D}, .number = f_year},
    {"month", N, 1, 1, {D}, .number = f_month},
    {"day", N, 1, 1, {D}, .number = f_day},
    {"date", D, 1, 1, {T | D}, .date = f_date},
    {"fin_year", T, 1, 1, {D}, .text = f_fin_year},
    {"text", T, 1, 1, {T | N | D}, .text = f_text},
    {"lower", T, 1, 1, {T}, .text = f_lower},
    {"upper", T, 1, 1, {T}, .text = f_upper},
    {"trim", T, 1, 1, {T}, .text = f_trim},
};

const struct function *
function_find(struct slice name)
{
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (slice_is(name, all[i].name))
			return &all[i];
	return NULL;
}
