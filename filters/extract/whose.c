/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "beside.h"
#include "fold.h"
#include "direct.h"
#include "fact.h"
#include "subject.h"
#include "whose.h"

/*
 * Every body of the sentence is a candidate; each is scored by where it
 * stands to the match: a possessor right before it, the subject, then by
 * distance, with clause boundaries counted as distance.  What is done "by"
 * or "with" a body is not its own.
 */
enum { BEFORE_MATCH = 100, BEHIND_MATCH = 55, INSIDE_MATCH = 95, LEAST = 20 };

static int
is_body(const struct mention *m)
{
	return (m->kind == MENTION_ORG || m->kind == MENTION_REF);
}

/* 1 if a body is named between two bytes, with an article of its own ("the
 * CCG's officer ran a trust with a deficit") or by its name ("its social care
 * budget and Luton overspent"). */
static int
one_between(
    const struct document *d, const struct sentence *s, size_t from, size_t to)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *c = &d->mention[s->mention + i];

		if (is_body(c) && (c->indefinite || c->kind == MENTION_ORG) &&
		    c->nwho < 2 && c->tag >= from && c->tag_end <= to)
			return 1;
	}
	return 0;
}

/* "the CCG's deficit", "its deficit": the owner stands right before. */
static int
possesses(const struct document *d, const struct sentence *s,
    const struct mention *m, size_t start)
{
	struct slice t = sentence_fold(d, s);
	struct slice text = mention_text(d, s, m);
	size_t gap = start > m->tag_end ? start - m->tag_end : 0;

	if (gap > 45 || one_between(d, s, m->tag_end, start))
		return 0;
	if (t.n > m->tag_end + 2 && t.p[m->tag_end] == '\'')
		return 1;
	return slice_is(text, "its") || slice_is(text, "Its") ||
	       slice_is(text, "their") || slice_is(text, "our") ||
	       slice_is(text, "Their") || slice_is(text, "Our");
}

/* "from Ealing CCG's surplus of": nothing stands between. */
static int
owns_directly(const struct document *d, const struct sentence *s,
    const struct mention *m, size_t start)
{
	struct slice t = sentence_fold(d, s);

	return m->kind == MENTION_ORG && start > m->tag_end &&
	       start - m->tag_end <= 4 && t.p[m->tag_end] == '\'';
}

/* What is put in between is not what the sentence is about: a body in an
 * aside does not own what stands outside it. */
static int
apart(const struct matcher *m, const struct match *x, const struct mention *c)
{
	const struct aside *a = matcher_aside(m, c->tag);

	/* "four of its CCGs - A, B, C and D - came under": it is they */
	if (a != NULL && c->nwho > 1 && c->tag <= a->start + 4 &&
	    c->tag_end + 4 >= a->end)
		return 0;
	return a != NULL && match_outside(x, a) ? 50 : 0;
}

/* ", which had planned a surplus": the body right before the aside. */
static int
antecedent(
    const struct matcher *m, const struct match *x, const struct mention *c)
{
	const struct aside *a = matcher_aside(m, x->start);

	return a != NULL && c->tag_end <= a->start && a->start - c->tag_end < 4
		   ? 30
		   : 0;
}

static int
before(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct mention *c)
{
	return BEFORE_MATCH - (int)matcher_far(m, c->tag_end, x->start) / 3 +
	       (possesses(d, s, c, x->start) ? 30 : 0) + antecedent(m, x, c) +
	       beside_relative(sentence_fold(d, s), c, x->start);
}

/* "is acting officer until the six appoint one": another clause, which tells
 * what somebody else does. */
static int
in_another_clause(struct slice t, size_t from, size_t to)
{
	static const char *const words[] = {" until ", " unless ", " although ",
	    " though ", " whereas ", " even as ", " so that "};

	for (size_t i = 0; from < to && i < sizeof words / sizeof *words; i++)
		if (memmem(t.p + from, to - from, words[i], strlen(words[i])) !=
		    NULL)
			return 1;
	return 0;
}

static int
behind(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct mention *c)
{
	struct slice t = sentence_fold(d, s),
		     word = fold_word_before(t, c->tag);

	int near;

	if (slice_is(word, "the")) /* "deficit in the provider sector" */
		word = fold_word_before(t, (size_t)(word.p - t.p));
	near = c->tag - x->end < 12 &&
	       (slice_is(word, "at") || slice_is(word, "for") ||
		   slice_is(word, "of") || slice_is(word, "on") ||
		   slice_is(word, "in"));

	return BEHIND_MATCH - (int)matcher_far(m, x->end, c->tag) / 2 -
	       (in_another_clause(t, x->end, c->tag) ? 40 : 0) +
	       (near || beside_agent(t, c) ? 50 : 0);
}

/* "NHS England told A to save": whoever is told does it. */
static int
is_told(struct slice t, const struct matcher *m, const struct match *x,
    const struct mention *c)
{
	static const char *const verbs[] = {"told", "tells", "tell", "ordered",
	    "orders", "requires", "require", "required", "asked", "asks",
	    "oblige", "obliges", "obliged", "instructed", "instructs",
	    "directed", "directs", "wants", "want", "wanted", "expects",
	    "urged", "forced", "allowed", "allows", "gave", "given", "giving",
	    "lent", "handed"};
	struct slice word = fold_word_before(t, c->tag);

	if (c->tag_end > x->start || matcher_far(m, c->tag_end, x->start) > 60)
		return 0;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (slice_is(word, verbs[i]))
			return 1;
	return 0;
}

static int
score(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct mention *c,
    int object)
{
	int points;

	if (c->tag_end <= x->start)
		points = before(d, s, m, x, c) - (object ? 30 : 0) +
			 (is_told(sentence_fold(d, s), m, x, c) ? 25 : 0);
	else if (c->tag >= x->end)
		points = behind(d, s, m, x, c) + (object ? 40 : 0);
	else
		points =
		    INSIDE_MATCH + (possesses(d, s, c, c->tag_end) ? 15 : 0);
	if (beside_provider(sentence_fold(d, s), c) ||
	    beside_practice(sentence_fold(d, s), c) ||
	    beside_whose(sentence_fold(d, s), c, x->start))
		points -= c->tag_end <= x->start ? 200 : 70;
	if (c->tag_end <= x->start && slice_is(mention_text(d, s, c), "them"))
		points -= 45;	   /* "the trust that serves them has left" */
	if (antecedent(m, x, c) || /* "with Luton CCG, which ..." */
	    owns_directly(d, s, c, x->start))
		return points;
	return points - apart(m, x, c) -
	       (beside_agent(sentence_fold(d, s), c)
		       ? 0
		       : beside_oblique(sentence_fold(d, s), c));
}

static struct owner
captured(const struct document *d, const struct mention *m)
{
	return (struct owner){
	    .mention = m,
	    .who = d->member + m->who,
	    .nwho = m->nwho,
	    .plural = m->plural && m->nwho != 1,
	};
}

/* The same, with those that are named with it: "A CCG and its partners". */
static struct owner
owner_near(const struct document *d, struct slice t, const struct mention *m)
{
	struct owner o = captured(d, m);

	o.plural |= direct_with_others(t, m);
	return o;
}

/* What the text was about before this sentence; where that is a national
 * body, which has few figures of its own, the CCG in focus. */
static struct owner
focus(const struct document *d, const struct sentence *s, int national, int ccg)
{
	if (s->nwho == 1 && !national && s->nccg == 1 &&
	    (ccg ? d->entity[d->member[s->who]].body != BODY_CCG
		 : d->entity[d->member[s->who]].body == BODY_NATIONAL))
		return (struct owner){
		    .who = d->member + s->ccg,
		    .nwho = 1,
		    .distance = 3,
		};
	return (struct owner){
	    .who = d->member + s->who,
	    .nwho = s->nwho,
	    .plural = s->nwho > 1,
	    .distance = 3,
	};
}

static int
is_position(const struct match *x)
{
	const struct set *set = &x->rule->set[0];
	const char *dataset, *measure;

	if (x->rule->nset == 0 || (dataset = set_get(set, "dataset")) == NULL ||
	    (measure = set_get(set, "measure")) == NULL)
		return 0;
	return strcmp(dataset, "deficits") == 0 &&
	       strcmp(measure, "control_total") != 0;
}

/* 1 if all of t is made of these words. */
static int
all_words(struct slice t, const char *const *words, size_t n)
{
	for (size_t i = 0; i < t.n;) {
		size_t b, k = 0;

		while (i < t.n && t.p[i] == ' ')
			i++;
		for (b = i; i < t.n && t.p[i] != ' ';)
			i++;
		while (k < n &&
		       !slice_is((struct slice){t.p + b, i - b}, words[k]))
			k++;
		if (k == n && i > b)
			return 0;
	}
	return 1;
}

/* "NHS England itself is forecasting an underspend": its own verb stands
 * between a national body and the figure. */
static int
is_its_own(struct slice t, const struct match *x, const struct mention *c)
{
	static const char *const words[] = {"itself", "as", "a", "whole",
	    "nevertheless", "also", "now", "has", "had", "is", "was", "an",
	    "the", "its", "forecasting", "forecasts", "forecast", "predicts",
	    "predicting", "reported", "reports", "recorded", "posted",
	    "expects", "ended", "ends", "finished", "year", "with", "already",
	    "still"};

	return c->tag_end <= x->start &&
	       all_words(
		   (struct slice){t.p + c->tag_end, x->start - c->tag_end},
		   words, sizeof words / sizeof *words);
}

/* "All but Swale were rated good": it is not; ", which was" may be told. */
static int
left_out(
    const struct document *d, const struct sentence *s, const struct mention *c)
{
	struct slice t = sentence_fold(d, s);

	return c->apart && !(c->tag_end + 8 < t.n &&
			       memcmp(t.p + c->tag_end, ", wh", 4) == 0);
}

/* A trust, a council, or a word that stands for one. */
static int
no_ccg(const struct document *d, const struct mention *c)
{
	return c->nwho == 1 && d->entity[d->member[c->who]].body != BODY_CCG &&
	       d->entity[d->member[c->who]].body != BODY_SECTOR;
}

/* "Hull CCG (rated good) and Bury CCG (rated inadequate)": the body right in
 * front of the brackets that the match stands in, or NULL. */
static const struct mention *
bracketed(
    const struct document *d, const struct sentence *s, const struct match *x)
{
	struct slice t = sentence_fold(d, s);
	size_t open = x->start;

	while (open > 0 && t.p[open] != '(' && t.p[open] != ')')
		open--;
	if (t.n == 0 || t.p[open] != '(' ||
	    memchr(t.p + open, ')', x->end - open) != NULL)
		return NULL;
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *c = &d->mention[s->mention + i];

		if (is_body(c) && c->nwho != 0 && c->kind == MENTION_ORG &&
		    c->tag_end + 1 == open)
			return c;
	}
	return NULL;
}

/* "A is £3m in deficit and B £2m in surplus": the body that stands right in
 * front of the amount, or NULL. */
static const struct mention *
gapped(
    const struct document *d, const struct sentence *s, const struct match *x)
{
	const struct mention *a = mention_at(d, s, x->mention[GROUP_AMOUNT]);
	struct slice t = sentence_fold(d, s);

	if (a == NULL || a->tag != x->start)
		return NULL;
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *c = &d->mention[s->mention + i];

		if (c->kind == MENTION_ORG && c->nwho != 0 &&
		    (c->body == BODY_CCG || c->body == BODY_TRUST) &&
		    c->tag_end + 1 == a->tag && t.p[c->tag_end] == ' ')
			return c;
		/* "Lambeth, £6m in surplus," */
		if (c->kind == MENTION_ORG && c->nwho != 0 &&
		    c->body == BODY_CCG && c->tag_end + 2 == a->tag &&
		    memcmp(t.p + c->tag_end, ", ", 2) == 0 &&
		    (x->end == t.n || t.p[x->end] == ','))
			return c;
	}
	return NULL;
}

/* "York Teaching Hospital, £24m in the red,": a trust right in front. */
static const struct mention *
apposed(
    const struct document *d, const struct sentence *s, const struct match *x)
{
	const struct mention *a = mention_at(d, s, x->mention[GROUP_AMOUNT]);
	struct slice t = sentence_fold(d, s);

	if (a == NULL || a->tag != x->start || !is_position(x))
		return NULL;
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *c = &d->mention[s->mention + i];

		if (c->kind == MENTION_ORG && c->nwho != 0 &&
		    c->body == BODY_TRUST && c->tag_end + 2 == a->tag &&
		    memcmp(t.p + c->tag_end, ", ", 2) == 0)
			return c;
	}
	return NULL;
}

/* "a deficit of £28m at Pennine Acute", "the £12m that Pennine Acute lost":
 * the trust or another body right behind a sum that is short or over. */
static const struct mention *
named_behind(
    const struct document *d, const struct sentence *s, const struct match *x)
{
	static const char *const words[] = {" at ", " that "};
	const struct mention *a = mention_at(d, s, x->mention[GROUP_AMOUNT]);
	struct slice t = sentence_fold(d, s);
	size_t at;

	if (a == NULL || !is_position(x))
		return NULL;
	at = a->tag_end > x->end ? a->tag_end : x->end;
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *c = &d->mention[s->mention + i];

		if (!is_body(c) || c->tag < at ||
		    (c->body != BODY_TRUST && c->body != BODY_OTHER &&
			c->ref != REF_TRUST && c->ref != REF_OTHER))
			continue;
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (slice_is((struct slice){t.p + at, c->tag - at},
				words[k]))
				return c;
	}
	return NULL;
}

/* "A prelude to one organisation": nobody yet. */
static int
is_to_be(
    const struct document *d, const struct sentence *s, const struct mention *c)
{
	static const char *const words[] = {"one organisation", "one body",
	    "one CCG", "a single organisation", "a single body", "a single CCG",
	    "a single commissioner"};
	struct slice t = mention_text(d, s, c);

	if (c->kind != MENTION_REF || c->nwho != 0)
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(t, words[i]))
			return 1;
	return 0;
}

/* "its old debts, £4m for Corby and £13m for Nene": whose share it is. */
static const struct mention *
of_share(
    const struct document *d, const struct sentence *s, const struct match *x)
{
	static const char *const words[] = {" for ", " at ", " in "};
	const struct mention *a = mention_at(d, s, x->mention[GROUP_AMOUNT]);
	struct slice t = sentence_fold(d, s);

	if (a == NULL || !is_position(x) || a->tag_end > x->end)
		return NULL;
	for (const struct mention *c = a + 1;
	     c < d->mention + s->mention + s->nmention; c++) {
		struct slice rest = {t.p + c->tag_end, t.n - c->tag_end};

		if (c->kind != MENTION_ORG || c->body != BODY_CCG ||
		    c->nwho != 1 ||
		    !(rest.n > 6 && (memcmp(rest.p, " and <m", 7) == 0 ||
					memcmp(rest.p, ", <m", 4) == 0)))
			continue;
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (slice_is((struct slice){t.p + a->tag_end,
					 c->tag - a->tag_end},
				words[i]))
				return c;
	}
	return NULL;
}

struct owner
whose(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const char *who)
{
	const struct mention *subject, *best = NULL;
	int others = 0, nobody;
	int most = LEAST, object = who != NULL && strcmp(who, "object") == 0;
	int national = who != NULL && strcmp(who, "national") == 0;
	int ccg = who != NULL && strcmp(who, "ccg") == 0;

	if (x->mention[GROUP_ORG] != NO_MENTION)
		return captured(
		    d, &d->mention[s->mention + x->mention[GROUP_ORG]]);
	if ((best = apposed(d, s, x)) != NULL)
		return captured(d, best);
	if ((best = bracketed(d, s, x)) != NULL) {
		struct owner o = captured(d, best);

		o.alone = 1;
		return o;
	}
	if ((best = gapped(d, s, x)) != NULL ||
	    (best = of_share(d, s, x)) != NULL)
		return captured(d, best);
	if (beside_stranger(d, s, x) || beside_stranger_around(d, s, x))
		return (struct owner){0};
	if ((best = named_behind(d, s, x)) != NULL)
		return captured(d, best);
	if ((best = direct_owner(d, s, x, &nobody)) != NULL && !ccg)
		return owner_near(d, sentence_fold(d, s), best);
	if (nobody)
		return (struct owner){0};
	best = NULL;
	subject = subject_of(d, s);
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *c = &d->mention[s->mention + i];
		int points;

		if (!is_body(c) || (c->ref == REF_WE && c->nwho == 0) ||
		    is_to_be(d, s, c) || left_out(d, s, c) ||
		    (ccg && no_ccg(d, c)) ||
		    direct_excluded(sentence_fold(d, s), c) ||
		    ((c->body == BODY_NATIONAL || c->ref == REF_NATIONAL) &&
			!national &&
			!(is_position(x) &&
			    is_its_own(sentence_fold(d, s), x, c))) ||
		    c->body == BODY_REGION || i == x->mention[GROUP_ORG2])
			continue;
		points = score(d, s, m, x, c, object) + (c == subject ? 6 : 0);
		others |= c->tag_end <= x->start &&
			  (beside_provider(sentence_fold(d, s), c) ||
			      beside_practice(sentence_fold(d, s), c) ||
			      beside_whose(sentence_fold(d, s), c, x->start));
		if (points > most) {
			most = points;
			best = c;
		}
	}
	if (best != NULL) {
		struct owner o = owner_near(d, sentence_fold(d, s), best);

		o.distance = most > 80 ? 1 : 2;
		return o;
	}
	/* a headline that names nobody speaks of nobody yet */
	if (others || (who != NULL && strcmp(who, "here") == 0) ||
	    d->block[s->block].kind == TEXT_TITLE)
		return (struct owner){0};
	return focus(d, s, national, ccg);
}
