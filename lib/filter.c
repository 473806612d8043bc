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
#include "spec.h"
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

static size_t
slot_of(struct table *t, struct slice name)
{
	size_t slot = table_slot(t, name);

	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	return slot;
}

/* NAME_2, or the next number that no column of the header has. */
static void
number_name(struct buf *to, struct slice name, struct table *taken)
{
	size_t known = table_count(taken);

	for (unsigned k = 2; table_count(taken) == known; k++) {
		buf_clear(to);
		if (buf_printf(to, "%s_%u", name.p, k) < 0)
			die(EXIT_SYSTEM, "out of memory");
		slot_of(taken, buf_slice(to));
	}
}

static _Noreturn void
reject_doubled(
    const struct input *in, const char *name, const struct input_options *o)
{
	if (o == NULL)
		input_reject(in, "column stands twice: %s", name);
	input_reject(in,
	    "column stands twice: %s (--rename-doubled makes %s_2 of it)", name,
	    name);
}

/* Gives each column its slot, the doubled ones under a name of their own. */
static void
name_columns(struct input *in, const struct input_options *o)
{
	int rename = o != NULL && o->rename_doubled;
	struct table *taken = must(table_new());
	struct buf name = {0};

	for (size_t i = 0; rename && i < in->row.n; i++)
		slot_of(taken, in->row.field[i]);
	for (size_t i = 0; i < in->row.n; i++) {
		struct slice s = in->row.field[i];

		if (table_find(in->column, s) != TABLE_NONE) {
			if (!rename)
				reject_doubled(in, s.p, o);
			number_name(&name, s, taken);
			s = buf_slice(&name);
		}
		in->names[i] = table_key(in->column, slot_of(in->column, s));
	}
	buf_free(&name);
	table_free(taken);
}

/* Copies the header, which must outlive the first row. */
static void
read_header(struct input *in, const struct input_options *o)
{
	int got = csv_next(in->csv, &in->row);

	if (got < 0)
		die_reader(in);
	if (got == 0)
		die(EXIT_DATA, "%s: no header", in->name);
	in->names = must(calloc(in->row.n, sizeof(*in->names)));
	name_columns(in, o);
	in->header = (struct csv_row){in->names, in->row.n, in->row.line};
}

int
input_option(struct input_options *o, int letter, const char *arg)
{
	if (letter == INPUT_RENAME) {
		if (o->rename_doubled)
			die(EXIT_USAGE, "--rename-doubled stands twice");
		o->rename_doubled = 1;
		return 1;
	}
	if (letter == INPUT_LAZY) {
		if (o->lazy_quotes)
			die(EXIT_USAGE, "--lazy-quotes stands twice");
		o->lazy_quotes = 1;
		return 1;
	}
	if (letter != INPUT_DELIMITER)
		return 0;
	if (o->delimiter != '\0')
		die(EXIT_USAGE, "--delimiter stands twice");
	if (strcmp(arg, "tab") == 0 || strcmp(arg, "\\t") == 0)
		arg = "\t";
	if (strlen(arg) != 1 || strchr("\"\r\n", *arg) != NULL)
		die(EXIT_USAGE, "not a delimiter: %s", arg);
	o->delimiter = *arg;
	return 1;
}

struct input *
input_open(const char *path)
{
	return input_open_as(path, NULL);
}

struct input *
input_open_as(const char *path, const struct input_options *o)
{
	struct input *in = must(calloc(1, sizeof(*in)));

	open_fd(in, path);
	in->gz = must(gz_reader_open(in->fd));
	in->csv = must(csv_reader_new(in->gz));
	if (o != NULL && o->delimiter != '\0')
		csv_reader_delimit(in->csv, o->delimiter);
	if (o != NULL && o->lazy_quotes)
		csv_reader_lazy(in->csv);
	in->column = must(table_new());
	read_header(in, o);
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
pick_dataset(struct output *out, const char *name)
{
	const struct dataset *d = dataset_find(name);
	size_t i;

	if (d == NULL)
		die(EXIT_USAGE, "no dataset for -C: @%s", name);
	for (i = 0; i < d->n; i++)
		pick(out, slice_of(d->column[i].name));
}

/* Finds the columns of -C in the header, which waits. */
static void
resolve(struct output *out)
{
	const char *p = out->columns;
	struct buf name = {0};

	for (;; p++) {
		int dataset = *p == '@';
		int status = spec_name(&p, ",", &name);

		if (status < 0)
			die(status == -1 ? EXIT_USAGE : EXIT_SYSTEM,
			    "not a list of columns: -C %s", out->columns);
		if (dataset)
			pick_dataset(out, name.p + 1);
		else
			pick(out, buf_slice(&name));
		if (*p == '\0')
			break;
	}
	buf_free(&name);
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
