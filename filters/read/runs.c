/* SPDX-License-Identifier: MIT */
/* From the tree to stretches of text: inline elements joined, blocks apart. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "runs.h"
#include "utf8.h"

/* The run being built, and where in the tree. */
struct builder {
	struct page *p;
	struct buf *out;
	size_t from;   /* where the run's text starts in out */
	uint32_t node; /* the lowest node with all of the run's text in it */
	uint32_t letters, linked, links, commas;
	int gap;    /* white space was seen and not yet written */
	int breaks; /* <br>s in a row */
	int links_open;
	int pre;
	int cell;	 /* on one line: blocks are but gaps */
	size_t link_end; /* where the last link ended in out */
	size_t end;	 /* where the last inline element ended in out */
	uint32_t *open;	 /* elements entered and not left */
	size_t depth, cap;
};

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

struct run *
runs_add(struct page *p, uint32_t node, enum run_kind kind, size_t at)
{
	struct run *r;

	if (p->runs == p->run_cap) {
		p->run_cap = p->run_cap ? 2 * p->run_cap : 256;
		p->run =
		    must(reallocarray(p->run, p->run_cap, sizeof(*p->run)));
	}
	r = &p->run[p->runs++];
	*r = (struct run){.node = node, .kind = (uint8_t)kind, .at = at};
	r->n = p->text.n - at;
	return r;
}

/* What the elements around a node make its text. */
static enum run_kind
kind_of(const struct page *p, uint32_t i)
{
	for (;; i = p->node[i].parent) {
		switch (p->node[i].tag) {
		case GUMBO_TAG_H1:
			return RUN_TITLE;
		case GUMBO_TAG_H2:
		case GUMBO_TAG_H3:
		case GUMBO_TAG_H4:
		case GUMBO_TAG_H5:
		case GUMBO_TAG_H6:
			return RUN_HEADING;
		case GUMBO_TAG_LI:
		case GUMBO_TAG_DT:
		case GUMBO_TAG_DD:
			return RUN_ITEM;
		case GUMBO_TAG_FIGCAPTION:
		case GUMBO_TAG_CAPTION:
		case GUMBO_TAG_FIGURE:
			return RUN_CAPTION;
		case GUMBO_TAG_BUTTON:
		case GUMBO_TAG_OPTION:
		case GUMBO_TAG_OPTGROUP:
		case GUMBO_TAG_LEGEND:
			return RUN_CONTROL;
		case GUMBO_TAG_BLOCKQUOTE:
		case GUMBO_TAG_PRE:
		case GUMBO_TAG_TD:
		case GUMBO_TAG_ARTICLE:
		case GUMBO_TAG_SECTION:
		case GUMBO_TAG_BODY:
		case GUMBO_TAG_HTML:
			return RUN_TEXT;
		default:
			if (i == 0)
				return RUN_TEXT;
		}
	}
}

/* Ends the run, if it holds anything. */
static void
flush(struct builder *b)
{
	struct run *r;

	if (b->cell) {
		b->gap = 1;
		return;
	}
	if (b->out->n > b->from) {
		r = runs_add(b->p, b->node, kind_of(b->p, b->node), b->from);
		r->letters = b->letters;
		r->linked = b->linked;
		r->links = b->links;
		r->commas = b->commas;
		need(buf_putc(b->out, '\n'));
	}
	b->from = b->link_end = b->out->n;
	b->letters = b->linked = b->links = b->commas = 0;
	b->gap = b->breaks = 0;
}

static char
last(const struct builder *b)
{
	return b->out->n > b->from ? b->out->p[b->out->n - 1] : '\0';
}

/* A gap is written when something follows it. */
static void
write_gap(struct builder *b)
{
	if (b->gap && b->out->n > b->from && last(b) != ' ')
		need(buf_putc(b->out, ' '));
	b->gap = 0;
}

/* Widens the run's node until the text at i lies in it too. */
static void
embrace(struct builder *b, uint32_t i)
{
	const struct node *node = b->p->node;
	uint32_t n = b->node;

	if (b->out->n == b->from) {
		b->node = node[i].parent;
		return;
	}
	while (i < n || i >= node[n].end)
		n = node[n].parent;
	b->node = n;
}

static void
put(struct builder *b, const char *s, size_t n)
{
	write_gap(b);
	need(buf_add(b->out, s, n));
	b->letters++;
	b->linked += b->links_open > 0;
	b->commas += n == 1 && *s == ',';
	b->breaks = 0;
}

/* In <pre> an empty line parts paragraphs. */
static int
empty_line(const struct builder *b, const char *s)
{
	if (!b->pre || *s != '\n')
		return 0;
	s += strspn(s + 1, " \t") + 1;
	return *s == '\n';
}

static void
take_text(struct builder *b, uint32_t i)
{
	const char *s = b->p->node[i].g->v.text.text;
	struct slice all = {s, strlen(s)};
	size_t at = 0, from;
	uint32_t c;

	while (at < all.n) {
		from = at;
		c = utf8_next(all, &at);
		if (utf8_space(c)) {
			if (empty_line(b, s + from))
				flush(b);
			b->gap = 1;
			continue;
		}
		if (c != UTF8_BAD && utf8_ghost(c))
			continue;
		embrace(b, i);
		put(b, s + from, at - from);
	}
}

/* A mark of reference: digits or signs, in brackets or not, or several. */
static int
reference(const char *s)
{
	size_t n;

	s += strspn(s, " \n[(");
	n = strspn(s, "0123456789*†‡§¶");
	return n > 0 && n <= 6 &&
	       s[n + strspn(s + n, " \n)],;0123456789")] == '\0';
}

/*
 * A raised number is a note's, not a part of the word before it; it stays
 * after a lone letter or digit ("m2", "10 to the 6"), unless it is a link.
 */
static int
note(struct builder *b, uint32_t i)
{
	struct buf text = {0};
	uint32_t k;
	size_t n = b->out->n, word = 0;
	int linked = b->links_open > 0, is;

	page_text(b->p, i, &text);
	is = text.n > 0 && reference(text.p);
	buf_free(&text);
	for (k = i; k < b->p->node[i].end; k++)
		linked |= b->p->node[k].tag == GUMBO_TAG_A;
	while (word < 2 && word < n - b->from &&
	       isalnum((unsigned char)b->out->p[n - word - 1]))
		word++;
	return is && (linked || b->gap || word != 1);
}

static int
holds_block(const struct page *p, uint32_t i)
{
	uint32_t k;

	for (k = i + 1; k < p->node[i].end; k++)
		if (page_is_block(p->node[k].tag))
			return 1;
	return 0;
}

static void
line_break(struct builder *b)
{
	b->gap = 1;
	if (++b->breaks >= 2)
		flush(b);
}

/* A link; not one that was left open and goes on in the next blocks. */
static int
is_link(const struct node *n)
{
	return n->tag == GUMBO_TAG_A &&
	       !(n->g->parse_flags &
		   (GUMBO_INSERTION_RECONSTRUCTED_FORMATTING_ELEMENT |
		       GUMBO_INSERTION_ADOPTION_AGENCY_CLONED)) &&
	       page_attribute(n->g, "href") != NULL;
}

static void
enter(struct builder *b, uint32_t i)
{
	struct node *n = &b->p->node[i];

	if (page_is_block(n->tag))
		flush(b);
	n->run = (uint32_t)b->p->runs;
	if (is_link(n)) {
		b->gap |= b->out->n > b->from && b->link_end == b->out->n;
		b->links_open++;
		b->links++;
	}
	if (b->end == b->out->n && last(b) && strchr(".!?", last(b)))
		b->gap = 1;
	if (n->tag == GUMBO_TAG_TIME && isalnum((unsigned char)last(b)))
		b->gap = 1;
	b->pre += n->tag == GUMBO_TAG_PRE;
}

static void
leave(struct builder *b, uint32_t i)
{
	struct node *n = &b->p->node[i];

	if (page_is_block(n->tag))
		flush(b);
	n->run_end = (uint32_t)(b->p->runs + (!b->cell && b->out->n > b->from));
	if (is_link(n)) {
		b->links_open--;
		b->link_end = b->out->n;
	}
	b->pre -= n->tag == GUMBO_TAG_PRE;
	b->end = b->out->n;
}

static void
leave_until(struct builder *b, uint32_t i)
{
	while (b->depth > 0 && b->p->node[b->open[b->depth - 1]].end <= i)
		leave(b, b->open[--b->depth]);
}

static void
push(struct builder *b, uint32_t i)
{
	if (b->depth == b->cap) {
		b->cap = b->cap ? 2 * b->cap : 256;
		b->open = must(reallocarray(b->open, b->cap, sizeof(*b->open)));
	}
	b->open[b->depth++] = i;
}

/* Takes one node; returns the next one to take. */
static uint32_t
step(struct builder *b, uint32_t i)
{
	struct node *n = &b->p->node[i];

	if (n->tag == TAG_TEXT) {
		take_text(b, i);
		return i + 1;
	}
	if (n->tag == GUMBO_TAG_BR) {
		line_break(b);
		return i + 1;
	}
	if (n->tag == GUMBO_TAG_SUP && note(b, i))
		return n->end;
	if ((n->marks & MARK_HIDDEN) && !page_is_block(n->tag) &&
	    !holds_block(b->p, i))
		return n->end;
	if (n->tag == GUMBO_TAG_TABLE && (n->marks & MARK_DATA) && !b->cell) {
		flush(b);
		n->run = (uint32_t)b->p->runs;
		table_runs(b->p, i);
		n->run_end = (uint32_t)b->p->runs;
		b->from = b->link_end = b->out->n;
		return n->end;
	}
	enter(b, i);
	push(b, i);
	return i + 1;
}

static void
walk(struct builder *b, uint32_t from, uint32_t to)
{
	uint32_t i;

	for (i = from; i < to;) {
		leave_until(b, i);
		i = step(b, i);
	}
	leave_until(b, to);
	flush(b);
	free(b->open);
}

void
runs_make(struct page *p)
{
	struct builder b = {.p = p, .out = &p->text};

	walk(&b, 0, (uint32_t)p->nodes);
}

void
runs_line(struct page *p, uint32_t node, struct buf *out)
{
	struct builder b = {.p = p, .out = out, .from = out->n, .cell = 1};

	walk(&b, node, p->node[node].end);
}
