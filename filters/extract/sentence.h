/* SPDX-License-Identifier: MIT */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "document.h"

/*
 * Cuts every block of d but furniture into sentences; a table row is one
 * sentence.  Fills block.sentence and document.sentence.
 */
void sentence_split(struct document *d);

#endif
