/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "fact.h"
#include "grow.h"
#include "sense.h"
#include "when.h"
#include "whose.h"

const char *const fact_keys[FACT_KEYS] = {"dataset", "measure", "value",
    "scope", "category", "basis", "modality", "span", "sign", "detail"};

static double
confidence_of(const struct fact *f, const struct match *x)
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

	return memmem(t.p, t.n, "respectively", 12) != NULL;
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

	(void)s;
	if (o->nwho == 1 && d->entity[o->who[0]].body == BODY_SECTOR)
		return 0;
	if (x->mention[GROUP_AMOUNT] == NO_MENTION && h == NULL)
		return 0; /* "both broke even" */
	if (h != NULL)
		return strcmp(h->mark->value, "joint") == 0;
	return o->plural &&
	       !(o->mention != NULL && o->mention->ref == REF_EACH);
}

static struct fact *
new_fact(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct match *x)
{
	struct fact *f = GROW(facts->f, facts->n, facts->cap);

	f->rule = x->rule;
	f->sentence = (size_t)(s - d->sentence);
	return f;
}

static void
set_owner(struct fact *f, const struct document *d, const struct sentence *s,
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

/* The other bodies of a merger or a shared team: a second mention, or the
 * list that the owner is one of. */
static void
set_counterparts(struct fact *f, const struct document *d,
    const struct sentence *s, const struct match *x)
{
	const struct mention *m = mention_at(d, s, x->mention[GROUP_ORG2]);

	if (m != NULL) {
		f->counterpart = d->member + m->who;
		f->ncounterpart = m->nwho;
	} else if (f->nwho > 1) {
		f->counterpart = f->who;
		f->ncounterpart = f->nwho;
	}
}

/* "outstanding for cancer, mental health and diabetes": a row each. */
static void
build_scopes(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    const char *map)
{
	struct slice t = sentence_fold(d, s);
	size_t at = x->span[GROUP_SCOPE].start, first = facts->n - 1;
	const char *scope;

	t.n = x->span[GROUP_SCOPE].end;
	for (size_t n = 0;
	     at < t.n && (scope = rules_map(m->rules, map, t, at, &at)) != NULL;
	     n++) {
		struct fact *f =
		    n == 0 ? &facts->f[first] : new_fact(facts, d, s, x);

		*f = facts->f[first];
		f->key[FACT_SCOPE] = scope;
	}
}

/* ", as was South Gloucestershire", ", along with Havering": the same holds
 * for a body named behind the match. */
static void
build_also(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x)
{
	struct slice t = sentence_fold(d, s);

	for (size_t i = 0; i < m->rules->nalso; i++) {
		const struct pattern *p = &m->rules->also[i];
		const struct mention *who;
		struct regex_span org;
		struct fact *f;

		if (regex_match(p->regex, t, x->end) != 1)
			continue;
		org = regex_group(p->regex, p->group[GROUP_ORG]);
		if (matcher_far(m, x->end, regex_group(p->regex, 0).start) > 60)
			continue;
		who = mention_at(d, s, match_mention(t, org));
		if (who == NULL || who->nwho == 0)
			continue;
		f = new_fact(facts, d, s, x);
		*f = facts->f[facts->n - 2];
		f->who = d->member + who->who;
		f->nwho = who->nwho;
		f->org_text = mention_text(d, s, who);
		return;
	}
}

/* "Neither was in special measures." */
static int
is_nobody(struct slice text)
{
	return text.n > 4 && (memcmp(text.p + 1, "either", 6) == 0 ||
				 memcmp(text.p + 1, "one of", 6) == 0);
}

/* "outstanding for 2019-20, up from good": what it was is of the year before
 * the one that the sentence names. */
static void
was_before(struct fact *f, const struct document *d, const struct sentence *s)
{
	f->key[FACT_DETAIL] = "previous";
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_PERIOD && m->period.year != 0 &&
		    m->period.kind == PERIOD_FIN_YEAR)
			f->span = (struct span){.fin_year = m->period.year - 1};
	}
}

/* The last status told in this sentence or the one before, or NULL. */
static struct fact *
last_status(const struct facts *facts, const struct document *d,
    const struct sentence *s)
{
	size_t here = (size_t)(s - d->sentence);

	for (size_t i = facts->n; i-- > 0;) {
		struct fact *f = &facts->f[i];

		if (f->sentence + 1 < here)
			break;
		if (strcmp(f->key[FACT_DATASET], "status") == 0)
			return f;
	}
	return NULL;
}

/* "They're joined by Bury CCG": what was just said of others holds for it. */
static void
build_echo(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x)
{
	struct fact *from = last_status(facts, d, s), *f;
	struct owner o = whose(d, s, m, x, NULL);
	struct fact copy;

	if (from == NULL || o.nwho == 0)
		return;
	copy = *from;
	f = new_fact(facts, d, s, x);
	copy.rule = f->rule;
	copy.sentence = f->sentence;
	*f = copy;
	set_owner(f, d, s, &o);
	f->confidence = confidence_of(f, x);
}

/* "Neither is true": what the sentence before told is denied. */
static void
deny_last(
    struct facts *facts, const struct document *d, const struct sentence *s)
{
	size_t here = (size_t)(s - d->sentence);

	for (size_t i = facts->n; i-- > 0;) {
		struct fact *f = &facts->f[i];

		if (f->sentence + 1 < here)
			break;
		if (f->sentence < here &&
		    strcmp(f->key[FACT_DATASET], "status") == 0)
			f->key[FACT_MODALITY] = "denied";
	}
}

static int
measure_is(const struct set *set, const char *name)
{
	const char *measure = set_get(set, "measure");

	return measure != NULL && strcmp(measure, name) == 0;
}

/* A merger and a shared team take several bodies. */
static int
takes_several(const struct set *set)
{
	return measure_is(set, "merger") ||
	       measure_is(set, "shared_management");
}

/* "Asked whether it was at risk of special measures": no statement, unless
 * the answer denies it. */
static const char ASKED[] = "asked";

static int
is_asked(const struct matcher *m, const struct match *x, const struct set *set)
{
	const char *value = set_get(set, "value");

	return (value == NULL || strcmp(value, "proposed") != 0) &&
	       matcher_mark(m, "drop", "asked", x->start, x->end) != NULL;
}

void
facts_drop_asked(struct facts *facts, size_t before)
{
	size_t kept = 0;

	for (size_t i = 0; i < facts->n; i++)
		if (facts->f[i].sentence >= before ||
		    facts->f[i].key[FACT_MODALITY] != ASKED)
			facts->f[kept++] = facts->f[i];
	facts->n = kept;
}

static int
merges(const struct set *set)
{
	const char *measure = set_get(set, "measure");
	const char *value = set_get(set, "value");

	return measure != NULL && strcmp(measure, "merger") == 0 &&
	       strcmp(value, "completed") != 0;
}

/* "NHS England has approved the merger", on the page of what came of it: it
 * is those that became one that merge. */
static void
its_parents(struct owner *o, const struct document *d)
{
	const struct entity *e;

	if (o->nwho != 1)
		return;
	e = &d->entity[o->who[0]];
	if (e->nparents < 2)
		return;
	o->who = d->member + e->parents;
	o->nwho = e->nparents;
}

/* Where one is all that the sentence gives: those named together before. */
static void
all_of_them(struct owner *o, const struct document *d, const struct sentence *s)
{
	int vague = o->mention == NULL || o->mention->ref == REF_IT;

	if (o->nwho != 1 || !vague)
		return;
	for (size_t i = 0; i < s->nseveral; i++)
		if (d->member[s->several + i] == o->who[0]) {
			o->who = d->member + s->several;
			o->nwho = s->nseveral;
			return;
		}
}

/* Only CCGs have accountable officers and clinical chiefs. */
static const char *
whose_post(const struct document *d, const struct sentence *s,
    const struct match *x, const struct set *set)
{
	const char *who = set_get(set, "who");
	struct slice t = sentence_fold(d, s);

	if (who != NULL || !measure_is(set, "leadership"))
		return who;
	t.p += x->start;
	t.n = x->end - x->start;
	return memmem(t.p, t.n, "accountable", 11) != NULL ||
		       memmem(t.p, t.n, "clinical", 8) != NULL
		   ? "ccg"
		   : NULL;
}

/* A post is at one body or a few: of several in focus the one that speaks. */
enum { SHARE_A_POST = 6 };

static void
one_of_them(struct owner *o, const struct document *d, const struct sentence *s)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->ref == REF_WE && m->nwho == 1) {
			o->mention = m;
			o->who = d->member + m->who;
			o->nwho = 1;
			return;
		}
	}
	if (o->nwho > SHARE_A_POST)
		o->nwho = 0;
}

static void
build_status(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    const struct set *set, int year)
{
	struct owner o = whose(d, s, m, x, whose_post(d, s, x, set));
	struct fact *f;

	if (o.distance == 3 && o.nwho > 1 && measure_is(set, "leadership"))
		one_of_them(&o, d, s);
	if (takes_several(set) && x->mention[GROUP_ORG2] == NO_MENTION)
		all_of_them(&o, d, s);
	if (merges(set))
		its_parents(&o, d);
	if (set_get(set, "many") != NULL && o.nwho < 2 &&
	    x->mention[GROUP_ORG2] == NO_MENTION)
		return;
	f = new_fact(facts, d, s, x);
	set_owner(f, d, s, &o);
	sense_keys(f, m, x, set, d, s);
	if (o.mention != NULL && is_nobody(mention_text(d, s, o.mention)))
		f->key[FACT_MODALITY] = "denied";
	if (strcmp(f->key[FACT_MEASURE], "rating") == 0)
		when_rating(f, d, s, m, x, year);
	else
		when_event(f, d, s, m, x, year);
	set_counterparts(f, d, s, x);
	f->confidence = confidence_of(f, x);
	if (is_asked(m, x, set))
		f->key[FACT_MODALITY] = ASKED;
	if (strcmp(f->key[FACT_MEASURE], "rating") == 0 &&
	    set_get(set, "before") != NULL)
		was_before(f, d, s);
	if (set_get(set, "scope") != NULL && *set_get(set, "scope") == '*') {
		build_scopes(facts, d, s, m, x, set_get(set, "scope") + 1);
		return;
	}
	build_also(facts, d, s, m, x);
	/* both the body named first and its partner: a row each */
	if (set_get(set, "both") != NULL &&
	    x->mention[GROUP_ORG2] != NO_MENTION) {
		struct fact *g = new_fact(facts, d, s, x);
		const struct mention *b =
		    mention_at(d, s, x->mention[GROUP_ORG2]);

		f = &facts->f[facts->n - 2];
		*g = *f;
		g->who = d->member + b->who;
		g->nwho = b->nwho;
		g->org_text = mention_text(d, s, b);
		g->counterpart = f->who;
		g->ncounterpart = f->nwho;
	}
}

/* Where the tag of an amount ends in its folded sentence. */
static size_t
tag_of(const struct document *d, const struct fact *f)
{
	const struct sentence *s = &d->sentence[f->sentence];

	for (size_t i = 0; i < s->nmention; i++)
		if (&d->mention[s->mention + i].money == f->money)
			return d->mention[s->mention + i].tag_end;
	return 0;
}

/* "had been", "was": that alone says nothing of a figure like the last. */
static int
is_feeble(struct slice t, const struct hit *h)
{
	static const char *const words[] = {"had", "was", "were"};
	struct slice word = {t.p + h->start, h->end - h->start};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(word, words[i]))
			return 1;
	return 0;
}

/* "planned for a deficit of £4m and got one of £15m": what stands between
 * the two amounts says how the second is meant. */
static void
said_anew(struct fact *f, const struct fact *from, const struct document *d,
    const struct matcher *m, const struct match *x)
{
	const struct hit *h = matcher_mark(
	    m, "basis", "forecast,plan,target,actual", x->start, x->end);

	if (h == NULL || (h->end <= x->start && is_feeble(m->fold, h)) ||
	    (from->sentence == f->sentence && h->start < tag_of(d, from)))
		return;
	f->key[FACT_BASIS] = h->mark->value;
	f->key[FACT_MODALITY] = "";
	sense_modality(f, m, x);
}

/*
 * Gapping: "deficits of £4m and £6m, and Norwich one of £2m".  The rule says
 * inherit, and the measure is that of the last figure said, here or in the
 * sentence before.  0, or -1 when there is none.
 */
enum { INHERITS = 2, SURE = 4 }; /* sentences; weight of a rule */

/* 1 if a figure was so at a point of a year. */
static int
in_a_month(const struct fact *f)
{
	return f->period_text.n != 0 && f->span.span != SPAN_YEAR;
}

static int
inherit(const struct facts *facts, const struct document *d, struct fact *f,
    const struct matcher *m, const struct match *x, const struct set *set,
    size_t before)
{
	const struct fact *from = NULL;
	const char *measure = set_get(set, "from");
	size_t reach = f->rule->weight < SURE ? 1 : INHERITS;

	for (size_t i = 0; i + 1 < facts->n; i++) {
		const struct fact *g = &facts->f[i];

		if (g->money == NULL || g->sentence + reach < f->sentence ||
		    (measure != NULL &&
			strcmp(g->key[FACT_MEASURE], measure) != 0) ||
		    d->sentence[g->sentence].block + 1 <
			d->sentence[f->sentence].block ||
		    (g->sentence == f->sentence && g->money->start >= before))
			continue;
		if (from == NULL || g->sentence > from->sentence ||
		    (g->sentence == from->sentence &&
			g->money->start >= from->money->start))
			from = g;
	}
	if (from == NULL)
		return -1;
	for (size_t k = 0; k < FACT_KEYS; k++)
		if (k != FACT_DETAIL &&
		    !(k == FACT_MODALITY && set_get(set, "basis") != NULL) &&
		    (k == FACT_DATASET || set_get(set, fact_keys[k]) == NULL))
			f->key[k] = from->key[k];
	/* "its forecast is £18m; at month 4 it was £9m": a forecast, too */
	if (set_get(set, "like") != NULL && in_a_month(f) &&
	    strcmp(from->key[FACT_BASIS], "forecast") == 0) {
		f->key[FACT_BASIS] = "forecast";
		f->key[FACT_MODALITY] = from->key[FACT_MODALITY];
	}
	/* "was allowed £12m, its control total, and came in at £22m" */
	if (strcmp(f->key[FACT_MEASURE], "control_total") == 0 &&
	    strcmp(f->key[FACT_BASIS], "actual") == 0)
		f->key[FACT_MEASURE] = "position";
	/* "had £5.8m last year and foresees another": that is of this one */
	if (f->span.fin_year == 0 &&
	    !(f->present && strcmp(f->key[FACT_BASIS], "actual") != 0 &&
		strcmp(from->key[FACT_BASIS], "actual") == 0))
		f->span = from->span;
	if (set_get(set, "basis") == NULL)
		said_anew(f, from, d, m, x);
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
	if (set_get(set, "least") != NULL &&
	    a->money.low < strtoll(set_get(set, "least"), NULL, 10) * 100)
		return;
	f = new_fact(facts, d, s, x);
	set_owner(f, d, s, &o);
	sense_keys(f, m, x, set, d, s);
	f->money = a == NULL ? NULL : &a->money;
	when_period(f, d, s, m, x, year);
	f->joint = is_joint(d, s, m, x, &o);
	if (a != NULL && set_get(set, "inherit") != NULL &&
	    inherit(facts, d, f, m, x, set, a->money.start) != 0) {
		facts->n--;
		return;
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
		if (a->of > 1)
			share_out(f, a->series, a->of, o.nwho);
		else if (respectively(d, s))
			share_out(
			    f, rank_of(d, s, a), amounts_of(d, s), o.nwho);
	}
	f->confidence = confidence_of(f, x);
}

static int
claimed(const struct matcher *m, size_t mention, const struct match *but)
{
	for (size_t i = 0; i < m->nmatch; i++)
		if (!m->match[i].blocked && &m->match[i] != but &&
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

/* 1 if a rule takes its measure from the figure before. */
static int
inherits(const struct rule *r)
{
	return r->nset != 0 && set_get(&r->set[0], "inherit") != NULL;
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
		if (strcmp(dataset, "denial") == 0)
			deny_last(facts, d, s);
		else if (strcmp(dataset, "echo") == 0)
			build_echo(facts, d, s, m, x);
		else if (strcmp(dataset, "status") == 0)
			build_status(facts, d, s, m, x, set, year);
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

		if (!x->blocked && inherits(x->rule) && x->end > at &&
		    (best == NULL || x->end < best->end))
			best = x;
	}
	return best;
}

/* What an heir without anything to inherit kept from an amount: the heaviest
 * match for it that was blocked, or NULL. */
static const struct match *
next_claim(const struct matcher *m, const struct match *x)
{
	for (size_t i = 0; i < m->nmatch; i++) {
		const struct match *y = &m->match[i];

		if (y != x && y->blocked && y->by == x->rule &&
		    y->rule != x->rule && !inherits(y->rule) &&
		    y->mention[GROUP_AMOUNT] == x->mention[GROUP_AMOUNT])
			return y;
	}
	return NULL;
}

/* What is said outright comes first, then what follows from it in order. */
void
facts_build(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, int year)
{
	size_t first = facts->n, at = 0;

	for (size_t i = 0; i < m->nmatch; i++)
		if (!m->match[i].blocked && !inherits(m->match[i].rule))
			build_match(facts, d, s, m, &m->match[i], year);
	for (const struct match *x; (x = next_heir(m, at)) != NULL;
	     at = x->end) {
		size_t before = facts->n;
		const struct match *y;

		build_match(facts, d, s, m, x, year);
		if (facts->n == before && (y = next_claim(m, x)) != NULL)
			build_match(facts, d, s, m, y, year);
	}
	when_beside(facts, d, first);
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
