/* SPDX-License-Identifier: MIT */
#ifndef PDF_FIND_H
#define PDF_FIND_H

#include "pdf_cell.h"

/*
 * A table among the lines of a region.  Lines head to body-1 are its
 * heading (none where they are equal), body to end-1 its rows.  Column 0
 * holds the labels, the others, from left to right, figures or text.
 */
struct pdf_table {
	size_t head, body, end;
	struct pdf_column *col;
	size_t n, cap;
	/* Set by the caller: the turned runs of the page, as headings. */
	struct pdf_word *turned;
	size_t turned_n;
	float turned_top; /* of those over this table; INFINITY for none */
};

/* 1 if a turned run stands over the columns of t, whose first row is row. */
int pdf_turned_over(const struct pdf_table *t, const struct pdf_word *run,
    const struct pdf_line *row);

/*
 * Finds the first table in l[from..n-1].  What makes one is alignment:
 * lines that follow one another with figures that stand below figures.
 * 1, or 0 when there is none; t's memory is used again.
 */
int pdf_find(
    struct pdf_table *t, const struct pdf_line *l, size_t n, size_t from);

/* Puts a column into its place among those of t. */
void pdf_table_add(struct pdf_table *t, struct pdf_column c);
void pdf_table_free(struct pdf_table *t);

#endif
