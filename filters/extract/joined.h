/* SPDX-License-Identifier: MIT */
#ifndef JOINED_H
#define JOINED_H

#include "document.h"
#include "names.h"

/* How many names from names->f[at] on only a list's joints part: "A, B and
 * its neighbour C" are three.  At least 1; at < names->n. */
size_t names_joined(
    const struct document *d, const struct names *names, size_t at);

#endif
