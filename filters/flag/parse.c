/* SPDX-License-Identifier: MIT */
/* From the text of an expression to its tree, kinds checked on the way. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "caret.h"
#include "date.h"
#include "lex.h"
#include "node.h"

enum { DEPTH_MAX = 200 };

struct parser {
	struct lexer l;
	const struct expr *e;
	int depth; /* brackets, functions and signs inside each other */
};

static struct node *parse_or(struct parser *p);
static struct node *parse_unary(struct parser *p);

static _Noreturn void
wrong(const struct parser *p, size_t at, const char *why)
{
	caret_die(p->e->where, p->e->text, at, why);
}

static _Noreturn void
unexpected(const struct parser *p, const char *due)
{
	wrong(p, p->l.at, p->l.token == T_BAD ? p->l.problem : due);
}

static struct node *
new_node(enum op op, enum kind kind, size_t at)
{
	struct node *n = must(calloc(1, sizeof *n));

	n->op = op;
	n->kind = kind;
	n->at = at;
	return n;
}

static void
add_arg(struct node *n, struct node *arg)
{
	n->arg = must(reallocarray(n->arg, n->args + 1, sizeof *n->arg));
	n->arg[n->args++] = arg;
}

static struct node *
pair(enum op op, enum kind kind, size_t at, struct node *a, struct node *b)
{
	struct node *n = new_node(op, kind, at);

	add_arg(n, a);
	add_arg(n, b);
	return n;
}

void
node_free(struct node *n)
{
	if (n == NULL)
		return;
	for (size_t i = 0; i < n->args; i++)
		node_free(n->arg[i]);
	free(n->arg);
	free((void *)(uintptr_t)n->text.p);
	regex_free(n->regex);
	free(n);
}

/* The word of a token, its doubled quotes made single, as memory to free. */
static struct slice
take_word(const struct parser *p, char quote)
{
	struct slice w = p->l.word;
	char *text = must(malloc(w.n + 1));
	size_t n = 0;

	for (size_t i = 0; i < w.n; i++) {
		text[n++] = w.p[i];
		i += quote != '\0' && w.p[i] == quote;
	}
	text[n] = '\0';
	return (struct slice){text, n};
}

static const char *
kind_name(enum kind k)
{
	return k == KIND_CELL	  ? "a column"
	       : k == KIND_TEXT	  ? "a text"
	       : k == KIND_NUMBER ? "a number"
	       : k == KIND_DATE	  ? "a date"
				  : "a condition";
}

/* Dies unless n is one of kinds, a column passing for all but a condition. */
static void
demand(const struct parser *p, const struct node *n, unsigned kinds)
{
	char why[80];
	enum kind due = KIND_TEXT;

	if (n->kind & kinds)
		return;
	if (n->kind == KIND_CELL && (kinds & ~(unsigned)KIND_TRUTH))
		return;
	if (kinds & KIND_TRUTH)
		due = KIND_TRUTH;
	else if (kinds & KIND_NUMBER)
		due = KIND_NUMBER;
	else if (kinds & KIND_DATE)
		due = KIND_DATE;
	snprintf(why, sizeof why, "%s where %s is due", kind_name(n->kind),
	    kind_name(due));
	wrong(p, n->at, why);
}

static void
deeper(struct parser *p)
{
	if (++p->depth > DEPTH_MAX)
		wrong(p, p->l.at, "too deep");
}

static void
expect(struct parser *p, enum token token, const char *due)
{
	if (p->l.token != token)
		unexpected(p, due);
	lex_next(&p->l);
}

static void
parse_args(struct parser *p, struct node *call)
{
	const struct function *f = call->function;
	char why[80];

	for (;;) {
		size_t i = call->args < 3 ? call->args : 3;

		if (p->l.token == T_CLOSE && call->args == 0)
			break;
		add_arg(call, parse_or(p));
		if ((int)call->args <= f->max)
			demand(p, call->arg[call->args - 1], f->takes[i]);
		if (p->l.token != T_COMMA)
			break;
		lex_next(&p->l);
	}
	expect(p, T_CLOSE, "a comma or a closing bracket is due here");
	if ((int)call->args >= f->min && (int)call->args <= f->max)
		return;
	snprintf(why, sizeof why, "%s takes %d%s argument%s", f->name, f->min,
	    f->max > f->min ? " or more" : "", f->min == 1 ? "" : "s");
	wrong(p, call->at, why);
}

static struct node *
parse_name(struct parser *p)
{
	struct node *n = new_node(OP_CELL, KIND_CELL, p->l.at);
	int quoted = p->l.token == T_COLUMN;

	n->text = take_word(p, quoted ? '`' : '\0');
	lex_next(&p->l);
	if (quoted || p->l.token != T_OPEN)
		return n;
	n->function = function_find(n->text);
	if (n->function == NULL)
		wrong(p, n->at, "no such function");
	n->op = OP_CALL;
	n->kind = n->function->result;
	deeper(p);
	lex_next(&p->l);
	parse_args(p, n);
	p->depth--;
	return n;
}

static struct node *
parse_literal(struct parser *p)
{
	struct node *n = NULL;
	struct date d;

	if (p->l.token == T_NUMBER) {
		n = new_node(OP_NUMBER, KIND_NUMBER, p->l.at);
		if (decimal_parse(p->l.word, &n->number) < 0)
			wrong(p, p->l.at, "number of over 38 digits");
	} else if (p->l.token == T_DATE) {
		n = new_node(OP_DATE, KIND_DATE, p->l.at);
		if (date_parse(p->l.word, &d) < 0)
			wrong(p, p->l.at, "no such day");
		n->days = date_days(d);
	} else {
		n = new_node(OP_TEXT, KIND_TEXT, p->l.at);
		n->text = take_word(p, p->e->text.p[p->l.at]);
	}
	lex_next(&p->l);
	return n;
}

static struct node *
parse_primary(struct parser *p)
{
	struct node *n;

	switch (p->l.token) {
	case T_NAME:
	case T_COLUMN:
		return parse_name(p);
	case T_NUMBER:
	case T_DATE:
	case T_TEXT:
		return parse_literal(p);
	case T_OPEN:
		deeper(p);
		lex_next(&p->l);
		n = parse_or(p);
		expect(p, T_CLOSE, "a closing bracket is due here");
		p->depth--;
		return n;
	default:
		unexpected(p, "a column, a value or a bracket is due here");
	}
}

static struct node *
parse_unary(struct parser *p)
{
	size_t at = p->l.at;
	struct node *n;

	if (p->l.token == T_ADD) {
		lex_next(&p->l);
		return parse_primary(p);
	}
	if (p->l.token != T_SUB)
		return parse_primary(p);
	deeper(p);
	lex_next(&p->l);
	n = new_node(OP_NEG, KIND_NUMBER, at);
	add_arg(n, parse_unary(p));
	demand(p, n->arg[0], KIND_NUMBER);
	p->depth--;
	return n;
}

static struct node *
parse_product(struct parser *p)
{
	struct node *a = parse_unary(p);

	while (
	    p->l.token == T_MUL || p->l.token == T_DIV || p->l.token == T_MOD) {
		enum op op = p->l.token == T_MUL   ? OP_MUL
			     : p->l.token == T_DIV ? OP_DIV
						   : OP_MOD;
		size_t at = p->l.at;

		lex_next(&p->l);
		a = pair(op, KIND_NUMBER, at, a, parse_unary(p));
		demand(p, a->arg[0], KIND_NUMBER);
		demand(p, a->arg[1], KIND_NUMBER);
	}
	return a;
}

/* Days are added to a date, and two dates are so many days apart. */
static struct node *
sum_of(struct parser *p, enum op op, size_t at, struct node *a, struct node *b)
{
	int dates = (a->kind == KIND_DATE) + 2 * (b->kind == KIND_DATE);
	enum kind result = KIND_NUMBER;

	if (op == OP_ADD && dates == 2)
		return sum_of(p, op, at, b, a);
	if (dates == 1 && b->kind == KIND_NUMBER)
		result = KIND_DATE;
	else if (dates != 0 && op == OP_ADD)
		wrong(p, at,
		    "two dates are not added (number() makes a "
		    "number of a column)");
	if (dates == 0) {
		demand(p, a, KIND_NUMBER);
		demand(p, b, KIND_NUMBER);
	} else if (result == KIND_NUMBER) {
		demand(p, a, KIND_DATE);
		demand(p, b, KIND_DATE);
	}
	return pair(op, result, at, a, b);
}

static struct node *
parse_sum(struct parser *p)
{
	struct node *a = parse_product(p);

	while (p->l.token == T_ADD || p->l.token == T_SUB) {
		enum op op = p->l.token == T_ADD ? OP_ADD : OP_SUB;
		size_t at = p->l.at;

		lex_next(&p->l);
		a = sum_of(p, op, at, a, parse_product(p));
	}
	return a;
}

/* How two sides are compared; two columns by what they hold. */
static enum by
compared_by(const struct parser *p, size_t at, const struct node *a,
    const struct node *b)
{
	char why[80];
	unsigned kinds = a->kind | b->kind;

	if (kinds == KIND_CELL)
		return BY_GUESS;
	if ((kinds & ~(unsigned)KIND_CELL) == KIND_TEXT)
		return BY_TEXT;
	if ((kinds & ~(unsigned)KIND_CELL) == KIND_NUMBER)
		return BY_NUMBER;
	if ((kinds & ~(unsigned)KIND_CELL) == KIND_DATE)
		return BY_DATE;
	if (kinds == KIND_TRUTH)
		return BY_TRUTH;
	snprintf(why, sizeof why, "%s is compared with %s", kind_name(a->kind),
	    kind_name(b->kind));
	wrong(p, at, why);
}

static struct node *
parse_in(struct parser *p, struct node *a)
{
	struct node *n = new_node(OP_IN, KIND_TRUTH, p->l.at);

	add_arg(n, a);
	lex_next(&p->l);
	expect(p, T_OPEN, "a list in brackets is due here");
	for (;;) {
		struct node *member = parse_sum(p);
		enum by by = compared_by(p, member->at, a, member);

		if (n->args > 1 && by != n->by)
			wrong(p, member->at,
			    "the members of a list are of one kind");
		n->by = by;
		add_arg(n, member);
		if (p->l.token != T_COMMA)
			break;
		lex_next(&p->l);
	}
	expect(p, T_CLOSE, "a comma or a closing bracket is due here");
	return n;
}

static struct node *
parse_match(struct parser *p, struct node *a)
{
	struct node *n = new_node(OP_MATCH, KIND_TRUTH, p->l.at), *pattern;
	char err[200];

	demand(p, a, KIND_TEXT);
	add_arg(n, a);
	lex_next(&p->l);
	if (p->l.token != T_TEXT)
		unexpected(p, "a pattern in quotes is due here");
	pattern = parse_literal(p);
	n->regex = regex_new(pattern->text, REGEX_UTF, err, sizeof err);
	if (n->regex == NULL && errno == ENOMEM)
		die(EXIT_SYSTEM, "out of memory");
	if (n->regex == NULL)
		wrong(p, pattern->at, err);
	node_free(pattern);
	return n;
}

static struct node *
negate(struct node *a, size_t at)
{
	struct node *n = new_node(OP_NOT, KIND_TRUTH, at);

	add_arg(n, a);
	return n;
}

static struct node *
parse_comparison(struct parser *p)
{
	struct node *a = parse_sum(p), *n;
	size_t at = p->l.at;
	enum token t = p->l.token;

	if (t == T_IN)
		return parse_in(p, a);
	if (t == T_NOT) {
		lex_next(&p->l);
		if (p->l.token != T_IN)
			unexpected(p, "\"in\" is due here");
		return negate(parse_in(p, a), at);
	}
	if (t == T_MATCH)
		return parse_match(p, a);
	if (t == T_UNMATCH)
		return negate(parse_match(p, a), at);
	if (t < T_LT || t > T_GT)
		return a;
	lex_next(&p->l);
	n = pair((enum op)(t - T_LT + OP_LT), KIND_TRUTH, at, a, parse_sum(p));
	n->by = compared_by(p, at, a, n->arg[1]);
	if (n->by == BY_TRUTH && t != T_EQ && t != T_NE)
		wrong(p, at, "conditions are equal or not, never less");
	return n;
}

static struct node *
parse_not(struct parser *p)
{
	size_t at = p->l.at;
	struct node *n;

	if (p->l.token != T_NOT)
		return parse_comparison(p);
	deeper(p);
	lex_next(&p->l);
	n = parse_not(p);
	demand(p, n, KIND_TRUTH);
	p->depth--;
	return negate(n, at);
}

static struct node *
parse_and(struct parser *p)
{
	struct node *a = parse_not(p);

	while (p->l.token == T_AND) {
		size_t at = p->l.at;

		demand(p, a, KIND_TRUTH);
		lex_next(&p->l);
		a = pair(OP_AND, KIND_TRUTH, at, a, parse_not(p));
		demand(p, a->arg[1], KIND_TRUTH);
	}
	return a;
}

static struct node *
parse_or(struct parser *p)
{
	struct node *a = parse_and(p);

	while (p->l.token == T_OR) {
		size_t at = p->l.at;

		demand(p, a, KIND_TRUTH);
		lex_next(&p->l);
		a = pair(OP_OR, KIND_TRUTH, at, a, parse_and(p));
		demand(p, a->arg[1], KIND_TRUTH);
	}
	return a;
}

struct expr *
expr_parse(struct slice text, size_t from, const char *where)
{
	struct expr *e = must(calloc(1, sizeof *e));
	struct parser p = {.e = e};

	e->text = text;
	e->where = where;
	lex_start(&p.l, text, from);
	e->root = parse_or(&p);
	if (p.l.token != T_END)
		unexpected(&p, "the expression should end here");
	demand(&p, e->root, KIND_TRUTH);
	return e;
}

static void
bind(struct expr *e, struct node *n, const struct input *in, const char *extra)
{
	if (n->op == OP_CELL) {
		n->column = input_find(in, n->text);
		if (n->column == INPUT_NONE && extra != NULL &&
		    slice_is(n->text, extra))
			n->column = input_header(in)->n;
		if (n->column == INPUT_NONE)
			die(EXIT_DATA, "%s:%lu: no column %s (in %s)",
			    input_name(in), input_header(in)->line, n->text.p,
			    e->where);
	}
	for (size_t i = 0; i < n->args; i++)
		bind(e, n->arg[i], in, extra);
}

void
expr_bind(struct expr *e, const struct input *in, const char *extra)
{
	e->input = input_name(in);
	bind(e, e->root, in, extra);
}

void
expr_free(struct expr *e)
{
	if (e == NULL)
		return;
	node_free(e->root);
	free(e);
}
