/* SPDX-License-Identifier: MIT */
#ifndef SUM_H
#define SUM_H

#include "decimal.h"

/*
 * Reads an amount in pounds and pence as ledgers print it, a minus being
 * "-", U+2212 or a dash on either side, brackets, or "CR" behind.  Rounds
 * what a spreadsheet has left beyond pence.  0, or -1 for anything else.
 */
int sum_read(struct slice cell, struct decimal *out);

#endif
