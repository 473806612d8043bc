/* SPDX-License-Identifier: MIT */
#ifndef JSON_OUT_H
#define JSON_OUT_H

#include "buf.h"

/*
 * Appends text as a JSON string, quotes and all.  What could end a script
 * element or a line of JavaScript (<, >, &, U+2028, U+2029) is escaped, so
 * that the result may stand in a web page; bytes that are no UTF-8 become
 * U+FFFD.  0, or -1 when memory runs out (the buffer may then have grown).
 */
int json_string(struct buf *b, struct slice text);
/*
 * The same for files of JSON: only what JSON itself forbids is escaped, and
 * 0x7f.
 */
int json_bare_string(struct buf *b, struct slice text);

#endif
