/* SPDX-License-Identifier: MIT */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "check.h"
#include "rules.h"
#include "spec.h"

/* The command line, as flag(1) describes it. */
struct options {
	struct rules rules;
	const char *path;	/* the stream; NULL for stdin */
	struct spec_names only; /* codes; none: all rows */
	struct expr *keep;	/* --where, or NULL */
	int fail_on;		/* level, or -1 */
	int builtin;		/* 1, 0, or -1: by the columns of the stream */
	const char *dir;	/* -R, or NULL */
	struct check_limits limits;
	size_t memory;
	struct input_options in;
	struct output_options out;
};

/* Reads argv; dies with EXIT_USAGE; prints and leaves for -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
