/* SPDX-License-Identifier: MIT */
/*
 * How much each run of text looks like the prose of an article, and which
 * elements to believe when they say that they hold something else.
 */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "article.h"
#include "diag.h"
#include "phrase.h"
#include "thread.h"
#include "title.h"
#include "utf8.h"
#include "when.h"

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
	    "our newsletter", "our free newsletter", "daily newsletter",
	    "weekly newsletter", "Sign up here", "sign up here",
	    "Sign up for our", "subscribe to our", "Subscribe to our",
	    "become a subscriber", "download our app", "our free app",
	    "Send me a secure tip", "paid subscriber"};
	size_t i;

	for (i = 0; i < sizeof(telltales) / sizeof(*telltales); i++)
		if (memmem(s.p, s.n, telltales[i], strlen(telltales[i])))
			return 1;
	return 0;
}

/* How much a run looks like the prose of an article, by itself. */
static double
prose(const struct page *p, const struct run *r)
{
	double plain = r->letters - r->linked, w;

	if (r->dead || r->letters < 20 || r->linked * 2 > r->letters)
		return 0;
	if (r->kind == RUN_ROW)
		return plain * 0.2;
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

int
weigh_holds_title(const struct page *p, uint32_t node)
{
	uint32_t i;

	for (i = p->node[node].run; i < p->node[node].run_end; i++)
		if (p->run[i].kind == RUN_TITLE)
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
	return weight_of(a, i) > 300 &&
	       linked_of(a, i) * 5 < letters_of(a, i) &&
	       inside(a->p, i, MARK_BODY, GUMBO_TAG_ARTICLE);
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

static void
bury(struct article *a)
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

static void
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
static void
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
weigh_headline(const struct page *p, uint32_t run)
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
static void
bury_next(struct article *a)
{
	struct page *p = a->p;
	uint32_t i, k, up, own, other;

	for (i = a->title + 1; i < p->runs; i++) {
		if (!weigh_headline(p, i) || follows_prose(a, i) ||
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

/* An article that is a list itself: right under the headline, and most. */
static int
is_listicle(const struct article *a, const struct row *row)
{
	const struct page *p = a->p;
	const struct node *up = &p->node[p->node[row->first].parent];
	uint32_t from = p->node[row->first].run,
		 to = p->node[row->last].run_end;

	return a->title >= up->run && a->title < from &&
	       a->weight[to] - a->weight[from] > 0.5 * a->weight[p->runs];
}

/* Rows of teasers, unless they are what the page is about. */
static void
bury_teasers(struct article *a)
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

void
weigh(struct article *a)
{
	sum(a);
	bury_requests(a);
	bury(a);
	bury_sections(a);
	bury_next(a);
	bury_foot(a);
	bury_teasers(a);
	sum(a);
	thread_bury(a);
	unbury(a);
	sum(a);
}
