/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "bare.h"
#include "joined.h"

/* "A and its sister group, B", "A and neighbouring B". */
static int
joins_kin(struct slice gap)
{
	static const char *const words[] = {"its", "their", "the", "sister",
	    "neighbour", "neighbours", "neighbouring", "nearby", "twin",
	    "partner", "partners", "group", "groups", "CCG", "CCGs", "smaller",
	    "larger", "bigger", "fellow", "adjoining", "adjacent", "next-door",
	    "near-neighbour", "two", "three"};
	size_t i = 0, n = 0;

	if (gap.n > 40 || gap.n < 9 || memcmp(gap.p, " and ", 5) != 0)
		return 0;
	for (i = 5; i < gap.n; n++) {
		size_t e = i;

		while (e < gap.n && gap.p[e] != ' ' && gap.p[e] != ',')
			e++;
		if (!equals_one((struct slice){gap.p + i, e - i}, words,
			sizeof words / sizeof *words))
			return 0;
		while (e < gap.n && (gap.p[e] == ' ' || gap.p[e] == ','))
			e++;
		i = e;
	}
	return n > 0;
}

/* "Unlike Walsall CCG, Luton CCG ...": the first is no part of a list. */
static int
is_compared(const struct document *d, const struct found *a)
{
	static const char *const words[] = {"Unlike ", "unlike ", "Like ",
	    "Besides ", "Alongside ", "Beside ", "Unlike NHS ", "Like NHS ",
	    "Instead of ", "instead of ", "Rather than ", "Apart from ",
	    "Instead of NHS "};
	const struct sentence *s = &d->sentence[a->sentence];
	struct slice t = d->block[s->block].text;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (a->start >= n &&
		    memcmp(t.p + a->start - n, words[i], n) == 0)
			return 1;
	}
	return 0;
}

/* 1 if nothing but a list's joint stands between two names. */
static int
listed(const struct document *d, const struct found *a, const struct found *b)
{
	static const char *const joints[] = {",", "and", ", and", "&", "or",
	    "AND", ", or", "/", ";", "; and", "and the", ", the", "as well as"};
	struct slice gap;

	if (a->sentence != b->sentence || b->start < a->end)
		return 0;
	gap = (struct slice){
	    found_text(d, a).p + (a->end - a->start), b->start - a->end};
	if (slice_is(gap, ", ") && is_compared(d, a))
		return 0;
	return (gap.n < 16 &&
		   equals_one(gap, joints, sizeof joints / sizeof *joints)) ||
	       joins_kin(gap);
}

size_t
names_joined(const struct document *d, const struct names *names, size_t at)
{
	size_t n = 1;

	while (at + n < names->n &&
	       listed(d, &names->f[at + n - 1], &names->f[at + n]))
		n++;
	return n;
}
