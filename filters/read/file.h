/* SPDX-License-Identifier: MIT */
#ifndef FILE_H
#define FILE_H

#include "sink.h"

/*
 * Hands on what is in the file at item->path: one document (gunzipped if
 * need be), or all of an archive.
 */
void file_take(struct sink *s, struct item *item, int all);
/* What errno says of a file that is passed over; dies when that is memory. */
const char *file_error(void);
enum { FILE_DOCUMENT_MAX = 256 << 20 };

#endif
