/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entity.h"
#include "together.h"

/* Past what stands in brackets, and what stands between is one blank. */
static struct slice
without_brackets(struct slice gap, char *to, size_t room)
{
	size_t n = 0;
	int deep = 0;

	for (size_t i = 0; i < gap.n && n < room; i++) {
		char c = gap.p[i];

		deep += c == '(';
		if (deep == 0 && !(c == ' ' && n != 0 && to[n - 1] == ' '))
			to[n++] = c;
		deep -= c == ')' && deep > 0;
	}
	/* "A (up) , B" is as "A, B" */
	if (n > 1 && to[0] == ' ' && to[1] == ',')
		return (struct slice){to + 1, n - 1};
	return (struct slice){to, n};
}

/* Between two names ", and" may also begin another clause. */
/* "A and its smaller twin, B": what stands between A and B. */
static int
is_kin(struct slice gap)
{
	static const char *const words[] = {"twin", "neighbour", "sister",
	    "partner", "neighbours", "counterpart"};
	size_t end = gap.n;

	if (gap.n < 12 || gap.n > 48 ||
	    (memcmp(gap.p, " and <r", 7) != 0 &&
		memcmp(gap.p, " and its ", 9) != 0))
		return 0;
	while (end > 0 && (gap.p[end - 1] == ' ' || gap.p[end - 1] == ','))
		end--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (end > n && memcmp(gap.p + end - n, words[i], n) == 0)
			return 1;
	}
	return 0;
}

/* "A, like B, was", "Like A, B was", "not only A but also B". */
static int
is_likened(struct slice t, const struct mention *a, const struct mention *b)
{
	struct slice gap = {t.p + a->tag_end, b->tag - a->tag_end};
	struct slice front = {t.p, a->tag};

	if (slice_is(gap, ", like ") || slice_is(gap, ", just like "))
		return b->tag_end < t.n && t.p[b->tag_end] == ',';
	if (slice_is(gap, ", "))
		return slice_is(front, "like ") ||
		       slice_is(front, "just like ");
	return (slice_is(gap, " but also ") || slice_is(gap, " but ")) &&
	       front.n >= 9 &&
	       memcmp(front.p + front.n - 9, "not only ", 9) == 0;
}

enum joint { APART, COMMA, COMMA_AND, AND };

static enum joint
joined_by(struct slice t, const struct mention *a, const struct mention *b)
{
	static const char *const and[] = {" and ", " and the ", " and also ",
	    " & ", " - ", " and nearby ", " and neighbouring ", ", as well as ",
	    " as well as ", ", along with ", " along with ", ", together with ",
	    " together with ", " and for ", " and of ", " and at ", " and by ",
	    " nor ", " and nor ", " and with "};
	char lean[24];
	struct slice gap;

	if (b->tag < a->tag_end)
		return APART;
	gap = without_brackets(
	    (struct slice){t.p + a->tag_end, b->tag - a->tag_end}, lean,
	    sizeof lean);
	for (size_t i = 0; i < sizeof and / sizeof *and; i++)
		if (slice_is(gap, and[i]))
			return AND;
	if (is_likened(t, a, b))
		return AND;
	if (is_kin((struct slice){t.p + a->tag_end, b->tag - a->tag_end}))
		return AND;
	/* "the groups for A and for B" */
	if (a->ref == REF_CCGS && slice_is(gap, " for "))
		return AND;
	return slice_is(gap, ", ")	 ? COMMA
	       : slice_is(gap, ", and ") ? COMMA_AND
					 : APART;
}

static int
is_ccg(const struct mention *m)
{
	return (m->kind == MENTION_ORG || m->kind == MENTION_REF) &&
	       (m->body == BODY_CCG || m->ref == REF_CCGS) &&
	       (m->nwho != 0 || m->said > 1 || m->ref == REF_CCGS) &&
	       m->ref != REF_IT && m->ref != REF_THEY && m->ref != REF_WE;
}

/* The next mention of a CCG behind m that is joined to it, or NULL; what
 * stands in brackets between them is passed over. */
static struct mention *
next_joined(const struct document *d, const struct sentence *s,
    struct mention *m, enum joint *how)
{
	struct slice t = sentence_fold(d, s);
	struct mention *end = d->mention + s->mention + s->nmention;

	for (struct mention *x = m + 1; x < end; x++)
		if (is_ccg(x) && (*how = joined_by(t, m, x)) != APART)
			return x;
	return NULL;
}

static void
add(struct document *d, struct mention *first, size_t entity)
{
	for (size_t i = 0; i < first->nall; i++)
		if (d->member[first->all + i] == entity)
			return;
	mention_member(d, entity);
	first->nall++;
}

/* "Neither A nor B": the word in front, or NULL. */
static struct mention *
neither_of(
    const struct document *d, const struct sentence *s, struct mention *first)
{
	struct mention *x = first - 1;

	return x >= d->mention + s->mention && x->kind == MENTION_REF &&
		       first->tag - x->tag_end == 1 &&
		       mention_text(d, s, x).n == 7
		   ? x
		   : NULL;
}

/* All that a chain of joined mentions stands for, given to each of them. */
static void
give_all(struct document *d, struct mention **chain, size_t n)
{
	struct mention *first = chain[0];

	first->all = d->nmember;
	first->nall = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < chain[i]->nwho; k++)
			add(d, first, d->member[chain[i]->who + k]);
	for (size_t i = 1; i < n; i++) {
		chain[i]->all = first->all;
		chain[i]->nall = first->nall;
	}
}

enum { CHAIN = 8 };

/* What comes before the names of some of those that were counted. */
static int
introduces_some(struct slice gap)
{
	static const char *const words[] = {"including", "includes", "include",
	    "such as", "among which are", "namely", "notably", "these are",
	    "these were", "those are", "> are", "> were"};

	while (
	    gap.n > 0 && (gap.p[gap.n - 1] == ' ' || gap.p[gap.n - 1] == ':' ||
			     gap.p[gap.n - 1] == ','))
		gap.n--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (gap.n >= n && memcmp(gap.p + gap.n - n, words[i], n) == 0)
			return 1;
	}
	/* "among them", which is a tag here */
	return gap.n > 0 && gap.p[gap.n - 1] == '>' &&
	       memmem(gap.p, gap.n, "among", 5) != NULL;
}

/* The sentence in which those may be named: this one, or the next. */
static const struct sentence *
goes_on_in(const struct document *d, const struct sentence *s)
{
	return s + 1 < d->sentence + d->nsentence &&
		       d->block[s[1].block].kind != TEXT_HEADING
		   ? s + 1
		   : s;
}

/* Gives m the chain that begins with x, if it is no longer than was said. */
static void
give_some(struct document *d, const struct sentence *s, struct mention *m,
    struct mention *x)
{
	struct mention *chain[CHAIN] = {x}, *y = x;
	size_t n = 1, named = x->nwho;
	enum joint how;

	while (n < CHAIN && (y = next_joined(d, s, y, &how)) != NULL) {
		chain[n++] = y;
		named += y->nwho;
	}
	if (m->said != 0 && named > m->said)
		return;
	give_all(d, chain, n);
	m->all = x->all;
	m->nall = x->nall;
}

/*
 * "Nine CCGs were put in special measures, among them A, B and C", "Ten were
 * rated outstanding.  They include A and B": it holds of those that are
 * named, though there are more.
 */
static void
some_named(struct document *d, const struct sentence *s, struct mention *m)
{
	const struct mention *behind = d->mention + s->mention + s->nmention;
	const struct sentence *last = goes_on_in(d, s);
	const struct mention *stop =
	    d->mention + last->mention + last->nmention;

	for (struct mention *x = m + 1; x < stop; x++) {
		const struct sentence *in = x < behind ? s : last;
		struct slice t = sentence_fold(d, in);
		size_t from = x->tag > 24 ? x->tag - 24 : 0;

		if (x->kind != MENTION_ORG || x->body != BODY_CCG)
			continue;
		if (introduces_some((struct slice){t.p + from, x->tag - from}))
			give_some(d, in, m, x);
		return;
	}
}

static int
is_some(const struct mention *m)
{
	return m->kind == MENTION_REF && m->nwho == 0 && m->nall == 0 &&
	       (m->ref == REF_CCGS || (m->ref == REF_SOME && m->plural));
}

void
together_find(struct document *d)
{
	for (size_t i = 0; i < d->nsentence; i++) {
		const struct sentence *s = &d->sentence[i];
		struct mention *m = d->mention + s->mention;
		const struct mention *end = m + s->nmention;

		for (; m < end; m++) {
			struct mention *chain[CHAIN] = {m}, *x = m;
			enum joint how = APART, last = APART;
			size_t n = 1;

			if (!is_ccg(m) || m->nall != 0)
				continue;
			while (n < CHAIN &&
			       (x = next_joined(d, s, x, &how)) != NULL) {
				chain[n++] = x;
				last = how;
			}
			if (last != AND && !(last == COMMA_AND && n > 2))
				continue;
			give_all(d, chain, n);
			if ((x = neither_of(d, s, m)) != NULL) {
				x->who = x->all = m->all;
				x->nwho = x->nall = m->nall;
			}
		}
		for (m = d->mention + s->mention; m < end; m++)
			if (is_some(m))
				some_named(d, s, m);
	}
}
