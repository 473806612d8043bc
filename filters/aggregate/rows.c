/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "rows.h"

/* The cells that functions look at, each column once however many do. */
struct cells {
	struct cell *cell;
	size_t *column;
	int *number; /* must be taken for a number */
	size_t n;
};

struct rows {
	const struct options *o;
	struct input *in;
	size_t *group; /* columns */
	struct cells cells;
	struct buf key, before;
};

static size_t
add_cell(struct cells *cs, size_t column, int number)
{
	for (size_t i = 0; i < cs->n; i++)
		if (cs->column[i] == column) {
			cs->number[i] |= number;
			return i;
		}
	cs->column[cs->n] = column;
	cs->number[cs->n] = number;
	return cs->n++;
}

static void
bind(struct rows *r, struct options *o)
{
	struct calls *calls = &o->calls;

	r->group = must(calloc(o->group.n + 1, sizeof *r->group));
	for (size_t i = 0; i < o->group.n; i++)
		r->group[i] = input_column(r->in, o->group.name[i]);
	r->cells.cell = must(calloc(calls->n, sizeof *r->cells.cell));
	r->cells.column = must(calloc(calls->n, sizeof *r->cells.column));
	r->cells.number = must(calloc(calls->n, sizeof *r->cells.number));
	for (size_t i = 0; i < calls->n; i++) {
		struct call *c = &calls->call[i];
		int flags = c->func->flags;

		if (c->column != NULL)
			c->cell =
			    add_cell(&r->cells, input_column(r->in, c->column),
				flags & (FUNC_NUMBERS | FUNC_EMPTIES));
		if (c->func->bind != NULL)
			c->func->bind(c, r->in);
	}
}

static void
unbind(struct rows *r)
{
	free(r->group);
	free(r->cells.cell);
	free(r->cells.column);
	free(r->cells.number);
	buf_free(&r->key);
	buf_free(&r->before);
}

static void
read_cells(struct cells *cs, const struct csv_row *row)
{
	for (size_t i = 0; i < cs->n; i++) {
		struct cell *c = &cs->cell[i];

		c->text = row->field[cs->column[i]];
		c->kind = CELL_EMPTY;
		if (c->text.n > 0)
			c->kind = cs->number[i] &&
					  decimal_parse(c->text, &c->number) < 0
				      ? CELL_INVALID
				      : CELL_NUMBER;
	}
}

/* 1 if the function is to see the cell; dies if it must not be passed by. */
static int
wanted(const struct rows *r, const struct call *c, const struct cell *cell)
{
	int numbers = c->func->flags & FUNC_NUMBERS;

	if (c->func->flags & FUNC_EMPTIES)
		return 1;
	if (cell->kind == CELL_EMPTY) {
		if (r->o->skip_empty)
			return 0;
		if (numbers)
			input_reject(r->in,
			    "column %s: empty (--skip-empty passes it by)",
			    c->column);
	} else if (cell->kind == CELL_INVALID && numbers) {
		if (r->o->skip_invalid)
			return 0;
		input_reject(r->in, "column %s: not a number: %s", c->column,
		    cell->text.p);
	}
	return 1;
}

static void
add_row(const struct rows *r, char *state, const struct csv_row *row)
{
	const struct calls *calls = &r->o->calls;

	for (size_t i = 0; i < calls->n; i++) {
		const struct call *c = &calls->call[i];
		const struct cell *cell = &r->cells.cell[c->cell];
		int status;

		if (c->column != NULL && !wanted(r, c, cell))
			continue;
		status = c->func->add(state + c->offset, c, cell, row);
		if (status == -1)
			input_reject(r->in, "%s: result has over %d digits",
			    c->spec, DECIMAL_DIGITS);
		if (status < 0)
			input_reject(
			    r->in, "%s: amount_gbp: not a number", c->spec);
	}
}

static struct slice
read_key(struct rows *r, const struct csv_row *row)
{
	buf_clear(&r->key);
	for (size_t i = 0; i < r->o->group.n; i++) {
		struct slice s = row->field[r->group[i]];

		if (buf_add(&r->key, s.p, s.n + 1) < 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	return buf_slice(&r->key);
}

/* Sorted input: the groups so far are written when a new key comes. */
static void
turn_page(
    struct rows *r, struct groups *g, struct slice key, struct output *out)
{
	struct slice before = buf_slice(&r->before);
	size_t n = key.n < before.n ? key.n : before.n;
	int order;

	if (groups_none(g))
		order = 1;
	else if ((order = memcmp(key.p, before.p, n)) == 0)
		order = (key.n > before.n) - (key.n < before.n);
	if (order == 0)
		return;
	if (order < 0)
		input_reject(r->in, "not sorted by %s", r->o->group.name[0]);
	groups_write(g, out);
	buf_clear(&r->before);
	if (buf_add(&r->before, key.p, key.n) < 0)
		die(EXIT_SYSTEM, "out of memory");
}

void
rows_read(
    struct options *o, struct input *in, struct groups *g, struct output *out)
{
	struct rows r = {.o = o, .in = in};
	const struct csv_row *row;

	bind(&r, o);
	while ((row = input_next(in)) != NULL) {
		struct slice key = read_key(&r, row);

		if (o->sorted && o->group.n > 0)
			turn_page(&r, g, key, out);
		read_cells(&r.cells, row);
		add_row(&r, groups_state(g, key), row);
		groups_relieve(g);
	}
	/* All rows are one group, also when there are none. */
	if (o->group.n == 0)
		groups_state(g, (struct slice){"", 0});
	unbind(&r);
}
