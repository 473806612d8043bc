/* SPDX-License-Identifier: MIT */
#ifndef PDF_IMAGE_H
#define PDF_IMAGE_H

#include <stddef.h>

/* A page with few words or none, and what else there is on it. */
struct pdf_sparse {
	int page;
	size_t words; /* that are no furniture */
	float area;   /* of the page, in square points */
	float images; /* their areas, added up; overlapping ones count twice */
};

/* Fills in the images of n pages (in order) of the PDF open on fd. */
void pdf_images(int fd, struct pdf_sparse *page, size_t n);

/*
 * 1 if anything at all is drawn on a page: letters turned into outlines,
 * for one, are neither words nor images.
 */
int pdf_ink(int fd, int page);

#endif
