/* SPDX-License-Identifier: MIT */
#ifndef DATASET_CHECK_H
#define DATASET_CHECK_H

#include "dataset_file.h"

/*
 * Holds the datasets of a directory against their description, row by row:
 * types and vocabularies, keys, references.  It keeps every key that it has
 * met.  The datasets must come in the order of dataset_at, in which none
 * refers to a later one.  As filter.h, it dies when memory runs out.
 */
struct dataset_check;

struct dataset_check *dataset_check_new(void);
/* Accepts NULL. */
void dataset_check_free(struct dataset_check *c);
/*
 * What is wrong with the current row of f, one reason a line ("basis: not
 * in the vocabulary"), borrowed until the next call; "" when it is sound.
 */
const char *dataset_check_row(struct dataset_check *c, struct dataset_file *f);

#endif
