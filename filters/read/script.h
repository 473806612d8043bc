/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "buf.h"
#include "page.h"
#include "story.h"

/*
 * The likeliest article in the data that the page's scripts and attributes
 * hold (__NEXT_DATA__, window.__STATE__ = {...}, data-page), which is what a
 * page without text of its own is made of; its text as HTML in *html.
 * title is the page's headline, or "".  The story's value is JSON_NONE, and
 * html empty, if there is none.
 */
struct story script_story(
    const struct page *p, struct slice title, struct buf *html);

#endif
