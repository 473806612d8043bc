/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "around.h"
#include "bare.h"
#include "crowd.h"

/* "CCG" alone may be anything; the whole word in the singular is one.  Where
 * a council has its say, a place may be the council. */
static int
speaks_of_ccg(const struct document *d)
{
	return document_says(d, "clinical commissioning group", 's') &&
	       !document_says(d, "council", 0) &&
	       !document_says(d, "cabinet", 0);
}

/* In a text about commissioners, places of which so many act as bodies do. */
enum { ACTING = 3 };

static int
is_acting(
    const struct document *d, const struct reg *reg, const struct found *f)
{
	const struct sentence *s = &d->sentence[f->sentence];
	struct slice block = d->block[s->block].text;

	return f->body == BODY_CCG && bare_lives(d, reg, f) &&
	       !(around_is_place(block, f, f) && !around_has(block, f)) &&
	       around_acts(block, f);
}

/* "Blackpool has gone from ...  Bassetlaw, by contrast, is £1.6m behind". */
static void
adopt_many(struct document *d, const struct reg *reg, struct found *f, size_t n)
{
	size_t seen[ACTING], distinct = 0;

	if (!document_says(d, "commissioners", 0) &&
	    !document_says(d, "commissioning groups", 0) &&
	    !(document_says(d, "commissioner", 0) &&
		document_says(d, " a CCG", 0)))
		return;
	for (size_t i = 0; i < n && distinct < ACTING; i++) {
		size_t e, k = 0;

		if (!is_acting(d, reg, &f[i]))
			continue;
		e = entity_of(d, reg, &f[i], found_text(d, &f[i]));
		while (k < distinct && seen[k] != e)
			k++;
		if (k == distinct)
			seen[distinct++] = e;
	}
	for (size_t i = 0; distinct == ACTING && i < n; i++)
		if (is_acting(d, reg, &f[i])) {
			/* it may move d->entity */
			size_t e =
			    entity_of(d, reg, &f[i], found_text(d, &f[i]));

			d->entity[e].strong++;
		}
}

/* "the four Surrey groups", "three groups in Cheshire": 1 if the name of a
 * region is said of such. */
static int
has_groups(const struct document *d, const struct found *f)
{
	static const char *const behind[] = {" groups", " commissioners",
	    " commissioning groups", " clinical commissioning groups",
	    " health groups", " GP groups"};
	static const char *const before[] = {"groups in ", "groups of ",
	    "groups across ", "commissioners in ", "commissioners of ",
	    "commissioners across ", "groups covering "};
	const struct sentence *s = &d->sentence[f->sentence];
	struct slice t = d->block[s->block].text;

	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
		size_t n = strlen(behind[i]);

		if (f->end + n <= t.n &&
		    memcmp(t.p + f->end, behind[i], n) == 0)
			return 1;
	}
	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		size_t n = strlen(before[i]);

		if (f->start >= n &&
		    memcmp(t.p + f->start - n, before[i], n) == 0)
			return 1;
	}
	return 0;
}

/* "Three groups in Cheshire overspent: Eastern Cheshire by £8m, ...": names
 * that the register has there, two or more, or one that acts. */
static void
adopt_crowd(struct document *d, const struct reg *reg, const struct found *f,
    size_t n, const struct mention *crowd)
{
	size_t seen = SIZE_MAX, named = 0;

	for (size_t k = 0; k < n; k++) {
		size_t e;

		if (f[k].body != BODY_CCG || names_group(&f[k].name) ||
		    !bare_lives(d, reg, &f[k]))
			continue;
		e = entity_of(d, reg, &f[k], found_text(d, &f[k]));
		for (size_t c = 0; c < crowd->nwho; c++) {
			if (d->member[crowd->who + c] != e)
				continue;
			named += (size_t)(e != seen) +
				 (size_t)is_acting(d, reg, &f[k]);
			seen = e;
		}
	}
	for (size_t c = 0; named > 1 && c < crowd->nwho; c++)
		d->entity[d->member[crowd->who + c]].strong++;
}

static void
adopt_members(
    struct document *d, const struct reg *reg, const struct found *f, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct mention crowd = {0};

		if (!names_group(&f[i].name) ||
		    !(f[i].group || has_groups(d, &f[i])))
			continue;
		crowd_of_place(d, reg, &f[i], d->published, &crowd);
		adopt_crowd(d, reg, f, n, &crowd);
	}
}

void
bare_adopt(struct document *d, const struct reg *reg, struct found *f, size_t n)
{
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_CCG && d->entity[i].strong)
			return;
	adopt_many(d, reg, f, n);
	adopt_members(d, reg, f, n);
	if (!speaks_of_ccg(d))
		return;
	for (size_t i = 0; i < n; i++) {
		const struct sentence *s = &d->sentence[f[i].sentence];
		struct slice block = d->block[s->block].text;
		size_t e;

		if (f[i].body != BODY_CCG || !bare_lives(d, reg, &f[i]) ||
		    (around_is_place(block, &f[i], &f[i]) &&
			!around_has(block, &f[i])))
			continue;
		e = entity_of(d, reg, &f[i], found_text(d, &f[i]));
		d->entity[e].strong++;
		return;
	}
}
