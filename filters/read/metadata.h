/* SPDX-License-Identifier: MIT */
#ifndef METADATA_H
#define METADATA_H

#include "item.h"

/*
 * A table source,published,publisher,title (in any order, source alone
 * needed) that states what pages do not say.  Where two rows name one
 * source the first counts.
 */
struct metadata;

/* Dies with EXIT_INPUT or EXIT_DATA when path cannot be read as one. */
struct metadata *metadata_open(const char *path);
/*
 * The same from a descriptor, which stays the caller's; NULL with "line:
 * reason" in err.
 */
struct metadata *metadata_read(int fd, char *err, size_t cap);
/* What it says of source, or NULL.  Borrowed until metadata_free. */
const struct facts *metadata_find(
    const struct metadata *m, struct slice source);
/* Accepts NULL. */
void metadata_free(struct metadata *m);

#endif
