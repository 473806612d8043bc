/* SPDX-License-Identifier: MIT */
#ifndef THREAD_H
#define THREAD_H

#include "article.h"

/*
 * Marks as dead what readers wrote under an article, told by its shape: a
 * line that heads it ("3 comments"), lines that a thread repeats ("Reply",
 * "Jo on 3 May, 10:12 said:").  The sums of a must be up to date; they are
 * not afterwards.
 */
void thread_bury(struct article *a);

#endif
