/* SPDX-License-Identifier: MIT */
#ifndef EXPR_H
#define EXPR_H

#include "filter.h"

/*
 * Conditions over the columns of a row, as flag(1) describes them.  Three
 * truths: a comparison with an empty cell that should be a number or a date
 * is unknown, and what is unknown is not true.
 */
struct expr;

/*
 * Parses text from byte from on.  Dies with EXIT_USAGE and a caret under the
 * place; where names the text in that message ("-e", "rules.txt:12").  The text
 * must outlive the expression.
 */
struct expr *expr_parse(struct slice text, size_t from, const char *where);
/*
 * Finds the columns; extra, where not NULL, is one more behind the last.
 * Dies with EXIT_DATA when there is none of a name.
 */
void expr_bind(struct expr *e, const struct input *in, const char *extra);
/*
 * 1 if the condition is true of the row.  Dies with EXIT_DATA when a cell
 * is no number or no date where one is due.
 */
int expr_true(const struct expr *e, const struct csv_row *row);
/* Accepts NULL. */
void expr_free(struct expr *e);

#endif
