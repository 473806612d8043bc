/* SPDX-License-Identifier: MIT */
/* What stands where a text breaks off for those who have not paid. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "article.h"
#include "diag.h"
#include "offer.h"

enum { LINE_MAX_BYTES = 600, BOX_LETTERS = 1200, LEAST = 3 };

/* Said to a reader by a seller; the strong ones hardly by anybody else. */
static const struct {
	const char *words;
	int strong;
} telltales[] = {
    {"already a subscriber", 1},
    {"already a member", 1},
    {"already subscribed", 1},
    {"already registered", 1},
    {"already have an account", 1},
    {"don't have an account", 1},
    {"not a subscriber", 1},
    {"cancel any time", 1},
    {"cancel anytime", 1},
    {"cancel at any time", 1},
    {"continue reading", 1},
    {"keep reading", 1},
    {"free articles", 1},
    {"unlimited article", 1},
    {"unlimited access", 1},
    {"unlimited digital", 1},
    {"full access", 1},
    {"subscribe now", 1},
    {"subscribe today", 1},
    {"unsubscribe", 1},
    {"subscribers only", 1},
    {"for subscribers", 1},
    {"view this email", 1},
    {"subscribe", 0},
    {"subscription", 0},
    {"log in", 0},
    {"login", 0},
    {"sign in", 0},
    {"sign up", 0},
    {"free trial", 0},
    {"per month", 0},
    {"a month", 0},
    {"a week", 0},
    {"your inbox", 0},
    {"email address", 0},
    {"preferences", 0},
    {"all your devices", 0},
    {"any device", 0},
    {"newsletter", 0},
    {"this email", 0},
    {"briefing", 0},
    {"become a", 0},
    {"register", 0},
    {"to read", 0},
};

_Static_assert(sizeof(telltales) / sizeof(*telltales) <= 64, "a bit for each");

/* The telltales in the run, as bits. */
static uint64_t
tells(const struct page *p, const struct run *r)
{
	char line[LINE_MAX_BYTES];
	struct slice s = page_run(p, r);
	uint64_t found = 0;
	size_t i;

	if (r->kind == RUN_ROW || s.n >= sizeof(line))
		return 0;
	for (i = 0; i < s.n; i++)
		line[i] = (char)tolower((unsigned char)s.p[i]);
	line[i] = '\0';
	for (i = 0; i < sizeof(telltales) / sizeof(*telltales); i++)
		if (strstr(line, telltales[i].words) != NULL)
			found |= UINT64_C(1) << i;
	return found;
}

static int
is_offer(uint64_t found)
{
	size_t i;
	int all = 0, strong = 0;

	for (i = 0; i < sizeof(telltales) / sizeof(*telltales); i++)
		if (found >> i & 1) {
			all++;
			strong |= telltales[i].strong;
		}
	return strong && all >= LEAST;
}

/* 1 if nearly all that node i says is such. */
static int
is_box(const struct article *a, const uint64_t *told, uint32_t i)
{
	const struct node *n = &a->p->node[i];
	uint64_t found = 0;
	double other = 0;
	uint32_t k;

	if (!page_is_block(n->tag) || n->run == n->run_end ||
	    letters_of(a, i) > BOX_LETTERS ||
	    (n->run <= a->title && a->title < n->run_end))
		return 0;
	for (k = n->run; k < n->run_end; k++) {
		found |= told[k];
		if (!told[k])
			other += a->weight[k + 1] - a->weight[k];
	}
	return is_offer(found) && other * 5 < letters_of(a, i);
}

void
offer_bury(struct article *a)
{
	struct page *p = a->p;
	uint64_t *told = must(calloc(p->runs + 1, sizeof(*told)));
	const struct node *n;
	uint32_t i, k;

	for (i = 0; i < p->runs; i++)
		told[i] = tells(p, &p->run[i]);
	for (i = 1; i < p->nodes; i++) {
		n = &p->node[i];
		if (!is_box(a, told, i) ||
		    weight_of(a, i) > 0.6 * a->weight[p->runs])
			continue;
		for (k = n->run; k < n->run_end; k++)
			p->run[k].dead = DEAD;
		i = n->end - 1;
	}
	free(told);
}
