/* SPDX-License-Identifier: MIT */
#ifndef CHARSET_H
#define CHARSET_H

#include "buf.h"
#include "slice.h"

/*
 * A document's bytes as UTF-8.  Tried in this order: a byte order mark;
 * UTF-8 where the bytes are (nearly) all of it, whatever is declared; the
 * name in hint (from HTTP; may be NULL); for html what a meta element or
 * an XML declaration in the first 4 KiB says; detection; windows-1252.
 * What is no character becomes U+FFFD and is added to *broken.
 *
 * The result is in itself, less its mark, where nothing had to be changed,
 * else the contents of out.  0; or -1 when memory runs out.
 */
int charset_decode(struct slice in, const char *hint, int html, struct buf *out,
    struct slice *utf8, unsigned long *broken);

#endif
