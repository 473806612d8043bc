/* SPDX-License-Identifier: MIT */
#ifndef UTF8_H
#define UTF8_H

#include <stdint.h>

#include "buf.h"

/*
 * The code point at byte *at, and *at moved behind it; UTF8_BAD for a byte
 * (or the longest start of a sequence) that is not UTF-8, surrogates and
 * overlong forms among them.  *at must be below s.n.
 */
#define UTF8_BAD UINT32_MAX
uint32_t utf8_next(struct slice s, size_t *at);

/* Writes c (at most U+10FFFF) into dst; returns how many bytes. */
size_t utf8_put(char dst[4], uint32_t c);

/*
 * Appends s as one line that may be printed: broken sequences become U+FFFD,
 * line ends spaces, and control bytes go.  0, or -1 when memory runs out.
 */
int utf8_line(struct slice s, struct buf *out);

/* s without the spaces and line ends of ASCII at its ends. */
struct slice utf8_trim(struct slice s);

/* 1 for every space, no-break and other wide ones and line ends included. */
int utf8_space(uint32_t c);
/* 1 for what shows nothing: soft hyphen, zero width, direction marks. */
int utf8_ghost(uint32_t c);

#endif
