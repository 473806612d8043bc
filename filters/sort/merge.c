/* SPDX-License-Identifier: MIT */
/* A heap of inputs, the one with the least row on top. */
#include <stdlib.h>

#include "merge.h"

struct source {
	struct input *in;
	const struct csv_row *row;
	struct buf key, last;
	size_t number;
};

struct merge {
	const struct keys *keys;
	struct source *all; /* by number */
	struct source **heap;
	size_t n, live;
	int begun;
};

static int
before(const struct source *a, const struct source *b)
{
	int order = keys_compare(buf_slice(&a->key), buf_slice(&b->key));

	return order != 0 ? order < 0 : a->number < b->number;
}

static void
sink_down(struct merge *m, size_t i)
{
	for (size_t child; (child = 2 * i + 1) < m->live; i = child) {
		struct source *up = m->heap[i];

		if (child + 1 < m->live &&
		    before(m->heap[child + 1], m->heap[child]))
			child++;
		if (!before(m->heap[child], up))
			return;
		m->heap[i] = m->heap[child];
		m->heap[child] = up;
	}
}

/* Reads on in one input: 1, or 0 at its end. */
static int
advance(const struct merge *m, struct source *s)
{
	struct buf key = s->last;
	int first = s->row == NULL;

	s->row = input_next(s->in);
	if (s->row == NULL)
		return 0;
	s->last = s->key;
	s->key = key;
	keys_of(m->keys, s->row, &s->key);
	if (!first && keys_compare(buf_slice(&s->key), buf_slice(&s->last)) < 0)
		input_reject(s->in, "not in order of its keys");
	return 1;
}

struct merge *
merge_new(const struct keys *keys, struct input *const *in, size_t n)
{
	struct merge *m = must(calloc(1, sizeof *m));

	m->keys = keys;
	m->n = n;
	m->all = must(calloc(n, sizeof *m->all));
	m->heap = must(calloc(n, sizeof *m->heap));
	for (size_t i = 0; i < n; i++) {
		m->all[i].in = in[i];
		m->all[i].number = i;
		if (advance(m, &m->all[i]))
			m->heap[m->live++] = &m->all[i];
	}
	for (size_t i = m->live / 2; i-- > 0;)
		sink_down(m, i);
	return m;
}

const struct csv_row *
merge_next(struct merge *m, struct slice *key, size_t *from)
{
	struct source *top;

	if (m->begun && m->live > 0) {
		if (!advance(m, m->heap[0]))
			m->heap[0] = m->heap[--m->live];
		sink_down(m, 0);
	}
	m->begun = 1;
	if (m->live == 0)
		return NULL;
	top = m->heap[0];
	*key = buf_slice(&top->key);
	*from = top->number;
	return top->row;
}

void
merge_free(struct merge *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < m->n; i++) {
		input_close(m->all[i].in);
		buf_free(&m->all[i].key);
		buf_free(&m->all[i].last);
	}
	free(m->all);
	free(m->heap);
	free(m);
}
