/* SPDX-License-Identifier: MIT */
#ifndef LISTING_H
#define LISTING_H

#include "item.h"

/*
 * A line of --list about one file, on standard output: id, bytes, when it
 * was modified and changed, inode, what is known of it, and its path from the
 * root, with
 * "/./" before what is its source.  Fields are separated by tabs; facts may
 * be NULL.  A path with a line break or tab is named on standard error instead.
 */
void listing_put(
    const char *path, struct slice source, const struct facts *facts);
/* Writes what is left; the exit status of the program. */
int listing_end(void);

/* 16 hex digits that stand for these bytes. */
void listing_id(struct slice bytes, char id[17]);

#endif
