/* SPDX-License-Identifier: MIT */
#ifndef TOGETHER_H
#define TOGETHER_H

#include "document.h"

/*
 * Joins the mentions of CCGs that a sentence says one thing of though
 * something stands between the names: "A (£8m down) and B (£2m down) share",
 * "the CCG and its three neighbours - B, C and D - are to".  Fills in
 * mention.all and nall of each; call it once all words are resolved.
 */
void together_find(struct document *d);

#endif
