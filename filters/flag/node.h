/* SPDX-License-Identifier: MIT */
#ifndef NODE_H
#define NODE_H

#include "decimal.h"
#include "expr.h"
#include "regex.h"

/* The inside of an expression, shared by its parser and its evaluator. */

/* What a part of an expression is; a cell can be taken for any but TRUTH. */
enum kind {
	KIND_CELL = 1,
	KIND_TEXT = 2,
	KIND_NUMBER = 4,
	KIND_DATE = 8,
	KIND_TRUTH = 16
};

enum op {
	OP_CELL,
	OP_TEXT,
	OP_NUMBER,
	OP_DATE,
	OP_AND,
	OP_OR,
	OP_NOT,
	/* In this order: less, equal, greater and what they exclude. */
	OP_LT,
	OP_LE,
	OP_EQ,
	OP_NE,
	OP_GE,
	OP_GT,
	OP_IN,
	OP_MATCH,
	OP_ADD,
	OP_SUB,
	OP_MUL,
	OP_DIV,
	OP_MOD,
	OP_NEG,
	OP_CALL
};

/* How the two sides of a comparison are taken. */
enum by { BY_GUESS, BY_TEXT, BY_NUMBER, BY_DATE, BY_TRUTH };

struct function;

struct node {
	enum op op;
	enum kind kind;
	enum by by;
	size_t at;	   /* byte of the text, for messages */
	struct slice text; /* a column's name, a literal */
	size_t column;
	struct decimal number;
	long days;
	struct regex *regex;
	const struct function *function;
	struct node **arg; /* operands, arguments, members of a list */
	size_t args;
};

/* The memory of a text that is made while a row is looked at. */
enum { SCRATCH_MAX = 64 };

struct expr {
	struct node *root;
	struct slice text;
	const char *where;
	const char *input; /* name, for messages */
};

/* One evaluation. */
struct row_view {
	const struct expr *e;
	const struct csv_row *row;
};

/* Each gives 1, or 0 for unknown. */
int eval_number(
    const struct row_view *v, const struct node *n, struct decimal *out);
int eval_date(const struct row_view *v, const struct node *n, long *days);
/* Borrowed; texts that functions make live until the next evaluation. */
struct slice eval_text(const struct row_view *v, const struct node *n);
/* 1 true, 0 false, -1 unknown. */
int eval_truth(const struct row_view *v, const struct node *n);
/* Dies with EXIT_DATA for the row at hand. */
_Noreturn void eval_reject(
    const struct row_view *v, const struct node *n, const char *why);

/* A function by its name. */
struct function {
	const char *name;
	enum kind result;
	int min, max;		/* arguments */
	unsigned char takes[4]; /* kinds of each; the last goes on */
	int (*number)(
	    const struct row_view *v, const struct node *n, struct decimal *);
	int (*date)(const struct row_view *v, const struct node *n, long *);
	struct slice (*text)(const struct row_view *v, const struct node *n);
	int (*truth)(const struct row_view *v, const struct node *n);
};

/* NULL when there is none. */
const struct function *function_find(struct slice name);

void node_free(struct node *n);

#endif
