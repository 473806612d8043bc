/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entries.h"
#include "grow.h"

enum { LABEL_BYTES = 60, TAIL_BYTES = 24 };

static const char RULE[] = "listed-figure";

/* A line of a list: its amount, what it is for, and what is behind. */
struct line {
	const struct mention *amount; /* NULL: no such line */
	struct slice label, tail;
};

/* The one amount of money in a sentence, or NULL. */
static const struct mention *
only_amount(const struct document *d, const struct sentence *s)
{
	const struct mention *only = NULL;

	for (size_t k = 0; k < s->nmention; k++) {
		const struct mention *m = &d->mention[s->mention + k];

		if (m->kind != MENTION_MONEY)
			continue;
		if (only != NULL)
			return NULL;
		only = m;
	}
	return only != NULL && only->money.currency ? only : NULL;
}

/* "£92.6m on mental health": the words behind the amount, of no bytes if they
 * are none of these. */
static struct slice
label_behind(struct slice t, const struct mention *m)
{
	static const char *const words[] = {" on ", " for ", " went on ",
	    " goes on ", " will go on ", " was spent on ", " to ", " went to ",
	    " - ", ": "};
	struct slice rest = {t.p + m->tag_end, t.n - m->tag_end};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (rest.n > n && memcmp(rest.p, words[i], n) == 0)
			return (struct slice){rest.p + n, rest.n - n};
	}
	return (struct slice){rest.p, 0};
}

static struct line
line_at(const struct document *d, size_t i)
{
	const struct sentence *s = &d->sentence[i];
	const struct block *b = &d->block[s->block];
	struct slice t = sentence_fold(d, s);
	const struct mention *m = only_amount(d, s);
	struct line none = {0}, line = {.amount = m};
	size_t end;

	if (b->kind == TEXT_ROW || b->kind == TEXT_FURNITURE ||
	    b->nsentence != 1 || m == NULL)
		return none;
	if (m->tag == 0 && b->kind == TEXT_ITEM) {
		line.label = label_behind(t, m);
		line.tail = (struct slice){t.p + m->tag_end, 0};
		return line.label.n != 0 ? line : none;
	}
	if (m->tag < 3 || m->tag > LABEL_BYTES || t.n - m->tag_end > TAIL_BYTES)
		return none;
	for (end = m->tag; end > 0 && t.p[end - 1] == ' ';)
		end--;
	if (end == 0 || strchr(":-\t", t.p[end - 1]) == NULL)
		return none;
	line.label = (struct slice){t.p, m->tag};
	line.tail = (struct slice){t.p + m->tag_end, t.n - m->tag_end};
	return line;
}

static size_t
next_block(const struct document *d, size_t block)
{
	do
		block++;
	while (block < d->nblock && d->block[block].kind == TEXT_FURNITURE);
	return block;
}

/* A line like it stands right before or behind. */
static int
has_company(const struct document *d, const struct entries *e, size_t i)
{
	size_t next = next_block(d, d->sentence[i].block);

	return e->last + 1 == d->sentence[i].block ||
	       (next < d->nblock && d->block[next].nsentence == 1 &&
		   line_at(d, d->block[next].sentence).amount != NULL);
}

static const char *
map(const struct rules *rules, const char *name, struct slice text)
{
	size_t end;

	return rules_map(rules, name, text, 0, &end);
}

/* Whose it is: the CCG that the line names, or the one in focus. */
static int
set_owner(struct fact *f, const struct document *d, const struct sentence *s)
{
	const struct mention *m = &d->mention[s->mention];

	if (m->kind == MENTION_ORG) {
		if (m->body != BODY_CCG || m->nwho != 1 || m->tag > 4)
			return -1;
		f->who = d->member + m->who;
		f->org_text = mention_text(d, s, m);
	} else {
		if (s->nwho != 1 ||
		    d->entity[d->member[s->who]].body != BODY_CCG)
			return -1;
		f->who = d->member + s->who;
		f->distance = 3;
	}
	f->nwho = 1;
	return 0;
}

/* What the line over a list, or a question, says of a figure. */
int
entries_keys(struct fact *f, const struct rules *rules, struct slice lead,
    struct slice label, struct slice tail)
{
	const char *measure = map(rules, "listed-measure", lead);
	const char *basis = map(rules, "listed-basis", lead);
	const char *category = map(rules, "table-category", label);
	const char *sign = map(rules, "listed-sign", tail);
	int spending;

	if (measure == NULL)
		return -1;
	spending = map(rules, "listed-spending", slice_of(measure)) != NULL;
	if (sign == NULL)
		sign = map(rules, "listed-sign", lead);
	f->key[FACT_DATASET] = spending ? "spending" : "deficits";
	f->key[FACT_MEASURE] = measure;
	f->key[FACT_BASIS] = basis != NULL ? basis : "actual";
	if (strcmp(measure, "control_total") == 0)
		f->key[FACT_BASIS] = "target";
	f->key[FACT_MODALITY] =
	    strcmp(f->key[FACT_BASIS], "plan") == 0	? "planned"
	    : strcmp(f->key[FACT_BASIS], "target") == 0 ? "required"
							: "asserted";
	f->key[FACT_SIGN] = spending ? "" : sign != NULL ? sign : "-";
	if (spending)
		f->key[FACT_CATEGORY] = category != NULL   ? category
					: f->distance == 3 ? "other"
							   : "total";
	return 0;
}

void
entries_year(struct fact *f, const struct document *d, const struct sentence *s,
    int year)
{
	f->span.fin_year = year != 0 ? year : d->theme;
	for (size_t k = 0; k < s->nmention; k++) {
		const struct mention *m = &d->mention[s->mention + k];
		struct span span;

		if (m->kind == MENTION_PERIOD && !m->period.start_of &&
		    period_resolve(&m->period, d->now, year, &span) == 0 &&
		    span.fin_year != 0) {
			f->span = (struct span){.fin_year = span.fin_year};
			f->period_text = mention_text(d, s, m);
			return;
		}
	}
}

static int
has_facts(const struct facts *facts, size_t sentence)
{
	return facts->n != 0 && facts->f[facts->n - 1].sentence == sentence;
}

void
entries_build(struct entries *e, struct facts *facts, const struct document *d,
    const struct rules *rules, size_t i, int year)
{
	const struct sentence *s = &d->sentence[i];
	struct line line = line_at(d, i);
	const struct mention *m = line.amount;
	struct slice text = d->block[s->block].text;
	struct fact f = {.sentence = i, .confidence = 0.8};

	if (m == NULL || !has_company(d, e, i)) {
		if (d->block[s->block].kind != TEXT_FURNITURE)
			e->lead = i + 1;
		return;
	}
	e->last = next_block(d, s->block) - 1;
	if (e->lead == 0 || has_facts(facts, i) ||
	    (f.rule = rules_find(rules, RULE)) == NULL)
		return;
	for (size_t k = 0; k < FACT_KEYS; k++)
		f.key[k] = "";
	if (set_owner(&f, d, s) != 0 ||
	    entries_keys(&f, rules, sentence_fold(d, &d->sentence[e->lead - 1]),
		line.label, line.tail) != 0)
		return;
	entries_year(&f, d, &d->sentence[e->lead - 1], year);
	f.money = &m->money;
	f.amount_text = (struct slice){
	    text.p + s->start + m->money.from, m->money.to - m->money.from};
	*GROW(facts->f, facts->n, facts->cap) = f;
}
