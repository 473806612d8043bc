/* SPDX-License-Identifier: MIT */
#ifndef OFFER_H
#define OFFER_H

#include "article.h"

/*
 * Marks as dead what wants the reader to subscribe, to log in or to sign up,
 * told by its words.  The sums of a must be up to date; they are not
 * afterwards.
 */
void offer_bury(struct article *a);

#endif
