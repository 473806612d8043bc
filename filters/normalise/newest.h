/* SPDX-License-Identifier: MIT */
#ifndef NEWEST_H
#define NEWEST_H

#include "row.h"

/*
 * Of the states that a document tells of one body one after another, keeps
 * the newest: DATASETS.md, "History".  An undated "in special measures" goes
 * where the text also says that it came out, a proposed merger where it says
 * that it was approved or is done.  The rows are those of one document, after
 * merge_rows.
 */
void newest_states(struct rows *rows);

#endif
