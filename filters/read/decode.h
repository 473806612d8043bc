/* SPDX-License-Identifier: MIT */
#ifndef DECODE_H
#define DECODE_H

#include "buf.h"
#include "slice.h"

/*
 * What a server did to a body on its way.  Both append to out; NULL, or a
 * static reason why not all of it could be undone (what could be is in out).
 */

/* Chunked transfer; a body that was stored without chunks passes as it is. */
const char *decode_chunked(struct slice in, struct buf *out);
/* gzip, zlib or raw deflate, up to limit bytes. */
const char *decode_deflate(struct slice in, size_t limit, struct buf *out);
/* Brotli, up to limit bytes. */
const char *decode_brotli(struct slice in, size_t limit, struct buf *out);

#endif
