/* SPDX-License-Identifier: MIT */
#ifndef PDF_CELL_H
#define PDF_CELL_H

#include "pdf_line.h"

/* Words from to to-1 of a line that were set as one thing. */
struct pdf_cell {
	size_t from, to;
	float x0, x1;
	int figure; /* a number, or what stands for one, and nothing else */
};

/* A column by its ink: the union of its cells from top to bottom. */
struct pdf_column {
	float x0, x1;
	int figures;
};

enum { PDF_CELLS_MAX = 200 };

/*
 * Cuts a line into cells at wide gaps, and around figures at narrower ones;
 * figures that stand in one of the n figure columns at col are cut off even
 * where one space sets them apart.  A number or bullet that opens the line
 * counts as text.  Returns how many there are; what is beyond
 * PDF_CELLS_MAX is in the last.
 */
size_t pdf_cells(struct pdf_cell cell[PDF_CELLS_MAX], const struct pdf_line *l,
    const struct pdf_column *col, size_t n);

/* How much of a lies within b, in points; negative is how far away. */
float pdf_overlap(float a0, float a1, float b0, float b1);

/* The column that has most of x0 to x1, or n. */
size_t pdf_column_of(
    const struct pdf_column *col, size_t n, float x0, float x1);

/* Five words or more that read like a part of a sentence. */
int pdf_sentence(const struct pdf_line *l);

#endif
