/* SPDX-License-Identifier: MIT */
#ifndef UNPACK_H
#define UNPACK_H

#include "sink.h"

/*
 * The files in a zip or tar archive (gzip or not), each a document named
 * "archive/path".  A metadata.csv among them holds for what is below its
 * folder.  Folders, links and names that begin with a dot are passed over;
 * an archive in an archive is not opened.
 */
void unpack_take(struct sink *s, const struct item *archive);

#endif
