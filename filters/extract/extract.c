/* SPDX-License-Identifier: MIT */
/*
 * ccg-extract: blocks of text in, facts as written out.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "explain.h"
#include "jail.h"
#include "fact.h"
#include "release.h"
#include "sentence.h"
#include "tag.h"

struct options {
	const char *rules, *reg, *file;
	int explain, check;
	struct output_options output;
};

static const char usage_text[] =
    "usage: ccg-extract [-0..-9] [-p] [-C COLUMNS] [-F FORMAT] [--spreadsheet-safe]\n"
    "                   [-r RULES] [-R REGISTER] [--explain | --check] [FILE]\n"
    "blocks of text on standard input to facts as written\n"
    "  -r, --rules DIR     rule files instead of the built-in ones\n"
    "  -R, --register DIR  register tables instead of the built-in ones\n"
    "      --explain       standard input is sentences, a line each: show\n"
    "                      what is tagged, which rules fire, and why\n"
    "      --check         run the examples that stand in the rule files\n"
    "  -0..-9              gzip level of the output (1)\n"
    "  -p, --plain         plain output\n"
    "  -C, --columns LIST  only these columns, in this order\n"
    "  -F, --format FORMAT csv, tsv or jsonl\n"
    "      --spreadsheet-safe cells are no formulas\n"
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
	    {"rules", required_argument, NULL, 'r'},
	    {"register", required_argument, NULL, 'R'},
	    {"explain", no_argument, NULL, 'x'},
	    {"check", no_argument, NULL, 'k'}, OUTPUT_LONGS,
	    {"help", no_argument, NULL, 'h'},
	    {"version", no_argument, NULL, 'V'}, {NULL, 0, NULL, 0}};
	struct options o = {.output = OUTPUT_DEFAULT};
	int c;

	while ((c = getopt_long(
		    argc, argv, OUTPUT_LETTERS "r:R:hV", longs, NULL)) != -1) {
		if (output_option(&o.output, c, optarg))
			continue;
		switch (c) {
		case 'r':
			once(&o.rules, optarg);
			break;
		case 'R':
			once(&o.reg, optarg);
			break;
		case 'x':
			o.explain = 1;
			break;
		case 'k':
			o.check = 1;
			break;
		case 'h':
			fputs(usage_text, stdout);
			exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
		case 'V':
			exit(release_print("ccg-extract"));
		default:
			usage();
		}
	}
	if (argc - optind > 1 || (o.explain && o.check))
		usage();
	o.file = argv[optind];
	return o;
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

static void
extract(const struct options *o, struct tools *t)
{
	struct input *in = input_open(o->file);
	struct document_columns c = document_columns(in);
	struct output *out = output_open(&o->output);
	const struct csv_row *row = input_next(in);
	struct document d = {0};
	struct facts facts = {0};

	facts_header(out);
	while (row != NULL) {
		document_read(&d, in, &c, &row);
		understand(t, &d, &facts);
		facts_write(out, &d, t->reg, &facts);
	}
	document_free(&d);
	facts_free(&facts);
	input_close(in);
	output_commit(out);
}

int
main(int argc, char **argv)
{
	struct options o;
	struct tools t;
	int status = 0;

	diag_name(argv[0]);
	o = parse(argc, argv);
	if (jail_enter(0) < 0)
		die(EXIT_SYSTEM, "out of memory");
	tools_init(&t, o.rules, open_register(o.reg), o.check);
	if (o.check)
		status = explain_check(&t);
	else if (o.explain)
		explain(&t, stdin);
	else
		extract(&o, &t);
	tools_free(&t);
	return status;
}
