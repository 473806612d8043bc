/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "part.h"
#include "sets.h"
#include "speaker.h"
#include "stand.h"
#include "subject.h"
#include "told.h"
#include "which.h"
#include "words.h"

static void
resolve_it(struct focus *f, struct mention *m)
{
	const struct document *d = f->d;
	struct list l = f->latest.n != 0   ? f->latest
			: f->here.n != 0   ? f->here
			: f->nearby.n == 1 ? f->nearby
					   : f->subject;

	/* "Trusts lost £571m. ... It": one body, not them */
	if (l.n == 1 && l.who == f->subject.who && f->here.n == 0 &&
	    d->entity[d->member[l.who]].body == BODY_SECTOR)
		return;

	if (l.n == 1 && d->entity[d->member[l.who]].body != BODY_NATIONAL) {
		focus_stand_for(m, l);
		return;
	}
	if (l.n == 1) { /* what the regulator spoke of comes first */
		size_t e = which_heaviest(f, BODY_CCG, 1);

		if (e != SIZE_MAX && f->weight[e] >= 1) {
			focus_stand_for_one(f, m, e);
			return;
		}
		focus_stand_for(m, l);
		return;
	}
	which_ccg(f, m);
}

/* 1 if one CCG acted since several were last named together: "they" are its
 * people. */
static int
one_since(const struct focus *f)
{
	return f->subject.n == 1 &&
	       f->d->entity[f->d->member[f->subject.who]].body == BODY_CCG &&
	       (f->nlist == 0 || f->list[(f->nlist - 1) % LISTS].sentence + 2 <
				     f->subject.sentence);
}

/* "They were set totals of £11.5m and £10.2m respectively", "their respective
 * totals": how many. */
static size_t
respective(const struct document *d, const struct sentence *s)
{
	struct slice t = sentence_fold(d, s);
	size_t n = 0;

	if (memmem(t.p, t.n, "respective", 10) == NULL)
		return 0;
	for (size_t i = 0; i < s->nmention; i++)
		n += d->mention[s->mention + i].kind == MENTION_MONEY;
	return n;
}

static void
resolve_they(struct focus *f, const struct sentence *s, struct mention *m)
{
	if (f->nobody)
		return; /* "the trusts ... among them" */
	if (f->latest.n != 0 &&
	    (f->latest.n > 1 ||
		f->d->entity[f->d->member[f->latest.who]].body == BODY_SECTOR))
		focus_stand_for(m, f->latest);
	else if (f->subject.n == 1 &&
		 f->d->entity[f->d->member[f->subject.who]].body == BODY_SECTOR)
		focus_stand_for(m, f->subject);
	else if (f->here.n > 1)
		focus_stand_for(m, f->here);
	else if (f->subject.n > 1)
		focus_stand_for(m, f->subject);
	else if (!one_since(f))
		sets_several(f, s, m);
	if (m->nwho == 0)
		resolve_it(f, m);
}

/* "the trust, which is itself": the body right in front. */
static int
is_itself(struct focus *f, const struct sentence *s, struct mention *m)
{
	const struct mention *x = m - 1;

	if (!slice_is(mention_text(f->d, s, m), "itself") ||
	    x < &f->d->mention[s->mention] || !subject_body(x) ||
	    m->tag - x->tag_end > 24)
		return 0;
	m->who = x->who;
	m->nwho = x->nwho;
	m->body = x->body;
	return 1;
}

/* "was finance director of Medway NHS Foundation Trust when it lost £5m": the
 * trust right in front. */
static int
is_then(struct focus *f, const struct sentence *s, struct mention *m)
{
	static const char *const joints[] = {
	    " when ", " while ", " until ", " before ", " after "};
	const struct mention *x = m - 1;
	struct slice t = sentence_fold(f->d, s), gap;

	if (!slice_is(mention_text(f->d, s, m), "it") ||
	    x < &f->d->mention[s->mention] || !subject_body(x) ||
	    x->body != BODY_TRUST || x->nwho != 1)
		return 0;
	gap = (struct slice){t.p + x->tag_end, m->tag - x->tag_end};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (slice_is(gap, joints[i])) {
			m->who = x->who;
			m->nwho = 1;
			m->body = BODY_TRUST;
			return 1;
		}
	return 0;
}

/* 1 if the last that were spoken of are several, a moment ago. */
static int
jointly(const struct focus *f)
{
	const struct list *l = &f->list[(f->nlist - 1) % LISTS];

	return f->nlist != 0 && l->sentence + 1 >= f->sentence &&
	       l->sentence > f->ccg_sentence;
}

static int
names_trust(const struct document *d)
{
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_TRUST)
			return 1;
	return 0;
}

/* "The trust is in special measures and Hull CCG is rated good": two. */
static int
names_ccg(const struct document *d, const struct sentence *s)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_ORG && m->body == BODY_CCG)
			return 1;
	}
	return 0;
}

static int
says_the_trust(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	struct slice text = mention_text(d, s, m);

	return slice_is(text, "the trust") || slice_is(text, "The trust");
}

/* "That group": the one that was named last, whoever the text is about. */
static int
says_that(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	struct slice text = mention_text(d, s, m);

	return text.n > 5 && memcmp(text.p + 1, "hat ", 4) == 0;
}

/* "the larger of the two", "one of those". */
static int
is_one_of(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	struct slice t = mention_text(d, s, m);

	return m->ref == REF_SOME && memmem(t.p, t.n, " of th", 6) != NULL;
}

/* "Its neighbour South Worcestershire": the name right behind. */
static int
is_kin_of_it(struct focus *f, const struct sentence *s, struct mention *m)
{
	const struct mention *x = m + 1;
	struct slice t = mention_text(f->d, s, m);

	if (t.n < 9 || memmem(t.p, t.n, "neighbour", 9) == NULL ||
	    x >= f->d->mention + s->mention + s->nmention ||
	    x->kind != MENTION_ORG || x->nwho == 0 || x->tag - m->tag_end > 2)
		return 0;
	m->who = x->who;
	m->nwho = x->nwho;
	return 1;
}

/* "Its bigger neighbour", where the text is about two. */
static void
other_of_two(struct focus *f, struct mention *m)
{
	struct mention two = {.said = 2, .ref = REF_BOTH};
	size_t one =
	    f->subject.n == 1 ? f->d->member[f->subject.who] : SIZE_MAX;

	sets_all(f, &two);
	for (size_t i = 0; two.nwho == 2 && i < 2; i++)
		if (f->d->member[two.who + i] == one) {
			m->who = two.who + 1 - i;
			m->nwho = 1;
		}
}

/* "Coventry and Rugby, the larger of the two, had", "Fylde and Wyre CCG, its
 * neighbour, had": the name before it. */
static void
resolve_one_of(struct focus *f, const struct sentence *s, struct mention *m)
{
	const struct mention *x = m - 1;
	struct slice t = mention_text(f->d, s, m);
	int kin = memmem(t.p, t.n, "neighbour", 9) != NULL;

	if (is_kin_of_it(f, s, m))
		return;
	if (kin &&
	    (x < &f->d->mention[s->mention] || m->tag - x->tag_end != 2)) {
		other_of_two(f, m);
		return;
	}

	if (!(is_one_of(f->d, s, m) || kin) || x < &f->d->mention[s->mention] ||
	    !subject_body(x) || x->nwho != 1 || m->tag - x->tag_end != 2)
		return;
	m->who = x->who;
	m->nwho = x->nwho;
}

/* 1 if the last body before m in its sentence is one that nobody names: "the
 * trust has its own deficit". */
static int
of_nobody(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	const struct mention *last = NULL;

	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *x = &d->mention[s->mention + i];

		if (x == m)
			break;
		if (x->kind == MENTION_ORG || x->kind == MENTION_REF)
			last = x;
	}
	return last != NULL && last->nwho == 0 &&
	       (last->ref == REF_TRUST || last->ref == REF_OTHER);
}

/* "The CCG in Croydon": the name behind it. */
static int
is_seated(const struct document *d, const struct sentence *s, struct mention *m)
{
	static const char *const preps[] = {
	    "in", "of", "at", "covering", "serving", "for"};
	const struct mention *x = m + 1;
	struct slice t = sentence_fold(d, s);

	if (x >= d->mention + s->mention + s->nmention ||
	    x->kind != MENTION_ORG || x->body != BODY_CCG || x->nwho != 1 ||
	    !equals_one((struct slice){t.p + m->tag_end, x->tag - m->tag_end},
		preps, sizeof preps / sizeof *preps))
		return 0;
	m->who = x->who;
	m->nwho = 1;
	return 1;
}

/* "GPs in Corby ...  Their own CCG", "Corby, whose CCG": that of the only
 * place spoken of. */
static void
own_ccg(struct focus *f, const struct sentence *s, struct mention *m)
{
	const struct document *d = f->d;
	const struct mention *x = m - 1;
	struct slice t = mention_text(d, s, m);
	int whose = t.p[0] == 'w', own = memmem(t.p, t.n, " own ", 5) != NULL;
	size_t e = SIZE_MAX;

	for (size_t i = 0; i < d->nplace; i++) {
		const struct place *p = &d->place[i];

		if (p->sentence > f->sentence ||
		    p->sentence + (whose ? 0 : 2) < f->sentence)
			continue;
		if (e != SIZE_MAX && e != p->entity)
			return;
		e = p->entity;
	}
	/* "said A's chair, whose group" */
	if (e == SIZE_MAX && whose && x >= &d->mention[s->mention] &&
	    subject_body(x) && x->nwho == 1 && x->body == BODY_CCG)
		focus_stand_for(m, (struct list){x->who, 1, f->sentence});
	if (e == SIZE_MAX && !whose && !own)
		which_ccg(f, m);
	focus_stand_for_one(f, m, e);
}

static int
says_own(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	struct slice t = mention_text(d, s, m);

	return (t.n > 7 && memcmp(t.p + 1, "heir ", 5) == 0) ||
	       (t.n > 6 && memcmp(t.p + 1, "hose ", 5) == 0);
}

static void
resolve_ccg(struct focus *f, const struct sentence *s, struct mention *m)
{
	size_t e;
	int nobody = 0;

	if (says_own(f->d, s, m)) {
		own_ccg(f, s, m);
		return;
	}
	if (is_seated(f->d, s, m))
		return;
	if (m->indefinite)
		which_lead(f, m);
	else if (says_that(f->d, s, m) && f->nccg == 1 &&
		 f->ccg_sentence + 2 >= f->sentence)
		focus_stand_for(m, (struct list){f->ccg, 1, f->sentence});
	else if (says_that(f->d, s, m))
		return;
	else if ((e = which_qualified(f, s, m, &nobody)) != SIZE_MAX)
		focus_stand_for_one(f, m, e);
	else if (nobody)
		m->body = BODY_OTHER;
	else if (f->d->voice != NO_VOICE && f->nearby.n == 0)
		focus_stand_for_one(f, m, f->d->voice);
	else if (!which_opens(f, s, m))
		which_ccg(f, m);
}

static void
resolve_we(struct focus *f, const struct sentence *s, struct mention *m)
{
	if (speaker_is_other(f->d, s, m))
		return;
	if (f->d->voice != NO_VOICE)
		focus_stand_for_one(f, m, f->d->voice);
	else if (!speaker_is_ccg(f->d, s, m)) {
		if (f->narrated)
			focus_stand_for_one(f, m, f->topic);
	} else if (f->nearby.n == 1)
		focus_stand_for(m, f->nearby);
	else if (jointly(f))
		focus_stand_for(m, f->list[(f->nlist - 1) % LISTS]);
	else if (f->nccg == 1)
		focus_stand_for(m, (struct list){f->ccg, 1, f->sentence});
	else
		which_ccg(f, m);
}

static void
resolve_trust(struct focus *f, const struct sentence *s, struct mention *m)
{
	if (!m->indefinite)
		focus_stand_for_one(f, m, which_heaviest(f, BODY_TRUST, 0));
	/* where no trust is named, "the trust" is the CCG miscalled */
	if (m->nwho == 0 && f->nccg != 0 && !names_trust(f->d) &&
	    says_the_trust(f->d, s, m) && f->nearby.n == 0 &&
	    !names_ccg(f->d, s))
		which_ccg(f, m);
}

static void
resolve_former_or_latter(
    struct focus *f, const struct sentence *s, struct mention *m)
{
	struct mention two = {.said = 2};
	struct list l =
	    f->nlist ? f->list[(f->nlist - 1) % LISTS] : (struct list){0};

	if (l.n == 2 && l.sentence + 3 > f->sentence) {
		m->who = l.who + (m->ref == REF_LATTER);
		m->nwho = 1;
		return;
	}
	if (sets_two(f, s, &two)) {
		m->who = two.who + (m->ref == REF_LATTER);
		m->nwho = 1;
	} else if (m->ref == REF_LATTER && f->last_org != NULL) {
		m->who = f->last_org->who + f->last_org->nwho - 1;
		m->nwho = 1;
	}
}

static void
resolve_word(struct focus *f, const struct sentence *s, struct mention *m)
{
	switch (m->ref) {
	case REF_CCG:
		resolve_ccg(f, s, m);
		break;
	case REF_WE:
		resolve_we(f, s, m);
		break;
	case REF_CCGS:
	case REF_BOTH:
	case REF_EACH:
		sets_several(f, s, m);
		break;
	case REF_TRUST:
		resolve_trust(f, s, m);
		break;
	case REF_OTHER:
		if (!m->indefinite)
			focus_stand_for_one(
			    f, m, which_heaviest(f, BODY_OTHER, 0));
		break;
	case REF_NATIONAL:
		focus_stand_for_one(f, m, which_heaviest(f, BODY_NATIONAL, 0));
		break;
	case REF_SECTOR:
		focus_stand_for_one(f, m, which_heaviest(f, BODY_SECTOR, 0));
		break;
	case REF_SOME:
		resolve_one_of(f, s, m);
		break;
	case REF_OTHERS:
		sets_others(f, s, m);
		break;
	case REF_IT:
		if (!is_itself(f, s, m) && !is_then(f, s, m))
			resolve_it(f, m);
		if (m->nwho == 1)
			sets_with(f, s, m);
		break;
	case REF_THEY:
		if ((m->said = respective(f->d, s)) > 1)
			sets_several(f, s, m);
		if (m->nwho == 0)
			resolve_they(f, s, m);
		break;
	case REF_FORMER:
	case REF_LATTER:
		resolve_former_or_latter(f, s, m);
		break;
	default:
		break;
	}
}

/* "Hastings, with which it shares an officer": the name that "which" is. */
const struct mention *
stand_behind_which(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	const struct mention *x = m - 1;
	struct slice gap;

	if (m == &d->mention[s->mention] || x->kind != MENTION_ORG ||
	    m->tag < x->tag_end + 9 || m->tag >= x->tag_end + 20)
		return NULL;
	gap = (struct slice){
	    sentence_fold(d, s).p + x->tag_end, m->tag - x->tag_end};
	return memcmp(gap.p, ", ", 2) == 0 && memcmp(gap.p + 2, "wh", 2) != 0 &&
		       (memmem(gap.p, gap.n, " which ", 7) != NULL ||
			   memmem(gap.p, gap.n, " whom ", 6) != NULL)
		   ? x
		   : NULL;
}

/* It is not that one, but who was spoken of before. */
static void
resolve_behind_which(struct focus *f, const struct sentence *s,
    struct mention *m, const struct mention *other)
{
	size_t e = f->d->member[other->who];
	struct list l = f->subject;

	if (m->ref == REF_THEY)
		sets_several(f, s, m);
	if (m->nwho != 0)
		return;
	if (l.n == 1 && f->d->member[l.who] != e &&
	    f->d->entity[f->d->member[l.who]].body == BODY_CCG)
		focus_stand_for(m, l);
	else if (f->topic != SIZE_MAX && f->topic != e)
		focus_stand_for_one(f, m, f->topic);
}

/* "The largest group in the county, West Kent, has said": the name that
 * stands between commas behind the words. */
static int
in_apposition(struct focus *f, const struct sentence *s, struct mention *m)
{
	const struct document *d = f->d;
	const struct mention *x = m + 1;
	struct slice t = sentence_fold(d, s);

	if (!(m->ref == REF_CCG && !m->indefinite) && !is_one_of(d, s, m))
		return 0;
	if (x >= d->mention + s->mention + s->nmention ||
	    x->kind != MENTION_ORG || x->nwho != 1 || x->body != BODY_CCG ||
	    x->tag < 2 || x->tag - m->tag_end > 40 ||
	    memcmp(t.p + x->tag - 2, ", ", 2) != 0 ||
	    (x->tag_end < t.n && t.p[x->tag_end] != ','))
		return 0;
	for (size_t i = m->tag_end; i + 2 < x->tag; i++)
		if (t.p[i] == ',')
			return 0;
	m->who = x->who;
	m->nwho = 1;
	m->body = BODY_CCG;
	return 1;
}

void
stand_for(struct focus *f, const struct sentence *s, struct mention *m)
{
	const struct mention *other = stand_behind_which(f->d, s, m);

	if (in_apposition(f, s, m) ||
	    (m->ref == REF_SOME && m->said != 0 && part_named(f->d, s, m)))
		return;
	if ((m->ref == REF_IT || m->ref == REF_THEY) &&
	    (told_by_speaker(f->d, s, m) || told_of_them(f->d, s, m)))
		return;
	if (m->ref == REF_IT && of_nobody(f->d, s, m)) {
		m->body = BODY_OTHER;
		return;
	}
	if (other != NULL && other->nwho == 1 &&
	    (m->ref == REF_IT || m->ref == REF_THEY || m->ref == REF_CCG))
		resolve_behind_which(f, s, m, other);
	else
		resolve_word(f, s, m);
	if (m->nwho == 1 && (m->ref == REF_CCG || m->ref == REF_WE) &&
	    !m->indefinite)
		sets_and(f, s, m);
	if (m->nwho != 0)
		m->body = f->d->entity[f->d->member[m->who]].body;
	else if (m->ref == REF_TRUST)
		m->body = BODY_TRUST;
	else if (m->ref == REF_OTHER)
		m->body = BODY_OTHER;
	else if (m->ref == REF_NATIONAL)
		m->body = BODY_NATIONAL;
}
