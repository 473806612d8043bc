/* SPDX-License-Identifier: MIT */
/* What an expression is of one row. */
#include "date.h"
#include "node.h"

enum { UNKNOWN = -1 };

_Noreturn void
eval_reject(const struct row_view *v, const struct node *n, const char *why)
{
	if (n->op == OP_CELL)
		die(EXIT_DATA, "%s:%lu: column %s: %s: %s", v->e->input,
		    v->row->line, n->text.p, why, v->row->field[n->column].p);
	die(EXIT_DATA, "%s:%lu: %s (at byte %zu of %s)", v->e->input,
	    v->row->line, why, n->at + 1, v->e->where);
}

static int
cell_number(const struct row_view *v, const struct node *n, struct decimal *out)
{
	struct slice cell = v->row->field[n->column];

	if (cell.n == 0)
		return 0;
	if (decimal_parse(cell, out) < 0)
		eval_reject(v, n, "not a number");
	return 1;
}

static int
cell_date(const struct row_view *v, const struct node *n, long *days)
{
	struct slice cell = v->row->field[n->column];
	struct date d;

	if (cell.n == 0)
		return 0;
	if (date_parse(cell, &d) < 0)
		eval_reject(v, n, "not a date");
	*days = date_days(d);
	return 1;
}

/* a modulo b with the sign of a: what is left after whole times b. */
static int
modulo(struct decimal *a, struct decimal b)
{
	struct decimal q = *a, whole;

	if (decimal_div(&q, b) < 0)
		return -1;
	whole = q;
	for (; whole.places > 0; whole.places--)
		whole.v /= 10;
	return decimal_mul(&whole, b) < 0 ? -1 : decimal_sub(a, whole);
}

static int
arithmetic(const struct row_view *v, const struct node *n, struct decimal *out)
{
	struct decimal b;
	int status;

	if (!eval_number(v, n->arg[0], out) || !eval_number(v, n->arg[1], &b))
		return 0;
	switch (n->op) {
	case OP_ADD:
		status = decimal_add(out, b);
		break;
	case OP_SUB:
		status = decimal_sub(out, b);
		break;
	case OP_MUL:
		status = decimal_mul(out, b);
		break;
	default:
		/* Nothing is known of a share of nothing. */
		if (decimal_sign(b) == 0)
			return 0;
		status = n->op == OP_DIV ? decimal_div(out, b) : modulo(out, b);
	}
	if (status < 0)
		eval_reject(v, n, "result of over 38 digits");
	return 1;
}

int
eval_number(const struct row_view *v, const struct node *n, struct decimal *out)
{
	long a, b;

	switch (n->op) {
	case OP_CELL:
		return cell_number(v, n, out);
	case OP_NUMBER:
		*out = n->number;
		return 1;
	case OP_NEG:
		if (!eval_number(v, n->arg[0], out))
			return 0;
		*out = decimal_negate(*out);
		return 1;
	case OP_CALL:
		return n->function->number(v, n, out);
	case OP_SUB:
		if (n->arg[0]->kind != KIND_DATE &&
		    n->arg[1]->kind != KIND_DATE)
			return arithmetic(v, n, out);
		if (!eval_date(v, n->arg[0], &a) ||
		    !eval_date(v, n->arg[1], &b))
			return 0;
		*out = decimal_int(a - b);
		return 1;
	default:
		return arithmetic(v, n, out);
	}
}

/* A date and a number of days. */
static int
shifted(const struct row_view *v, const struct node *n, long *days)
{
	struct decimal by;

	if (!eval_date(v, n->arg[0], days) || !eval_number(v, n->arg[1], &by))
		return 0;
	decimal_round(&by, 0);
	if (by.v > 10000000 || by.v < -10000000)
		eval_reject(v, n, "date out of range");
	*days += (n->op == OP_ADD ? 1 : -1) * (long)by.v;
	return 1;
}

int
eval_date(const struct row_view *v, const struct node *n, long *days)
{
	switch (n->op) {
	case OP_CELL:
		return cell_date(v, n, days);
	case OP_DATE:
		*days = n->days;
		return 1;
	case OP_CALL:
		return n->function->date(v, n, days);
	default:
		return shifted(v, n, days);
	}
}

struct slice
eval_text(const struct row_view *v, const struct node *n)
{
	switch (n->op) {
	case OP_CELL:
		return v->row->field[n->column];
	case OP_CALL:
		return n->function->text(v, n);
	default:
		return n->text;
	}
}

/* -1, 0, 1 made of the order of two of anything. */
#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

static int
order_texts(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return order != 0 ? order : ORDER(a.n, b.n);
}

/* Two columns: as numbers when both are, as what is written otherwise. */
static int
order_cells(const struct row_view *v, const struct node *a,
    const struct node *b, int *order)
{
	struct slice ta = eval_text(v, a), tb = eval_text(v, b);
	struct decimal na, nb;

	if (decimal_parse(ta, &na) == 0 && decimal_parse(tb, &nb) == 0)
		*order = decimal_compare(na, nb);
	else
		*order = order_texts(ta, tb);
	return 1;
}

/* 1 and the order of the two, or 0 for unknown. */
static int
compare(const struct row_view *v, enum by by, const struct node *a,
    const struct node *b, int *order)
{
	struct decimal na, nb;
	long da, db;

	switch (by) {
	case BY_NUMBER:
		if (!eval_number(v, a, &na) || !eval_number(v, b, &nb))
			return 0;
		*order = decimal_compare(na, nb);
		return 1;
	case BY_DATE:
		if (!eval_date(v, a, &da) || !eval_date(v, b, &db))
			return 0;
		*order = ORDER(da, db);
		return 1;
	case BY_TRUTH:
		*order = eval_truth(v, a) - eval_truth(v, b);
		return eval_truth(v, a) != UNKNOWN &&
		       eval_truth(v, b) != UNKNOWN;
	case BY_TEXT:
		*order = order_texts(eval_text(v, a), eval_text(v, b));
		return 1;
	default:
		return order_cells(v, a, b, order);
	}
}

/* With one side empty, two columns are equal or not, but never in order. */
static int
is_unordered(const struct row_view *v, const struct node *n)
{
	return n->by == BY_GUESS && n->op != OP_EQ && n->op != OP_NE &&
	       (eval_text(v, n->arg[0]).n == 0 ||
		   eval_text(v, n->arg[1]).n == 0);
}

static int
comparison(const struct row_view *v, const struct node *n)
{
	int order;

	if (is_unordered(v, n) ||
	    !compare(v, n->by, n->arg[0], n->arg[1], &order))
		return UNKNOWN;
	switch (n->op) {
	case OP_LT:
		return order < 0;
	case OP_LE:
		return order <= 0;
	case OP_EQ:
		return order == 0;
	case OP_NE:
		return order != 0;
	case OP_GE:
		return order >= 0;
	default:
		return order > 0;
	}
}

static int
membership(const struct row_view *v, const struct node *n)
{
	int result = 0;

	for (size_t i = 1; i < n->args; i++) {
		int order;

		if (!compare(v, n->by, n->arg[0], n->arg[i], &order))
			result = UNKNOWN;
		else if (order == 0)
			return 1;
	}
	return result;
}

static int
match(const struct row_view *v, const struct node *n)
{
	int status = regex_match(n->regex, eval_text(v, n->arg[0]), 0);

	if (status == REGEX_FAILED)
		die(EXIT_SYSTEM, "out of memory");
	if (status < 0)
		eval_reject(v, n, "the pattern takes too long");
	return status;
}

/* and, with absorbing 0; or, with absorbing 1. */
static int
connect(const struct row_view *v, const struct node *n, int absorbing)
{
	int a = eval_truth(v, n->arg[0]), b;

	if (a == absorbing)
		return a;
	b = eval_truth(v, n->arg[1]);
	return b == absorbing || a != UNKNOWN ? b : UNKNOWN;
}

int
eval_truth(const struct row_view *v, const struct node *n)
{
	int a;

	switch (n->op) {
	case OP_AND:
		return connect(v, n, 0);
	case OP_OR:
		return connect(v, n, 1);
	case OP_NOT:
		a = eval_truth(v, n->arg[0]);
		return a == UNKNOWN ? UNKNOWN : !a;
	case OP_IN:
		return membership(v, n);
	case OP_MATCH:
		return match(v, n);
	case OP_CALL:
		return n->function->truth(v, n);
	default:
		return comparison(v, n);
	}
}

int
expr_true(const struct expr *e, const struct csv_row *row)
{
	struct row_view v = {e, row};

	return eval_truth(&v, e->root) == 1;
}
