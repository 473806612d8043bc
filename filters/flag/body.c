/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "body.h"
#include "neighbours.h"
#include "sorter.h"

/* The facts of one document. */
struct document {
	struct buf key; /* organisation, NUL, document */
	struct buf packed;
	size_t *end;
	struct fact *fact;
	struct fact **order;
	size_t n, cap;
};

struct body {
	const struct checker *c;
	size_t memory;
	struct neighbours known;
	struct document doc;
	struct sorter *again; /* as they came; NULL: none of them yet */
};

struct body *
body_new(const struct checker *c, size_t memory)
{
	struct body *g = must(calloc(1, sizeof *g));

	g->c = c;
	g->memory = memory;
	g->known = neighbours_new();
	return g;
}

void
body_free(struct body *g)
{
	if (g == NULL)
		return;
	neighbours_free(&g->known);
	sorter_free(g->again);
	buf_free(&g->doc.key);
	buf_free(&g->doc.packed);
	free(g->doc.end);
	free(g->doc.fact);
	free(g->doc.order);
	free(g);
}

static void
add(struct buf *to, struct slice s)
{
	if (s.n > 0 && buf_add(to, s.p, s.n) < 0)
		die(EXIT_SYSTEM, "out of memory");
}

void
body_key(const struct fact *f, struct buf *key)
{
	buf_clear(key);
	add(key, f->v[F_ORG_CODE]);
	add(key, (struct slice){"", 1});
	add(key, f->v[F_DOC_ID]);
}

static void
add_to_document(struct document *d, struct slice packed)
{
	if (d->n == d->cap) {
		d->cap = d->cap ? d->cap * 2 : 64;
		d->end = must(reallocarray(d->end, d->cap, sizeof *d->end));
		d->fact = must(reallocarray(d->fact, d->cap, sizeof *d->fact));
		d->order = must(reallocarray(d->order, d->cap, sizeof(void *)));
	}
	add(&d->packed, packed);
	d->end[d->n++] = d->packed.n;
}

/* The facts of the document, which is empty when they are done with. */
static struct fact **
unpack(struct document *d)
{
	size_t from = 0;

	for (size_t i = 0; i < d->n; from = d->end[i++]) {
		if (fact_unpack(buf_part(&d->packed, from, d->end[i] - from),
			&d->fact[i]) < 0)
			die(EXIT_SYSTEM, "temporary file: damaged");
		d->order[i] = &d->fact[i];
	}
	return d->order;
}

static void
next_document(struct document *d, struct slice key)
{
	d->n = 0;
	buf_clear(&d->packed);
	buf_clear(&d->key);
	add(&d->key, key);
}

static void
note(struct body *g)
{
	if (g->doc.n > 0)
		neighbours_note(&g->known, unpack(&g->doc), g->doc.n);
}

static void
check(struct body *g)
{
	if (g->doc.n > 0)
		neighbours_check(&g->known, g->c, unpack(&g->doc), g->doc.n);
}

/* All facts of the organisation are known now. */
void
body_end(struct body *g)
{
	struct slice key, packed;

	if (g->again == NULL)
		return;
	note(g);
	next_document(&g->doc, (struct slice){"", 0});
	sorter_checked(sorter_sort(g->again));
	while (sorter_checked(sorter_next(g->again, &key, &packed)) > 0) {
		if (!slice_eq(key, buf_slice(&g->doc.key))) {
			check(g);
			next_document(&g->doc, key);
		}
		add_to_document(&g->doc, packed);
	}
	check(g);
	next_document(&g->doc, (struct slice){"", 0});
	sorter_free(g->again);
	g->again = NULL;
	neighbours_clear(&g->known);
}

/* 1 if both keys are of one organisation. */
static int
is_same(struct slice a, struct slice b)
{
	size_t n = strnlen(a.p, a.n);

	return n < b.n && memcmp(a.p, b.p, n + 1) == 0;
}

void
body_add(struct body *g, struct slice key, struct slice packed)
{
	struct slice last = buf_slice(&g->doc.key);

	if (g->again != NULL && !is_same(key, last))
		body_end(g);
	if (g->again == NULL)
		g->again = must(sorter_new(g->memory));
	if (!slice_eq(key, buf_slice(&g->doc.key))) {
		note(g);
		next_document(&g->doc, key);
	}
	add_to_document(&g->doc, packed);
	sorter_checked(sorter_put(g->again, key, packed));
}
