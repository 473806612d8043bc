/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "bare.h"
#include "crowd.h"
#include "fold.h"
#include "grow.h"
#include "initials.h"
#include "joined.h"
#include "kin.h"
#include "part.h"
#include "refs.h"
#include "regime.h"
#include "sentence.h"
#include "tag.h"
#include "voice.h"

void
tagger_init(struct tagger *t, const struct reg *reg)
{
	*t = (struct tagger){.reg = reg, .gazetteer = gazetteer_new(reg)};
}

void
tagger_free(struct tagger *t)
{
	gazetteer_free(t->gazetteer);
	free(t->names.f);
	words_free(&t->names.words);
	words_free(&t->words);
}

/* Names to mentions. */

static void
add_group(struct tagger *t, struct document *d, struct mention *m,
    const struct found *f)
{
	if (f->said != 0)
		crowd_of_number(d, t->reg, f, m);
	else
		crowd_of_place(d, t->reg, f, d->published, m);
	m->kind = MENTION_ORG;
	m->body = BODY_CCG;
	m->plural = 1;
	m->said = f->said;
	if (m->nwho == 0 || f->part) {
		m->nwho = 0; /* the register knows another set: stay joint */
		m->kind = MENTION_REF;
		m->ref = f->part ? REF_SOME : REF_CCGS;
	}
}

static struct mention *
new_mention(struct document *d, const struct found *f)
{
	struct mention *m = GROW(d->mention, d->nmention, d->cmention);

	m->kind = MENTION_ORG;
	m->start = f->start;
	m->end = f->end;
	m->body = f->body;
	m->weak = f->weak;
	return m;
}

/* "In St Helens ... The CCG": where it is, and so which. */
static void
add_place(struct tagger *t, struct document *d, const struct found *f)
{
	if (f->name.n == 0 || !bare_has_ccg(d) || !bare_lives(d, t->reg, f))
		return;
	*GROW(d->place, d->nplace, d->cplace) = (struct place){
	    f->sentence, f->start, entity_of(d, t->reg, f, found_text(d, f))};
}

/* "Leeds council", "Bolton hospital": a body that nobody lists, which is not
 * the CCG of the place.  1 if that is what stands there. */
static int
add_local(struct document *d, const struct found *f)
{
	static const struct {
		const char *word;
		enum ref_kind ref;
		enum body body;
	} kinds[] = {{" council", REF_OTHER, BODY_OTHER},
	    {" city council", REF_OTHER, BODY_OTHER},
	    {" county council", REF_OTHER, BODY_OTHER},
	    {" borough council", REF_OTHER, BODY_OTHER},
	    {" hospital", REF_TRUST, BODY_TRUST},
	    {" hospitals", REF_TRUST, BODY_TRUST},
	    {" hospice", REF_OTHER, BODY_OTHER},
	    {" practice", REF_OTHER, BODY_OTHER}};
	const struct sentence *s = &d->sentence[f->sentence];
	struct slice t = d->block[s->block].text;

	for (size_t i = sizeof kinds / sizeof *kinds; i-- > 0;) {
		size_t n = strlen(kinds[i].word);
		struct mention *m;

		if (f->end + n > t.n ||
		    memcmp(t.p + f->end, kinds[i].word, n) != 0 ||
		    (f->end + n < t.n && (t.p[f->end + n] | 0x20) >= 'a' &&
			(t.p[f->end + n] | 0x20) <= 'z'))
			continue;
		m = new_mention(d, f);
		m->kind = MENTION_REF;
		m->ref = kinds[i].ref;
		m->body = kinds[i].body;
		m->indefinite = 1;
		m->weak = 0;
		m->end = f->end + n;
		return 1;
	}
	return 0;
}

static int
mention_has(const struct document *d, const struct mention *m, size_t entity)
{
	for (size_t i = 0; i < m->nwho; i++)
		if (d->member[m->who + i] == entity)
			return 1;
	return 0;
}

/* Turns the chain f[0..n-1] into mentions: one for each run of CCGs. */
static void
add_chain(struct tagger *t, struct document *d, struct found *f, size_t n)
{
	struct mention *m = NULL;

	bare_settle(d, t->reg, &t->words, f, n);
	for (size_t i = 0; i < n; i++) {
		size_t e;

		if (f[i].group) {
			m = new_mention(d, &f[i]);
			add_group(t, d, m, &f[i]);
			m = NULL;
			continue;
		}
		if (f[i].weak) {
			if (f[i].body == BODY_CCG && n == 1 &&
			    !add_local(d, &f[i]))
				add_place(t, d, &f[i]);
			m = NULL;
			continue;
		}
		if (f[i].body == BODY_CCG && f[i].name.n == 0) {
			/* "Essex CCG": one of those in Essex, named below */
			m = new_mention(d, &f[i]);
			m->kind = MENTION_REF;
			m->ref = REF_CCG;
			m->indefinite = 1;
			m = NULL;
			continue;
		}
		e = f[i].twin != 0
			? f[i].twin - 1
			: entity_of(d, t->reg, &f[i], found_text(d, &f[i]));
		d->entity[e].count++;
		if (m == NULL || m->body != BODY_CCG || f[i].body != BODY_CCG)
			m = new_mention(d, &f[i]);
		if (!mention_has(d, m, e))
			mention_add(d, m, e); /* "..., or AWC to its friends" */
		m->end = f[i].end;
		m->plural = m->nwho > 1;
	}
}

static void
add_names(struct tagger *t, struct document *d, size_t sentence, size_t *at)
{
	struct names *names = &t->names;

	while (*at < names->n && names->f[*at].sentence == sentence) {
		size_t n = names_joined(d, names, *at);

		add_chain(t, d, &names->f[*at], n);
		*at += n;
	}
}

/* Quantities and words that stand for a body. */

static int
covered(const struct document *d, size_t first, size_t start, size_t end)
{
	for (size_t i = first; i < d->nmention; i++)
		if (start < d->mention[i].end && end > d->mention[i].start)
			return 1;
	return 0;
}

static void
add_money(struct document *d, const struct sentence *s, size_t first)
{
	struct slice text = sentence_text(d, s);
	struct money money;

	for (size_t at = 0; money_next(text, at, &money); at = money.end) {
		struct mention *m;

		if (!money.currency && !money.scaled)
			continue;
		if (covered(
			d, first, s->start + money.start, s->start + money.end))
			continue;
		m = GROW(d->mention, d->nmention, d->cmention);
		m->kind = MENTION_MONEY;
		m->money = money;
		m->start = s->start + money.start;
		m->end = s->start + money.end;
	}
}

static void
add_periods(struct document *d, const struct sentence *s, size_t first)
{
	struct slice text = sentence_text(d, s);
	struct period period;

	for (size_t at = 0; period_next(text, at, &period); at = period.end) {
		struct mention *m;

		if (covered(d, first, s->start + period.start,
			s->start + period.end))
			continue;
		m = GROW(d->mention, d->nmention, d->cmention);
		m->kind = MENTION_PERIOD;
		m->period = period;
		m->start = s->start + period.start;
		m->end = s->start + period.end;
	}
}

/* "Commissioners said": where the text names one CCG, they are its people. */
static int
has_one_ccg(const struct document *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->nentity; i++)
		n += d->entity[i].body == BODY_CCG && d->entity[i].strong;
	return n == 1;
}

static void
add_refs(struct tagger *t, struct document *d, size_t first)
{
	const struct words *w = &t->words;

	for (size_t i = 0; i < w->n;) {
		struct mention ref = {0};
		const char *sector = NULL;
		size_t end = refs_find(w, i, &ref);

		if (end == i && (end = refs_sector(w, i, &sector)) == i) {
			sector = NULL;
			end = refs_some(w, i, &ref);
		}
		if (end == i) {
			i++;
			continue;
		}
		if (sector != NULL && word_is(w, i, "commissioners") &&
		    has_one_ccg(d)) {
			sector = NULL;
			ref = (struct mention){.kind = MENTION_REF,
			    .ref = REF_CCG,
			    .start = w->w[i].start,
			    .end = w->w[end - 1].end};
		}
		if (sector != NULL) {
			ref.kind = MENTION_ORG;
			ref.body = BODY_SECTOR;
			ref.start = w->w[i].start;
			ref.end = w->w[end - 1].end;
		}
		if (!covered(d, first, ref.start, ref.end)) {
			struct mention *m =
			    GROW(d->mention, d->nmention, d->cmention);
			size_t org = sector == NULL ? REGISTER_NONE
						    : register_find(t->reg,
							  slice_of(sector));

			*m = ref;
			if (org != REGISTER_NONE)
				mention_add(d, m,
				    entity_for(d, org, BODY_SECTOR,
					register_org(t->reg, org)->name));
		} else
			end = i + 1;
		i = end;
	}
}

static int
by_start(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

/* "£3m, £1m worse" is no series: the last joint must be an "and". */
static int
closed(struct slice t, const struct mention *m, size_t n)
{
	static const char *const ands[] = {"and", ", and", ", and of"};

	return n > 1 && equals_one((struct slice){t.p + m[n - 2].end,
				       m[n - 1].start - m[n - 2].end},
			    ands, sizeof ands / sizeof *ands);
}

/* Numbers the amounts of "£3m, £4m and £5m" as one series. */
static void
find_series(struct document *d, const struct sentence *s)
{
	static const char *const joints[] = {",", "and", ", and", ", and of"};
	struct mention *m = &d->mention[s->mention];
	struct slice t = d->block[s->block].text;

	for (size_t i = 0; i < s->nmention;) {
		size_t n = 1;

		if (m[i].kind != MENTION_MONEY) {
			i++;
			continue;
		}
		while (i + n < s->nmention && m[i + n].kind == MENTION_MONEY &&
		       equals_one((struct slice){t.p + m[i + n - 1].end,
				      m[i + n].start - m[i + n - 1].end},
			   joints, sizeof joints / sizeof *joints))
			n++;
		for (size_t k = 0; k < n; k++) {
			m[i + k].series = k;
			m[i + k].of = closed(t, m + i, n) ? n : 1;
		}
		i += n;
	}
}

static void
tag_sentence(struct tagger *t, struct document *d, size_t i, size_t *name)
{
	struct sentence *s = &d->sentence[i];
	size_t first = d->nmention;

	words_split(&t->words, d->block[s->block].text, s->start, s->end);
	add_names(t, d, i, name);
	part_find(d, &t->words, first);
	initials_find(d, s, &t->words, first);
	add_money(d, s, first);
	add_periods(d, s, first);
	add_refs(t, d, first);
	s->mention = first;
	s->nmention = d->nmention - first;
	if (s->nmention > 1)
		qsort(d->mention + first, s->nmention, sizeof *d->mention,
		    by_start);
	find_series(d, s);
	fold_sentence(d, s);
}

/* "the Kent CCGs", "Across Kent, the eight CCGs": who is one of a group that
 * the text speaks of is a body too. */
static void
members_strong(struct tagger *t, struct document *d, const struct found *f)
{
	struct mention m = {0};
	const struct sentence *s = &d->sentence[f->sentence];

	if (f->said != 0)
		crowd_of_number(d, t->reg, f, &m);
	else
		crowd_of_place(d, t->reg, f, d->published, &m);
	words_split(&t->words, d->block[s->block].text, s->start, s->end);
	if (!f->group && !refs_counts(&t->words, m.nwho))
		return;
	for (size_t i = 0; i < m.nwho; i++)
		d->entity[d->member[m.who + i]].strong++;
}

/* The first pass: bodies that the text names beyond doubt, somewhere. */
static void
find_strong(struct tagger *t, struct document *d)
{
	struct names *names = &t->names;

	for (size_t i = 0, n; i < names->n; i += n) {
		n = names_joined(d, names, i);
		bare_promote(t->reg, names->f + i, n);
		for (size_t k = i; k < i + n; k++) {
			struct found *f = &names->f[k];
			size_t e;

			if (f->group || names_group(&f->name))
				members_strong(t, d, f);
			if (f->weak || f->group ||
			    (f->name.n == 0 && f->body == BODY_CCG))
				continue;
			e = entity_of(d, t->reg, f, found_text(d, f));
			d->entity[e].strong++;
		}
	}
	bare_adopt(d, t->reg, names->f, names->n);
	regime_adopt(d, t->reg, names, &t->words);
}

void
tag_document(struct tagger *t, struct document *d)
{
	size_t name = 0;

	t->names.n = 0;
	for (size_t i = 0; i < d->nsentence; i++)
		names_find(&t->names, t->gazetteer, t->reg, d, i);
	voice_find(d, t->gazetteer, t->reg, &t->words);
	find_strong(t, d);
	voice_home(d, t->gazetteer, t->reg, &t->words);
	for (size_t i = 0; i < d->nsentence; i++)
		tag_sentence(t, d, i, &name);
	crowds_find(d, t->reg, &t->names);
	kin_find(d, t->reg);
}
