/* SPDX-License-Identifier: MIT */
#ifndef FOLD_H
#define FOLD_H

#include "lines.h"

/*
 * What is left of documents that have been seen to their end: the figure to
 * use and how far the others agree.  Of any number of documents it is as long
 * as one line.
 */
struct fold {
	struct buf bytes; /* the line used, and what was counted; or nothing */
};

/* Takes in the verdict on other documents, if there is one. */
void fold_add(struct fold *f, const struct call *c, const struct verdict *v);
/*
 * Takes in another fold that was saved.  0, or -2 when the bytes are none.
 */
int fold_merge(struct fold *f, const struct call *c, struct slice saved);
/*
 * The verdict, whose line is *line and borrowed from f.  1; 0 when there is
 * none yet.
 */
int fold_verdict(const struct fold *f, struct line *line, struct verdict *out);
void fold_free(struct fold *f, const struct call *c);

#endif
