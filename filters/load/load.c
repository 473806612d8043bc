/* SPDX-License-Identifier: MIT */
/* load: datasets into a database, or a description for other readers. */

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "load.h"

struct options {
	int package;
	const char *target; /* NULL: ccg.sqlite in the directory */
	const char *dir;
};

static const char usage_text[] =
    "usage: ccg-load [-hV] [TARGET] DIR\n"
    "       ccg-load --package DIR\n"
    "the datasets of DIR into TARGET: an SQLite file (DIR/ccg.sqlite) or\n"
    "postgresql://...\n"
    "      --package           write DIR/datapackage.json instead\n"
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
	    {"help", no_argument, NULL, 'h'},
	    {"package", no_argument, NULL, 'P'},
	    {"version", no_argument, NULL, 'V'},
	    {NULL, 0, NULL, 0},
	};
	struct options o = {0};
	int c, left;

	while ((c = getopt_long(argc, argv, "hV", longs, NULL)) != -1) {
		if (c == 'h')
			answer(usage_text);
		if (c == 'V')
			answer("ccg-load " VERSION "\n");
		if (c != 'P' || o.package)
			usage();
		o.package = 1;
	}
	left = argc - optind;
	if (left < 1 || left > 2 || (o.package && left > 1))
		usage();
	o.dir = argv[argc - 1];
	o.target = left > 1 ? argv[optind] : NULL;
	return o;
}

static int
is_postgres(const char *target)
{
	return strncmp(target, "postgresql://", 13) == 0 ||
	       strncmp(target, "postgres://", 11) == 0;
}

int
main(int argc, char **argv)
{
	struct options o;
	struct buf own = {0};

	diag_name(argv[0]);
	o = parse(argc, argv);
	if (buf_printf(&own, "%s/ccg.sqlite", o.dir) != 0)
		die(EXIT_SYSTEM, "out of memory");
	if (o.package)
		package_write(o.dir);
	else if (o.target != NULL && is_postgres(o.target))
		load(&store_postgres, o.target, o.dir);
	else
		load(&store_sqlite, o.target != NULL ? o.target : own.p, o.dir);
	buf_free(&own);
	return 0;
}
