/* SPDX-License-Identifier: MIT */
/*
 * PDF to blocks.  Poppler says which words stand where; all else is done
 * page by page from their boxes, with two pages in hand ahead of the one
 * that is read, so that running heads are known before it is.
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "diag.h"
#include "doc.h"
#include "pdf_child.h"
#include "pdf_date.h"
#include "pdf_furniture.h"
#include "pdf_grid.h"
#include "pdf_hyphen.h"
#include "pdf_image.h"
#include "pdf_region.h"
#include "pdf_table.h"
#include "pdf_text.h"
#include "pdf_tsv.h"

/* Pages before and after the one being read whose edges are compared. */
enum { AHEAD = 2, WINDOW = 2 * AHEAD + 1 };

/* At so few words a large image is likelier the page than a part of it. */
enum { SPARSE_WORDS = 12, INK_PAGES_MAX = 40 };

struct reader {
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
read_words(struct reader *r, const struct pdf_line *l, size_t n)
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
	struct reader *r = ctx;
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
put_furniture(struct reader *r, int page, const struct pdf_edge *e, size_t n)
{
	for (size_t i = 0; i < n; i++)
		pdf_text_furniture(r->text, page, buf_slice(&e->line[i].text));
}

/*
 * Turned text that heads no column: on a page that was turned for its
 * table, the head and foot of the others.
 */
static void
put_turned(struct reader *r, const struct pdf_page *p)
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
note_sparse(struct reader *r, const struct pdf_page *p, size_t words)
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

static void
lose_page(struct reader *r, int page, const char *reason)
{
	char detail[80];

	snprintf(detail, sizeof(detail), "page %d: %s", page, reason);
	doc_lose(r->doc, "page_unreadable", detail);
}

/* 1 if the letters of a page are only numbers of shapes in some font. */
static int
garbled(struct reader *r, const struct pdf_page *p)
{
	if (p->chars < 40 || 5 * p->garbled < p->chars)
		return 0;
	lose_page(r, p->number, "font without Unicode");
	return 1;
}

/*
 * Reads page number n, whose neighbours are in the window as far as there
 * are any.  Its words are already sorted by lines.
 */
static void
read_page(struct reader *r, int n)
{
	struct pdf_page *p = &r->page[n % WINDOW];
	struct pdf_edges *e = &r->edges[n % WINDOW];
	const struct pdf_edges *all[WINDOW];
	size_t top, bottom, skip = 0, end = p->n;

	if (p->crowded)
		lose_page(r, n, "too many words, read in part");
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
	struct reader *r = ctx;
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

static int
feed(void *ctx, const char *p, size_t n)
{
	struct reader *r = ctx;

	pdf_tsv_feed(r->tsv, p, n);
	return 0;
}

static void
start(struct reader *r, struct doc *d)
{
	*r = (struct reader){.doc = d};
	r->tsv = pdf_tsv_new(take_page, r);
	r->hyphen = pdf_hyphen_new();
	r->text = pdf_text_new(d, r->hyphen);
	r->tables = pdf_tables_new(d, r->hyphen);
}

static void
finish(struct reader *r)
{
	pdf_tsv_end(r->tsv);
	while (r->read < r->come)
		read_page(r, ++r->read);
	pdf_text_close(r->text);
}

static void
stop(struct reader *r)
{
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
}

static void
set_title(struct reader *r)
{
	size_t i = pdf_text_title(r->text);

	if (i >= doc_blocks(r->doc))
		return;
	doc_set_kind(r->doc, i, BLOCK_TITLE);
	doc_set_title(r->doc, doc_get(r->doc, i)->text);
}

/* The bytes as a file for the child; -1 when there is no way. */
static int
as_file(struct slice bytes, const char *path)
{
	int fd;
	ssize_t n;

	if (path != NULL)
		return open(path, O_RDONLY | O_CLOEXEC);
	fd = memfd_create("pdf", MFD_CLOEXEC);
	while (fd >= 0 && bytes.n > 0) {
		n = write(fd, bytes.p, bytes.n);
		if (n <= 0) {
			close(fd);
			return -1;
		}
		bytes.p += n;
		bytes.n -= (size_t)n;
	}
	return fd;
}

/* Where a program looks for what the file says of itself. */
static int
has(struct slice bytes, size_t from, size_t n, const char *what)
{
	if (from >= bytes.n)
		return 0;
	n = n < bytes.n - from ? n : bytes.n - from;
	return memmem(bytes.p + from, n, what, strlen(what)) != NULL;
}

static int
ends_early(struct slice bytes)
{
	size_t tail = 2048;

	return !has(bytes, bytes.n > tail ? bytes.n - tail : 0, tail, "%%EOF");
}

/* Why no page came out of it. */
static const char *
why(struct slice bytes, enum pdf_end end, const struct buf *err)
{
	if (err->n > 0 && strstr(err->p, "Incorrect password"))
		return "password";
	if (end == PDF_END_NONE)
		return "pdftotext cannot be run";
	if (end == PDF_END_SLOW)
		return "takes too long";
	if (ends_early(bytes))
		return "truncated";
	return "damaged";
}

/* What stopped it half way. */
static void
lose_rest(struct reader *r, struct slice bytes, enum pdf_end end)
{
	const char *reason = NULL;
	char detail[80];

	if (end == PDF_END_SLOW)
		reason = "takes too long";
	else if (end == PDF_END_LONG)
		reason = "too much text";
	else if (end == PDF_END_FAILED)
		reason = ends_early(bytes) ? "truncated" : "damaged";
	else if (ends_early(bytes))
		reason = "truncated";
	if (reason == NULL)
		return;
	snprintf(detail, sizeof(detail), "after page %d: %s", r->come, reason);
	doc_lose(r->doc, "page_unreadable", detail);
}

/*
 * What a page is that has no text to speak of, or NULL if it is blank.
 * What is drawn without being an image is looked at only on the first of
 * those pages: each takes a rendering.
 */
static const char *
picture(const struct pdf_sparse *p, int fd, size_t *looked)
{
	if (p->words > 0)
		return p->images > 0.5f * p->area ? "mostly an image" : NULL;
	if (p->images > 0.04f * p->area)
		return "image only";
	if (++*looked <= INK_PAGES_MAX && pdf_ink(fd, p->page))
		return "drawing only";
	return NULL;
}

/* Pages that are pictures; why the whole is no text, if all of them are. */
static const char *
lose_pictures(struct reader *r, int fd)
{
	const char *all = r->words == 0 ? "no text" : NULL;
	size_t looked = 0;

	pdf_images(fd, r->sparse, r->sparse_n);
	for (size_t i = 0; i < r->sparse_n; i++) {
		const char *what = picture(&r->sparse[i], fd, &looked);

		if (what != NULL && r->words == 0)
			return what;
		if (what != NULL)
			lose_page(r, r->sparse[i].page, what);
	}
	return all;
}

static enum pdf_end
run(struct reader *r, int fd, struct buf *err)
{
	static const char *const argv[] = {
	    "pdftotext", "-tsv", "-nodiag", "-enc", "UTF-8", "-", "-", NULL};
	enum pdf_end end = pdf_child(argv, fd, &pdf_limits, feed, r, err);

	finish(r);
	return end;
}

int
read_pdf(
    struct doc *d, struct slice bytes, const char *path, const char **reason)
{
	struct reader r;
	struct buf err = {0};
	enum pdf_end end;
	int fd;

	if (!has(bytes, 0, 1024, "%PDF-")) {
		*reason = "not a PDF";
		return -1;
	}
	fd = as_file(bytes, path);
	if (fd == -1) {
		*reason = "cannot be handed to pdftotext";
		return -1;
	}
	start(&r, d);
	end = run(&r, fd, &err);
	*reason = r.come == 0 ? why(bytes, end, &err) : lose_pictures(&r, fd);
	if (*reason == NULL) {
		set_title(&r);
		doc_set_published(d, pdf_date(d));
		lose_rest(&r, bytes, end);
	}
	close(fd);
	buf_free(&err);
	stop(&r);
	return *reason == NULL ? 0 : -1;
}
