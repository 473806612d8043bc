/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "table_fact.h"
#include "table_sign.h"
#include "table_sum.h"
#include "table_when.h"

static int
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

/* One figure on its way to a fact. */
struct draft {
	const struct grid *g;
	const struct paper *p;
	size_t line, column;
	struct gist m;
	enum figure_of of;
	int sure;      /* of its sign */
	int based;     /* on words for its basis */
	int64_t pence; /* with the sign of a fact */
	const char *dataset, *measure, *category, *basis;
};

static const struct line *
line_of(const struct draft *t)
{
	return &t->g->line[t->line];
}

static const struct column *
column_of(const struct draft *t)
{
	return &t->g->column[t->column];
}

/* What the words around a table say of its figures. */
static struct gist
around_gist(const struct reading *r)
{
	struct gist m = {.basis = gist_basis(r->v[SAYS_BASIS]),
	    .reach = gist_reach(r->v[SAYS_SPAN]),
	    .variance = says_is(r, SAYS_ABOVE, "variance"),
	    .position = r->v[SAYS_POSITION],
	    .who = NO_ENTITY};

	if (r->until && m.reach == REACH_NONE)
		m.reach = REACH_TO_DATE;
	if (r->year2 == 0)
		m.year = r->year;
	return m;
}

/* A heading over the labels can say what all figures are. */
static struct gist
corner_gist(const struct grid *g)
{
	struct gist m = {.who = NO_ENTITY};
	int others = 0;

	for (size_t k = 0; k < g->ncolumn && g->column[k].text; k++) {
		struct gist c = around_gist(&g->column[k].says);

		gist_inherit(&m, &c);
		m.variance |= c.variance;
	}
	/* "Target" over labels is what they are, where figures say their own */
	for (size_t k = 0; k < g->ncolumn; k++)
		others |= !g->column[k].text && !g->column[k].dropped &&
			  g->column[k].means.basis != BASIS_NONE;
	if (others)
		m.basis = BASIS_NONE;
	return m;
}

/*
 * "Favourable/(adverse)" over the labels, and no word of a variance over the
 * figures: all of them are.
 */
static int
corner_is_variance(const struct grid *g)
{
	int corner = 0;

	for (size_t k = 0; k < g->ncolumn; k++) {
		const struct column *c = &g->column[k];

		if (c->text)
			corner |= says_is(&c->says, SAYS_KIND, "variance");
		else if (c->means.variance || c->means.basis == BASIS_PLAN)
			return 0;
	}
	return corner;
}

/* Merging. */

/* Bodies as columns and bodies as lines: the one that is named. */
static size_t
whose(const struct line *line, const struct column *c)
{
	size_t a = line->means.who, b = c->means.who;

	if (a == OTHERS || b == OTHERS)
		return OTHERS;
	if (a == JOINT || b == JOINT)
		return JOINT;
	return a != NO_ENTITY ? a : b;
}

/* A line that is a body, a basis or a time leaves the measure to others. */
static int
leaves_measure(const struct line *line)
{
	const struct gist *m = &line->means;

	if (m->row != NULL)
		return 0;
	return m->category == NULL || (line->body && is(m->category, "total"));
}

/* What the columns beside one are of, where it only tells plan from result. */
static const struct gist *
beside(const struct draft *t)
{
	const struct grid *g = t->g;

	for (size_t off = 1; off < g->ncolumn; off++)
		for (int side = 0; side < 2; side++) {
			size_t k =
			    side == 0 ? t->column - off : t->column + off;

			if (k < g->ncolumn && !g->column[k].text &&
			    g->column[k].means.row != NULL)
				return &g->column[k].means;
		}
	return NULL;
}

static void
merge_measure(struct draft *t, const struct gist *above)
{
	const struct gist *c = &column_of(t)->means;
	struct gist *m = &t->m;

	if (leaves_measure(line_of(t))) {
		m->category = NULL;
		if (!c->variance || c->row != NULL) {
			m->row = c->row;
			m->position = or_else(m->position, c->position);
		}
		m->category = c->category;
		if (line_of(t)->body && m->row == NULL && m->category == NULL &&
		    t->g->around.topic == NULL && beside(t) != NULL) {
			m->row = beside(t)->row;
			m->position = or_else(m->position, beside(t)->position);
		}
	}
	if (m->row == NULL && is(c->row, "savings"))
		m->row = c->row;
	if (m->row == NULL && m->category == NULL)
		m->position = or_else(m->position, above->position);
}

static int
column_is_silent(const struct column *c)
{
	return c->means.basis == BASIS_NONE && !c->means.variance;
}

/* Basis, reach and time: the column first, then the line, then above. */
static void
merge_time(struct draft *t, const struct gist *above)
{
	const struct column *c = column_of(t);
	struct gist *m = &t->m, line = line_of(t)->means;

	/* "variance to plan" is no plan */
	m->variance =
	    c->means.variance || line.variance || corner_is_variance(t->g);
	if (m->variance && line.basis == BASIS_PLAN)
		line.basis = BASIS_NONE;
	m->basis = t->g->by_line && line.basis != BASIS_NONE ? line.basis
							     : c->means.basis;
	m->reach = c->guessed && line.reach != REACH_NONE ? line.reach
							  : c->means.reach;
	m->year = c->means.year;
	m->month = c->means.month;
	if (column_is_silent(c) && !line.variance && line.basis == BASIS_NONE)
		m->variance |= above->variance;
	if (m->basis == BASIS_NONE)
		m->basis = line.basis;
	if (m->basis == BASIS_FORECAST &&
	    (line.reach == REACH_TO_DATE || m->reach == REACH_TO_DATE))
		m->basis = BASIS_ACTUAL; /* "actual/forecast" of that time */
	if (m->reach == REACH_NONE)
		m->reach = line.reach;
	if (m->year == 0)
		m->year = line.year;
	if (m->month == 0)
		m->month = line.month;
	t->based = m->basis != BASIS_NONE;
	if (m->basis == BASIS_NONE && (!m->variance || above->variance) &&
	    !(above->variance && above->basis == BASIS_PLAN))
		m->basis = above->basis;
	if (m->reach == REACH_NONE && m->basis != BASIS_FORECAST)
		m->reach = above->reach;
	if (m->year == 0)
		m->year = above->year;
}

/* "Main variances at month 8" over a table. */
static int
says_month(const struct draft *t)
{
	const struct around *a = &t->g->around;

	return t->p->month != 0 && (a->caption_says.month == t->p->month ||
				       a->heading_says.month == t->p->month);
}

/* What nothing says. */
static void
assume_basis(struct draft *t)
{
	struct gist *m = &t->m;
	int current = t->p->year == 0 || m->year == 0 || m->year == t->p->year;

	if (m->basis != BASIS_NONE)
		return;
	if (m->variance && m->reach == REACH_NONE && says_month(t))
		m->reach = REACH_TO_DATE;
	if (m->reach == REACH_TO_DATE || m->reach == REACH_MONTH ||
	    m->reach == REACH_QUARTER)
		m->basis = BASIS_ACTUAL;
	else if (!current)
		m->basis = m->year > t->p->year ? BASIS_PLAN : BASIS_ACTUAL;
	else if (!m->variance && t->g->around.basis == BASIS_PLAN)
		m->basis = BASIS_PLAN;
	else if (is(m->row, "allocation"))
		m->basis = BASIS_PLAN;
	else if (m->reach == REACH_YEAR || m->month != 0 ||
		 is(m->position, "position_underlying"))
		m->basis = BASIS_FORECAST;
}

static void
assume_reach(struct draft *t)
{
	struct gist *m = &t->m;
	int whole = t->p->month == 0 || t->p->month == 12;

	if (m->reach == REACH_NONE)
		m->reach = m->basis == BASIS_ACTUAL && !whole &&
				   (m->year == 0 || m->year == t->p->year)
			       ? REACH_TO_DATE
			       : REACH_YEAR;
	/* accounts are published in the year after: normalise knows when */
	if (m->year == 0 && (t->p->year_said || m->reach != REACH_YEAR ||
				m->basis != BASIS_ACTUAL))
		m->year = t->p->year;
	/* what a year that is not over has come to is expected */
	if (m->basis == BASIS_ACTUAL && m->reach == REACH_YEAR && !whole &&
	    m->year == t->p->year)
		m->basis = BASIS_FORECAST;
}

/* Measures. */

static const char *
basis_name(const struct draft *t)
{
	static const char *const names[] = {[BASIS_NONE] = "",
	    [BASIS_PLAN] = "plan",
	    [BASIS_ACTUAL] = "actual",
	    [BASIS_FORECAST] = "forecast"};

	return names[t->m.basis];
}

static int
set_position(struct draft *t)
{
	const char *position = or_else(t->m.position, "position");

	t->dataset = "deficits";
	t->category = "";
	if (t->m.variance) {
		t->measure = "variance";
		return !is(position, "position_underlying") &&
		       t->m.basis != BASIS_PLAN;
	}
	if (is(position, "control_total")) {
		if (t->m.basis == BASIS_ACTUAL ||
		    (t->m.basis == BASIS_FORECAST &&
			!column_is_silent(column_of(t))))
			position = "position_in_year";
		else
			t->basis = "target";
	}
	t->measure = position;
	return 1;
}

static int
set_spending(struct draft *t)
{
	static const char *const measures[] = {[OF_SPEND] = "spend",
	    [OF_SAVINGS] = "savings",
	    [OF_ALLOCATION] = "allocation",
	    [OF_POSITION] = ""};

	t->dataset = "spending";
	t->measure = measures[t->of];
	t->category = t->m.category;
	if (t->category == NULL)
		t->category = t->of == OF_SPEND	    ? "other"
			      : t->of == OF_SAVINGS ? "other"
						    : "total";
	if (t->of == OF_SAVINGS && is(t->m.row, "savings") &&
	    t->m.category == NULL)
		t->category = "total";
	if (!t->m.variance)
		return 1;
	if (t->of == OF_SAVINGS)
		t->category = "savings";
	t->measure = "variance";
	return t->of != OF_ALLOCATION && t->m.basis != BASIS_PLAN;
}

/* 1 if a label says which of the table's figures a line has, or whose. */
static int
says_part_of(const struct line *line)
{
	const struct gist *m = &line->means;

	return line->label.n == 0 || line->body || m->variance ||
	       m->basis != BASIS_NONE || m->reach != REACH_NONE ||
	       m->year != 0 || m->month != 0;
}

/* 1 if the line and the table say what a figure is of. */
static int
is_known(const struct draft *t)
{
	const char *topic = t->g->around.topic;

	if (t->m.row != NULL || t->m.category != NULL)
		return 1;
	if (line_of(t)->provider)
		return t->g->spending;
	if (is(topic, "position"))
		return says_part_of(line_of(t));
	return is(topic, "savings") ||
	       (t->g->spending && line_of(t)->label.n > 0);
}

/* Nothing in the heading says what a column is, or of when, or of whom. */
static int
says_nothing(const struct column *c)
{
	const struct gist *m = &c->means;

	return column_is_silent(c) && c->says.v[SAYS_SPAN] == NULL &&
	       c->says.year == 0 && c->says.month == 0 && m->row == NULL &&
	       m->category == NULL && m->who == NO_ENTITY && c->head.n != 0 &&
	       c->says.v[SAYS_TOTAL] == NULL;
}

/* Between columns that say what they are one that does not is neither. */
static int
is_left_over(const struct draft *t)
{
	if (t->m.variance || t->of == OF_POSITION ||
	    line_of(t)->means.basis != BASIS_NONE ||
	    (t->m.basis != BASIS_NONE ? !says_nothing(column_of(t))
				      : !column_is_silent(column_of(t))))
		return 0;
	for (size_t k = 0; k < t->g->ncolumn; k++)
		if (!t->g->column[k].text && !t->g->column[k].dropped &&
		    !column_is_silent(&t->g->column[k]))
			return 1;
	return 0;
}

static enum figure_of
kind_of(const struct draft *t)
{
	struct line as = {.means = t->m};

	return sign_kind(t->g, &as);
}

/* 0 if the cell is no row of a dataset. */
static int
draft(struct draft *t)
{
	const struct line *line = line_of(t);
	const struct column *c = column_of(t);
	const struct around *a = &t->g->around;
	struct gist above = around_gist(&a->caption_says);
	struct gist heading = around_gist(&a->heading_says), corner;

	if (c->text || c->dropped || line->skipped ||
	    !figure_at(t->g, t->line, t->column)->is ||
	    says_is(&c->says, SAYS_ROW, "skip"))
		return 0;
	heading.variance = 0;
	corner = corner_gist(t->g);
	corner.variance |= above.variance;
	gist_inherit(&corner, &above);
	gist_inherit(&corner, &heading);
	above = corner;
	t->m = line->means;
	t->m.who = whose(line, c);
	merge_measure(t, &above);
	merge_time(t, &above);
	assume_basis(t);
	assume_reach(t);
	t->basis = basis_name(t);
	if (t->m.who == OTHERS || !is_known(t))
		return 0;
	t->of = kind_of(t);
	if ((t->of == OF_POSITION && line->provider) || is_left_over(t))
		return 0;
	if (!(t->of == OF_POSITION ? set_position(t) : set_spending(t)))
		return 0;
	t->pence = sign_figure(
	    t->g, t->line, t->column, t->of, t->m.variance, &t->sure);
	return 1;
}

/* Facts. */

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
	size_t parent = line_of(t)->parent;

	return is(t->category, "total") && parent != NO_LINE &&
	       sign_kind(t->g, &t->g->line[parent]) == t->of;
}

static double
confidence(const struct draft *t, int check)
{
	const struct line *line = line_of(t);
	double c = 0.85;

	c += check > 0 || line->ok > 0 ? 0.1 : 0;
	c -= check < 0 ? 0.35 : 0;
	c -= column_of(t)->guessed && check <= 0 ? 0.1 : 0;
	c -= t->sure ? 0 : 0.15;
	c -= t->based ? 0 : 0.1;
	c -= column_of(t)->scale_said || line->scale != 0 ? 0 : 0.1;
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
	const struct line *line = line_of(t);
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
	f->period_text = column_of(t)->head;
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
	f->sentence = line_of(t)->sentence;
	f->key[FACT_DATASET] = t->dataset;
	f->key[FACT_MEASURE] = t->measure;
	f->key[FACT_CATEGORY] = t->category;
	f->key[FACT_BASIS] = t->basis;
	set_time(f, t);
	f->key[FACT_SPAN] = period_span_name((int)f->span.span);
	f->key[FACT_SIGN] = t->pence < 0 ? "-" : "+";
	f->amount_text = figure->text;
	f->scale = line_of(t)->scale != 0     ? line_of(t)->scale
		   : column_of(t)->scale != 0 ? column_of(t)->scale
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

			if (draft(&t))
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
