/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "table_column.h"
#include "table_whose.h"

/* Headings. */

/* The last level of a path, cut off its end. */
static struct slice
last_level(struct slice *path)
{
	size_t at = path->n;
	struct slice level;

	while (at > 2 && memcmp(path->p + at - 3, " / ", 3) != 0)
		at--;
	at = at > 2 ? at : 0;
	level = cell_trim((struct slice){path->p + at, path->n - at});
	path->n = at > 3 ? at - 3 : 0;
	return level;
}

/* What the deepest level that says anything of it says. */
static const char *
deepest(struct lexicon *l, enum says what, struct slice path)
{
	while (path.n > 0) {
		const char *v = lexicon_find(l, what, last_level(&path));

		if (v != NULL)
			return v;
	}
	return NULL;
}

/* "Forecast outturn / Actual": a group of columns that is of the year. */
static int
in_forecast(struct lexicon *l, struct slice path)
{
	while (path.n > 0) {
		const char *basis =
		    lexicon_find(l, SAYS_BASIS, last_level(&path));

		if (basis != NULL && strcmp(basis, "either") != 0 &&
		    gist_basis(basis) == BASIS_FORECAST)
			return 1;
	}
	return 0;
}

static void
read_gist(struct column *c, struct lexicon *l)
{
	const char *basis = deepest(l, SAYS_BASIS, c->head);

	if (basis == NULL)
		basis = deepest(l, SAYS_LOOSE, c->head);
	c->means = (struct gist){.basis = gist_basis(basis),
	    .reach = gist_reach(deepest(l, SAYS_SPAN, c->head)),
	    .year = c->says.year,
	    .month = c->says.month,
	    .variance = says_is(&c->says, SAYS_KIND, "variance"),
	    .row = c->says.v[SAYS_ROW],
	    .position = c->says.v[SAYS_POSITION],
	    .category = c->says.v[SAYS_CATEGORY],
	    .who = NO_ENTITY};
	c->outturn = basis != NULL && strcmp(basis, "outturn") == 0;
	c->last_month = says_is(&c->says, SAYS_BEFORE, "month");
	c->last_year = says_is(&c->says, SAYS_BEFORE, "year");
	c->dropped = c->says.v[SAYS_KIND] != NULL && !c->means.variance;
	if (c->says.until && c->means.reach == REACH_NONE)
		c->means.reach =
		    c->says.month == 12 ? REACH_YEAR : REACH_TO_DATE;
	if ((c->means.reach == REACH_NONE ||
		(c->means.reach == REACH_MONTH &&
		    c->means.basis == BASIS_FORECAST)) &&
	    in_forecast(l, c->head))
		c->means.reach = REACH_YEAR;
}

static void
read_sign(struct column *c)
{
	if (says_is(&c->says, SAYS_BAD, "minus"))
		c->bad = BAD_MINUS;
	else if (says_is(&c->says, SAYS_BAD, "plus"))
		c->bad = BAD_PLUS;
}

void
column_read(struct grid *g, struct paper *p, struct slice header)
{
	struct slice head;

	g->ncolumn = 0;
	while (cell_next(&header, &head)) {
		struct column *c = GROW(g->column, g->ncolumn, g->ccolumn);

		c->head = head;
		c->says = lexicon_read(&p->lexicon, head);
		if (c->says.v[SAYS_UNIT] != NULL) {
			c->scale = strtoll(c->says.v[SAYS_UNIT], NULL, 10);
			c->scale_said = 1;
		}
		read_gist(c, &p->lexicon);
		read_sign(c);
	}
}

/* Labels and figures. */

static void
sort_column(struct grid *g, size_t k)
{
	size_t amounts = 0, words = 0;

	for (size_t i = 0; i < g->nline; i++) {
		struct slice cell = figure_at(g, i, k)->text;

		if (cell.n == 0)
			continue;
		if (cell_is_amount(cell))
			amounts++;
		else
			words++;
	}
	g->column[k].text = words > amounts;
}

/* Behind variances: letters that say which are adverse, and no ratings. */
static void
find_sides(struct grid *g)
{
	for (size_t k = 1; k < g->ncolumn; k++) {
		size_t sides = 0, others = 0;

		if (!g->column[k].text || !g->column[k - 1].means.variance)
			continue;
		for (size_t i = 0; i < g->nline; i++) {
			struct slice cell = figure_at(g, i, k)->text;

			if (cell.n == 0)
				continue;
			sides += cell_side(cell) != 0;
			others += cell_side(cell) == 0;
		}
		g->column[k].sides = sides > 0 && others == 0;
	}
}

/* Numbers of lines before their labels: "1", "2", "3.1". */
static void
drop_numbers(struct grid *g)
{
	if (g->ncolumn > 2 && !g->column[0].text && g->column[1].text &&
	    g->column[0].scale == 0)
		g->column[0].dropped = 1;
}

/* 1 for "Apr", "May", "Q1": a month or quarter, and nothing else. */
static int
is_slice_of_year(const struct column *c)
{
	return !c->text && !c->dropped && c->means.basis == BASIS_NONE &&
	       !c->means.variance &&
	       (c->means.reach == REACH_QUARTER ||
		   (c->means.month != 0 && c->means.reach == REACH_NONE));
}

/* Columns of one month after another are a profile, not figures to keep. */
static void
drop_profile(struct grid *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->ncolumn; i++)
		n += (size_t)is_slice_of_year(&g->column[i]);
	for (size_t i = 0; i < g->ncolumn && n > 2; i++)
		if (is_slice_of_year(&g->column[i]))
			g->column[i].dropped = 1;
}

/* Whose column it is. */

static size_t
name_in_path(struct grid *g, struct paper *p, const struct column *c)
{
	struct slice path = c->head;

	while (path.n > 0) {
		size_t who = whose_label(p, g->d, last_level(&path), 1);

		if (who != NO_ENTITY)
			return who;
	}
	return NO_ENTITY;
}

/* Bodies named by headings: how many different ones. */
static size_t
bodies(const struct grid *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->ncolumn; i++) {
		size_t k = 0;

		if (g->column[i].text || g->column[i].means.who >= OTHERS)
			continue;
		while (
		    k < i && g->column[k].means.who != g->column[i].means.who)
			k++;
		n += k == i;
	}
	return n;
}

static int
has_council(const struct grid *g)
{
	for (size_t i = 0; i < g->ncolumn; i++)
		if (!g->column[i].text &&
		    says_is(&g->column[i].says, SAYS_BODY, "council"))
			return 1;
	return 0;
}

/* Beside columns of named bodies a column of nobody is of all of them. */
static void
share_columns(struct grid *g, int council)
{
	for (size_t i = 0; i < g->ncolumn; i++) {
		struct column *c = &g->column[i];

		if (c->text || c->means.who != NO_ENTITY)
			continue;
		if (says_is(&c->says, SAYS_BODY, "council"))
			c->means.who = OTHERS;
		else if (!council || says_is(&c->says, SAYS_BODY, "joint"))
			c->means.who = JOINT;
	}
}

static void
find_bodies(struct grid *g, struct paper *p)
{
	int council = has_council(g), named = 0;
	size_t n;

	for (size_t i = 0; i < g->ncolumn; i++) {
		struct column *c = &g->column[i];

		if (c->text || c->dropped)
			continue;
		c->means.who = name_in_path(g, p, c);
		named |= c->means.who != NO_ENTITY &&
			 says_is(&c->says, SAYS_BODY, "ccg");
	}
	n = bodies(g);
	if (n >= 2 || council || (n == 1 && p->owner == JOINT)) {
		share_columns(g, council && n < 2);
		return;
	}
	/* one place alone in the headings is no body, unless it says so */
	for (size_t i = 0; i < g->ncolumn && !named; i++)
		g->column[i].means.who = NO_ENTITY;
}

void
column_sort(struct grid *g, struct paper *p)
{
	for (size_t i = 0; i < g->ncolumn; i++)
		sort_column(g, i);
	if (g->ncolumn > 0 && !g->column[0].text && g->column[0].head.n == 0)
		g->column[0].text = 1;
	find_sides(g);
	drop_numbers(g);
	drop_profile(g);
	find_bodies(g, p);
}
