/* SPDX-License-Identifier: MIT */
/* Picture galleries, told by their shape. */

#include <stdlib.h>

#include "article.h"
#include "diag.h"
#include "gallery.h"

/* A slide's words, its lines, and slides that make a gallery. */
enum { LETTERS_MAX = 500, LINES_MAX = 3, SLIDES_LEAST = 3 };

/* pictures[i]: those in front of node i. */
static uint32_t *
count_pictures(const struct page *p)
{
	uint32_t *pictures = must(calloc(p->nodes + 1, sizeof(*pictures)));
	size_t i;

	for (i = 0; i < p->nodes; i++)
		pictures[i + 1] =
		    pictures[i] + !!(p->node[i].marks & MARK_PICTURE);
	return pictures;
}

/* What has a heading of its own is a part of a text with pictures. */
static int
is_line(const struct article *a, uint32_t i)
{
	const struct node *n = &a->p->node[i];
	uint32_t k, letters = letters_of(a, i);

	if (!page_is_block(n->tag) || n->tag == GUMBO_TAG_P ||
	    n->run_end - n->run > LINES_MAX || letters < 15 ||
	    letters > LETTERS_MAX || linked_of(a, i) * 2 > letters)
		return 0;
	for (k = n->run; k < n->run_end; k++)
		if (a->p->run[k].kind == RUN_TITLE ||
		    a->p->run[k].kind == RUN_HEADING ||
		    a->p->run[k].kind == RUN_ROW)
			return 0;
	return 1;
}

static int
is_slide(const struct article *a, const uint32_t *pictures, uint32_t i)
{
	return pictures[a->p->node[i].end] > pictures[i] && is_line(a, i);
}

/*
 * The last slide of the row that begins at node i; their number in *n.  One
 * or the other may have its picture from a script.
 */
static uint32_t
row_end(
    const struct article *a, const uint32_t *pictures, uint32_t i, uint32_t *n)
{
	const struct node *node = a->p->node;
	uint32_t k, last = i, bare = 0, end = node[node[i].parent].end;

	*n = 0;
	for (k = i; k < end; k = node[k].end) {
		if (node[k].run == node[k].run_end)
			continue;
		if (!weigh_same_name(&node[i], &node[k]) || !is_line(a, k))
			break;
		if (!is_slide(a, pictures, k)) {
			if (++bare > *n)
				break;
			continue;
		}
		last = k;
		++*n;
	}
	return last;
}

/* 1 if an element around or in the row says that it is a gallery. */
static int
is_named(const struct page *p, uint32_t i)
{
	uint32_t k, up = i;
	int steps;

	for (k = i; k < p->node[i].end; k++)
		if (p->node[k].marks & MARK_GALLERY)
			return 1;
	for (steps = 0; steps < 4 && up != 0; steps++) {
		up = p->node[up].parent;
		if (p->node[up].marks & MARK_GALLERY)
			return 1;
	}
	return 0;
}

void
gallery_bury(struct article *a)
{
	struct page *p = a->p;
	uint32_t *pictures = count_pictures(p);
	uint32_t i, last, n, from, to;
	double inside;
	int named;

	for (i = 1; i < p->nodes; i++) {
		if (!is_slide(a, pictures, i))
			continue;
		last = row_end(a, pictures, i, &n);
		from = p->node[i].run;
		to = p->node[last].run_end;
		inside = a->weight[to] - a->weight[from];
		named = is_named(p, i);
		if (n + (uint32_t)named >= SLIDES_LEAST &&
		    a->weight[p->runs] - inside > 300 + (named ? 0 : inside))
			for (; from < to; from++)
				p->run[from].dead = DEAD;
		i = p->node[last].end - 1;
	}
	free(pictures);
}
