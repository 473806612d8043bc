/* SPDX-License-Identifier: MIT */
#ifndef RUNS_H
#define RUNS_H

#include "page.h"

/*
 * The text of a subtree on one line, as a table's cell needs it, appended
 * to out.
 */
void runs_line(struct page *p, uint32_t node, struct buf *out);
/* A new run of n bytes that the caller has appended to p->text at at. */
struct run *runs_add(
    struct page *p, uint32_t node, enum run_kind kind, size_t at);

#endif
