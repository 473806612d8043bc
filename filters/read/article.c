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
#include "others.h"

/* Of an article shorter than that, nothing was found. */
enum { KEPT_LEAST = 30 };

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
	    n->tag == GUMBO_TAG_UL || n->tag == GUMBO_TAG_OL ||
	    n->tag == GUMBO_TAG_HEADER)
		f *= 0.7;
	return f;
}

/* 1 if node i holds the headline, or is the first prose behind it. */
static int
is_headed(const struct article *a, uint32_t i)
{
	const struct node *n = &a->p->node[i];

	return a->title < n->run_end &&
	       (a->title >= n->run ||
		   a->weight[n->run] - a->weight[a->title] < 150);
}

/*
 * Hands each run's weight up, and returns the node that gathered most.  What
 * stands before the headline counts for little, what it heads for more.
 */
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
		if (i < a->title && a->title < p->runs)
			w *= 0.4;
		n = page_block(p, p->run[i].node);
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
		    (is_headed(a, i) ? 1.5 : 1) *
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
 * The first h1 in [from, to), or to: another story begins there.  Under a
 * headline of the page's own, only an h1 that must be one counts.
 */
static uint32_t
next_title(const struct page *p, uint32_t from, uint32_t to, int headed)
{
	while (from < to &&
	       !(headed ? others_headline(p, from)
			: p->run[from].kind == RUN_TITLE &&
			      !p->run[from].dead && p->run[from].letters >= 15))
		from++;
	return from;
}

/*
 * 1 if what follows node in begins with a heading of the headline's own
 * level, in an element of another name: a box beside the article.
 */
static int
is_beside(const struct article *a, uint32_t in, uint32_t out)
{
	const struct page *p = a->p;
	uint32_t i = p->node[in].run_end, own, other;

	while (i < p->node[out].run_end && p->run[i].dead)
		i++;
	if (a->title >= p->node[in].run_end || a->title < p->node[in].run ||
	    i >= p->node[out].run_end || p->run[a->title].kind != RUN_HEADING ||
	    p->node[page_block(p, p->run[i].node)].tag !=
		p->node[page_block(p, p->run[a->title].node)].tag)
		return 0;
	own = page_child(p, out, in);
	other = page_child(p, out, p->run[i].node);
	return !weigh_same_name(&p->node[own], &p->node[other]);
}

/* What stands in [from, to) of the runs. */
struct stretch {
	double weight;
	uint32_t letters, linked; /* of runs that are not dead */
};

static struct stretch
stretch(const struct article *a, uint32_t from, uint32_t to)
{
	if (from > to)
		from = to;
	return (struct stretch){a->weight[to] - a->weight[from],
	    a->alive[to] - a->alive[from], a->linked[to] - a->linked[from]};
}

/* 1 if what stands there is prose enough, and not full of links. */
static int
worth(struct stretch s, double have)
{
	return s.weight > 0.15 * have &&
	       (s.weight > 120 || s.weight > 0.3 * have) &&
	       s.weight > 0.4 * s.letters && ratio(s.linked, s.letters) < 0.3;
}

/* Prose, as a part of an article beside another. */
static int
is_part(const struct article *a, const struct node *n)
{
	struct stretch s = stretch(a, n->run, n->run_end);

	return s.weight > 40 && s.weight > 0.5 * s.letters &&
	       ratio(s.linked, s.letters) < 0.25;
}

/*
 * The prose of the children of up that have the name of the one that top is
 * or stands in, from run from on.
 */
static double
like_parts(const struct article *a, uint32_t up, uint32_t top, uint32_t from)
{
	const struct node *node = a->p->node;
	uint32_t i, own = page_child(a->p, up, top);
	double w = 0;

	for (i = up + 1; i < node[up].end; i = node[i].end)
		if (i != own && node[i].run >= from &&
		    weigh_same_name(&node[own], &node[i]) &&
		    is_part(a, &node[i]))
			w += weight_of(a, i);
	/* Having no name in common says less. */
	return page_attribute(node[own].g, "class") ? w : w * 0.4;
}

/*
 * What holds but the headline and a line or two goes on with the prose that
 * follows at once: 1 if there is some before `to` and no heading before it.
 */
static int
goes_on(const struct article *a, uint32_t top, uint32_t to)
{
	const struct page *p = a->p;
	uint32_t i, from = p->node[top].run_end;

	if (weight_of(a, top) > 300 || !is_headed(a, top))
		return 0;
	for (i = from; i < to && i < from + 8; i++) {
		if (p->run[i].dead)
			continue;
		if (p->run[i].kind == RUN_HEADING)
			return 0;
		if (p->run[i].kind == RUN_TEXT &&
		    a->weight[i + 1] - a->weight[i] > 50)
			return 1;
	}
	return 0;
}

/*
 * Widens the choice while the elements around it bring more prose.  What
 * stands before the headline, or behind another h1, is no reason to.
 */
static uint32_t
widen(const struct article *a, uint32_t top)
{
	const struct page *p = a->p;
	const struct node *in = &p->node[top], *out;
	uint32_t up = top, from;
	double have;

	while (up != 0 && p->node[up].tag != GUMBO_TAG_BODY) {
		up = p->node[up].parent;
		out = &p->node[up];
		in = &p->node[top];
		if (next_title(p, in->run_end, out->run_end,
			a->title < in->run_end) < out->run_end ||
		    is_beside(a, top, up))
			break;
		from = out->run;
		if (a->title < in->run_end && a->title > from)
			from = a->title < in->run ? a->title : in->run;
		have = weight_of(a, top);
		if (worth(stretch(a, from, in->run), have) ||
		    worth(stretch(a, in->run_end, out->run_end), have) ||
		    like_parts(a, up, top, from) > 0.1 * have ||
		    goes_on(a, top, out->run_end))
			top = up;
	}
	return top;
}

/* The innermost element named as the body that holds as much as node i. */
static uint32_t
innermost(const struct article *a, uint32_t i)
{
	const struct page *p = a->p;
	uint32_t k, found = i;

	for (k = i + 1; k < p->node[i].end; k++)
		if ((p->node[k].marks & MARK_BODY) &&
		    !is_paragraph(p->node[k].tag) &&
		    weight_of(a, k) > 0.8 * weight_of(a, i))
			found = k;
	return found;
}

/*
 * Elements that are named as the article's body, where they hold a good
 * part of the prose; with others of the same name, and if there are several
 * their common parent.  0 if none does.
 */
static uint32_t
named_body(const struct article *a)
{
	const struct page *p = a->p;
	double all = a->weight[p->runs], least = 0.2 * all;
	uint32_t i, root = 0, model = 0, headed = 0;

	for (i = 1; i < p->nodes; i++) {
		if (!headed && (p->node[i].marks & MARK_BODY) &&
		    !is_paragraph(p->node[i].tag) && is_headed(a, i) &&
		    weight_of(a, i) > 0.05 * all && weight_of(a, i) > 60)
			headed = i;
		if (!(p->node[i].marks & MARK_BODY) ||
		    is_paragraph(p->node[i].tag) ||
		    weight_of(a, i) <
			(model && weigh_same_name(&p->node[model], &p->node[i])
				? 30
				: least) ||
		    weight_of(a, i) < 30)
			continue;
		i = innermost(a, i);
		if (root && next_title(p, p->node[root].run_end, p->node[i].run,
				0) < p->node[i].run)
			break;
		root = root ? page_common(p, root, i) : i;
		model = i;
		i = p->node[i].end - 1;
	}
	return root != 0 && weight_of(a, root) >= 0.4 * all ? root : headed;
}

/* Letters of the article, headlines aside. */
static size_t
kept(const struct page *p)
{
	size_t i, n = 0;

	for (i = 0; i < p->runs; i++)
		if (!p->run[i].furniture && p->run[i].kind != RUN_TITLE)
			n += p->run[i].letters;
	return n;
}

static void
find(struct article *a)
{
	struct page *p = a->p;

	weigh(a);
	a->root = named_body(a);
	if (a->root == 0)
		a->root = gather(a);
	if (weight_of(a, a->root) < 0.4 * a->weight[p->runs] ||
	    !(p->node[a->root].marks & MARK_BODY))
		a->root = widen(a, a->root);
	trim(a);
}

/* Forgets what was found. */
static void
again(struct page *p)
{
	size_t i;

	for (i = 0; i < p->nodes; i++)
		p->node[i].marks &= ~(uint32_t)MARK_SEEN;
	for (i = 0; i < p->runs; i++)
		p->run[i].dead = p->run[i].furniture = 0;
}

void
article_find(struct page *p, uint32_t title, struct slice body)
{
	struct article a = {.p = p, .title = title};

	a.weight = must(calloc(p->runs + 1, sizeof(*a.weight)));
	a.letters = must(calloc(p->runs + 1, sizeof(*a.letters)));
	a.linked = must(calloc(p->runs + 1, sizeof(*a.linked)));
	a.alive = must(calloc(p->runs + 1, sizeof(*a.alive)));
	a.around = must(calloc(p->nodes + 1, sizeof(*a.around)));
	a.heard = witness_hear(p, body);
	find(&a);
	if (kept(p) < KEPT_LEAST && body.n == 0) {
		a.mild = 1;
		again(p);
		find(&a);
	}
	free(a.weight);
	free(a.letters);
	free(a.linked);
	free(a.alive);
	witness_free(&a.heard);
	free(a.around);
}
