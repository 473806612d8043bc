/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "when.h"

/*
 * The time of a fact: the period that its rule captured, or the one that
 * stands nearest in the sentence, read against the publication date and the
 * year that the text speaks of.
 */

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
	case PERIOD_WEEKDAY:
	case PERIOD_AGO:
		return 1;
	default:
		return 0;
	}
}

enum { OF_ASIDE = 40 }; /* how far into an aside its verb's time stands */

/*
 * A period in an aside is not the time of what stands outside it; one right
 * behind the match is nearer than one that the match runs over.
 */
static size_t
period_distance(
    const struct matcher *m, const struct match *x, const struct mention *p)
{
	const struct aside *a = matcher_aside(m, p->tag);
	size_t apart = a != NULL && match_outside(x, a) ? 170 : 0;

	/* "under directions, which were imposed in 2017": of the match */
	if (a != NULL && a->start >= x->end && a->start - x->end < 3 &&
	    p->tag - a->start < OF_ASIDE)
		return p->tag - x->end;

	if (p->tag_end <= x->start)
		return matcher_far(m, p->tag_end, x->start) + apart;
	if (p->tag >= x->end)
		return matcher_far(m, x->end, p->tag) + apart;
	return 8 + apart;
}

static int
is_part(const struct period *q)
{
	return q->kind == PERIOD_MONTH || q->kind == PERIOD_DAY ||
	       q->kind == PERIOD_QUARTER || q->kind == PERIOD_FIN_MONTH ||
	       q->kind == PERIOD_HALF;
}

/* "a long way from the £1.8m surplus of 2017-18": p is near the amount before
 * it and far from the match. */
static int
of_that(const struct document *d, const struct sentence *s,
    const struct match *x, const struct mention *p)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_MONEY && m->tag >= x->end &&
		    m->tag_end <= p->tag && m->of < 2 &&
		    p->tag - m->tag_end < 14 && p->tag - x->end > 40)
			return 1;
	}
	return 0;
}

/* 1 if those words stand right before a mention. */
static int
follows(const struct document *d, const struct sentence *s,
    const struct mention *p, const char *words)
{
	struct slice t = sentence_fold(d, s);
	size_t n = strlen(words);

	return p->tag >= n && memcmp(t.p + p->tag - n, words, n) == 0;
}

/* "Last year, A ...; B ...": a time that opens a sentence holds for it all. */
static int
opens(const struct mention *p)
{
	return p->tag < 8;
}

/* 1 if an amount that is not of the match stands between it and p: then p is
 * rather the time of that. */
static int
behind_another(const struct document *d, const struct sentence *s,
    const struct match *x, const struct mention *p)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_MONEY && m->tag >= x->end &&
		    m->tag < p->tag && m->of < 2)
			return 1;
	}
	return 0;
}

/* 1 if one of n words stands right behind a mention. */
static int
followed_by(const struct document *d, const struct sentence *s,
    const struct mention *p, const char *const *words, size_t n)
{
	struct slice t = sentence_fold(d, s);

	if (p->tag_end >= t.n || t.p[p->tag_end] != ' ')
		return 0;
	t.p += p->tag_end + 1;
	t.n -= p->tag_end + 1;
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(words[i]);

		if (len <= t.n && memcmp(t.p, words[i], len) == 0)
			return 1;
	}
	return 0;
}

/* 1 if p stands right behind an amount: "£85,000 the year before". */
static int
right_behind(const struct document *d, const struct sentence *s,
    const struct mention *money, const struct mention *p)
{
	static const char *const joints[] = {
	    " ", " in ", " for ", " at ", " (", ", in ", " by "};
	struct slice t = sentence_fold(d, s), gap;

	if (p->tag < money->tag_end)
		return 0;
	gap = (struct slice){t.p + money->tag_end, p->tag - money->tag_end};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (slice_is(gap, joints[i]))
			return 1;
	return 0;
}

/* 1 if p stands right before an amount: "last year's £2.8m". */
static int
right_before(const struct document *d, const struct sentence *s,
    const struct mention *p, const struct mention *money)
{
	struct slice t = sentence_fold(d, s);

	return p->tag_end + 3 == money->tag &&
	       memcmp(t.p + p->tag_end, "'s ", 3) == 0;
}

/* "from £68m this year": nothing but a blank between them. */
static int
of_it_alone(const struct document *d, const struct sentence *s,
    const struct mention *money, const struct mention *p)
{
	return p->period.kind == PERIOD_THIS_YEAR &&
	       p->tag == money->tag_end + 1 && !opens(p) &&
	       (follows(d, s, money, "from ") ||
		   follows(d, s, money, "with ") ||
		   follows(d, s, money, "than "));
}

/* The amount that p belongs to beyond doubt, or NULL. */
static const struct mention *
amount_of(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_MONEY &&
		    (right_behind(d, s, m, p) || right_before(d, s, p, m)))
			return m;
	}
	return NULL;
}

/* "its March board meeting", "the 2012/13 scheme": not the figure's time. */
static int
names_meeting(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	static const char *const words[] = {"board", "meeting", "governing",
	    "report", "paper", "papers", "finance", "election", "budget"};

	return (p->period.kind == PERIOD_MONTH ||
		   p->period.kind == PERIOD_DAY) &&
	       followed_by(d, s, p, words, sizeof words / sizeof *words);
}

/* The period that belongs to a match: its own, or the nearest in reach. */
enum purpose { FOR_MONEY, FOR_RATING, FOR_EVENT };

static int
is_as_before(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	struct slice t = sentence_fold(d, s);

	return p->tag >= 3 && memcmp(t.p + p->tag - 3, "as ", 3) == 0;
}

/* 1 if that period cannot be the time of such a fact. */
static int
is_beside(const struct document *d, const struct sentence *s,
    const struct mention *p, enum purpose purpose)
{
	const struct period *q = &p->period;

	switch (purpose) {
	case FOR_EVENT:
		return !is_event_day(q);
	case FOR_RATING: /* "in directions since", "a plan by October", "the
			    same as a year ago" */
		return (q->kind == PERIOD_AGO && is_as_before(d, s, p)) ||
		       q->start_of || (q->until && is_event_day(q));
	default:
		return q->kind == PERIOD_YEAR || names_meeting(d, s, p) ||
		       (q->start_of && q->kind == PERIOD_FIN_YEAR) ||
		       q->kind == PERIOD_THIS_WEEK ||
		       q->kind == PERIOD_WEEKDAY || q->kind == PERIOD_THIS_DAY;
	}
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

/* "for 2017-18" */
static int
is_for_year(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	struct slice t = sentence_fold(d, s);

	return p->period.kind == PERIOD_FIN_YEAR && p->tag >= 4 &&
	       memcmp(t.p + p->tag - 4, "for ", 4) == 0;
}

static const struct mention *
period_of(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, enum purpose purpose,
    const struct money *money, size_t reach)
{
	const struct mention *best = mention_at(
	    d, s, x->mention[purpose == FOR_EVENT ? GROUP_DAY : GROUP_PERIOD]);
	size_t least = reach + 1;

	if (best != NULL)
		return best;
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *p = &d->mention[s->mention + i];
		const struct mention *a;
		size_t far;

		if (p->kind != MENTION_PERIOD || i == x->mention[GROUP_DAY] ||
		    is_beside(d, s, p, purpose))
			continue;
		far = period_distance(m, x, p);
		a = amount_of(d, s, p);
		if (a != NULL && &a->money == money)
			return p;
		/* "came to £327,000, against £85,000 the year before" */
		if (a != NULL && purpose == FOR_MONEY && a->of < 2 &&
		    (p->period.chained || right_before(d, s, p, a) ||
			of_it_alone(d, s, a, p)))
			continue;
		if (purpose == FOR_MONEY && behind_another(d, s, x, p) &&
		    (p->period.chained || of_that(d, s, x, p)))
			continue;
		if (purpose == FOR_MONEY && p->period.kind == PERIOD_SEASON)
			far += 40;
		if (purpose == FOR_MONEY && p->period.start_of)
			far += 70;
		/* "a year-end surplus for 2014-15": which year is said later */
		if (purpose == FOR_MONEY && is_some_year(d, s, p))
			far += 40;
		if (purpose == FOR_MONEY && behind_another(d, s, x, p))
			far += p->period.until && is_part(&p->period) ? 90 : 40;
		if (purpose == FOR_MONEY && opens(p) && far > 100)
			far = 100;
		/* "was yesterday rated good for 2017-18" */
		if (purpose == FOR_RATING && a == NULL && is_for_year(d, s, p))
			far /= 8;
		if (far < least) {
			least = far;
			best = p;
		}
	}
	return best;
}

/* In the months in which accounts are made up and published, what is told of
 * is the year that they close; 0 in others. */
static int
closed_year(const struct document *d)
{
	return d->now.month >= 4 && d->now.month <= 8 ? d->now.year - 1 : 0;
}

/* "With two months of the year to go": it is not over. */
static int
is_running(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	static const char *const words[] = {"to go", "left", "remaining"};

	return followed_by(d, s, p, words, sizeof words / sizeof *words);
}

/*
 * "The CCG ended the year in deficit": the year is the one spoken of, or in
 * the months after it the one just closed.
 */
static int
year_just_closed(const struct document *d, const struct sentence *s,
    const struct mention *p, int year, int actual)
{
	const struct period *q = &p->period;
	struct slice text = mention_text(d, s, p);

	if (q->kind != PERIOD_THIS_YEAR || q->offset != 0 || text.n < 4 ||
	    (q->until && year == 0 && !actual) || is_running(d, s, p) ||
	    (memcmp(text.p, "the", 3) != 0 && memcmp(text.p, "that", 4) != 0))
		return 0;
	return year != 0 ? year : closed_year(d);
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

/* What past says of an event: it lies behind, ahead, or the tense tells. */
enum { AHEAD = -1 };

static struct span
resolve(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct mention *p,
    int year, int past, const char *basis)
{
	struct period q = p->period;
	const struct hit *tense =
	    matcher_mark(m, "tense", NULL, x->start, x->end);
	struct span span = {0};
	int actual = basis != NULL && strcmp(basis, "actual") == 0;
	int closed;

	/* "was told to save £22m by the end of March" lies ahead */
	if (past == 0 && basis != NULL && q.until &&
	    (q.month == 3 || strcmp(basis, "forecast") != 0))
		past = AHEAD;
	/* what was planned or expected in a month: that lies behind */
	if (past == 0 && basis != NULL && q.kind == PERIOD_MONTH && !q.until &&
	    q.month != 3 && tense == NULL && !follows(d, s, p, "before "))
		past = 1;
	if (past != AHEAD && tense != NULL &&
	    (strcmp(tense->mark->value, "past") == 0 ||
		strcmp(tense->mark->value, "perfect") == 0))
		past = 1;
	past = past == 1;
	q.past = past;
	if (past &&
	    !(d->as_of.year != 0 && basis != NULL &&
		strcmp(basis, "plan") == 0) &&
	    (closed = year_just_closed(
		 d, s, p, year_before(d, s, p, year), actual)) != 0) {
		q.kind = PERIOD_FIN_YEAR;
		q.year = closed;
	}
	if (q.kind == PERIOD_MONTH && follows(d, s, p, "before ")) {
		q.month = q.month == 1 ? 12 : q.month - 1;
		q.year -= q.year != 0 && q.month == 12;
	}
	if (q.chained)
		year = year_before(d, s, p, year);
	if (year == 0 &&
	    (q.chained || (d->now.year == 0 && is_part(&q) && past)))
		year = d->theme;
	if (year == 0 && q.chained)
		year = closed_year(d);
	if (basis != NULL && q.kind == PERIOD_MONTH && q.month == 4 &&
	    q.until && !follows(d, s, p, "end of "))
		q.month = 3; /* "by April" is before it begins */
	/* a month or a quarter is of the year its own sentence names */
	if (is_part(&q))
		year = year_before(d, s, p, d->now.year == 0 ? year : 0);
	/* "had a surplus in 2015-16 but will be in deficit by March" */
	if (is_part(&q) && !past && q.until && year < date_fin_year(d->now))
		year = 0;
	period_resolve(&q, d->now, year, &span);
	/* "a year ago" it closed the year before the one now closed */
	if (q.kind == PERIOD_AGO && actual && closed_year(d) != 0 &&
	    !q.chained && span.fin_year != 0)
		span = (struct span){.fin_year = span.fin_year - 1};
	return span;
}

/* "£900,000 less than in 2016/17" is not of that year. */
static int
is_compared(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	return follows(d, s, m, "than in ") || follows(d, s, m, "than for ") ||
	       follows(d, s, m, "than ") || follows(d, s, m, "compared with ");
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
		    f->span.fin_year != 0 && !f->passing)
			return f->span.fin_year;
	}
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];
		struct span span;

		if (m->kind != MENTION_PERIOD || m->period.start_of ||
		    is_compared(d, s, m))
			continue;
		if ((m->period.kind == PERIOD_FIN_YEAR ||
			(m->period.kind == PERIOD_THIS_YEAR &&
			    m->period.offset >= 0)) &&
		    period_resolve(&m->period, d->now, year, &span) == 0 &&
		    span.fin_year != 0)
			year = span.fin_year;
	}
	return year;
}

/* Under a heading with a date of its own, that is when it was so. */
static void
set_now(struct fact *f, const struct document *d)
{
	if (date_compare(d->now, d->published) != 0)
		f->as_of = d->now;
}

/* The year that the document is about, unless the sentence has its own. */
static int
theme(const struct document *d, const struct sentence *s)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_PERIOD &&
		    m->period.kind == PERIOD_FIN_YEAR)
			return 0;
	}
	return d->theme;
}

/* The tense that a match is told in: "past", "present", or "". */
static const char *
tense_of(const struct matcher *m, const struct match *x)
{
	const struct hit *h = matcher_mark(m, "tense", NULL, x->start, x->end);

	return h == NULL ? "" : h->mark->value;
}

static int
is_past(const struct matcher *m, const struct match *x)
{
	return strcmp(tense_of(m, x), "past") == 0;
}

/* "has saved": of the time that is not over. */
static int
is_perfect(const struct matcher *m, const struct match *x)
{
	return strcmp(tense_of(m, x), "perfect") == 0;
}

static int
is_present(const struct matcher *m, const struct match *x)
{
	const char *tense = tense_of(m, x);

	return strcmp(tense, "present") == 0 || strcmp(tense, "running") == 0 ||
	       strcmp(tense, "perfect") == 0;
}

static int
of_position(const struct fact *f)
{
	return strcmp(f->key[FACT_DATASET], "deficits") == 0;
}

/*
 * The year of a figure without a period of its own: the year spoken of goes
 * on for what has happened, and for a plan that is told of in the past; what
 * is yet to be is of no year before the one it was written in.  0 leaves it
 * to normalise.
 */
static int
year_spoken_of(const struct fact *f, const struct document *d,
    const struct sentence *s, const struct matcher *m, const struct match *x,
    int year)
{
	int now = date_fin_year(d->now);
	int actual = strcmp(f->key[FACT_BASIS], "actual") == 0;
	int forecast = strcmp(f->key[FACT_BASIS], "forecast") == 0;

	if (now == 0)
		return year != 0 ? year : theme(d, s);
	/* "forecasts £2m, compared with a planned £1m": a report's own year */
	if (d->as_of.year != 0 && !actual)
		return year > now ? year : now;
	if (actual || is_past(m, x)) {
		year = year != 0 ? year : theme(d, s);
		/* a year that has just begun has no results */
		if (actual && year == now && d->now.month >= 4 &&
		    d->now.month <= 7 && (is_past(m, x) || is_perfect(m, x)) &&
		    strcmp(f->key[FACT_SPAN], "to_date") != 0)
			return now - 1;
		if (actual && strcmp(tense_of(m, x), "running") == 0)
			return now;
		if (actual && (year > now || (year < now && is_present(m, x))))
			return 0;
		return year == 0 && !actual && of_position(f) ? closed_year(d)
							      : year;
	}
	if (year == now || (year > now && (!forecast || strcmp(tense_of(m, x),
							    "future") == 0)))
		return year;
	return 0;
}

/* The year that normalise would take for a figure told in a sentence. */
static int
custom(const struct fact *f, const struct document *d)
{
	int year =
	    strcmp(f->key[FACT_BASIS], "actual") == 0 ? closed_year(d) : 0;

	return year != 0 ? year : date_fin_year(d->now);
}

static int
same_body(const struct fact *a, const struct fact *b)
{
	return a->nwho != 0 && b->nwho != 0 && a->who[0] == b->who[0];
}

static int
is_planned(const struct fact *f)
{
	const char *basis = f->key[FACT_BASIS];

	return strcmp(basis, "plan") == 0 || strcmp(basis, "target") == 0;
}

/* "after forecasting break-even for 11 months" */
static int
is_told(const struct fact *f)
{
	return strcmp(f->key[FACT_BASIS], "forecast") == 0 && !f->present;
}

/* The figure that f, a plan without a time of its own, stands beside. */
static const struct fact *
beside(const struct facts *facts, size_t first, const struct fact *f)
{
	for (size_t i = first; i < facts->n; i++) {
		const struct fact *g = &facts->f[i];

		if (g != f && !is_planned(g) && *g->key[FACT_BASIS] != '\0' &&
		    (is_planned(f) ||
			strcmp(g->key[FACT_BASIS], "actual") == 0) &&
		    same_body(f, g) &&
		    strcmp(g->key[FACT_DATASET], "status") != 0 &&
		    strcmp(g->key[FACT_MEASURE], "position_cumulative") != 0)
			return g;
	}
	return NULL;
}

void
when_beside(struct facts *facts, const struct document *d, size_t first)
{
	for (size_t i = first; i < facts->n; i++) {
		struct fact *f = &facts->f[i];
		const struct fact *g;

		if (f->present || f->period_text.n != 0 ||
		    (!is_planned(f) && !is_told(f)) ||
		    strcmp(f->key[FACT_DATASET], "status") == 0 ||
		    (g = beside(facts, first, f)) == NULL)
			continue;
		f->span.fin_year =
		    g->span.fin_year != 0 ? g->span.fin_year : custom(g, d);
	}
}

/* "It had £24.8m last": the year is left out. */
static int
last_alone(
    const struct document *d, const struct sentence *s, const struct fact *f)
{
	struct slice t = sentence_fold(d, s);

	for (size_t i = 0; f->money != NULL && i < s->nmention; i++) {
		const struct mention *a = &d->mention[s->mention + i];
		size_t at = a->tag_end + 5;

		if (a->kind != MENTION_MONEY || &a->money != f->money)
			continue;
		return at <= t.n && memcmp(t.p + at - 5, " last", 5) == 0 &&
		       (at == t.n || strchr(".,;)", t.p[at]) != NULL);
	}
	return 0;
}

/*
 * "At month 11 the group forecasts a deficit of £2m": the month says when the
 * forecast was made, not what it is of.
 */
static int
is_told_at(const struct fact *f, const struct mention *p)
{
	int ahead = strcmp(f->key[FACT_BASIS], "forecast") == 0 ||
		    strcmp(f->key[FACT_MEASURE], "control_total") == 0;

	return ahead && (p->period.kind == PERIOD_FIN_MONTH || p->period.as_at);
}

/*
 * 1 if a figure cannot be of the period that stands nearest: what has happened
 * is of no year to come, what is expected now of none that is over.
 */
static int
is_impossible(const struct fact *f, const struct document *d,
    const struct matcher *m, const struct match *x, const struct mention *p)
{
	int now = date_fin_year(d->now);

	if (now == 0 || f->span.fin_year == 0 || opens(p) ||
	    date_compare(d->now, d->published) != 0)
		return 0;
	if (strcmp(f->key[FACT_BASIS], "actual") == 0)
		return f->span.fin_year > now ||
		       (f->span.fin_year == now && closed_year(d) != 0 &&
			   p->period.kind == PERIOD_FIN_YEAR &&
			   period_distance(m, x, p) > 24);
	return f->present && f->span.fin_year < now && closed_year(d) == 0 &&
	       p->tag_end <= x->start && period_distance(m, x, p) > 12;
}

void
when_period(struct fact *f, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, int year)
{
	const struct mention *p =
	    period_of(d, s, m, x, FOR_MONEY, f->money, 160);
	int actual = strcmp(f->key[FACT_BASIS], "actual") == 0;

	set_now(f, d);
	f->present =
	    (is_present(m, x) || strcmp(tense_of(m, x), "future") == 0) &&
	    !is_perfect(m, x);
	if (last_alone(d, s, f) && d->now.year != 0) {
		f->span.fin_year = date_fin_year(d->now) - 1;
		return;
	}
	if (p == NULL) {
		f->span.fin_year = year_spoken_of(f, d, s, m, x, year);
		if (f->span.fin_year == 0 && d->as_of.year != 0)
			f->span.fin_year = date_fin_year(d->as_of);
		return;
	}
	if (is_told_at(f, p)) {
		f->span =
		    resolve(d, s, m, x, p, year, actual, f->key[FACT_BASIS]);
		f->as_of = f->span.end;
		f->span = (struct span){
		    .span = SPAN_YEAR, .fin_year = f->span.fin_year};
		return;
	}
	f->period_text = mention_text(d, s, p);
	f->span = resolve(d, s, m, x, p, year, actual, f->key[FACT_BASIS]);
	if (is_impossible(f, d, m, x, p)) {
		f->period_text = (struct slice){0};
		f->span = (struct span){0};
		f->span.fin_year = year_spoken_of(f, d, s, m, x, year);
		return;
	}
	f->passing = matcher_aside(m, p->tag) != NULL ||
		     (p->period.chained && p->period.offset < 0);
	if (p->period.as_at)
		f->as_of = f->span.end;
}

/* "and was rated good for that year" */
static int
says_that(struct slice text)
{
	return text.n > 4 && memcmp(text.p, "that", 4) == 0;
}

/* Ratings of a year are published in the summer after it; CCGs began in April
 * 2013. */
enum { FIRST_RATED = 2013 };

static int
year_rated(struct date announced)
{
	int year = date_fin_year(announced);

	if (year == 0)
		return 0;
	year -= announced.month >= 4 && announced.month <= 6 ? 2 : 1;
	return year < FIRST_RATED ? FIRST_RATED : year;
}

void
when_rating(struct fact *f, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, int year)
{
	const struct mention *p = period_of(d, s, m, x, FOR_RATING, NULL, 90);

	f->span.fin_year = 0;
	set_now(f, d);
	if (p == NULL)
		return;
	f->period_text = mention_text(d, s, p);
	f->span = resolve(d, s, m, x, p, year, 1, NULL);
	if (!is_event_day(&p->period)) {
		if (p->period.kind == PERIOD_THIS_YEAR && p->period.offset < 0)
			return; /* "last year" it got what it got */
		if (p->period.kind != PERIOD_FIN_YEAR &&
		    !says_that(f->period_text))
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
	case PERIOD_WEEKDAY:
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
	if (p->kind != PERIOD_DAY && d->now.day == 0)
		e.day = 0;
	return e;
}

static int
has_due_date(const struct fact *f)
{
	return strcmp(f->key[FACT_MEASURE], "plan") == 0 ||
	       strcmp(f->key[FACT_MEASURE], "intervention") == 0;
}

/*
 * An appointment or a merger that is agreed may take effect before or after
 * it is told of: ahead where the words say so, else the tense tells.
 */
static int
may_lie_ahead(const struct fact *f)
{
	static const struct {
		const char *measure, *value;
	} of[] = {{"leadership", "appointed"}, {"leadership", "interim"},
	    {"leadership", "leaving"}, {"review", "ordered"},
	    {"merger", "approved"}, {"merger", "proposed"},
	    {"shared_management", "proposed"}};

	for (size_t i = 0; i < sizeof of / sizeof *of; i++)
		if (strcmp(f->key[FACT_MEASURE], of[i].measure) == 0 &&
		    strcmp(f->key[FACT_VALUE], of[i].value) == 0)
			return 1;
	return 0;
}

static int
is_leaving(const struct fact *f)
{
	return strcmp(f->key[FACT_VALUE], "leaving") == 0;
}

/* Which way from the publication date an event lies: 1 behind it. */
static int
which_way(const struct fact *f, const struct matcher *m, const struct match *x,
    const struct mention *p)
{
	if (may_lie_ahead(f))
		return is_leaving(f) || p->period.start_of ||
			       matcher_mark(
				   m, "when", "ahead", x->start, x->end) != NULL
			   ? AHEAD
			   : 0;
	/* "from 1 July it will also be ours" */
	if (p->period.start_of &&
	    matcher_mark(m, "when", "ahead", x->start, x->end) != NULL)
		return AHEAD;
	return strcmp(f->key[FACT_MODALITY], "asserted") == 0 &&
	       !has_due_date(f);
}

/* "due on 31 October" */
static int
is_due(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	struct slice t = sentence_fold(d, s);

	return (p->tag >= 7 && memcmp(t.p + p->tag - 7, "due on ", 7) == 0) ||
	       (p->tag >= 4 && memcmp(t.p + p->tag - 4, "due ", 4) == 0);
}

/* "who has led it since 2013" is no appointment; "from 1 May" is. */
static int
is_since(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	struct slice text = mention_text(d, s, p);

	return p->period.start_of && text.n > 5 &&
	       memcmp(text.p + 1, "ince", 4) == 0;
}

/* What is due lies ahead, whatever the tense that it is told in. */
static struct span
resolve_due(const struct document *d, const struct mention *p, int year)
{
	struct span span = {0};

	period_resolve(&p->period, d->now, year, &span);
	return span;
}

void
when_event(struct fact *f, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, int year)
{
	const struct mention *p = period_of(d, s, m, x, FOR_EVENT, NULL, 70);
	struct span span;

	if (p == NULL || (is_since(d, s, p) &&
			     strcmp(f->key[FACT_MEASURE], "leadership") == 0 &&
			     strcmp(f->key[FACT_VALUE], "interim") != 0))
		return;
	span = has_due_date(f) && p->period.until
		   ? resolve_due(d, p, year)
		   : resolve(d, s, m, x, p, year, which_way(f, m, x, p), 0);
	if (p->period.until)
		span.start = span.end;
	if (!has_due_date(f)) {
		f->event = event_date(d, &p->period, span.start);
		f->period_text = mention_text(d, s, p);
	} else if (p->period.until || is_due(d, s, p) ||
		   x->mention[GROUP_DAY] != NO_MENTION) {
		f->due = event_date(d, &p->period, span.end);
	}
}
