/* SPDX-License-Identifier: MIT */
#include "answers.h"
#include "birth.h"
#include "entries.h"
#include "lead.h"
#include "listed.h"
#include "overtaken.h"
#include "refer.h"
#include "sentence.h"
#include "tables.h"
#include "together.h"
#include "tools.h"
#include "year.h"

void
tools_init(struct tools *t, const char *rules, struct reg *reg, int now)
{
	t->reg = reg;
	t->rules = rules_load(rules, now);
	tagger_init(&t->tagger, reg);
	matcher_init(&t->matcher, t->rules);
}

void
tools_free(struct tools *t)
{
	matcher_free(&t->matcher);
	tagger_free(&t->tagger);
	rules_free(t->rules);
	register_close(t->reg);
}

/* What the title says of a key, or NULL. */
static const char *
title_says(const struct matcher *m, const struct document *d, const char *key)
{
	for (size_t i = 0; i < d->nsentence; i++)
		if (d->block[d->sentence[i].block].kind == TEXT_TITLE)
			return matcher_says(
			    m, key, sentence_fold(d, &d->sentence[i]));
	return NULL;
}

void
understand(struct tools *t, struct document *d, struct facts *facts)
{
	struct lead lead = {0};
	struct entries entries = {0};
	struct year year = {0};

	facts_clear(facts);
	sentence_split(d);
	tag_document(&t->tagger, d);
	refer_resolve(d);
	together_find(d);
	tables_build(facts, d, t->reg, t->rules);
	d->now = d->as_of.year != 0 ? d->as_of : d->published;
	d->closed = 0;
	year_theme(d);
	d->category = title_says(&t->matcher, d, "category");
	d->plan = title_says(&t->matcher, d, "about") != NULL;
	for (size_t i = 0; i < d->nsentence; i++) {
		const struct sentence *s = &d->sentence[i];

		if (d->block[s->block].taken)
			continue;
		year_now(d, i);
		if (s->nmention != 0 || d->nentity != 0) {
			matcher_run(&t->matcher, d, s);
			lead_before(&lead, facts, d, s);
			facts_build(
			    facts, d, s, &t->matcher, year_at(&year, d, i));
			lead_after(&lead, facts, d, s);
			entries_build(&entries, facts, d, t->rules, i,
			    year_at(&year, d, i));
			listed_build(
			    facts, d, t->rules, i, year_at(&year, d, i));
			answers_build(
			    facts, d, &t->matcher, i, year_at(&year, d, i));
			facts_drop_asked(facts, i);
		}
		year_hear(&year, facts, d, i);
	}
	facts_drop_asked(facts, d->nsentence);
	overtaken_drop(facts);
	lead_end(&lead, facts);
	birth_dates(facts, d, t->reg);
}
