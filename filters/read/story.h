/* SPDX-License-Identifier: MIT */
#ifndef STORY_H
#define STORY_H

#include "json.h"

/*
 * The text of an article in data that a page carries for its scripts: one
 * long string, or an array of blocks, under a name that stands for text and
 * under none of comments, menus, other stories.
 */
struct story {
	uint32_t value; /* the string or array; JSON_NONE if there is none */
	double weight;	/* its letters, more where it is likelier the article */
	double letters; /* bytes of text, tags aside */
	int titled;	/* it stands beside the page's headline */
};

/*
 * The likeliest story in j.  title is the page's headline, or "".  Dies when
 * memory runs out, as all of this does.
 */
struct story story_find(const struct json *j, struct slice title);
/* The text of such a value as HTML, appended to out. */
void story_html(const struct json *j, uint32_t value, struct buf *out);

#endif
