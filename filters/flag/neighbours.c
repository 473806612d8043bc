/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "neighbours.h"

struct neighbours
neighbours_new(void)
{
	return (struct neighbours){.keys = must(table_new())};
}

void
neighbours_clear(struct neighbours *n)
{
	for (size_t i = 0; i < table_count(n->keys); i++) {
		free(n->near[i].first.doc);
		free(n->near[i].second.doc);
		free(n->near[i].day);
	}
	table_clear(n->keys);
}

void
neighbours_free(struct neighbours *n)
{
	neighbours_clear(n);
	table_free(n->keys);
	free(n->near);
	buf_free(&n->key);
}

static void
add(struct buf *to, const void *p, size_t n)
{
	if (buf_add(to, p, n) < 0)
		die(EXIT_SYSTEM, "out of memory");
}

struct near *
near_find(struct neighbours *n, int make, char kind, const struct fact *f,
    const enum fact_column *column, size_t columns, long number)
{
	size_t known = table_count(n->keys), slot;

	buf_clear(&n->key);
	add(&n->key, &kind, 1);
	/* With their NUL, which no cell has inside. */
	add(&n->key, f->v[F_ORG_CODE].p, f->v[F_ORG_CODE].n);
	for (size_t i = 0; i < columns; i++) {
		add(&n->key, "", 1);
		if (f->v[column[i]].n > 0)
			add(&n->key, f->v[column[i]].p, f->v[column[i]].n);
	}
	add(&n->key, &number, sizeof number);
	if (!make) {
		slot = table_find(n->keys, buf_slice(&n->key));
		return slot == TABLE_NONE ? NULL : &n->near[slot];
	}
	slot = table_slot(n->keys, buf_slice(&n->key));
	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot == known) {
		if (slot == n->cap) {
			n->cap = n->cap ? n->cap * 2 : 64;
			n->near = must(
			    reallocarray(n->near, n->cap, sizeof *n->near));
		}
		n->near[slot] = (struct near){0};
	}
	return &n->near[slot];
}

void
seen_set(struct seen *s, const struct fact *f)
{
	char *doc = must(strndup(f->v[F_DOC_ID].p, f->v[F_DOC_ID].n));

	free(s->doc);
	*s = (struct seen){
	    1, f->amount, f->low, f->high, f->as_of, f->place, doc};
}

size_t
near_from(const struct near *r, long day)
{
	size_t from = 0, to = r->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (r->day[middle] < day)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

void
near_day(struct near *r, long day)
{
	size_t at = near_from(r, day);

	if (at < r->n && r->day[at] == day)
		return;
	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 8;
		r->day = must(reallocarray(r->day, r->cap, sizeof *r->day));
	}
	memmove(r->day + at + 1, r->day + at, (r->n - at) * sizeof *r->day);
	r->day[at] = day;
	r->n++;
}

void
neighbours_note(struct neighbours *n, struct fact **f, size_t count)
{
	note_figures(n, f, count);
	for (size_t i = 0; i < count; i++)
		note_state(n, f[i]);
}

void
neighbours_check(struct neighbours *n, const struct checker *c, struct fact **f,
    size_t count)
{
	check_figures(n, c, f, count);
	for (size_t i = 0; i < count; i++)
		check_state(n, c, f[i]);
	check_tables(c, f, count);
}
