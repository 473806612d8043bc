/* SPDX-License-Identifier: MIT */
#ifndef TITLE_H
#define TITLE_H

#include "page.h"

/* 1 if both read the same: case, spaces and punctuation aside. */
int title_same(struct slice a, struct slice b);

/*
 * Cuts " | East | The Echo" off a page's title: each last part that is the
 * site's name, or, while enough of a headline is left, short.  *cut is the
 * last of them, or "".
 */
struct slice title_cut_site(
    struct slice title, struct slice site, struct slice *cut);
/*
 * The page's own headline: the longest run, h1 or other, that the title
 * begins or ends with.  "" if there is none.
 */
struct slice title_run(const struct page *p, struct slice title);

/* The run that says the title: an h1 if one does, else a short one; or runs. */
uint32_t title_find(const struct page *p, struct slice title);

/*
 * Leaves one title among the runs: the one that reads as title does, else
 * the last h1 before the article's text.  Other h1s become headings inside
 * the article and furniture outside.
 */
void title_settle(struct page *p, struct slice title);

#endif
