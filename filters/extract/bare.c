/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "around.h"
#include "bare.h"
#include "crowd.h"
#include "refs.h"

struct slice
found_text(const struct document *d, const struct found *f)
{
	const struct sentence *s = &d->sentence[f->sentence];

	return (struct slice){
	    d->block[s->block].text.p + f->start, f->end - f->start};
}

/* 1 if the sentence speaks of groups, so that a list of places is bodies. */
static int
speaks_of_groups(const struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (word_is(w, i, "groups") || word_is(w, i, "ccgs") ||
		    word_is(w, i, "commissioners") || word_is(w, i, "group"))
			return 1;
	return 0;
}

static int
can_be_ccg(const struct reg *reg, const struct found *f)
{
	for (size_t i = 0; i < f->name.n; i++)
		if (f->name.meaning[i].org != REGISTER_NONE &&
		    register_org(reg, f->name.meaning[i].org)->type == ORG_CCG)
			return 1;
	return 0;
}

/* 1 if a bare name alone fills a list item, a heading or a table cell. */
static int
fills_cell(const struct document *d, const struct found *f)
{
	const struct block *b = &d->block[d->sentence[f->sentence].block];

	if (b->kind == TEXT_ROW)
		return (f->start == 0 || b->text.p[f->start - 1] == '\t') &&
		       (f->end == b->text.n || b->text.p[f->end] == '\t');
	return b->kind == TEXT_ITEM && f->start == 0 && f->end == b->text.n;
}

int
bare_has_ccg(const struct document *d)
{
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_CCG && d->entity[i].strong)
			return 1;
	for (size_t i = 0; i < d->nblock; i++)
		if (d->block[i].kind == TEXT_TITLE &&
		    memmem(d->block[i].text.p, d->block[i].text.n, "CCG", 3) !=
			NULL)
			return 1;
	return 0;
}

/* "Ashford, Swale and Thanet CCGs": the plural speaks for the whole list. */
void
bare_promote(const struct reg *reg, struct found *f, size_t n)
{
	size_t since = 0;

	for (size_t i = 0; i < n; i++) {
		if (f[i].suffix != SUFFIX_CCGS &&
		    !(f[i].suffix == SUFFIX_CCG && i > since + 1))
			continue;
		for (; since < i; since++)
			if (can_be_ccg(reg, &f[since]) &&
			    f[since].suffix == SUFFIX_NONE) {
				f[since].weak = 0;
				f[since].body = BODY_CCG;
			}
		since = i + 1;
	}
}

/*
 * A bare "Walsall" is the Walsall trust where the text names that no less
 * often than the CCG.  Its entity, or SIZE_MAX.
 */
static size_t
namesake(const struct document *d, struct slice name, size_t ccg)
{
	size_t best = SIZE_MAX;
	unsigned trusts = 0;

	for (size_t i = 0; i < d->nentity; i++) {
		const struct entity *e = &d->entity[i];

		if (e->body != BODY_TRUST || e->name.n <= name.n ||
		    memcmp(e->name.p, name.p, name.n) != 0)
			continue;
		trusts += e->strong;
		if (best == SIZE_MAX)
			best = i;
	}
	if (trusts == d->entity[ccg].strong && ccg < best)
		return SIZE_MAX; /* the CCG came first */
	return trusts >= d->entity[ccg].strong ? best : SIZE_MAX;
}

/* 1 if a CCG of that name had begun by then: "Nottinghamshire" in 2019 is a
 * place, whatever it became. */
int
bare_lives(
    const struct document *d, const struct reg *reg, const struct found *f)
{
	for (size_t i = 0; i < f->name.n; i++) {
		size_t org = f->name.meaning[i].org;

		if (org != REGISTER_NONE &&
		    register_org(reg, org)->type == ORG_CCG &&
		    (d->published.year == 0 ||
			date_compare(register_org(reg, org)->opened,
			    date_last(d->published)) <= 0))
			return 1;
	}
	return 0;
}

/* "Vale of York: £6.3m", in a text about CCGs that names none in full. */
static int
heads_amount(const struct document *d, const struct found *f)
{
	const struct block *b = &d->block[d->sentence[f->sentence].block];
	struct slice rest = {b->text.p + f->end, b->text.n - f->end};

	return f->start == 0 && rest.n > 4 &&
	       (memcmp(rest.p, ": \xc2\xa3", 4) == 0 ||
		   memcmp(rest.p, " \xc2\xa3", 3) == 0) &&
	       document_says(d, "CCGs", 0);
}

static int
is_parent(const struct reg *reg, const struct name *name, size_t child)
{
	for (size_t i = 0; i < name->n; i++)
		if (name->meaning[i].org != REGISTER_NONE &&
		    crowd_descends(reg, child, name->meaning[i].org))
			return 1;
	return 0;
}

/* "formed out of Croydon, Merton and Sutton": each is one that a CCG which
 * the text names was made of. */
static int
are_kin(const struct document *d, const struct reg *reg, const struct found *f,
    size_t n)
{
	for (size_t c = 0; c < d->nentity; c++) {
		size_t i = 0;

		if (d->entity[c].body != BODY_CCG || d->entity[c].strong == 0 ||
		    d->entity[c].org == REGISTER_NONE)
			continue;
		while (i < n && is_parent(reg, &f[i].name, d->entity[c].org))
			i++;
		if (i == n)
			return 1;
	}
	return 0;
}

/* "In Ealing the slippage is gentler": the sentence begins with it, and the
 * text names the body elsewhere. */
static int
sets_scene(const struct document *d, const struct found *f)
{
	const struct sentence *s = &d->sentence[f->sentence];
	struct slice block = d->block[s->block].text;

	return f->start == s->start + 3 &&
	       (memcmp(block.p + s->start, "In ", 3) == 0 ||
		   memcmp(block.p + s->start, "At ", 3) == 0);
}

/* Decides on the bare names of a chain f[0..n-1]: clears weak, or leaves. */
void
bare_settle(struct document *d, const struct reg *reg, const struct words *w,
    struct found *f, size_t n)
{
	struct slice block = d->block[d->sentence[f->sentence].block].text;

	for (size_t i = 0; i < n; i++) {
		size_t e, twin;

		if (f[i].weak && f[i].body == BODY_TRUST &&
		    !can_be_ccg(reg, &f[i]) && around_acts(block, &f[n - 1]))
			f[i].weak = 0; /* "Barts expects" */
		if (!f[i].weak || f[i].body != BODY_CCG)
			continue;
		if ((n == 1 && fills_cell(d, f) && bare_has_ccg(d)) ||
		    (around_heads(d, f, n) && bare_has_ccg(d) &&
			bare_lives(d, reg, &f[i])) ||
		    (n > 2 && refs_counts(w, n)) ||
		    (n == 1 && heads_amount(d, f)) ||
		    (n == 1 && around_shares_total(block, f) &&
			bare_has_ccg(d) && bare_lives(d, reg, f)) ||
		    (n == 1 && around_lists_amounts(block, f) &&
			bare_lives(d, reg, f)) ||
		    (around_groups_in_front(block, f) &&
			bare_lives(d, reg, &f[i])) ||
		    (n > 1 && (around_said_in_front(block, f) ||
				  are_kin(d, reg, f, n)))) {
			f[i].weak = 0;
			continue;
		}
		/* "in Swale's own papers": what it has makes it a body */
		if (around_is_place(block, &f[0], &f[n - 1]) &&
		    !around_has(block, &f[n - 1]) &&
		    !(n == 1 && sets_scene(d, f)) &&
		    !(around_has_post(block, &f[0]) && bare_has_ccg(d)))
			continue;
		if (around_ends_places(block, &f[0]) ||
		    around_longer_name(d, &f[n - 1]))
			continue;
		if (!bare_lives(d, reg, &f[i]))
			continue;
		e = entity_of(d, reg, &f[i], found_text(d, &f[i]));
		if ((twin = namesake(d, found_text(d, &f[i]), e)) != SIZE_MAX) {
			f[i].twin = twin + 1;
			f[i].body = BODY_TRUST;
			f[i].weak = 0;
			continue;
		}
		if (d->entity[e].strong ||
		    (bare_has_ccg(d) && around_compares(block, &f[0])) ||
		    (n > 1 && speaks_of_groups(w)) || bare_has_ccg(d))
			f[i].weak = 0;
	}
}
