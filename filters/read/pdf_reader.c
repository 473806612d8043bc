/* SPDX-License-Identifier: MIT */
/*
 * Pages to blocks, one page at a time, with two pages in hand ahead of the
 * one that is read: running heads have to be known before it is.
 */

#include <stdio.h>
#include <stdlib.h>

#include "diag.h"
#include "pdf_date.h"
#include "pdf_furniture.h"
#include "pdf_grid.h"
#include "pdf_hyphen.h"
#include "pdf_reader.h"
#include "pdf_region.h"
#include "pdf_table.h"
#include "pdf_text.h"
#include "pdf_tsv.h"

/* Pages before and after the one being read whose edges are compared. */
enum { AHEAD = 2, WINDOW = 2 * AHEAD + 1 };

/* At so few words a large image is likelier the page than a part of it. */
enum { SPARSE_WORDS = 12 };

struct pdf_reader {
	struct doc *doc;
	struct pdf_tsv *tsv;
	struct pdf_hyphen *hyphen;
	struct pdf_text *text;
	struct pdf_tables *tables;
	struct pdf_table table;	      /* the last one of figures */
	struct pdf_table words_table; /* the last one of words */
	struct pdf_page page[WINDOW]; /* by number modulo WINDOW */
	struct pdf_edges edges[WINDOW];
	struct pdf_lines lines;
	int come;     /* the last page that came in */
	int read;     /* the last one that was read */
	size_t words; /* on all pages, furniture apart */
	struct pdf_sparse *sparse;
	size_t sparse_n, sparse_cap;
};

/* Lines without a table of figures. */
static void
read_words(struct pdf_reader *r, const struct pdf_line *l, size_t n)
{
	size_t from = 0;

	while (pdf_grid(&r->words_table, l, n, from)) {
		pdf_text_lines(r->text, l + from, r->words_table.head - from);
		pdf_text_close(r->text);
		pdf_tables_words(r->tables, &r->words_table, l, r->read);
		from = r->words_table.end;
	}
	pdf_text_lines(r->text, l + from, n - from);
}

/* One column of a page, without furniture. */
static void
read_region(void *ctx, struct pdf_word *w, size_t n)
{
	struct pdf_reader *r = ctx;
	const struct pdf_line *l;
	size_t from = 0;

	pdf_lines(&r->lines, w, n);
	l = r->lines.line;
	r->table.turned = r->page[r->read % WINDOW].turned;
	r->table.turned_n = r->page[r->read % WINDOW].turned_n;
	while (pdf_find(&r->table, l, r->lines.n, from)) {
		read_words(r, l + from, r->table.head - from);
		pdf_text_table(r->text);
		pdf_tables_put(r->tables, &r->table, l, r->read);
		from = r->table.end;
	}
	read_words(r, l + from, r->lines.n - from);
}

static void
put_furniture(
    struct pdf_reader *r, int page, const struct pdf_edge *e, size_t n)
{
	for (size_t i = 0; i < n; i++)
		pdf_text_furniture(r->text, page, buf_slice(&e->line[i].text));
}

/*
 * Turned text that heads no column: on a page that was turned for its
 * table, the head and foot of the others.
 */
static void
put_turned(struct pdf_reader *r, const struct pdf_page *p)
{
	const struct pdf_edges *all[WINDOW];
	struct slice none = {"", 0};

	for (size_t i = 0; i < WINDOW; i++)
		all[i] = &r->edges[i];
	for (size_t i = 0; i < p->turned_n; i++) {
		const struct pdf_word *w = &p->turned[i];

		if (w->line < 0)
			continue;
		if (pdf_furniture_known(w->text, p->number, all, WINDOW)) {
			pdf_text_furniture(r->text, p->number, w->text);
			continue;
		}
		pdf_text_close(r->text);
		doc_block(r->doc, BLOCK_PARAGRAPH, p->number, w->text, none);
	}
}

/* A page of few words may be a picture of a page: looked at at the end. */
static void
note_sparse(struct pdf_reader *r, const struct pdf_page *p, size_t words)
{
	if (words > SPARSE_WORDS)
		return;
	if (r->sparse_n == r->sparse_cap) {
		r->sparse_cap = r->sparse_cap ? 2 * r->sparse_cap : 16;
		r->sparse = must(
		    reallocarray(r->sparse, r->sparse_cap, sizeof(*r->sparse)));
	}
	r->sparse[r->sparse_n++] =
	    (struct pdf_sparse){p->number, words, p->width * p->height, 0};
}

void
pdf_lose_page(struct doc *d, int page, const char *reason)
{
	char detail[80];

	snprintf(detail, sizeof(detail), "page %d: %s", page, reason);
	doc_lose(d, "page_unreadable", detail);
}

/* 1 if the letters of a page are only numbers of shapes in some font. */
static int
garbled(struct pdf_reader *r, const struct pdf_page *p)
{
	if (p->chars < 40 || 5 * p->garbled < p->chars)
		return 0;
	pdf_lose_page(r->doc, p->number, "font without Unicode");
	return 1;
}

/*
 * Reads page number n, whose neighbours are in the window as far as there
 * are any.  Its words are already sorted by lines.
 */
static void
read_page(struct pdf_reader *r, int n)
{
	struct pdf_page *p = &r->page[n % WINDOW];
	struct pdf_edges *e = &r->edges[n % WINDOW];
	const struct pdf_edges *all[WINDOW];
	size_t top, bottom, skip = 0, end = p->n;

	if (p->crowded)
		pdf_lose_page(r->doc, n, "too many words, read in part");
	if (garbled(r, p))
		return;
	for (size_t i = 0; i < WINDOW; i++)
		all[i] = &r->edges[i];
	top = pdf_furniture_top(e, all, WINDOW);
	bottom = pdf_furniture_bottom(e, all, WINDOW);
	pdf_lines(&r->lines, p->word, p->n);
	bottom = bottom < r->lines.n - top ? bottom : r->lines.n - top;
	for (size_t i = 0; i < top; i++)
		skip += r->lines.line[i].n;
	for (size_t i = 0; i < bottom; i++)
		end -= r->lines.line[r->lines.n - 1 - i].n;
	put_furniture(r, n, &e->top, top);
	pdf_text_page(r->text, n, r->lines.line, r->lines.n);
	r->words += end - skip;
	note_sparse(r, p, end - skip);
	if (skip < end)
		pdf_regions(p->word + skip, end - skip, read_region, r);
	put_turned(r, p);
	put_furniture(r, n, &e->bottom, bottom);
}

/* Takes a page over from the parser and reads the one AHEAD before it. */
static void
take_page(void *ctx, struct pdf_page *p)
{
	struct pdf_reader *r = ctx;
	struct pdf_page *slot = &r->page[p->number % WINDOW], swap = *slot;

	*slot = *p;
	*p = swap;
	r->come = slot->number;
	pdf_edges(&r->edges[slot->number % WINDOW], slot);
	for (size_t i = 0; i < slot->n; i++)
		pdf_hyphen_seen(r->hyphen, slot->word[i].text);
	if (r->come - AHEAD > r->read)
		read_page(r, ++r->read);
}

struct pdf_reader *
pdf_reader_new(struct doc *d)
{
	struct pdf_reader *r = must(calloc(1, sizeof(*r)));

	r->doc = d;
	r->tsv = pdf_tsv_new(take_page, r);
	r->hyphen = pdf_hyphen_new();
	r->text = pdf_text_new(d, r->hyphen);
	r->tables = pdf_tables_new(d, r->hyphen);
	return r;
}

void
pdf_reader_feed(struct pdf_reader *r, const char *p, size_t n)
{
	pdf_tsv_feed(r->tsv, p, n);
}

static void
set_title(struct pdf_reader *r)
{
	size_t i = pdf_text_title(r->text);

	if (i >= doc_blocks(r->doc))
		return;
	doc_set_kind(r->doc, i, BLOCK_TITLE);
	doc_set_title(r->doc, doc_get(r->doc, i)->text);
}

int
pdf_reader_end(struct pdf_reader *r)
{
	pdf_tsv_end(r->tsv);
	while (r->read < r->come)
		read_page(r, ++r->read);
	pdf_text_close(r->text);
	set_title(r);
	doc_set_published(r->doc, pdf_date(r->doc));
	return r->come;
}

size_t
pdf_reader_words(const struct pdf_reader *r)
{
	return r->words;
}

struct pdf_sparse *
pdf_reader_sparse(struct pdf_reader *r, size_t *n)
{
	*n = r->sparse_n;
	return r->sparse;
}

void
pdf_reader_free(struct pdf_reader *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < WINDOW; i++) {
		pdf_page_free(&r->page[i]);
		pdf_edges_free(&r->edges[i]);
	}
	pdf_lines_free(&r->lines);
	pdf_tsv_free(r->tsv);
	pdf_text_free(r->text);
	pdf_tables_free(r->tables);
	pdf_table_free(&r->table);
	pdf_table_free(&r->words_table);
	pdf_hyphen_free(r->hyphen);
	free(r->sparse);
	free(r);
}
