/* SPDX-License-Identifier: MIT */
/*
 * sort: the rows of streams in order of the bytes of their keys; rows with
 * equal keys stay in the order in which they came.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "merge.h"
#include "pack.h"
#include "sorter.h"

enum { MEMORY_DEFAULT = 1 << 30 };
enum { OPT_MERGE = 256, OPT_TAG, OPT_TO };

struct options {
	struct spec_names by;
	struct input_options in;
	struct output_options out;
	const char *tag;
	const char *to; /* a folder, or NULL: standard output */
	size_t memory;
	int unique, repeated, merge;
	char **path;
	size_t paths;
};

/* Where rows go, in their order, and the key of the last one. */
struct job {
	const struct options *o;
	struct keys keys;
	struct input **in;
	struct output *out;
	struct buf last;
	int begun;
};

static const char usage_text[] =
    "usage: ccg-sort -k COLUMN[,...] [-u | -d] [--merge] [--tag NAME]\n"
    "                [--to DIR] [-m SIZE] [--delimiter CHAR] [--lazy-quotes]\n"
    "                [--rename-doubled] [-C COLUMN[,...]] [-F FORMAT]\n"
    "                [--spreadsheet-safe] [-p] [-0..-9] [-hV] [FILE...]\n"
    "\n"
    "rows of all FILEs in order of the bytes of their keys\n"
    "  -k COLUMN[,...]  columns to sort by\n"
    "  -u  -d           only the first row of a key; only all others\n"
    "  --merge          each FILE is in that order already\n"
    "  --tag NAME       a column more: the number of the FILE, from 1\n"
    "  --to DIR         each FILE by itself, to DIR/FILE.gz\n"
    "  -m SIZE          memory before disk is used: 64M, 2G\n"
    "  -C COLUMN[,...] -p -0..-9   columns, plain, gzip level\n"
    "  --delimiter CHAR --lazy-quotes --rename-doubled   of the input\n"
    "  -F csv|tsv|jsonl            format; --spreadsheet-safe: no formulas\n"
    "  -h -V            this help, the version\n";

static _Noreturn void
usage(void)
{
	fputs(usage_text, stderr);
	_exit(EXIT_USAGE);
}

static _Noreturn void
answer(const char *text)
{
	fputs(text, stdout);
	exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
}

static void
take(struct options *o, int letter, const char *arg)
{
	int status;

	switch (letter) {
	case 'k':
		status = o->by.n > 0 ? -1 : spec_list(arg, &o->by);
		if (status == -2)
			die(EXIT_SYSTEM, "out of memory");
		if (status != 0)
			die(EXIT_USAGE, "not one list of columns: -k %s", arg);
		break;
	case 'm':
		if (o->memory != 0 || spec_bytes(arg, &o->memory) != 0)
			die(EXIT_USAGE, "not one size: -m %s", arg);
		break;
	case 'u':
		o->unique = 1;
		break;
	case 'd':
		o->repeated = 1;
		break;
	case OPT_MERGE:
		o->merge = 1;
		break;
	case OPT_TAG:
		if (o->tag != NULL)
			die(EXIT_USAGE, "--tag stands twice");
		o->tag = arg;
		break;
	case OPT_TO:
		if (o->to != NULL)
			die(EXIT_USAGE, "--to stands twice");
		o->to = arg;
		break;
	case 'h':
		answer(usage_text);
	case 'V':
		answer("ccg-sort " VERSION "\n");
	default:
		if (!output_option(&o->out, letter, arg) &&
		    !input_option(&o->in, letter, arg))
			usage();
	}
}

static struct options
parse(int argc, char **argv)
{
	static char *standard_input[] = {"-"};
	static const struct option longs[] = {
	    {"key", required_argument, NULL, 'k'},
	    {"unique", no_argument, NULL, 'u'},
	    {"repeated", no_argument, NULL, 'd'},
	    {"merge", no_argument, NULL, OPT_MERGE},
	    {"tag", required_argument, NULL, OPT_TAG},
	    {"to", required_argument, NULL, OPT_TO},
	    {"memory", required_argument, NULL, 'm'}, INPUT_LONGS, OUTPUT_LONGS,
	    {"help", no_argument, NULL, 'h'},
	    {"version", no_argument, NULL, 'V'}, {NULL, 0, NULL, 0}};
	struct options o = {.out = OUTPUT_DEFAULT};
	int letter;

	while ((letter = getopt_long(
		    argc, argv, OUTPUT_LETTERS "k:udm:hV", longs, NULL)) != -1)
		take(&o, letter, optarg);
	if (o.by.n == 0 || (o.unique && o.repeated) ||
	    (o.to != NULL && (o.merge || o.tag != NULL || optind == argc ||
				 o.out.level == GZ_PLAIN)))
		usage();
	o.memory = o.memory ? o.memory : MEMORY_DEFAULT;
	o.path = argv + optind;
	o.paths = (size_t)(argc - optind);
	if (o.paths == 0) {
		o.path = standard_input;
		o.paths = 1;
	}
	return o;
}

/* All inputs have the columns of the first, and none is the tag. */
static void
check_columns(const struct job *j, const struct input *in)
{
	const struct csv_row *want = input_header(j->in[0]);
	const struct csv_row *have = input_header(in);
	size_t i = 0;

	while (i < want->n && i < have->n &&
	       keys_compare(want->field[i], have->field[i]) == 0)
		i++;
	if (i < want->n || i < have->n)
		die(EXIT_DATA, "%s: other columns than %s", input_name(in),
		    input_name(j->in[0]));
	if (j->o->tag != NULL &&
	    input_find(in, slice_of(j->o->tag)) != INPUT_NONE)
		die(EXIT_DATA, "%s: has a column %s already", input_name(in),
		    j->o->tag);
}

static void
open_all(struct job *j, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		j->in[i] = input_open_as(j->o->path[i], &j->o->in);
		check_columns(j, j->in[i]);
	}
	j->keys = keys_find(j->in[0], &j->o->by);
}

static struct output *
open_in(const char *folder, const char *path, const struct output_options *o)
{
	const char *slash = strrchr(path, '/');
	struct buf to = {0};
	struct output *out;

	if (buf_printf(
		&to, "%s/%s.gz", folder, slash == NULL ? path : slash + 1) != 0)
		die(EXIT_SYSTEM, "out of memory");
	out = output_to(to.p, o);
	buf_free(&to);
	return out;
}

static void
put_header(struct job *j)
{
	if (j->o->to == NULL)
		j->out = output_open(&j->o->out);
	else
		j->out = open_in(j->o->to, j->o->path[0], &j->o->out);
	output_row(j->out, input_header(j->in[0]));
	if (j->o->tag != NULL)
		output_puts(j->out, j->o->tag);
	output_end(j->out);
}

/* 1 if the row with this key, the next in order, is to be written. */
static int
wanted(struct job *j, struct slice key)
{
	int again = j->begun && keys_compare(key, buf_slice(&j->last)) == 0;

	if (!again) {
		buf_clear(&j->last);
		if (buf_add(&j->last, key.p, key.n) != 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	j->begun = 1;
	return again ? !j->o->unique : !j->o->repeated;
}

static void
put_number(struct output *out, size_t n)
{
	char text[24];

	snprintf(text, sizeof text, "%zu", n);
	output_puts(out, text);
}

static void
merge(struct job *j)
{
	const struct csv_row *row;
	struct slice key;
	struct merge *m;
	size_t from;

	open_all(j, j->o->paths);
	put_header(j);
	m = merge_new(&j->keys, j->in, j->o->paths);
	while ((row = merge_next(m, &key, &from)) != NULL) {
		if (!wanted(j, key))
			continue;
		output_row(j->out, row);
		if (j->o->tag != NULL)
			put_number(j->out, from + 1);
		output_end(j->out);
	}
	merge_free(m);
}

static int
check(int status)
{
	if (status < 0)
		die_errno(EXIT_SYSTEM, "sorting");
	return status;
}

/* The rows of one input; what is kept of each is its cells, and the tag. */
static void
collect(struct job *j, struct sorter *s, size_t i)
{
	struct buf key = {0}, cells = {0};
	const struct csv_row *row;

	while ((row = input_next(j->in[i])) != NULL) {
		int failed = 0;

		keys_of(&j->keys, row, &key);
		buf_clear(&cells);
		for (size_t k = 0; k < row->n; k++)
			failed |= pack_put(&cells, row->field[k]);
		if (j->o->tag != NULL)
			failed |= pack_count(&cells, i + 1);
		if (failed)
			die(EXIT_SYSTEM, "out of memory");
		check(sorter_put(s, buf_slice(&key), buf_slice(&cells)));
	}
	buf_free(&key);
	buf_free(&cells);
}

static void
sort(struct job *j)
{
	struct sorter *s = must(sorter_new(j->o->memory));
	struct slice key, cells, cell;

	/* One after the other: any number of files will do. */
	open_all(j, 1);
	put_header(j);
	for (size_t i = 0; i < j->o->paths; i++) {
		if (i > 0) {
			j->in[i] = input_open_as(j->o->path[i], &j->o->in);
			check_columns(j, j->in[i]);
		}
		collect(j, s, i);
		if (i > 0)
			input_close(j->in[i]);
	}
	check(sorter_sort(s));
	while (check(sorter_next(s, &key, &cells)) > 0) {
		if (!wanted(j, key))
			continue;
		while (pack_next(&cells, &cell) > 0)
			output_put(j->out, cell);
		output_end(j->out);
	}
	sorter_free(s);
	input_close(j->in[0]);
}

static void
run(const struct options *o)
{
	struct job j = {.o = o};

	j.in = must(calloc(o->paths, sizeof *j.in));
	if (o->merge)
		merge(&j);
	else
		sort(&j);
	free(j.keys.column);
	free(j.in);
	buf_free(&j.last);
	output_commit(j.out);
}

int
main(int argc, char **argv)
{
	struct options o;
	size_t times = 1;

	diag_name(argv[0]);
	o = parse(argc, argv);
	if (o.to != NULL) {
		times = o.paths;
		o.paths = 1;
	}
	for (; times > 0; times--, o.path++)
		run(&o);
	spec_free(&o.by);
	return 0;
}
