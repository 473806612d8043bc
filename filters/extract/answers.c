/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "answers.h"
#include "entries.h"
#include "grow.h"

static const char RULE[] = "answered";

enum { LEAD_BYTES = 60, ASKED_BYTES = 200 };

/* The first amount of a sentence, or NULL. */
static const struct mention *
first_amount(const struct document *d, const struct sentence *s)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_MONEY)
			return m->money.currency ? m : NULL;
	}
	return NULL;
}

/* 1 if a figure was made of sentence i. */
static int
has_figure(const struct facts *facts, size_t i)
{
	for (size_t k = facts->n; k-- > 0;) {
		if (facts->f[k].sentence < i)
			return 0;
		if (facts->f[k].sentence == i && facts->f[k].money != NULL)
			return 1;
	}
	return 0;
}

static int
is_named(const struct rules *rules, const char *map, struct slice text)
{
	size_t end;

	return rules_map(rules, map, text, 0, &end) != NULL;
}

/*
 * The words that ask for the amount m of sentence i: the sentence before, or
 * what stands before it in its own; of no bytes if nobody asked.
 */
static struct slice
question(const struct document *d, const struct rules *rules, size_t i,
    const struct mention *m)
{
	const struct sentence *s = &d->sentence[i];
	struct slice t = sentence_fold(d, s), none = {t.p, 0};
	struct slice lead = {t.p, m->tag}, asked;

	if (lead.n <= ASKED_BYTES && is_named(rules, "asked-for", lead))
		return lead;
	if (i == 0 || s->block > d->sentence[i - 1].block + 1 ||
	    lead.n > LEAD_BYTES || !is_named(rules, "answer-opens", lead))
		return none;
	asked = sentence_fold(d, &d->sentence[i - 1]);
	return asked.n != 0 && is_named(rules, "question", asked) ? asked
								  : none;
}

static size_t
ccgs_named(const struct document *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->nentity; i++)
		n += d->entity[i].body == BODY_CCG && d->entity[i].strong != 0;
	return n;
}

/* Whose it is: the CCG that the question names, or the one in focus. */
static int
set_owner(struct fact *f, const struct document *d, const struct sentence *s,
    const struct sentence *asked)
{
	f->who = d->member + s->who;
	f->nwho = s->nwho;
	f->distance = 3;
	for (size_t i = 0; i < asked->nmention; i++) {
		const struct mention *m = &d->mention[asked->mention + i];

		if ((m->kind != MENTION_ORG && m->kind != MENTION_REF) ||
		    m->nwho == 0 || m->body != BODY_CCG)
			continue;
		f->who = d->member + m->who;
		f->nwho = m->nwho;
		f->org_text = mention_text(d, asked, m);
		f->distance = 2;
		break;
	}
	return f->nwho == 1 && d->entity[f->who[0]].body == BODY_CCG &&
		       (f->distance < 3 || ccgs_named(d) == 1 ||
			   f->who[0] == d->voice)
		   ? 0
		   : -1;
}

/* "How much will you spend": that is planned; "will you lose" is expected. */
static void
set_ahead(struct fact *f, struct slice asked)
{
	int spending = strcmp(f->key[FACT_DATASET], "spending") == 0;

	if (memmem(asked.p, asked.n, " will ", 6) == NULL ||
	    strcmp(f->key[FACT_BASIS], "actual") != 0)
		return;
	f->key[FACT_BASIS] = spending ? "plan" : "forecast";
	f->key[FACT_MODALITY] = spending ? "planned" : "asserted";
}

static void
set_year(struct fact *f, const struct document *d, const struct sentence *s,
    const struct sentence *asked, int year)
{
	const struct sentence *const in[] = {s, asked};
	struct span span;

	f->span.fin_year = year != 0 ? year : d->theme;
	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; k < in[i]->nmention; k++) {
			const struct mention *m =
			    &d->mention[in[i]->mention + k];

			if (m->kind != MENTION_PERIOD ||
			    m->period.kind == PERIOD_YEAR ||
			    period_resolve(&m->period, d->now, year, &span) !=
				0 ||
			    span.fin_year == 0)
				continue;
			f->span = (struct span){.fin_year = span.fin_year};
			f->period_text = mention_text(d, in[i], m);
			return;
		}
}

/* What was asked for and how it is meant; -1 if that is no figure of money. */
static int
set_keys(struct fact *f, const struct matcher *m, struct slice asked,
    struct slice tail)
{
	const char *category = matcher_says(m, "category", asked);

	for (size_t k = 0; k < FACT_KEYS; k++)
		f->key[k] = "";
	if (entries_keys(f, m->rules, asked, asked, tail) != 0)
		return -1;
	if (category != NULL && *f->key[FACT_CATEGORY] != '\0')
		f->key[FACT_CATEGORY] = category;
	else if (strcmp(f->key[FACT_MEASURE], "spend") != 0 &&
		 strcmp(f->key[FACT_CATEGORY], "other") == 0)
		f->key[FACT_CATEGORY] = "total";
	set_ahead(f, asked);
	return 0;
}

void
answers_build(struct facts *facts, const struct document *d,
    const struct matcher *m, size_t i, int year)
{
	const struct sentence *s = &d->sentence[i], *by = s;
	const struct mention *a = first_amount(d, s);
	struct slice t = sentence_fold(d, s), asked;
	struct fact f = {.sentence = i, .confidence = 0.75};

	if (a == NULL || d->block[s->block].kind == TEXT_ROW ||
	    d->block[s->block].kind == TEXT_FURNITURE || has_figure(facts, i) ||
	    (f.rule = rules_find(m->rules, RULE)) == NULL)
		return;
	asked = question(d, m->rules, i, a);
	if (asked.n == 0 || memmem(t.p, t.n, " between ", 9) != NULL)
		return; /* "£3m between the four" is of none of them */
	if (asked.p != t.p)
		by--;
	if (set_owner(&f, d, s, by) != 0 ||
	    set_keys(&f, m, asked,
		(struct slice){t.p + a->tag_end, t.n - a->tag_end}) != 0)
		return;
	set_year(&f, d, s, by, year);
	f.money = &a->money;
	f.amount_text =
	    (struct slice){d->block[s->block].text.p + s->start + a->money.from,
		a->money.to - a->money.from};
	*GROW(facts->f, facts->n, facts->cap) = f;
}
