/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "table_draft.h"
#include "table_sign.h"

static int
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
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
	const struct gist *c = &draft_column(t)->means;
	struct gist *m = &t->m;

	if (leaves_measure(draft_line(t))) {
		m->category = NULL;
		if (!c->variance || c->row != NULL) {
			m->row = c->row;
			m->position = or_else(m->position, c->position);
		}
		m->category = c->category;
		if (draft_line(t)->body && m->row == NULL &&
		    m->category == NULL && t->g->around.topic == NULL &&
		    beside(t) != NULL) {
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
	const struct column *c = draft_column(t);
	struct gist *m = &t->m, line = draft_line(t)->means;

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
			!column_is_silent(draft_column(t))))
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
	if (draft_line(t)->provider)
		return t->g->spending;
	if (is(topic, "position"))
		return says_part_of(draft_line(t));
	return is(topic, "savings") ||
	       (t->g->spending && draft_line(t)->label.n > 0);
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
	    draft_line(t)->means.basis != BASIS_NONE ||
	    (t->m.basis != BASIS_NONE ? !says_nothing(draft_column(t))
				      : !column_is_silent(draft_column(t))))
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

int
draft_figure(struct draft *t)
{
	const struct line *line = draft_line(t);
	const struct column *c = draft_column(t);
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
