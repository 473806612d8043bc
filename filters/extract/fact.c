/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "chain.h"
#include "fact.h"
#include "grow.h"
#include "heir.h"
#include "sense.h"
#include "status.h"
#include "when.h"
#include "whose.h"

const char *const fact_keys[FACT_KEYS] = {"dataset", "measure", "value",
    "scope", "category", "basis", "modality", "span", "sign", "detail"};

double
fact_confidence(const struct fact *f, const struct match *x)
{
	double c = x->rule->weight >= 20   ? 0.92
		   : x->rule->weight >= 10 ? 0.85
					   : 0.7;

	c -= f->distance == 3 ? 0.15 : f->distance == 2 ? 0.1 : 0;
	if (f->money != NULL && !f->money->currency)
		c -= 0.2;
	return c;
}

/* Whom a list of amounts falls to: one each, or all to the one. */
static void
share_out(struct fact *f, size_t series, size_t of, size_t nwho)
{
	if (of > 1 && nwho == of) {
		f->who += series;
		f->nwho = 1;
		f->joint = 0;
	}
}

static int
respectively(const struct document *d, const struct sentence *s)
{
	struct slice t = sentence_fold(d, s);

	return memmem(t.p, t.n, "respective", 10) != NULL;
}

/* "QIPP of £8m and £9m respectively was required", "plans were for deficits
 * of £11m and £8m": of the several spoken of before, or of none of them for
 * sure. */
static void
of_several(struct fact *f, const struct document *d, const struct sentence *s,
    size_t rank, size_t of)
{
	f->nwho = 0;
	if (s->nseveral != of)
		return;
	f->who = d->member + s->several + rank;
	f->nwho = 1;
	f->org_text = (struct slice){0};
	f->joint = 0;
}

/* How many amounts a sentence has, and which of them a is. */
static size_t
amounts_of(const struct document *d, const struct sentence *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->nmention; i++)
		n += d->mention[s->mention + i].kind == MENTION_MONEY;
	return n;
}

static size_t
rank_of(
    const struct document *d, const struct sentence *s, const struct mention *a)
{
	size_t n = 0;

	for (const struct mention *m = &d->mention[s->mention]; m < a; m++)
		n += m->kind == MENTION_MONEY;
	return n;
}

static int
is_joint(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct owner *o)
{
	const struct hit *h = matcher_mark(m, "share", NULL, x->start, x->end);

	/* "the combined deficit was £19m, £14m of it at Luton" */
	if (h != NULL && x->mention[GROUP_ORG] != NO_MENTION && o->nwho == 1 &&
	    heir_inherits(x->rule) &&
	    (h->end <= x->start || h->start >= x->end))
		return 0;

	(void)s;
	/* "the combined pay of Luton CCG's governing body" */
	if (h != NULL && o->nwho == 1 && !o->plural && x->rule->nset != 0 &&
	    set_get(&x->rule->set[0], "category") != NULL &&
	    strcmp(set_get(&x->rule->set[0], "category"), "executive_pay") == 0)
		return 0;
	if (o->nwho == 1 && d->entity[o->who[0]].body == BODY_SECTOR)
		return 0;
	if (x->mention[GROUP_AMOUNT] == NO_MENTION && h == NULL)
		return 0; /* "both broke even" */
	if (h != NULL)
		return strcmp(h->mark->value, "joint") == 0 ||
		       (strcmp(h->mark->value, "sum") == 0 && o->plural);
	return o->plural &&
	       !(o->mention != NULL && o->mention->ref == REF_EACH);
}

struct fact *
fact_new(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct match *x)
{
	struct fact *f = GROW(facts->f, facts->n, facts->cap);

	f->rule = x->rule;
	f->sentence = (size_t)(s - d->sentence);
	return f;
}

void
fact_owner(struct fact *f, const struct document *d, const struct sentence *s,
    const struct owner *o)
{
	f->who = o->who;
	f->nwho = o->nwho;
	f->distance = o->distance;
	if (o->mention != NULL)
		f->org_text = mention_text(d, s, o->mention);
	else if (o->nwho != 0)
		f->org_text = d->entity[o->who[0]].name;
}

static int
dataset_is(const struct set *set, const char *name)
{
	const char *dataset = set_get(set, "dataset");

	return dataset != NULL && strcmp(dataset, name) == 0;
}

/* In pence; no CCG had less to live on than £60m, none lost or was lent
 * £150m. */
static const int64_t LEAST_POSITION = 500000, LEAST_SPENT = 100000,
		     LEAST_ALLOCATION = 6000000000, MOST_LOST = 15000000000,
		     MISPRINT = 100000000000;

/* "Receives £275m a year from the government": that is all it has. */
static int
is_whole(
    const struct fact *f, const struct document *d, const struct mention *a)
{
	return strcmp(f->key[FACT_MEASURE], "funding") == 0 &&
	       strcmp(f->key[FACT_CATEGORY], "total") == 0 && f->nwho == 1 &&
	       d->entity[f->who[0]].body == BODY_CCG &&
	       a->money.low >= LEAST_ALLOCATION;
}

/* "A CCG and B trust ended with a surplus of £1m and a deficit of £18m
 * respectively": bodies of several sorts, each named by itself. */
static int
one_each(struct fact *f, const struct document *d, const struct sentence *s,
    const struct mention *a)
{
	size_t rank = rank_of(d, s, a), n = 0;
	const struct mention *who = NULL;

	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_MONEY)
			break;
		if (m->kind != MENTION_ORG || m->nwho != 1)
			continue;
		if (n++ == rank)
			who = m;
	}
	if (who == NULL || n < 2 || n != amounts_of(d, s))
		return 0;
	f->who = d->member + who->who;
	f->nwho = 1;
	f->org_text = mention_text(d, s, who);
	f->joint = 0;
	return 1;
}

/* "The risk reserve, worth £799m": so much is of no body that the sentence
 * does not name. */
static int
is_beyond(
    const struct fact *f, const struct document *d, const struct mention *a)
{
	const char *measure = f->key[FACT_MEASURE];

	if (f->nwho != 1 || d->entity[f->who[0]].body != BODY_CCG ||
	    a->money.low < MOST_LOST)
		return 0;
	if (strcmp(f->key[FACT_DATASET], "deficits") == 0 &&
	    strcmp(measure, "position_cumulative") != 0)
		return a->money.low < MISPRINT || f->distance == 3;
	if (strcmp(measure, "funding") != 0 || is_whole(f, d, a))
		return 0;
	return f->distance == 3 ||
	       strcmp(f->key[FACT_CATEGORY], "reserves") == 0;
}

/* "A bed costs £400 a day", "adult social care has overspent" where a council
 * is named: of nobody that the sentence does not name. */
static int
is_of_others(
    const struct fact *f, const struct document *d, const struct mention *a)
{
	const char *category = f->key[FACT_CATEGORY];

	if (strcmp(f->key[FACT_DATASET], "spending") != 0)
		return 0;
	if (strcmp(f->key[FACT_MEASURE], "spend") == 0)
		return a->money.high < LEAST_SPENT &&
		       strcmp(category, "interim_executive") != 0 &&
		       strcmp(category, "executive_pay") != 0 &&
		       strcmp(category, "consultancy") != 0;
	if (f->distance != 3 || strcmp(category, "social_care") != 0)
		return 0;
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_OTHER &&
		    memmem(d->entity[i].name.p, d->entity[i].name.n, "ouncil",
			6) != NULL)
			return 1;
	return 0;
}

/* "£2m higher than Wandsworth's" is nobody's position. */
static int
is_compared(const struct fact *f, const struct document *d,
    const struct sentence *s, const struct mention *a)
{
	static const char *const words[] = {" higher than ", " lower than ",
	    " bigger than ", " smaller than ", " greater than ",
	    " larger than ", " more than ", " less than "};
	struct slice t = sentence_fold(d, s);

	if (strncmp(f->key[FACT_MEASURE], "position", 8) != 0)
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (a->tag_end + n <= t.n &&
		    memcmp(t.p + a->tag_end, words[i], n) == 0)
			return 1;
	}
	return 0;
}

static void
build_money(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    const struct set *set, int year)
{
	const char *which = set_get(set, "amount");
	enum rule_group g =
	    which != NULL && *which == '2' ? GROUP_AMOUNT2 : GROUP_AMOUNT;
	const struct mention *a = mention_at(d, s, x->mention[g]);
	struct owner o = whose(d, s, m, x, set_get(set, "who"));
	struct fact *f;

	if (a == NULL && set_get(set, "zero") == NULL)
		return;
	/* "a deficit of £14 a patient" is nobody's deficit */
	if (a != NULL && dataset_is(set, "deficits") &&
	    a->money.high < LEAST_POSITION && a->money.low > -LEAST_POSITION)
		return;
	if (set_get(set, "least") != NULL &&
	    a->money.low < strtoll(set_get(set, "least"), NULL, 10) * 100)
		return;
	f = fact_new(facts, d, s, x);
	fact_owner(f, d, s, &o);
	sense_keys(f, m, x, set, d, s);
	f->money = a == NULL ? NULL : &a->money;
	when_period(f, d, s, m, x, year);
	if (set_get(set, "inherit") == NULL)
		heir_as_the_last(f, facts, m, x);
	f->joint = is_joint(d, s, m, x, &o);
	if (a != NULL && set_get(set, "inherit") != NULL &&
	    heir_take(facts, d, f, m, x, set, a->money.start, &o) != 0) {
		facts->n--;
		return;
	}
	if (a != NULL && (is_compared(f, d, s, a) || is_beyond(f, d, a) ||
			     is_of_others(f, d, a))) {
		facts->n--;
		return;
	}
	if (a != NULL && is_whole(f, d, a)) {
		f->key[FACT_MEASURE] = "allocation";
		f->key[FACT_BASIS] = "plan";
		f->key[FACT_MODALITY] = "asserted";
	}
	if (a == NULL) { /* "break even": the words are the amount */
		f->amount_text =
		    (struct slice){d->block[s->block].text.p + s->start, 0};
		f->zero = 1;
	}
	if (a != NULL) {
		f->amount_text = (struct slice){
		    d->block[s->block].text.p + s->start + a->money.from,
		    a->money.to - a->money.from};
		if (a->of > 1 && o.nwho == 1 && o.distance == 3 &&
		    (respectively(d, s) || dataset_is(set, "deficits")))
			of_several(f, d, s, a->series, a->of);
		else if (a->of > 1)
			share_out(f, a->series, a->of, o.nwho);
		else if (respectively(d, s) && !one_each(f, d, s, a))
			share_out(
			    f, rank_of(d, s, a), amounts_of(d, s), o.nwho);
	}
	f->confidence = fact_confidence(f, x);
}

/* 1 if a rule needs a figure of some measure before it, or one of some size:
 * no sure claim. */
static int
is_conditional(const struct rule *r)
{
	return r->nset != 0 && (set_get(&r->set[0], "from") != NULL ||
				   set_get(&r->set[0], "least") != NULL);
}

static int
claimed(const struct matcher *m, size_t mention, const struct match *but)
{
	for (size_t i = 0; i < m->nmatch; i++)
		if (!m->match[i].blocked && &m->match[i] != but &&
		    !is_conditional(m->match[i].rule) &&
		    (m->match[i].mention[GROUP_AMOUNT] == mention ||
			m->match[i].mention[GROUP_AMOUNT2] == mention))
			return 1;
	return 0;
}

/* "deficits of £4.2m and £6.9m": what holds for one amount of a series
 * holds for those that no other match has claimed. */
static void
build_series(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    const struct set *set, int year)
{
	size_t i = x->mention[GROUP_AMOUNT];
	const struct mention *a = mention_at(d, s, i);

	build_money(facts, d, s, m, x, set, year);
	if (a == NULL || a->of < 2 || set_get(set, "amount") != NULL)
		return;
	for (size_t k = 0; k < a->of; k++) {
		struct match other = *x;

		other.mention[GROUP_AMOUNT] = i - a->series + k;
		if (k == a->series ||
		    mention_at(d, s, i - a->series + k)->kind !=
			MENTION_MONEY ||
		    claimed(m, other.mention[GROUP_AMOUNT], x))
			continue;
		build_money(facts, d, s, m, &other, set, year);
	}
}

static void
build_match(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    int year)
{
	for (size_t k = 0; k < x->rule->nset; k++) {
		const struct set *set = &x->rule->set[k];
		const char *dataset = set_get(set, "dataset");

		if (dataset == NULL || strcmp(dataset, "none") == 0)
			continue;
		if (strcmp(dataset, "chain") == 0)
			chain_build(facts, d, s, m, x, set, year);
		else if (strcmp(dataset, "status") == 0)
			status_build(facts, d, s, m, x, set, year);
		else
			build_series(facts, d, s, m, x, set, year);
	}
}

/* The match that inherits and stands next behind byte at, or NULL. */
static const struct match *
next_heir(const struct matcher *m, size_t at)
{
	const struct match *best = NULL;

	for (size_t i = 0; i < m->nmatch; i++) {
		const struct match *x = &m->match[i];

		if (!x->blocked && heir_inherits(x->rule) && x->end > at &&
		    (best == NULL || x->end < best->end))
			best = x;
	}
	return best;
}

/* What an heir without anything to inherit kept from an amount: the next match
 * for it, behind after or from the heaviest on, that was blocked; or NULL. */
static const struct match *
next_claim(
    const struct matcher *m, const struct match *x, const struct match *after)
{
	size_t first = after == NULL ? 0 : (size_t)(after - m->match) + 1;

	for (size_t i = first; i < m->nmatch; i++) {
		const struct match *y = &m->match[i];

		if (y != x && y->blocked && y->by == x->rule &&
		    y->rule != x->rule &&
		    y->mention[GROUP_AMOUNT] == x->mention[GROUP_AMOUNT])
			return y;
	}
	return NULL;
}

/* 1 if f says in words that a body broke even in the time that g, of the same
 * sort, has a sum of: "lived within its means, with £37,000 to spare". */
static int
is_as_good(const struct fact *f, const struct fact *g)
{
	return f->zero && g->money != NULL && f->nwho == 1 && g->nwho == 1 &&
	       f->who[0] == g->who[0] && f->span.fin_year == g->span.fin_year &&
	       strcmp(f->key[FACT_MEASURE], g->key[FACT_MEASURE]) == 0 &&
	       strcmp(f->key[FACT_BASIS], g->key[FACT_BASIS]) == 0 &&
	       strcmp(f->key[FACT_BASIS], "actual") == 0;
}

static void
drop_words(struct facts *facts, size_t first)
{
	for (size_t i = first; i < facts->n; i++)
		for (size_t k = first; k < facts->n; k++)
			if (is_as_good(&facts->f[i], &facts->f[k])) {
				memmove(&facts->f[i], &facts->f[i + 1],
				    (facts->n - i - 1) * sizeof *facts->f);
				facts->n--;
				i--;
				break;
			}
}

/* What is said outright comes first, then what follows from it in order. */
void
facts_build(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, int year)
{
	size_t first = facts->n, at = 0;

	for (size_t i = 0; i < m->nmatch; i++)
		if (!m->match[i].blocked && !heir_inherits(m->match[i].rule))
			build_match(facts, d, s, m, &m->match[i], year);
	for (const struct match *x; (x = next_heir(m, at)) != NULL;
	     at = x->end) {
		size_t before = facts->n;
		const struct match *y = NULL;

		build_match(facts, d, s, m, x, year);
		while (facts->n == before && (y = next_claim(m, x, y)) != NULL)
			build_match(facts, d, s, m, y, year);
		facts->words = facts->n == before;
		if (facts->words)
			build_match(facts, d, s, m, x, year);
		facts->words = 0;
	}
	when_beside(facts, d, first);
	drop_words(facts, first);
}

void
facts_clear(struct facts *facts)
{
	facts->n = facts->nown = facts->nmoney = 0;
	buf_clear(&facts->detail);
}

void
facts_free(struct facts *facts)
{
	free(facts->f);
	free(facts->own);
	free(facts->money);
	buf_free(&facts->detail);
	*facts = (struct facts){0};
}
