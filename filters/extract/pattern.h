/* SPDX-License-Identifier: MIT */
#ifndef PATTERN_H
#define PATTERN_H

#include "buf.h"
#include "slice.h"

/*
 * How a pattern of the rules becomes one of PCRE2: pieces in braces are put
 * in, and pronouns stand for their tags too.
 */

/* "let NAME = regex": a named piece. */
struct let {
	const char *name, *value;
};

struct pieces {
	struct let *let;
	size_t n, cap;
};

/*
 * A pattern with every "{NAME}" replaced: the last let of that name, or the
 * piece for a tag.  *unknown is set to the first that is neither, with its
 * braces, and else left alone; set n to 0 before.  The caller frees the
 * buffer; dies when memory runs out.
 */
struct buf pattern_expand(
    const struct pieces *p, struct slice s, struct slice *unknown);

/* The same pattern with every pronoun in it allowed to be a tag. As above. */
struct buf pattern_admit_tags(struct slice s);

#endif
