/* SPDX-License-Identifier: MIT */
#ifndef DOCUMENTS_H
#define DOCUMENTS_H

#include "evidence.h"

/*
 * Reads the documents under paths (ended by NULL) with the ccg-read that
 * lies beside this program, and holds each against e.  Dies with the status
 * of ccg-read when that fails.
 */
void documents_check(
    char *const *paths, struct findings *f, struct evidence *e);

#endif
