/* SPDX-License-Identifier: MIT */
#ifndef DOC_H
#define DOC_H

#include "buf.h"
#include "date.h"
#include "slice.h"

/*
 * One document as read gives it: what is known about it, and its blocks of
 * text in reading order.  Every reader (text, html, pdf, warc) fills one.
 */
enum block_kind {
	BLOCK_TITLE,
	BLOCK_HEADING,
	BLOCK_PARAGRAPH,
	BLOCK_ITEM,
	BLOCK_ROW,
	BLOCK_CAPTION,
	BLOCK_FURNITURE
};

struct block {
	enum block_kind kind;
	int page;	     /* 1-based; 0 where there are no pages */
	size_t start;	     /* byte offset in the document's text */
	struct slice text;   /* UTF-8, NFC, no newline inside; a row's cells are
				separated by tabs */
	struct slice header; /* of a row: the header path of each column,
				parts joined by " / ", columns by tabs, as
				many as the row has cells; else empty */
};

/* A page or part that could not be read, for the rejects. */
struct loss {
	const char *reason;  /* page_unreadable */
	struct slice detail; /* "page 2: image only"; ended by a '\0' */
};

struct doc;

/* An empty document.  Dies when memory runs out, as all of doc does. */
struct doc *doc_new(void);
/* Back to empty, memory kept. */
void doc_clear(struct doc *d);
/* Accepts NULL. */
void doc_free(struct doc *d);

/*
 * Appends a block; white space is collapsed, no-break spaces become spaces,
 * no-break hyphens hyphens, soft hyphens go, broken UTF-8 becomes U+FFFD and
 * is counted, and an empty text appends nothing.  In rows a tab stays what
 * it is.  A text too long for one record of CSV becomes several blocks.  The
 * slices are copied.
 */
void doc_block(struct doc *d, enum block_kind kind, int page, struct slice text,
    struct slice header);
size_t doc_blocks(const struct doc *d);
/* The slices are borrowed until the next doc_block. */
const struct block *doc_get(const struct doc *d, size_t i);
/* The document's text: all blocks' texts joined by newlines. */
struct slice doc_text(const struct doc *d);
/* How many sequences of bytes were no characters, those added included. */
unsigned long doc_broken(const struct doc *d);
void doc_add_broken(struct doc *d, unsigned long n);
/* Turns a block that was taken for text into furniture, or back. */
void doc_set_kind(struct doc *d, size_t i, enum block_kind kind);

/*
 * What is known about the document.  The first value set stays, so readers
 * set the best source first; "" is no value.  White space is treated as in
 * a block.
 */
void doc_set_title(struct doc *d, struct slice title);
void doc_set_publisher(struct doc *d, struct slice publisher);
void doc_set_url(struct doc *d, struct slice url);
void doc_set_published(struct doc *d, struct date published);
struct slice doc_title(const struct doc *d);
struct slice doc_publisher(const struct doc *d);
struct slice doc_url(const struct doc *d);
struct date doc_published(const struct doc *d);

/* Records what could not be read; the document's other blocks stay. */
void doc_lose(struct doc *d, const char *reason, const char *detail);
size_t doc_losses(const struct doc *d);
const struct loss *doc_loss(const struct doc *d, size_t i);

/*
 * The readers.  bytes is the whole document; path is a real file with the
 * same bytes where there is one (for pdftotext), else NULL and the reader
 * makes a temporary.  0; or -1 with a static reason ("not a PDF",
 * "truncated", "password") when nothing could be read.
 */
int read_text(struct doc *d, struct slice bytes, const char **reason);
int read_html(struct doc *d, struct slice bytes, const char *charset,
    const char **reason);
int read_csv(struct doc *d, struct slice bytes, const char *charset,
    const char **reason);
int read_pdf(
    struct doc *d, struct slice bytes, const char *path, const char **reason);

#endif
