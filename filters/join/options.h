/* SPDX-License-Identifier: MIT */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "filter.h"
#include "spec.h"

enum join_kind {
	JOIN_INNER,
	JOIN_LEFT,
	JOIN_RIGHT,
	JOIN_FULL,
	JOIN_ANTI,
	JOIN_SEMI
};

/* The command line, as join(1) describes it. */
struct options {
	struct spec_names left, right; /* key columns, pairwise */
	int renamed;		       /* a key was given as LEFT=RIGHT */
	const char *path;	       /* the stream; NULL for stdin */
	const char *file;	       /* the second stream, or NULL */
	const char *table;	       /* --register, or NULL */
	const char *dir;	       /* -R, or NULL */
	const char *roll;	       /* --roll-forward, or NULL */
	int each;		       /* --each */
	enum join_kind kind;
	const char *as_of; /* column of the stream, or NULL */
	const char *from, *to;
	int nearest;
	int match_empty;
	const char *prefix, *empty;
	size_t memory;
	struct input_options in;
	struct output_options out;
};

/* Reads argv; dies with EXIT_USAGE; prints and leaves for -h and -V. */
struct options options_parse(int argc, char **argv);

/* 1 if rows of the second stream without a match are written. */
int options_keeps_right(const struct options *o);
/* 1 if rows of the stream without a match are written. */
int options_keeps_left(const struct options *o);
/* 1 if columns of the second stream are written. */
int options_adds(const struct options *o);

#endif
