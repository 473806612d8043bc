/* SPDX-License-Identifier: MIT */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "fact.h"

/*
 * Answers: "What do you spend on mental health?  £31.5m this year."  Appends
 * the fact of sentence i, if its first amount answers a question and none was
 * made of it before.  year is the financial year in focus, 0 if none.
 */
void answers_build(struct facts *facts, const struct document *d,
    const struct matcher *m, size_t i, int year);

#endif
