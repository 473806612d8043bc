/* SPDX-License-Identifier: MIT */
#ifndef OVERTAKEN_H
#define OVERTAKEN_H

#include "fact.h"

/*
 * "NHS England has approved the merger.  The four will give way to one body in
 * April": what is told after the approval, or after it has come about, is no
 * proposal any more.  Drops those of the facts of a whole document.
 */
void overtaken_drop(struct facts *facts);

#endif
