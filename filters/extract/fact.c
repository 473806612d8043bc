/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "fact.h"
#include "grow.h"
#include "whose.h"

const char *const fact_keys[FACT_KEYS] = {"dataset", "measure", "value",
    "scope", "category", "basis", "modality", "span", "sign", "detail"};

static struct mention *
mention_at(const struct document *d, const struct sentence *s, size_t i)
{
	return i == NO_MENTION ? NULL : &d->mention[s->mention + i];
}

/* Periods. */

static int
is_event_day(const struct period *p)
{
	switch (p->kind) {
	case PERIOD_DAY:
	case PERIOD_MONTH:
	case PERIOD_YEAR:
	case PERIOD_SEASON:
	case PERIOD_THIS_MONTH:
	case PERIOD_THIS_WEEK:
	case PERIOD_THIS_DAY:
	case PERIOD_AGO:
		return 1;
	default:
		return 0;
	}
}

/*
 * A period in an aside is not the time of what stands outside it; one right
 * behind the match is nearer than one that the match runs over.
 */
static size_t
period_distance(
    const struct matcher *m, const struct match *x, const struct mention *p)
{
	const struct aside *a = matcher_aside(m, p->tag);
	size_t apart =
	    a != NULL && (x->start < a->start || x->start >= a->end) ? 70 : 0;

	if (p->tag_end <= x->start)
		return matcher_far(m, p->tag_end, x->start) + apart;
	if (p->tag >= x->end)
		return matcher_far(m, x->end, p->tag) + apart;
	return 8;
}

/* "its March board meeting", "the 2012/13 scheme": not the figure's time. */
static int
names_meeting(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	static const char *const words[] = {"board", "meeting", "governing",
	    "report", "paper", "papers", "finance", "election", "budget"};
	struct slice t = sentence_fold(d, s);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (p->tag_end + 1 + n <= t.n && t.p[p->tag_end] == ' ' &&
		    memcmp(t.p + p->tag_end + 1, words[i], n) == 0)
			return p->period.kind == PERIOD_MONTH ||
			       p->period.kind == PERIOD_DAY;
	}
	return 0;
}

/* The period that belongs to a match: its own, or the nearest in reach. */
enum purpose { FOR_MONEY, FOR_RATING, FOR_EVENT };

/* 1 if that period cannot be the time of such a fact. */
static int
is_beside(const struct document *d, const struct sentence *s,
    const struct mention *p, enum purpose purpose)
{
	const struct period *q = &p->period;

	switch (purpose) {
	case FOR_EVENT:
		return !is_event_day(q);
	case FOR_RATING: /* "in directions since", "a plan by October" */
		return q->start_of || (q->until && is_event_day(q));
	default:
		return q->kind == PERIOD_YEAR || names_meeting(d, s, p) ||
		       (q->start_of && q->kind == PERIOD_FIN_YEAR) ||
		       q->kind == PERIOD_THIS_WEEK ||
		       q->kind == PERIOD_THIS_DAY;
	}
}

/* "Last year, A ...; B ...": a time that opens a sentence holds for it all. */
static int
opens(const struct mention *p)
{
	return p->tag < 8;
}

static int
is_some_year(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	struct slice text = mention_text(d, s, p);

	return p->period.kind == PERIOD_THIS_YEAR && p->period.offset == 0 &&
	       (text.n < 4 || (memcmp(text.p + 1, "his", 3) != 0 &&
				  memcmp(text.p, "current", 4) != 0));
}

static const struct mention *
period_of(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, enum purpose purpose,
    size_t reach)
{
	const struct mention *best = mention_at(
	    d, s, x->mention[purpose == FOR_EVENT ? GROUP_DAY : GROUP_PERIOD]);
	size_t least = reach + 1;

	if (best != NULL)
		return best;
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *p = &d->mention[s->mention + i];
		size_t far;

		if (p->kind != MENTION_PERIOD || i == x->mention[GROUP_DAY] ||
		    is_beside(d, s, p, purpose))
			continue;
		far = period_distance(m, x, p);
		if (purpose == FOR_MONEY && p->period.start_of)
			far += 70;
		/* "a year-end surplus for 2014-15": which year is said later */
		if (purpose == FOR_MONEY && is_some_year(d, s, p))
			far += 40;
		if (purpose == FOR_MONEY && opens(p) && far > 100)
			far = 100;
		if (far < least) {
			least = far;
			best = p;
		}
	}
	return best;
}

/*
 * "The CCG ended the year in deficit": the year is the one spoken of, or in
 * the months after it the one just closed.
 */
static int
year_just_closed(const struct document *d, const struct period *q,
    struct slice text, int year)
{
	if (q->kind != PERIOD_THIS_YEAR || q->offset != 0 || q->until ||
	    text.n < 4 ||
	    (memcmp(text.p, "the", 3) != 0 && memcmp(text.p, "that", 4) != 0))
		return 0;
	if (year != 0)
		return year;
	if (d->published.month >= 4 && d->published.month <= 8)
		return d->published.year - 1;
	return 0;
}

/* The financial year named before p in the sentence, or year. */
static int
year_before(const struct document *d, const struct sentence *s,
    const struct mention *p, int year)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m == p)
			break;
		if (m->kind == MENTION_PERIOD &&
		    m->period.kind == PERIOD_FIN_YEAR && m->period.year != 0)
			year = m->period.year;
	}
	return year;
}

static int
is_part(const struct period *q)
{
	return q->kind == PERIOD_MONTH || q->kind == PERIOD_DAY ||
	       q->kind == PERIOD_QUARTER || q->kind == PERIOD_FIN_MONTH ||
	       q->kind == PERIOD_HALF;
}

static struct span
resolve(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct mention *p,
    int year, int past)
{
	struct period q = p->period;
	const struct hit *tense =
	    matcher_mark(m, "tense", NULL, x->start, x->end);
	struct span span = {0};
	int closed;

	if (tense != NULL && strcmp(tense->mark->value, "past") == 0)
		past = 1;
	q.past = past;
	if (past && (closed = year_just_closed(d, &q, mention_text(d, s, p),
			 year_before(d, s, p, year))) != 0) {
		q.kind = PERIOD_FIN_YEAR;
		q.year = closed;
	}
	/* a month or a quarter is of the year its own sentence names */
	period_resolve(&q, d->published,
	    is_part(&q) ? year_before(d, s, p, 0) : year, &span);
	return span;
}

int
facts_year(const struct facts *facts, const struct document *d,
    const struct sentence *s, int year)
{
	/* what a figure of the sentence is of, where it says so itself */
	for (size_t i = facts->n; i-- > 0;) {
		const struct fact *f = &facts->f[i];

		if (f->sentence != (size_t)(s - d->sentence))
			break;
		if (f->money != NULL && f->period_text.n != 0 &&
		    f->span.fin_year != 0)
			return f->span.fin_year;
	}
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];
		struct span span;

		if (m->kind != MENTION_PERIOD || m->period.start_of)
			continue;
		if ((m->period.kind == PERIOD_FIN_YEAR ||
			m->period.kind == PERIOD_THIS_YEAR) &&
		    period_resolve(&m->period, d->published, year, &span) ==
			0 &&
		    span.fin_year != 0)
			year = span.fin_year;
	}
	return year;
}

static void
set_period(struct fact *f, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, int year)
{
	const struct mention *p = period_of(d, s, m, x, FOR_MONEY, 160);
	int actual = strcmp(f->key[FACT_BASIS], "actual") == 0;

	if (p == NULL) {
		/* the year spoken of goes on, for what has happened */
		f->span.fin_year = actual || d->published.year == 0 ||
					   year >= date_fin_year(d->published)
				       ? year
				       : 0;
		return;
	}
	f->period_text = mention_text(d, s, p);
	f->span = resolve(d, s, m, x, p, year, actual);
	if (p->period.as_at)
		f->as_of = f->span.end;
}

/* Ratings of a year are published in the summer after it. */
static int
year_rated(struct date announced)
{
	int year = date_fin_year(announced);

	if (year == 0)
		return 0;
	return announced.month >= 4 && announced.month <= 6 ? year - 2
							    : year - 1;
}

static void
set_rating_year(struct fact *f, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    int year)
{
	const struct mention *p = period_of(d, s, m, x, FOR_RATING, 90);

	f->span.fin_year = 0;
	if (p == NULL)
		return;
	f->period_text = mention_text(d, s, p);
	f->span = resolve(d, s, m, x, p, year, 1);
	if (!is_event_day(&p->period)) {
		if (p->period.kind == PERIOD_THIS_YEAR && p->period.offset < 0)
			return; /* "last year" it got what it got */
		if (p->period.kind != PERIOD_FIN_YEAR)
			f->span.fin_year = 0;
		return;
	}
	if (p->period.kind == PERIOD_YEAR)
		f->span.start = (struct date){p->period.year, 7, 0};
	if (p->period.kind == PERIOD_SEASON && f->span.start.month == 6)
		f->span.start.month = 7;
	f->span = (struct span){.fin_year = year_rated(f->span.start)};
}

/* A month or a year is no day, and "last week" is none in particular. */
static struct date
event_date(const struct document *d, const struct period *p, struct date e)
{
	switch (p->kind) {
	case PERIOD_DAY:
	case PERIOD_THIS_DAY:
		break;
	case PERIOD_MONTH:
	case PERIOD_THIS_MONTH:
		e.day = 0;
		break;
	case PERIOD_YEAR:
	case PERIOD_AGO:
		e.month = e.day = 0;
		break;
	default:
		return (struct date){0};
	}
	if (p->kind != PERIOD_DAY && d->published.day == 0)
		e.day = 0;
	return e;
}

static int
has_due_date(const struct fact *f)
{
	return strcmp(f->key[FACT_MEASURE], "plan") == 0 ||
	       strcmp(f->key[FACT_MEASURE], "intervention") == 0;
}

/* What is yet to be lies ahead of the publication date. */
static int
lies_behind(const struct fact *f)
{
	return strcmp(f->key[FACT_MODALITY], "asserted") == 0 &&
	       strcmp(f->key[FACT_VALUE], "leaving") != 0 && !has_due_date(f);
}

static void
set_event(struct fact *f, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, int year)
{
	const struct mention *p = period_of(d, s, m, x, FOR_EVENT, 70);
	struct span span;

	if (p == NULL || (p->period.start_of &&
			     strcmp(f->key[FACT_MEASURE], "leadership") == 0))
		return;
	span = resolve(d, s, m, x, p, year, lies_behind(f));
	if (p->period.until)
		span.start = span.end;
	if (!has_due_date(f)) {
		f->event = event_date(d, &p->period, span.start);
		f->period_text = mention_text(d, s, p);
	} else if (p->period.until || x->mention[GROUP_DAY] != NO_MENTION) {
		f->due = event_date(d, &p->period, span.end);
	}
}

/* Keys. */

/* What a captured text means, by the map that "@NAME" names. */
static const char *
mapped(const struct matcher *m, const struct match *x, struct slice t,
    enum fact_key k, const char *map)
{
	enum rule_group g = k == FACT_SCOPE    ? GROUP_SCOPE
			    : k == FACT_DETAIL ? GROUP_ROLE
					       : GROUP_VALUE;
	size_t end;
	const char *v;

	if (!x->span[g].set)
		return "";
	t.n = x->span[g].end;
	v = rules_map(m->rules, map, t, x->span[g].start, &end);
	return v == NULL ? "" : v;
}

/* "?forecast,actual": what the context says of these, or the last;
 * "?plan:target": plan if the context says so, or else target. */
static const char *
chosen(const struct matcher *m, const struct match *x, const char *key,
    const char *values)
{
	const char *otherwise = strrchr(values, ':');
	char list[64];
	size_t n =
	    otherwise == NULL ? strlen(values) : (size_t)(otherwise - values);
	const struct hit *h;

	if (n >= sizeof list)
		n = sizeof list - 1;
	memcpy(list, values, n);
	list[n] = '\0';
	h = matcher_mark(m, key, list, x->start, x->end);
	if (h != NULL)
		return h->mark->value;
	if (otherwise == NULL)
		otherwise = strrchr(values, ',');
	return otherwise == NULL ? values : otherwise + 1;
}

/*
 * Which words of the context each measure listens to.  What was promised of
 * a merger is planned; that a body is in special measures is not.
 */
static const struct listens {
	const char *measure, *modality, *otherwise;
} listens[] = {{"rating", "denied", "asserted"},
    {"special_measures", "denied,possible", "asserted"},
    {"legal_directions", "denied,possible", "asserted"},
    {"review", "required", "asserted"},
    {"intervention", "denied,possible,required", "required"},
    {"plan", "required,planned", "asserted"},
    {"leadership", "denied,possible", "asserted"},
    {"merger", "denied,possible,planned", "asserted"},
    {"shared_management", "denied,possible,planned", "asserted"}};

static void
set_modality(struct fact *f, const struct matcher *m, const struct match *x)
{
	const char *basis = f->key[FACT_BASIS];
	const struct hit *h;

	if (*f->key[FACT_MODALITY] != '\0')
		return;
	for (size_t i = 0; i < sizeof listens / sizeof *listens; i++) {
		if (strcmp(f->key[FACT_MEASURE], listens[i].measure) != 0)
			continue;
		h = NULL; /* "not planning to merge" is denied, not planned */
		if (strncmp(listens[i].modality, "denied", 6) == 0)
			h = matcher_mark(
			    m, "modality", "denied", x->start, x->end);
		if (h == NULL)
			h = matcher_mark(m, "modality", listens[i].modality,
			    x->start, x->end);
		f->key[FACT_MODALITY] =
		    h == NULL ? listens[i].otherwise : h->mark->value;
		return;
	}
	h = matcher_mark(m, "doubt", NULL, x->start, x->end);
	if (h != NULL)
		f->key[FACT_MODALITY] = h->mark->value;
	else if (strcmp(basis, "plan") == 0)
		f->key[FACT_MODALITY] = "planned";
	else if (strcmp(basis, "target") == 0 || strcmp(basis, "required") == 0)
		f->key[FACT_MODALITY] = "required";
	else
		f->key[FACT_MODALITY] = "asserted";
}

/* What is left open of a figure: recorded, expected or planned; and of
 * spending, on what. */
static void
set_money_context(
    struct fact *f, const struct matcher *m, const struct match *x, int title)
{
	const char *measure = f->key[FACT_MEASURE];
	const struct hit *h;

	if (*f->key[FACT_BASIS] == '\0') {
		h = matcher_mark(m, "basis", "forecast,plan,target,actual",
		    x->start, x->end);
		/* a headline says what, the text says how it is meant */
		if (h != NULL && strcmp(h->mark->value, "actual") == 0 &&
		    matcher_mark(m, "doubt", "possible", x->start, x->end) !=
			NULL)
			h = NULL; /* "the worst case was": not yet so */
		f->key[FACT_BASIS] = h != NULL ? h->mark->value
				     : matcher_mark(m, "doubt", "possible",
					   x->start, x->end) != NULL
					 ? "forecast"
				     : title ? ""
					     : "actual";
	}
	if (*f->key[FACT_SPAN] == '\0' &&
	    (h = matcher_mark(m, "span", NULL, x->start, x->end)) != NULL)
		f->key[FACT_SPAN] = h->mark->value;
	if (strcmp(measure, "position") == 0 &&
	    (h = matcher_mark(m, "kind", NULL, x->start, x->end)) != NULL)
		f->key[FACT_MEASURE] = h->mark->value;
	if (strcmp(f->key[FACT_DATASET], "spending") != 0 ||
	    *f->key[FACT_CATEGORY] != '\0')
		return;
	h = strcmp(measure, "savings") == 0
		? NULL
		: matcher_mark(m, "category", NULL, x->start, x->end);
	f->key[FACT_CATEGORY] = h == NULL ? "total" : h->mark->value;
}

static void
set_keys(struct fact *f, const struct matcher *m, const struct match *x,
    const struct set *set, const struct document *d, const struct sentence *s)
{
	for (size_t k = 0; k < FACT_KEYS; k++) {
		const char *v = set_get(set, fact_keys[k]);

		if (v == NULL || *v == '*')
			v = "";
		else if (*v == '@')
			v = mapped(m, x, sentence_fold(d, s), k, v + 1);
		else if (*v == '?')
			v = chosen(m, x, fact_keys[k], v + 1);
		f->key[k] = v;
	}
	if (strcmp(f->key[FACT_DATASET], "status") != 0)
		set_money_context(
		    f, m, x, d->block[s->block].kind == TEXT_TITLE);
	set_modality(f, m, x);
}

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
is_joint(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct owner *o)
{
	const struct hit *h = matcher_mark(m, "share", NULL, x->start, x->end);

	(void)s;
	if (o->nwho == 1 && d->entity[o->who[0]].body == BODY_SECTOR)
		return 0;
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

static void
build_status(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    const struct set *set, int year)
{
	struct owner o = whose(d, s, m, x, set_get(set, "who"));
	struct fact *f = new_fact(facts, d, s, x);

	set_owner(f, d, s, &o);
	set_keys(f, m, x, set, d, s);
	if (o.mention != NULL && is_nobody(mention_text(d, s, o.mention)))
		f->key[FACT_MODALITY] = "denied";
	if (strcmp(f->key[FACT_MEASURE], "rating") == 0)
		set_rating_year(f, d, s, m, x, year);
	else
		set_event(f, d, s, m, x, year);
	set_counterparts(f, d, s, x);
	f->confidence = confidence_of(f, x);
	if (strcmp(f->key[FACT_MEASURE], "rating") == 0 &&
	    set_get(set, "before") != NULL)
		f->key[FACT_DETAIL] = "previous";
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

/*
 * Gapping: "deficits of £4m and £6m, and Norwich one of £2m".  The rule says
 * inherit, and the measure is that of the last figure said, here or in the
 * sentence before.  0, or -1 when there is none.
 */
static int
inherit(const struct facts *facts, const struct document *d, struct fact *f,
    const struct set *set, size_t before)
{
	const struct fact *from = NULL;

	for (size_t i = 0; i + 1 < facts->n; i++) {
		const struct fact *x = &facts->f[i];

		if (x->money == NULL || x->sentence + 1 < f->sentence ||
		    d->sentence[x->sentence].block !=
			d->sentence[f->sentence].block ||
		    (x->sentence == f->sentence && x->money->start >= before))
			continue;
		if (from == NULL || x->sentence > from->sentence ||
		    (x->sentence == from->sentence &&
			x->money->start >= from->money->start))
			from = x;
	}
	if (from == NULL)
		return -1;
	for (size_t k = 0; k < FACT_KEYS; k++)
		if (k != FACT_DETAIL &&
		    (k == FACT_DATASET || set_get(set, fact_keys[k]) == NULL))
			f->key[k] = from->key[k];
	if (f->span.fin_year == 0)
		f->span = from->span;
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
	f = new_fact(facts, d, s, x);
	set_owner(f, d, s, &o);
	set_keys(f, m, x, set, d, s);
	set_period(f, d, s, m, x, year);
	f->joint = is_joint(d, s, m, x, &o);
	if (a != NULL && set_get(set, "inherit") != NULL &&
	    inherit(facts, d, f, set, a->money.start) != 0) {
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
		f->money = &a->money;
		share_out(f, a->series, a->of, o.nwho);
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

void
facts_build(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, int year)
{
	for (size_t i = 0; i < m->nmatch; i++) {
		const struct match *x = &m->match[i];

		if (x->blocked)
			continue;
		for (size_t k = 0; k < x->rule->nset; k++) {
			const struct set *set = &x->rule->set[k];
			const char *dataset = set_get(set, "dataset");

			if (dataset == NULL || strcmp(dataset, "none") == 0)
				continue;
			if (strcmp(dataset, "status") == 0)
				build_status(facts, d, s, m, x, set, year);
			else
				build_series(facts, d, s, m, x, set, year);
		}
	}
}

void
facts_clear(struct facts *facts)
{
	facts->n = facts->nown = 0;
}

void
facts_free(struct facts *facts)
{
	free(facts->f);
	free(facts->own);
	*facts = (struct facts){0};
}
