/* SPDX-License-Identifier: MIT */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <stdio.h>

#include "tools.h"

/*
 * Reads sentences, a line each, and prints what was tagged, which rules
 * matched and which were blocked by which, the modifiers and clause
 * boundaries, and the facts.  An empty line ends a document, so that a few
 * lines together can show how "it" is resolved.
 */
void explain(struct tools *t, FILE *in);

/*
 * Runs the examples of the rule files.  Prints one TAP line each; returns 0,
 * or EXIT_FOUND when one fails.
 */
int explain_check(struct tools *t);

#endif
