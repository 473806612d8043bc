/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "grow.h"
#include "lead.h"

enum { EVIDENCE_WORDS = 6 };

static int
begins_list(const struct document *d, size_t block)
{
	const struct block *b = &d->block[block];
	size_t next = block + 1;

	while (next < d->nblock && d->block[next].kind == TEXT_FURNITURE)
		next++;
	if (next == d->nblock || d->block[next].kind != TEXT_ITEM)
		return 0;
	return b->kind == TEXT_HEADING ||
	       (b->text.n > 0 && b->text.p[b->text.n - 1] == ':');
}

void
lead_before(struct lead *l, struct facts *facts, const struct document *d,
    const struct sentence *s)
{
	if (l->block == 0 || s->block + 1 == l->block ||
	    d->block[s->block].kind == TEXT_ITEM)
		return;
	lead_end(l, facts);
}

/* Stated of nobody: of "nine CCGs", of CCGs at large, or without a body. */
static int
of_nobody(const struct document *d, const struct fact *f)
{
	return strcmp(f->key[FACT_DATASET], "status") == 0 &&
	       (f->nwho == 0 || f->distance == 3 ||
		   d->entity[f->who[0]].body == BODY_SECTOR);
}

static void
let_wait(struct lead *l, struct facts *facts, const struct document *d,
    size_t sentence, size_t block)
{
	size_t kept = 0;

	if (l->block != block + 1)
		l->n = 0;
	l->block = block + 1;
	for (size_t i = 0; i < facts->n; i++) {
		struct fact *f = &facts->f[i];

		if (f->sentence == sentence && of_nobody(d, f) &&
		    l->n < sizeof l->waiting / sizeof *l->waiting)
			l->waiting[l->n++] = *f;
		else
			facts->f[kept++] = *f;
	}
	facts->n = kept;
}

/* The body that an item begins with, or is made of. */
static const struct mention *
item_body(const struct document *d, const struct sentence *s)
{
	const struct mention *m = &d->mention[s->mention];

	if (s->nmention == 0 || s->start != 0 || m->kind != MENTION_ORG ||
	    m->body != BODY_CCG || m->nwho == 0 || m->tag > 4)
		return NULL;
	return m;
}

static size_t
words(struct slice t)
{
	size_t n = 1;

	for (size_t i = 0; i < t.n; i++)
		n += t.p[i] == ' ';
	return n;
}

static void
give(struct lead *l, struct facts *facts, const struct document *d,
    const struct sentence *s, const struct mention *m)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct sentence *from =
		    &d->sentence[l->waiting[i].sentence];
		struct fact *f = GROW(facts->f, facts->n, facts->cap);

		*f = l->waiting[i];
		f->who = d->member + m->who;
		f->nwho = m->nwho;
		f->org_text = mention_text(d, s, m);
		f->distance = 1;
		f->confidence = 0.85;
		if (m->nwho > 1) {
			f->counterpart = f->who;
			f->ncounterpart = f->nwho;
		}
		/* a heading of two words is no evidence by itself */
		if (words(sentence_text(d, from)) < EVIDENCE_WORDS)
			f->sentence = (size_t)(s - d->sentence);
	}
}

/* "Under the directions we have to:" */
static int
says_must(struct slice t)
{
	static const char *const words[] = {"have to", "has to", "must",
	    "required", "require", "oblige", "ordered", "directed",
	    "instructed", "told to", "needs to", "need to"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (memmem(t.p, t.n, words[i], strlen(words[i])) != NULL)
			return 1;
	return 0;
}

/* What an item under such a line says is required. */
static void
demand(struct facts *facts, const struct sentence *s, const struct document *d)
{
	for (size_t i = facts->n; i-- > 0;) {
		struct fact *f = &facts->f[i];

		if (f->sentence != (size_t)(s - d->sentence))
			break;
		if (strcmp(f->key[FACT_MEASURE], "plan") == 0 ||
		    (strcmp(f->key[FACT_MEASURE], "review") == 0 &&
			strcmp(f->key[FACT_VALUE], "ordered") == 0))
			f->key[FACT_MODALITY] = "required";
	}
}

void
lead_after(struct lead *l, struct facts *facts, const struct document *d,
    const struct sentence *s)
{
	const struct mention *m;

	if (begins_list(d, s->block)) {
		let_wait(l, facts, d, (size_t)(s - d->sentence), s->block);
		l->demands |= says_must(sentence_fold(d, s));
		return;
	}
	if (l->demands && d->block[s->block].kind == TEXT_ITEM)
		demand(facts, s, d);
	if (l->n != 0 && d->block[s->block].kind == TEXT_ITEM &&
	    (m = item_body(d, s)) != NULL)
		give(l, facts, d, s, m);
}

void
lead_end(struct lead *l, struct facts *facts)
{
	(void)facts;
	l->n = l->block = 0;
	l->demands = 0;
}
