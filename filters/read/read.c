/* SPDX-License-Identifier: MIT */
/* read: documents to blocks of text, one row each. */

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "walk.h"

struct options {
	const char *metadata, *list;
	struct sink_options sink;
	char **path;
	int paths;
};

static const char usage_text[] =
    "usage: ccg-read [-ahpV] [-0..-9] [-C COLUMNS] [-m METADATA] [-f LIST]\n"
    "                [--documents FILE] [--rejects FILE] PATH...\n";

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

enum { OPT_DOCUMENTS = 256, OPT_REJECTS };

static const struct option longs[] = {
    {"all", no_argument, NULL, 'a'},
    {"columns", required_argument, NULL, 'C'},
    {"documents", required_argument, NULL, OPT_DOCUMENTS},
    {"file", required_argument, NULL, 'f'},
    {"help", no_argument, NULL, 'h'},
    {"metadata", required_argument, NULL, 'm'},
    {"plain", no_argument, NULL, 'p'},
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
	case OPT_REJECTS:
		once(&o->sink.rejects, optarg, "--rejects");
		break;
	case 'h':
		fputs(usage_text, stdout);
		exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
	case 'V':
		puts("ccg-read " VERSION);
		exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
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

	while ((c = getopt_long(argc, argv, OUTPUT_LETTERS "af:hm:V", longs,
	    NULL)) != -1)
		take_option(&o, c);
	o.path = argv + optind;
	o.paths = argc - optind;
	if (o.paths == 0 && o.list == NULL)
		usage();
	return o;
}

int
main(int argc, char **argv)
{
	struct options o;
	struct walk w = {0};
	struct metadata *given = NULL;
	int i;

	diag_name(argv[0]);
	o = parse(argc, argv);
	for (i = 0; i < o.paths; i++)
		walk_check(o.path[i]);
	if (o.list != NULL)
		walk_check(o.list);
	if (o.metadata != NULL)
		given = metadata_open(o.metadata);
	w.given = given;
	w.all = o.sink.all;
	w.sink = sink_open(&o.sink);
	for (i = 0; i < o.paths; i++)
		walk_path(&w, o.path[i]);
	if (o.list != NULL)
		walk_list(&w, o.list);
	i = sink_commit(w.sink);
	metadata_free(given);
	return i;
}
