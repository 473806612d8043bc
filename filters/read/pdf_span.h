/* SPDX-License-Identifier: MIT */
#ifndef PDF_SPAN_H
#define PDF_SPAN_H

#include "pdf_find.h"

enum { PDF_SPAN_COLUMNS = 60 };

/* A heading: words from to to-1 of a line over columns first to last. */
struct pdf_span {
	const struct pdf_line *l;
	size_t from, to, first, last;
};

/* How figures stand in their columns, and so where a cell's walls are. */
enum pdf_set { PDF_LEFT, PDF_MIDDLE, PDF_RIGHT };

/* A heading while its lines are placed, from the lowest one up. */
struct pdf_heading {
	const struct pdf_column *ink; /* of the table's rows alone */
	enum pdf_set set;
	size_t columns;
	struct pdf_column col[PDF_SPAN_COLUMNS]; /* with headings' ink */
	struct buf name[PDF_SPAN_COLUMNS]; /* all that stands over a column */
	int named[PDF_SPAN_COLUMNS];	   /* words of it, units apart */
	float word[PDF_SPAN_COLUMNS];	   /* width of the first word over it */
	float y0[PDF_SPAN_COLUMNS], y1[PDF_SPAN_COLUMNS]; /* of it */
	float off[3]; /* of headings over one column, by pdf_set */
	struct pdf_span *span;
	size_t n, cap;
};

/* Back to the table t without a heading.  Zero-initialise before use. */
void pdf_heading_start(
    struct pdf_heading *h, const struct pdf_table *t, enum pdf_set set);
void pdf_heading_free(struct pdf_heading *h);

/* Adds a heading whose place is known. */
void pdf_heading_add(struct pdf_heading *h, struct pdf_span s);

/*
 * Parts the words of a line into headings and puts each over its columns,
 * from right to left behind those that are there.  groups: a line that may
 * have headings over several columns, and then has one over nearly every
 * column; else each of them is over one, and goes on in the line below. Returns
 * the price: how many points the headings are from where they would have been
 * set, and what is unlikely besides.
 */
float pdf_heading_line(
    struct pdf_heading *h, const struct pdf_line *l, int groups);

/* The price of columns that have the same name as another one. */
float pdf_heading_alike(const struct pdf_heading *h);

#endif
