/* SPDX-License-Identifier: MIT */
#ifndef KIND_H
#define KIND_H

#include "slice.h"

enum kind {
	KIND_TEXT,
	KIND_HTML,
	KIND_CSV,
	KIND_PDF,
	KIND_WARC,
	KIND_ARCHIVE, /* zip, tar */
	KIND_UNKNOWN
};

/*
 * What a document is by its first bytes (up to a few KiB of them), whatever
 * its name says; the name and the type that a server gave decide only
 * between plain text and the rest, and what is called a PDF and is none is
 * refused.  For KIND_UNKNOWN *reason says what it seems to be ("picture",
 * "empty", "not a PDF").
 */
enum kind kind_of(struct slice head, struct slice name, struct slice type,
    const char **reason);

#endif
