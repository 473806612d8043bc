/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "options.h"

enum { MEMORY_DEFAULT = 1 << 30 };

enum long_only {
	OPT_SORTED = 256,
	OPT_PARTIAL,
	OPT_MERGE,
	OPT_SKIP_EMPTY,
	OPT_SKIP_INVALID
};

static const struct option longs[] = {
    {"group", required_argument, NULL, 'g'},
    {"aggregate", required_argument, NULL, 'a'},
    {"sort", no_argument, NULL, 's'},
    {"memory", required_argument, NULL, 'm'},
    {"sorted", no_argument, NULL, OPT_SORTED},
    {"partial", no_argument, NULL, OPT_PARTIAL},
    {"merge", no_argument, NULL, OPT_MERGE},
    {"skip-empty", no_argument, NULL, OPT_SKIP_EMPTY},
    {"skip-invalid", no_argument, NULL, OPT_SKIP_INVALID},
    INPUT_LONGS,
    OUTPUT_LONGS,
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0},
};

static void
usage(FILE *to)
{
	fputs(
	    "usage: ccg-aggregate [-g COLUMN[,...]] -a CALL[,...] [OPTION...] [FILE]\n"
	    "       ccg-aggregate --merge [OPTION...] [FILE...]\n"
	    "\n"
	    "  CALL is FUNC[(ARG)][:COLUMN][=NAME], and FUNC one of count empty invalid\n"
	    "  sum mean min max stddev median quantile(P) first last least greatest\n"
	    "  distinct mode collect(SEP) unique(SEP) best\n"
	    "\n"
	    "  -s                            groups in order of their keys\n"
	    "  --sorted                      the input is in that order: one at a time\n"
	    "  --partial                     write states for a later --merge\n"
	    "  --skip-empty --skip-invalid   pass by cells that are no numbers\n"
	    "  -m SIZE                       memory before disk is used: 64M, 2G\n"
	    "  -C COLUMN[,...] -p -0..-9     columns, plain, gzip level\n"
	    "  --delimiter CHAR              in place of the commas of the input\n"
	    "  --lazy-quotes                 5'11\" is text, and no error\n"
	    "  --rename-doubled              a second column x is x_2, and no error\n"
	    "  -F csv|tsv|jsonl              format; --spreadsheet-safe: no formulas\n"
	    "  -h -V                         this help, the version\n",
	    to);
}

static _Noreturn void
wrong(void)
{
	usage(stderr);
	_exit(EXIT_USAGE);
}

static void
set_group(struct options *o, const char *arg)
{
	int status;

	if (o->group.n > 0)
		die(EXIT_USAGE, "option -g stands twice");
	status = spec_list(arg, &o->group);
	if (status == -1)
		die(EXIT_USAGE, "not a list of columns: %s", arg);
	if (status < 0)
		die(EXIT_SYSTEM, "out of memory");
}

static void
set_memory(struct options *o, const char *arg)
{
	if (o->memory != 0)
		die(EXIT_USAGE, "option -m stands twice");
	if (spec_bytes(arg, &o->memory) < 0)
		die(EXIT_USAGE, "not a size: %s", arg);
}

static void
take(struct options *o, int letter, const char *arg)
{
	switch (letter) {
	case 'g':
		set_group(o, arg);
		break;
	case 'a':
		calls_parse(&o->calls, arg, NULL);
		break;
	case 's':
		o->by_key = 1;
		break;
	case 'm':
		set_memory(o, arg);
		break;
	case OPT_SORTED:
		o->sorted = 1;
		break;
	case OPT_PARTIAL:
		o->partial = 1;
		break;
	case OPT_MERGE:
		o->merge = 1;
		break;
	case OPT_SKIP_EMPTY:
		o->skip_empty = 1;
		break;
	case OPT_SKIP_INVALID:
		o->skip_invalid = 1;
		break;
	case 'h':
		usage(stdout);
		exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
	case 'V':
		printf("ccg-aggregate %s\n", VERSION);
		exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
	default:
		if (!output_option(&o->out, letter, arg) &&
		    !input_option(&o->in, letter, arg))
			wrong();
	}
}

static void
check(const struct options *o)
{
	if (o->merge && (o->group.n > 0 || o->calls.n > 0))
		die(EXIT_USAGE, "--merge takes -g and -a from its input");
	if (o->merge && (o->sorted || o->skip_empty || o->skip_invalid))
		die(EXIT_USAGE,
		    "--sorted and --skip-* have no meaning with --merge");
	if (o->merge &&
	    (o->in.delimiter || o->in.rename_doubled || o->in.lazy_quotes))
		die(EXIT_USAGE,
		    "--merge reads what --partial wrote, and nothing else");
	if (o->partial && (o->out.format != NULL || o->out.safe))
		die(EXIT_USAGE, "--partial is written for --merge, in CSV");
	if (!o->merge && o->calls.n == 0)
		die(EXIT_USAGE, "nothing to compute: -a is needed");
	if (!o->merge && o->paths > 1)
		wrong();
}

struct options
options_parse(int argc, char **argv)
{
	struct options o = {.out = OUTPUT_DEFAULT};
	int letter;

	while ((letter = getopt_long(
		    argc, argv, "g:a:sm:hV" OUTPUT_LETTERS, longs, NULL)) != -1)
		take(&o, letter, optarg);
	o.path = argv + optind;
	o.paths = (size_t)(argc - optind);
	check(&o);
	o.memory = o.memory ? o.memory : MEMORY_DEFAULT;
	return o;
}
