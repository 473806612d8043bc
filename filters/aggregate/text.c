/* SPDX-License-Identifier: MIT */
/* Functions that keep one text, or all of them end to end. */
#include <stdlib.h>

#include "func.h"
#include "pack.h"

struct text {
	char *p;
	size_t n, cap;
	int set;
};

static void
assign(struct text *s, const struct call *c, struct slice text)
{
	if (text.n > s->cap) {
		s->p = must(realloc(s->p, text.n));
		*c->held += text.n - s->cap;
		s->cap = text.n;
	}
	if (text.n > 0)
		memcpy(s->p, text.p, text.n);
	s->n = text.n;
	s->set = 1;
}

static struct slice
value(const struct text *s)
{
	return (struct slice){s->n ? s->p : "", s->n};
}

static int
compare(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static void
take_first(struct text *s, const struct call *c, struct slice text)
{
	if (!s->set)
		assign(s, c, text);
}

static void
take_least(struct text *s, const struct call *c, struct slice text)
{
	if (!s->set || compare(text, value(s)) < 0)
		assign(s, c, text);
}

static void
take_greatest(struct text *s, const struct call *c, struct slice text)
{
	if (!s->set || compare(text, value(s)) > 0)
		assign(s, c, text);
}

static int
first_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	(void)row;
	take_first(state, c, cell->text);
	return 0;
}

static int
last_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	(void)row;
	assign(state, c, cell->text);
	return 0;
}

static int
least_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	(void)row;
	take_least(state, c, cell->text);
	return 0;
}

static int
greatest_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	(void)row;
	take_greatest(state, c, cell->text);
	return 0;
}

static int
text_put(const void *state, const struct call *c, struct output *out)
{
	(void)c;
	output_put(out, value(state));
	return 0;
}

static void
text_save(const void *state, const struct call *c, struct buf *to)
{
	const struct text *s = state;

	(void)c;
	if (s->set)
		func_save(to, value(s));
}

static int
merge_with(struct text *s, const struct call *c, struct slice saved,
    void (*take)(struct text *, const struct call *, struct slice))
{
	struct slice text;
	int got = pack_next(&saved, &text);

	if (got > 0)
		take(s, c, text);
	return got < 0 ? -2 : 0;
}

static int
first_merge(void *state, const struct call *c, struct slice saved)
{
	return merge_with(state, c, saved, take_first);
}

static int
last_merge(void *state, const struct call *c, struct slice saved)
{
	return merge_with(state, c, saved, assign);
}

static int
least_merge(void *state, const struct call *c, struct slice saved)
{
	return merge_with(state, c, saved, take_least);
}

static int
greatest_merge(void *state, const struct call *c, struct slice saved)
{
	return merge_with(state, c, saved, take_greatest);
}

static void
text_drop(void *state, const struct call *c)
{
	struct text *s = state;

	*c->held -= s->cap;
	free(s->p);
}

/* collect: the texts with the separator between them. */

static void
collect(struct text *s, const struct call *c, struct slice text)
{
	size_t gap = s->set ? strlen(c->arg) : 0;

	if (s->cap - s->n < gap + text.n) {
		size_t cap = s->n + gap + text.n;

		cap = cap > SIZE_MAX / 2 ? cap : cap + cap / 2;
		s->p = must(realloc(s->p, cap));
		*c->held += cap - s->cap;
		s->cap = cap;
	}
	if (gap > 0)
		memcpy(s->p + s->n, c->arg, gap);
	if (text.n > 0)
		memcpy(s->p + s->n + gap, text.p, text.n);
	s->n += gap + text.n;
	s->set = 1;
}

static int
collect_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	(void)row;
	collect(state, c, cell->text);
	return 0;
}

/*
 * A place is a byte of the text: pieces end where a separator stands, which
 * comes back when they are merged, be it one or part of a cell.
 */
static size_t
collect_save_piece(const void *state, const struct call *c, struct buf *to,
    size_t from, size_t most)
{
	const struct text *s = state;
	size_t gap = strlen(c->arg), rest = s->n - from;
	const char *p = s->p + from, *end = NULL;

	if (!s->set)
		return 0;
	if (rest > most)
		end = memmem(p + most, rest - most, c->arg, gap);
	func_save(to, end != NULL ? (struct slice){p, (size_t)(end - p)}
				  : (struct slice){rest ? p : "", rest});
	return end != NULL ? (size_t)(end - s->p) + gap : 0;
}

static int
collect_merge(void *state, const struct call *c, struct slice saved)
{
	return merge_with(state, c, saved, collect);
}

static int
collect_prepare(struct call *c)
{
	if (c->arg == NULL)
		c->arg = must(strdup(";"));
	return 0;
}

#define TEXT_FUNC(NAME, ADD, MERGE)                                       \
	{                                                                 \
		.name = NAME, .flags = FUNC_COLUMN,                       \
		.size = sizeof(struct text), .add = ADD, .put = text_put, \
		.save = text_save, .merge = MERGE, .drop = text_drop      \
	}

const struct func func_first = TEXT_FUNC("first", first_add, first_merge);
const struct func func_last = TEXT_FUNC("last", last_add, last_merge);
const struct func func_least = TEXT_FUNC("least", least_add, least_merge);
const struct func func_greatest =
    TEXT_FUNC("greatest", greatest_add, greatest_merge);

const struct func func_collect = {.name = "collect",
    .flags = FUNC_COLUMN | FUNC_ARG_OPTIONAL,
    .size = sizeof(struct text),
    .prepare = collect_prepare,
    .add = collect_add,
    .put = text_put,
    .save_piece = collect_save_piece,
    .merge = collect_merge,
    .drop = text_drop};
