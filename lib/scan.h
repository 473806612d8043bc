/* SPDX-License-Identifier: MIT */
#ifndef SCAN_H
#define SCAN_H

#include "slice.h"

/*
 * Small steps through running text for the hand-written scanners of money
 * and periods.  Every call stays within text.n whatever the bytes are.
 * Positions are byte offsets; a step that does not apply gives back the
 * position it was given, a phrase that is not there gives SCAN_NONE.
 * Letters are ASCII letters; words of a phrase or list are written in lower
 * case and compared without case.
 */
#define SCAN_NONE ((size_t)-1)

static inline int
scan_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static inline int
scan_letter(unsigned char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

/* The byte at i, or '\0' at and past the end (i may be SCAN_NONE). */
static inline unsigned char
scan_at(struct slice text, size_t i)
{
	return i < text.n ? (unsigned char)text.p[i] : '\0';
}

/* 1 if a letter or digit stands at i (directly before i). */
static inline int
scan_alnum(struct slice text, size_t i)
{
	unsigned char c = scan_at(text, i);

	return scan_letter(c) || scan_digit(c);
}

static inline int
scan_alnum_before(struct slice text, size_t i)
{
	return i > 0 && scan_alnum(text, i - 1);
}

/*
 * Past white space at i: spaces of every width and newlines, a few at most.
 * A tab is no white space: it ends a table's cell.
 */
size_t scan_space(struct slice text, size_t i);
size_t scan_space_back(struct slice text, size_t i);
/* Past one hyphen, dash or minus sign. */
size_t scan_dash(struct slice text, size_t i);
size_t scan_dash_back(struct slice text, size_t i);
/* Past white space or else one dash: what stands between two words. */
size_t scan_gap(struct slice text, size_t i);
size_t scan_gap_back(struct slice text, size_t i);

/* The letters that begin (end) at i; n is 0 where there are none. */
struct slice scan_word(struct slice text, size_t i);
struct slice scan_word_back(struct slice text, size_t i);
/* The word behind (before) one gap from i; n is 0 where there is none. */
struct slice scan_next(struct slice text, size_t i);
struct slice scan_prev(struct slice text, size_t i);
/* Where a word that one of these gave begins and ends. */
size_t scan_start(struct slice text, struct slice word);
size_t scan_end(struct slice text, struct slice word);

/* 1 if word is w, or is one of the words of a list with spaces between. */
int scan_is(struct slice word, const char *w);
int scan_in(struct slice word, const char *list);

/*
 * The end (start) of a phrase that begins (ends) at i, whole words only.
 * A space in the phrase is a gap in the text; other bytes are themselves.
 */
size_t scan_phrase(struct slice text, size_t i, const char *phrase);
size_t scan_phrase_back(struct slice text, size_t i, const char *phrase);

/* "one" to "twenty", the tens to "ninety": the number; 0 for another word. */
int scan_cardinal(struct slice word);
/*
 * A number in digits (at most four) or words up to 99 at i.  The end, or i;
 * *value is then untouched.
 */
size_t scan_count(struct slice text, size_t i, int *value);

#endif
