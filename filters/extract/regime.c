/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "around.h"
#include "bare.h"
#include "entity.h"
#include "joined.h"
#include "regime.h"

static struct slice
block_of(const struct document *d, const struct found *f)
{
	return d->block[d->sentence[f->sentence].block].text;
}

/* A bare name that can be a CCG's of that day. */
static int
is_bare(const struct document *d, const struct reg *reg, const struct found *f)
{
	return f->body == BODY_CCG && f->weak && bare_lives(d, reg, f);
}

static void
adopt(struct document *d, const struct reg *reg, const struct found *f)
{
	/* it may move d->entity */
	size_t e = entity_of(d, reg, f, found_text(d, f));

	d->entity[e].strong++;
}

/* What a sentence speaks of: the regime that CCGs are under; somebody else
 * who may be rated or put in measures; CCGs. */
enum { REGIME = 1, OTHERS = 2, CCGS = 4 };

static int
says_regime(const struct words *w, size_t i)
{
	static const char *const classes[] = {"outstanding", "inadequate",
	    "directions", "turnaround", "assured", "rated", "rating", "ratings",
	    "graded", "upgraded", "downgraded", "assessment", "assessments",
	    "verdict"};
	static const char *const needs[] = {
	    "requires", "require", "requiring", "needs", "needing"};

	return WORD_IN(w, i, classes) ||
	       (word_is(w, i, "special") && word_is(w, i + 1, "measures")) ||
	       (WORD_IN(w, i, needs) && word_is(w, i + 1, "improvement"));
}

static int
speaks_of(const struct document *d, size_t sentence, struct words *w)
{
	static const char *const others[] = {"council", "councils", "trust",
	    "trusts", "hospital", "hospitals", "infirmary", "cqc", "ofsted",
	    "inspectors", "quality", "surgery", "surgeries", "practice",
	    "school", "schools", "police", "academy", "homes", "stp", "stps",
	    "partnership", "partnerships", "systems"};
	static const char *const groups[] = {"ccg", "ccgs", "commissioner",
	    "commissioners", "commissioning", "groups"};
	const struct sentence *s = &d->sentence[sentence];
	int of = 0;

	words_split(w, d->block[s->block].text, s->start, s->end);
	for (size_t i = 0; i < w->n; i++) {
		of |= says_regime(w, i) ? REGIME : 0;
		of |= WORD_IN(w, i, others) ? OTHERS : 0;
		of |= WORD_IN(w, i, groups) ? CCGS : 0;
	}
	return of;
}

static int
says_one(const struct document *d, const char *const *phrases, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (document_says(d, phrases[i], 0))
			return 1;
	return 0;
}
#define SAYS_ONE(d, list) says_one(d, list, sizeof(list) / sizeof *(list))

/* "CCG" alone may be a card game. */
static int
says_ccg(const struct document *d)
{
	static const char *const health[] = {"NHS", "GPs", "patients", "health",
	    "special measures", "directions", "ratings", "assess",
	    "require improvement", "requires improvement", "turnaround",
	    "regulator"};

	return document_says(d, "CCG", 0) && SAYS_ONE(d, health);
}

/* Nobody is spoken of who else may be under it, and those who are, are. */
static int
is_their_regime(const struct document *d)
{
	static const char *const others[] = {
	    "Care Quality Commission", "CQC", "Ofsted", "hospital trust"};
	static const char *const theirs[] = {
	    "commissioner", "commissioning group", "legal directions"};
	static const char *const rates[] = {
	    "ratings", "verdict", "assessment", "rated"};

	return !SAYS_ONE(d, others) &&
	       (SAYS_ONE(d, theirs) || says_ccg(d) ||
		   (document_says(d, "NHS England", 0) && SAYS_ONE(d, rates)));
}

/* "Is Bedfordshire out of the woods?" */
static int
is_asked_of(const struct document *d, const struct found *f)
{
	static const char *const words[] = {
	    "Is ", "Was ", "Has ", "Does ", "Did ", "Can ", "Will "};
	const struct sentence *s = &d->sentence[f->sentence];
	struct slice block = block_of(d, f);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (f->start == s->start + n &&
		    memcmp(block.p + s->start, words[i], n) == 0)
			return 1;
	}
	return 0;
}

/* A chain f[0..n-1] that is not only where something is, and does something
 * or is told of. */
static int
acts(const struct document *d, const struct found *f, size_t n)
{
	struct slice block = block_of(d, f);

	return around_acts(block, &f[n - 1]) || around_compares(block, f) ||
	       is_asked_of(d, f);
}

static int
is_placed(const struct document *d, const struct found *f, size_t n)
{
	struct slice block = block_of(d, f);

	return (around_is_place(block, f, &f[n - 1]) &&
		   !around_has(block, &f[n - 1])) ||
	       around_ends_places(block, f) || around_longer_name(d, &f[n - 1]);
}

/* "Salford and Wigan scored 'outstanding'", "directions imposed on Somerset",
 * and, right behind such a sentence, "Herts Valleys isn't either". */
static int
is_under_regime(
    const struct document *d, const struct found *f, size_t n, struct words *w)
{
	int of = speaks_of(d, f->sentence, w);

	if ((of & OTHERS) || (!(of & REGIME) && !acts(d, f, n)))
		return 0;
	for (size_t i = 1; i <= 2 && i <= f->sentence; i++) {
		int before = speaks_of(d, f->sentence - i, w);

		if ((before & OTHERS) && !(of & CCGS))
			return 0;
		if (of & REGIME)
			return 1;
		of |= before & (REGIME | CCGS);
	}
	return of & REGIME;
}

/* "Is Bedfordshire out of the woods?  The CCG ...": all that the text names
 * of the sort is one, which does something. */
static void
adopt_only(struct document *d, const struct reg *reg, const struct names *names)
{
	static const char *const others[] = {
	    "council", "cabinet", "trust", "hospital"};
	const struct found *only = NULL;
	int does = 0;

	for (size_t i = 0, n; i < names->n; i += n) {
		const struct found *f = &names->f[i];

		n = names_joined(d, names, i);
		if (!is_bare(d, reg, f) || is_placed(d, f, n))
			continue;
		if (n > 1 || (only != NULL && !slice_eq(found_text(d, f),
						  found_text(d, only))))
			return;
		only = f;
		does |= acts(d, f, n);
	}
	if (does && document_says(d, "CCG", 's') && says_ccg(d) &&
	    !SAYS_ONE(d, others))
		adopt(d, reg, only);
}

static int
adopt_regime(struct document *d, const struct reg *reg,
    const struct names *names, struct words *w)
{
	int theirs = -1;

	for (size_t i = 0, n; i < names->n; i += n) {
		const struct found *f = &names->f[i];
		size_t k = 0;

		n = names_joined(d, names, i);
		while (k < n && !is_bare(d, reg, &f[k]))
			k++;
		if (k == n || is_placed(d, f, n) ||
		    !is_under_regime(d, f, n, w))
			continue;
		if (theirs == -1)
			theirs = is_their_regime(d);
		for (; theirs && k < n; k++)
			if (is_bare(d, reg, &f[k]))
				adopt(d, reg, &f[k]);
	}
	return theirs == 1;
}

void
regime_adopt(struct document *d, const struct reg *reg,
    const struct names *names, struct words *w)
{
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_CCG && d->entity[i].strong)
			return;
	if (!adopt_regime(d, reg, names, w))
		adopt_only(d, reg, names);
}
