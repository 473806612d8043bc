/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "options.h"

enum { MEMORY_DEFAULT = 64 << 20 };

enum long_only {
	OPT_ONLY = 256,
	OPT_FAIL_ON,
	OPT_WHERE,
	OPT_BUILTIN,
	OPT_NO_BUILTIN,
	OPT_LIMIT /* and the LIMITS behind it */
};

static const struct option longs[] = {
    {"expression", required_argument, NULL, 'e'},
    {"file", required_argument, NULL, 'f'},
    {"register-dir", required_argument, NULL, 'R'},
    {"memory", required_argument, NULL, 'm'},
    {"only", required_argument, NULL, OPT_ONLY},
    {"fail-on", required_argument, NULL, OPT_FAIL_ON},
    {"where", required_argument, NULL, OPT_WHERE},
    {"builtin", no_argument, NULL, OPT_BUILTIN},
    {"no-builtin", no_argument, NULL, OPT_NO_BUILTIN},
    {"conflict", required_argument, NULL, OPT_LIMIT + LIMIT_CONFLICT},
    {"implausible-position", required_argument, NULL,
	OPT_LIMIT + LIMIT_POSITION},
    {"implausible-spending", required_argument, NULL,
	OPT_LIMIT + LIMIT_SPENDING},
    {"deficit", required_argument, NULL, OPT_LIMIT + LIMIT_DEFICIT},
    {"large-deficit", required_argument, NULL, OPT_LIMIT + LIMIT_LARGE},
    {"worse", required_argument, NULL, OPT_LIMIT + LIMIT_WORSE},
    {"worsening", required_argument, NULL, OPT_LIMIT + LIMIT_WORSENING},
    {"rounding", required_argument, NULL, OPT_LIMIT + LIMIT_ROUNDING},
    INPUT_LONGS,
    OUTPUT_LONGS,
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0},
};

static const int defaults[LIMITS] = {[LIMIT_CONFLICT] = 5,
    [LIMIT_POSITION] = 30,
    [LIMIT_SPENDING] = 150,
    [LIMIT_DEFICIT] = 1,
    [LIMIT_LARGE] = 5,
    [LIMIT_WORSE] = 1,
    [LIMIT_WORSENING] = 10,
    [LIMIT_ROUNDING] = 2000};

static void
usage(FILE *to)
{
	fputs(
	    "usage: ccg-flag [-e RULE]... [-f RULES]... [OPTION...] [FILE]\n"
	    "\n"
	    "  RULE is CODE: EXPRESSION or CODE[LEVEL]: EXPRESSION, LEVEL one of info\n"
	    "  warn error\n"
	    "\n"
	    "  --where EXPRESSION        keep rows of which it is true\n"
	    "  --only CODE[,...]         keep rows with one of these codes\n"
	    "  --fail-on LEVEL           exit 1 after a code of that level or above\n"
	    "  --builtin --no-builtin    the checks of facts, or none of them\n"
	    "  --conflict --implausible-position --implausible-spending --deficit\n"
	    "  --large-deficit --worse --worsening   their thresholds, in per cent\n"
	    "  --rounding POUNDS\n"
	    "  -R DIR                    a register in place of the built-in\n"
	    "  -m SIZE                   memory before disk is used: 64M, 2G\n"
	    "  -C COLUMN[,...] -p -0..-9 columns, plain, gzip level\n"
	    "  --delimiter CHAR          in place of the commas of the input\n"
	    "  --lazy-quotes             5'11\" is text, and no error\n"
	    "  --rename-doubled          a second column x is x_2, and no error\n"
	    "  -F csv|tsv|jsonl          format; --spreadsheet-safe: no formulas\n"
	    "  -h -V                     this help, the version\n",
	    to);
}

static _Noreturn void
wrong(void)
{
	usage(stderr);
	_exit(EXIT_USAGE);
}

static void
twice(const char *name, int is)
{
	if (is)
		die(EXIT_USAGE, "option %s stands twice", name);
}

static void
set_only(struct options *o, const char *arg)
{
	int status;

	twice("--only", o->only.n > 0);
	status = spec_list(arg, &o->only);
	if (status < 0)
		die(status == -1 ? EXIT_USAGE : EXIT_SYSTEM,
		    "not a list of codes: %s", arg);
}

static void
set_fail_on(struct options *o, const char *arg)
{
	enum level level;

	twice("--fail-on", o->fail_on >= 0);
	if (level_parse(slice_of(arg), &level) < 0)
		die(EXIT_USAGE, "a level is info, warn or error: %s", arg);
	o->fail_on = (int)level;
}

static void
set_builtin(struct options *o, int on)
{
	twice("--builtin or --no-builtin", o->builtin >= 0);
	o->builtin = on;
}

static void
set_limit(struct options *o, int letter, const char *arg)
{
	struct decimal *limit = &o->limits.limit[letter - OPT_LIMIT];

	twice("with a threshold", limit->v >= 0);
	if (decimal_parse(slice_of(arg), limit) < 0 || limit->v < 0)
		die(EXIT_USAGE, "not a threshold: %s", arg);
}

static void
set_memory(struct options *o, const char *arg)
{
	twice("-m", o->memory != 0);
	if (spec_bytes(arg, &o->memory) < 0)
		die(EXIT_USAGE, "not a size: %s", arg);
}

static void
take(struct options *o, int letter, const char *arg)
{
	switch (letter) {
	case 'e':
		rules_add(&o->rules, arg, "-e");
		break;
	case 'f':
		rules_read(&o->rules, arg);
		break;
	case 'R':
		twice("-R", o->dir != NULL);
		o->dir = arg;
		break;
	case 'm':
		set_memory(o, arg);
		break;
	case OPT_ONLY:
		set_only(o, arg);
		break;
	case OPT_FAIL_ON:
		set_fail_on(o, arg);
		break;
	case OPT_WHERE:
		twice("--where", o->keep != NULL);
		o->keep = expr_parse(slice_of(arg), 0, "--where");
		break;
	case OPT_BUILTIN:
	case OPT_NO_BUILTIN:
		set_builtin(o, letter == OPT_BUILTIN);
		break;
	case 'h':
		usage(stdout);
		exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
	case 'V':
		printf("ccg-flag %s\n", VERSION);
		exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
	default:
		if (letter >= OPT_LIMIT && letter < OPT_LIMIT + LIMITS)
			set_limit(o, letter, arg);
		else if (!output_option(&o->out, letter, arg) &&
			 !input_option(&o->in, letter, arg))
			wrong();
	}
}

struct options
options_parse(int argc, char **argv)
{
	struct options o = {
	    .fail_on = -1, .builtin = -1, .out = OUTPUT_DEFAULT};
	int letter;

	for (int i = 0; i < LIMITS; i++)
		o.limits.limit[i] = decimal_int(-1);
	while ((letter = getopt_long(argc, argv, "e:f:R:m:hV" OUTPUT_LETTERS,
		    longs, NULL)) != -1)
		take(&o, letter, optarg);
	if (argc - optind > 1)
		wrong();
	if (optind < argc)
		o.path = argv[optind];
	for (int i = 0; i < LIMITS; i++)
		if (o.limits.limit[i].v < 0)
			o.limits.limit[i] = decimal_int(defaults[i]);
	o.memory = o.memory ? o.memory : MEMORY_DEFAULT;
	return o;
}
