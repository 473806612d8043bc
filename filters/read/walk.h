/* SPDX-License-Identifier: MIT */
#ifndef WALK_H
#define WALK_H

#include "metadata.h"
#include "sink.h"

/*
 * From the paths of the command line to documents: files, folders and all
 * below them in byte order, web archives, zip and tar files, and lists.
 * Names that begin with a dot and metadata.csv files are passed over.
 */
struct walk {
	struct sink *sink;	      /* NULL: documents are listed only */
	const struct metadata *given; /* -m, or NULL */
	int all;		      /* as in sink_options */
};

/* Dies with EXIT_INPUT if path is not there; "-" is a list on stdin. */
void walk_check(const char *path);
/* Bytes of all files in or below path; 0 for "-". */
size_t walk_size(const char *path);
void walk_path(const struct walk *w, const char *path);
/* A file that holds one path a line, or standard input for "-".
 * ROOT/./SOURCE names a document as a walk over ROOT would. */
void walk_list(const struct walk *w, const char *path);

#endif
