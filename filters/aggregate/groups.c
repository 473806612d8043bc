/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "groups.h"
#include "pack.h"
#include "partial.h"
#include "table.h"

struct groups {
	const struct options *o;
	const struct calls *calls;
	struct table *keys;
	char *state; /* of all, calls->width bytes each */
	size_t cap;
	size_t last;		    /* slot of the group before */
	struct buf last_key;	    /* and its key, near at hand */
	unsigned long long arrived; /* groups written to disk so far */
	struct sorter *sorter;	    /* of saved states by key, or NULL */
	struct buf saved, part;
	char *none;    /* the states of no rows */
	size_t *place; /* where each call's state goes on */
};

/* About how many bytes of states a row of --partial holds, before quotes. */
enum { PIECES = 4 << 20 };

struct groups *
groups_new(struct options *o)
{
	struct groups *g = must(calloc(1, sizeof *g));

	calls_prepare(&o->calls, o->group.name, o->group.n);
	g->o = o;
	g->calls = &o->calls;
	g->keys = must(table_new());
	g->last = TABLE_NONE;
	g->none = must(calloc(1, g->calls->width));
	g->place = must(calloc(g->calls->n, sizeof *g->place));
	return g;
}

static char *
state_of(const struct groups *g, size_t slot)
{
	return g->state + slot * g->calls->width;
}

static void
drop_state(const struct groups *g, char *state)
{
	for (size_t i = 0; i < g->calls->n; i++) {
		const struct call *c = &g->calls->call[i];

		if (c->func->drop != NULL)
			c->func->drop(state + c->offset, c);
	}
}

static void
forget(struct groups *g)
{
	for (size_t i = 0; i < table_count(g->keys); i++)
		drop_state(g, state_of(g, i));
	table_clear(g->keys);
	g->last = TABLE_NONE;
}

void
groups_free(struct groups *g)
{
	if (g == NULL)
		return;
	forget(g);
	table_free(g->keys);
	sorter_free(g->sorter);
	buf_free(&g->last_key);
	buf_free(&g->saved);
	buf_free(&g->part);
	free(g->state);
	free(g->none);
	free(g->place);
	free(g);
}

static void
grow(struct groups *g)
{
	g->cap = g->cap ? g->cap * 2 : 64;
	g->state = must(reallocarray(g->state, g->cap, g->calls->width));
	table_values(g->keys, g->state, g->calls->width);
}

static void
add(struct buf *to, const void *p, size_t n)
{
	if (n > 0 && buf_add(to, p, n) < 0)
		die(EXIT_SYSTEM, "out of memory");
}

char *
groups_state(struct groups *g, struct slice key)
{
	size_t known = table_count(g->keys), slot;

	/* Rows of one group often come together. */
	if (g->last != TABLE_NONE && slice_eq(key, buf_slice(&g->last_key)))
		return state_of(g, g->last);
	slot = table_slot(g->keys, key);
	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot == known) {
		if (slot == g->cap)
			grow(g);
		memset(state_of(g, slot), 0, g->calls->width);
	}
	g->last = slot;
	buf_clear(&g->last_key);
	add(&g->last_key, key.p, key.n);
	return state_of(g, slot);
}

int
groups_none(const struct groups *g)
{
	return table_count(g->keys) == 0;
}

/* The state of one call, whole. */
static void
save_call(const struct call *c, const char *state, struct buf *to)
{
	if (c->func->save_piece != NULL)
		c->func->save_piece(state + c->offset, c, to, 0, SIZE_MAX);
	else
		c->func->save(state + c->offset, c, to);
}

/* All states of a group, one netstring a call. */
static void
save_state(struct groups *g, const char *state, struct buf *to)
{
	for (size_t i = 0; i < g->calls->n; i++) {
		const struct call *c = &g->calls->call[i];

		buf_clear(&g->part);
		save_call(c, state, &g->part);
		func_save(to, buf_slice(&g->part));
	}
}

int
groups_merge(struct groups *g, char *state, struct slice saved)
{
	for (size_t i = 0; i < g->calls->n; i++) {
		const struct call *c = &g->calls->call[i];
		struct slice part;
		int status;

		if (pack_next(&saved, &part) <= 0)
			return -2;
		status = c->func->merge(state + c->offset, c, part);
		if (status < 0)
			return status;
	}
	return 0;
}

static size_t
bytes(const struct groups *g)
{
	return table_bytes(g->keys) + g->cap * g->calls->width + g->calls->held;
}

/* Every group goes into the sorter, with its place in order of arrival. */
static void
write_down(struct groups *g)
{
	if (g->sorter == NULL)
		g->sorter = must(sorter_new(g->o->memory / 4));
	for (size_t i = 0; i < table_count(g->keys); i++) {
		char place[8];

		buf_clear(&g->saved);
		add(&g->saved, sorter_number(place, g->arrived++).p, 8);
		save_state(g, state_of(g, i), &g->saved);
		sorter_checked(sorter_put(
		    g->sorter, table_key(g->keys, i), buf_slice(&g->saved)));
	}
	forget(g);
	/* Clearing a map costs its size: the next ones are small again. */
	table_free(g->keys);
	g->keys = must(table_new());
	free(g->state);
	g->state = NULL;
	g->cap = 0;
}

void
groups_relieve(struct groups *g)
{
	if (bytes(g) > g->o->memory / 2 && table_count(g->keys) > 1)
		write_down(g);
}

/* 1 if no function of the group has anything to say. */
static int
is_idle(const struct groups *g, const char *state)
{
	for (size_t i = 0; i < g->calls->n; i++) {
		const struct call *c = &g->calls->call[i];

		if (c->func->idle == NULL || !c->func->idle(state + c->offset))
			return 0;
	}
	return 1;
}

static void
put_key(const struct groups *g, struct slice key, struct output *out)
{
	const char *p = key.p;

	for (size_t i = 0; i < g->o->group.n; i++) {
		output_puts(out, p);
		p += strlen(p) + 1;
	}
}

/*
 * The next piece of a call's state, from *place, which moves on; of a state
 * that is written already, that of no rows.
 */
static void
put_piece(struct groups *g, const struct call *c, const char *state,
    size_t *place, struct output *out)
{
	size_t most = PIECES / g->calls->n + 1;

	buf_clear(&g->part);
	if (state == g->none)
		save_call(c, state, &g->part);
	else if (c->func->save_piece != NULL)
		*place = c->func->save_piece(
		    state + c->offset, c, &g->part, *place, most);
	else
		save_call(c, state, &g->part);
	output_put(out, buf_slice(&g->part));
}

/*
 * As many rows as the longest state takes, for a row must not be too long.
 * Groups with nothing to say are written: their place is to be kept.
 */
static void
put_states(struct groups *g, struct slice key, char *state, struct output *out)
{
	size_t n = g->calls->n, more;

	memset(g->place, 0, n * sizeof *g->place);
	for (int first = 1;; first = 0) {
		more = 0;
		output_puts(out, "");
		put_key(g, key, out);
		for (size_t i = 0; i < n; i++) {
			int due = first || g->place[i] > 0;

			put_piece(g, &g->calls->call[i], due ? state : g->none,
			    &g->place[i], out);
			more |= g->place[i];
		}
		output_end(out);
		if (more == 0)
			return;
	}
}

static void
put_group(struct groups *g, struct slice key, char *state, struct output *out)
{
	if (g->o->partial) {
		put_states(g, key, state, out);
		return;
	}
	if (is_idle(g, state))
		return;
	put_key(g, key, out);
	for (size_t i = 0; i < g->calls->n; i++) {
		const struct call *c = &g->calls->call[i];

		if (c->func->put(state + c->offset, c, out) < 0)
			die(EXIT_DATA, "%s: result has over %d digits", c->spec,
			    DECIMAL_DIGITS);
	}
	output_end(out);
}

static int
by_key(const void *pa, const void *pb, void *data)
{
	const struct groups *g = data;
	struct slice a = table_key(g->keys, *(const size_t *)pa);
	struct slice b = table_key(g->keys, *(const size_t *)pb);
	size_t n = a.n < b.n ? a.n : b.n;
	int order = memcmp(a.p, b.p, n);

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static void
write_memory(struct groups *g, struct output *out)
{
	size_t n = table_count(g->keys);
	size_t *order = must(calloc(n + 1, sizeof *order));

	for (size_t i = 0; i < n; i++)
		order[i] = i;
	if (g->o->by_key && n > 1)
		qsort_r(order, n, sizeof *order, by_key, g);
	for (size_t i = 0; i < n; i++)
		put_group(g, table_key(g->keys, order[i]),
		    state_of(g, order[i]), out);
	free(order);
}

static void
merge_or_die(struct groups *g, char *state, struct slice saved)
{
	int status = groups_merge(g, state, saved);

	if (status == -1)
		die(EXIT_DATA, "a result has over %d digits", DECIMAL_DIGITS);
	if (status < 0)
		die(EXIT_SYSTEM, "temporary file: damaged");
}

/* A group whose parts have all been met goes out, or into order. */
static void
settle(struct groups *g, struct slice place, struct sorter *arrival,
    struct output *out)
{
	struct slice key = table_key(g->keys, 0);

	if (arrival == NULL) {
		put_group(g, key, state_of(g, 0), out);
	} else {
		buf_clear(&g->saved);
		func_save(&g->saved, key);
		save_state(g, state_of(g, 0), &g->saved);
		sorter_checked(
		    sorter_put(arrival, place, buf_slice(&g->saved)));
	}
	forget(g);
}

static void
write_arrival(struct groups *g, struct sorter *arrival, struct output *out)
{
	struct slice place, value, key;

	sorter_checked(sorter_sort(arrival));
	while (sorter_checked(sorter_next(arrival, &place, &value)) > 0) {
		if (pack_next(&value, &key) <= 0)
			die(EXIT_SYSTEM, "temporary file: damaged");
		merge_or_die(g, groups_state(g, key), value);
		put_group(g, key, state_of(g, 0), out);
		forget(g);
	}
}

/* The parts of a group come one behind the other, in order of arrival. */
static void
write_disk(struct groups *g, struct output *out)
{
	struct sorter *arrival = NULL;
	struct slice key, value;
	char place[8] = {0};

	write_down(g);
	if (!g->o->by_key)
		arrival = must(sorter_new(g->o->memory / 4));
	sorter_checked(sorter_sort(g->sorter));
	while (sorter_checked(sorter_next(g->sorter, &key, &value)) > 0) {
		if (!groups_none(g) && !slice_eq(key, table_key(g->keys, 0)))
			settle(g, (struct slice){place, 8}, arrival, out);
		if (groups_none(g))
			memcpy(place, value.p, 8);
		merge_or_die(g, groups_state(g, key),
		    (struct slice){value.p + 8, value.n - 8});
	}
	if (!groups_none(g))
		settle(g, (struct slice){place, 8}, arrival, out);
	if (arrival != NULL)
		write_arrival(g, arrival, out);
	sorter_free(arrival);
}

void
groups_write(struct groups *g, struct output *out)
{
	if (g->sorter != NULL)
		write_disk(g, out);
	else
		write_memory(g, out);
	forget(g);
}

void
groups_put_header(const struct options *o, struct output *out)
{
	if (o->partial)
		partial_put_mark(o, out);
	for (size_t i = 0; i < o->group.n; i++)
		output_puts(out, o->group.name[i]);
	if (o->partial)
		for (size_t i = 0; i < o->calls.n; i++)
			output_puts(out, o->calls.call[i].spec);
	else
		calls_put_names(&o->calls, out);
	output_end(out);
}
