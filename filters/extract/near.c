/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "near.h"

/*
 * Which period belongs to a match: the one that its rule captured, or the one
 * that stands nearest in the sentence and can be the time of such a fact.
 */

int
near_is_event(const struct period *p)
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
size_t
near_distance(
    const struct matcher *m, const struct match *x, const struct mention *p)
{
	const struct aside *a = matcher_aside(m, p->tag);
	size_t apart = a != NULL && match_outside(x, a) ? 170 : 0;

	/* "spent £187,200 on Mr Hale, who was there from August 2018" */
	if (a != NULL && a->start >= x->end && a->start - x->end < OF_ASIDE &&
	    a->start + 6 < m->fold.n &&
	    memcmp(m->fold.p + a->start, ", who ", 6) == 0 &&
	    p->tag - a->start < OF_ASIDE)
		return p->tag - x->end;
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

int
near_is_part(const struct period *q)
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
int
near_follows(const struct document *d, const struct sentence *s,
    const struct mention *p, const char *words)
{
	struct slice t = sentence_fold(d, s);
	size_t n = strlen(words);

	return p->tag >= n && memcmp(t.p + p->tag - n, words, n) == 0;
}

/* "Last year, A ...; B ...": a time that opens a sentence holds for it all. */
int
near_opens(const struct mention *p)
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
int
near_followed_by(const struct document *d, const struct sentence *s,
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
	static const char *const joints[] = {" ", " in ", " for ", " at ", " (",
	    ", in ", " by ", " in the whole of ", " for the whole of ",
	    " in all of ", " of it ", " of that ", " of it in ",
	    " of that in "};
	struct slice t = sentence_fold(d, s), gap;

	if (p->tag < money->tag_end)
		return 0;
	gap = (struct slice){t.p + money->tag_end, p->tag - money->tag_end};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (slice_is(gap, joints[i]))
			return 1;
	return 0;
}

/* "and in 2018-19": what follows is of that time. */
static int
is_joined(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	static const char *const joints[] = {" and in ", ", in ", "; in ",
	    " and for ", " and by ", ", and in ", " but in "};

	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (near_follows(d, s, p, joints[i]))
			return 1;
	return 0;
}

/* "plans a deficit of £7m and in 2018-19 one of £3m": p is of what comes. */
static int
of_the_next(const struct document *d, const struct sentence *s,
    const struct match *x, const struct mention *p)
{
	if (p->tag < x->end || !is_joined(d, s, p))
		return 0;
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_MONEY && m->tag > p->tag &&
		    m->tag - p->tag_end < OF_ASIDE)
			return 1;
	}
	return 0;
}

/* "£4m in 2016-17 and one of £6m is expected in 2017-18": p is rather of what
 * ends with it. */
static int
ends_before(const struct document *d, const struct sentence *s,
    const struct match *x, const struct mention *p)
{
	static const char *const joints[] = {
	    " and ", ", and ", " but ", "; ", " while "};
	struct slice t = sentence_fold(d, s), gap;

	if (p->tag_end > x->start || near_opens(p))
		return 0;
	gap = (struct slice){t.p + p->tag_end, x->start - p->tag_end};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (slice_is(gap, joints[i]))
			return 1;
	return 0;
}

/* "needs to save £17.5m, three times what it managed last year": p is of what
 * the match is measured against. */
static int
of_a_measure(const struct document *d, const struct sentence *s,
    const struct match *x, const struct mention *p)
{
	static const char *const words[] = {" what ", " than it ", " as it "};
	struct slice t = sentence_fold(d, s);

	for (size_t i = 0; p->tag > x->end && i < sizeof words / sizeof *words;
	     i++)
		if (memmem(t.p + x->end, p->tag - x->end, words[i],
			strlen(words[i])) != NULL)
			return 1;
	return 0;
}

/* 1 if p stands right before an amount: "last year's £2.8m". */
static int
right_before(const struct document *d, const struct sentence *s,
    const struct mention *p, const struct mention *money)
{
	struct slice t = sentence_fold(d, s);

	if (p->tag_end + 3 == money->tag &&
	    memcmp(t.p + p->tag_end, "'s ", 3) == 0)
		return 1;
	/* "(last year: £12.8m)" */
	if (p->tag_end + 2 == money->tag &&
	    memcmp(t.p + p->tag_end, ": ", 2) == 0 &&
	    near_follows(d, s, p, "("))
		return 1;
	/* "and in 2014-15 £5.7m" */
	return p->tag_end + 1 == money->tag && is_joined(d, s, p);
}

/* "from £68m this year": nothing but a blank between them. */
static int
of_it_alone(const struct document *d, const struct sentence *s,
    const struct mention *money, const struct mention *p)
{
	return p->period.kind == PERIOD_THIS_YEAR &&
	       p->tag == money->tag_end + 1 && !near_opens(p) &&
	       (near_follows(d, s, money, "from ") ||
		   near_follows(d, s, money, "with ") ||
		   near_follows(d, s, money, "than "));
}

/* The amount that p belongs to beyond doubt, or NULL. */
static const struct mention *
amount_of(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	const struct mention *behind = NULL;

	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_MONEY && right_before(d, s, p, m))
			return m;
		if (m->kind == MENTION_MONEY && behind == NULL &&
		    right_behind(d, s, m, p))
			behind = m;
	}
	return behind;
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
	       near_followed_by(d, s, p, words, sizeof words / sizeof *words);
}

static int
is_as_before(
    const struct document *d, const struct sentence *s, const struct mention *p)
{
	struct slice t = sentence_fold(d, s);

	return p->tag >= 3 && memcmp(t.p + p->tag - 3, "as ", 3) == 0;
}

/* "announced yesterday", "shared since 2018": no time for what is to come. */
static int
lies_behind(const struct document *d, const struct period *q)
{
	switch (q->kind) {
	case PERIOD_THIS_DAY:
	case PERIOD_THIS_WEEK:
	case PERIOD_AGO:
		return q->offset < 0;
	case PERIOD_YEAR:
	case PERIOD_MONTH:
	case PERIOD_DAY:
		return q->year != 0 && q->year < d->now.year;
	default:
		return 0;
	}
}

/* "She succeeds Bob Day, who retires in May": that is when he goes. */
static int
of_who_goes(const struct document *d, const struct sentence *s,
    const struct match *x, const struct mention *p)
{
	static const char *const goes[] = {" retir", " leav", " left ", " step",
	    " stood ", " stand", " quit", " resign", " depart", " goes ",
	    " went ", " move"};
	struct slice t = sentence_fold(d, s), gap;
	const char *who;

	if (p->tag < x->start)
		return 0;
	gap = (struct slice){t.p + x->start, p->tag - x->start};
	who = memmem(gap.p, gap.n, ", who ", 6);
	if (who == NULL)
		return 0;
	gap = (struct slice){who, (size_t)(t.p + p->tag - who)};
	for (size_t i = 0; i < sizeof goes / sizeof *goes; i++)
		if (memmem(gap.p, gap.n, goes[i], strlen(goes[i])) != NULL)
			return 1;
	return 0;
}

/* 1 if that period cannot be the time of such a fact. */
static int
is_beside(const struct document *d, const struct sentence *s,
    const struct match *x, const struct mention *p, enum purpose purpose)
{
	const struct period *q = &p->period;

	switch (purpose) {
	case FOR_EVENT:
		return !near_is_event(q);
	case FOR_ARRIVAL:
		return !near_is_event(q) || of_who_goes(d, s, x, p);
	case FOR_PLANS:
		return !near_is_event(q) || lies_behind(d, q);
	case FOR_RATING: /* "in directions since", "a plan by October", "the
			    same as a year ago", "next year's merger" */
		return (q->kind == PERIOD_AGO && is_as_before(d, s, p)) ||
		       (q->kind == PERIOD_THIS_YEAR && q->offset > 0) ||
		       q->start_of || (q->until && near_is_event(q));
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
	       !near_follows(d, s, p, "ended ") &&
	       !near_follows(d, s, p, "finished ") &&
	       !near_follows(d, s, p, "closed ") &&
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

/* "good (2017: inadequate)", "outstanding last year, is now good": p is of
 * another class than the match tells of. */
static int
of_another_class(const struct document *d, const struct sentence *s,
    const struct match *x, const struct mention *p)
{
	static const char *const classes[] = {"good", "outstanding",
	    "inadequate", "improvement", "assured", "support"};
	struct slice t = sentence_fold(d, s);
	size_t e = p->tag;

	/* "as it was last year" */
	if (p->tag > x->end + 8 && p->tag < x->end + 24 &&
	    memmem(t.p + x->end, p->tag - x->end, "as <r", 5) != NULL)
		return 1;
	if (near_follows(d, s, p, "(") && p->tag > x->end + 2 &&
	    p->tag_end < t.n && t.p[p->tag_end] == ':')
		return 1;
	while (e > 0 && strchr(" '\")(", t.p[e - 1]) != NULL)
		e--;
	if (e > x->start && e <= x->end + 2)
		return 0;
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		size_t n = strlen(classes[i]);

		if (e >= n && memcmp(t.p + e - n, classes[i], n) == 0)
			return 1;
	}
	return 0;
}

/* "and ended last year £4m overspent": not when it was rated. */
static int
of_the_money(const struct document *d, const struct sentence *s,
    const struct match *x, const struct mention *p)
{
	return p->tag > x->end && p->period.kind == PERIOD_THIS_YEAR &&
	       (near_follows(d, s, p, "ended ") ||
		   near_follows(d, s, p, "finished ") ||
		   near_follows(d, s, p, "closed "));
}

/* "since <p>" right behind the match. */
static int
since_then(const struct document *d, const struct sentence *s,
    const struct match *x, const struct mention *p)
{
	struct slice t = sentence_fold(d, s);

	return p->tag == x->end + 7 && memcmp(t.p + x->end, " since ", 7) == 0;
}

/* "the £19m deficit last year would have topped £22m" */
static int
is_last_year(const struct mention *p)
{
	return p->period.kind == PERIOD_THIS_YEAR && p->period.offset < 0;
}

const struct mention *
near_period(const struct document *d, const struct sentence *s,
    const struct matcher *m, const struct match *x, enum purpose purpose,
    const struct money *money, size_t reach)
{
	/* "and that next year would be harder": it is what is told of */
	static const char *const acts[] = {
	    "would ", "will ", "could ", "may ", "might ", "is likely "};
	/* "what was a hole a year ago is now a surplus" */
	static const char *const news[] = {
	    "is now ", "are now ", "has now ", "have now "};
	const struct mention *best = mention_at(
	    d, s, x->mention[purpose >= FOR_EVENT ? GROUP_DAY : GROUP_PERIOD]);
	size_t least = reach + 1;

	if (best != NULL)
		return best;
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *p = &d->mention[s->mention + i];
		const struct mention *a;
		size_t far;

		if (p->kind != MENTION_PERIOD || i == x->mention[GROUP_DAY] ||
		    is_beside(d, s, x, p, purpose))
			continue;
		far = near_distance(m, x, p);
		a = amount_of(d, s, p);
		if (a != NULL && &a->money == money)
			return p;
		/* "came to £327,000, against £85,000 the year before" */
		if (a != NULL && purpose == FOR_MONEY && a->of < 2 &&
		    (p->period.chained || right_before(d, s, p, a) ||
			of_it_alone(d, s, a, p)))
			continue;
		if (purpose == FOR_MONEY &&
		    (of_the_next(d, s, x, p) || of_a_measure(d, s, x, p) ||
			(p->tag >= x->end && !is_last_year(p) &&
			    near_followed_by(
				d, s, p, acts, sizeof acts / sizeof *acts))))
			continue;
		if (purpose == FOR_MONEY && p->tag_end <= x->start &&
		    !near_opens(p) &&
		    near_followed_by(d, s, p, news, sizeof news / sizeof *news))
			continue;
		if (purpose == FOR_MONEY && behind_another(d, s, x, p) &&
		    (p->period.chained || of_that(d, s, x, p)))
			continue;
		if (purpose == FOR_MONEY && p->period.kind == PERIOD_SEASON)
			far += 40;
		if (purpose == FOR_MONEY && ends_before(d, s, x, p))
			far += 40;
		if (purpose == FOR_RATING &&
		    (of_another_class(d, s, x, p) || of_the_money(d, s, x, p)))
			continue;
		if (purpose == FOR_MONEY && p->period.start_of)
			far += 70;
		/* "a year-end surplus for 2014-15": which year is said later */
		if (purpose == FOR_MONEY && is_some_year(d, s, p))
			far += 40;
		if (purpose == FOR_MONEY && behind_another(d, s, x, p))
			far += p->period.until && near_is_part(&p->period) ? 90
									   : 40;
		if (purpose == FOR_MONEY && near_opens(p) && far > 100)
			far = 100;
		/* "was yesterday rated good for 2017-18" */
		if (purpose == FOR_RATING && a == NULL && is_for_year(d, s, p))
			far /= 8;
		/* "since 2013 and have been in directions since August 2016" */
		if (purpose >= FOR_EVENT && since_then(d, s, x, p))
			far /= 4;
		if (far < least) {
			least = far;
			best = p;
		}
	}
	return best;
}
