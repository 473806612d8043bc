/* SPDX-License-Identifier: MIT */
/* How much each run of text looks like the prose of an article. */

#include <string.h>

#include "article.h"
#include "bury.h"
#include "gallery.h"
#include "offer.h"
#include "others.h"
#include "talk.h"
#include "thread.h"
#include "utf8.h"

/* The character that ends before *n; *n is moved to its start. */
static uint32_t
last_character(struct slice s, size_t *n)
{
	size_t at = *n - 1, end;
	uint32_t c;

	while (at > 0 && *n - at < 4 && ((unsigned char)s.p[at] & 0xc0) == 0x80)
		at--;
	end = at;
	c = utf8_next((struct slice){s.p, *n}, &end);
	*n = at;
	return c;
}

int
weigh_sentence(struct slice s)
{
	static const uint32_t ends[] = {'.', '!', '?', ':', ';', 0x2026, 0x3002,
	    0xff01, 0xff1f, 0x964, 0x6d4, 0x61f, 0x589};
	static const uint32_t closers[] = {'"', '\'', ')', ']', ' ', 0x2019,
	    0x201d, 0xbb, 0xab, 0x201c, 0x300d, 0x300f, 0x2018, 0xa0};
	size_t n = s.n, i, steps;
	uint32_t c;

	if (n > 2 && s.p[0] == '(' && s.p[n - 1] == ')')
		return 1;

	for (steps = 0; n > 0 && steps < 5; steps++) {
		c = last_character(s, &n);
		for (i = 0; i < sizeof(ends) / sizeof(*ends); i++)
			if (c == ends[i])
				return 1;
		for (i = 0; i < sizeof(closers) / sizeof(*closers); i++)
			if (c == closers[i])
				break;
		if (i == sizeof(closers) / sizeof(*closers))
			return 0;
	}
	return 0;
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
	if (!weigh_sentence(page_run(p, r)))
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
	double w;

	for (i = 0; i < a->p->runs; i++, r++) {
		w = prose(a->p, r);
		if (a->heard.last < a->p->runs && !a->heard.seen[i])
			w *= 0.25;
		a->weight[i + 1] = a->weight[i] + w;
		a->alive[i + 1] = a->alive[i] + (r->dead ? 0 : r->letters);
		a->letters[i + 1] = a->letters[i] + r->letters;
		a->linked[i + 1] = a->linked[i] + r->linked;
	}
}

int
weigh_holds_title(const struct page *p, uint32_t node)
{
	uint32_t i;

	for (i = p->node[node].run; i < p->node[node].run_end; i++)
		if (p->run[i].kind == RUN_TITLE)
			return 1;
	return 0;
}

int
weigh_same_name(const struct node *a, const struct node *b)
{
	const char *x, *y;

	if (a->tag != b->tag)
		return 0;
	x = page_attribute(a->g, "class");
	y = page_attribute(b->g, "class");
	return x == y || (x != NULL && y != NULL && strcmp(x, y) == 0);
}

/* The page's own word for what is its article goes before all names. */
static void
unbury(struct article *a)
{
	struct run *r = a->p->run;
	uint32_t told = 0, alive = 0;
	size_t i;

	if (a->heard.last == a->p->runs)
		return;
	for (i = 0; i < a->p->runs; i++)
		if (a->heard.seen[i]) {
			told += r[i].letters;
			alive += r[i].dead ? 0 : r[i].letters;
		}
	if (alive * 5 > told * 4)
		return;
	for (i = 0; i < a->p->runs; i++)
		if (a->heard.seen[i])
			r[i].dead = ALIVE;
}

/* Some pages set whole paragraphs as headings, to make them bold. */
static void
unhead(struct page *p)
{
	for (size_t i = 0; i < p->runs; i++) {
		struct run *r = &p->run[i];

		if (r->kind == RUN_HEADING && r->letters > 100 &&
		    weigh_sentence(page_run(p, r)))
			r->kind = RUN_TEXT;
	}
}

void
weigh(struct article *a)
{
	unhead(a->p);
	sum(a);
	bury_requests(a);
	offer_bury(a);
	bury_named(a);
	bury_foot(a);
	if (!a->mild) {
		bury_sections(a);
		others_bury_next(a);
		others_bury_teasers(a);
		gallery_bury(a);
		sum(a);
		thread_bury(a);
		talk_bury(a);
	}
	unbury(a);
	sum(a);
}
