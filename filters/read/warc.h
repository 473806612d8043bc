/* SPDX-License-Identifier: MIT */
#ifndef WARC_H
#define WARC_H

#include "sink.h"

/*
 * The pages and papers in a web archive (WARC 0.17 to 1.1, plain or gzip):
 * response records with status 200 and resource records, each a document
 * named by its URL.  Requests, revisits, metadata, other statuses, and what
 * is no page or paper (pictures, scripts) are passed over; so are, unless
 * all is set, pages without "CCG" or "commissioning" in their bytes.
 * Damaged records are reported, and reading goes on at the next.
 */
void warc_take(struct sink *s, const struct item *archive, int all);

#endif
