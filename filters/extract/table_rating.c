/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "grow.h"
#include "table_rating.h"
#include "table_whose.h"

static const char RULE[] = "table-rating";

static const struct rule *
rule_of(const struct rules *rules)
{
	for (size_t i = 0; i < rules->nrule; i++)
		if (strcmp(rules->rule[i].id, RULE) == 0)
			return &rules->rule[i];
	return NULL;
}

static const char *
rating_at(struct grid *g, struct paper *p, size_t line, size_t column)
{
	struct slice cell = figure_at(g, line, column)->text;

	return cell.n == 0 ? NULL
			   : lexicon_find(&p->lexicon, SAYS_RATING, cell);
}

/* Columns of which most cells are ratings, and no other words. */
static int
is_rated(struct grid *g, struct paper *p, size_t column)
{
	size_t ratings = 0, others = 0;

	for (size_t i = 0; i < g->nline; i++) {
		if (figure_at(g, i, column)->text.n == 0)
			continue;
		if (rating_at(g, p, i, column) != NULL)
			ratings++;
		else
			others++;
	}
	return ratings > 2 * others;
}

/* The first financial year that a heading, the caption or the lines over the
 * table name; 0 if none does. */
static int
year_of(const struct grid *g, size_t column)
{
	int year = g->column[column].says.year;

	if (year == 0)
		year = g->around.caption_says.year;
	return year != 0 ? year : g->around.heading_says.year;
}

/* A column or a line of an area ("Cancer"), else of the whole. */
static const char *
scope_of(struct grid *g, struct paper *p, size_t line, size_t column)
{
	const char *scope =
	    lexicon_find(&p->lexicon, SAYS_AREA, g->column[column].head);

	if (scope == NULL)
		scope = lexicon_find(
		    &p->lexicon, SAYS_AREA, figure_at(g, line, 0)->text);
	return scope != NULL ? scope : "overall";
}

static size_t
whose(struct grid *g, struct paper *p, size_t line)
{
	struct slice label = figure_at(g, line, 0)->text;
	size_t who = whose_label(p, g->d, label, 1);

	if (who == NO_ENTITY &&
	    lexicon_find(&p->lexicon, SAYS_AREA, label) != NULL)
		who = g->around.who;
	return who;
}

static void
add(struct facts *facts, const struct grid *g, const struct rule *rule,
    size_t line, size_t column, size_t who)
{
	struct fact *f = GROW(facts->f, facts->n, facts->cap);

	/* fact_finish pairs facts with amounts */
	*GROW(facts->money, facts->nmoney, facts->cmoney) = (struct money){0};
	for (size_t k = 0; k < FACT_KEYS; k++)
		f->key[k] = "";
	f->rule = rule;
	f->sentence = g->line[line].sentence;
	f->key[FACT_DATASET] = "status";
	f->key[FACT_MEASURE] = "rating";
	f->key[FACT_MODALITY] = "asserted";
	f->span.fin_year = year_of(g, column);
	f->period_text = g->column[column].head;
	f->nwho = 1;
	f->who = (const size_t *)(uintptr_t)who; /* until fact_finish */
	f->confidence = 0.9;
}

static int
is_empty(struct grid *g, size_t column)
{
	for (size_t i = 0; i < g->nline; i++)
		if (figure_at(g, i, column)->text.n != 0)
			return 0;
	return 1;
}

int
rating_read(struct facts *facts, struct grid *g, struct paper *p)
{
	const struct rule *rule = rule_of(p->lexicon.rules);
	int all = 1;
	size_t n = 0;

	for (size_t k = 1; rule != NULL && k < g->ncolumn; k++) {
		if (!is_rated(g, p, k)) {
			all &= is_empty(g, k);
			continue;
		}
		for (size_t i = 0; i < g->nline; i++) {
			const char *value = rating_at(g, p, i, k);
			size_t who = value != NULL ? whose(g, p, i) : NO_ENTITY;

			if (who >= OTHERS || g->d->entity[who].body != BODY_CCG)
				continue;
			add(facts, g, rule, i, k, who);
			facts->f[facts->n - 1].key[FACT_VALUE] = value;
			facts->f[facts->n - 1].key[FACT_SCOPE] =
			    scope_of(g, p, i, k);
			n++;
		}
	}
	return n > 0 && all;
}
