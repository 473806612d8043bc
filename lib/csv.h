/* SPDX-License-Identifier: MIT */
#ifndef CSV_H
#define CSV_H

#include "gz.h"
#include "slice.h"

/* A record is at most 16 MiB and a million fields; a larger one is an error. */
enum { CSV_RECORD_MAX = 16 << 20, CSV_FIELDS_MAX = 1 << 20 };

/*
 * One record: field[0..n-1], each ended by a '\0' that is not counted and
 * free of NUL inside; line is the 1-based line it began on.  Borrowed until
 * the next csv_next.
 */
struct csv_row {
	const struct slice *field;
	size_t n;
	unsigned long line;
};

struct csv_reader;
struct csv_writer;

/*
 * RFC 4180 over src, which stays the caller's: CRLF or LF, quoted newlines,
 * a leading BOM dropped.  Errors: a record with more or fewer fields than
 * the first, text after a closing quote, a lone CR, NUL, an unclosed quote
 * at the end, a record over CSV_RECORD_MAX or CSV_FIELDS_MAX, and whatever
 * gz reports; so is a quote inside a bare field, see csv_reader_lazy.  A blank
 * line is a record of one empty field, as RFC 4180 has it: right in a file of
 * one column; in any other it is left out at the end and an error before a
 * record.  NULL when memory runs out.
 */
struct csv_reader *csv_reader_new(struct gz_reader *src);
/*
 * What stands between fields in place of a comma; before the first
 * csv_next.  No quote, CR, LF or NUL.
 */
void csv_reader_delimit(struct csv_reader *r, char delimiter);
/* A quote inside a bare field, an error without this, is text: 5'11".  Before
 * the first csv_next. */
void csv_reader_lazy(struct csv_reader *r);
/* 1 and a row; 0 at the verified end; -1 on an error. */
int csv_next(struct csv_reader *r, struct csv_row *row);
/* The 1-based line that the current or failed record began on. */
unsigned long csv_line(const struct csv_reader *r);
/* What is wrong, valid after -1 until the reader is freed. */
const char *csv_reader_error(const struct csv_reader *r);
/* 1 if the error is the system's (read failed, no memory), else 0. */
int csv_reader_failed(const struct csv_reader *r);
/* Frees the reader, not its source; accepts NULL. */
void csv_reader_free(struct csv_reader *r);

/*
 * Writes to dst, which stays the caller's, nothing that csv_next would not
 * take.  NULL when memory runs out.
 */
struct csv_writer *csv_writer_new(struct gz_writer *dst);
/*
 * One field, quoted only when it must be.  0, or -1 with errno: that of the
 * write, or EINVAL for a field with a NUL.
 */
int csv_put(struct csv_writer *w, struct slice field);
/*
 * Ends the record with LF.  0, or -1 with errno: that of the write, EINVAL
 * for a record with more or fewer fields than the first, EMSGSIZE for one
 * that is too large.
 */
int csv_end_row(struct csv_writer *w);
/* Hands all buffered bytes to dst.  0, or -1 with errno. */
int csv_writer_flush(struct csv_writer *w);
/* Frees the writer, not its destination; accepts NULL; flushes nothing. */
void csv_writer_free(struct csv_writer *w);

#endif
