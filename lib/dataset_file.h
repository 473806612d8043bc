/* SPDX-License-Identifier: MIT */
#ifndef DATASET_FILE_H
#define DATASET_FILE_H

#include "dataset.h"
#include "diag.h"

/*
 * A dataset as it lies in a directory, dir/status.csv or dir/status.csv.gz,
 * read column by column whatever their order.  As filter.h, it dies.
 */
struct dataset_file;

/*
 * Dies when the file is not there or lacks a column of the dataset; an
 * optional one that is not there has no rows.
 */
struct dataset_file *dataset_file_open(
    const char *dir, const struct dataset *d);
/*
 * The next row: d->n values in the dataset's order, borrowed until the next
 * call; NULL at the verified end.  Columns that the dataset does not have
 * are left out.
 */
const struct slice *dataset_file_next(struct dataset_file *f);
/* 0 for an optional one that is not there. */
int dataset_file_there(const struct dataset_file *f);
/* The path, and the line that the current row began on. */
const char *dataset_file_name(const struct dataset_file *f);
unsigned long dataset_file_line(const struct dataset_file *f);
/* The current row again. */
const struct slice *dataset_file_row(const struct dataset_file *f);
/* Which dataset it is. */
const struct dataset *dataset_file_dataset(const struct dataset_file *f);
/* The value of a column in the current row; "" if there is no such column. */
struct slice dataset_file_value(
    const struct dataset_file *f, const char *column);
/*
 * The values of the key columns of the current row, joined so that no two
 * keys look alike; borrowed until the next call.
 */
struct slice dataset_file_key(struct dataset_file *f);
/* Accepts NULL. */
void dataset_file_close(struct dataset_file *f);

#endif
