/* SPDX-License-Identifier: MIT */
/*
 * Which element of a page is the article.
 *
 * Every run of text has a weight: how much it looks like prose.  It goes to
 * the elements around it, less with each step, and the element that gathers
 * most is the article, widened while what lies beside it is prose as well.
 * An element that is named as the article's body goes before, if it holds a
 * good part of the prose.
 */

#include <stdlib.h>

#include "article.h"
#include "diag.h"

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

/* The first h1 in [from, to), or to: another story begins there. */
static uint32_t
next_title(const struct page *p, uint32_t from, uint32_t to)
{
	while (from < to && (p->run[from].kind != RUN_TITLE ||
	    p->run[from].dead || p->run[from].letters < 15))
		from++;
	return from;
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
		if (next_title(p, p->node[top].run_end,
			p->node[up].run_end) < p->node[up].run_end)
			break;
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
		if (root && next_title(p, p->node[root].run_end,
			p->node[i].run) < p->node[i].run)
			break;
		root = root ? common(p, root, i) : i;
		i = p->node[i].end - 1;
	}
	if (root == 0 || weight_of(a, root) < 0.4 * all)
		return 0;
	return root;
}

void
article_find(struct page *p)
{
	struct article a = {.p = p};

	a.weight = must(calloc(p->runs + 1, sizeof(*a.weight)));
	a.letters = must(calloc(p->runs + 1, sizeof(*a.letters)));
	a.linked = must(calloc(p->runs + 1, sizeof(*a.linked)));
	weigh(&a);
	a.root = named_body(&a);
	if (a.root == 0)
		a.root = widen(&a, gather(&a));
	trim(&a);
	free(a.weight);
	free(a.letters);
	free(a.linked);
}
