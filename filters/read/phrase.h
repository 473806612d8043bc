/* SPDX-License-Identifier: MIT */
#ifndef PHRASE_H
#define PHRASE_H

#include "slice.h"

/*
 * Lines that pages print around an article, known by their words: the same
 * in plain text that was copied from a page and in the page itself.
 */
enum phrase {
	PHRASE_TEXT, /* nothing known against it */
	PHRASE_LINE, /* furniture by itself: "Advertisement", "Read more: ..."
		      */
	PHRASE_LIST, /* heads a list of it: "Topics", "Related articles" */
	PHRASE_TAIL  /* nothing of the article follows: "3 readers' comments" */
};

enum phrase phrase_of(struct slice line);

/* "By Jane Doe", "Jane Doe, health correspondent": who wrote it. */
int phrase_byline(struct slice line);

#endif
