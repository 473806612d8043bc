/* SPDX-License-Identifier: MIT */
#ifndef WELLFORMED_H
#define WELLFORMED_H

#include "slice.h"

/*
 * How many bytes the UTF-8 character that s begins with has; 0 if it does
 * not begin with one (overlong forms and surrogates are none).  s.n > 0.
 */
size_t wellformed_character(struct slice s);
/* 1 if all of s is UTF-8. */
int wellformed(struct slice s);

#endif
