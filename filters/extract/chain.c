/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "chain.h"
#include "when.h"
#include "whose.h"

/* How many sentences back a merger or a date is sought. */
enum { RECALLS = 6 };

const char fact_asked[] = "asked";

void
facts_drop_asked(struct facts *facts, size_t before)
{
	size_t kept = 0;

	for (size_t i = 0; i < facts->n; i++)
		if (facts->f[i].sentence >= before ||
		    facts->f[i].key[FACT_MODALITY] != fact_asked)
			facts->f[kept++] = facts->f[i];
	facts->n = kept;
}

static int
key_is(const struct fact *f, enum fact_key k, const char *value)
{
	return strcmp(f->key[k], value) == 0;
}

/* The last status told in this sentence or the one before, or NULL. */
static struct fact *
last_status(const struct facts *facts, size_t here)
{
	for (size_t i = facts->n; i-- > 0;) {
		struct fact *f = &facts->f[i];

		if (f->sentence + 1 < here)
			break;
		if (key_is(f, FACT_DATASET, "status") &&
		    !key_is(f, FACT_DETAIL, "previous"))
			return f;
	}
	return NULL;
}

/* Of what a denial may be echoed: "Bury CCG is not". */
static int
can_be_denied(const struct document *d, const struct fact *f)
{
	return f->nwho != 0 && d->entity[f->who[0]].body == BODY_CCG &&
	       (key_is(f, FACT_MEASURE, "special_measures") ||
		   key_is(f, FACT_MEASURE, "legal_directions")) &&
	       key_is(f, FACT_VALUE, "in") &&
	       key_is(f, FACT_MODALITY, "asserted");
}

/* "They're joined by Bury CCG": what was just said of others holds for it;
 * "Bury CCG is not": it does not. */
static void
echo(struct facts *facts, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct set *set)
{
	const char *modality = set_get(set, "modality");
	struct fact *from = last_status(facts, (size_t)(s - d->sentence)), *f;
	struct owner o = whose(d, s, m, x, NULL);
	struct fact copy;

	if (from == NULL || o.nwho == 0 ||
	    (set_get(set, "measure") != NULL &&
		!key_is(from, FACT_MEASURE, set_get(set, "measure"))) ||
	    (modality != NULL && !can_be_denied(d, from)))
		return;
	copy = *from;
	if (modality != NULL) {
		copy.key[FACT_MODALITY] = modality;
		copy.event = (struct date){0};
	}
	f = fact_new(facts, d, s, x);
	copy.rule = f->rule;
	copy.sentence = f->sentence;
	*f = copy;
	if (o.mention != NULL && o.mention->nall > o.nwho) {
		o.who = d->member + o.mention->all;
		o.nwho = o.mention->nall;
	}
	fact_owner(f, d, s, &o);
	f->confidence = fact_confidence(f, x);
}

/* "Neither was in special measures." */
int
fact_nobody(struct slice text)
{
	return text.n > 4 && (memcmp(text.p + 1, "either", 6) == 0 ||
				 memcmp(text.p + 1, "one of", 6) == 0);
}

/* "Neither is true": what the sentence before told is denied; an answer
 * speaks only of what was asked. */
enum turned { TOLD, ASKED, ASKED_HERE };

static void
turn(struct facts *facts, size_t here, const char *modality, enum turned which)
{
	for (size_t i = facts->n; i-- > 0;) {
		struct fact *f = &facts->f[i];

		if (f->sentence + 1 < here)
			break;
		if ((f->sentence == here) == (which == ASKED_HERE) &&
		    key_is(f, FACT_DATASET, "status") &&
		    (which == TOLD || f->key[FACT_MODALITY] == fact_asked))
			f->key[FACT_MODALITY] = modality;
	}
}

/* 1 if f says what a verdict of that rule is on, and is not denied. */
static int
is_open(const struct fact *f, const struct set *set)
{
	return key_is(f, FACT_MEASURE, set_get(set, "measure")) &&
	       key_is(f, FACT_VALUE, set_get(set, "of")) &&
	       !key_is(f, FACT_MODALITY, "denied");
}

/* The last sentence before or at here that tells of it; SIZE_MAX if none. */
static size_t
told_in(const struct facts *facts, size_t here, const struct set *set)
{
	for (size_t i = facts->n; i-- > 0;) {
		const struct fact *f = &facts->f[i];

		if (f->sentence + RECALLS < here)
			break;
		if (is_open(f, set))
			return f->sentence;
	}
	return SIZE_MAX;
}

static void
judge(struct fact *f, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct set *set,
    int year)
{
	const char *modality = set_get(set, "modality");

	f->rule = x->rule;
	f->sentence = (size_t)(s - d->sentence);
	f->key[FACT_VALUE] = set_get(set, "value");
	f->key[FACT_MODALITY] = modality == NULL ? "asserted" : modality;
	f->event = (struct date){0};
	when_event(f, d, s, m, x, year);
}

/*
 * "NHS England gave the go-ahead in October": the merger told of not long
 * before is approved, for all who merge; a vote of the members of one that
 * is named is that one's.
 */
static void
verdict(struct facts *facts, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct set *set,
    int year)
{
	size_t from = told_in(facts, (size_t)(s - d->sentence), set);
	size_t n = facts->n;
	struct owner o = whose(d, s, m, x, "ccg");
	int one = o.distance < 3 && o.nwho != 0 &&
		  strcmp(set_get(set, "value"), "rejected") == 0;

	for (size_t i = 0; i < n; i++) {
		struct fact copy = facts->f[i], *f;

		if (copy.sentence != from || !is_open(&copy, set))
			continue;
		judge(&copy, d, s, m, x, set, year);
		if (set_get(set, "instead") != NULL) {
			facts->f[i] = copy;
			continue;
		}
		f = fact_new(facts, d, s, x);
		*f = copy;
		if (!one)
			continue;
		fact_owner(f, d, s, &o);
		break;
	}
}

/* "The directions are dated 26 September": when what was told took effect. */
static void
dating(struct facts *facts, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct set *set,
    int year)
{
	size_t here = (size_t)(s - d->sentence), last = SIZE_MAX;
	const char *measure = set_get(set, "measure");

	for (size_t i = facts->n; i-- > 0;) {
		struct fact *f = &facts->f[i];

		if (f->sentence + RECALLS < here ||
		    (last != SIZE_MAX && f->sentence != last))
			break;
		if (f->sentence >= here || !key_is(f, FACT_MEASURE, measure) ||
		    !key_is(f, FACT_VALUE, set_get(set, "value")))
			continue;
		last = f->sentence;
		if (f->event.year == 0)
			when_event(f, d, s, m, x, year);
	}
}

/* "For the third year running": that of the two years before too. */
static void
run_back(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct match *x, size_t last)
{
	static const char *const counts[][3] = {{"second", "two"},
	    {"third", "three"}, {"fourth", "four"}, {"fifth", "five"}};
	struct slice t = sentence_fold(d, s);
	struct fact *now = &facts->f[last], told;
	size_t n = 0;

	t = (struct slice){t.p + x->start, x->end - x->start};
	while (n < sizeof counts / sizeof *counts &&
	       memmem(t.p, t.n, counts[n][0], strlen(counts[n][0])) == NULL &&
	       memmem(t.p, t.n, counts[n][1], strlen(counts[n][1])) == NULL)
		n++;
	if (now->span.fin_year == 0)
		now->span.fin_year = when_year_rated(d->now);
	if (now->span.fin_year == 0 || n == sizeof counts / sizeof *counts ||
	    !key_is(now, FACT_MODALITY, "asserted"))
		return;
	told = *now;
	told.rule = x->rule;
	told.sentence = (size_t)(s - d->sentence);
	told.key[FACT_DETAIL] = "previous";
	for (size_t i = 0; i <= n; i++) {
		told.span = (struct span){.fin_year = told.span.fin_year - 1};
		*fact_new(facts, d, s, x) = told;
	}
}

/* "as it had been for 2017-18", "the same verdict a year ago": the rating told
 * last, for that year or the one before. */
static void
again(struct facts *facts, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct set *set,
    int year)
{
	size_t here = (size_t)(s - d->sentence), i = facts->n;
	const struct mention *p = mention_at(d, s, x->mention[GROUP_PERIOD]);
	struct fact copy, *f;

	while (i > 0 && facts->f[i - 1].sentence + 1 >= here &&
	       !key_is(&facts->f[i - 1], FACT_MEASURE, "rating"))
		i--;
	if (i == 0 || facts->f[i - 1].sentence + 1 < here)
		return;
	copy = facts->f[i - 1];
	if (set_get(set, "run") != NULL) {
		run_back(facts, d, s, x, i - 1);
		return;
	}
	copy.sentence = here;
	copy.rule = x->rule;
	if (p != NULL && p->period.kind == PERIOD_FIN_YEAR)
		when_rating(&copy, d, s, m, x, year);
	else if (copy.span.fin_year != 0)
		copy.span = (struct span){.fin_year = copy.span.fin_year - 1};
	if (copy.span.fin_year == facts->f[i - 1].span.fin_year)
		return;
	f = fact_new(facts, d, s, x);
	*f = copy;
	f->key[FACT_DETAIL] = "previous";
}

void
chain_build(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    const struct set *set, int year)
{
	size_t here = (size_t)(s - d->sentence);
	const char *chain = set_get(set, "chain");
	const struct mention *who = mention_at(d, s, x->mention[GROUP_ORG]);

	if (chain == NULL)
		return;
	if (strcmp(chain, "is-not") == 0 && who != NULL &&
	    (who->ref == REF_IT || who->ref == REF_THEY || who->ref == REF_WE))
		turn(facts, here, "denied", ASKED); /* "It is not." */
	else if (strcmp(chain, "echo") == 0 || strcmp(chain, "is-not") == 0)
		echo(facts, d, s, m, x, set);
	else if (strcmp(chain, "denial") == 0)
		turn(facts, here, "denied", TOLD);
	else if (strcmp(chain, "neither") == 0 && who != NULL &&
		 fact_nobody(mention_text(d, s, who)))
		turn(facts, here, "denied", TOLD);
	else if (strcmp(chain, "no") == 0)
		turn(facts, here, "denied", ASKED);
	else if (strcmp(chain, "yes") == 0)
		turn(facts, here, "asserted", ASKED);
	else if (strcmp(chain, "asked-no") == 0)
		turn(facts, here, "denied", ASKED_HERE);
	else if (strcmp(chain, "asked-yes") == 0)
		turn(facts, here, "asserted", ASKED_HERE);
	else if (strcmp(chain, "verdict") == 0)
		verdict(facts, d, s, m, x, set, year);
	else if (strcmp(chain, "again") == 0)
		again(facts, d, s, m, x, set, year);
	else if (strcmp(chain, "dating") == 0)
		dating(facts, d, s, m, x, set, year);
}
