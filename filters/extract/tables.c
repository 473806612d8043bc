/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "tables.h"
#include "table_around.h"
#include "table_column.h"
#include "table_fact.h"
#include "table_rating.h"
#include "table_row.h"
#include "table_sign.h"
#include "table_sum.h"
#include "table_when.h"
#include "table_whose.h"

/* No paper's table is larger; the sums would take too long. */
enum { MOST_LINES = 1000, MOST_COLUMNS = 40 };

/* From the end of a month to the day that its report is published. */
enum { MOST_MONTHS = 5 };

static int
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

/* Which rows are one table. */

/* 1 if all cells of header a, but for those that it lacks, are those of b. */
static int
begins(struct slice a, struct slice b)
{
	return a.n <= b.n && memcmp(a.p, b.p, a.n) == 0 &&
	       (a.n == 0 || a.n == b.n || b.p[a.n] == '\t');
}

static int
is_blank(struct slice header)
{
	struct slice cell;

	while (cell_next(&header, &cell))
		if (cell.n > 0)
			return 0;
	return 1;
}

static int
has_amount(struct slice row)
{
	struct slice cell;

	while (cell_next(&row, &cell))
		if (cell_is_amount(cell))
			return 1;
	return 0;
}

/*
 * 1 if a row is headings: no figures, and two cells or more that say what a
 * column is.
 */
static int
is_heading_row(struct paper *p, struct slice row)
{
	struct slice cell;
	size_t n = 0, first = 1;

	if (has_amount(row))
		return 0;
	for (; cell_next(&row, &cell); first = 0)
		n += !first && cell.n > 0 &&
		     (lexicon_find(&p->lexicon, SAYS_BASIS, cell) != NULL ||
			 lexicon_find(&p->lexicon, SAYS_SPAN, cell) != NULL ||
			 lexicon_find(&p->lexicon, SAYS_UNIT, cell) != NULL ||
			 lexicon_find(&p->lexicon, SAYS_ABOVE, cell) != NULL);
	return n >= 2;
}

/*
 * The table that begins at a row; furniture may part its pages.  A row that
 * ends in blank cells, or is a section's heading, lacks those of its header.
 */
static void
find_rows(struct grid *g, struct paper *p, struct document *d, size_t first)
{
	int headed = is_heading_row(p, d->block[first].text);

	g->d = d;
	g->first = g->last = first;
	g->header = d->block[first].header;
	for (size_t i = first + 1; i < d->nblock; i++) {
		const struct block *b = &d->block[i];

		if (b->kind == TEXT_FURNITURE)
			continue;
		if (b->kind != TEXT_ROW)
			break;
		if (is_heading_row(p, b->text))
			break;
		if (begins(g->header, b->header))
			g->header = b->header;
		else if (!begins(b->header, g->header))
			break;
		g->last = i;
	}
	if (headed)
		g->header = d->block[first].text;
}

/*
 * Reads headings and rows.  Where a table has no headings its first row is
 * taken for them, if it has no figures.
 */
static void
read_rows(struct grid *g, struct paper *p)
{
	const struct document *d = g->d;
	size_t from = g->first;

	if (g->header.p == d->block[from].text.p) {
		column_read(g, p, g->header);
		from++;
	} else if (!is_blank(g->header)) {
		column_read(g, p, g->header);
	} else if (g->last > from && !has_amount(d->block[from].text)) {
		column_read(g, p, d->block[from].text);
		from++;
	} else {
		g->ncolumn = 0;
	}
	g->nline = g->nfigure = 0;
	for (size_t i = from; i <= g->last && g->ncolumn > 0; i++)
		if (d->block[i].kind == TEXT_ROW)
			row_add(g, d->block[i].sentence, d->block[i].text);
}

/* Units. */

/* The unit in the corner: a heading over the labels. */
static int64_t
corner_scale(const struct grid *g)
{
	for (size_t k = 0; k < g->ncolumn; k++)
		if (g->column[k].text && g->column[k].scale != 0)
			return g->column[k].scale;
	return 0;
}

static int
has_pounds(const struct grid *g, size_t k)
{
	for (size_t i = 0; i < g->nline; i++) {
		struct slice cell = figure_at(g, i, k)->text;

		if (memmem(cell.p, cell.n, "\xc2\xa3", 2) != NULL)
			return 1;
	}
	return 0;
}

static int64_t
largest(const struct grid *g)
{
	int64_t most = 0;

	for (size_t i = 0; i < g->nfigure; i++) {
		struct figure f = cell_figure(g->figure[i].text, 1);

		if (f.is && !f.own_scale && llabs(f.pence) > most)
			most = llabs(f.pence);
	}
	return most;
}

/*
 * The unit that makes the largest figure about as large as what the body
 * has to spend; 0 if none does.
 */
static int64_t
scale_by_size(const struct grid *g, const struct paper *p)
{
	static const int64_t scales[] = {1, 1000, 1000000};
	size_t who = g->around.who;
	int64_t have, most = largest(g) / 100;

	if (who >= OTHERS || g->d->entity[who].org == REGISTER_NONE ||
	    p->year == 0 || most == 0 || most > INT64_MAX / 2000000)
		return 0;
	have = register_allocation(p->reg, g->d->entity[who].org, p->year);
	for (size_t i = 0; have > 0 && i < 3; i++)
		if (most * scales[i] > have / 3 && most * scales[i] < have * 2)
			return scales[i];
	return 0;
}

/*
 * Gives every column a unit: its own, the corner's, the caption's or the
 * notes'; else that of the paper's other tables.
 */
static void
settle_scales(struct grid *g, struct paper *p)
{
	int64_t near = corner_scale(g), far = 0;

	if (near == 0)
		near = g->around.scale;
	if (near == 0)
		far = scale_by_size(g, p);
	if (near == 0 && far == 0)
		far = p->scale;
	for (size_t k = 0; k < g->ncolumn; k++) {
		struct column *c = &g->column[k];

		if (c->scale != 0) {
			p->scale = c->scale;
		} else if (near != 0) {
			c->scale = near;
			c->scale_said = 1;
		} else if (!c->text && has_pounds(g, k)) {
			c->scale = 1;
			c->scale_said = 1;
		} else {
			c->scale = far;
		}
	}
}

/* Whether it is of money. */

static size_t
known_lines(const struct grid *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->nline; i++)
		n += g->line[i].figures > 0 && !g->line[i].skipped &&
		     !says_is(&g->line[i].says, SAYS_KIND, "count") &&
		     (g->line[i].means.category != NULL ||
			 g->line[i].means.row != NULL);
	return n;
}

static int
is_spending_table(const struct grid *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->nline; i++)
		n += g->line[i].figures > 0 && !g->line[i].skipped &&
		     g->line[i].means.category != NULL &&
		     (g->line[i].means.row == NULL ||
			 is(g->line[i].means.row, "spend"));
	return n >= 2 || is(g->around.topic, "spending");
}

/*
 * 1 if the columns tell times and the lines what is planned and what is
 * expected: "Planned surplus", "Actual surplus", "Variance".
 */
static int
is_by_line(const struct grid *g)
{
	size_t plans = 0, others = 0;

	for (size_t k = 0; k < g->ncolumn; k++)
		if (!g->column[k].text && !g->column[k].dropped &&
		    (g->column[k].means.variance ||
			g->column[k].means.basis == BASIS_PLAN))
			return 0;
	for (size_t i = 0; i < g->nline; i++) {
		const struct gist *m = &g->line[i].means;

		if (g->line[i].figures == 0)
			continue;
		plans += m->basis == BASIS_PLAN && !m->variance;
		others += m->variance || m->basis == BASIS_ACTUAL ||
			  m->basis == BASIS_FORECAST;
	}
	return plans > 0 && others > 0;
}

/*
 * 1 if a column of figures says what they are, or the corner over the labels
 * says it of them all.
 */
static int
has_meaning(const struct grid *g)
{
	for (size_t k = 0; k < g->ncolumn; k++) {
		const struct column *c = &g->column[k];

		if (c->text && !is(c->says.v[SAYS_ROW], "skip") &&
		    c->says.v[SAYS_TOPIC] != NULL &&
		    c->means.basis != BASIS_NONE)
			return 1;
		if (!c->text && !c->dropped &&
		    (c->means.basis != BASIS_NONE || c->means.variance ||
			c->means.reach != REACH_NONE || c->means.year != 0 ||
			c->means.row != NULL || c->means.category != NULL ||
			c->means.who != NO_ENTITY || c->means.month != 0))
			return 1;
	}
	return 0;
}

/*
 * A table of money: its unit is said, or the paper says it and the labels
 * are those of spending.
 */
static int
is_money(struct grid *g, struct paper *p)
{
	int said = 0, known = 0;

	for (size_t k = 0; k < g->ncolumn; k++)
		if (!g->column[k].text && !g->column[k].dropped) {
			said |= g->column[k].scale_said;
			known |= g->column[k].scale != 0;
		}
	for (size_t i = 0; i < g->nline; i++)
		if (g->line[i].figures > 0 && g->line[i].scale != 0)
			said = known = 1;
	if (!known || (!has_meaning(g) && !(said && known_lines(g) > 0)))
		return 0;
	return said || (p->scale_all && known_lines(g) > 0) ||
	       (known_lines(g) >= 2 && around_of_money(g, p));
}

/* One table. */

static void
take(struct grid *g)
{
	for (size_t i = g->first; i <= g->last; i++)
		if (g->d->block[i].kind == TEXT_ROW)
			g->d->block[i].taken = 1;
}

static void
read_table(struct facts *facts, struct grid *g, struct paper *p, size_t before)
{
	read_rows(g, p);
	if (g->nline == 0 || g->nline > MOST_LINES || g->ncolumn > MOST_COLUMNS)
		return;
	column_sort(g, p);
	around_read(g, p, before);
	settle_scales(g, p);
	row_read(g, p);
	around_topic(g, p);
	if (rating_read(facts, g, p) || is(g->around.topic, "skip")) {
		take(g);
		return;
	}
	if (!is_money(g, p))
		return;
	g->by_line = is_by_line(g);
	g->spending = is_spending_table(g);
	take(g);
	sum_lines(g);
	column_settle(g, p);
	row_parts(g);
	sign_settle(g, p);
	fact_build(facts, g, p);
}

static int
has_rows(const struct document *d)
{
	for (size_t i = 0; i < d->nblock; i++)
		if (d->block[i].kind == TEXT_ROW)
			return 1;
	return 0;
}

static void
read_tables(struct facts *facts, struct document *d, struct paper *p)
{
	struct grid g = {0};
	size_t before = 0;

	for (size_t i = 0; i < d->nblock; i++) {
		if (d->block[i].kind != TEXT_ROW)
			continue;
		find_rows(&g, p, d, i);
		read_table(facts, &g, p, before);
		before = g.last + 1;
		i = g.last;
	}
	free(g.column);
	free(g.line);
	free(g.figure);
}

/* 1 if the month of a paper is known, and not long past when it came out. */
static int
is_report(const struct paper *p, struct date published)
{
	int months = 12 * (published.year - p->as_of.year) + published.month -
		     p->as_of.month;

	return p->as_of.year != 0 &&
	       (published.year == 0 || (months >= 0 && months <= MOST_MONTHS));
}

void
tables_build(struct facts *facts, struct document *d, const struct reg *reg,
    const struct rules *rules)
{
	struct paper p = {.reg = reg};
	size_t first = facts->n;

	if (!has_rows(d))
		return;
	lexicon_init(&p.lexicon, rules);
	if (p.lexicon.n[SAYS_BASIS] > 0) {
		when_read(&p, d);
		whose_paper(&p, d);
		around_paper(&p, d);
		read_tables(facts, d, &p);
		if (facts->n > first && is_report(&p, d->published))
			d->as_of = p.as_of;
		fact_finish(facts, d, first);
	}
	lexicon_free(&p.lexicon);
	free(p.name);
}
