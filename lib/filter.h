/* SPDX-License-Identifier: MIT */
#ifndef FILTER_H
#define FILTER_H

#include "csv.h"
#include "diag.h"
#include "row_writer.h"
#include "slice.h"

/*
 * Inputs, outputs and common options as a command's main sees them: the
 * only library code that dies, so that a main has no error branches.
 */
struct input;
struct output;

/*
 * path, or standard input for NULL and "-".  Reads the header.  Dies with
 * EXIT_INPUT when it cannot be opened; with EXIT_DATA when there is no
 * header or a column name stands twice.
 */
struct input *input_open(const char *path);

/* What filters over any CSV take.  Initialise with zero bytes. */
struct input_options {
	int rename_doubled; /* a second "a" becomes "a_2": no error */
	int lazy_quotes;    /* a quote inside a bare field is text */
	char delimiter;	    /* or '\0': a comma */
};
enum { INPUT_RENAME = 0x1a00, INPUT_LAZY, INPUT_DELIMITER };
/*
 * Takes one option of that set with its argument: 1 taken, 0 not one of
 * them.  A repeated or wrong one dies with EXIT_USAGE.
 */
int input_option(struct input_options *o, int letter, const char *arg);
#define INPUT_LONGS                                               \
	{"delimiter", required_argument, NULL, INPUT_DELIMITER},  \
	    {"lazy-quotes", no_argument, NULL, INPUT_LAZY},       \
	{                                                         \
		"rename-doubled", no_argument, NULL, INPUT_RENAME \
	}
/* input_open, with the options in force (NULL: the filter has none). */
struct input *input_open_as(const char *path, const struct input_options *o);
/* The header; owned by in, lives until input_close. */
const struct csv_row *input_header(const struct input *in);
/* The name of the input as messages have it ("stdin" or the path). */
const char *input_name(const struct input *in);
/* The column of that name; dies with EXIT_DATA when there is none. */
size_t input_column(const struct input *in, const char *name);
/* The same, or INPUT_NONE when there is none. */
size_t input_find(const struct input *in, struct slice name);
#define INPUT_NONE ((size_t)-1)
/*
 * The next row, borrowed until the next call; NULL only at a verified end.
 * Anything else dies with "program: input:line: reason".
 */
const struct csv_row *input_next(struct input *in);
/* Dies with "program: input:line: ..." for the current row, EXIT_DATA. */
_Noreturn void input_reject(const struct input *in, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Accepts NULL. */
void input_close(struct input *in);

/*
 * What every filter takes: the gzip level or plain, the columns, the format.
 * Initialise with OUTPUT_DEFAULT.
 */
struct output_options {
	int level; /* 0-9, GZ_PLAIN, or OUTPUT_LEVEL_DEFAULT */
	/*
	 * -C: only these columns, in this order, separated by commas; @NAME
	 * stands for all of that dataset.  A name with a comma or a quote, or
	 * that begins with @, stands in quotes.  NULL for all there are.
	 */
	const char *columns;
	const char *format; /* -F, or NULL: csv */
	int safe;	    /* --spreadsheet-safe: see row_writer.h */
};
enum { OUTPUT_LEVEL_DEFAULT = -2, OUTPUT_SAFE = 0x5afe };
#define OUTPUT_DEFAULT \
	((struct output_options){OUTPUT_LEVEL_DEFAULT, NULL, NULL, 0})

/*
 * Takes one option of the common set (0-9, p, C, F, OUTPUT_SAFE) with its
 * argument: 1 taken, 0 not one of them.  A repeated or wrong one dies with
 * EXIT_USAGE.
 */
int output_option(struct output_options *o, int letter, const char *arg);
/* The set as getopt_long takes it. */
#define OUTPUT_LETTERS "0123456789pC:F:"
#define OUTPUT_LONGS                                               \
	{"plain", no_argument, NULL, 'p'},                         \
	    {"columns", required_argument, NULL, 'C'},             \
	    {"format", required_argument, NULL, 'F'},              \
	{                                                          \
		"spreadsheet-safe", no_argument, NULL, OUTPUT_SAFE \
	}

/*
 * Standard output: gzip at level 1 unless told otherwise, plain when it is
 * a terminal.  SIGPIPE back to default.  The first row put is the header.
 */
struct output *output_open(const struct output_options *o);
/* A file of its own (rejects, documents), gzip if its name ends in .gz. */
struct output *output_file(const char *path);
/* The same, packed as told, otherwise at level 6. */
struct output *output_to(const char *path, const struct output_options *o);
/* One field; the slice is copied before the call returns. */
void output_put(struct output *out, struct slice field);
void output_puts(struct output *out, const char *s);
/* All fields of a row (not its end), byte for byte. */
void output_row(struct output *out, const struct csv_row *row);
/* Ends the row. */
void output_end(struct output *out);
/* The last call in main: flush, trailer, close.  Returns 0 or dies 71. */
int output_commit(struct output *out);

#endif
