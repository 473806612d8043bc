/* SPDX-License-Identifier: MIT */
/* read: documents to blocks of text, one row each. */

#include <getopt.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include "jail.h"
#include "listing.h"
#include "progress.h"
#include "release.h"
#include "walk.h"

struct options {
	const char *metadata, *list;
	struct sink_options sink;
	char **path;
	int paths;
	int only_list;
};

static const char usage_text[] =
    "usage: ccg-read [-0..-9] [-ahpV] [-C COLUMNS] [-F FORMAT] [--spreadsheet-safe]\n"
    "                [-m METADATA] [--documents FILE] [--rejects FILE] [-f LIST]\n"
    "                [PATH...]\n"
    "       ccg-read --list [-m METADATA] [-f LIST] [PATH...]\n"
    "\n"
    "files, folders, web archives, zip and tar files to blocks of text;\n"
    "PATH - is a list of paths on standard input\n"
    "  -f, --file LIST      paths to read, a line each\n"
    "  -m, --metadata FILE  source,published,publisher,title of documents\n"
    "      --documents FILE where each document gets a row\n"
    "      --rejects FILE   where what cannot be read goes\n"
    "      --list           say what would be read, a line each\n"
    "  -a, --all            archived pages that do not mention CCGs too\n"
    "  -0..-9               gzip level of the output (1)\n"
    "  -p, --plain          plain output\n"
    "  -C, --columns LIST   only these columns, in this order\n"
    "  -F, --format FORMAT  csv, tsv or jsonl\n"
    "      --spreadsheet-safe cells are no formulas\n"
    "  -h, --help   -V, --version\n";

static _Noreturn void
usage(void)
{
	fputs(usage_text, stderr);
	exit(EXIT_USAGE);
}

static void
once(const char **value, const char *arg, const char *name)
{
	if (*value != NULL)
		die(EXIT_USAGE, "%s given twice", name);
	*value = arg;
}

enum { OPT_DOCUMENTS = 256, OPT_REJECTS, OPT_LIST };

static const struct option longs[] = {
    {"all", no_argument, NULL, 'a'},
    OUTPUT_LONGS,
    {"documents", required_argument, NULL, OPT_DOCUMENTS},
    {"file", required_argument, NULL, 'f'},
    {"help", no_argument, NULL, 'h'},
    {"list", no_argument, NULL, OPT_LIST},
    {"metadata", required_argument, NULL, 'm'},
    {"rejects", required_argument, NULL, OPT_REJECTS},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0},
};

static void
take_option(struct options *o, int c)
{
	switch (c) {
	case 'a':
		o->sink.all = 1;
		break;
	case 'f':
		once(&o->list, optarg, "-f");
		break;
	case 'm':
		once(&o->metadata, optarg, "-m");
		break;
	case OPT_DOCUMENTS:
		once(&o->sink.documents, optarg, "--documents");
		break;
	case OPT_LIST:
		o->only_list = 1;
		break;
	case OPT_REJECTS:
		once(&o->sink.rejects, optarg, "--rejects");
		break;
	case 'h':
		fputs(usage_text, stdout);
		exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
	case 'V':
		exit(release_print("ccg-read"));
	default:
		if (!output_option(&o->sink.output, c, optarg))
			usage();
	}
}

static struct options
parse(int argc, char **argv)
{
	struct options o = {.sink = {.output = OUTPUT_DEFAULT}};
	int c;

	while ((c = getopt_long(
		    argc, argv, OUTPUT_LETTERS "af:hm:V", longs, NULL)) != -1)
		take_option(&o, c);
	o.path = argv + optind;
	o.paths = argc - optind;
	if (o.paths == 0 && o.list == NULL)
		usage();
	return o;
}

/*
 * What one document needed the next one needs as well: not to be given back
 * to the system in between, which costs as much as the parsing.
 */
static void
keep_memory(void)
{
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, 128 << 20);
}

/* All paths are looked at before anything is read. */
static void
check(const struct options *o)
{
	int i;

	for (i = 0; i < o->paths; i++)
		walk_check(o->path[i]);
	if (o->list != NULL)
		walk_check(o->list);
}

/* The size of all inputs, as far as it can be known beforehand. */
static size_t
total(const struct options *o)
{
	size_t sum = 0;
	int i;

	for (i = 0; i < o->paths && o->list == NULL; i++)
		sum += walk_size(o->path[i]);
	return sum;
}

int
main(int argc, char **argv)
{
	struct options o;
	struct metadata *given = NULL;
	struct walk w = {0};
	int i;

	diag_name(argv[0]);
	keep_memory();
	o = parse(argc, argv);
	check(&o);
	if (o.metadata != NULL)
		given = metadata_open(o.metadata);
	if (progress_wanted() && !o.only_list)
		progress_start(total(&o));
	w = (struct walk){
	    o.only_list ? NULL : sink_open(&o.sink), given, o.sink.all};
	/* All that is written is open: what documents do then goes no further.
	 */
	if (jail_enter(JAIL_RUN | JAIL_SIGNAL) < 0)
		die(EXIT_SYSTEM, "out of memory");
	for (i = 0; i < o.paths; i++)
		walk_path(&w, o.path[i]);
	if (o.list != NULL)
		walk_list(&w, o.list);
	metadata_free(given);
	return w.sink == NULL ? listing_end() : sink_commit(w.sink);
}
