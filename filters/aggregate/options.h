/* SPDX-License-Identifier: MIT */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "calls.h"
#include "spec.h"

/* The command line, as aggregate(1) describes it. */
struct options {
	struct spec_names group;
	struct calls calls;
	char *const *path; /* of the inputs, NULL behind the last */
	size_t paths;	   /* 0: standard input */
	int by_key;	   /* -s */
	int sorted, partial, merge;
	int skip_empty, skip_invalid;
	size_t memory;
	struct input_options in;
	struct output_options out;
};

/* Reads argv; dies with EXIT_USAGE; prints and leaves for -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
