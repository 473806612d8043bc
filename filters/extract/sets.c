/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entity.h"
#include "sets.h"

enum { MANY = 32, PARAGRAPH = 3 };

/* Entities, each once. */
struct set {
	size_t e[MANY], n;
};

static int
has(const struct set *x, size_t e)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->e[i] == e)
			return 1;
	return 0;
}

static void
put(struct set *x, const struct document *d, size_t who, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (x->n < MANY && !has(x, d->member[who + i]))
			x->e[x->n++] = d->member[who + i];
}

/* The CCGs of sentences from to to, up to m: those named, or meant too. */
static struct set
gather(const struct document *d, const struct mention *m, size_t from,
    size_t to, int meant)
{
	struct set x = {.n = 0};

	for (size_t i = from; i <= to; i++) {
		const struct sentence *s = &d->sentence[i];

		for (size_t k = 0; k < s->nmention; k++) {
			const struct mention *o = &d->mention[s->mention + k];

			if (o == m)
				break;
			if ((o->kind == MENTION_ORG ||
				(meant && o->kind == MENTION_REF)) &&
			    o->body == BODY_CCG)
				put(&x, d, o->who, o->nwho);
		}
	}
	return x;
}

/* The distinct CCGs that the section has named so far: "the three". */
static int
all_named(struct focus *f, struct mention *m, size_t from, size_t to)
{
	struct set x = gather(f->d, m, from, to, 0);

	if (x.n != m->said)
		return 0;
	for (size_t i = 0; i < x.n; i++)
		mention_add(f->d, m, x.e[i]);
	return 1;
}

/* The same of the last sentences, whatever words stand for them. */
static int
all_meant(struct focus *f, struct mention *m, size_t to)
{
	size_t block = f->d->sentence[f->sentence].block;

	for (size_t back = 0; back < PARAGRAPH && back <= to; back++) {
		struct set x = gather(f->d, m, to - back, to, 1);

		if (x.n == m->said) {
			for (size_t k = 0; k < x.n; k++)
				mention_add(f->d, m, x.e[k]);
			return 1;
		}
		if (x.n > m->said || f->d->sentence[to - back].block != block)
			break;
	}
	return 0;
}

static int
all_so_far(struct focus *f, struct mention *m, size_t from)
{
	return all_named(f, m, from, f->sentence);
}

/* "the CCGs for Bradford City and Bradford Districts". */
static int
joined_by_for(struct slice t, size_t from, size_t to)
{
	static const char *const words[] = {
	    " for ", " of ", " in ", " covering ", " serving "};

	for (size_t i = 0; from < to && i < sizeof words / sizeof *words; i++)
		if (slice_is((struct slice){t.p + from, to - from}, words[i]))
			return 1;
	return 0;
}

/* "the two groups with which it works, Havering and Redbridge": the list
 * that stands behind the words, of as many as were said. */
static int
named_behind(struct focus *f, const struct sentence *s, struct mention *m)
{
	const struct document *d = f->d;
	const struct mention *end = d->mention + s->mention + s->nmention;

	if (m + 1 < end && m->said == 0 && m->ref == REF_CCGS &&
	    joined_by_for(sentence_fold(d, s), m->tag_end, m[1].tag) &&
	    m[1].kind == MENTION_ORG && m[1].body == BODY_CCG) {
		m->who = m[1].who;
		m->nwho = m[1].nwho;
		return 1;
	}
	for (const struct mention *x = m + 1;
	     m->said > 1 && x < d->mention + s->mention + s->nmention; x++)
		if (x->kind == MENTION_ORG && x->body == BODY_CCG &&
		    x->nwho == m->said) {
			m->who = x->who;
			m->nwho = x->nwho;
			return 1;
		}
	return 0;
}

/* "All seven": those of a place that the text names and that has as many. */
static int
crowd(struct focus *f, struct mention *m)
{
	for (size_t i = 0; m->said > 2 && i < f->d->ncrowd; i++)
		if (f->d->crowd[i].said == m->said) {
			m->who = f->d->crowd[i].who;
			m->nwho = f->d->crowd[i].n;
			return 1;
		}
	return 0;
}

/* "GPs voted against merging the six CCGs": a story may say how many
 * before it says which. */
static int
listed_anywhere(struct focus *f, struct mention *m)
{
	const struct document *d = f->d;

	for (size_t i = 0; m->said > 1 && i < d->nmention; i++)
		if (d->mention[i].kind == MENTION_ORG &&
		    d->mention[i].body == BODY_CCG &&
		    d->mention[i].nwho == m->said) {
			m->who = d->mention[i].who;
			m->nwho = m->said;
			return 1;
		}
	for (size_t i = f->sentence; m->said > 1 && i < d->nsentence; i++)
		if (all_named(f, m, i, i))
			return 1;
	return 0;
}

int
sets_all(struct focus *f, struct mention *m)
{
	struct document *d = f->d;
	size_t n = 0;

	for (size_t e = 0; e < d->nentity; e++)
		n += d->entity[e].body == BODY_CCG && d->entity[e].count != 0;
	if (m->said < 2 || n != m->said)
		return 0;
	for (size_t e = 0; e < d->nentity; e++)
		if (d->entity[e].body == BODY_CCG && d->entity[e].count != 0)
			mention_add(d, m, e);
	return 1;
}

/* The same, where the list is one of items that each begin with a body. */
/* "Six CCGs will become one. They are ...": the list comes next. */
static int
listed_next(struct focus *f, struct mention *m)
{
	const struct document *d = f->d;

	for (size_t i = f->sentence + 1;
	     m->said > 1 && i < d->nsentence && i < f->sentence + 3; i++) {
		const struct sentence *s = &d->sentence[i];

		for (size_t k = 0; k < s->nmention; k++) {
			const struct mention *x = &d->mention[s->mention + k];

			if (x->kind != MENTION_ORG || x->body != BODY_CCG ||
			    x->nwho != m->said)
				continue;
			m->who = x->who;
			m->nwho = x->nwho;
			return 1;
		}
	}
	return 0;
}

static void
listed_as_items(struct focus *f, struct mention *m)
{
	struct document *d = f->d;
	size_t seen[16], n = 0;

	for (size_t i = f->sentence; i < d->nsentence && n < 16; i++) {
		const struct sentence *s = &d->sentence[i];
		const struct mention *x = &d->mention[s->mention];

		if (d->block[s->block].kind != TEXT_ITEM) {
			if (n != 0)
				break;
			continue;
		}
		if (s->start == 0 && s->nmention != 0 && x->nwho == 1 &&
		    x->kind == MENTION_ORG && x->body == BODY_CCG && x->tag < 4)
			seen[n++] = d->member[x->who];
	}
	for (size_t i = 0; n == m->said && i < n; i++)
		mention_add(d, m, seen[i]);
}

/* "The six commissioners in greater Nottingham": none but those of a place. */
static int
of_a_place(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	struct slice t = mention_text(d, s, m);
	const char *in = memmem(t.p, t.n, " in ", 4);

	return in != NULL && in + 4 < t.p + t.n &&
	       (memmem(in, (size_t)(t.p + t.n - in), " greater ", 9) != NULL ||
		   (in[4] >= 'A' && in[4] <= 'Z'));
}

void
sets_several(struct focus *f, const struct sentence *s, struct mention *m)
{
	size_t last = f->sentence - (f->sentence > 0);

	if (m->said > 1 && of_a_place(f->d, s, m)) {
		if (!named_behind(f, s, m) && !listed_next(f, m))
			crowd(f, m);
		return;
	}
	if (named_behind(f, s, m) ||
	    (m->said > 1 && all_so_far(f, m, f->sentence)))
		return;
	/* "A shares its officer with B.  The pair ..." */
	if (m->said > 1 && last >= f->section &&
	    (f->nlist == 0 ||
		f->list[(f->nlist - 1) % LISTS].sentence < last) &&
	    all_meant(f, m, last))
		return;
	for (size_t i = 0; i < LISTS && i < f->nlist; i++) {
		struct list l = f->list[(f->nlist - 1 - i) % LISTS];

		if (m->said == 0 && l.sentence + 4 < f->sentence)
			break;
		if (m->said == 0 || m->said == l.n) {
			focus_stand_for(m, l);
			return;
		}
	}
	if (m->said != 0 && !all_so_far(f, m, f->section) &&
	    !listed_next(f, m) && !crowd(f, m) && !all_so_far(f, m, 0) &&
	    (m->ref == REF_CCGS || m->said > 2) && !listed_anywhere(f, m))
		listed_as_items(f, m);
}

int
sets_two(struct focus *f, const struct sentence *s, struct mention *m)
{
	size_t here = f->sentence, from = here, block = s->block;
	struct set x;

	/* a paragraph that begins with "the former" looks back on the last */
	if (s->start == 0 && here > 0)
		block = f->d->sentence[--from].block;
	while (from > 0 && here - from < PARAGRAPH &&
	       f->d->sentence[from - 1].block == block)
		from--;
	for (size_t i = here;; i--) {
		x = gather(f->d, m, i, here, 1);
		if (x.n >= 2 || i == from)
			break;
	}
	if (x.n != 2)
		return 0;
	for (size_t i = 0; i < 2; i++)
		mention_add(f->d, m, x.e[i]);
	return 1;
}

/* What is left of all without those apart, if that is what was said; of
 * "four others" only those that the text names. */
static int
remain(struct focus *f, struct mention *m, const struct set *all,
    const struct set *apart)
{
	size_t left = 0;

	for (size_t i = 0; i < all->n; i++)
		left += (size_t)!has(apart, all->e[i]);
	if (left == 0 || left == all->n || (m->said != 0 && m->said != left))
		return 0;
	for (size_t i = 0; i < all->n; i++)
		if (!has(apart, all->e[i]) &&
		    !(m->indefinite && f->d->entity[all->e[i]].count == 0))
			mention_add(f->d, m, all->e[i]);
	return m->nwho != 0;
}

/* Tries the sets that may be meant, the latest first. */
static int
remain_of_any(struct focus *f, struct mention *m, const struct set *apart)
{
	struct set all;

	for (size_t i = 0; i < LISTS && i < f->nlist; i++) {
		struct list l = f->list[(f->nlist - 1 - i) % LISTS];

		if (m->said == 0 && l.sentence < f->section)
			break;
		all = (struct set){.n = 0};
		put(&all, f->d, l.who, l.n);
		if (remain(f, m, &all, apart))
			return 1;
	}
	if (m->said == 0)
		return 0;
	for (size_t i = 0; i < f->d->ncrowd; i++) {
		all = (struct set){.n = 0};
		put(&all, f->d, f->d->crowd[i].who, f->d->crowd[i].n);
		if (all.n == f->d->crowd[i].said && remain(f, m, &all, apart))
			return 1;
	}
	all = gather(f->d, m, f->section, f->sentence, 0);
	if (remain(f, m, &all, apart))
		return 1;
	all = gather(f->d, m, 0, f->sentence, 0);
	return remain(f, m, &all, apart);
}

void
sets_others(struct focus *f, const struct sentence *s, struct mention *m)
{
	size_t i = (size_t)(s - f->d->sentence);

	for (size_t back = 0; back < PARAGRAPH && back <= i; back++) {
		struct set apart = gather(f->d, m, i - back, i, 1);

		if (apart.n != 0 && remain_of_any(f, m, &apart))
			return;
	}
}

/* What stands between two tags, from "," to "with". */
static int
parted_by_with(struct slice t, size_t from, size_t to)
{
	static const char *const words[] = {", with ", ", along with ",
	    ", together with ", " with ", " together with ", ", alongside "};

	for (size_t i = 0; from < to && i < sizeof words / sizeof *words; i++)
		if (slice_is((struct slice){t.p + from, to - from}, words[i]))
			return 1;
	return 0;
}

/* The same in front: "Together with Croydon and Sutton, it". */
static int
opens_with(struct slice t, const struct mention *x, const struct mention *m)
{
	static const char *const words[] = {
	    "together with ", "along with ", "alongside ", "as well as "};

	if (m->tag - x->tag_end != 2 || t.p[x->tag_end] != ',')
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is((struct slice){t.p, x->tag}, words[i]))
			return 1;
	return 0;
}

void
sets_with(struct focus *f, const struct sentence *s, struct mention *m)
{
	struct document *d = f->d;
	struct slice t = sentence_fold(d, s);
	const struct mention *first = d->mention + s->mention;
	const struct mention *end = first + s->nmention;
	const struct mention *x = m->said > 1 ? m + 1 : m - 1;
	size_t one = d->member[m->who];

	if (x < first || x >= end || x->kind != MENTION_ORG ||
	    x->body != BODY_CCG || x->nwho == 0)
		return;
	if (m->said > 1 ? x->nwho + 1 != m->said ||
			      !parted_by_with(t, m->tag_end, x->tag)
			: !opens_with(t, x, m))
		return;
	m->nwho = 0;
	mention_add(d, m, one);
	for (size_t i = 0; i < x->nwho; i++)
		mention_add(d, m, d->member[x->who + i]);
	m->plural = 1;
}

/* What joins "our CCG" to the names behind it. */
static int
joined_by_and(struct slice t, size_t from, size_t to, size_t n)
{
	static const char *const words[] = {" and ", ", and ", " and the "};
	struct slice gap = {t.p + from, to - from};

	for (size_t i = 0; from < to && i < sizeof words / sizeof *words; i++)
		if (slice_is(gap, words[i]))
			return 1;
	return n > 1 && slice_is(gap, ", ");
}

void
sets_and(struct focus *f, const struct sentence *s, struct mention *m)
{
	struct document *d = f->d;
	const struct mention *x = m + 1;
	size_t one = d->member[m->who];

	if (x >= d->mention + s->mention + s->nmention ||
	    x->kind != MENTION_ORG || x->body != BODY_CCG || x->nwho == 0 ||
	    d->entity[one].body != BODY_CCG ||
	    !joined_by_and(sentence_fold(d, s), m->tag_end, x->tag, x->nwho))
		return;
	for (size_t i = 0; i < x->nwho; i++)
		if (d->member[x->who + i] == one)
			return;
	m->nwho = 0;
	mention_add(d, m, one);
	for (size_t i = 0; i < x->nwho; i++)
		mention_add(d, m, d->member[x->who + i]);
	m->plural = 1;
}
