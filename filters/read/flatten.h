/* SPDX-License-Identifier: MIT */
#ifndef FLATTEN_H
#define FLATTEN_H

#include "buf.h"
#include "slice.h"

/*
 * Copies html to out with the tags of elements nested deeper than
 * FLATTEN_DEPTH, and the attributes of one tag beyond FLATTEN_ATTRIBUTES,
 * turned into spaces.  The parser's work for a tag grows with the depth it
 * stands at, and for an attribute with those before it, so without this a
 * page of nothing but <div> costs its size squared.  1 and out filled if
 * there are any, else 0; -1 when memory runs out.
 */
enum { FLATTEN_DEPTH = 500, FLATTEN_ATTRIBUTES = 1000 };
int flatten(struct slice html, struct buf *out);

#endif
