/* SPDX-License-Identifier: MIT */
#ifndef TALK_H
#define TALK_H

#include "article.h"

/*
 * Marks as dead what several people say in turn under an article: elements
 * of one name in a row, each headed by a line with a name and how long ago.
 * The sums of a must be up to date; they are not afterwards.
 */
void talk_bury(struct article *a);

#endif
