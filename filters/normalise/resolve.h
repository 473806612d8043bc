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

#endif
