/* SPDX-License-Identifier: MIT */
#ifndef PDF_LINE_H
#define PDF_LINE_H

#include "buf.h"
#include "pdf_page.h"

/* Words that stand on one line of print, from left to right. */
struct pdf_line {
	struct pdf_word *word;
	size_t n;
	float x0, y0, x1, y1;
	float size; /* the height that most of its words have */
	float em;   /* how big its type looks, whatever its boxes say */
};

struct pdf_lines {
	struct pdf_line *line;
	size_t n, cap;
};

/*
 * Sorts the n upright words at w into lines from top to bottom.  A line
 * ends where the next word's middle is lower by more than a third of its
 * height: figures set half way beside a label of two lines stay a line of
 * their own.  Replaces what is in out; its lines point into w.
 */
void pdf_lines(struct pdf_lines *out, struct pdf_word *w, size_t n);
void pdf_lines_free(struct pdf_lines *l);

/* The white between word i (not 0) and the one before it, in ems. */
float pdf_gap(const struct pdf_line *l, size_t i);

/*
 * Wider than a justified line's widest space, so that what stands on both
 * sides was set apart on purpose.
 */
int pdf_wide(const struct pdf_line *l, size_t i);

/* The end of the run of words from i on without a wide gap. */
size_t pdf_run(const struct pdf_line *l, size_t i);

/*
 * Appends words from to to-1 with a space between them, except where the
 * type shows none.  Dies when memory runs out.
 */
void pdf_words_text(
    struct buf *out, const struct pdf_line *l, size_t from, size_t to);

#endif
