/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "table_sign.h"
#include "table_sum.h"

static int
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

enum figure_of
sign_kind(const struct grid *g, const struct line *line)
{
	const char *row = line->means.row;

	if (is(row, "position"))
		return OF_POSITION;
	if (is(row, "savings") ||
	    (is(g->around.topic, "savings") && !is(row, "allocation")))
		return OF_SAVINGS;
	if (is(row, "allocation"))
		return OF_ALLOCATION;
	if (row == NULL && (line->means.category == NULL || line->body) &&
	    is(g->around.topic, "position"))
		return OF_POSITION;
	return OF_SPEND;
}

struct pair_of
sign_pair(const struct grid *g, size_t line, size_t variance)
{
	const struct gist *v = &g->column[variance].means;
	struct pair_of pair = {NULL, NULL};

	for (size_t k = 0; k < g->ncolumn; k++) {
		const struct column *c = &g->column[k];
		const struct figure *f = figure_at(g, line, k);

		if (c->text || c->dropped || c->means.variance || !f->is ||
		    c->means.reach != v->reach || c->means.year != v->year ||
		    c->means.who != v->who)
			continue;
		if (c->means.basis == BASIS_PLAN)
			pair.plan = f;
		else if (c->means.basis == v->basis)
			pair.result = f;
	}
	return pair;
}

/* A line's own equation: sign of (plan - result), 0 where it does not hold. */
static int
direction(const struct figure *v, struct pair_of pair)
{
	if (pair.plan == NULL || pair.result == NULL ||
	    pair.plan->pence == pair.result->pence ||
	    !sum_difference(pair.plan, pair.result, v))
		return 0;
	return pair.plan->pence > pair.result->pence ? 1 : -1;
}

/* Variances. */

/* What one line says of how its table prints adverse variances. */
static enum bad
line_vote(const struct grid *g, size_t i, size_t k)
{
	const struct figure *v = figure_at(g, i, k);
	enum figure_of of = sign_kind(g, &g->line[i]);
	int adverse;

	if (!v->is || v->pence == 0 || of == OF_POSITION || of == OF_ALLOCATION)
		return BAD_UNKNOWN;
	adverse = direction(v, sign_pair(g, i, k));
	if (adverse == 0)
		return BAD_UNKNOWN;
	if ((of == OF_SAVINGS) != g->flipped)
		adverse = -adverse;
	/* now it is favourable where it is positive */
	return (adverse < 0) == (v->pence < 0) ? BAD_MINUS : BAD_PLUS;
}

/* Figures of what is spent in one line: more negative ones, or fewer. */
static int
line_sign(const struct grid *g, size_t i)
{
	int sign = 0;

	if (g->line[i].skipped || sign_kind(g, &g->line[i]) != OF_SPEND)
		return 0;
	for (size_t k = 0; k < g->ncolumn; k++) {
		const struct figure *f = figure_at(g, i, k);
		const struct column *c = &g->column[k];

		if (!c->text && !c->dropped && !c->means.variance && f->is)
			sign += (f->pence > 0) - (f->pence < 0);
	}
	return sign;
}

/* 1 if a table prints what is spent as negative. */
static int
is_flipped(const struct grid *g)
{
	size_t minus = 0, plus = 0;

	for (size_t i = 0; i < g->nline; i++) {
		int sign = line_sign(g, i);

		minus += sign < 0;
		plus += sign > 0;
	}
	return minus > plus && minus > 1;
}

static void
settle_column(struct grid *g, struct paper *p, size_t k)
{
	struct column *c = &g->column[k];
	int votes[3] = {0};

	for (size_t i = 0; i < g->nline; i++)
		votes[line_vote(g, i, k)]++;
	p->votes[BAD_MINUS] += votes[BAD_MINUS];
	p->votes[BAD_PLUS] += votes[BAD_PLUS];
	if (votes[BAD_MINUS] > 2 * votes[BAD_PLUS])
		c->bad = BAD_MINUS;
	else if (votes[BAD_PLUS] > 2 * votes[BAD_MINUS])
		c->bad = BAD_PLUS;
}

/* Columns that say nothing themselves: like the others, or the notes. */
static void
settle_silent(struct grid *g, const struct paper *p)
{
	enum bad beside = BAD_UNKNOWN;

	for (size_t k = 0; k < g->ncolumn; k++)
		if (g->column[k].means.variance && beside == BAD_UNKNOWN)
			beside = g->column[k].bad;
	if (beside == BAD_UNKNOWN)
		beside = g->around.note;
	if (beside == BAD_UNKNOWN && p->votes[BAD_MINUS] != p->votes[BAD_PLUS])
		beside = p->votes[BAD_PLUS] > p->votes[BAD_MINUS] ? BAD_PLUS
								  : BAD_MINUS;
	if (beside == BAD_UNKNOWN)
		beside = p->note;
	for (size_t k = 0; k < g->ncolumn; k++)
		if (g->column[k].bad == BAD_UNKNOWN)
			g->column[k].bad = beside;
}

/* Positions. */

/* allocation - spending = surplus: what that says of a line's signs. */
static void
vote_position(const struct grid *g, size_t i, size_t allocation, size_t total,
    int votes[3])
{
	for (size_t k = 0; k < g->ncolumn; k++) {
		const struct figure *x = figure_at(g, i, k);
		const struct figure *a = figure_at(g, allocation, k);
		const struct figure *t = figure_at(g, total, k);
		int64_t left = llabs(a->pence) - llabs(t->pence);

		if (g->column[k].text || g->column[k].dropped ||
		    g->column[k].means.variance || !x->is || !a->is || !t->is ||
		    x->pence == 0 || left == 0)
			continue;
		if (llabs(llabs(left) - llabs(x->pence)) > 2 * x->ulp)
			continue;
		votes[(left < 0) == (x->pence < 0) ? BAD_MINUS : BAD_PLUS]++;
	}
}

/* The first lines of a kind of which a table has at most a few. */
struct few {
	size_t line[8], n;
};

static struct few
few_lines(const struct grid *g, enum figure_of of)
{
	struct few few = {.n = 0};

	for (size_t i = 0; i < g->nline && few.n < 8; i++)
		if (g->line[i].figures > 0 && sign_kind(g, &g->line[i]) == of &&
		    (of != OF_SPEND || is(g->line[i].means.category, "total")))
			few.line[few.n++] = i;
	return few;
}

static enum bad
position_by_sums(const struct grid *g, size_t i, const struct few *allocations,
    const struct few *totals)
{
	int votes[3] = {0};

	for (size_t a = 0; a < allocations->n; a++)
		for (size_t t = 0; t < totals->n; t++)
			vote_position(
			    g, i, allocations->line[a], totals->line[t], votes);
	if (votes[BAD_MINUS] == votes[BAD_PLUS])
		return BAD_UNKNOWN;
	return votes[BAD_MINUS] > votes[BAD_PLUS] ? BAD_MINUS : BAD_PLUS;
}

/* A label that has the word deficit and no word for a surplus. */
static int
speaks_of_deficit(const struct line *line)
{
	return is(line->says.v[SAYS_SIDE], "deficit");
}

static void
settle_positions(struct grid *g, const struct paper *p)
{
	struct few allocations = few_lines(g, OF_ALLOCATION);
	struct few totals = few_lines(g, OF_SPEND);
	enum bad beside = BAD_UNKNOWN;

	for (size_t i = 0; i < g->nline; i++) {
		struct line *line = &g->line[i];

		if (line->figures == 0 || sign_kind(g, line) != OF_POSITION)
			continue;
		line->bad = position_by_sums(g, i, &allocations, &totals);
		if (line->bad == BAD_UNKNOWN && line->says.v[SAYS_BAD] != NULL)
			line->bad = says_is(&line->says, SAYS_BAD, "minus")
					? BAD_MINUS
					: BAD_PLUS;
		if (line->bad != BAD_UNKNOWN)
			beside = line->bad;
	}
	if (beside == BAD_UNKNOWN)
		beside = g->around.lean;
	if (beside == BAD_UNKNOWN)
		beside = p->lean;
	for (size_t i = 0; i < g->nline; i++)
		if (g->line[i].bad == BAD_UNKNOWN)
			g->line[i].bad = beside;
}

void
sign_settle(struct grid *g, struct paper *p)
{
	g->flipped = is_flipped(g);
	for (size_t k = 0; k < g->ncolumn; k++)
		if (g->column[k].means.variance && !g->column[k].text)
			settle_column(g, p, k);
	settle_silent(g, p);
	settle_positions(g, p);
}

/* One figure. */

static int64_t
position(const struct line *line, const struct column *c,
    const struct figure *f, int *sure)
{
	enum bad bad = line->bad;
	int64_t pence = f->pence;

	if (f->suffix != 0)
		return f->suffix == 'A' || f->suffix == 'D' ? -llabs(pence)
							    : llabs(pence);
	if (speaks_of_deficit(line) && line->says.v[SAYS_BAD] == NULL)
		return -llabs(pence);
	if (bad == BAD_UNKNOWN && c->says.v[SAYS_BAD] != NULL)
		bad = c->bad;
	if (bad == BAD_UNKNOWN)
		*sure = pence < 0; /* a bare figure may be either */
	return bad == BAD_PLUS ? -pence : pence;
}

/* Above line i the nearest that is of a plan, or of a result; NO_LINE. */
static size_t
line_above(const struct grid *g, size_t i, size_t k, int plan)
{
	while (i-- > 0) {
		const struct gist *m = &g->line[i].means;

		if (!m->variance && m->basis != BASIS_NONE &&
		    (m->basis == BASIS_PLAN) == plan && figure_at(g, i, k)->is)
			return i;
	}
	return NO_LINE;
}

/*
 * A variance below the plan and the result that it is of: 1 if the result is
 * the better of the two positions, -1 if it is the worse; 0 if there are no
 * such lines or they do not add up.
 */
static int
better_than_plan(const struct grid *g, size_t i, size_t k)
{
	size_t plan = line_above(g, i, k, 1), result = line_above(g, i, k, 0);
	struct pair_of pair;
	int64_t better;
	int ignore;

	if (!g->by_line || !g->line[i].means.variance || plan == NO_LINE ||
	    result == NO_LINE)
		return 0;
	pair.plan = figure_at(g, plan, k);
	pair.result = figure_at(g, result, k);
	if (direction(figure_at(g, i, k), pair) == 0)
		return 0;
	better =
	    position(&g->line[result], &g->column[k], pair.result, &ignore) -
	    position(&g->line[plan], &g->column[k], pair.plan, &ignore);
	return better > 0 ? 1 : -1;
}

static int64_t
variance(const struct grid *g, size_t i, size_t k, enum figure_of of, int *sure)
{
	const struct figure *f = figure_at(g, i, k);
	const struct line *line = &g->line[i];
	struct pair_of pair = sign_pair(g, i, k);
	int64_t size = llabs(f->pence);
	int up = direction(f, pair);

	if (f->suffix != 0)
		return f->suffix == 'A' || f->suffix == 'D' ? -size : size;
	if (up == 0 && of == OF_POSITION &&
	    (up = better_than_plan(g, i, k)) != 0)
		return up > 0 ? size : -size;
	if (up != 0 && of == OF_POSITION) {
		int ignore;

		return position(line, &g->column[k], pair.result, &ignore) >
			       position(line, &g->column[k], pair.plan, &ignore)
			   ? size
			   : -size;
	}
	if (up != 0 && of != OF_ALLOCATION) {
		if ((of == OF_SAVINGS) != (of == OF_SPEND && g->flipped))
			up = -up;
		return up > 0 ? size : -size;
	}
	if (g->column[k].bad == BAD_UNKNOWN && !line->means.variance)
		*sure = 0;
	return g->column[k].bad == BAD_PLUS ? -f->pence : f->pence;
}

int64_t
sign_figure(const struct grid *g, size_t line, size_t column, enum figure_of of,
    int is_variance, int *sure)
{
	const struct figure *f = figure_at(g, line, column);

	*sure = 1;
	if (is_variance)
		return variance(g, line, column, of, sure);
	switch (of) {
	case OF_POSITION:
		return position(&g->line[line], &g->column[column], f, sure);
	case OF_SPEND:
		return g->flipped ? -f->pence : f->pence;
	default:
		return llabs(f->pence);
	}
}
