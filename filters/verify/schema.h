/* SPDX-License-Identifier: MIT */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "evidence.h"

/*
 * Holds every file of dir against the description of the datasets: types,
 * vocabularies, keys, references, ranges of evidence; and notes in e what
 * is to be found in the documents.
 */
void schema_check(const char *dir, struct findings *f, struct evidence *e);

#endif
