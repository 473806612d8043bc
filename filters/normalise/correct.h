/* SPDX-License-Identifier: MIT */
#ifndef CORRECT_H
#define CORRECT_H

#include "row.h"

/*
 * A person's corrections: a CSV of
 *
 *   action,fact_id,doc_id,evidence,column,value,by,on,why
 *
 * set     puts value into column of the fact
 * drop    leaves the fact out
 * confirm says that it is right: its confidence becomes 1
 * add     gives a new fact one column; rows with the same doc_id and
 *         fact_id (a name of the person's choice) make one fact
 *
 * A row without action, column and value is none.  Other columns are left
 * alone: see the view "review" of ccg-load, which prints such files.
 *
 * A fact is found by its fact_id; where a newer release of the rules gave it
 * another, by the document and the evidence, if only one fact stands on it.
 * A corrected row says "corrected" or "confirmed" in its flags.
 */
struct corrections;

/* Reads the file; dies with "file:line: reason" when it is wrong. */
struct corrections *corrections_read(const char *path);
/* Applies what concerns the document that rows holds; accepts NULL. */
void corrections_apply(struct corrections *c, struct rows *rows);
/*
 * 1 if there are corrections of that document and it has not been seen yet;
 * accepts NULL.
 */
int corrections_wait(const struct corrections *c, struct slice doc_id);
/*
 * Names on standard error every correction of a document that was seen and
 * that matched nothing, then frees; accepts NULL.
 */
void corrections_end(struct corrections *c);

#endif
