/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "heir.h"
#include "sense.h"

/*
 * What a figure takes after: "deficits of £4m and £6m, and Norwich one of £2m"
 * has the measure of the figure before, "B's is a deficit of £6m" is meant as
 * A's was.
 */

int
heir_inherits(const struct rule *r)
{
	return r->nset != 0 && set_get(&r->set[0], "inherit") != NULL;
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
	static const char *const words[] = {
	    "had", "was", "were", "stood at", "stands at"};
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

	if (h == NULL || (h->end + 1 < x->start && is_feeble(m->fold, h)) ||
	    (h->end < x->start && x->mention[GROUP_ORG] != NO_MENTION &&
		from->sentence == f->sentence && h->start > tag_of(d, from) &&
		memmem(m->fold.p + h->end, x->start - h->end, ")", 1) !=
		    NULL) || /* of what the bracket told of the other */
	    (from->sentence == f->sentence && h->start < tag_of(d, from)))
		return;
	/* "£5m would come out of beds and £6m out of drugs": still a plan */
	if (strcmp(f->key[FACT_MEASURE], "savings") == 0 &&
	    strcmp(h->mark->value, "forecast") == 0 &&
	    strcmp(f->key[FACT_BASIS], "plan") == 0)
		return;
	f->key[FACT_BASIS] = h->mark->value;
	f->key[FACT_MODALITY] = "";
	sense_modality(f, m, x);
}

/*
 * Gapping: "deficits of £4m and £6m, and Norwich one of £2m".  The rule says
 * inherit, and the measure is that of the last figure said, here or in the
 * sentence before.
 */
enum { INHERITS = 2, SURE = 4, GAP = 20, ENTRIES = 6 }; /* sentences; weights */

/*
 * "Its forecast is £18m; at month 4 it was £9m": where nothing but "was" says
 * how the second is meant, it is as the first; but last year's is not.
 */
static void
as_before(struct fact *f, const struct fact *from, const struct matcher *m,
    const struct match *x, const struct set *set)
{
	const char *basis = set_get(set, "basis");
	const struct hit *h = matcher_mark(
	    m, "basis", "forecast,plan,target,actual", x->start, x->end);
	int own = f->period_text.n != 0 && f->span.span == SPAN_YEAR &&
		  f->span.fin_year != from->span.fin_year;

	if (basis == NULL || *basis != '?' || own ||
	    (h != NULL && !is_feeble(m->fold, h)))
		return;
	f->key[FACT_BASIS] = from->key[FACT_BASIS];
	f->key[FACT_MODALITY] = from->key[FACT_MODALITY];
}

/* 1 if a match says itself what the money went on. */
static int
says_category(const struct matcher *m, const struct match *x)
{
	const struct hit *h =
	    matcher_mark(m, "category", NULL, x->start, x->end);

	return h != NULL && h->start < x->end && h->end > x->start;
}

/*
 * "A is expecting £10.2m against a planned £4m, and B £5.1m": B's is like the
 * first, not like the plan in between.
 */
static const struct fact *
outcome_beside(const struct facts *facts, const struct fact *from)
{
	const char *basis = from->key[FACT_BASIS];

	if (strcmp(basis, "plan") != 0 && strcmp(basis, "target") != 0)
		return from;
	for (size_t i = facts->n - 1; i-- > 0;) {
		const struct fact *g = &facts->f[i];

		basis = g->key[FACT_BASIS];
		if (g->sentence == from->sentence && g->money != NULL &&
		    g->nwho != 0 && from->nwho != 0 &&
		    g->who[0] == from->who[0] &&
		    g->money->start < from->money->start &&
		    (strcmp(basis, "actual") == 0 ||
			strcmp(basis, "forecast") == 0))
			return g;
	}
	return from;
}

/* 1 if g is how far a result was off its plan, told beside the result. */
static int
is_gap(const struct fact *g)
{
	return strcmp(g->key[FACT_MEASURE], "variance") == 0 &&
	       g->rule->weight >= GAP && !heir_inherits(g->rule);
}

/* "a deficit of £2.4m, £1.1m worse than plan, and forecasts £4m": the £4m is
 * like the first.  The position that stands before gap g, or g. */
static const struct fact *
result_before(const struct facts *facts, const struct fact *gap)
{
	for (size_t i = 0; i + 1 < facts->n; i++) {
		const struct fact *g = &facts->f[i];

		if (g->sentence == gap->sentence && g->money != NULL &&
		    g->money->start < gap->money->start && g->nwho == 1 &&
		    gap->nwho == 1 && g->who[0] == gap->who[0] &&
		    strncmp(g->key[FACT_MEASURE], "position", 8) == 0)
			return g;
	}
	return gap;
}

/* 1 if g is a part of another figure, which its rule asked for. */
static int
is_part(const struct fact *g)
{
	return g->rule->nset != 0 && set_get(&g->rule->set[0], "from") != NULL;
}

/* The figure before byte `before` of f's sentence that f takes its measure
 * from: the last one in reach, of the measure that the rule asks for; or NULL.
 */
static const struct fact *
heritage(const struct facts *facts, const struct document *d,
    const struct fact *f, const struct set *set, size_t before)
{
	const struct fact *from = NULL;
	const char *measure = set_get(set, "from");
	const char *own = set_get(set, "measure");
	size_t reach = set_get(set, "here") != NULL ? 0
		       : f->rule->weight < SURE	    ? 1
						    : INHERITS;

	for (size_t i = 0; i + 1 < facts->n; i++) {
		const struct fact *g = &facts->f[i];

		/* "of which £2.8m is to come from contracts, and £7.7m in
		 * 2018/19" */
		if (measure == NULL && g->sentence == f->sentence &&
		    is_part(g) && f->period_text.n != 0)
			continue;
		if (g->money == NULL || g->sentence + reach < f->sentence ||
		    (measure != NULL &&
			strcmp(g->key[FACT_MEASURE], measure) != 0) ||
		    (own != NULL && strcmp(g->key[FACT_DATASET],
					set_get(set, "dataset")) != 0) ||
		    d->sentence[g->sentence].block + 1 <
			d->sentence[f->sentence].block ||
		    (g->sentence == f->sentence && g->money->start >= before))
			continue;
		if (from == NULL || g->sentence > from->sentence ||
		    (g->sentence == from->sentence &&
			g->money->start >= from->money->start))
			from = g;
	}
	return from != NULL && measure == NULL && is_gap(from) &&
		       from->sentence == f->sentence
		   ? result_before(facts, from)
		   : from;
}

/* Gives f the time of the figure that it follows, where it has none. */
static void
take_span(struct fact *f, const struct fact *from, const struct set *set)
{
	/* "needs £18m this year.  It has identified £7m": of that year */
	if (f->period_text.n == 0 && set_get(set, "from") != NULL &&
	    from->span.fin_year != 0)
		f->span = from->span;
	/* "had £5.8m last year and foresees another": that is of this one */
	if (f->span.fin_year == 0 &&
	    !(f->present && strcmp(f->key[FACT_BASIS], "actual") != 0 &&
		strcmp(from->key[FACT_BASIS], "actual") == 0))
		f->span = from->span;
}

static const struct fact *
inherit(const struct facts *facts, const struct document *d, struct fact *f,
    const struct matcher *m, const struct match *x, const struct set *set,
    size_t before)
{
	const struct fact *from = heritage(facts, d, f, set, before);

	const struct hit *h;

	if (from == NULL)
		return NULL;
	if (x->mention[GROUP_ORG] != NO_MENTION)
		from = outcome_beside(facts, from);
	for (size_t k = 0; k < FACT_KEYS; k++)
		if (k != FACT_DETAIL &&
		    !(k == FACT_MODALITY && set_get(set, "basis") != NULL) &&
		    (k == FACT_DATASET || set_get(set, fact_keys[k]) == NULL) &&
		    !(k == FACT_CATEGORY && says_category(m, x)))
			f->key[k] = from->key[k];
	/* "Stopping IVF would save £836,000.  Vitamins would bring in £50,000."
	 */
	if (from->sentence != f->sentence &&
	    strcmp(f->key[FACT_MEASURE], "savings") == 0 &&
	    strcmp(f->key[FACT_CATEGORY], from->key[FACT_CATEGORY]) == 0 &&
	    (h = matcher_mark(m, "category", NULL, x->start, x->end)) != NULL)
		f->key[FACT_CATEGORY] = h->mark->value;
	if (set_get(set, "line") != NULL) /* of the body, and its lines */
		f->key[FACT_DATASET] = "spending";
	as_before(f, from, m, x, set);
	/* "was allowed £12m, its control total, and came in at £22m" */
	if (strcmp(f->key[FACT_MEASURE], "control_total") == 0 &&
	    (strcmp(f->key[FACT_BASIS], "actual") == 0 ||
		strcmp(f->key[FACT_BASIS], "forecast") == 0 ||
		(strcmp(f->key[FACT_BASIS], "plan") == 0 &&
		    set_get(set, "basis") != NULL)))
		f->key[FACT_MEASURE] = "position";
	if (set_get(set, "basis") == NULL)
		said_anew(f, from, d, m, x);
	take_span(f, from, set);
	/* "has saved £7m to date; the forecast is £11m": of the whole year */
	if (f->period_text.n == 0 &&
	    strcmp(f->key[FACT_BASIS], "forecast") == 0 &&
	    strcmp(from->key[FACT_BASIS], "forecast") != 0) {
		f->key[FACT_SPAN] = "";
		f->span = (struct span){.fin_year = f->span.fin_year};
	}
	return from;
}

/* "It reported a deficit of £6.3m and expects £13.3m, or 3 per cent of its
 * budget": a pronoun further on does not say whose the second is. */
static void
stay_with(struct fact *f, const struct fact *from, const struct owner *o,
    const struct match *x)
{
	if (o->mention == NULL || o->mention->kind != MENTION_REF ||
	    o->mention->tag < x->end || from->nwho == 0 ||
	    (from->sentence != f->sentence && o->nwho != 0))
		return;
	f->who = from->who;
	f->nwho = from->nwho;
	f->org_text = from->org_text;
	f->distance = from->distance;
}

/* What the map "told" calls a figure of that sort, before byte end of a folded
 * sentence; NULL if nothing does. */
static const char *
last_told(const struct matcher *m, struct slice t, size_t end)
{
	const char *last = NULL, *v;
	size_t at = 0, next;

	while (at < end && (v = rules_map(m->rules, "told", t, at, &next)) &&
	       next <= end) {
		last = v;
		at = next;
	}
	return last;
}

/* 1 if the body of f is named before sentence s, or in it. */
static int
is_own(const struct fact *f, const struct document *d, const struct sentence *s)
{
	for (size_t i = 0; f->nwho != 0 && i < s->mention + s->nmention; i++) {
		const struct mention *m = &d->mention[i];

		if (m->kind == MENTION_ORG && m->nwho != 0 &&
		    d->member[m->who] == f->who[0])
			return 1;
	}
	return 0;
}

/*
 * "Sixty groups predict deficits.  The worst is Barnet with £28m": no figure
 * stands before it, but the word for one does, here or in the sentence before.
 */
static int
take_word(struct fact *f, const struct document *d, const struct matcher *m,
    const struct match *x, const struct set *set)
{
	const struct sentence *s = &d->sentence[f->sentence], *t = s - 1;
	size_t amount = d->mention[s->mention + x->mention[GROUP_AMOUNT]].tag;
	const char *v = last_told(m, sentence_fold(d, s), amount), *basis;
	const struct hit *kind;

	if (strcmp(set_get(set, "dataset"), "deficits") != 0 ||
	    set_get(set, "from") != NULL || set_get(set, "here") != NULL)
		return -1;
	if (v == NULL && s > d->sentence && t->block + 1 >= s->block &&
	    is_own(f, d, s)) {
		v = last_told(m, sentence_fold(d, t), t->nfold);
		basis = matcher_says(m, "basis", sentence_fold(d, t));
		if (v != NULL && basis != NULL &&
		    strcmp(basis, "forecast") == 0 &&
		    set_get(set, "basis") == NULL &&
		    matcher_mark(m, "basis", NULL, x->start, x->end) == NULL)
			f->key[FACT_BASIS] = "forecast";
	}
	if (v == NULL || strcmp(v, "other") == 0)
		return -1;
	if (*f->key[FACT_MEASURE] == '\0')
		f->key[FACT_MEASURE] =
		    strstr(v, "spend") == NULL ? "position" : "variance";
	kind = matcher_mark(m, "kind", NULL, x->start, x->end);
	if (kind != NULL && strcmp(f->key[FACT_MEASURE], "position") == 0)
		f->key[FACT_MEASURE] = kind->mark->value;
	if (*f->key[FACT_SIGN] == '\0')
		f->key[FACT_SIGN] =
		    strcmp(v, "surplus") == 0 || strcmp(v, "underspend") == 0
			? "+"
			: "-";
	return 0;
}

int
heir_take(const struct facts *facts, const struct document *d, struct fact *f,
    const struct matcher *m, const struct match *x, const struct set *set,
    size_t before, const struct owner *o)
{
	const struct fact *from = inherit(facts, d, f, m, x, set, before);

	if (from == NULL)
		return facts->words ? take_word(f, d, m, x, set) : -1;
	stay_with(f, from, o, x);
	return 0;
}

/* "Norwich: £6.9m deficit (plan: ...)": a line of a list, without a verb. */
static int
is_entry(const struct matcher *m, const struct match *x)
{
	struct slice t = m->fold;
	size_t i = 0;

	while (i < t.n && t.p[i] != '>')
		i++;
	return t.n > 4 && t.p[0] == '<' && i < 6 && i + 2 < t.n &&
	       t.p[i + 1] == ':' && x->start <= i + 12 &&
	       matcher_mark(m, "tense", NULL, x->start, x->end) == NULL;
}

/* "A's target is a surplus of £2.8m; B's is a deficit of £6m": how the second
 * is meant, the first said. */
void
heir_as_the_last(struct fact *f, const struct facts *facts,
    const struct matcher *m, const struct match *x)
{
	const struct fact *from = NULL;
	size_t reach = is_entry(m, x) ? ENTRIES : 1;

	if ((reach == 1 &&
		matcher_mark(m, "elliptic", NULL, x->start, x->end) == NULL) ||
	    strcmp(f->key[FACT_BASIS], "actual") != 0)
		return;
	for (size_t i = facts->n - 1; i-- > 0 && from == NULL;)
		if (facts->f[i].money != NULL &&
		    !(reach > 1 &&
			strcmp(facts->f[i].key[FACT_BASIS], "plan") == 0))
			from = &facts->f[i];
	if (from == NULL || from->sentence + reach < f->sentence ||
	    strcmp(from->key[FACT_DATASET], f->key[FACT_DATASET]) != 0)
		return;
	f->key[FACT_BASIS] = from->key[FACT_BASIS];
	f->key[FACT_MODALITY] = from->key[FACT_MODALITY];
	if (strcmp(from->key[FACT_MEASURE], "control_total") == 0)
		f->key[FACT_MEASURE] = "control_total";
}
