/* SPDX-License-Identifier: MIT */
#ifndef ARTICLE_H
#define ARTICLE_H

#include "page.h"
#include "witness.h"

/*
 * What the three steps of finding an article share: weighing the runs
 * (weigh.c), choosing the element (article.c), trimming inside (trim.c).
 */
struct article {
	struct page *p;
	double *weight;	   /* prefix sums over the runs: weight of [0, i) */
	uint32_t *letters; /* the same of letters and linked letters */
	uint32_t *linked;
	uint32_t *alive;  /* letters of runs that are not dead */
	uint32_t *around; /* by node: marks of the short elements around it */
	struct witness heard;
	uint32_t title;	      /* the run with the headline, or p->runs */
	uint32_t root;	      /* the element chosen */
	uint32_t first, last; /* its first and last run of prose */
	int mild; /* lists of other stories are what the page is about */
};

/* Marks that make an element no part of an article. */
enum { MARK_DEAD = MARK_HIDDEN | MARK_NAV | MARK_EXTRA | MARK_COMMENTS };

static inline double
weight_of(const struct article *a, uint32_t node)
{
	const struct node *n = &a->p->node[node];

	return a->weight[n->run_end] - a->weight[n->run];
}

static inline uint32_t
letters_of(const struct article *a, uint32_t node)
{
	const struct node *n = &a->p->node[node];

	return a->letters[n->run_end] - a->letters[n->run];
}

static inline uint32_t
linked_of(const struct article *a, uint32_t node)
{
	const struct node *n = &a->p->node[node];

	return a->linked[n->run_end] - a->linked[n->run];
}

static inline double
ratio(double part, double whole)
{
	return whole > 0 ? part / whole : 0;
}

/*
 * Fills the sums of a, whose page has its runs, after marking as dead what
 * is none of the article by its name, its words or its shape.
 */
void weigh(struct article *a);
/* 1 if text ends as a sentence does, closing quotes and brackets aside. */
int weigh_sentence(struct slice text);
/* 1 if both are of one tag and class. */
int weigh_same_name(const struct node *a, const struct node *b);
/* 1 if an h1 stands inside. */
int weigh_holds_title(const struct page *p, uint32_t node);

/* Marks all runs outside the root, and the furniture inside it. */
void trim(struct article *a);

#endif
