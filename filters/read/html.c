/* SPDX-License-Identifier: MIT */
/* A web page to blocks: parsed, told apart, and handed on in order. */

#include <stdlib.h>

#include "charset.h"
#include "diag.h"
#include "doc.h"
#include "flatten.h"
#include "meta.h"
#include "page.h"
#include "spare.h"
#include "title.h"

static enum block_kind
kind_of(const struct run *r)
{
	if (r->furniture)
		return BLOCK_FURNITURE;
	switch (r->kind) {
	case RUN_TITLE:
		return BLOCK_TITLE;
	case RUN_HEADING:
		return BLOCK_HEADING;
	case RUN_ITEM:
		return BLOCK_ITEM;
	case RUN_ROW:
		return BLOCK_ROW;
	case RUN_CAPTION:
		return BLOCK_CAPTION;
	default:
		return BLOCK_PARAGRAPH;
	}
}

void
html_emit(struct doc *d, const struct page *p)
{
	const struct run *r;
	size_t i;

	for (i = 0; i < p->runs; i++) {
		r = &p->run[i];
		doc_block(d, kind_of(r), 0, page_run(p, r),
		    buf_part(&p->header, r->header_at, r->header_n));
	}
}

size_t
html_letters(const struct page *p)
{
	size_t i, n = 0;

	for (i = 0; i < p->runs; i++)
		if (!p->run[i].furniture && p->run[i].kind != RUN_TITLE)
			n += p->run[i].letters;
	return n;
}

static struct meta *
look(struct doc *d, struct page *p)
{
	struct meta *m;

	mark_nodes(p);
	table_mark(p);
	runs_make(p);
	m = meta_open(p);
	meta_names(m, d);
	article_find(p, title_find(p, doc_title(d)), meta_body(m));
	title_settle(p, doc_title(d));
	return m;
}

static void
find(struct doc *d, struct page *p)
{
	struct meta *m = look(d, p);
	struct spare s = spare_find(p, meta_body(m), doc_title(d));

	if (s.html.n == 0 && html_letters(p) == 0 && page_unscript(p)) {
		meta_close(m);
		m = look(d, p);
	}
	meta_dates(m, d);
	spare_replace(&s, p);
	html_emit(d, p);
	spare_emit(&s, d);
	spare_free(&s);
	meta_close(m);
}

/* A page of frames holds another page for those who have none. */
static int
read_page(struct doc *d, struct slice html, int framed, const char **reason)
{
	struct page *p = page_parse(html, reason);
	struct slice other;
	int status;

	if (p == NULL)
		return -1;
	find(d, p);
	other = page_noframes(p);
	status = doc_blocks(d) > 0 ? 0 : -1;
	if (status != 0 && other.n > 0 && !framed)
		status = read_page(d, other, 1, reason);
	if (status != 0)
		*reason = "no text";
	page_free(p);
	return status;
}

int
read_html(
    struct doc *d, struct slice bytes, const char *charset, const char **reason)
{
	struct buf utf8 = {0}, flat = {0};
	struct slice html;
	unsigned long broken = 0;
	int status, deep;

	if (charset_decode(bytes, charset, 1, &utf8, &html, &broken) != 0 ||
	    (deep = flatten(html, &flat)) < 0)
		die(EXIT_SYSTEM, "out of memory");
	doc_add_broken(d, broken);
	status = read_page(d, deep ? buf_slice(&flat) : html, 0, reason);
	buf_free(&utf8);
	buf_free(&flat);
	return status;
}
