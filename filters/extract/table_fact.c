/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "table_draft.h"
#include "table_fact.h"
#include "table_sign.h"
#include "table_sum.h"
#include "table_when.h"

static int
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

static const struct rule *
rule_for(const struct draft *t)
{
	const struct rules *rules = t->p->lexicon.rules;
	const char *of = is(t->dataset, "deficits") ? "position" : t->measure;

	for (size_t i = 0; i < rules->nrule; i++)
		if (strncmp(rules->rule[i].id, "table-", 6) == 0 &&
		    strcmp(rules->rule[i].id + 6, of) == 0)
			return &rules->rule[i];
	return NULL;
}

/* Whether plan - result = variance in this line; 0 if it cannot be asked. */
static int
equation(const struct draft *t)
{
	for (size_t k = 0; k < t->g->ncolumn; k++) {
		const struct column *v = &t->g->column[k];
		struct pair_of pair;
		const struct figure *f = figure_at(t->g, t->line, k);
		const struct figure *self = figure_at(t->g, t->line, t->column);

		if (v->text || v->dropped || !v->means.variance || !f->is)
			continue;
		pair = sign_pair(t->g, t->line, k);
		if (pair.plan == NULL || pair.result == NULL ||
		    (self != f && self != pair.plan && self != pair.result))
			continue;
		return sum_difference(pair.plan, pair.result, f) ? 1 : -1;
	}
	return 0;
}

/* 1 for a total that is itself a part of the next. */
static int
is_subtotal(const struct draft *t)
{
	size_t parent = draft_line(t)->parent;

	return is(t->category, "total") && parent != NO_LINE &&
	       sign_kind(t->g, &t->g->line[parent]) == t->of;
}

static double
confidence(const struct draft *t, int check)
{
	const struct line *line = draft_line(t);
	double c = 0.85;

	c += check > 0 || line->ok > 0 ? 0.1 : 0;
	c -= check < 0 ? 0.35 : 0;
	c -= draft_column(t)->guessed && check <= 0 ? 0.1 : 0;
	c -= t->sure ? 0 : 0.15;
	c -= t->based ? 0 : 0.1;
	c -= draft_column(t)->scale_said || line->scale != 0 ? 0 : 0.1;
	c -= is_subtotal(t) ? 0.2 : 0; /* not the total that is meant */
	return c < 0.2 ? 0.2 : c;
}

static void
add_text(struct buf *b, const char *key, struct slice value)
{
	int bad = buf_puts(b, key);

	for (size_t i = 0; i < value.n; i++)
		bad |= buf_putc(b,
		    value.p[i] == '\t' || value.p[i] == ';' ? ' ' : value.p[i]);
	if (bad)
		die(EXIT_SYSTEM, "out of memory");
}

/* The offset in facts->detail stands in for a pointer until fact_finish. */
static struct slice
detail(struct facts *facts, const struct draft *t, int check)
{
	size_t at = facts->detail.n;
	const struct line *line = draft_line(t);
	const char *joint = "";

	if (line->part) {
		add_text(&facts->detail,
		    line->provider ? "provider=" : "scheme=", line->label);
		joint = "; ";
	}
	if (check != 0) {
		add_text(&facts->detail, joint,
		    slice_of(check > 0 ? "check=plan-actual=variance"
				       : "check=plan-actual<>variance"));
		joint = "; ";
	}
	if (line->total && line->ok)
		add_text(&facts->detail, joint, slice_of("check=lines=total"));
	return (struct slice){
	    (const char *)(uintptr_t)at, facts->detail.n - at};
}

static void
set_time(struct fact *f, const struct draft *t)
{
	const struct paper *p = t->p;
	int month = t->m.month;

	if (month == 0 && t->m.year == p->year)
		month = p->month;
	f->span = when_span(t->m.reach, t->m.year, month);
	f->as_of = p->as_of;
	if (t->m.month != 0 && t->m.year != 0 && t->m.basis != BASIS_PLAN)
		f->as_of = when_month_end(t->m.year, t->m.month);
	f->period_text = draft_column(t)->head;
}

static void
add_fact(struct facts *facts, const struct draft *t)
{
	const struct figure *figure = figure_at(t->g, t->line, t->column);
	const struct rule *rule = rule_for(t);
	int check = equation(t);
	struct money *m;
	struct fact *f;
	size_t who = t->m.who == NO_ENTITY ? t->g->around.who : t->m.who;

	if (rule == NULL || (who == JOINT && t->pence == 0))
		return;
	m = GROW(facts->money, facts->nmoney, facts->cmoney);
	m->low = m->high = llabs(t->pence);
	f = GROW(facts->f, facts->n, facts->cap);
	for (size_t k = 0; k < FACT_KEYS; k++)
		f->key[k] = "";
	f->rule = rule;
	f->sentence = draft_line(t)->sentence;
	f->key[FACT_DATASET] = t->dataset;
	f->key[FACT_MEASURE] = t->measure;
	f->key[FACT_CATEGORY] = t->category;
	f->key[FACT_BASIS] = t->basis;
	set_time(f, t);
	f->key[FACT_SPAN] = period_span_name((int)f->span.span);
	f->key[FACT_SIGN] = t->pence < 0 ? "-" : "+";
	f->amount_text = figure->text;
	f->scale = draft_line(t)->scale != 0	 ? draft_line(t)->scale
		   : draft_column(t)->scale != 0 ? draft_column(t)->scale
						 : 1;
	f->joint = who == JOINT;
	f->nwho = who < OTHERS;
	f->who = (const size_t *)(uintptr_t)who; /* until fact_finish */
	f->confidence = confidence(t, check);
	f->detail = detail(facts, t, check);
}

void
fact_build(struct facts *facts, struct grid *g, const struct paper *p)
{
	for (size_t i = 0; i < g->nline; i++)
		for (size_t k = 0; k < g->ncolumn; k++) {
			struct draft t = {
			    .g = g, .p = p, .line = i, .column = k};

			if (draft_figure(&t))
				add_fact(facts, &t);
		}
}

void
fact_finish(struct facts *facts, const struct document *d, size_t first)
{
	while (facts->nown < d->nentity) {
		size_t i = facts->nown;

		*GROW(facts->own, facts->nown, facts->cown) = i;
	}
	for (size_t i = first; i < facts->n; i++) {
		struct fact *f = &facts->f[i];

		f->money = strcmp(f->key[FACT_MEASURE], "rating") == 0
			       ? NULL
			       : &facts->money[i - first];
		if (f->detail.n != 0)
			f->detail.p = buf_slice(&facts->detail).p +
				      (uintptr_t)f->detail.p;
		if (f->nwho == 0) {
			f->who = NULL;
			continue;
		}
		f->who = &facts->own[(uintptr_t)f->who];
		f->org_text = d->entity[*f->who].name;
	}
}
