/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entries.h"
#include "grow.h"
#include "listed.h"

enum { LEAD_BYTES = 110, LABEL_BYTES = 44, LEAST_ITEMS = 2, MOST_ITEMS = 16 };

static const char RULE[] = "listed-figure";

struct item {
	const struct mention *amount, *who; /* who: NULL for a line */
	struct slice label, tail;
};

struct list {
	struct slice lead;
	struct item item[MOST_ITEMS];
	size_t n;
};

/* Where the words that say what the list is of end, or 0. */
static size_t
lead_of(struct slice t)
{
	const char *colon = memchr(t.p, ':', t.n);
	size_t end = colon == NULL ? 0 : (size_t)(colon - t.p);

	return end < LEAD_BYTES && memmem(t.p, end, "<m", 2) == NULL ? end : 0;
}

static int
is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* The label without the marks and the "and" around it. */
static struct slice
trimmed(struct slice t)
{
	while (t.n > 0 && is_one_of(t.p[0], " ,;:)."))
		t.p++, t.n--;
	if (t.n > 4 && memcmp(t.p, "and ", 4) == 0)
		t.p += 4, t.n -= 4;
	while (t.n > 0 && is_one_of(t.p[t.n - 1], " :(-"))
		t.n--;
	return t;
}

/* The CCG whose tag is all of a label, or NULL. */
static const struct mention *
body_of(const struct document *d, const struct sentence *s, struct slice label)
{
	size_t at = (size_t)(label.p - sentence_fold(d, s).p);

	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_ORG && m->body == BODY_CCG &&
		    m->nwho == 1 && m->tag == at && m->tag_end == at + label.n)
			return m;
	}
	return NULL;
}

static int
is_line(const struct rules *rules, struct slice label)
{
	size_t end;

	return label.n >= 3 && label.n <= LABEL_BYTES &&
	       memchr(label.p, '<', label.n) == NULL &&
	       memchr(label.p, ',', label.n) == NULL &&
	       rules_map(rules, "table-category", label, 0, &end) != NULL;
}

/* Takes the list apart; 0, or -1 if it is none. */
static int
read_items(struct list *l, const struct document *d, const struct sentence *s,
    const struct rules *rules)
{
	struct slice t = sentence_fold(d, s);
	size_t at = lead_of(t);

	l->lead = (struct slice){t.p, at};
	for (size_t i = 0; at != 0 && i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];
		struct item *item = &l->item[l->n];

		if (m->kind != MENTION_MONEY)
			continue;
		if (l->n == MOST_ITEMS || !m->money.currency || m->tag < at)
			return -1;
		item->amount = m;
		item->label = trimmed((struct slice){t.p + at, m->tag - at});
		item->who = body_of(d, s, item->label);
		if (item->who == NULL && !is_line(rules, item->label))
			return -1;
		if (l->n != 0 &&
		    (item->who == NULL) != (l->item[l->n - 1].who == NULL))
			return -1;
		at = m->tag_end;
		item->tail = (struct slice){t.p + at, strcspn(t.p + at, ",;<")};
		l->n++;
	}
	return l->n >= LEAST_ITEMS ? 0 : -1;
}

/* Whose a list of lines is: the one CCG that the sentence names, or the one in
 * focus where it names nobody. */
static int
set_owner(struct fact *f, const struct document *d, const struct sentence *s)
{
	const struct mention *only = NULL;

	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind != MENTION_ORG || m->nwho == 0)
			continue;
		if (m->nwho != 1 || m->body != BODY_CCG ||
		    (only != NULL && d->member[only->who] != d->member[m->who]))
			return -1;
		only = m;
	}
	if (only == NULL &&
	    (s->nwho != 1 || d->entity[d->member[s->who]].body != BODY_CCG))
		return -1;
	f->who = d->member + (only != NULL ? only->who : s->who);
	f->nwho = 1;
	f->distance = only != NULL ? 0 : 3;
	f->org_text =
	    only != NULL ? mention_text(d, s, only) : d->entity[f->who[0]].name;
	return 0;
}

static int
says(const struct rules *rules, const char *map, struct slice text)
{
	size_t end;

	return rules_map(rules, map, text, 0, &end) != NULL;
}

/* A position is none of others, and has a word on its sign. */
static int
set_keys(struct fact *f, const struct rules *rules, const struct list *l,
    const struct item *item)
{
	const char *topic;
	size_t end;

	if (entries_keys(f, rules, l->lead, item->label, item->tail) != 0)
		return -1;
	if (strcmp(f->key[FACT_DATASET], "deficits") == 0)
		return says(rules, "listed-others", l->lead) ||
			       (!says(rules, "listed-sign", l->lead) &&
				   !says(rules, "listed-sign", item->tail))
			   ? -1
			   : 0;
	topic = rules_map(rules, "listed-topic", l->lead, 0, &end);
	if (topic != NULL && item->who != NULL)
		f->key[FACT_CATEGORY] = topic;
	return 0;
}

void
listed_build(struct facts *facts, const struct document *d,
    const struct rules *rules, size_t i, int year)
{
	const struct sentence *s = &d->sentence[i];
	enum text_kind kind = d->block[s->block].kind;
	struct slice text = d->block[s->block].text;
	struct list l = {0};

	if (kind == TEXT_ROW || kind == TEXT_FURNITURE ||
	    (facts->n != 0 && facts->f[facts->n - 1].sentence == i) ||
	    read_items(&l, d, s, rules) != 0)
		return;
	for (size_t k = 0; k < l.n; k++) {
		const struct mention *a = l.item[k].amount,
				     *who = l.item[k].who;
		struct fact f = {.sentence = i, .confidence = 0.8};

		for (size_t key = 0; key < FACT_KEYS; key++)
			f.key[key] = "";
		if ((f.rule = rules_find(rules, RULE)) == NULL)
			return;
		if (who != NULL) {
			f.who = d->member + who->who;
			f.nwho = 1;
			f.org_text = mention_text(d, s, who);
		} else if (set_owner(&f, d, s) != 0)
			return;
		if (set_keys(&f, rules, &l, &l.item[k]) != 0)
			return;
		entries_year(&f, d, s, year);
		f.money = &a->money;
		f.amount_text =
		    (struct slice){text.p + s->start + a->money.from,
			a->money.to - a->money.from};
		*GROW(facts->f, facts->n, facts->cap) = f;
	}
}
