/* SPDX-License-Identifier: MIT */
#ifndef MONEY_WORDS_H
#define MONEY_WORDS_H

#include "money.h"

/*
 * Takes in the words around an amount: sets from, to, qualifier and per of
 * *m, whose start, end, low and high are known.
 */
void money_surround(struct slice text, struct money *m);

#endif
