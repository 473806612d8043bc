/* SPDX-License-Identifier: MIT */
/* Articles that a page tells its scripts or a search engine, not its reader. */

#include <stdlib.h>

#include "diag.h"
#include "flatten.h"
#include "script.h"
#include "spare.h"
#include "title.h"
#include "witness.h"

/*
 * A text of LEAST letters is an article.  A page that shows SHOWN letters may
 * have a longer one in its scripts, which must be headed as it is if it shows
 * more than TEASER.
 */
enum { LEAST = 300, SHOWN = 2000, TEASER = 200 };

/* The letters of the article that text tells too. */
static size_t
shown(const struct page *p, struct slice text)
{
	uint8_t *seen = must(calloc(p->runs + 1, 1));
	size_t i, n = 0;

	witness_told(p, text, seen);
	for (i = 0; i < p->runs; i++)
		if (seen[i] && !p->run[i].furniture)
			n += p->run[i].n;
	free(seen);
	return n;
}

static int
has_tags(struct slice s)
{
	return memmem(s.p, s.n, "</p>", 4) != NULL ||
	       memmem(s.p, s.n, "<br", 3) != NULL ||
	       memmem(s.p, s.n, "</div>", 6) != NULL;
}

/* 1 if JSON-LD's text goes well beyond what the page shows. */
static int
goes_beyond(const struct page *p, struct slice body)
{
	return body.n >= LEAST && html_letters(p) * 10 < body.n * 7 &&
	       shown(p, body) * 10 < body.n * 6;
}

struct spare
spare_find(const struct page *p, struct slice body, struct slice title)
{
	struct spare s = {.plain = !has_tags(body)};
	size_t letters = html_letters(p);
	struct story story;

	if (goes_beyond(p, body)) {
		if (buf_add(&s.html, body.p, body.n) != 0)
			die(EXIT_SYSTEM, "out of memory");
		return s;
	}
	if (body.n >= LEAST || letters >= SHOWN)
		return s;
	s.plain = 0;
	story = script_story(p, title, &s.html);
	if (story.value == JSON_NONE || story.letters < LEAST ||
	    story.letters < 2 * (double)letters ||
	    (!story.titled && letters > TEASER))
		buf_clear(&s.html);
	return s;
}

void
spare_replace(const struct spare *s, struct page *p)
{
	uint8_t *seen = must(calloc(p->runs + 1, 1));
	size_t i;
	int begun = 0;

	if (s->html.n > 0)
		witness_told(p, buf_slice(&s->html), seen);
	for (i = 0; i < p->runs; i++) {
		begun |= seen[i] && !p->run[i].furniture &&
			 p->run[i].kind != RUN_TITLE;
		if (begun && p->run[i].kind != RUN_TITLE)
			p->run[i].furniture = 1;
	}
	free(seen);
}

static void
emit_lines(struct doc *d, struct slice text)
{
	size_t n;

	for (; text.n > 0; text.p += n, text.n -= n) {
		n = 0;
		while (n < text.n && text.p[n] != '\n')
			n++;
		doc_block(d, BLOCK_PARAGRAPH, 0, (struct slice){text.p, n},
		    (struct slice){"", 0});
		n += n < text.n;
	}
}

static void
emit_page(struct doc *d, struct slice html)
{
	struct buf whole = {0}, flat = {0};
	struct page *p;
	const char *reason;
	int deep;

	if (buf_puts(&whole, "<body><div class=article-body>") != 0 ||
	    buf_add(&whole, html.p, html.n) != 0 ||
	    (deep = flatten(buf_slice(&whole), &flat)) < 0)
		die(EXIT_SYSTEM, "out of memory");
	p = page_parse(buf_slice(deep ? &flat : &whole), &reason);
	if (p != NULL) {
		mark_nodes(p);
		table_mark(p);
		runs_make(p);
		article_find(
		    p, title_find(p, doc_title(d)), (struct slice){"", 0});
		title_settle(p, doc_title(d));
		html_emit(d, p);
	}
	page_free(p);
	buf_free(&whole);
	buf_free(&flat);
}

void
spare_emit(const struct spare *s, struct doc *d)
{
	if (s->plain)
		emit_lines(d, buf_slice(&s->html));
	else if (s->html.n > 0)
		emit_page(d, buf_slice(&s->html));
}

void
spare_free(struct spare *s)
{
	buf_free(&s->html);
}
