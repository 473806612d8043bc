/* SPDX-License-Identifier: MIT */
/*
 * ccg-normalise: facts as written in, tidy facts out; what cannot be made
 * tidy goes to the rejects with a reason.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "correct.h"
#include "dataset.h"
#include "filter.h"
#include "merge.h"
#include "newest.h"
#include "num.h"
#include "register.h"
#include "release.h"
#include "resolve.h"
#include "row.h"

struct options {
	const char *reg, *corrections, *documents, *rejects, *file;
	int tidy;
	struct output_options output;
};

static const char usage_text[] =
    "usage: ccg-normalise [-0..-9] [-p] [-C COLUMNS] [-F FORMAT]\n"
    "                     [--spreadsheet-safe] [-R REGISTER] [-c CORRECTIONS]\n"
    "                     [--rejects FILE] [FILE]\n"
    "       ccg-normalise --tidy -c CORRECTIONS [--documents FILE] [-0..-9]\n"
    "                     [-p] [-C COLUMNS] [-F FORMAT] [FILE]\n"
    "facts as written on standard input to tidy facts\n"
    "  -R, --register DIR      register tables instead of the built-in ones\n"
    "  -c, --corrections FILE  a person's corrections, applied last\n"
    "      --rejects FILE      where what cannot be made tidy goes\n"
    "      --tidy              the input is tidy: correct it, no more\n"
    "      --documents FILE    those that were read, for facts to be added\n"
    "  -0..-9                  gzip level of the output (1)\n"
    "  -p, --plain             plain output\n"
    "  -C, --columns LIST      only these columns, in this order\n"
    "  -F, --format FORMAT     csv, tsv or jsonl\n"
    "      --spreadsheet-safe  cells are no formulas\n"
    "  -h, --help   -V, --version\n";

_Noreturn static void
usage(void)
{
	fputs(usage_text, stderr);
	_exit(EXIT_USAGE);
}

static void
once(const char **option, const char *value)
{
	if (*option != NULL)
		usage();
	*option = value;
}

static struct options
parse(int argc, char **argv)
{
	static const struct option longs[] = {
	    {"register", required_argument, NULL, 'R'},
	    {"corrections", required_argument, NULL, 'c'},
	    {"rejects", required_argument, NULL, 'j'},
	    {"tidy", no_argument, NULL, 't'},
	    {"documents", required_argument, NULL, 'd'}, OUTPUT_LONGS,
	    {"help", no_argument, NULL, 'h'},
	    {"version", no_argument, NULL, 'V'}, {NULL, 0, NULL, 0}};
	struct options o = {.output = OUTPUT_DEFAULT};
	int c;

	while ((c = getopt_long(
		    argc, argv, OUTPUT_LETTERS "R:c:hV", longs, NULL)) != -1) {
		if (output_option(&o.output, c, optarg))
			continue;
		switch (c) {
		case 'R':
			once(&o.reg, optarg);
			break;
		case 'c':
			once(&o.corrections, optarg);
			break;
		case 't':
			o.tidy = 1;
			break;
		case 'd':
			once(&o.documents, optarg);
			break;
		case 'j':
			once(&o.rejects, optarg);
			break;
		case 'h':
			fputs(usage_text, stdout);
			exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
		case 'V':
			exit(release_print("ccg-normalise"));
		default:
			usage();
		}
	}
	if (argc - optind > 1 ||
	    (o.tidy ? o.corrections == NULL || o.rejects != NULL
		    : o.documents != NULL))
		usage();
	o.file = argv[optind];
	return o;
}

/* Output. */

static void
put_header(struct output *out)
{
	for (size_t i = 0; i < OUT_COLUMNS; i++)
		output_puts(out, out_names[i]);
	output_end(out);
}

static void
put_fact(struct output *out, const struct row *r)
{
	char mentions[24];

	snprintf(mentions, sizeof mentions, "%lld", (long long)r->mentions);
	for (size_t i = 0; i < OUT_COLUMNS; i++)
		output_puts(out, i == O_MENTIONS ? mentions : r->v[i]);
	output_end(out);
}

static void
put_rejects_header(struct output *out, const struct dataset *d)
{
	for (size_t i = 0; i < d->n; i++)
		output_puts(out, d->column[i].name);
	output_end(out);
}

static void
put_reject(struct output *out, const struct dataset *d, const struct row *r,
    const char *reason)
{
	for (size_t i = 0; i < d->n; i++) {
		const char *v = "";

		for (size_t k = 0; k < OUT_COLUMNS; k++)
			if (strcmp(out_names[k], d->column[i].name) == 0)
				v = r->v[k];
		output_puts(
		    out, strcmp(d->column[i].name, "reason") ? v : reason);
	}
	output_end(out);
}

/* The main loop: one document at a time. */

struct job {
	const struct options *o;
	struct input *in;
	struct raw_columns columns;
	const struct reg *reg;
	struct output *out, *rejects;
	const struct dataset *rejects_columns;
	struct rows rows;
	struct corrections *corrections;
};

static const struct csv_row *
read_document(struct job *j, const struct csv_row *row)
{
	size_t id = j->columns.at[O_DOC_ID];

	rows_clear(&j->rows);
	do {
		rows_add(&j->rows, &j->columns, row);
		row = input_next(j->in);
	} while (
	    row != NULL && slice_is(row->field[id], j->rows.r[0].v[O_DOC_ID]));
	return row;
}

/* One reject a place and reason, as its key says. */
static int
rejected_before(const struct rows *rows, size_t i)
{
	const struct row *r = &rows->r[i];

	for (size_t k = 0; k < i; k++)
		if (rows->r[k].dropped &&
		    strcmp(rows->r[k].v[R_REASON], r->v[R_REASON]) == 0 &&
		    strcmp(rows->r[k].v[O_EVIDENCE_START],
			r->v[O_EVIDENCE_START]) == 0)
			return 1;
	return 0;
}

static void
take_mentions(struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		if (num_int(rows->r[i].v[O_MENTIONS], 0, INT64_MAX,
			&rows->r[i].mentions) != 0)
			rows->r[i].mentions = 1;
}

/* From facts as written to tidy ones. */
static void
tidy_up(struct job *j)
{
	struct rows *rows = &j->rows;

	for (size_t i = 0; i < rows->n; i++) {
		struct row *r = &rows->r[i];
		const char *reason = resolve_row(rows, r, j->reg);

		if (reason == NULL)
			continue;
		r->dropped = 1;
		row_sets(rows, r, R_REASON, reason);
		if (j->rejects != NULL && !rejected_before(rows, i))
			put_reject(j->rejects, j->rejects_columns, r, reason);
	}
	merge_rows(rows);
	newest_states(rows);
	for (size_t i = 0; i < rows->n; i++)
		if (!rows->r[i].dropped)
			resolve_year(rows, &rows->r[i]);
	merge_rows(rows);
	newest_states(rows);
	merge_ids(rows);
}

static void
write_document(struct job *j)
{
	struct rows *rows = &j->rows;

	if (j->o->tidy)
		take_mentions(rows);
	else
		tidy_up(j);
	corrections_apply(j->corrections, rows);
	for (size_t i = 0; i < rows->n; i++)
		resolve_name(rows, &rows->r[i], j->reg);
	for (size_t i = 0; i < rows->n; i++)
		if (!rows->r[i].dropped)
			put_fact(j->out, &rows->r[i]);
}

/*
 * The documents of which no fact came: one may be added to each.  The row
 * that stands for the document is none of its facts.
 */
static void
add_to_documents(struct job *j)
{
	static const size_t cell[] = {
	    O_DOC_ID, O_SOURCE, O_PUBLISHER, O_PUBLISHED};
	struct input *in = input_open(j->o->documents);
	struct raw_columns c;
	const struct csv_row *row;

	for (size_t i = 0; i < RAW_COLUMNS; i++)
		c.at[i] = INPUT_NONE;
	for (size_t i = 0; i < sizeof cell / sizeof *cell; i++)
		c.at[cell[i]] = input_column(in, out_names[cell[i]]);
	while ((row = input_next(in)) != NULL) {
		if (!corrections_wait(
			j->corrections, row->field[c.at[O_DOC_ID]]))
			continue;
		rows_clear(&j->rows);
		rows_add(&j->rows, &c, row);
		j->rows.r[0].dropped = 1;
		write_document(j);
	}
	input_close(in);
}

static struct reg *
open_register(const char *dir)
{
	char err[256];
	struct reg *reg = register_open(dir, err, sizeof err);

	if (reg == NULL)
		die(dir == NULL ? EXIT_SYSTEM : EXIT_DATA, "%s", err);
	return reg;
}

int
main(int argc, char **argv)
{
	struct options o;
	struct job j = {.o = &o};
	struct reg *reg;
	const struct csv_row *row;

	diag_name(argv[0]);
	o = parse(argc, argv);
	j.reg = reg = open_register(o.reg);
	j.in = input_open(o.file);
	j.columns = o.tidy ? tidy_columns(j.in) : raw_columns(j.in);
	if (o.corrections != NULL)
		j.corrections = corrections_read(o.corrections);
	j.out = output_open(&o.output);
	put_header(j.out);
	if (o.rejects != NULL) {
		j.rejects = output_file(o.rejects);
		j.rejects_columns = dataset_find("rejects");
		put_rejects_header(j.rejects, j.rejects_columns);
	}
	for (row = input_next(j.in); row != NULL;) {
		row = read_document(&j, row);
		write_document(&j);
	}
	if (o.documents != NULL)
		add_to_documents(&j);
	rows_free(&j.rows);
	corrections_end(j.corrections);
	input_close(j.in);
	register_close(reg);
	if (j.rejects != NULL)
		output_commit(j.rejects);
	return output_commit(j.out);
}
