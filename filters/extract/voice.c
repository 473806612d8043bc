/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entity.h"
#include "voice.h"

/* A page's masthead stands in its first blocks. */
enum { MASTHEAD = 3 };

static int
says_ccg(const struct words *w, size_t i)
{
	if (i < w->n && word_is(w, i, "nhs"))
		i++;
	return word_is(w, i, "ccg") || (word_is(w, i, "clinical") &&
					   word_is(w, i + 1, "commissioning"));
}

/* The live CCG among what a name can mean, or REGISTER_NONE. */
static size_t
ccg_of(const struct name *name, const struct reg *reg, struct date on)
{
	for (size_t i = 0; i < name->n; i++) {
		size_t org = name->meaning[i].org;

		if (org != REGISTER_NONE &&
		    register_org(reg, org)->type == ORG_CCG &&
		    register_live(reg, org, on))
			return org;
	}
	return REGISTER_NONE;
}

/* The one CCG that a text names in full; REGISTER_NONE for none or several. */
static size_t
only_ccg(struct slice text, const struct document *d, const struct gazetteer *g,
    const struct reg *reg, struct words *w)
{
	size_t only = REGISTER_NONE;

	words_split(w, text, 0, text.n);
	for (size_t i = 0; i < w->n;) {
		struct name name = {0};
		size_t org;

		if (!gazetteer_find(g, w, i, SIZE_MAX, &name)) {
			i++;
			continue;
		}
		i += name.words;
		if (!says_ccg(w, i))
			continue;
		org = ccg_of(&name, reg, d->published);
		if (only != REGISTER_NONE && org != only)
			return REGISTER_NONE;
		only = org;
	}
	return only;
}

/* A page of tables is a paper, and its title says whose. */
static int
has_rows(const struct document *d)
{
	for (size_t i = 0; i < d->nblock; i++)
		if (d->block[i].kind == TEXT_ROW)
			return 1;
	return 0;
}

void
voice_find(struct document *d, const struct gazetteer *g, const struct reg *reg,
    struct words *w)
{
	size_t org = only_ccg(d->publisher, d, g, reg, w);

	for (size_t i = 0;
	     org == REGISTER_NONE && d->publisher.n == 0 && i < MASTHEAD &&
	     i < d->nblock && d->block[i].kind == TEXT_FURNITURE;
	     i++)
		org = only_ccg(d->block[i].text, d, g, reg, w);
	if (org == REGISTER_NONE && has_rows(d))
		org = only_ccg(d->title, d, g, reg, w);
	d->voice = NO_VOICE;
	if (org == REGISTER_NONE)
		return;
	d->voice =
	    entity_for(d, org, BODY_CCG, register_name(reg, org, d->published));
	d->entity[d->voice].strong++;
}

/* A page's lines before its text begins: "Report of NHS Rotherham CCG". */
enum { HEAD_BLOCKS = 16 };

static int
names_some(const struct document *d)
{
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_CCG && d->entity[i].strong != 0)
			return 1;
	return 0;
}

static int
says_the_ccg(const struct document *d)
{
	for (size_t i = 0; i < d->nblock; i++)
		if (memmem(d->block[i].text.p, d->block[i].text.n, "he CCG",
			6) != NULL)
			return 1;
	return 0;
}

/* The one live CCG of the place that a council is named after. */
static size_t
of_council(const struct document *d, const struct gazetteer *g,
    const struct reg *reg, struct words *w)
{
	struct name name = {0};

	words_split(w, d->publisher, 0, d->publisher.n);
	if (w->n < 2 || !word_is(w, w->n - 1, "council") ||
	    !gazetteer_find(g, w, 0, SIZE_MAX, &name))
		return REGISTER_NONE;
	return ccg_of(&name, reg, d->published);
}

void
voice_home(struct document *d, const struct gazetteer *g, const struct reg *reg,
    struct words *w)
{
	size_t org = REGISTER_NONE, e;

	if (names_some(d) || !says_the_ccg(d))
		return;
	for (size_t i = 0; org == REGISTER_NONE && i < HEAD_BLOCKS &&
			   i < d->nblock && d->block[i].kind != TEXT_PARAGRAPH;
	     i++)
		if (d->block[i].kind == TEXT_FURNITURE)
			org = only_ccg(d->block[i].text, d, g, reg, w);
	if (org == REGISTER_NONE)
		org = of_council(d, g, reg, w);
	if (org == REGISTER_NONE)
		return;
	e = entity_for(d, org, BODY_CCG, register_name(reg, org, d->published));
	d->entity[e].strong++;
	d->entity[e].count++;
}
