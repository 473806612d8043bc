/* SPDX-License-Identifier: MIT */
#ifndef RESOLVE_H
#define RESOLVE_H

#include "register.h"
#include "row.h"

/*
 * Makes a fact as written tidy: code and name of the organisation as of the
 * document's date, pounds, financial year, fixed vocabularies.  Returns
 * NULL, or the reason for which it goes to the rejects (a value of the
 * vocabulary of rejects.reason), with R_REASON and O_DETAIL set.
 */
const char *resolve_row(
    struct rows *rows, struct row *r, const struct reg *reg);

/*
 * Gives a row whose year nobody stated the one that custom says, and the
 * dates of a whole year.  After the merge: a headline without a year is the
 * text's figure, not another one.
 */
void resolve_year(struct rows *rows, struct row *r);

/* Gives a row that has a code and no name the register's name and type. */
void resolve_name(struct rows *rows, struct row *r, const struct reg *reg);

#endif
