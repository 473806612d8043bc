/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "options.h"

enum { MEMORY_DEFAULT = 1 << 30 };

enum long_only {
	OPT_LEFT = 256,
	OPT_RIGHT,
	OPT_FULL,
	OPT_ANTI,
	OPT_SEMI,
	OPT_AS_OF,
	OPT_FROM,
	OPT_TO,
	OPT_NEAREST,
	OPT_REGISTER,
	OPT_ROLL,
	OPT_EACH,
	OPT_PREFIX,
	OPT_EMPTY,
	OPT_MATCH_EMPTY
};

static const struct option longs[] = {
    {"key", required_argument, NULL, 'k'},
    {"file", required_argument, NULL, 'f'},
    {"register-dir", required_argument, NULL, 'R'},
    {"memory", required_argument, NULL, 'm'},
    {"left", no_argument, NULL, OPT_LEFT},
    {"right", no_argument, NULL, OPT_RIGHT},
    {"full", no_argument, NULL, OPT_FULL},
    {"anti", no_argument, NULL, OPT_ANTI},
    {"semi", no_argument, NULL, OPT_SEMI},
    {"as-of", required_argument, NULL, OPT_AS_OF},
    {"from", required_argument, NULL, OPT_FROM},
    {"to", required_argument, NULL, OPT_TO},
    {"nearest", no_argument, NULL, OPT_NEAREST},
    {"register", required_argument, NULL, OPT_REGISTER},
    {"roll-forward", required_argument, NULL, OPT_ROLL},
    {"each", no_argument, NULL, OPT_EACH},
    {"prefix", required_argument, NULL, OPT_PREFIX},
    {"empty", required_argument, NULL, OPT_EMPTY},
    {"match-empty", no_argument, NULL, OPT_MATCH_EMPTY},
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
	    "usage: ccg-join -k KEY[=RIGHT][,...] -f FILE [OPTION...] [FILE]\n"
	    "       ccg-join -k KEY[,...] --register=NAME [OPTION...] [FILE]\n"
	    "       ccg-join -k KEY --roll-forward=DATE [OPTION...] [FILE]\n"
	    "\n"
	    "  --left --right --full --anti --semi   in place of an inner join\n"
	    "  --as-of COLUMN --from NAME --to NAME  by dates of validity\n"
	    "  --nearest                             the last row at or before the date\n"
	    "  --each                                a row for each successor\n"
	    "  --match-empty                         empty keys match each other\n"
	    "  --prefix TEXT                         for columns of a name taken already\n"
	    "  --empty VALUE                         for cells without a match\n"
	    "  -R DIR                                a register in place of the built-in\n"
	    "  -m SIZE                               memory before disk is used: 64M, 2G\n"
	    "  -C COLUMN[,...] -p -0..-9             columns, plain, gzip level\n"
	    "  --delimiter CHAR                      in place of the commas of the input\n"
	    "  --lazy-quotes                         5'11\" is text, and no error\n"
	    "  --rename-doubled                      a second column x is x_2, and no error\n"
	    "  -F csv|tsv|jsonl --spreadsheet-safe   format; cells are no formulas\n"
	    "  -h -V                                 this help, the version\n",
	    to);
}

static _Noreturn void
wrong(void)
{
	usage(stderr);
	_exit(EXIT_USAGE);
}

static void
once(const char **value, const char *arg, int letter)
{
	const struct option *l = longs;

	while (l->name != NULL && l->val != letter)
		l++;
	if (*value != NULL)
		die(EXIT_USAGE, "option --%s stands twice", l->name);
	*value = arg;
}

/* a=b,"c,d": appends to both lists. */
static void
parse_keys(struct options *o, const char *text)
{
	struct buf left = {0}, right = {0};
	const char *at = text;
	int status;

	do {
		status = spec_name(&at, "=,", &left);
		if (status == 0 && *at == '=') {
			at++;
			status = spec_name(&at, ",", &right);
			o->renamed = 1;
		} else if (status == 0) {
			buf_clear(&right);
			status = buf_add(&right, left.p, left.n) < 0 ? -2 : 0;
		}
		if (status == 0)
			status = spec_add(&o->left, buf_slice(&left).p);
		if (status == 0)
			status = spec_add(&o->right, buf_slice(&right).p);
		if (status < 0)
			die(status == -1 ? EXIT_USAGE : EXIT_SYSTEM,
			    status == -1 ? "not a list of keys: %s"
					 : "out of memory for -k %s",
			    text);
	} while (*at++ == ',');
	buf_free(&left);
	buf_free(&right);
}

static void
set_kind(struct options *o, enum join_kind kind)
{
	if (o->kind != JOIN_INNER)
		die(EXIT_USAGE,
		    "more than one of --left --right --full --anti --semi");
	o->kind = kind;
}

static void
set_memory(struct options *o, const char *arg)
{
	if (o->memory != 0)
		die(EXIT_USAGE, "option -m stands twice");
	if (spec_bytes(arg, &o->memory) < 0)
		die(EXIT_USAGE, "not a size: %s", arg);
}

/* Where the text of an option goes that may stand once. */
static const char **
place(struct options *o, int letter)
{
	switch (letter) {
	case 'f':
		return &o->file;
	case 'R':
		return &o->dir;
	case OPT_AS_OF:
		return &o->as_of;
	case OPT_FROM:
		return &o->from;
	case OPT_TO:
		return &o->to;
	case OPT_REGISTER:
		return &o->table;
	case OPT_ROLL:
		return &o->roll;
	case OPT_PREFIX:
		return &o->prefix;
	case OPT_EMPTY:
		return &o->empty;
	default:
		return NULL;
	}
}

static void
take(struct options *o, int letter, const char *arg)
{
	const char **text = place(o, letter);

	if (text != NULL) {
		once(text, arg, letter);
		return;
	}
	switch (letter) {
	case 'k':
		parse_keys(o, arg);
		break;
	case 'm':
		set_memory(o, arg);
		break;
	case OPT_LEFT:
	case OPT_RIGHT:
	case OPT_FULL:
	case OPT_ANTI:
	case OPT_SEMI:
		set_kind(o, (enum join_kind)(letter - OPT_LEFT + JOIN_LEFT));
		break;
	case OPT_NEAREST:
		o->nearest = 1;
		break;
	case OPT_EACH:
		o->each = 1;
		break;
	case OPT_MATCH_EMPTY:
		o->match_empty = 1;
		break;
	case 'h':
		usage(stdout);
		exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
	case 'V':
		printf("ccg-join %s\n", VERSION);
		exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
	default:
		if (!output_option(&o->out, letter, arg) &&
		    !input_option(&o->in, letter, arg))
			wrong();
	}
}

/* What only makes sense together, or not at all. */
static void
check(const struct options *o)
{
	int sources =
	    (o->file != NULL) + (o->table != NULL) + (o->roll != NULL);

	if (o->left.n == 0)
		die(EXIT_USAGE, "no key: -k is needed");
	if (sources != 1)
		die(EXIT_USAGE,
		    "one of -f, --register and --roll-forward is needed");
	if (o->dir != NULL && o->file != NULL)
		die(EXIT_USAGE, "-R goes with --register or --roll-forward");
	if (o->as_of == NULL && (o->nearest || o->from || o->to))
		die(EXIT_USAGE, "--nearest, --from and --to need --as-of");
	if (o->nearest && o->to)
		die(EXIT_USAGE, "--nearest looks at --from alone, not at --to");
	if (o->each && !o->roll)
		die(EXIT_USAGE, "--each goes with --roll-forward");
	if (o->roll && (o->left.n != 1 || o->as_of))
		die(EXIT_USAGE, "--roll-forward takes one key and no --as-of");
	if (o->file && strcmp(o->file, "-") == 0 &&
	    (o->path == NULL || strcmp(o->path, "-") == 0))
		die(EXIT_USAGE, "both streams on standard input");
}

struct options
options_parse(int argc, char **argv)
{
	struct options o = {.out = OUTPUT_DEFAULT};
	int letter;

	while ((letter = getopt_long(argc, argv, "k:f:R:m:hV" OUTPUT_LETTERS,
		    longs, NULL)) != -1)
		take(&o, letter, optarg);
	if (argc - optind > 1)
		wrong();
	if (optind < argc)
		o.path = argv[optind];
	check(&o);
	o.memory = o.memory ? o.memory : MEMORY_DEFAULT;
	o.prefix = o.prefix ? o.prefix : "right_";
	o.empty = o.empty ? o.empty : "";
	o.from = o.from ? o.from : "from";
	o.to = o.to ? o.to : "to";
	return o;
}

int
options_keeps_right(const struct options *o)
{
	return o->kind == JOIN_RIGHT || o->kind == JOIN_FULL;
}

int
options_keeps_left(const struct options *o)
{
	return o->kind == JOIN_LEFT || o->kind == JOIN_FULL;
}

int
options_adds(const struct options *o)
{
	return o->kind != JOIN_ANTI && o->kind != JOIN_SEMI;
}
