/* SPDX-License-Identifier: MIT */
#ifndef ROW_WRITER_H
#define ROW_WRITER_H

#include "gz.h"
#include "slice.h"

/*
 * Rows in the formats that people ask for.  The first row is the header.
 *
 * ROW_CSV is csv.h's.  ROW_TSV has a tab between fields and, in them, \t \n
 * \r \\ for those four bytes.  ROW_JSONL has an object a line, the header
 * being its keys; every value is a string but those of columns that the
 * datasets have as numbers (dataset.h), which are numbers, null when empty.
 */
enum row_format { ROW_CSV, ROW_TSV, ROW_JSONL };

struct row_writer;

/* The format of that name: csv, tsv, jsonl.  0, or -1 for any other. */
int row_format_parse(const char *name, enum row_format *out);
/*
 * Writes to dst, which stays the caller's.  safe guards CSV and TSV against
 * spreadsheets that run what they are shown: a cell, or what stands behind
 * one of ; tab and line end in it, gets a ' in front when it begins with one
 * of = + - @ tab CR and is no number.  NULL when memory runs out.
 */
struct row_writer *row_writer_new(
    struct gz_writer *dst, enum row_format format, int safe);
/*
 * One field.  0, or -1 with errno: that of the write, ENOMEM, or EINVAL for
 * a field with a NUL.
 */
int row_writer_put(struct row_writer *w, struct slice field);
/*
 * Ends the row.  0, or -1 with errno as above, and EINVAL for more or fewer
 * fields than the header has.
 */
int row_writer_end(struct row_writer *w);
/* Hands all buffered bytes to dst.  0, or -1 with errno. */
int row_writer_flush(struct row_writer *w);
/* Frees the writer, not its destination; accepts NULL; flushes nothing. */
void row_writer_free(struct row_writer *w);

#endif
