/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "near.h"
#include "when.h"
#include "when_span.h"

/*
 * The time of a figure: its own period, the year that the text speaks of, or
 * that of the figure it stands beside.
 */

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

/* "2016-17: The deficit reaches £14.2m.": the year that heads the paragraph of
 * a sentence; 0 if none does. */
static int
year_heading(const struct document *d, const struct sentence *s)
{
	const struct block *b = &d->block[s->block];
	const struct sentence *first = &d->sentence[b->sentence];
	const struct mention *m = &d->mention[first->mention];

	return first->nmention != 0 && m->kind == MENTION_PERIOD &&
		       m->period.kind == PERIOD_FIN_YEAR && m->start == 0 &&
		       m->end < b->text.n && b->text.p[m->end] == ':'
		   ? m->period.year
		   : 0;
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
	int now = date_fin_year(d->now), headed = year_heading(d, s);
	int actual = strcmp(f->key[FACT_BASIS], "actual") == 0;
	int forecast = strcmp(f->key[FACT_BASIS], "forecast") == 0;

	if (headed != 0)
		return headed;
	if (now == 0)
		return year != 0 ? year : theme(d, s);
	/* "has saved £5m", "are spending £2m" */
	if (actual && year == 0 && d->as_of.year == 0 &&
	    ((strcmp(f->key[FACT_MEASURE], "savings") == 0 &&
		 is_perfect(m, x) && d->now.month >= 6) ||
		(strcmp(f->key[FACT_MEASURE], "spend") == 0 &&
		    strcmp(tense_of(m, x), "present") == 0)))
		return now;
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
		return year == 0 && !actual && of_position(f)
			   ? when_closed_year(d)
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
	    strcmp(f->key[FACT_BASIS], "actual") == 0 ? when_closed_year(d) : 0;

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

/* "It had £24.8m last", "and £15.6m so far this": the year is left out. */
static int
word_alone(const struct document *d, const struct sentence *s,
    const struct fact *f, const char *word)
{
	struct slice t = sentence_fold(d, s);

	for (size_t i = 0; f->money != NULL && i < s->nmention; i++) {
		const struct mention *a = &d->mention[s->mention + i];
		size_t n = strlen(word), at = a->tag_end + n;

		if (a->kind != MENTION_MONEY || &a->money != f->money)
			continue;
		return at <= t.n && memcmp(t.p + at - n, word, n) == 0 &&
		       (at == t.n || strchr(".,;)", t.p[at]) != NULL);
	}
	return 0;
}

/*
 * "At month 11 the group forecasts a deficit of £2m": the month says when the
 * forecast was made, not what it is of.
 */
static int
is_told_at(const struct fact *f, const struct document *d,
    const struct sentence *s, const struct mention *p)
{
	int ahead = strcmp(f->key[FACT_BASIS], "forecast") == 0 ||
		    strcmp(f->key[FACT_MEASURE], "control_total") == 0;

	/* "predicted in May", "said in the summer" */
	if (strcmp(f->key[FACT_DATASET], "deficits") == 0 &&
	    (ahead || is_planned(f)) && !p->period.until &&
	    !near_follows(d, s, p, "before ") && !p->period.start_of &&
	    ((p->period.kind == PERIOD_MONTH && p->period.month != 3) ||
		p->period.kind == PERIOD_SEASON))
		return 1;
	return ahead && (p->period.kind == PERIOD_FIN_MONTH || p->period.as_at);
}

static int
actual_so_far(
    const struct fact *f, const struct matcher *m, const struct match *x)
{
	return strcmp(f->key[FACT_BASIS], "actual") == 0 &&
	       strcmp(tense_of(m, x), "running") == 0;
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

	/* "whose budget is £164m, was in the black last year" */
	if (f->present && f->span.fin_year != 0 && f->span.fin_year < now &&
	    strcmp(f->key[FACT_MEASURE], "allocation") == 0 &&
	    near_distance(m, x, p) > 12)
		return 1;
	/* "spent £3m last year, and B has so far saved £2m" */
	if (now != 0 && f->span.fin_year != 0 && f->span.fin_year < now &&
	    actual_so_far(f, m, x) && p->tag_end <= x->start &&
	    near_distance(m, x, p) > 12)
		return 1;
	if (now == 0 || f->span.fin_year == 0 || near_opens(p) ||
	    date_compare(d->now, d->published) != 0)
		return 0;
	if (strcmp(f->key[FACT_BASIS], "actual") == 0)
		return f->span.fin_year > now ||
		       (f->span.fin_year == now && when_closed_year(d) != 0 &&
			   p->period.kind == PERIOD_FIN_YEAR &&
			   near_distance(m, x, p) > 24);
	return f->present && f->span.fin_year < now &&
	       (when_closed_year(d) == 0 || f->span.fin_year + 1 < now) &&
	       p->tag_end <= x->start && near_distance(m, x, p) > 12;
}

/* "expects £13.3m, or 3 per cent of its allocation, this time" */
static int
is_this_time(
    const struct document *d, const struct sentence *s, const struct fact *f)
{
	static const char words[] = " this time";
	struct slice t = sentence_fold(d, s);

	for (size_t i = 0; f->money != NULL && i < s->nmention; i++) {
		const struct mention *a = &d->mention[s->mention + i];
		const char *p, *next;
		size_t left = t.n - a->tag_end;

		if (a->kind != MENTION_MONEY || &a->money != f->money)
			continue;
		p = memmem(t.p + a->tag_end, left, words, sizeof words - 1);
		next = memmem(t.p + a->tag_end, left, "<m", 2);
		if (p == NULL || (next != NULL && next < p))
			return 0;
		p += sizeof words - 1;
		if (t.p + t.n - p >= 6 && (memcmp(p, " round", 6) == 0))
			p += 6;
		else if (t.p + t.n - p >= 7 && memcmp(p, " around", 7) == 0)
			p += 7;
		return p == t.p + t.n || strchr(".,;)", *p) != NULL;
	}
	return 0;
}

static int
is_since(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	struct slice text = mention_text(d, s, p);

	return text.n > 6 && memcmp(text.p + 1, "ince ", 5) == 0;
}

/* "fell from £4.6m to £4.2m last year": the first is of the year before. */
static int
is_former(const struct document *d, const struct sentence *s,
    const struct match *x, const struct fact *f, const struct mention *p)
{
	const struct mention *a = mention_at(d, s, x->mention[GROUP_AMOUNT]);
	const struct mention *b = mention_at(d, s, x->mention[GROUP_AMOUNT2]);
	struct slice t = sentence_fold(d, s);

	return a != NULL && b != NULL && f->money == &a->money &&
	       strcmp(f->key[FACT_MEASURE], "spend") == 0 &&
	       p->tag >= b->tag_end && b->tag == a->tag_end + 4 &&
	       memcmp(t.p + a->tag_end, " to ", 4) == 0 && a->tag >= 6 &&
	       memcmp(t.p + a->tag - 5, "from ", 5) == 0;
}

/* "needs to save £8m in the year from April": the year that it opens. */
static int
opened_by(const struct fact *f, const struct document *d,
    const struct sentence *s, const struct match *x)
{
	int now = date_fin_year(d->now);

	if (now == 0 || strcmp(f->key[FACT_BASIS], "actual") == 0)
		return 0;
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *p = &d->mention[s->mention + i];

		if (p->kind == MENTION_PERIOD &&
		    p->period.kind == PERIOD_MONTH && p->period.month == 4 &&
		    p->period.year == 0 && p->period.start_of &&
		    p->tag >= x->start && p->tag < x->end + 60 &&
		    memmem(sentence_fold(d, s).p + x->end,
			p->tag > x->end ? p->tag - x->end : 0, "<m",
			2) == NULL &&
		    !is_since(d, s, p))
			return d->now.month >= 9 || d->now.month < 4 ? now + 1
								     : now;
	}
	return 0;
}

/* "was put under directions in 2014, after its deficit reached £43.2m": the
 * calendar year in which something was so, long past; or NULL. */
static const struct mention *
long_past(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x)
{
	int now = date_fin_year(d->now);
	const struct mention *only = NULL;

	if (now == 0 || !is_past(m, x) || matcher_aside(m, x->start) != NULL)
		return NULL;
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *p = &d->mention[s->mention + i];

		if (p->kind != MENTION_PERIOD)
			continue;
		if (only != NULL || p->period.kind != PERIOD_YEAR ||
		    p->period.start_of || p->period.year + 1 >= now ||
		    matcher_aside(m, p->tag) != NULL)
			return NULL;
		only = p;
	}
	return only;
}

/* What a body that is yet to begin will have or do is of its first year. */
static void
not_before_it_began(struct fact *f, const struct document *d)
{
	const char *basis = f->key[FACT_BASIS];
	struct date opened;

	if (f->nwho != 1 || d->now.year == 0 || strcmp(basis, "actual") == 0)
		return;
	opened = d->entity[f->who[0]].opened;
	if (opened.year == 0 || date_compare(opened, d->now) <= 0 ||
	    f->span.fin_year >= date_fin_year(opened))
		return;
	f->span = (struct span){.fin_year = date_fin_year(opened)};
}

static void
time_of(struct fact *f, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, int year)
{
	const struct mention *p =
	    near_period(d, s, m, x, FOR_MONEY, f->money, 160);
	int actual = strcmp(f->key[FACT_BASIS], "actual") == 0;

	when_set_now(f, d);
	f->present =
	    (is_present(m, x) || strcmp(tense_of(m, x), "future") == 0) &&
	    !is_perfect(m, x);
	if (is_this_time(d, s, f)) {
		f->span.fin_year = date_fin_year(d->now);
		return;
	}
	/* "forecasts £5.9m, unchanged since April" */
	if (p != NULL && !actual && is_since(d, s, p))
		p = NULL;
	if (word_alone(d, s, f, " so far this") && d->now.year != 0) {
		f->span.fin_year = date_fin_year(d->now);
		return;
	}
	if (word_alone(d, s, f, " next") && d->now.year != 0) {
		f->span.fin_year = date_fin_year(d->now) + 1;
		return;
	}
	if (strcmp(f->key[FACT_DATASET], "spending") == 0 &&
	    (f->span.fin_year = opened_by(f, d, s, x)) != 0)
		return;
	if (word_alone(d, s, f, " last") && d->now.year != 0) {
		f->span.fin_year = date_fin_year(d->now) - 1;
		return;
	}
	if (p == NULL && (p = long_past(d, s, m, x)) != NULL) {
		f->period_text = mention_text(d, s, p);
		f->span.fin_year = p->period.year;
		f->passing = 1;
		return;
	}
	if (p == NULL) {
		f->span.fin_year = year_spoken_of(f, d, s, m, x, year);
		if (f->span.fin_year == 0 && d->as_of.year != 0)
			f->span.fin_year = date_fin_year(d->as_of);
		return;
	}
	if (is_told_at(f, d, s, p)) {
		/* "its plan, signed off in the spring, allowed for a deficit"
		 */
		f->span = when_resolve(d, s, m, x, p,
		    p->period.kind == PERIOD_SEASON ? 0 : year,
		    actual || (is_planned(f) && is_past(m, x)),
		    f->key[FACT_BASIS]);
		f->as_of = f->span.end;
		f->span = (struct span){
		    .span = SPAN_YEAR, .fin_year = f->span.fin_year};
		return;
	}
	f->period_text = mention_text(d, s, p);
	f->span = when_resolve(d, s, m, x, p, year, actual, f->key[FACT_BASIS]);
	if (is_impossible(f, d, m, x, p)) {
		f->period_text = (struct slice){0};
		f->span = (struct span){0};
		f->span.fin_year = year_spoken_of(f, d, s, m, x, year);
		return;
	}
	f->passing = matcher_aside(m, p->tag) != NULL ||
		     (p->period.chained && p->period.offset < 0);
	if (is_former(d, s, x, f, p) && f->span.fin_year != 0)
		f->span = (struct span){.fin_year = f->span.fin_year - 1};
	if (p->period.as_at)
		f->as_of = f->span.end;
}

/* In a text without a date, what is expected next to the results of a year is
 * of the year after it; so is what is planned, unless that is told of as past.
 */
static int
year_not_over(const struct fact *f, const struct document *d,
    const struct matcher *m, const struct match *x, int year)
{
	if (d->now.year != 0 || d->closed == 0 || year != d->closed ||
	    strcmp(f->key[FACT_BASIS], "actual") == 0 ||
	    *f->key[FACT_BASIS] == '\0' || (is_planned(f) && is_past(m, x)))
		return year;
	return year + 1;
}

void
when_period(struct fact *f, const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, int year)
{
	year = year_not_over(f, d, m, x, year);
	time_of(f, d, s, m, x, year);
	not_before_it_began(f, d);
}
