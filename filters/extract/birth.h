/* SPDX-License-Identifier: MIT */
#ifndef BIRTH_H
#define BIRTH_H

#include "fact.h"
#include "register.h"

/*
 * Gives a merger that tells no date the day on which its CCG began, as the
 * register has it, as far as the document says that day somewhere: "Since the
 * CCG was created on 1 April ...  It was formed by the merger of A and B."  A
 * merger told as done whose day is yet to come is approved, unless the
 * document tells of it already.
 */
void birth_dates(
    struct facts *facts, const struct document *d, const struct reg *reg);

#endif
