/* SPDX-License-Identifier: MIT */
/* Comments as rows of elements that each begin "Jo Day, 3 hours ago". */

#include <ctype.h>
#include <string.h>

#include "article.h"
#include "talk.h"

enum { LINE_MAX_BYTES = 120, HEAD_LINES = 3, LEAST = 3 };

/* How long ago, by what stands around the number. */
static const struct {
	const char *before, *after;
} agos[] = {
    {"", "ago"},
    {"vor ", ""},
    {"hace ", ""},
    {"há ", ""},
    {"il y a ", ""},
    {"", "fa"},
    {"", "geleden"},
    {"", "siden"},
    {"sedan", ""},
    {"", "temu"},
    {"", "назад"},
    {"před ", ""},
    {"", "önce"},
    {"", "前"},
};

/* 1 if word stands at the end of s, by itself. */
static int
ends_with(const char *s, size_t n, const char *word)
{
	size_t w = strlen(word);

	while (n > 0 && (isspace((unsigned char)s[n - 1]) ||
			    ispunct((unsigned char)s[n - 1])))
		n--;
	return n > w && memcmp(s + n - w, word, w) == 0 &&
	       ((unsigned char)*word >= 0x80 || s[n - w - 1] == ' ');
}

/*
 * 1 if the line is a name and how long ago: "Jo Day 3 hours ago".  Entries
 * of a live report show the time alone, or first.
 */
static int
is_stamp(struct slice s)
{
	char line[LINE_MAX_BYTES];
	size_t i, k, w, digit = 0;

	if (s.n < 6 || s.n >= sizeof(line))
		return 0;
	for (i = 0; i < s.n; i++)
		line[i] = (char)tolower((unsigned char)s.p[i]);
	line[i] = '\0';
	for (i = 0; i < s.n; i++)
		if (isdigit((unsigned char)line[i]) && line[i - !!i] == ' ')
			digit = i;
	for (k = 0; k < sizeof(agos) / sizeof(*agos) && digit > 1; k++) {
		w = strlen(agos[k].before);
		if (w >= digit || s.n - digit > 30)
			continue;
		if (*agos[k].after
			? ends_with(line, s.n, agos[k].after)
			: memcmp(line + digit - w, agos[k].before, w) == 0 &&
			      s.n - digit < 16)
			return 1;
	}
	return 0;
}

/* 1 if one of the first lines of node i is such a line, none a heading. */
static int
is_turn(const struct article *a, uint32_t i)
{
	const struct node *n = &a->p->node[i];
	const struct run *r;
	uint32_t k;

	if (!page_is_block(n->tag) || n->run_end - n->run < 2)
		return 0;
	for (k = n->run; k < n->run_end && k < n->run + HEAD_LINES; k++) {
		r = &a->p->run[k];
		if (r->kind == RUN_HEADING || r->kind == RUN_TITLE)
			return 0;
		if (is_stamp(page_run(a->p, r)))
			return 1;
	}
	return 0;
}

/* The last of the row that begins at node i; how many they are in *n. */
static uint32_t
row_end(const struct article *a, uint32_t i, uint32_t *n)
{
	const struct node *node = a->p->node;
	uint32_t k, last = i, end = node[node[i].parent].end;

	*n = 0;
	for (k = i; k < end; k = node[k].end) {
		if (node[k].run == node[k].run_end)
			continue;
		if (node[k].tag != node[i].tag || !is_turn(a, k))
			break;
		last = k;
		++*n;
	}
	return last;
}

void
talk_bury(struct article *a)
{
	struct page *p = a->p;
	uint32_t i, k, last, n, from = a->title < p->runs ? a->title : 0;

	for (i = 1; i < p->nodes; i++) {
		if (p->node[i].run < from || !is_turn(a, i))
			continue;
		last = row_end(a, i, &n);
		if (n >= LEAST &&
		    a->weight[p->node[i].run] - a->weight[from] > 150)
			for (k = p->node[i].run; k < p->node[last].run_end; k++)
				p->run[k].dead = DEAD;
		if (n >= LEAST)
			i = p->node[last].end - 1;
	}
}
