/* SPDX-License-Identifier: MIT */
#ifndef PAGE_H
#define PAGE_H

#include <gumbo.h>
#include <stdint.h>

#include "buf.h"
#include "slice.h"

/*
 * A parsed page, flat: the elements and texts of its body in the order in
 * which they begin.  A node's subtree is [i, node[i].end), so that every
 * pass is a loop and no depth of nesting can exhaust the stack.
 */
struct node {
	const GumboNode *g;
	GumboTag tag;	 /* TAG_TEXT for a text */
	uint32_t parent; /* of node 0, itself */
	uint32_t end;
	uint32_t run, run_end; /* the runs of its subtree */
	uint32_t marks;	       /* MARK_*, below */
};
#define TAG_TEXT GUMBO_TAG_LAST

/*
 * What a node's own tag, attributes and names say about it.
 */
enum {
	MARK_HIDDEN = 1 << 0,	/* not shown: hidden, display:none */
	MARK_NAV = 1 << 1,	/* menus, banners, footers, sidebars */
	MARK_EXTRA = 1 << 2,	/* share lines, related stories, adverts ... */
	MARK_COMMENTS = 1 << 3, /* what readers said */
	MARK_BYLINE = 1 << 4,	/* who wrote it and when */
	MARK_CAPTION = 1 << 5,	/* of a picture */
	MARK_BODY = 1 << 6,	/* the article itself: articleBody ... */
	MARK_GOOD = 1 << 7,	/* article, main, content ... */
	MARK_POOR = 1 << 8,	/* weak words: meta, widget, list ... */
	MARK_LEAD = 1 << 9,	/* standfirst, summary: text above the body */
	MARK_LAYOUT = 1 << 10,	/* a table that only places things */
	MARK_DATA = 1 << 11,	/* a table that holds rows */
	MARK_SEEN = 1 << 12,	/* counted in a row of siblings */
	MARK_PICTURE = 1 << 13, /* a picture stands in it */
	MARK_FOLD = 1 << 14,	/* a part that readers open with a click */
	MARK_GALLERY = 1 << 15	/* pictures with a line each */
};

enum run_kind {
	RUN_TEXT,
	RUN_TITLE, /* h1 */
	RUN_HEADING,
	RUN_ITEM,
	RUN_ROW,
	RUN_CAPTION,
	RUN_CONTROL /* a button, an option */
};

/* Why a run's words do not count; a byline may still hold the date. */
enum { ALIVE, DEAD, DEAD_BYLINE };

/* A stretch of text between two block boundaries. */
struct run {
	uint32_t node; /* the block element that it stands in */
	uint8_t kind;
	uint8_t furniture;
	uint8_t dead; /* inside something that is no text of an article */
	uint32_t letters, linked; /* characters; those inside links */
	uint32_t links;
	uint32_t commas;
	size_t at, n; /* in the page's text */
	size_t header_at, header_n;
};

struct page {
	struct slice html; /* UTF-8; the nodes point into it */
	struct arena *arena;
	GumboOutput *out;
	struct node *node;
	size_t nodes;
	struct run *run;
	size_t runs, run_cap;
	struct buf text, header;
	int scriptless;		   /* <noscript> is taken for text */
	int noscript;		   /* there is one that is not */
	const GumboNode *noframes; /* what stands there instead of frames */
};

/*
 * Parses html, which must outlive the page.  NULL with a static reason when
 * the page breaks a limit (PAGE_MAX bytes, memory, time).  Dies when memory
 * runs out.
 */
struct page *page_parse(struct slice html, const char **reason);
enum { PAGE_MAX = 32 << 20 };
/*
 * Lays the page out anew as one without scripts sees it; 1, or 0 if that is
 * no other.  All nodes and runs are new.
 */
int page_unscript(struct page *p);
/* What a page of frames has instead of them, not parsed; "" if nothing. */
struct slice page_noframes(const struct page *p);
/* Accepts NULL. */
void page_free(struct page *p);

/*
 * Shows see every element of the tree in order, those too that are no nodes,
 * such as scripts and what stands in the head.
 */
void page_elements(const struct page *p,
    void (*see)(void *arg, const GumboNode *g), void *arg);
/* The text of a script or title element, borrowed; "" if it has none. */
struct slice page_content(const GumboNode *g);

/* The value of an attribute, or NULL. */
const char *page_attribute(const GumboNode *g, const char *name);
/* The text inside an element, all of it, appended to out. */
void page_text(const struct page *p, uint32_t node, struct buf *out);
/* The text of a run. */
struct slice page_run(const struct page *p, const struct run *r);

/* 1 for elements that end the line they stand in. */
int page_is_block(GumboTag tag);
/* The block element that node i is or stands in. */
uint32_t page_block(const struct page *p, uint32_t i);
/* The innermost element that holds both nodes, or is one of them. */
uint32_t page_common(const struct page *p, uint32_t a, uint32_t b);
/* The child of up that node i is or stands in; up itself if i is up. */
uint32_t page_child(const struct page *p, uint32_t up, uint32_t i);
/* The nearest ancestor (or the node itself) of one of the tags, else 0. */
uint32_t page_within(
    const struct page *p, uint32_t node, const GumboTag *tags, size_t n);

/* Sets the marks of all nodes from their tags, roles and names. */
void mark_nodes(struct page *p);

/* Makes the runs, tables included. */
void runs_make(struct page *p);

/* Rows of the data table at node, as runs. */
void table_runs(struct page *p, uint32_t node);
/* Tells layout tables and data tables apart, and marks them. */
void table_mark(struct page *p);

/*
 * Finds the article, whose headline is the run title (or p->runs if none is
 * known), and marks all runs outside it, and the furniture inside it, as
 * furniture.  body is the text that the page gives for it in JSON-LD, or "".
 */
void article_find(struct page *p, uint32_t title, struct slice body);

#endif
