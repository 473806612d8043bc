/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "table_row.h"
#include "table_whose.h"

void
row_add(struct grid *g, size_t sentence, struct slice text)
{
	struct line *line = GROW(g->line, g->nline, g->cline);
	struct slice cell;

	line->sentence = sentence;
	line->parent = NO_LINE;
	for (size_t k = 0; k < g->ncolumn; k++) {
		if (!cell_next(&text, &cell))
			cell = (struct slice){"", 0};
		GROW(g->figure, g->nfigure, g->cfigure)->text = cell;
	}
}

/* Labels. */

/* The label: the cells before the first column of figures, as they stand. */
static struct slice
label_of(const struct grid *g, size_t line)
{
	struct slice label = {"", 0};

	for (size_t k = 0; k < g->ncolumn; k++) {
		struct slice cell = figure_at(g, line, k)->text;

		if (!g->column[k].text && !g->column[k].dropped)
			break;
		if (!g->column[k].text || cell.n == 0)
			continue;
		if (label.n == 0)
			label = cell;
		else if (g->column[k].says.v[SAYS_KIND] == NULL)
			label.n = (size_t)(cell.p + cell.n - label.p);
	}
	return cell_label(label);
}

/* 1 if the text names a trust among its bodies. */
static int
names_trust(const struct document *d, const struct line *line)
{
	const struct sentence *s = &d->sentence[line->sentence];
	size_t start;

	if (line->label.n == 0)
		return 0;
	start = (size_t)(line->label.p - d->block[s->block].text.p);
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_ORG && m->body == BODY_TRUST &&
		    m->start < start + line->label.n)
			return 1;
	}
	return 0;
}

/* What a label says by itself. */
static void
read_label(struct grid *g, struct paper *p, size_t i)
{
	struct line *line = &g->line[i];
	const struct reading *r = &line->says;

	line->label = label_of(g, i);
	line->says = lexicon_read(&p->lexicon, line->label);
	line->means = (struct gist){.row = r->v[SAYS_ROW],
	    .position = r->v[SAYS_POSITION],
	    .category = r->v[SAYS_CATEGORY],
	    .basis = gist_basis(r->v[SAYS_BASIS]),
	    .reach = gist_reach(r->v[SAYS_SPAN]),
	    .variance = says_is(r, SAYS_KIND, "variance"),
	    .year = r->year,
	    .month = r->month,
	    .who = NO_ENTITY};
	if (r->until && line->means.reach == REACH_NONE)
		line->means.reach = REACH_TO_DATE;
	line->total = r->v[SAYS_TOTAL] != NULL;
	line->partial = says_is(r, SAYS_TOTAL, "part");
	line->skipped = says_is(r, SAYS_ROW, "skip");
	/* "Total healthcare" is no trust */
	line->provider =
	    !says_is(r, SAYS_TOTAL, "whole") &&
	    (says_is(r, SAYS_BODY, "provider") || names_trust(g->d, line));
	if (line->total && line->means.category == NULL)
		line->means.category = "total";
}

/* "Deficit for the year (£m)": a line with a unit of its own; else 0. */
static int64_t
line_unit(const struct line *line)
{
	const char *unit = line->says.v[SAYS_UNIT];

	return unit == NULL ? 0 : strtoll(unit, NULL, 10);
}

static void
read_figures(struct grid *g, size_t i)
{
	int64_t unit = line_unit(&g->line[i]);

	g->line[i].scale = unit;
	for (size_t k = 0; k < g->ncolumn; k++) {
		struct figure *f = figure_at(g, i, k);
		const struct column *c = &g->column[k];

		if (c->sides && f->text.n > 0)
			figure_at(g, i, k - 1)->suffix = cell_side(f->text);
		if (c->text)
			continue;
		*f = cell_figure(f->text, unit != 0 ? unit : c->scale);
		if (!c->dropped)
			g->line[i].figures += f->is;
	}
}

/* Whose lines they are. */

/* 1 if the heading over the labels says that they are bodies. */
static int
lists_bodies(const struct grid *g)
{
	for (size_t k = 0; k < g->ncolumn && g->column[k].text; k++)
		if (says_is(&g->column[k].says, SAYS_BODY, "ccg"))
			return 1;
	return 0;
}

static size_t
body_of(struct grid *g, struct paper *p, const struct line *line, int weak)
{
	struct slice first = line->label;
	const char *tab = memchr(first.p, '\t', first.n);
	size_t who;

	if (tab != NULL)
		first.n = (size_t)(tab - first.p);
	who = whose_label(p, g->d, first, weak);
	if (who == NO_ENTITY && says_is(&line->says, SAYS_BODY, "ccg"))
		who = whose_text(p, g->d, line->label);
	return who;
}

/* 1 if a label says nothing of money, so that it may be a place. */
static int
may_be_place(const struct line *line)
{
	const struct reading *r = &line->says;

	return says_is(r, SAYS_BODY, "ccg") ||
	       (line->means.category == NULL && line->means.row == NULL &&
		   line->means.basis == BASIS_NONE && !line->means.variance);
}

/* In a list of bodies a total is of all, and a trust or council of itself. */
static void
share_lines(struct grid *g)
{
	for (size_t i = 0; i < g->nline; i++) {
		struct line *line = &g->line[i];

		if (line->body || line->figures == 0)
			continue;
		if (line->total)
			line->means.who = JOINT;
		else if (line->provider ||
			 says_is(&line->says, SAYS_BODY, "council"))
			line->means.who = OTHERS;
		line->body = line->means.who != NO_ENTITY;
	}
}

/* One place alone among the labels is no body, unless it says so. */
static void
find_bodies(struct grid *g, struct paper *p)
{
	int weak = lists_bodies(g);
	size_t bodies = 0, lines = 0, providers = 0;

	for (size_t i = 0; i < g->nline; i++) {
		struct line *line = &g->line[i];

		providers += line->provider && line->figures > 0;
		if (may_be_place(line))
			line->means.who = body_of(g, p, line, 1);
		if (line->means.who == NO_ENTITY)
			continue;
		bodies++;
		lines += line->figures > 0;
	}
	for (size_t i = 0; i < g->nline; i++) {
		struct line *line = &g->line[i];

		if (bodies < 2 && !weak &&
		    !says_is(&line->says, SAYS_BODY, "ccg"))
			line->means.who = NO_ENTITY;
		line->body = line->means.who != NO_ENTITY;
	}
	if (weak || lines > 1 || (lines > 0 && providers > 0))
		share_lines(g);
}

/* Sections. */

static int
is_one_category(const char *category)
{
	return category != NULL && strcmp(category, "total") != 0 &&
	       strcmp(category, "other") != 0;
}

/* 1 if a line is a label and nothing else: the heading of a section. */
static int
is_section(const struct grid *g, size_t i)
{
	size_t cells = 0;

	for (size_t k = 0; k < g->ncolumn; k++)
		cells += figure_at(g, i, k)->text.n > 0;
	return cells == 1 && g->line[i].figures == 0 && g->line[i].label.n > 0;
}

/* What the heading of a section says of the lines below it. */
static struct gist
section_of(const struct line *line)
{
	struct gist m = line->means;

	if (!is_one_category(m.category))
		m.category = NULL;
	if (line->skipped)
		m.row = NULL;
	return m;
}

/* "Variance" below the lines it is of: of what they are. */
static void
read_variance(struct grid *g, size_t i, size_t above)
{
	struct gist *m = &g->line[i].means;
	const struct gist *a = &g->line[above].means;

	if (!m->variance || m->row != NULL || m->category != NULL)
		return;
	m->row = a->row;
	m->position = a->position;
	m->category = a->category;
}

static void
read_sections(struct grid *g)
{
	struct gist section = {.who = NO_ENTITY};
	size_t above = NO_LINE;

	for (size_t i = 0; i < g->nline; i++) {
		struct line *line = &g->line[i];

		if (is_section(g, i)) {
			section = section_of(line);
			above = NO_LINE;
		}
		if (line->figures == 0)
			continue;
		/* a bare subtotal is of what its section is of */
		if (line->total && section.category != NULL &&
		    !is_one_category(line->says.v[SAYS_CATEGORY]))
			line->means.category = section.category;
		gist_inherit(&line->means, &section);
		if (above != NO_LINE)
			read_variance(g, i, above);
		above = i;
		if (line->total) { /* whose lines they are goes on */
			size_t who = section.who;

			section = (struct gist){.who = who};
		}
	}
}

void
row_read(struct grid *g, struct paper *p)
{
	for (size_t i = 0; i < g->nline; i++) {
		read_label(g, p, i);
		read_figures(g, i);
	}
	find_bodies(g, p);
	read_sections(g);
}

/* Parts. */

static int
is_spending(const struct line *line)
{
	return line->means.row == NULL ||
	       strcmp(line->means.row, "spend") == 0 ||
	       strcmp(line->means.row, "savings") == 0;
}

/* The category that the next total below says, of lines without a sum. */
static const char *
category_below(const struct grid *g, size_t i)
{
	while (++i < g->nline)
		if (g->line[i].total)
			return g->line[i].means.category;
	return NULL;
}

/*
 * The category that the words above a table give all its lines: "Acute
 * contracts".  None where a line has another of its own.
 */
static const char *
category_above(const struct grid *g)
{
	const char *above = g->around.caption_says.v[SAYS_CATEGORY];

	if (!is_one_category(above))
		above = g->around.heading_says.v[SAYS_CATEGORY];
	if (!is_one_category(above))
		return NULL;
	for (size_t i = 0; i < g->nline; i++) {
		const struct line *line = &g->line[i];
		const char *own = line->says.v[SAYS_CATEGORY];

		if (line->figures > 0 && !line->skipped && !line->provider &&
		    is_one_category(own) && strcmp(own, above) != 0)
			return NULL;
		if (line->figures > 0 && line->means.row != NULL &&
		    strcmp(line->means.row, "position") == 0)
			return NULL;
	}
	return above;
}

static int
is_plain_total(const struct line *line)
{
	return line->total && !is_one_category(line->says.v[SAYS_CATEGORY]);
}

static void
read_above(struct grid *g, const char *above)
{
	for (size_t i = 0; i < g->nline; i++) {
		struct line *line = &g->line[i];

		if (is_one_category(line->means.category) || line->body ||
		    !is_spending(line))
			continue;
		line->means.category = above;
		line->part = !is_plain_total(line) &&
			     line->says.v[SAYS_BASIS] == NULL &&
			     !line->means.variance;
	}
}

/* What leads from one position to another is no figure of its own. */
static int
is_step(const struct grid *g, const struct line *line)
{
	const char *row = line->means.row;

	if (line->parent == NO_LINE ||
	    g->line[line->parent].means.row == NULL ||
	    strcmp(g->line[line->parent].means.row, "position") != 0)
		return 0;
	return row == NULL ? line->means.category == NULL
			   : strcmp(row, "savings") == 0;
}

/* Savings that budgets have not yet been cut by: a negative budget. */
static int
is_negative_budget(const struct grid *g, size_t i)
{
	const struct line *line = &g->line[i];

	if (!g->spending || line->means.row == NULL ||
	    strcmp(line->means.row, "savings") != 0)
		return 0;
	for (size_t k = 0; k < g->ncolumn; k++) {
		const struct figure *f = figure_at(g, i, k);
		const struct column *c = &g->column[k];

		if (!c->text && !c->dropped && !c->means.variance && f->is &&
		    f->pence != 0)
			return f->pence < 0;
	}
	return 0;
}

/* "Running cost allowance" among lines of spending: what is spent of it. */
static int
is_spent(const struct grid *g, size_t i)
{
	const struct line *line = &g->line[i];

	if (!g->spending || line->means.row == NULL ||
	    strcmp(line->means.row, "allocation") != 0 ||
	    !is_one_category(line->means.category))
		return 0;
	for (size_t k = 0; k < g->ncolumn; k++) {
		const struct column *c = &g->column[k];

		if (!c->text && !c->dropped && figure_at(g, i, k)->is &&
		    (c->means.variance || c->means.basis == BASIS_ACTUAL ||
			c->means.basis == BASIS_FORECAST))
			return 1;
	}
	return 0;
}

static void
read_part(struct grid *g, size_t i, const char *topic)
{
	struct line *line = &g->line[i];
	const char *above = NULL;

	if (is_spent(g, i))
		line->means.row = "spend";

	line->skipped |= is_step(g, line);
	if (is_negative_budget(g, i) &&
	    (topic == NULL || strcmp(topic, "savings") != 0)) {
		line->means.row = "spend";
		if (line->means.category == NULL)
			line->means.category = "other";
	}
	if (line->parent != NO_LINE && is_spending(&g->line[line->parent]))
		above = g->line[line->parent].means.category;
	else if (line->provider && !line->total)
		above = category_below(g, i);
	if (line->partial && line->parent != NO_LINE &&
	    line->says.v[SAYS_CATEGORY] == NULL && !is_one_category(above)) {
		line->means.category = "other";
		line->part = 1;
	} else if (is_one_category(above) && is_spending(line)) {
		line->means.category = above;
		line->part = 1;
		line->skipped = 0;
	} else if (line->provider) {
		line->part = 1;
		if (!is_one_category(line->means.category))
			line->means.category = "acute";
	} else if (topic != NULL && strcmp(topic, "savings") == 0 &&
		   !line->total) {
		line->part = 1;
	}
}

void
row_parts(struct grid *g)
{
	const char *above = category_above(g);

	if (above != NULL)
		read_above(g, above);
	/* from the bottom: a subtotal has its own total's category first */
	for (size_t i = g->nline; i-- > 0;)
		if (g->line[i].figures > 0)
			read_part(g, i, g->around.topic);
}
