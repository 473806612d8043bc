/* SPDX-License-Identifier: MIT */
#ifndef PDF_HEAD_H
#define PDF_HEAD_H

#include "pdf_find.h"

/*
 * The heading of a table.  For each of its columns path[i] (emptied first)
 * becomes the headings over it from top to bottom, joined by " / ": those
 * over several columns count for each of them, and the lines of one wrapped
 * heading are joined by a space.
 */
void pdf_head(
    struct buf *path, const struct pdf_table *t, const struct pdf_line *l);

#endif
