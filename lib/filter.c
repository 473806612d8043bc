/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "dataset.h"
#include "filter.h"
#include "table.h"

struct input {
	int fd;
	char *name;
	struct gz_reader *gz;
	struct csv_reader *csv;
	struct csv_row row;
	struct csv_row header;
	struct table *column; /* names, by slot */
	struct slice *names;
};

/*
 * Descriptors 0 to 2 may be closed: a file that took the place of standard
 * output would be written over.
 */
static int
open_above(const char *path, int flags)
{
	int high, fd = open(path, flags | O_CLOEXEC, 0666);

	if (fd < 0 || fd > STDERR_FILENO)
		return fd;
	high = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(fd);
	return high;
}

static void
open_fd(struct input *in, const char *path)
{
	struct stat st;
	int is_stdin = path == NULL || strcmp(path, "-") == 0;

	in->name = must(strdup(is_stdin ? "stdin" : path));
	in->fd = is_stdin ? STDIN_FILENO : open_above(path, O_RDONLY);
	if (in->fd < 0 || fstat(in->fd, &st) < 0)
		die_errno(EXIT_INPUT, "%s", in->name);
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		die_errno(EXIT_INPUT, "%s", in->name);
	}
}

static _Noreturn void
die_reader(const struct input *in)
{
	die(csv_reader_failed(in->csv) ? EXIT_SYSTEM : EXIT_DATA, "%s:%lu: %s",
	    in->name, csv_line(in->csv), csv_reader_error(in->csv));
}

/* Copies the header, which must outlive the first row. */
static void
read_header(struct input *in)
{
	size_t i;
	int got = csv_next(in->csv, &in->row);

	if (got < 0)
		die_reader(in);
	if (got == 0)
		die(EXIT_DATA, "%s: no header", in->name);
	in->names = must(calloc(in->row.n, sizeof(*in->names)));
	for (i = 0; i < in->row.n; i++) {
		size_t slot = table_slot(in->column, in->row.field[i]);

		if (slot == TABLE_NONE)
			die(EXIT_SYSTEM, "out of memory");
		if (slot != i)
			input_reject(
			    in, "column stands twice: %s", in->row.field[i].p);
		in->names[i] = table_key(in->column, slot);
	}
	in->header = (struct csv_row){in->names, in->row.n, in->row.line};
}

struct input *
input_open(const char *path)
{
	struct input *in = must(calloc(1, sizeof(*in)));

	open_fd(in, path);
	in->gz = must(gz_reader_open(in->fd));
	in->csv = must(csv_reader_new(in->gz));
	in->column = must(table_new());
	read_header(in);
	return in;
}

const struct csv_row *
input_header(const struct input *in)
{
	return &in->header;
}

const char *
input_name(const struct input *in)
{
	return in->name;
}

size_t
input_find(const struct input *in, struct slice name)
{
	size_t slot = table_find(in->column, name);

	return slot == TABLE_NONE ? INPUT_NONE : slot;
}

size_t
input_column(const struct input *in, const char *name)
{
	size_t i = input_find(in, slice_of(name));

	if (i == INPUT_NONE)
		die(EXIT_DATA, "%s:%lu: no column %s", in->name,
		    in->header.line, name);
	return i;
}

const struct csv_row *
input_next(struct input *in)
{
	int got = csv_next(in->csv, &in->row);

	if (got < 0)
		die_reader(in);
	return got > 0 ? &in->row : NULL;
}

_Noreturn void
input_reject(const struct input *in, const char *fmt, ...)
{
	char reason[2048];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(reason, sizeof(reason), fmt, ap);
	va_end(ap);
	die(EXIT_DATA, "%s:%lu: %s", in->name, csv_line(in->csv), reason);
}

void
input_close(struct input *in)
{
	if (in == NULL)
		return;
	csv_reader_free(in->csv);
	gz_reader_free(in->gz);
	if (in->fd != STDIN_FILENO)
		close(in->fd);
	table_free(in->column);
	free(in->names);
	free(in->name);
	free(in);
}

struct output {
	char *name;
	struct gz_writer *gz;
	struct row_writer *rows;
	const char *columns; /* -C, or NULL */
	size_t *pick;	     /* its columns, found in the first row */
	size_t picks;
	size_t header;	 /* columns of the first row; 0 before it */
	struct buf text; /* a row that waits to be picked from */
	size_t *end;	 /* of each of its fields */
	size_t n, cap;
};

static enum row_format
format_of(const struct output_options *o)
{
	enum row_format format = ROW_CSV;

	if (o->format != NULL && row_format_parse(o->format, &format) < 0)
		die(EXIT_USAGE, "a format is csv, tsv or jsonl: %s", o->format);
	return format;
}

int
output_option(struct output_options *o, int letter, const char *arg)
{
	if (letter == 'C') {
		if (o->columns != NULL)
			die(EXIT_USAGE, "option -C stands twice");
		o->columns = arg;
		return 1;
	}
	if (letter == 'F') {
		if (o->format != NULL)
			die(EXIT_USAGE, "option -F stands twice");
		o->format = arg;
		format_of(o);
		return 1;
	}
	if (letter == OUTPUT_SAFE) {
		if (o->safe)
			die(EXIT_USAGE, "--spreadsheet-safe stands twice");
		o->safe = 1;
		return 1;
	}
	if (letter != 'p' && (letter < '0' || letter > '9'))
		return 0;
	if (o->level != OUTPUT_LEVEL_DEFAULT)
		die(EXIT_USAGE, "more than one of -0 to -9 and -p");
	o->level = letter == 'p' ? GZ_PLAIN : letter - '0';
	return 1;
}

static struct output *
output_new(int fd, const char *name, const struct output_options *o)
{
	struct output *out = must(calloc(1, sizeof(*out)));

	out->name = must(strdup(name));
	out->gz = must(gz_writer_open(fd, o->level));
	out->rows = must(row_writer_new(out->gz, format_of(o), o->safe));
	out->columns = o->columns;
	return out;
}

/*
 * A parent that ignores or blocks SIGPIPE must not turn `| head` into an
 * error message.
 */
static void
heed_sigpipe(void)
{
	sigset_t set;

	signal(SIGPIPE, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

struct output *
output_open(const struct output_options *o)
{
	struct output_options as = *o;

	if (o->safe && format_of(o) == ROW_JSONL)
		die(EXIT_USAGE, "--spreadsheet-safe is for csv and tsv");
	heed_sigpipe();
	if (fcntl(STDOUT_FILENO, F_GETFD) < 0)
		die_errno(EXIT_SYSTEM, "stdout");
	if (o->level == OUTPUT_LEVEL_DEFAULT)
		as.level = 1;
	if (isatty(STDOUT_FILENO))
		as.level = GZ_PLAIN;
	return output_new(STDOUT_FILENO, "stdout", &as);
}

struct output *
output_to(const char *path, const struct output_options *o)
{
	struct output_options as = *o;
	int fd = open_above(path, O_WRONLY | O_CREAT | O_TRUNC);

	if (fd < 0)
		die_errno(EXIT_INPUT, "%s", path);
	if (o->level == OUTPUT_LEVEL_DEFAULT)
		as.level = 6;
	return output_new(fd, path, &as);
}

struct output *
output_file(const char *path)
{
	struct output_options o = OUTPUT_DEFAULT;
	size_t n = strlen(path);

	if (n < 3 || strcmp(path + n - 3, ".gz") != 0)
		o.level = GZ_PLAIN;
	return output_to(path, &o);
}

static void
check(const struct output *out, int status)
{
	if (status < 0)
		die_errno(EXIT_SYSTEM, "%s", out->name);
}

static struct slice
waiting(const struct output *out, size_t i)
{
	size_t from = i > 0 ? out->end[i - 1] : 0;

	return (struct slice){out->text.p + from, out->end[i] - from};
}

/* Picks one column of the header, which waits. */
static void
pick(struct output *out, struct slice name)
{
	size_t i, k;

	for (i = 0; i < out->n; i++)
		if (slice_eq(waiting(out, i), name))
			break;
	if (i == out->n)
		die(EXIT_USAGE, "no column for -C: %.*s", (int)name.n, name.p);
	/* Two of one name would be refused by whoever reads them. */
	for (k = 0; k < out->picks; k++)
		if (out->pick[k] == i)
			die(EXIT_USAGE, "column twice in -C: %.*s", (int)name.n,
			    name.p);
	out->pick =
	    must(reallocarray(out->pick, out->picks + 1, sizeof(*out->pick)));
	out->pick[out->picks++] = i;
}

/* Picks the columns of a dataset: "@status". */
static void
pick_dataset(struct output *out, struct slice name)
{
	char *s = must(strndup(name.p + 1, name.n - 1));
	const struct dataset *d = dataset_find(s);
	size_t i;

	if (d == NULL)
		die(EXIT_USAGE, "no dataset for -C: @%s", s);
	for (i = 0; i < d->n; i++)
		pick(out, slice_of(d->column[i].name));
	free(s);
}

/* Finds the columns of -C in the header, which waits. */
static void
resolve(struct output *out)
{
	const char *p = out->columns;
	struct slice item;

	for (;; p += item.n + 1) {
		item = (struct slice){p, strcspn(p, ",")};
		if (item.n > 0 && *p == '@')
			pick_dataset(out, item);
		else
			pick(out, item);
		if (p[item.n] == '\0')
			break;
	}
	out->header = out->n;
}

static void
hold(struct output *out, struct slice field)
{
	if (out->n == out->cap) {
		out->cap = out->cap ? out->cap * 2 : 64;
		out->end =
		    must(reallocarray(out->end, out->cap, sizeof(*out->end)));
	}
	if (buf_add(&out->text, field.p, field.n) < 0)
		die(EXIT_SYSTEM, "out of memory");
	out->end[out->n++] = out->text.n;
}

void
output_put(struct output *out, struct slice field)
{
	if (out->columns != NULL)
		hold(out, field);
	else
		check(out, row_writer_put(out->rows, field));
}

void
output_puts(struct output *out, const char *s)
{
	output_put(out, slice_of(s));
}

void
output_row(struct output *out, const struct csv_row *row)
{
	size_t i;

	for (i = 0; i < row->n; i++)
		output_put(out, row->field[i]);
}

/* Writes what was picked of the row that waits. */
static void
release(struct output *out)
{
	size_t i;

	if (out->header == 0)
		resolve(out);
	if (out->n != out->header) {
		errno = EINVAL;
		check(out, -1);
	}
	for (i = 0; i < out->picks; i++)
		check(
		    out, row_writer_put(out->rows, waiting(out, out->pick[i])));
	buf_clear(&out->text);
	out->n = 0;
}

void
output_end(struct output *out)
{
	if (out->columns != NULL)
		release(out);
	check(out, row_writer_end(out->rows));
}

int
output_commit(struct output *out)
{
	check(out, row_writer_flush(out->rows));
	check(out, gz_writer_finish(out->gz));
	row_writer_free(out->rows);
	buf_free(&out->text);
	free(out->end);
	free(out->pick);
	free(out->name);
	free(out);
	return 0;
}
