/* SPDX-License-Identifier: MIT */
#ifndef MERGE_H
#define MERGE_H

#include "row.h"

/*
 * Makes one row of what a document states several times: the same value or
 * the same amount, also loosely rounded ("past £40m" and £42m), where no
 * column contradicts.  The more exact row stays, takes what only the other
 * knows, and counts the mentions.
 */
void merge_rows(struct rows *rows);

/* Sets fact_id and claim_id of every row that stands. */
void merge_ids(struct rows *rows);

#endif
