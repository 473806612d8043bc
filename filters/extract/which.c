/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "entity.h"
#include "subject.h"
#include "topic.h"
#include "which.h"

enum { FIRST_YEAR = 2013 }; /* of CCGs */

void
focus_stand_for_one(struct focus *f, struct mention *m, size_t entity)
{
	if (entity != SIZE_MAX)
		mention_add(f->d, m, entity);
}

/* A body that "the group" can mean though it is no CCG. */
static int
grouplike(const struct entity *e)
{
	return e->body == BODY_OTHER && e->name.n > 5 &&
	       memcmp(e->name.p + e->name.n - 5, "Group", 5) == 0;
}

/* 1 if a CCG that the text names has taken that one's place by its day:
 * "Slough was rated good.  The CCG had accepted a control total". */
static int
is_replaced(const struct document *d, size_t e)
{
	for (size_t i = 0; i < d->nentity; i++) {
		const struct entity *c = &d->entity[i];

		if (c->opened.year == 0 || d->published.year == 0 ||
		    date_compare(c->opened, d->published) > 0)
			continue;
		for (size_t k = 0; k < c->nparents; k++)
			if (d->member[c->parents + k] == e)
				return 1;
	}
	return 0;
}

size_t
which_heaviest(const struct focus *f, enum body body, int groups)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < f->d->nentity; i++) {
		const struct entity *e = &f->d->entity[i];

		if (e->body != body && !(groups && grouplike(e)))
			continue;
		if (body == BODY_CCG && is_replaced(f->d, i))
			continue;
		if (f->weight[i] > 0.05 &&
		    (best == SIZE_MAX || f->weight[i] > f->weight[best]))
			best = i;
	}
	return best;
}

/* The first CCG named at or after sentence from, within reach. */
size_t
which_named_next(const struct focus *f, size_t from, size_t reach)
{
	const struct document *d = f->d;

	for (size_t i = from; i < d->nsentence && i < from + reach; i++) {
		const struct sentence *s = &d->sentence[i];

		for (size_t k = 0; k < s->nmention; k++) {
			const struct mention *m = &d->mention[s->mention + k];

			if (m->kind == MENTION_ORG && m->body == BODY_CCG &&
			    m->nwho == 1)
				return d->member[m->who];
		}
	}
	return SIZE_MAX;
}

/* 1 if a name has that word, whatever its capitals. */
static int
has_word(struct slice name, struct slice word)
{
	for (size_t i = 0; i + word.n <= name.n; i++)
		if ((i == 0 || name.p[i - 1] == ' ') &&
		    (i + word.n == name.n || name.p[i + word.n] == ' ' ||
			name.p[i + word.n] == ',') &&
		    strncasecmp(name.p + i, word.p, word.n) == 0)
			return 1;
	return 0;
}

/* "the new group": the CCG of the text that came last into being, if any
 * did after the first day. */
static size_t
newest(const struct document *d)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_CCG && d->entity[i].count != 0 &&
		    d->entity[i].opened.year > FIRST_YEAR &&
		    (best == SIZE_MAX || date_compare(d->entity[i].opened,
					     d->entity[best].opened) > 0))
			best = i;
	return best;
}

/* "The larger group had a surplus": which it is, who can say. */
static int
compares(struct slice word)
{
	static const char *const words[] = {
	    "larger", "bigger", "smaller", "richer", "poorer", "merged"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(word, words[i]))
			return 1;
	return 0;
}

/* "the city group": the one CCG named in the text whose name says so. */
size_t
which_qualified(const struct focus *f, const struct sentence *s,
    const struct mention *m, int *nobody)
{
	const struct document *d = f->d;
	struct slice word = topic_last_word(d->block[s->block].text, m->start);
	size_t only = SIZE_MAX;

	*nobody = 0;
	if (slice_is(word, "new")) {
		/* one that is not there yet */
		*nobody = newest(d) == SIZE_MAX &&
			  (d->published.year == 0 ||
			      d->published.year > FIRST_YEAR + 1);
		return newest(d);
	}
	*nobody = compares(word);
	if (word.n < 4)
		return SIZE_MAX;
	for (size_t i = 0; i < d->nentity; i++) {
		if (d->entity[i].body != BODY_CCG || d->entity[i].count == 0 ||
		    !has_word(d->entity[i].name, word))
			continue;
		if (only != SIZE_MAX)
			return SIZE_MAX;
		only = i;
	}
	return only;
}

/* 1 if a block names a CCG up to a sentence of it. */
static int
names_ccg(const struct document *d, size_t block, size_t to)
{
	for (size_t i = d->block[block].sentence; i <= to; i++) {
		const struct sentence *s = &d->sentence[i];

		for (size_t k = 0; k < s->nmention; k++)
			if (d->mention[s->mention + k].kind == MENTION_ORG &&
			    d->mention[s->mention + k].body == BODY_CCG)
				return 1;
	}
	return 0;
}

/* "In Kernow, where the CCG": the name of a CCG that is a place here. */
static int
is_there(
    const struct document *d, const struct sentence *s, const struct mention *x)
{
	static const char *const words[] = {"in", "at", "over in", "across in"};
	struct slice t = sentence_fold(d, s);

	if (x->kind != MENTION_ORG || x->body != BODY_CCG || x->nwho != 1)
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (x->tag == n + 1 && memcmp(t.p, words[i], n) == 0)
			return 1;
	}
	return 0;
}

/* "Across the border in Blackburn with Darwen, the CCG": the place right
 * before the words in their sentence. */
static size_t
placed(const struct focus *f, const struct mention *m)
{
	const struct document *d = f->d;
	const struct sentence *s = &d->sentence[f->sentence];
	size_t e = SIZE_MAX, at = s->start;

	for (size_t k = 0; k < s->nmention; k++) {
		const struct mention *x = &d->mention[s->mention + k];

		if (x == m)
			break;
		if (x->kind != MENTION_ORG && x->kind != MENTION_REF)
			continue;
		at = x->end;
		e = is_there(d, s, x) ? d->member[x->who] : SIZE_MAX;
	}
	for (size_t i = 0; i < d->nplace; i++) {
		const struct place *p = &d->place[i];

		if (p->sentence == f->sentence && p->start >= at &&
		    p->start < m->start)
			e = p->entity;
	}
	return e;
}

/* "The group" that opens a paragraph is the one that the text is about, if the
 * last one began with it, whomever it happened to end with. */
int
which_opens(struct focus *f, const struct sentence *s, struct mention *m)
{
	if (s->start != 0 || f->here.n != 0 || f->before.n != 1 ||
	    f->d->member[f->before.who] != f->topic || placed(f, m) != SIZE_MAX)
		return 0;
	focus_stand_for(m, f->before);
	return 1;
}

/* "In St Helens it is about money.  The CCG": where no CCG was named since
 * the paragraph began, the one of the place that it began with. */
static size_t
of_place(const struct focus *f, const struct mention *m)
{
	const struct document *d = f->d;
	size_t block = d->sentence[f->sentence].block, e;

	if ((e = placed(f, m)) != SIZE_MAX)
		return e;

	if (names_ccg(d, block, f->sentence))
		return SIZE_MAX;
	for (size_t i = 0; i < d->nplace; i++) {
		const struct place *p = &d->place[i];

		if (d->sentence[p->sentence].block != block ||
		    p->sentence > f->sentence)
			continue;
		if (e != SIZE_MAX && e != p->entity)
			return SIZE_MAX;
		e = p->entity;
	}
	return e;
}

/* The CCG that the sentence before it in the paragraph was about; or, where
 * that was about a trust, the one that it named. */
static size_t
just_now(const struct focus *f)
{
	const struct document *d = f->d;
	size_t e;

	if (f->sentence == 0 || f->here.n != 0 ||
	    d->sentence[f->sentence].block !=
		d->sentence[f->sentence - 1].block)
		return SIZE_MAX;
	if (f->subject.n == 1 && f->subject.sentence + 1 == f->sentence &&
	    d->entity[d->member[f->subject.who]].body == BODY_CCG)
		e = d->member[f->subject.who];
	else if (f->nccg == 1 && f->ccg_sentence + 1 == f->sentence &&
		 d->entity[d->member[f->ccg]].body == BODY_CCG)
		e = d->member[f->ccg];
	else
		return SIZE_MAX;
	return is_replaced(d, e) ? SIZE_MAX : e;
}

void
which_ccg(struct focus *f, struct mention *m)
{
	size_t e = of_place(f, m);

	if (e == SIZE_MAX && f->here.n == 1 &&
	    f->d->entity[f->d->member[f->here.who]].body == BODY_CCG)
		e = f->d->member[f->here.who];
	if (e == SIZE_MAX)
		e = just_now(f);
	if (e == SIZE_MAX)
		e = which_heaviest(f, BODY_CCG, 1);
	if (e == SIZE_MAX)
		e = which_named_next(f, f->sentence, 4);
	if (e == SIZE_MAX)
		e = f->topic;
	focus_stand_for_one(f, m, e);
}

/* "A CCG in special measures is to ...": the one named next, where a story
 * begins; anywhere else it is some other body. */
void
which_lead(struct focus *f, struct mention *m)
{
	if (f->here.n == 0 && f->sentence < f->section + 3)
		focus_stand_for_one(
		    f, m, which_named_next(f, f->sentence + 1, 4));
}
