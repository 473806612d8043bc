/* SPDX-License-Identifier: MIT */
/* Other stories on an article's page: the next one, and rows of teasers. */

#include "article.h"
#include "others.h"
#include "phrase.h"
#include "title.h"
#include "when.h"

/* As many h1s are looked at. */
enum { TITLES_MAX = 64 };

/* 1 if one of the lines behind run says who wrote it or when. */
static int
is_signed(const struct page *p, uint32_t run)
{
	uint32_t i;
	struct date d;
	struct slice s;

	for (i = run + 1; i < p->runs && i <= run + 3; i++) {
		s = page_run(p, &p->run[i]);
		if (p->run[i].letters < 100 &&
		    (phrase_byline(s) || when_line(s, &d) != WHEN_NONE ||
			p->run[i].dead == DEAD_BYLINE))
			return 1;
	}
	return 0;
}

int
others_headline(const struct page *p, uint32_t run)
{
	const struct run *r = &p->run[run];

	return r->kind == RUN_TITLE && !r->dead && r->letters >= 15 &&
	       (r->letters >= 40 || is_signed(p, run));
}

/* 1 if the run stands beside prose in front of it: a heading in a text. */
static int
follows_prose(const struct article *a, uint32_t run)
{
	const struct page *p = a->p;
	uint32_t k = run, i = page_block(p, p->run[run].node), up, other;

	while (k > a->title && a->weight[k] - a->weight[k - 1] < 50)
		k--;
	if (k == a->title)
		return 0;
	up = p->node[i].parent;
	other = page_block(p, p->run[k - 1].node);
	return other > up && other < p->node[up].end;
}

/*
 * The next story, as pages load it for readers who scroll on: an h1 in an
 * element like the one with the headline, beside it.
 */
void
others_bury_next(struct article *a)
{
	struct page *p = a->p;
	uint32_t i, k, up, own, other, seen = 0;

	for (i = a->title + 1; i < p->runs && seen < TITLES_MAX; i++) {
		if (!others_headline(p, i))
			continue;
		seen++;
		if (follows_prose(a, i) ||
		    a->weight[i] - a->weight[a->title] < 100 ||
		    title_same(page_run(p, &p->run[i]),
			page_run(p, &p->run[a->title])))
			continue;
		own = p->run[a->title].node;
		other = p->run[i].node;
		up = page_common(p, own, other);
		own = page_child(p, up, own);
		other = page_child(p, up, other);
		if (!is_signed(p, i) &&
		    (!weigh_same_name(&p->node[own], &p->node[other]) ||
			p->node[own].run_end - p->node[own].run == 1))
			continue;
		for (k = p->node[other].run; k < p->node[up].run_end; k++)
			p->run[k].dead = DEAD;
		i = p->node[up].run_end - 1;
	}
}

/* Letters of its own that a teaser has at most. */
enum { TEASER_MAX = 260 };

/* Elements of one name in a row under one parent. */
struct row {
	uint32_t first, last;
	uint32_t members, teasers;
};

/*
 * A teaser: a headline that is a link, and a few words about it, or all of
 * it a link.
 */
static int
is_teaser(const struct article *a, uint32_t i)
{
	const struct node *n = &a->p->node[i];
	const struct run *r;
	uint32_t k, plain = letters_of(a, i) - linked_of(a, i);

	if (plain > TEASER_MAX || linked_of(a, i) < 8)
		return 0;
	for (k = n->run; k < n->run_end; k++) {
		r = &a->p->run[k];
		if (r->letters < 12)
			continue;
		return r->linked * 10 >
		       r->letters * (r->kind == RUN_HEADING ? 6 : 8);
	}
	return 0;
}

/*
 * The row that starts with the child at i; end is the parent's.  What holds
 * more than a teaser does ends it: elements without a name are all alike.
 */
static struct row
row_at(const struct article *a, uint32_t i, uint32_t end)
{
	struct node *node = a->p->node;
	struct row row = {.first = i, .last = i};

	for (; i < end; i = node[i].end) {
		if (node[i].tag == TAG_TEXT || node[i].run == node[i].run_end)
			continue;
		if (letters_of(a, i) - linked_of(a, i) > TEASER_MAX ||
		    (!weigh_same_name(&node[row.first], &node[i]) &&
			!(node[i].tag == node[row.first].tag &&
			    is_teaser(a, i))))
			break;
		node[i].marks |= MARK_SEEN;
		row.members++;
		row.teasers += (uint32_t)is_teaser(a, i);
		row.last = i;
	}
	return row;
}

/* 1 if the line above run says that a list of other stories follows. */
static int
is_announced(const struct page *p, uint32_t run)
{
	return run > 0 && p->run[run - 1].letters < 60 &&
	       phrase_of(page_run(p, &p->run[run - 1])) == PHRASE_LIST;
}

/* An article that is a list itself: right under the headline, and most. */
static int
is_listicle(const struct article *a, const struct row *row)
{
	const struct page *p = a->p;
	const struct node *up = &p->node[p->node[row->first].parent];
	uint32_t from = p->node[row->first].run,
		 to = p->node[row->last].run_end;

	return a->title >= up->run && a->title < from &&
	       !is_announced(p, from) &&
	       a->weight[to] - a->weight[from] > 0.5 * a->weight[p->runs];
}

/* Rows of teasers, unless they are what the page is about. */
void
others_bury_teasers(struct article *a)
{
	struct page *p = a->p;
	const struct node *n;
	struct row row;
	uint32_t i, k;

	for (i = 1; i < p->nodes; i++) {
		n = &p->node[i];
		if (!page_is_block(n->tag) || n->tag == GUMBO_TAG_P ||
		    n->run == n->run_end || (n->marks & MARK_SEEN) ||
		    !is_teaser(a, i))
			continue;
		row = row_at(a, i, p->node[n->parent].end);
		if (row.members < 3 || row.teasers * 4 < row.members * 3)
			continue;
		i = p->node[row.last].end - 1;
		if (is_listicle(a, &row))
			continue;
		for (k = n->run; k < p->node[row.last].run_end; k++)
			p->run[k].dead = DEAD;
	}
}
