/* SPDX-License-Identifier: MIT */
#ifndef SPEC_H
#define SPEC_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * Lists of column names as options have them: a,b=c,"d,e".  A name that
 * holds a comma, a stop or a quote, or nothing, stands in double quotes,
 * with a quote inside doubled.
 */

/*
 * Takes the name at *at, up to one of the bytes in stops or the end, into
 * name (cleared first), and moves *at behind it.  0; -1 on an empty name
 * without quotes, an unclosed quote or text behind a closing one; -2 when
 * memory runs out.
 */
int spec_name(const char **at, const char *stops, struct buf *name);

/* An array of names; {0} is empty. */
struct spec_names {
	char **name;
	size_t n;
};

/* Appends a copy of one name.  0, or -2 when memory runs out. */
int spec_add(struct spec_names *out, const char *name);
/* Appends the names of a comma-separated list.  0, -1, -2 as above. */
int spec_list(const char *text, struct spec_names *out);
/* Frees the names; out is {0} again. */
void spec_free(struct spec_names *names);

/*
 * A number of bytes: digits and at most one of k M G T (times 1024).  0, or
 * -1 for anything else, for zero and for what a size_t cannot hold.
 */
int spec_bytes(const char *text, size_t *out);

#endif
