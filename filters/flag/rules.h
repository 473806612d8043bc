/* SPDX-License-Identifier: MIT */
#ifndef RULES_H
#define RULES_H

#include "expr.h"
#include "level.h"

/* One rule: rows for which the expression is true get the code. */
struct rule {
	char *code;
	enum level level;
	struct expr *expr;
	char *text;  /* that the expression was parsed from */
	char *where; /* and where that came from */
};

struct rules {
	struct rule *rule;
	size_t n;
};

/*
 * Appends "CODE: EXPR" or "CODE[LEVEL]: EXPR".  Dies with EXIT_USAGE and a
 * caret under the place when it is not that.
 */
void rules_add(struct rules *rs, const char *text, const char *where);
/*
 * Appends the rules of a file, one a line; a line that begins with a space
 * or a tab goes on with the one before, # begins a comment line.  Dies with
 * EXIT_INPUT when it cannot be read.
 */
void rules_read(struct rules *rs, const char *path);
/* Finds the columns, as expr_bind does. */
void rules_bind(struct rules *rs, const struct input *in, const char *extra);
void rules_free(struct rules *rs);

#endif
