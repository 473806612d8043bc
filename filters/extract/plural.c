/* SPDX-License-Identifier: MIT */
#include "noun.h"
#include "refs.h"

int
refs_counts(const struct words *w, size_t number)
{
	size_t len;

	for (size_t i = 0; number > 1 && i < w->n; i++) {
		if (noun_number(w, i) != number)
			continue;
		for (size_t k = i + 1; k < w->n && k < i + 3; k++) {
			const struct noun *n = noun_at(w, k, &len);

			if (n != NULL && n->ref == REF_CCGS)
				return 1;
		}
	}
	return 0;
}

/* 1 if the noun at i ends such a predicate: "the latest [two words] CCGs". */
static int
is_predicate_of(const struct words *w, size_t i)
{
	for (size_t k = 2; k <= 5 && k <= i; k++)
		if (word_is(w, i - k, "the") && noun_is_predicate(w, i - k))
			return 1;
	return 0;
}

/* "several CCGs", "half of England's CCGs", "the groups": some, unnamed. */
size_t
refs_some(const struct words *w, size_t i, struct mention *m)
{
	size_t len;
	const struct noun *n = noun_at(w, i, &len);

	if (i >= 2 && is_predicate_of(w, i))
		return i;
	if (n == NULL || n->ref != REF_CCGS || noun_of_government(w, i) ||
	    word_is(w, i, "bodies") || word_is(w, i, "organisations"))
		return i;
	m->indefinite = 1;
	return noun_stands(w, i, i + len, m, REF_SOME);
}

/* "CCGs in Kent": those of a place, not all there are. */
static int
is_local(const struct words *w, size_t i)
{
	static const char *const preps[] = {"in", "of", "across", "around",
	    "from", "covering", "serving", "near"};
	size_t k = i + 1;

	if (i >= w->n || w->w[i].before != ' ' || !WORD_IN(w, i, preps))
		return 0;
	while (k < w->n && (word_is(w, k, "the") || words_compass(w, k)))
		k++;
	return k < w->n && w->w[k].capital && !word_is(w, k, "england") &&
	       !word_is(w, k, "nhs") && !word_is(w, k, "april") &&
	       !word_is(w, k, "march");
}

size_t
refs_sector(const struct words *w, size_t i, const char **sector)
{
	static const char *const quantifiers[] = {"two", "three", "four",
	    "five", "six", "seven", "eight", "nine", "ten", "several", "some",
	    "many", "few", "the", "of", "these", "those", "other", "more",
	    "both", "which", "for", "s", "struggling", "and", "local"};
	size_t end = i + 1;

	if (word_is(w, i, "ccgs") || word_is(w, i, "commissioners"))
		*sector = "ENG-CCG";
	else if (word_is(w, i, "clinical") &&
		 word_is(w, i + 1, "commissioning") &&
		 word_is(w, i + 2, "groups")) {
		*sector = "ENG-CCG";
		end = i + 3;
	} else if (word_is(w, i, "trusts") || word_is(w, i, "providers"))
		*sector = "ENG-PROVIDER";
	else
		return i;
	if (is_local(w, end) || is_predicate_of(w, i))
		return i;
	/* "two acute trusts", "the group's three trusts" */
	for (size_t k = 2; k <= 3 && k <= i; k++)
		if (noun_number(w, i - k) != 0 || word_is(w, i - k, "the") ||
		    word_is(w, i - k, "several") || word_is(w, i - k, "some"))
			return i;
	if (i > 0 && w->w[i].before == ' ' &&
	    (WORD_IN(w, i - 1, quantifiers) ||
		(w->w[i - 1].start < w->w[i - 1].end && w->w[i - 1].capital &&
		    !word_is(w, i - 1, "all") && !word_is(w, i - 1, "nhs") &&
		    !word_is(w, i - 1, "england") &&
		    !word_is(w, i - 1, "across"))))
		return i;
	return end;
}
