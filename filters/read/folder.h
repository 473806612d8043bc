/* SPDX-License-Identifier: MIT */
#ifndef FOLDER_H
#define FOLDER_H

#include <sys/stat.h>

#include "metadata.h"

/* A folder on the way down, with the metadata that holds below it. */
struct folder {
	const struct folder *up; /* or NULL */
	struct metadata *here;	 /* or NULL */
	size_t base;		 /* bytes of a path before what is below it */
	dev_t dev;
	ino_t ino;
	int depth;
};

/*
 * The metadata.csv in the folder whose path, with its slash, is the first n
 * bytes of path, or NULL; the caller's.  Dies when it cannot be read as one.
 */
struct metadata *folder_metadata(const char *path, size_t n);
/*
 * What is known of a document: by the table given (or NULL), then by that of
 * the nearest folder that knows it.  NULL; borrowed from those tables.
 */
const struct facts *folder_facts(const struct folder *f,
    const struct metadata *given, const char *path, struct slice source);
/* 1 if a link has led back to a folder that this one is in. */
int folder_loops(const struct folder *f, const struct stat *st);

#endif
