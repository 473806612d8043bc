/* SPDX-License-Identifier: MIT */
/* What of the chosen element, and beside it, is the article. */

#include <string.h>

#include "article.h"
#include "phrase.h"
#include "title.h"
#include "when.h"

static void
furnish(struct page *p, uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		if (p->run[from].kind != RUN_TITLE)
			p->run[from].furniture = 1;
}

static size_t
words(struct slice s)
{
	size_t i, n = s.n > 0;

	for (i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

/* The line under a headline, if it is more than a label. */
static int
follows_title(const struct article *a, uint32_t run, uint32_t title)
{
	const struct page *p = a->p;
	struct date d;
	struct slice s = page_run(p, &p->run[run]);

	while (++title < run)
		if (p->run[title].letters > 20 && !p->run[title].dead)
			return 0;
	return words(s) >= 6 && !phrase_byline(s) &&
	       phrase_of(s) == PHRASE_TEXT && when_line(s, &d) == WHEN_NONE;
}

/* Points of a summary, as some papers put above the text. */
static int
is_point(const struct page *p, const struct run *r)
{
	struct slice s = page_run(p, r);

	return r->kind == RUN_ITEM && r->letters > 30 && words(s) >= 6 &&
	       phrase_of(s) == PHRASE_TEXT;
}

/* A line long enough to be a summary, without its full stop. */
static int
is_summary(const struct page *p, const struct run *r)
{
	struct slice s = page_run(p, r);
	struct date d;
	size_t at = 0, end;

	return r->kind == RUN_TEXT && r->letters > 45 && words(s) >= 9 &&
	       !when_find(s, &at, &end, &d);
}

static int
is_marked_lead(const struct page *p, const struct run *r)
{
	uint32_t i;

	for (i = r->node; i != 0; i = p->node[i].parent)
		if (p->node[i].marks & MARK_LEAD)
			return r->letters > 15;
	return 0;
}

/* Standfirsts and summaries between the headline and the body. */
static int
is_lead(const struct article *a, uint32_t run, uint32_t title)
{
	const struct page *p = a->p;
	const struct run *r = &p->run[run];

	if (run <= title || r->dead || r->linked * 3 > r->letters)
		return 0;
	if (r->kind != RUN_TEXT && r->kind != RUN_HEADING &&
	    r->kind != RUN_ITEM)
		return 0;
	if (r->kind == RUN_TEXT && r->letters > 40 &&
	    weigh_sentence(page_run(p, r)))
		return 1;
	if ((r->kind == RUN_HEADING || is_summary(p, r)) &&
	    follows_title(a, run, title))
		return 1;
	return is_point(p, r) || is_marked_lead(p, r);
}

/*
 * Some pages say their headline again right above the text; what stands
 * between is no part of that.  The last of them, the others cut.
 */
static uint32_t
skip_repeats(struct article *a, uint32_t title)
{
	struct page *p = a->p;
	uint32_t i, end = p->node[a->root].run_end, last = title;
	double most = 0.3 * weight_of(a, a->root);

	if (most > 300)
		most = 300;
	for (i = title + 1; i < end && a->weight[i] - a->weight[title] < most;
	     i++)
		if (title_same(
			page_run(p, &p->run[i]), page_run(p, &p->run[title])))
			last = i;
	if (last != title)
		for (i = title + 1; i <= last; i++)
			p->run[i].furniture = 1;
	return last;
}

static void
cut_outside(struct article *a)
{
	struct page *p = a->p;
	const struct node *root = &p->node[a->root];
	uint32_t i, title = a->title;

	for (i = 0; title == p->runs && i < root->run_end; i++)
		if (p->run[i].kind == RUN_TITLE && !p->run[i].dead)
			title = i;
	title = skip_repeats(a, title);
	for (i = 0; i < root->run; i++)
		if (!is_lead(a, i, title))
			furnish(p, i, i + 1);
	furnish(p, root->run_end, (uint32_t)p->runs);
	if (title > root->run && title < root->run_end &&
	    a->weight[title] - a->weight[root->run] <
		(title == a->title ? 0.5 : 0.1) * weight_of(a, a->root))
		furnish(p, root->run, title);
}

/* Where the prose of the root begins and ends. */
static void
find_prose(struct article *a)
{
	const struct page *p = a->p;
	const struct node *root = &p->node[a->root];
	uint32_t i;

	a->first = root->run_end;
	a->last = root->run;
	for (i = root->run; i < root->run_end; i++) {
		if (p->run[i].furniture || p->run[i].dead ||
		    a->weight[i + 1] - a->weight[i] < 50)
			continue;
		if (a->first == root->run_end)
			a->first = i;
		a->last = i;
	}
}

/* One sentence with words of its own around what it links to. */
static int
is_linking_sentence(const struct article *a, uint32_t i)
{
	const struct node *n = &a->p->node[i];
	const struct run *r = &a->p->run[n->run];

	return n->run_end - n->run == 1 && r->kind == RUN_TEXT &&
	       r->letters - r->linked >= 15 && r->linked * 5 < r->letters * 4 &&
	       weigh_sentence(page_run(a->p, r));
}

/* Labels, and at least one link to something else: "On this: Elk on a tram". */
static int
is_label_box(const struct article *a, uint32_t i)
{
	const struct node *n = &a->p->node[i];
	const struct run *r;
	struct slice s;
	uint32_t k, links = 0, labels = 0;

	for (k = n->run; k < n->run_end; k++) {
		r = &a->p->run[k];
		s = page_run(a->p, r);
		if (r->kind != RUN_TEXT && r->kind != RUN_ITEM)
			return 0;
		if (r->linked * 10 > r->letters * 9)
			links += r->letters >= 12;
		else if (r->letters > 40 || r->linked > 0 ||
			 (weigh_sentence(s) && s.p[s.n - 1] != ':'))
			return 0;
		else
			labels++;
	}
	return links > 0 && labels > 0 && labels <= links;
}

/*
 * Lists and boxes that are nearly all links: related stories, topics.  A
 * list of which each item has words of its own around a link stays.
 */
static void
cut_links(struct article *a)
{
	struct page *p = a->p;
	const struct node *n;
	uint32_t i, letters, linked;

	for (i = a->root + 1; i < p->node[a->root].end; i++) {
		n = &p->node[i];
		if (!page_is_block(n->tag) || n->run == n->run_end)
			continue;
		if (n->tag >= GUMBO_TAG_H1 && n->tag <= GUMBO_TAG_H6)
			continue;
		letters = letters_of(a, i);
		linked = linked_of(a, i);
		if (linked * 2 < letters || letters - linked > 200)
			continue;
		if (linked * 3 < letters * 2 ? !is_label_box(a, i)
					     : is_linking_sentence(a, i))
			continue;
		furnish(p, n->run, n->run_end);
		i = n->end - 1;
	}
}

static void
cut_dead(struct article *a)
{
	struct page *p = a->p;
	struct run *r;
	uint32_t i;

	for (i = p->node[a->root].run; i < p->node[a->root].run_end; i++) {
		r = &p->run[i];
		if (r->dead || r->kind == RUN_CONTROL)
			furnish(p, i, i + 1);
	}
}

/*
 * The marks of a node and of the elements around it, below the root, that
 * hold but a few words: a byline's, a caption's.
 */
static void
look_around(struct article *a)
{
	const struct node *node = a->p->node;
	uint32_t i;

	for (i = a->root + 1; i < node[a->root].end; i++) {
		a->around[i] =
		    node[i].parent > a->root ? a->around[node[i].parent] : 0;
		if (node[i].tag != TAG_TEXT && letters_of(a, i) < 300)
			a->around[i] |= node[i].marks;
	}
}

static uint32_t
marks_around(const struct article *a, const struct run *r)
{
	return a->around[r->node];
}

static int
is_byline(const struct article *a, uint32_t i)
{
	const struct run *r = &a->p->run[i];
	struct slice text = page_run(a->p, r);
	struct date d;
	enum when_kind is;
	size_t at = 0, end;

	if (r->kind == RUN_ROW || r->letters > 200)
		return 0;
	if ((marks_around(a, r) & MARK_BYLINE) && r->letters < 120)
		return 1;
	if (phrase_byline(text))
		return 1;
	is = when_line(text, &d);
	if (is != WHEN_NONE) /* a heading that is a date: of a timeline */
		return is != WHEN_MEETING &&
		       !(is == WHEN_BARE && r->kind == RUN_HEADING &&
			   i > a->first && i < a->last);
	return r->kind == RUN_TEXT && r->letters < 80 && i <= a->first + 2 &&
	       !weigh_sentence(text) && when_find(text, &at, &end, &d);
}

/* Typed points of a list: bullets, dashes, stars. */
static int
is_bulleted(struct slice s)
{
	static const char *const bullets[] = {"\xe2\x80\xa2", "\xc2\xb7",
	    "\xe2\x96\xaa", "\xe2\x97\x8f", "\xe2\x80\x93 ", "- ", "* "};
	size_t i, n;

	for (i = 0; i < sizeof(bullets) / sizeof(*bullets); i++) {
		n = strlen(bullets[i]);
		if (s.n > n + 8 && memcmp(s.p, bullets[i], n) == 0)
			return 1;
	}
	return 0;
}

/*
 * What stands between the headline and the first paragraph without being a
 * sentence (section, place, minutes to read), and the same at the end.
 */
static int
is_edge(const struct article *a, uint32_t i)
{
	const struct run *r = &a->p->run[i];

	if (i >= a->first && i <= a->last)
		return 0;
	return r->kind == RUN_TEXT && r->letters < 60 &&
	       !weigh_sentence(page_run(a->p, r)) &&
	       !is_bulleted(page_run(a->p, r)) &&
	       !(marks_around(a, r) & MARK_LEAD);
}

/* A few words in an element with a name that speaks against it. */
static int
is_label(const struct article *a, const struct run *r)
{
	return r->kind == RUN_TEXT && r->letters < 100 &&
	       (marks_around(a, r) & MARK_POOR) &&
	       !weigh_sentence(page_run(a->p, r));
}

/* Behind the runs of the element that the run's own block stands in. */
static uint32_t
end_around(const struct page *p, uint32_t run)
{
	uint32_t i = page_block(p, p->run[run].node);

	return p->node[p->node[i].parent].run_end;
}

/* What a list of other stories is made of. */
static int
is_listed(const struct run *r)
{
	return r->kind == RUN_ITEM || r->linked * 2 > r->letters ||
	       r->letters < 30;
}

/* A caption that is a sentence. */
static int
is_told_caption(const struct page *p, const struct run *r)
{
	return r->kind == RUN_CAPTION && !r->furniture && r->letters > 40 &&
	       weigh_sentence(page_run(p, r));
}

/*
 * A gallery's lines are its text: captions that are sentences, and more of
 * them than there is other text.
 */
static void
take_captions(struct article *a)
{
	struct page *p = a->p;
	const struct node *root = &p->node[a->root];
	struct run *r;
	uint32_t i, n = 0;
	size_t lines = 0, text = 0;

	for (i = root->run; i < root->run_end; i++) {
		r = &p->run[i];
		n += is_told_caption(p, r) ? 1 : 0;
		if (is_told_caption(p, r))
			lines += r->letters;
		else if (!r->furniture && r->kind != RUN_TITLE &&
			 r->kind != RUN_CAPTION)
			text += r->letters;
	}
	for (i = root->run; n >= 3 && lines > text && i < root->run_end; i++)
		if (is_told_caption(p, &p->run[i]))
			p->run[i].kind = RUN_TEXT;
}

/* Judges the runs of the root by their words. */
static void
cut_lines(struct article *a)
{
	struct page *p = a->p;
	struct run *r;
	uint32_t i, end = p->node[a->root].run_end, list_end = 0;
	enum phrase is;

	for (i = p->node[a->root].run; i < end; i++) {
		r = &p->run[i];
		if (r->kind == RUN_TITLE || r->kind == RUN_ROW || r->furniture)
			continue;
		is = phrase_of(page_run(p, r));
		if (is == PHRASE_TAIL && i > a->last) {
			furnish(p, i, end);
			return;
		}
		if (!is_listed(r))
			list_end = 0;
		if (is == PHRASE_LIST)
			list_end = end_around(p, i);
		if (i < list_end || is == PHRASE_LINE || is_byline(a, i) ||
		    is_edge(a, i) || is_label(a, r))
			r->furniture = 1;
		else if (marks_around(a, r) & MARK_CAPTION)
			r->kind = RUN_CAPTION;
	}
}

/* 2 for an h2; what is no heading is lower than all. */
static unsigned
level_of(const struct page *p, uint32_t run)
{
	uint32_t i = page_block(p, p->run[run].node);
	GumboTag tag = p->node[i].tag;

	return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6
		   ? (unsigned)(tag - GUMBO_TAG_H1) + 1
		   : 7;
}

/*
 * Headings under which nothing is left: at the end, or links of which the
 * next text is another heading's, or with furniture alone before the next of
 * their level.
 */
static void
cut_headings(struct article *a)
{
	struct page *p = a->p;
	const struct node *root = &p->node[a->root];
	struct run *r;
	uint32_t i;
	unsigned next = 7;
	int text = 0, any = 0, cut = 0;

	for (i = root->run_end; i-- > root->run;) {
		r = &p->run[i];
		if (r->furniture) {
			cut |= r->letters > 30;
			continue;
		}
		if (r->kind != RUN_HEADING) {
			text = any = 1;
			continue;
		}
		if (!any || (!text && (r->linked * 2 > r->letters ||
					  (cut && next <= level_of(p, i))))) {
			r->furniture = 1;
			continue;
		}
		next = level_of(p, i);
		text = cut = 0;
	}
}

/*
 * What follows the end of the article as the page itself tells it, unless
 * that is so much that it seems to have told a part only.
 */
static void
cut_untold(struct article *a)
{
	const struct node *root = &a->p->node[a->root];
	uint32_t from = a->heard.last + 1;
	double behind;

	if (!a->heard.complete || from <= root->run || from >= root->run_end)
		return;
	behind = a->weight[root->run_end] - a->weight[from];
	if (behind < 0.1 * (a->weight[from] - a->weight[root->run]))
		furnish(a->p, from, root->run_end);
}

void
trim(struct article *a)
{
	cut_outside(a);
	cut_untold(a);
	cut_dead(a);
	cut_links(a);
	find_prose(a);
	look_around(a);
	cut_lines(a);
	take_captions(a);
	cut_headings(a);
}
