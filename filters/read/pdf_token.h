/* SPDX-License-Identifier: MIT */
#ifndef PDF_TOKEN_H
#define PDF_TOKEN_H

#include "slice.h"

/* What a word looks like, before anybody knows what it means. */
enum pdf_what {
	PDF_NUMBER = 1, /* a figure of a table: "1,234", "(3.1)", "-4%", ">95%",
			   "£0.6m"; never a year, a date or "2016/17" */
	PDF_DASH = 2,	/* stands for a figure: "-", "nil", "n/a" */
	PDF_PART = 4,	/* belongs to the figure beside it: "£", "(", ")%" */
	PDF_UNIT = 8,	/* "£000", "£'000s", "£m", "%" */
	PDF_YEAR = 16,	/* "2017", "2016/17": no figure, a heading */
	PDF_LOWER = 32, /* begins with a small letter */
	PDF_BULLET = 64, /* alone at the start of a line it opens an item */
	PDF_SIDE = 128 /* behind a figure it says which way that points: "over",
			  "deficit" */
};

unsigned char pdf_token(struct slice word);

/* 1 for "1.", "1.2", "(a)", "iv)": a paragraph's or heading's number. */
int pdf_ordinal(struct slice word);
/* 1 for "and", "of", "the" ...: words that end no label and no title. */
int pdf_connective(struct slice word);
/* 1 for "Table", "Figure", "Appendix", "Chart": how a caption begins. */
int pdf_captionish(struct slice word);

#endif
