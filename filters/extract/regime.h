/* SPDX-License-Identifier: MIT */
#ifndef REGIME_H
#define REGIME_H

#include "document.h"
#include "names.h"
#include "register.h"

/*
 * A text that names no CCG in full: its bare places are bodies where a
 * sentence puts them under the regime that CCGs are under, "directions
 * imposed on Somerset"; else the one that there is, where it does something
 * and the text speaks of a CCG.  Those are counted as strong.  names are all
 * that were found, w is scratch.
 */
void regime_adopt(struct document *d, const struct reg *reg,
    const struct names *names, struct words *w);

#endif
