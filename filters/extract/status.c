/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "person.h"
#include "sense.h"
#include "status.h"
#include "turns.h"
#include "when.h"
#include "whose.h"

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

/* "outstanding for cancer, mental health and diabetes": a row each; with
 * values, the first of them is of the first, and so on. */
static void
build_scopes(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    const char *map, const char *values)
{
	struct slice t = sentence_fold(d, s);
	size_t at = x->span[GROUP_SCOPE].start, first = facts->n - 1, v = 0;
	const char *scope;

	t.n = x->span[GROUP_SCOPE].end;
	for (size_t n = 0;
	     at < t.n && (scope = rules_map(m->rules, map, t, at, &at)) != NULL;
	     n++) {
		struct fact *f =
		    n == 0 ? &facts->f[first] : fact_new(facts, d, s, x);

		*f = facts->f[first];
		f->key[FACT_SCOPE] = scope;
		if (values != NULL)
			f->key[FACT_VALUE] =
			    turns_value(m->rules, d, s, x, values, &v);
	}
}

/* "A, B and C were rated good, good and inadequate": a row each. */
static void
build_turns(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    const char *map)
{
	struct turns turns = turns_of(m->rules, d, s, x);
	size_t first = facts->n - 1, at = 0;

	for (size_t i = 0; i < turns.n; i++) {
		struct fact *f =
		    i == 0 ? &facts->f[first] : fact_new(facts, d, s, x);

		*f = facts->f[first];
		f->key[FACT_VALUE] = turns_value(m->rules, d, s, x, map, &at);
		f->who = turns.who + i;
		f->nwho = 1;
		f->ncounterpart = 0;
		if (turns.text.n != 0)
			f->org_text = turns.text;
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
		struct regex *also = m->rules->also[i];
		const struct mention *who;
		struct regex_span org;
		struct fact *f;

		if (!rules_match(also, t, x->end))
			continue;
		org = rules_group(also, GROUP_ORG);
		if (matcher_far(m, x->end, regex_group(also, 0).start) > 60)
			continue;
		who = mention_at(d, s, match_mention(t, org));
		if (who == NULL || who->nwho == 0)
			continue;
		f = fact_new(facts, d, s, x);
		*f = facts->f[facts->n - 2];
		f->who = d->member + who->who;
		f->nwho = who->nwho;
		f->org_text = mention_text(d, s, who);
		return;
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

/* "Asked whether it was at risk of special measures", "Are you in special
 * measures?": no statement, unless the answer makes one of it. */
static int
is_asked(const struct fact *f, const struct matcher *m, const struct match *x,
    const struct set *set)
{
	const char *value = set_get(set, "value");

	if (matcher_mark(m, "drop", "question", x->start, x->end) != NULL)
		return 1;
	return (value == NULL || (strcmp(value, "proposed") != 0 &&
				     strcmp(value, "at_risk") != 0)) &&
	       strcmp(f->key[FACT_MODALITY], "denied") != 0 &&
	       matcher_mark(m, "drop", "asked", x->start, x->end) != NULL;
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

/* "The application is approved.  From April A, B and C will cease to exist":
 * a list of three or more, one of them the one meant, in the sentence behind
 * one that stands at the head of a text. */
static int
listed_next(struct owner *o, const struct document *d, const struct sentence *s)
{
	const struct sentence *next = s + 1;

	if (s->nseveral != 0 || next >= d->sentence + d->nsentence)
		return 0;
	for (size_t i = 0; i < next->nmention; i++) {
		const struct mention *m = &d->mention[next->mention + i];

		if (m->kind != MENTION_ORG || m->body != BODY_CCG ||
		    m->nwho < 3)
			continue;
		for (size_t k = 0; k < m->nwho; k++)
			if (d->member[m->who + k] == o->who[0]) {
				o->who = d->member + m->who;
				o->nwho = m->nwho;
				return 1;
			}
	}
	return 0;
}

/* Where one is all that the sentence gives: those named together before. */
static void
all_of_them(struct owner *o, const struct document *d, const struct sentence *s)
{
	int vague = o->mention == NULL || o->mention->ref == REF_IT ||
		    o->mention->ref == REF_THEY;

	if (o->nwho != 1 || !vague)
		return;
	if (listed_next(o, d, s))
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

/* Words that may stand between "with" and the body. */
static int
may_stand_between(struct slice word)
{
	static const char *const words[] = {"the", "its", "their", "nhs",
	    "both", "neighbouring", "nearby", "fellow", "all", "our"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(word, words[i]))
			return 1;
	return 0;
}

static int
is_with(struct slice t, size_t at, int together)
{
	for (;;) {
		size_t e = at, b;

		while (e > 0 && t.p[e - 1] == ' ')
			e--;
		for (b = e; b > 0 && t.p[b - 1] >= 'a' && t.p[b - 1] <= 'z';)
			b--;
		if (slice_is((struct slice){t.p + b, e - b}, "with"))
			return !together || (b > 9 && memcmp(t.p + b - 9,
							  "together ", 9) == 0);
		if (!may_stand_between((struct slice){t.p + b, e - b}))
			return 0;
		at = b;
	}
}

/* "a merger with {CCG}", "folded into a new body along with {CCG}": the other
 * body of a match whose pattern has none. */
enum { WITH_REACH = 60 };

static size_t
partner(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x)
{
	struct slice t = sentence_fold(d, s);

	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *c = &d->mention[s->mention + i];

		if ((c->kind == MENTION_ORG || c->kind == MENTION_REF) &&
		    c->body == BODY_CCG && c->nwho != 0 &&
		    i != x->mention[GROUP_ORG] &&
		    is_with(t, c->tag, c->tag < x->start) &&
		    (c->tag < x->end ||
			matcher_far(m, x->end, c->tag) < WITH_REACH))
			return i;
	}
	return NO_MENTION;
}

/* "Hastings, with which it shares an officer": it is not Hastings. */
static void
not_itself(struct owner *o, const struct document *d, const struct sentence *s,
    const struct mention *other)
{
	if (o->nwho == 1 && other->nwho == 1 && s->nwho == 1 &&
	    o->who[0] == d->member[other->who] &&
	    o->who[0] != d->member[s->who])
		*o = (struct owner){
		    .who = d->member + s->who, .nwho = 1, .distance = 3};
}

/* Another body of the sentence that is no CCG. */
static int
names_provider(const struct document *d, const struct sentence *s)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if ((m->kind == MENTION_ORG || m->kind == MENTION_REF) &&
		    (m->body == BODY_TRUST || m->ref == REF_TRUST ||
			m->ref == REF_OTHER))
			return 1;
	}
	return 0;
}

/* "Papers will recommend a merger", where a trust was spoken of last: it is
 * the CCGs' of before, or nobody's. */
static void
not_a_trust(struct owner *o, const struct document *d, const struct sentence *s)
{
	struct slice t = sentence_fold(d, s);

	if (o->distance != 3 || o->nwho == 0 ||
	    d->entity[o->who[0]].body != BODY_TRUST)
		return;
	*o = (struct owner){.distance = 3};
	if (memmem(t.p, t.n, "governing bod", 13) == NULL &&
	    memmem(t.p, t.n, "ccg", 3) == NULL)
		return;
	o->who = d->member + s->several;
	o->nwho = s->nseveral;
}

/* "A surgery was put into special measures by the CQC": it rates no CCG. */
static int
regulated_by_cqc(
    const struct document *d, const struct sentence *s, const struct set *set)
{
	if (!measure_is(set, "special_measures") && !measure_is(set, "rating"))
		return 0;
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];
		struct slice t = mention_text(d, s, m);

		if (m->kind == MENTION_ORG && m->body == BODY_NATIONAL &&
		    (slice_is(t, "CQC") ||
			memmem(t.p, t.n, "Care Quality", 12) != NULL))
			return 1;
	}
	return 0;
}

/* "A, B and C, which was given a clean bill of health": the last alone. */
static int
tells_of_last(const struct document *d, const struct sentence *s,
    const struct match *x, const struct mention *m)
{
	static const char *const words[] = {
	    ", which was ", ", which is ", ", which has ", ", itself "};
	struct slice t = sentence_fold(d, s);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (x->start > m->tag_end && m->tag_end + n < t.n &&
		    memcmp(t.p + m->tag_end, words[i], n) == 0)
			return x->start - m->tag_end < 60;
	}
	return 0;
}

/* Whom it is about; nobody where the rule takes many and there is one. */
static struct owner
status_owner(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct set *set)
{
	const struct mention *other = mention_at(d, s, x->mention[GROUP_ORG2]);
	struct owner o = whose(d, s, m, x, whose_post(d, s, x, set));

	if (other != NULL)
		not_itself(&o, d, s, other);
	if (o.distance == 3 && regulated_by_cqc(d, s, set))
		return (struct owner){0};
	if (!o.alone && o.mention != NULL && o.mention->nall > o.nwho &&
	    !tells_of_last(d, s, x, o.mention) &&
	    (other == NULL || other->all != o.mention->all)) {
		o.who = d->member + o.mention->all;
		o.nwho = o.mention->nall;
	}
	if (o.distance == 3 && o.nwho > 1 && measure_is(set, "leadership"))
		one_of_them(&o, d, s);
	if (takes_several(set) && other == NULL)
		all_of_them(&o, d, s);
	if (takes_several(set))
		not_a_trust(&o, d, s);
	if (merges(set) && other == NULL)
		its_parents(&o, d);
	/* "A merger with a neighbouring surgery fell through" */
	if (o.distance == 3 && measure_is(set, "merger") &&
	    names_provider(d, s))
		return (struct owner){0};
	return o;
}

/* Both the body named first and its partner: a row each. */
static void
build_both(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct match *x, const struct owner *other)
{
	struct fact *g = fact_new(facts, d, s, x), *f;

	f = &facts->f[facts->n - 2];
	*g = *f;
	fact_owner(g, d, s, other);
	g->counterpart = f->who;
	g->ncounterpart = f->nwho;
	f->counterpart = other->who;
	f->ncounterpart = other->nwho;
}

/* "So did Richmond, which shares its managers": with the one before.  0 if
 * the match says with whom, or there is none. */
static int
unnamed_partner(struct owner *other, const struct document *d,
    const struct sentence *s, const struct match *x, const struct owner *o)
{
	struct slice t = sentence_fold(d, s);
	struct slice rest = {t.p + x->end, t.n - x->end};

	if (o->nwho != 1 || o->mention == NULL ||
	    o->mention->kind != MENTION_ORG || s->nwho != 1 ||
	    d->member[s->who] == o->who[0] ||
	    d->entity[d->member[s->who]].body != BODY_CCG ||
	    (rest.n > 6 && memcmp(rest.p, " with ", 6) == 0))
		return 0;
	*other =
	    (struct owner){.who = d->member + s->who, .nwho = 1, .distance = 3};
	return 1;
}

/*
 * The year that the ratings told just before the last fact are of, since
 * those of one text are mostly of one year; 0 if that is not said, or if it
 * is older than what had been published by then.
 */
enum { RATED_TOGETHER = 6 };

static int
year_of_ratings(const struct facts *facts, struct date now)
{
	size_t here = facts->f[facts->n - 1].sentence;
	int least = date_fin_year(now);

	if (least != 0)
		least -= now.month >= 4 && now.month <= 6 ? 2 : 1;
	for (size_t i = facts->n - 1; i-- > 0;) {
		const struct fact *f = &facts->f[i];

		if (f->sentence + RATED_TOGETHER < here)
			break;
		if (strcmp(f->key[FACT_MEASURE], "rating") == 0 &&
		    *f->key[FACT_DETAIL] == '\0' && f->span.fin_year != 0 &&
		    f->span.fin_year >= least)
			return f->span.fin_year;
	}
	return 0;
}

/* Until July 2016 the classes went from assured to not assured. */
static int
before_ofsted_words(const struct document *d)
{
	return d->now.year != 0 &&
	       (d->now.year < 2016 ||
		   (d->now.year == 2016 && d->now.month < 7));
}

/*
 * "outstanding for 2019-20, up from good", "In July it was marked down from
 * good": what it was is of the year before the one that is told.
 */
static void
was_before(const struct facts *facts, const struct document *d,
    const struct sentence *s, const struct match *x)
{
	struct fact *f = &facts->f[facts->n - 1];

	f->key[FACT_DETAIL] = "previous";
	if (x->mention[GROUP_PERIOD] != NO_MENTION)
		return; /* "from good in 2015-16 to" */
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_PERIOD && m->period.year != 0 &&
		    m->period.kind == PERIOD_FIN_YEAR) {
			f->span = (struct span){.fin_year = m->period.year - 1};
			return;
		}
	}
	if (f->period_text.n == 0)
		f->span.fin_year = year_of_ratings(facts, d->now);
	/* until then they were given by the quarter */
	if (f->span.fin_year != 0 && !before_ofsted_words(d))
		f->span = (struct span){.fin_year = f->span.fin_year - 1};
}

/* How it is meant, and when it was. */
static void
status_sense(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    const struct set *set, const struct owner *o, int year)
{
	struct fact *f = &facts->f[facts->n - 1];

	sense_keys(f, m, x, set, d, s);
	/* "neither may hire without consent": that is demanded of both */
	if (o->mention != NULL && !measure_is(set, "intervention") &&
	    fact_nobody(mention_text(d, s, o->mention)))
		f->key[FACT_MODALITY] = "denied";
	if (measure_is(set, "rating"))
		when_rating(f, d, s, m, x, year);
	else
		when_event(f, d, s, m, x, year);
	if (is_asked(f, m, x, set))
		f->key[FACT_MODALITY] = fact_asked;
	if (set_get(set, "old") != NULL && before_ofsted_words(d))
		f->key[FACT_VALUE] = set_get(set, "old");
	if (measure_is(set, "rating") && set_get(set, "before") != NULL)
		was_before(facts, d, s, x);
	else if (measure_is(set, "rating") && f->period_text.n == 0)
		f->span.fin_year = year_of_ratings(facts, d->now);
}

void
status_build(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m,
    const struct match *found, const struct set *set, int year)
{
	struct match match = *found, *x = &match;
	int both = set_get(set, "both") != NULL;
	const char *scope = set_get(set, "scope");
	const char *value = set_get(set, "value");
	const struct mention *named;
	const struct fact *told;
	struct owner o, other;
	struct fact *f, before;

	if (both && x->mention[GROUP_ORG2] == NO_MENTION)
		x->mention[GROUP_ORG2] = partner(d, s, m, x);
	named = both ? mention_at(d, s, x->mention[GROUP_ORG2]) : NULL;
	o = status_owner(d, s, m, x, set);
	told = o.distance == 3 && measure_is(set, "leadership")
		   ? person_told_of(facts, d, s, set_get(set, "amid") != NULL)
		   : NULL;
	if (told != NULL) {
		o.who = told->who;
		o.nwho = told->nwho;
		before = *told;
	}
	if (set_get(set, "many") != NULL && o.nwho < 2 &&
	    x->mention[GROUP_ORG2] == NO_MENTION)
		return;
	f = fact_new(facts, d, s, x);
	fact_owner(f, d, s, &o);
	status_sense(facts, d, s, m, x, set, &o, year);
	if (told != NULL)
		person_stays(f, &before);
	set_counterparts(f, d, s, x);
	f->confidence = fact_confidence(f, x);
	/* "for the state of its finances" */
	if (scope != NULL && measure_is(set, "special_measures") &&
	    *f->key[FACT_SCOPE] == '\0' &&
	    matcher_mark(m, "scope", "financial", x->start, x->end) != NULL)
		f->key[FACT_SCOPE] = "financial";
	if (scope != NULL && *scope == '*') {
		build_scopes(facts, d, s, m, x, scope + 1,
		    value != NULL && *value == '*' ? value + 1 : NULL);
		return;
	}
	if (set_get(set, "each") != NULL) {
		build_turns(facts, d, s, m, x, value + 1);
		return;
	}
	if (set_get(set, "before") == NULL)
		build_also(facts, d, s, m, x);
	if (named != NULL) {
		other = (struct owner){.mention = named,
		    .who = d->member + named->who,
		    .nwho = named->nwho};
		build_both(facts, d, s, x, &other);
	} else if (set_get(set, "its") != NULL &&
		   unnamed_partner(&other, d, s, x, &o)) {
		build_both(facts, d, s, x, &other);
	}
}
