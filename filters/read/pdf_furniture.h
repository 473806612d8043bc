/* SPDX-License-Identifier: MIT */
#ifndef PDF_FURNITURE_H
#define PDF_FURNITURE_H

#include "doc.h"
#include "pdf_line.h"

/*
 * Running heads, feet and page numbers: what stands at the edge of several
 * pages alike, or alike but for the number of the page.
 */
enum { PDF_EDGE_LINES = 5 };

/* The first or last lines of a page, from the edge inwards. */
struct pdf_edge {
	struct pdf_edge_line {
		struct buf text;
		float off;   /* from the edge of the page */
		float inner; /* white to the next line inwards */
		float x0, x1, size;
		int runs;    /* set apart from one another in the line */
		int figures; /* of them, those that are one figure */
	} line[PDF_EDGE_LINES];
	size_t n;
};

struct pdf_edges {
	int page;
	float left, right; /* of all that is printed on it */
	struct pdf_edge top, bottom;
};

/* Replaces what is in e by the edges of a page; sorts its words. */
void pdf_edges(struct pdf_edges *e, struct pdf_page *p);
void pdf_edges_free(struct pdf_edges *e);

/*
 * How many lines from the edge inwards are furniture, seen beside the same
 * edge of n other pages (entries may be those of e itself, or have no
 * lines).
 */
size_t pdf_furniture_top(
    const struct pdf_edges *e, const struct pdf_edges *const *others, size_t n);
size_t pdf_furniture_bottom(
    const struct pdf_edges *e, const struct pdf_edges *const *others, size_t n);

/*
 * 1 if text, wherever it stands on page, is the number of the page or a
 * part of what stands at the edges of others.
 */
int pdf_furniture_known(struct slice text, int page,
    const struct pdf_edges *const *others, size_t n);

#endif
