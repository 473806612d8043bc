/* SPDX-License-Identifier: MIT */
#include "evidence.h"

#include <stdlib.h>

#include "buf.h"
#include "grow.h"
#include "table.h"

/* A row's claim; its words lie in the buffer of all words. */
struct claim {
	const char *dataset;
	unsigned long line;
	size_t fact_id, fact_id_n; /* bytes of the words */
	size_t text, text_n;
	size_t start;
	int somewhere; /* it names a place, not the document alone */
	size_t next;   /* claim of the same document */
};

struct document {
	size_t first; /* claim, or NONE */
	int met, read;
};

struct evidence {
	struct table *id; /* doc_id to document */
	struct document *document;
	size_t documents, documents_cap;
	struct claim *claim;
	size_t claims, claims_cap;
	struct buf words;
};

#define NONE SIZE_MAX

struct evidence *
evidence_new(void)
{
	struct evidence *e = must(calloc(1, sizeof(*e)));

	e->id = must(table_new());
	return e;
}

void
evidence_free(struct evidence *e)
{
	if (e == NULL)
		return;
	table_free(e->id);
	free(e->document);
	free(e->claim);
	buf_free(&e->words);
	free(e);
}

static struct document *
document(struct evidence *e, struct slice doc_id)
{
	size_t n = table_count(e->id), slot = table_slot(e->id, doc_id);

	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot == n)
		GROW(e->document, e->documents, e->documents_cap)->first = NONE;
	return &e->document[slot];
}

/* Keeps a copy of s; returns where. */
static size_t
keep(struct evidence *e, struct slice s)
{
	size_t at = e->words.n;

	if (buf_add(&e->words, s.p, s.n) != 0)
		die(EXIT_SYSTEM, "out of memory");
	return at;
}

static struct claim *
add(struct evidence *e, const struct where *w)
{
	struct document *d = document(e, w->doc_id);
	struct claim *c = GROW(e->claim, e->claims, e->claims_cap);

	c->dataset = w->dataset;
	c->line = w->line;
	c->fact_id = keep(e, w->fact_id);
	c->fact_id_n = w->fact_id.n;
	c->next = d->first;
	d->first = e->claims - 1;
	return c;
}

void
evidence_expect(
    struct evidence *e, const struct where *w, struct slice text, size_t start)
{
	struct claim *c = add(e, w);

	c->text = keep(e, text);
	c->text_n = text.n;
	c->start = start;
	c->somewhere = 1;
}

void
evidence_mention(struct evidence *e, const struct where *w)
{
	add(e, w);
}

static struct where
where(const struct evidence *e, const struct claim *c, struct slice doc_id)
{
	return (struct where){c->dataset, c->line, doc_id,
	    {e->words.p + c->fact_id, c->fact_id_n}};
}

static int
stands(const struct evidence *e, const struct claim *c, struct slice text)
{
	return c->start <= text.n && c->text_n <= text.n - c->start &&
	       memcmp(text.p + c->start, e->words.p + c->text, c->text_n) == 0;
}

void
evidence_met(struct evidence *e, struct slice doc_id)
{
	document(e, doc_id)->met = 1;
}

/* A document that is met a second time has the same bytes: no news. */
void
evidence_check(struct evidence *e, struct slice doc_id, struct slice text,
    struct findings *f)
{
	struct document *d = document(e, doc_id);

	if (d->read)
		return;
	d->met = d->read = 1;
	for (size_t i = d->first; i != NONE; i = e->claim[i].next) {
		const struct claim *c = &e->claim[i];
		struct where w = where(e, c, doc_id);

		if (c->somewhere && !stands(e, c, text))
			findings_add(
			    f, &w, "evidence is not at byte %zu", c->start);
	}
}

void
evidence_finish(struct evidence *e, struct findings *f)
{
	for (size_t d = 0; d < table_count(e->id); d++)
		for (size_t i = e->document[d].first; i != NONE;
		     i = e->claim[i].next) {
			const struct claim *c = &e->claim[i];
			struct where w = where(e, c, table_key(e->id, d));

			if (!e->document[d].met)
				findings_add(f, &w, "document not met");
			else if (c->somewhere && !e->document[d].read)
				findings_add(f, &w, "document has no text");
		}
}
