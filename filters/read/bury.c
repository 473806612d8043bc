/* SPDX-License-Identifier: MIT */
/*
 * What says by its name or its words that it is none of the article, and when
 * to believe that.
 */

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "article.h"
#include "bury.h"
#include "phrase.h"

/*
 * Requests for consent come without a name as often as with one, and are
 * longer than many an article.
 */
static int
asks_consent(struct slice s)
{
	static const char *const telltales[] = {"cookie", "our partners",
	    "we and our", "on a device", "legitimate interest", "your consent",
	    "privacy policy", "your choices", "browsing data",
	    "your personal data", "personalised ads", "personalized ads",
	    "privacy cent", "vendors"};
	size_t i, n = 0;

	for (i = 0; i < sizeof(telltales) / sizeof(*telltales); i++)
		n += memmem(s.p, s.n, telltales[i], strlen(telltales[i])) !=
		     NULL;
	return n >= 2;
}

/* One line that wants something of the reader. */
static int
asks_reader(struct slice s)
{
	static const char *const telltales[] = {"to your inbox",
	    "in your inbox", "our newsletter", "our free newsletter",
	    "daily newsletter", "weekly newsletter", "Sign up here",
	    "sign up here", "Sign up for our", "subscribe to our",
	    "Subscribe to our", "become a subscriber", "download our app",
	    "our free app", "Send me a secure tip", "paid subscriber"};
	size_t i;

	for (i = 0; i < sizeof(telltales) / sizeof(*telltales); i++)
		if (memmem(s.p, s.n, telltales[i], strlen(telltales[i])))
			return 1;
	return 0;
}

void
bury_requests(struct article *a)
{
	struct run *r = a->p->run;
	size_t i;

	for (i = 0; i < a->p->runs; i++, r++)
		if (r->kind != RUN_ROW &&
		    ((r->letters > 60 && asks_consent(page_run(a->p, r))) ||
			(r->letters < 200 && asks_reader(page_run(a->p, r)))))
			r->dead = DEAD;
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

static int
inside(const struct page *p, uint32_t i, uint32_t marks, GumboTag tag)
{
	for (; i != 0; i = p->node[i].parent)
		if ((p->node[i].marks & marks) || p->node[i].tag == tag)
			return 1;
	return 0;
}

/* The rest of an article that a click unfolds is hidden, and is text. */
static int
folded(const struct article *a, uint32_t i)
{
	int fold = (a->p->node[i].marks & MARK_FOLD) != 0;

	return weight_of(a, i) > (fold ? 100 : 300) &&
	       linked_of(a, i) * 5 < letters_of(a, i) &&
	       (fold || inside(a->p, i, MARK_BODY, GUMBO_TAG_ARTICLE));
}

/* 1 if the page's headline stands elsewhere, and prose behind it. */
static int
elsewhere(const struct article *a, uint32_t i)
{
	const struct node *n = &a->p->node[i];
	double rest = a->weight[a->p->runs] - a->weight[a->title];

	if (a->title == a->p->runs ||
	    (n->run <= a->title && a->title < n->run_end))
		return 0;
	if (n->run > a->title)
		rest -= weight_of(a, i);
	return rest > 60;
}

/* 1 if the headline and prose behind it stand inside. */
static int
carries_title(const struct article *a, uint32_t i)
{
	const struct node *n = &a->p->node[i];

	return n->run <= a->title && a->title < n->run_end &&
	       a->weight[n->run_end] - a->weight[a->title] > 100;
}

/*
 * An element with a bad name is believed unless much of the page's prose is
 * in it: wrappers of the whole page are called "has-sidebar" too.
 */
static int
believed(const struct article *a, uint32_t i)
{
	const struct node *n = &a->p->node[i];
	double share = ratio(weight_of(a, i), a->weight[a->p->runs]);

	if ((n->marks & MARK_DEAD) == MARK_HIDDEN)
		return share < 0.7 && !folded(a, i);
	if ((n->marks & MARK_BODY) || carries_title(a, i))
		return 0;
	if (share > 0.25 && holds_body(a->p, i))
		return 0;
	if ((n->marks & MARK_COMMENTS) && !(n->marks & MARK_GOOD))
		return share < 0.99 && !weigh_holds_title(a->p, i);
	if (n->marks & MARK_GOOD)
		return share < 0.3;
	if (n->marks & MARK_NAV)
		return share < 0.5 || elsewhere(a, i);
	return share < 0.35 || linked_of(a, i) * 4 > letters_of(a, i);
}

/*
 * A form with few words around it asks for something; one with the page in
 * it is how some servers build pages.
 */
static int
asks(const struct article *a, uint32_t i)
{
	return a->p->node[i].tag == GUMBO_TAG_FORM && letters_of(a, i) < 500 &&
	       ratio(weight_of(a, i), a->weight[a->p->runs]) < 0.2;
}

/* A short element about who wrote the page, wherever it stands. */
static int
signs(const struct article *a, uint32_t i)
{
	return (a->p->node[i].marks & MARK_BYLINE) && letters_of(a, i) < 600 &&
	       ratio(weight_of(a, i), a->weight[a->p->runs]) < 0.15 &&
	       !weigh_holds_title(a->p, i);
}

/*
 * Buries the runs that lie wholly inside node i: an element in the middle of
 * a line says nothing about the words around it.
 */
static void
bury_runs(struct page *p, uint32_t i, uint8_t how)
{
	const struct node *n = &p->node[i];
	uint32_t k, in;

	for (k = n->run; k < n->run_end; k++) {
		in = p->run[k].node;
		if (in >= i && in < n->end)
			p->run[k].dead = how;
	}
}

void
bury_named(struct article *a)
{
	struct page *p = a->p;
	uint32_t i;
	const struct node *n;
	int dead;

	for (i = 0; i < p->nodes; i++) {
		n = &p->node[i];
		if (n->run == n->run_end)
			continue;
		dead = ((n->marks & MARK_DEAD) && believed(a, i)) || asks(a, i);
		if (!dead && !signs(a, i))
			continue;
		bury_runs(p, i, dead ? DEAD : DEAD_BYLINE);
		i = n->end - 1;
	}
}

/* The element that the heading at run is the heading of. */
static uint32_t
section_of(const struct page *p, uint32_t run)
{
	uint32_t i = p->run[run].node;

	while (i != 0 && (!page_is_block(p->node[i].tag) ||
			     p->node[i].run_end - p->node[i].run < 2))
		i = p->node[i].parent;
	return i;
}

/*
 * Sections that their heading says are none of the article.  What follows
 * "Comments" is readers' as far as the element goes; a list of other
 * stories is buried if the heading begins its element.
 */
static void
bury_section(struct article *a, uint32_t run)
{
	struct page *p = a->p;
	enum phrase is = phrase_of(page_run(p, &p->run[run]));
	const struct node *n = &p->node[section_of(p, run)];
	double share =
	    ratio(a->weight[n->run_end] - a->weight[run], a->weight[p->runs]);
	uint32_t k;

	if (is == PHRASE_TEXT || (is == PHRASE_TAIL && a->weight[run] == 0))
		return;
	if (is == PHRASE_LIST && (n->run != run || share > 0.5))
		return;
	if (is == PHRASE_LINE && (n->run != run || share > 0.2))
		return;
	for (k = run; k < n->run_end; k++)
		p->run[k].dead = DEAD;
}

void
bury_sections(struct article *a)
{
	const struct run *r;
	uint32_t i;

	for (i = 0; i < a->p->runs; i++) {
		r = &a->p->run[i];
		if (r->kind == RUN_HEADING && !r->dead &&
		    !(a->title < a->p->runs && i < a->title))
			bury_section(a, i);
	}
}

/* "© 2024 Example Ltd", "Copyright 2024": the foot of a page. */
static int
claims_rights(struct slice s)
{
	size_t i;

	if (s.n > 250 ||
	    !((s.n > 2 && memcmp(s.p, "\xc2\xa9", 2) == 0) ||
		(s.n > 9 && strncasecmp(s.p, "copyright", 9) == 0)))
		return 0;
	for (i = 0; i + 4 <= s.n; i++)
		if (s.p[i] == '2' && s.p[i + 1] == '0' &&
		    isdigit((unsigned char)s.p[i + 2]) &&
		    isdigit((unsigned char)s.p[i + 3]))
			return 1;
	return 0;
}

/*
 * What follows such a line in its element, if no prose stands in front of
 * it there: not the line under an agency's report.
 */
void
bury_foot(struct article *a)
{
	struct page *p = a->p;
	const struct node *n;
	uint32_t i, k;

	for (i = 0; i < p->runs; i++) {
		if (p->run[i].kind == RUN_CAPTION ||
		    !claims_rights(page_run(p, &p->run[i])))
			continue;
		k = p->node[page_block(p, p->run[i].node)].parent;
		n = &p->node[k];
		if (n->tag == GUMBO_TAG_BODY || n->tag == GUMBO_TAG_FIGURE ||
		    (n->run <= a->title && a->title < n->run_end) ||
		    a->weight[i] - a->weight[n->run] > 50)
			continue;
		for (k = i; k < n->run_end; k++)
			p->run[k].dead = DEAD;
		i = n->run_end - 1;
	}
}
