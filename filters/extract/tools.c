/* SPDX-License-Identifier: MIT */
#include "lead.h"
#include "refer.h"
#include "sentence.h"
#include "tables.h"
#include "tools.h"

/* For so many sentences beyond its paragraph a year is the one spoken of. */
enum { YEAR_LASTS = 2 };

static int
still_said(const struct document *d, size_t said, size_t now)
{
	return now <= said + YEAR_LASTS ||
	       d->sentence[said].block == d->sentence[now].block;
}

void
tools_init(struct tools *t, const char *rules, struct reg *reg)
{
	t->reg = reg;
	t->rules = rules_load(rules);
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

void
understand(struct tools *t, struct document *d, struct facts *facts)
{
	int year = 0;
	size_t said = 0;

	struct lead lead = {0};

	facts_clear(facts);
	sentence_split(d);
	tag_document(&t->tagger, d);
	refer_resolve(d);
	tables_build(facts, d, t->reg, t->rules);
	for (size_t i = 0; i < d->nsentence; i++) {
		const struct sentence *s = &d->sentence[i];

		if (d->block[s->block].taken)
			continue;
		if (s->nmention != 0 || d->nentity != 0) {
			matcher_run(&t->matcher, d, s);
			lead_before(&lead, facts, d, s);
			facts_build(facts, d, s, &t->matcher,
			    still_said(d, said, i) ? year : 0);
			lead_after(&lead, facts, d, s);
		}
		if (facts_year(facts, d, s, 0) != 0) {
			year = facts_year(facts, d, s, year);
			said = i;
		}
	}
	lead_end(&lead, facts);
}
