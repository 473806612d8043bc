/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "gazetteer.h"
#include "grow.h"
#include "table.h"

enum { NAME_WORDS = 16 };

/* A name's words; a comma in the text is passed over only where the name
 * has one, since "Hambleton, Richmondshire and Whitby" is one body. */
struct entry {
	uint64_t word[NAME_WORDS];
	unsigned char comma[NAME_WORDS]; /* a comma may stand before it */
	unsigned char upper[NAME_WORDS]; /* must be written in capitals */
	unsigned char lower;		 /* may begin with a small letter */
	size_t n;
	struct meaning *meaning;
	size_t nmeaning, cmeaning;
	size_t next; /* with the same first word, shorter or equal */
};

struct gazetteer {
	const struct reg *reg;
	struct entry *entry;
	size_t n, cap;
	struct table *key;   /* a name's words -> entry */
	struct table *first; /* a first word -> slot */
	size_t *head;	     /* by that slot: the longest entry */
	size_t nhead, chead;
};

/* Words that a name may lose at its ends, kind by kind of body. */
static const char *const tails_ccg[][4] = {
    {"clinical", "commissioning", "groups"},
    {"clinical", "commissioning", "group"}, {"ccgs"}, {"ccg"}};
static const char *const tails_trust[][4] = {{"nhs", "foundation", "trust"},
    {"nhs", "trust"}, {"foundation", "trust"}, {"trust"}, {"ft"}};
static const char *const tails_system[][4] = {
    {"sustainability", "and", "transformation", "partnership"},
    {"sustainability", "and", "transformation", "plan"},
    {"integrated", "care", "system"}, {"integrated", "care", "board"}, {"icb"},
    {"ics"}, {"stp"}};

static size_t
tail_length(const char *const tail[4])
{
	size_t n = 0;

	while (n < 4 && tail[n] != NULL)
		n++;
	return n;
}

static void
strip_tail(struct words *w, const char *const (*tails)[4], size_t ntails)
{
	for (size_t t = 0; t < ntails; t++) {
		size_t n = tail_length(tails[t]), i = 0;

		if (w->n <= n)
			continue;
		while (i < n && word_is(w, w->n - n + i, tails[t][i]))
			i++;
		if (i == n) {
			w->n -= n;
			return;
		}
	}
}

#define STRIP(w, tails) strip_tail(w, tails, sizeof(tails) / sizeof *(tails))

static void
strip(struct words *w, enum org_type type, enum alias_kind kind)
{
	if (kind == ALIAS_FORMAL)
		return;
	if (type == ORG_CCG)
		STRIP(w, tails_ccg);
	else if (type == ORG_TRUST)
		STRIP(w, tails_trust);
	else if (type == ORG_STP || type == ORG_ICB)
		STRIP(w, tails_system);
	else
		return;
	if (w->n > 1 && (word_is(w, 0, "nhs") || word_is(w, 0, "the"))) {
		memmove(w->w, w->w + 1, (w->n - 1) * sizeof *w->w);
		w->n--;
	}
}

static size_t
entry_for(struct gazetteer *g, const struct words *w, int acronym)
{
	struct entry e = {
	    .n = w->n,
	    .lower = !w->w[0].capital || words_compass(w, 0),
	};
	size_t slot;

	for (size_t i = 0; i < w->n; i++) {
		e.word[i] = w->w[i].hash;
		e.comma[i] = w->w[i].before == ',' || w->w[i].before == '(' ||
			     w->w[i].before == ')';
		e.upper[i] = acronym && w->w[i].upper;
	}
	slot = table_slot(g->key,
	    (struct slice){(const char *)e.word, w->n * sizeof *e.word});
	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot == g->n)
		*GROW(g->entry, g->n, g->cap) = e;
	for (size_t i = 0; i < w->n; i++) {
		g->entry[slot].comma[i] |= e.comma[i];
		g->entry[slot].upper[i] &= e.upper[i];
	}
	g->entry[slot].lower |= e.lower;
	return slot;
}

static void
add(struct gazetteer *g, const struct words *w, struct meaning m, int acronym)
{
	struct entry *e;
	size_t slot;

	if (w->n == 0 || w->n > NAME_WORDS)
		return;
	slot = entry_for(g, w, acronym); /* may move g->entry */
	e = &g->entry[slot];
	for (size_t i = 0; i < e->nmeaning; i++)
		if (e->meaning[i].org == m.org &&
		    e->meaning[i].group == m.group)
			return;
	*GROW(e->meaning, e->nmeaning, e->cmeaning) = m;
}

static void
add_aliases(struct gazetteer *g, struct words *w)
{
	for (size_t i = 0; i < register_aliases(g->reg); i++) {
		const struct alias *a = register_alias(g->reg, i);

		words_split(w, a->text, 0, a->text.n);
		strip(w, register_org(g->reg, a->org)->type, a->kind);
		add(g, w,
		    (struct meaning){
			.org = a->org,
			.group = REGISTER_NONE,
			.kind = a->kind,
			.from = a->from,
			.to = a->to,
		    },
		    a->kind == ALIAS_ACRONYM);
	}
}

static void
add_groups(struct gazetteer *g, struct words *w)
{
	struct slice last = {"", 0};

	for (size_t i = 0; i < register_groups(g->reg); i++) {
		struct slice name = register_group(g->reg, i)->name;

		if (slice_eq(name, last))
			continue;
		last = name;
		words_split(w, name, 0, name.n);
		STRIP(w, tails_ccg);
		add(g, w,
		    (struct meaning){
			.org = REGISTER_NONE, .group = i, .kind = ALIAS_SHORT},
		    0);
	}
}

static struct slice
first_word(const struct entry *e)
{
	return (struct slice){(const char *)e->word, sizeof *e->word};
}

/* Hangs entry i into the chain of its first word, behind longer ones. */
static void
chain(struct gazetteer *g, size_t i)
{
	size_t slot = table_slot(g->first, first_word(&g->entry[i]));
	size_t *at;

	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot == g->nhead)
		*GROW(g->head, g->nhead, g->chead) = SIZE_MAX;
	for (at = &g->head[slot]; *at != SIZE_MAX; at = &g->entry[*at].next)
		if (g->entry[*at].n < g->entry[i].n)
			break;
	g->entry[i].next = *at;
	*at = i;
}

struct gazetteer *
gazetteer_new(const struct reg *reg)
{
	struct gazetteer *g = must(calloc(1, sizeof *g));
	struct words w = {0};

	g->reg = reg;
	g->key = must(table_new());
	g->first = must(table_new());
	add_aliases(g, &w);
	add_groups(g, &w);
	for (size_t i = 0; i < g->n; i++)
		chain(g, i);
	words_free(&w);
	return g;
}

/* 1 if entry e stands at word at of the text. */
static int
stands(const struct entry *e, const struct words *w, size_t at)
{
	if (at + e->n > w->n || (!w->w[at].capital && !e->lower))
		return 0;
	for (size_t i = 0; i < e->n; i++) {
		const struct word *x = &w->w[at + i];

		if (x->hash != e->word[i] || (e->upper[i] && !x->upper))
			return 0;
		if (i > 0 && x->before != ' ' && x->before != '-' &&
		    x->before != '\'' && x->before != '\0' &&
		    !((x->before == ',' || x->before == '(' ||
			  x->before == ')') &&
			e->comma[i]))
			return 0;
	}
	return 1;
}

int
gazetteer_find(const struct gazetteer *g, const struct words *w, size_t at,
    size_t max, struct name *out)
{
	size_t slot = table_find(g->first,
	    (struct slice){(const char *)&w->w[at].hash, sizeof w->w->hash});

	if (slot == TABLE_NONE)
		return 0;
	for (size_t i = g->head[slot]; i != SIZE_MAX; i = g->entry[i].next) {
		const struct entry *e = &g->entry[i];

		if (e->n > max || !stands(e, w, at))
			continue;
		*out = (struct name){e->meaning, e->nmeaning, e->n};
		return 1;
	}
	return 0;
}

void
gazetteer_free(struct gazetteer *g)
{
	if (g == NULL)
		return;
	for (size_t i = 0; i < g->n; i++)
		free(g->entry[i].meaning);
	free(g->entry);
	free(g->head);
	table_free(g->key);
	table_free(g->first);
	free(g);
}
