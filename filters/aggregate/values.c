/* SPDX-License-Identifier: MIT */
/* Functions over the different values of a group: distinct, mode, unique. */
#include <stdio.h>
#include <stdlib.h>

#include "func.h"
#include "pack.h"
#include "table.h"

/* A value of one group, and the next of that group. */
struct value {
	uint64_t count;
	size_t next; /* its number plus one; 0 at the end */
};

/* The values of all groups in one map, by the group's id and the value. */
struct values {
	struct table *table;
	struct value *value;
	size_t cap;
	uint64_t ids;
	struct buf key;
};

/* What a group keeps: its id, its values in order of arrival. */
struct state {
	uint64_t id;	    /* 0 before the first */
	size_t first, last; /* plus one */
	uint64_t n;
};

static int
values_prepare(struct call *c)
{
	struct values *v = must(calloc(1, sizeof *v));

	v->table = must(table_new());
	*c->held += table_bytes(v->table);
	c->shared = v;
	return c->func == &func_unique && c->arg == NULL
		   ? (c->arg = must(strdup(";")), 0)
		   : 0;
}

static void
values_finish(struct call *c)
{
	struct values *v = c->shared;

	table_free(v->table);
	free(v->value);
	buf_free(&v->key);
	free(v);
}

static struct slice
value_text(const struct values *v, size_t i)
{
	struct slice key = table_key(v->table, i);

	return (struct slice){
	    key.p + sizeof(uint64_t), key.n - sizeof(uint64_t)};
}

/* Appends a new value to those of its group. */
static void
link_value(struct values *v, struct state *s, size_t i)
{
	if (i >= v->cap) {
		v->cap = v->cap ? v->cap * 2 : 64;
		v->value =
		    must(reallocarray(v->value, v->cap, sizeof *v->value));
		table_values(v->table, v->value, sizeof *v->value);
	}
	v->value[i] = (struct value){0, 0};
	if (s->last != 0)
		v->value[s->last - 1].next = i + 1;
	else
		s->first = i + 1;
	s->last = i + 1;
	s->n++;
}

static int
count_value(
    struct state *s, const struct call *c, struct slice text, uint64_t times)
{
	struct values *v = c->shared;
	size_t bytes = table_bytes(v->table), known = table_count(v->table), i;

	if (s->id == 0)
		s->id = ++v->ids;
	buf_clear(&v->key);
	if (buf_add(&v->key, &s->id, sizeof s->id) < 0 ||
	    (text.n > 0 && buf_add(&v->key, text.p, text.n) < 0) ||
	    (i = table_slot(v->table, buf_slice(&v->key))) == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (i == known) {
		link_value(v, s, i);
		*c->held += table_bytes(v->table) - bytes + sizeof *v->value;
	}
	v->value[i].count += times;
	return 0;
}

static int
values_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	(void)row;
	return count_value(state, c, cell->text, 1);
}

static int
distinct_put(const void *state, const struct call *c, struct output *out)
{
	const struct state *s = state;
	char text[24];

	(void)c;
	snprintf(text, sizeof text, "%llu", (unsigned long long)s->n);
	output_puts(out, text);
	return 0;
}

static int
mode_put(const void *state, const struct call *c, struct output *out)
{
	const struct state *s = state;
	const struct values *v = c->shared;
	size_t best = s->first;

	for (size_t i = s->first; i != 0; i = v->value[i - 1].next)
		if (v->value[i - 1].count > v->value[best - 1].count)
			best = i;
	output_put(out, best ? value_text(v, best - 1) : (struct slice){"", 0});
	return 0;
}

static int
unique_put(const void *state, const struct call *c, struct output *out)
{
	const struct state *s = state;
	const struct values *v = c->shared;
	struct buf all = {0};
	int status = 0;

	for (size_t i = s->first; i != 0; i = v->value[i - 1].next) {
		struct slice text = value_text(v, i - 1);

		if (i != s->first)
			status |= buf_puts(&all, c->arg);
		if (text.n > 0)
			status |= buf_add(&all, text.p, text.n);
	}
	if (status < 0)
		die(EXIT_SYSTEM, "out of memory");
	output_put(out, buf_slice(&all));
	buf_free(&all);
	return 0;
}

/* A place is the number of a value plus one. */
static size_t
values_save_piece(const void *state, const struct call *c, struct buf *to,
    size_t from, size_t most)
{
	const struct state *s = state;
	const struct values *v = c->shared;
	size_t start = to->n, i = from ? from : s->first;

	for (; i != 0 && to->n - start < most; i = v->value[i - 1].next) {
		func_save(to, value_text(v, i - 1));
		func_save_count(to, v->value[i - 1].count);
	}
	return i;
}

static int
values_merge(void *state, const struct call *c, struct slice saved)
{
	struct slice text;
	uint64_t times;
	int got;

	while ((got = pack_next(&saved, &text)) > 0) {
		if (pack_next_count(&saved, &times) < 0)
			return -2;
		count_value(state, c, text, times);
	}
	return got < 0 ? -2 : 0;
}

/* Groups are dropped all together: the map is emptied by the first. */
static void
values_drop(void *state, const struct call *c)
{
	struct values *v = c->shared;

	(void)state;
	if (table_count(v->table) > 0) {
		*c->held -= table_count(v->table) * sizeof *v->value;
		*c->held -= table_bytes(v->table);
		table_free(v->table);
		v->table = must(table_new());
		table_values(v->table, v->value, sizeof *v->value);
		*c->held += table_bytes(v->table);
		v->ids = 0;
	}
}

#define VALUES_FUNC(NAME, FLAGS, PUT)                                       \
	{                                                                   \
		.name = NAME, .flags = FLAGS, .size = sizeof(struct state), \
		.prepare = values_prepare, .add = values_add, .put = PUT,   \
		.save_piece = values_save_piece, .merge = values_merge,     \
		.drop = values_drop, .finish = values_finish                \
	}

const struct func func_distinct =
    VALUES_FUNC("distinct", FUNC_COLUMN, distinct_put);
const struct func func_mode = VALUES_FUNC("mode", FUNC_COLUMN, mode_put);
const struct func func_unique =
    VALUES_FUNC("unique", FUNC_COLUMN | FUNC_ARG_OPTIONAL, unique_put);
