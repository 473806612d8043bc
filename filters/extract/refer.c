/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "entity.h"
#include "focus.h"
#include "grow.h"
#include "refer.h"
#include "sets.h"
#include "speaker.h"
#include "stand.h"
#include "subject.h"
#include "told.h"
#include "topic.h"
#include "which.h"

enum { SUBJECT = 6, MENTIONED = 2, LIST_LASTS = 4 };

void
focus_stand_for(struct mention *m, struct list l)
{
	m->who = l.who;
	m->nwho = l.n;
}

static void
bump(struct focus *f, const struct mention *m, double by)
{
	for (size_t i = 0; i < m->nwho; i++)
		f->weight[f->d->member[m->who + i]] += by;
}

/* Several that are spoken of together more than once are a set that the text
 * is about: "the eight". */
static void
remember(struct focus *f, const struct mention *m)
{
	const struct document *d = f->d;
	struct list l = {m->who, m->nwho, f->sentence};

	if (m->nwho < 2 || d->entity[d->member[m->who]].body != BODY_CCG)
		return;
	for (size_t i = 0; i < LISTS && i < f->nlist; i++) {
		struct list o = f->list[i];

		if (o.n == l.n && o.sentence != l.sentence &&
		    d->member[o.who] == d->member[l.who] &&
		    d->member[o.who + o.n - 1] == d->member[l.who + l.n - 1])
			f->set = l;
	}
	f->list[f->nlist++ % LISTS] = l;
}

/* The one CCG that a sentence names, if it names no other body. */
static int
only_ccg(const struct document *d, const struct sentence *s, struct list *only)
{
	const struct mention *ccg = NULL;

	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (!subject_body(m) || m->body == BODY_NATIONAL)
			continue;
		if (ccg != NULL || m->kind != MENTION_ORG ||
		    m->body != BODY_CCG || m->nwho != 1)
			return 0;
		ccg = m;
	}
	if (ccg == NULL)
		return 0;
	*only = (struct list){ccg->who, 1, (size_t)(s - d->sentence)};
	return 1;
}

/* "In reply, he said": still of the one before. */
static int
goes_on(struct slice t)
{
	return memmem(t.p, t.n, " he ", 4) != NULL ||
	       memmem(t.p, t.n, " she ", 5) != NULL ||
	       (t.n > 4 &&
		   (memcmp(t.p, "he ", 3) == 0 || memcmp(t.p, "she ", 4) == 0));
}

static int
names_nobody(const struct document *d, const struct sentence *s)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (subject_body(m) && m->body != BODY_NATIONAL &&
		    m->ref != REF_NATIONAL)
			return 0;
	}
	return !goes_on(sentence_fold(d, s));
}

/* "At Blackpool CCG, the finance officer has gone to the council." */
static void
set_scene(struct focus *f, const struct sentence *s)
{
	const struct mention *m = &f->d->mention[s->mention];

	if (s->nmention != 0 && m->kind == MENTION_ORG && m->body == BODY_CCG &&
	    m->nwho == 1 && m->tag == 3)
		f->here = (struct list){m->who, 1, f->sentence};
}

/* A paragraph that begins with nobody's name is about what the text is about,
 * whomever the last one ended with. */
static void
open_paragraph(struct focus *f, const struct sentence *s)
{
	enum text_kind kind = f->d->block[s->block].kind;

	if (f->dominant && f->subject.n < 2 && kind != TEXT_ITEM &&
	    names_nobody(f->d, s))
		f->subject = (struct list){f->topic_member, 1, f->sentence};
	if (f->first.n != 0 || kind == TEXT_HEADING)
		f->before = f->first;
	f->first = (struct list){0};
}

/* Moves the focus to a mention whose bodies are known; *rank is the highest
 * that a subject of the sentence has had. */
static void
follow(struct focus *f, const struct sentence *s, struct mention *m, int *rank)
{
	int r = subject_rank(f->d, s, m);
	struct list l = {m->who, m->nwho, f->sentence};
	int ccg = m->nwho == 1 && m->body == BODY_CCG;

	bump(f, m,
	    subject_oblique(f->d, s, m) ? MENTIONED
	    : *rank == 0		? SUBJECT
					: MENTIONED + 1);
	remember(f, m);
	if (m->kind == MENTION_ORG)
		f->last_org = m;
	if (ccg) {
		f->ccg = m->who;
		f->nccg = 1;
		f->ccg_sentence = f->sentence;
		f->nearby = l;
	}
	if (r == 3 && m->ref != REF_WE)
		f->nobody = m->nwho == 0 && m->plural;
	if (f->first.n == 0 && ccg && r >= 2)
		f->first = l;
	if (m->nwho == 0 || stand_behind_which(f->d, s, m) != NULL)
		return; /* it only says more of the name before */
	if (r == 3)
		f->latest = l;
	if (r > *rank) {
		*rank = r;
		f->here = l;
	}
}

/* The several that words of the sentence may mean: the list named last, the
 * two that the text names, or the set that it is about. */
static struct list
several(struct focus *f)
{
	struct mention two = {.said = 2};

	if (f->nlist != 0) {
		struct list l = f->list[(f->nlist - 1) % LISTS];

		if (l.sentence + LIST_LASTS >= f->sentence && l.n != 0)
			return l;
	}
	if (f->set.n != 0)
		return f->set;
	if (!f->asked)
		f->pair = sets_all(f, &two) ? (struct list){two.who, 2, 0}
					    : (struct list){0};
	f->asked = 1;
	return f->pair;
}

static void
one_sentence(struct focus *f, struct sentence *s)
{
	struct list l;
	int rank = 0;

	f->here = f->nearby = f->latest = (struct list){0};
	f->nobody = 0;
	if (s->start == 0)
		open_paragraph(f, s);
	for (size_t i = 0; i < s->nmention; i++) {
		struct mention *m = &f->d->mention[s->mention + i];

		if (!subject_body(m))
			continue;
		if (m->kind == MENTION_REF && m->nwho == 0)
			stand_for(f, s, m);
		follow(f, s, m, &rank);
	}
	s->who = f->subject.who;
	s->nwho = f->subject.n;
	s->ccg = f->ccg;
	s->nccg = f->nccg;
	l = several(f);
	s->several = l.who;
	s->nseveral = l.n;
	if (s->nwho == 0 && f->topic != SIZE_MAX && !f->elsewhere) {
		s->who = f->topic_member;
		s->nwho = 1;
	}
	if (f->here.n == 0)
		set_scene(f, s);
	if (f->here.n != 0)
		f->subject = f->here;
	else if (only_ccg(f->d, s, &f->here))
		f->subject = f->here; /* "The other half is served by A." */
}

/* "14. Great Western Hospital", "Adult social care budget": what stands
 * under such a heading is not of the CCG that the document is about. */
static int
is_elsewhere(const struct document *d, const struct sentence *s)
{
	static const char *const words[] = {"social care", "council", "precept",
	    "hospital", "ambulance", "public health", "trust", "healthwatch"};
	struct slice t = sentence_fold(d, s);
	int other = 0;

	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if (m->kind == MENTION_MONEY ||
		    (subject_body(m) && m->body == BODY_CCG && m->nwho != 0))
			return 0;
		other |= subject_body(m) &&
			 (m->body == BODY_TRUST || m->body == BODY_OTHER);
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		other |= memmem(t.p, t.n, words[i], strlen(words[i])) != NULL;
	return other && memmem(t.p, t.n, "ccg", 3) == NULL;
}

/* "March 2022": a heading of a timeline is of nobody, and the story goes on. */
static int
is_date(const struct document *d, const struct sentence *s)
{
	const struct mention *m = &d->mention[s->mention];

	return d->block[s->block].kind == TEXT_HEADING && s->nmention == 1 &&
	       m->kind == MENTION_PERIOD && m->start == s->start &&
	       m->end + 1 >= s->end;
}

void
refer_resolve(struct document *d)
{
	/* entity_for may add none here, so the weights need not grow */
	struct focus f = {.d = d};

	f.weight = must(calloc(d->nentity + 1, sizeof *f.weight));
	f.narrated = speaker_narrates(d);
	f.topic = f.narrated && d->voice == NO_VOICE
		      ? which_named_next(&f, 0, d->nsentence)
		      : topic_of(d);
	if (f.topic != SIZE_MAX) {
		struct mention m = {0};

		mention_add(d, &m, f.topic);
		f.topic_member = m.who;
		f.dominant = topic_dominates(d, f.topic);
	}
	for (size_t i = 0; i < d->nsentence; i++) {
		struct sentence *s = &d->sentence[i];
		const struct block *b = &d->block[s->block];

		f.sentence = i;
		if (is_date(d, s))
			continue;
		if (b->kind == TEXT_HEADING && s->start == 0) {
			for (size_t e = 0; e < d->nentity; e++)
				f.weight[e] *= 0.1;
			f.section = i;
			f.subject = (struct list){0};
			f.elsewhere = is_elsewhere(d, s);
		}
		for (size_t e = 0; e < d->nentity; e++)
			f.weight[e] *= 0.6;
		if (f.topic != SIZE_MAX && i > 0)
			f.weight[f.topic] += 0.5;
		one_sentence(&f, s);
	}
	free(f.weight);
}
