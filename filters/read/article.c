/* SPDX-License-Identifier: MIT */
/*
 * Which part of a page is the article, and what in it is not.
 *
 * Every run of text gets a weight: how much it looks like prose.  Elements
 * that say they are something else lose theirs.  The weight of each run
 * then goes to the elements around it, less with each step, and the element
 * that gathers most is the article, widened while what lies beside it is
 * prose as well.  Inside it, lists of links, bylines, and lines that are
 * known by their words are told apart.
 */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "page.h"
#include "phrase.h"
#include "when.h"

enum { MARK_DEAD = MARK_HIDDEN | MARK_NAV | MARK_EXTRA | MARK_COMMENTS };

struct article {
	struct page *p;
	double *weight;    /* prefix sums over the runs: weight of [0, i) */
	uint32_t *letters; /* the same of letters and linked letters */
	uint32_t *linked;
	uint32_t root;     /* the element chosen */
	uint32_t first, last; /* its runs of prose, inclusive */
};

static double
weight_of(const struct article *a, uint32_t node)
{
	const struct node *n = &a->p->node[node];

	return a->weight[n->run_end] - a->weight[n->run];
}

static uint32_t
letters_of(const struct article *a, uint32_t node)
{
	const struct node *n = &a->p->node[node];

	return a->letters[n->run_end] - a->letters[n->run];
}

static uint32_t
linked_of(const struct article *a, uint32_t node)
{
	const struct node *n = &a->p->node[node];

	return a->linked[n->run_end] - a->linked[n->run];
}

static double
ratio(double part, double whole)
{
	return whole > 0 ? part / whole : 0;
}

/* The text ends as a sentence does, closing quotes and brackets aside. */
static int
sentence(struct slice s)
{
	while (s.n > 0 && (strchr("\"')] ", s.p[s.n - 1]) != NULL ||
	    (unsigned char)s.p[s.n - 1] >= 0x80)) {
		/* an ellipsis, or a CJK full stop */
		if (s.n >= 3 && (memcmp(s.p + s.n - 3, "…", 3) == 0 ||
		    memcmp(s.p + s.n - 3, "。", 3) == 0))
			return 1;
		s.n--;
	}
	return s.n > 0 && strchr(".!?:;", s.p[s.n - 1]) != NULL;
}

/* How much a run looks like the prose of an article, by itself. */
static double
prose(const struct page *p, const struct run *r)
{
	double plain = r->letters - r->linked, w;

	if (r->dead || r->letters < 20 || r->linked * 2 > r->letters)
		return 0;
	if (r->kind != RUN_TEXT && r->kind != RUN_ITEM)
		return 0;
	w = plain < 800 ? plain : 800 + (plain - 800) / 4;
	w += 10.0 * (r->commas < 10 ? r->commas : 10);
	if (!sentence(page_run(p, r)))
		w *= plain < 100 ? 0.15 : 0.6;
	if (r->kind == RUN_ITEM)
		w *= 0.5;
	return w;
}

static void
sum(struct article *a)
{
	const struct run *r = a->p->run;
	size_t i;

	for (i = 0; i < a->p->runs; i++, r++) {
		a->weight[i + 1] = a->weight[i] + prose(a->p, r);
		a->letters[i + 1] = a->letters[i] + r->letters;
		a->linked[i + 1] = a->linked[i] + r->linked;
	}
}

/* 1 if a node inside says that it is the article. */
static int
holds_body(const struct page *p, uint32_t node)
{
	uint32_t i;

	for (i = node; i < p->node[node].end; i++)
		if (p->node[i].marks & MARK_BODY)
			return 1;
	return 0;
}

/*
 * An element with a bad name is believed unless most of the page's prose is
 * in it: wrappers of the whole page are called "has-sidebar" too.
 */
static int
believed(const struct article *a, uint32_t i)
{
	const struct node *n = &a->p->node[i];
	double share = ratio(weight_of(a, i), a->weight[a->p->runs]);

	if (n->marks & MARK_HIDDEN)
		return share < 0.7;
	if (n->marks & MARK_BODY)
		return 0;
	if (share > 0.25 && holds_body(a->p, i))
		return 0;
	return share < ((n->marks & MARK_GOOD) ? 0.35 : 0.6);
}

static void
bury(struct article *a)
{
	struct page *p = a->p;
	uint32_t i, k;
	const struct node *n;

	for (i = 0; i < p->nodes; i++) {
		n = &p->node[i];
		if (!(n->marks & MARK_DEAD) || !believed(a, i))
			continue;
		for (k = n->run; k < n->run_end; k++)
			p->run[k].dead = 1;
		i = n->end - 1;
	}
}

/* The block element that a run's inline elements stand in. */
static uint32_t
block_of(const struct page *p, uint32_t i)
{
	while (i != 0 && !page_is_block(p->node[i].tag))
		i = p->node[i].parent;
	return i;
}

/* Elements that hold one paragraph: their prose counts for what is around. */
static int
is_paragraph(GumboTag t)
{
	return t == GUMBO_TAG_P || t == GUMBO_TAG_LI || t == GUMBO_TAG_PRE ||
	    t == GUMBO_TAG_BLOCKQUOTE || t == GUMBO_TAG_DD ||
	    t == GUMBO_TAG_UL || t == GUMBO_TAG_OL || !page_is_block(t);
}

static double
favour(const struct node *n)
{
	double f = 1;

	if (n->marks & MARK_BODY)
		f *= 1.6;
	if (n->marks & MARK_GOOD)
		f *= 1.25;
	if (n->marks & MARK_POOR)
		f *= 0.8;
	if (n->marks & (MARK_LEAD | MARK_CAPTION | MARK_BYLINE))
		f *= 0.7;
	if (n->tag == GUMBO_TAG_ARTICLE)
		f *= 1.25;
	if (n->tag == GUMBO_TAG_FORM || n->tag == GUMBO_TAG_LI ||
	    n->tag == GUMBO_TAG_UL || n->tag == GUMBO_TAG_OL)
		f *= 0.7;
	return f;
}

/* Hands each run's weight up, and returns the node that gathered most. */
static uint32_t
gather(const struct article *a)
{
	static const double share[] = {1, 0.5, 0.25, 0.12, 0.06};
	const struct page *p = a->p;
	double *score = must(calloc(p->nodes, sizeof(*score)));
	double w, best = 0;
	uint32_t i, n, top = 0;
	size_t k;

	for (i = 0; i < p->runs; i++) {
		w = a->weight[i + 1] - a->weight[i];
		n = block_of(p, p->run[i].node);
		while (n != 0 && is_paragraph(p->node[n].tag))
			n = p->node[n].parent;
		for (k = 0; w > 0 && k < sizeof(share) / sizeof(*share); k++) {
			score[n] += w * share[k];
			if (n == 0)
				break;
			n = p->node[n].parent;
		}
	}
	for (i = 0; i < p->nodes; i++) {
		if (score[i] <= 0)
			continue;
		w = score[i] * favour(&p->node[i]) *
		    (1 - ratio(linked_of(a, i), letters_of(a, i)));
		if (w > best) {
			best = w;
			top = i;
		}
	}
	free(score);
	return top;
}

/*
 * Widens the choice while the elements around it bring more prose that is
 * not full of links.
 */
static uint32_t
widen(const struct article *a, uint32_t top)
{
	const struct page *p = a->p;
	double have = weight_of(a, top), gain;
	uint32_t up = top, letters, linked;

	while (up != 0 && p->node[up].tag != GUMBO_TAG_BODY) {
		up = p->node[up].parent;
		gain = weight_of(a, up) - have;
		letters = letters_of(a, up) - letters_of(a, top);
		linked = linked_of(a, up) - linked_of(a, top);
		if (gain > 0.15 * have && ratio(linked, letters) < 0.3) {
			top = up;
			have = weight_of(a, top);
		}
	}
	return top;
}

static uint32_t
common(const struct page *p, uint32_t a, uint32_t b)
{
	while (!(a <= b && b < p->node[a].end))
		a = p->node[a].parent;
	return a;
}

/*
 * Elements that are named as the article's body, where they hold a good
 * part of the prose; several have their common parent.  0 if none does.
 */
static uint32_t
named_body(const struct article *a)
{
	const struct page *p = a->p;
	double all = a->weight[p->runs];
	uint32_t i, k, root = 0;

	for (i = 1; i < p->nodes; i++) {
		if (!(p->node[i].marks & MARK_BODY) ||
		    weight_of(a, i) < 0.2 * all || weight_of(a, i) < 100)
			continue;
		/* the innermost of nested ones that holds as much */
		for (k = i + 1; k < p->node[i].end; k++)
			if ((p->node[k].marks & MARK_BODY) &&
			    weight_of(a, k) > 0.8 * weight_of(a, i))
				i = k;
		root = root ? common(p, root, i) : i;
		i = p->node[i].end - 1;
	}
	if (root == 0 || weight_of(a, root) < 0.4 * all)
		return 0;
	return root;
}

static void
furnish(struct page *p, uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		if (p->run[from].kind != RUN_TITLE)
			p->run[from].furniture = 1;
}

/* Standfirsts and summaries between the headline and the body. */
static int
is_lead(const struct article *a, uint32_t run, uint32_t title)
{
	const struct page *p = a->p;
	const struct run *r = &p->run[run];
	uint32_t i;

	if (run <= title || r->dead || r->linked * 3 > r->letters)
		return 0;
	if (r->kind != RUN_TEXT && r->kind != RUN_HEADING &&
	    r->kind != RUN_ITEM)
		return 0;
	if (r->kind == RUN_TEXT && r->letters > 60 &&
	    sentence(page_run(p, r)))
		return 1;
	for (i = r->node; i != 0 && i > 0; i = p->node[i].parent)
		if (p->node[i].marks & MARK_LEAD)
			return r->letters > 25;
	return 0;
}

static void
cut_outside(struct article *a)
{
	struct page *p = a->p;
	const struct node *root = &p->node[a->root];
	uint32_t i, title = (uint32_t)p->runs;

	for (i = 0; i < root->run_end; i++)
		if (p->run[i].kind == RUN_TITLE && !p->run[i].dead)
			title = i;
	for (i = 0; i < root->run; i++)
		if (!is_lead(a, i, title))
			furnish(p, i, i + 1);
	furnish(p, root->run_end, (uint32_t)p->runs);
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
		letters = letters_of(a, i);
		linked = linked_of(a, i);
		if (linked * 3 < letters * 2 || letters - linked > 200)
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

/* Bylines and captions by the names of the elements around them. */
static uint32_t
marks_around(const struct article *a, const struct run *r)
{
	const struct page *p = a->p;
	uint32_t i, marks = 0;

	for (i = r->node; i > a->root; i = p->node[i].parent)
		if (letters_of(a, i) < 300)
			marks |= p->node[i].marks;
	return marks;
}

static int
is_byline(const struct article *a, uint32_t i)
{
	const struct run *r = &a->p->run[i];
	struct slice text = page_run(a->p, r);
	struct date d;

	if (r->kind == RUN_ROW || r->letters > 200)
		return 0;
	if ((marks_around(a, r) & MARK_BYLINE) && r->letters < 120)
		return 1;
	return phrase_byline(text) || when_line(text, &d) != WHEN_NONE;
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
	    !sentence(page_run(a->p, r)) &&
	    !(marks_around(a, r) & MARK_LEAD);
}

static void
cut_lines(struct article *a)
{
	struct page *p = a->p;
	struct run *r;
	uint32_t i, end = p->node[a->root].run_end;
	enum phrase is;
	int list = 0;

	for (i = p->node[a->root].run; i < end; i++) {
		r = &p->run[i];
		if (r->kind == RUN_TITLE || r->kind == RUN_ROW ||
		    r->furniture)
			continue;
		is = phrase_of(page_run(p, r));
		if (is == PHRASE_TAIL && i > a->last) {
			furnish(p, i, end);
			return;
		}
		if (list && !(r->kind == RUN_ITEM ||
		    r->linked * 2 > r->letters || r->letters < 30))
			list = 0;
		if (is == PHRASE_LIST)
			list = 1;
		if (list || is == PHRASE_LINE || is_byline(a, i) ||
		    is_edge(a, i))
			r->furniture = 1;
		else if (marks_around(a, r) & MARK_CAPTION)
			r->kind = RUN_CAPTION;
	}
}

/* Headings under which nothing is left. */
static void
cut_headings(struct article *a)
{
	struct page *p = a->p;
	const struct node *root = &p->node[a->root];
	uint32_t i;
	int text = 0;

	for (i = root->run_end; i-- > root->run;) {
		if (p->run[i].furniture)
			continue;
		if (p->run[i].kind == RUN_HEADING) {
			if (!text)
				p->run[i].furniture = 1;
		} else {
			text = 1;
		}
	}
}

void
article_find(struct page *p)
{
	struct article a = {.p = p};

	a.weight = must(calloc(p->runs + 1, sizeof(*a.weight)));
	a.letters = must(calloc(p->runs + 1, sizeof(*a.letters)));
	a.linked = must(calloc(p->runs + 1, sizeof(*a.linked)));
	sum(&a);
	bury(&a);
	sum(&a);
	a.root = named_body(&a);
	if (a.root == 0)
		a.root = widen(&a, gather(&a));
	cut_outside(&a);
	cut_dead(&a);
	cut_links(&a);
	find_prose(&a);
	cut_lines(&a);
	cut_headings(&a);
	free(a.weight);
	free(a.letters);
	free(a.linked);
}
