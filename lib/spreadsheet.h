/* SPDX-License-Identifier: MIT */
#ifndef SPREADSHEET_H
#define SPREADSHEET_H

#include "buf.h"

/*
 * Appends the cell so that no spreadsheet takes it, or a part of it, for a
 * formula: a ' goes before a = + - @ tab or CR that it begins with, and
 * before one of the first four behind a ; tab LF or CR inside, as where ; or
 * tab part the columns what follows is a cell of its own.  Numbers stay as
 * they are.  0, or -1 when memory runs out.
 */
int spreadsheet_cell(struct buf *b, struct slice cell);

#endif
