/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "near.h"
#include "when.h"
#include "when_span.h"

/*
 * The time of a fact: the period that its rule captured, or the one that
 * stands nearest in the sentence, read against the publication date and the
 * year that the text speaks of.
 */

/* In the months in which accounts are made up and published, what is told of
 * is the year that they close; 0 in others. */
int
when_closed_year(const struct document *d)
{
	return d->now.month >= 4 && d->now.month <= 8 ? d->now.year - 1 : 0;
}

/* "With two months of the year to go", "the year that has just begun": it is
 * not over. */
static int
is_running(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	static const char *const words[] = {"to go", "left", "remaining",
	    "that has just begun", "that has begun", "that began", "just begun",
	    "ahead"};

	return near_followed_by(d, s, p, words, sizeof words / sizeof *words);
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
	    memmem(text.p, text.n, "current", 7) != NULL ||
	    (memcmp(text.p, "the", 3) != 0 && memcmp(text.p, "that", 4) != 0))
		return 0;
	if (actual && d->now.year != 0 &&
	    (near_follows(d, s, p, "ended ") ||
		near_follows(d, s, p, "finished ") ||
		near_follows(d, s, p, "closed "))) /* it is over */
		return year != 0 && year < date_fin_year(d->now)
			   ? year
			   : date_fin_year(d->now) - 1;
	return year != 0 ? year : when_closed_year(d);
}

/* The financial year named before p in the sentence, or year; "that year" may
 * be one of the calendar. */
static int
year_before(const struct document *d, const struct sentence *s,
    const struct mention *p, int year)
{
	struct slice text = mention_text(d, s, p);
	int that = slice_is(text, "that year");

	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m == p)
			break;
		if (m->kind == MENTION_PERIOD &&
		    (m->period.kind == PERIOD_FIN_YEAR ||
			(that && m->period.kind == PERIOD_YEAR)) &&
		    m->period.year != 0)
			year = m->period.year;
	}
	return year;
}

/* What "the year before" is before: the year named last in front of p, also
 * by "last year" or "two years ago"; or year. */
static int
anchor_of(const struct document *d, const struct sentence *s,
    const struct mention *p, int year)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];
		struct span span;

		if (m == p)
			break;
		if (m->kind != MENTION_PERIOD)
			continue;
		if (m->period.kind == PERIOD_FIN_YEAR && m->period.year != 0)
			year = m->period.year;
		else if ((m->period.kind == PERIOD_THIS_YEAR ||
			     m->period.kind == PERIOD_AGO) &&
			 d->now.year != 0 && !m->period.chained &&
			 period_resolve(&m->period, d->now, year, &span) == 0 &&
			 span.fin_year != 0)
			year = span.fin_year;
	}
	return year;
}

/* What past says of an event: it lies behind, ahead, or the tense tells. */

/* 1 if p lies behind: past says so (1), or ahead (AHEAD), or the tense. */
static int
is_behind(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct mention *p,
    int past, const char *basis)
{
	const struct period *q = &p->period;
	const struct hit *tense =
	    matcher_mark(m, "tense", NULL, x->start, x->end);

	/* "was told to save £22m by the end of March" lies ahead */
	if (past == 0 && basis != NULL && q->until &&
	    (q->month == 3 || strcmp(basis, "forecast") != 0))
		past = AHEAD;
	/* what was planned or expected in a month: that lies behind */
	if (past == 0 && basis != NULL && q->kind == PERIOD_MONTH &&
	    !q->until && q->month != 3 && tense == NULL &&
	    !near_follows(d, s, p, "before "))
		past = 1;
	if (past != AHEAD && tense != NULL &&
	    (strcmp(tense->mark->value, "past") == 0 ||
		strcmp(tense->mark->value, "perfect") == 0))
		past = 1;
	return past == 1;
}

/* "the year", without a word on which. */
static int
is_the_year(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	struct slice text = mention_text(d, s, p);

	return p->period.kind == PERIOD_THIS_YEAR && p->period.offset == 0 &&
	       !p->period.until &&
	       (slice_is(text, "the year") || slice_is(text, "The year"));
}

static int
is_this_year(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	struct slice text = mention_text(d, s, p);

	return p->period.kind == PERIOD_THIS_YEAR && p->period.offset == 0 &&
	       ((text.n > 4 && memcmp(text.p + 1, "his", 3) == 0) ||
		   memmem(text.p, text.n, "current", 7) != NULL);
}

struct span
when_resolve(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, const struct mention *p,
    int year, int past, const char *basis)
{
	struct period q = p->period;
	struct span span = {0};
	int actual = basis != NULL && strcmp(basis, "actual") == 0;
	int closed;

	q.past = past = is_behind(d, s, m, x, p, past, basis);
	/* "saves £15m next year; the control total for the year": for that */
	if (!past && is_the_year(d, s, p) && year > date_fin_year(d->now) &&
	    d->now.year != 0) {
		q.kind = PERIOD_FIN_YEAR;
		q.year = year;
	}
	/* "ended 2014-15 with a deficit; its plan for this year": the next */
	if (d->now.year == 0 && d->closed != 0 && year == d->closed &&
	    basis != NULL && !actual && is_this_year(d, s, p))
		year++;
	if (past &&
	    !(d->as_of.year != 0 && basis != NULL &&
		strcmp(basis, "plan") == 0) &&
	    (closed = year_just_closed(
		 d, s, p, year_before(d, s, p, year), actual)) != 0) {
		q.kind = PERIOD_FIN_YEAR;
		q.year = closed;
	}
	if (q.kind == PERIOD_MONTH && near_follows(d, s, p, "before ")) {
		q.month = q.month == 1 ? 12 : q.month - 1;
		q.until |= q.month == 3;
		q.year -= q.year != 0 && q.month == 12;
	}
	if (q.chained)
		year = anchor_of(d, s, p, year);
	if (year == 0 &&
	    (q.chained || (d->now.year == 0 && near_is_part(&q) && past)))
		year = d->theme;
	if (year == 0 && q.chained)
		year = when_closed_year(d);
	if (basis != NULL && q.kind == PERIOD_MONTH && q.month == 4 &&
	    q.until && !near_follows(d, s, p, "end of "))
		q.month = 3; /* "by April" is before it begins */
	/* a month or a quarter is of the year its own sentence names */
	if (near_is_part(&q))
		year = year_before(d, s, p, d->now.year == 0 ? year : 0);
	/* "had a surplus in 2015-16 but will be in deficit by March" */
	if (near_is_part(&q) && !past && q.until &&
	    year < date_fin_year(d->now))
		year = 0;
	period_resolve(&q, d->now, year, &span);
	/* "a year ago" it closed the year before the one now closed */
	if (q.kind == PERIOD_AGO && actual && when_closed_year(d) != 0 &&
	    !q.chained && span.fin_year != 0)
		span = (struct span){.fin_year = span.fin_year - 1};
	return span;
}

/* "£900,000 less than in 2016/17" is not of that year. */
static int
is_compared(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	return near_follows(d, s, m, "than in ") ||
	       near_follows(d, s, m, "than for ") ||
	       near_follows(d, s, m, "than ") ||
	       near_follows(d, s, m, "compared with ");
}

/*
 * What the figures of a sentence are of, where they say so themselves: the
 * year spoken of before if one is of that, or else the last; 0 if none says.
 */
static int
year_of_figures(const struct facts *facts, const struct document *d,
    const struct sentence *s, int year)
{
	int last = 0;

	for (size_t i = facts->n; i-- > 0;) {
		const struct fact *f = &facts->f[i];

		if (f->sentence != (size_t)(s - d->sentence))
			break;
		if (f->money == NULL || f->period_text.n == 0 ||
		    f->span.fin_year == 0 || f->passing)
			continue;
		if (f->span.fin_year == year)
			return year;
		if (last == 0)
			last = f->span.fin_year;
	}
	return last;
}

/* "Our accounts for the year": which one is not said while they are made. */
static int
is_which_year(const struct document *d, const struct sentence *s,
    const struct mention *m, int year)
{
	return (when_closed_year(d) != 0 || year > date_fin_year(d->now)) &&
	       is_the_year(d, s, m);
}

int
facts_year(const struct facts *facts, const struct document *d,
    const struct sentence *s, int year)
{
	int own = year_of_figures(facts, d, s, year);

	if (own != 0)
		return own;
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];
		struct span span;

		if (m->kind != MENTION_PERIOD || m->period.start_of ||
		    is_compared(d, s, m) || is_which_year(d, s, m, year))
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
void
when_set_now(struct fact *f, const struct document *d)
{
	if (date_compare(d->now, d->published) != 0)
		f->as_of = d->now;
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

int
when_year_rated(struct date announced)
{
	int year = date_fin_year(announced);

	if (year == 0)
		return 0;
	year -= announced.month >= 4 && announced.month <= 6 ? 2 : 1;
	return year < FIRST_RATED ? FIRST_RATED : year;
}

/* "finished 2014/15 with a deficit and was not assured for the year" */
static int
is_same_year(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	return slice_is(mention_text(d, s, p), "the year") &&
	       near_follows(d, s, p, "for ") && year_before(d, s, p, 0) != 0;
}

/* "This year's ratings" are those published in it; "rated good last year" is
 * what was published then, but what "was good last year" was so in it. */
static int
year_published_in(const struct document *d, const struct sentence *s,
    const struct match *x, const struct period *q)
{
	static const char *const verbs[] = {"rat", "judg", "grad", "given",
	    "got", "award", "verdict", "label", "brand", "deem", "assess",
	    "class", "badge", "mark"};
	struct slice t = sentence_fold(d, s);
	int year = date_fin_year(d->now), given = 0;

	if (year == 0)
		return 0;
	if (q->offset == 0)
		return when_year_rated(d->now);
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		given |= memmem(t.p + x->start, x->end - x->start, verbs[i],
			     strlen(verbs[i])) != NULL;
	year += q->offset - given;
	return year < FIRST_RATED ? 0 : year;
}

void
when_rating(struct fact *f, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, int year)
{
	const struct mention *p = near_period(d, s, m, x, FOR_RATING, NULL, 90);

	f->span.fin_year = 0;
	when_set_now(f, d);
	if (p == NULL)
		return;
	f->period_text = mention_text(d, s, p);
	f->span = when_resolve(d, s, m, x, p, year, 1, NULL);
	if (!near_is_event(&p->period)) {
		if (p->period.kind == PERIOD_FIN_YEAR ||
		    says_that(f->period_text) || is_same_year(d, s, p) ||
		    (p->period.kind == PERIOD_THIS_YEAR &&
			p->period.chained)) /* "the year before" it was so */
			return;
		f->span = (struct span){0};
		if (p->period.kind == PERIOD_THIS_YEAR && !is_the_year(d, s, p))
			f->span.fin_year =
			    year_published_in(d, s, x, &p->period);
		if (f->span.fin_year == 0)
			f->period_text = (struct slice){0};
		return;
	}
	if (p->period.kind == PERIOD_YEAR)
		f->span.start = (struct date){p->period.year, 7, 0};
	if (p->period.kind == PERIOD_SEASON && f->span.start.month == 6)
		f->span.start.month = 7;
	f->span = (struct span){.fin_year = when_year_rated(f->span.start)};
}

/* A month or a year is no day, and "last week" is none in particular: it
 * gives the month, if all of it is in one. */
static struct date
event_date(const struct document *d, const struct period *p, struct date e,
    struct date last)
{
	switch (p->kind) {
	case PERIOD_THIS_WEEK:
		if (e.month != last.month)
			return (struct date){0};
		e.day = 0;
		break;
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

static int
is_proposed(const struct fact *f)
{
	return strcmp(f->key[FACT_VALUE], "proposed") == 0;
}

/* Which way from the publication date an event lies: 1 behind it. */
static int
which_way(const struct fact *f, const struct matcher *m, const struct match *x,
    const struct mention *p)
{
	if (may_lie_ahead(f))
		return is_leaving(f) || is_proposed(f) || p->period.start_of ||
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

/* "will leave in March", told in June: of the year to come. */
static void
next_one(const struct document *d, struct period q, int year, struct span *span)
{
	if (q.year != 0 || q.offset != 0 || d->now.month == 0 ||
	    (q.kind != PERIOD_MONTH && q.kind != PERIOD_DAY) ||
	    span->end.year == 0 || date_compare(span->end, d->now) >= 0)
		return;
	q.offset = 1;
	period_resolve(&q, d->now, year, span);
}

static enum purpose
purpose_of(const struct fact *f)
{
	if (is_leaving(f) || is_proposed(f))
		return FOR_PLANS;
	return strcmp(f->key[FACT_VALUE], "appointed") == 0 ? FOR_ARRIVAL
							    : FOR_EVENT;
}

void
when_event(struct fact *f, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, int year)
{
	const struct mention *p =
	    near_period(d, s, m, x, purpose_of(f), NULL, 70);
	struct span span;

	if (p == NULL || (is_since(d, s, p) &&
			     strcmp(f->key[FACT_MEASURE], "leadership") == 0 &&
			     strcmp(f->key[FACT_VALUE], "interim") != 0))
		return;
	span =
	    has_due_date(f) && p->period.until
		? resolve_due(d, p, year)
		: when_resolve(d, s, m, x, p, year, which_way(f, m, x, p), 0);
	if (purpose_of(f) == FOR_PLANS ||
	    (strcmp(f->key[FACT_MEASURE], "merger") == 0 &&
		which_way(f, m, x, p) == AHEAD))
		next_one(d, p->period, year, &span);
	if (p->period.until || p->period.as_at)
		span.start = span.end;
	if (!has_due_date(f)) {
		f->event = event_date(d, &p->period, span.start, span.end);
		f->period_text = mention_text(d, s, p);
	} else if (p->period.until || is_due(d, s, p) ||
		   x->mention[GROUP_DAY] != NO_MENTION) {
		f->due = event_date(d, &p->period, span.end, span.end);
	}
}
