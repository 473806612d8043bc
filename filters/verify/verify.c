/* SPDX-License-Identifier: MIT */
/* verify: proves that datasets keep their contract and their evidence. */

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "documents.h"
#include "schema.h"

struct options {
	struct output_options output;
	const char *dir;
	char *const *paths;
};

static const char usage_text[] =
    "usage: ccg-verify [-hpV] [-0..-9] [-C COLUMNS] [-F FORMAT]\n"
    "                  [--spreadsheet-safe] DIR [PATH...]\n"
    "lists what in the datasets of DIR breaks their contract, and with the PATHs\n"
    "of the documents also the evidence that is not there\n"
    "  -C, --columns LIST      only these columns, in this order\n"
    "  -F, --format FORMAT     csv, tsv or jsonl\n"
    "      --spreadsheet-safe  cells are no formulas\n"
    "  -0..-9                  gzip level of the output (1)\n"
    "  -p, --plain             plain output\n"
    "  -h, --help   -V, --version\n";

static _Noreturn void
usage(void)
{
	fputs(usage_text, stderr);
	exit(EXIT_USAGE);
}

static _Noreturn void
answer(const char *text)
{
	fputs(text, stdout);
	exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
}

static struct options
parse(int argc, char **argv)
{
	static const struct option longs[] = {
	    OUTPUT_LONGS,
	    {"help", no_argument, NULL, 'h'},
	    {"version", no_argument, NULL, 'V'},
	    {NULL, 0, NULL, 0},
	};
	struct options o = {.output = OUTPUT_DEFAULT};
	int c;

	while ((c = getopt_long(
		    argc, argv, OUTPUT_LETTERS "hV", longs, NULL)) != -1) {
		if (c == 'h')
			answer(usage_text);
		if (c == 'V')
			answer("ccg-verify " VERSION "\n");
		if (!output_option(&o.output, c, optarg))
			usage();
	}
	if (optind == argc)
		usage();
	o.dir = argv[optind];
	o.paths = argv + optind + 1;
	return o;
}

int
main(int argc, char **argv)
{
	struct options o;
	struct findings f;
	struct evidence *e;

	diag_name(argv[0]);
	o = parse(argc, argv);
	f = findings_open(&o.output);
	e = evidence_new();
	schema_check(o.dir, &f, e);
	if (*o.paths != NULL) {
		documents_check(o.paths, &f, e);
		evidence_finish(e, &f);
	}
	evidence_free(e);
	return findings_close(&f);
}
