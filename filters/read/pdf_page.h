/* SPDX-License-Identifier: MIT */
#ifndef PDF_PAGE_H
#define PDF_PAGE_H

#include <stddef.h>

#include "buf.h"
#include "slice.h"

/*
 * A page as pdftotext -tsv gives it: words with their boxes.  All that
 * follows works on boxes alone, in points, x to the right and y downwards.
 */
struct pdf_word {
	float x0, y0, x1, y1;
	struct slice text;  /* UTF-8, in the page's buffer */
	int line;	    /* number of poppler's line on the page */
	short turn;	    /* 0; 90 runs down, 180, 270 runs up */
	unsigned char what; /* PDF_NUMBER ... of pdf_token.h */
};

struct pdf_page {
	int number;
	float width, height;
	struct pdf_word *word;
	size_t n, cap;
	struct buf text;
	struct pdf_word *turned; /* runs of words that do not stand upright */
	size_t turned_n, turned_cap;
	struct buf aside; /* their texts */
	size_t chars;
	size_t garbled; /* those that mean nothing: no Unicode is known */
	int crowded;	/* it had more than PDF_WORDS_MAX words */
};

/* A page of small print in four columns has some 3,000 words. */
enum { PDF_WORDS_MAX = 40000 };

/* No words, memory kept. */
void pdf_page_clear(struct pdf_page *p);
void pdf_page_free(struct pdf_page *p);
/* A word's height as it is written, whichever way it is turned. */
float pdf_word_size(const struct pdf_word *w);

/*
 * Finds which way each word runs (turn) and turns the whole page so that
 * most of its text stands upright, whatever a viewer would show: a table
 * set sideways on a page comes out like any other.  Orders nothing.
 */
void pdf_page_upright(struct pdf_page *p);

/*
 * Takes the words that are still turned out from among the others and joins
 * those of one line into one (turned), which then stands for all of them.
 * For a page whose words are still in poppler's order.
 */
void pdf_page_turned(struct pdf_page *p);

/*
 * Takes out the raised digits and signs that refer to notes and would stick
 * to the word or the figure before them, and lines of dots.  For an upright
 * page whose words are still in poppler's order.
 */
void pdf_page_marks(struct pdf_page *p);

#endif
