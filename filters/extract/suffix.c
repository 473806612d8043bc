/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "suffix.h"

/* The last word of an institution's name, and what it makes of it. */
static const struct institution {
	const char *word;
	enum body body;
} institutions[] = {{"trust", BODY_TRUST}, {"trusts", BODY_TRUST},
    {"hospital", BODY_TRUST}, {"hospitals", BODY_TRUST},
    {"infirmary", BODY_TRUST}, {"general", BODY_TRUST},
    {"healthcare", BODY_TRUST}, {"council", BODY_OTHER},
    {"councils", BODY_OTHER}, {"university", BODY_OTHER},
    {"partnership", BODY_SYSTEM}, {"stp", BODY_SYSTEM}, {"ics", BODY_SYSTEM},
    {"lmc", BODY_OTHER}, {"healthwatch", BODY_OTHER},
    {"commission", BODY_OTHER}, {"federation", BODY_OTHER},
    {"group", BODY_OTHER}, {"league", BODY_OTHER}, {"alliance", BODY_OTHER},
    {"authority", BODY_OTHER}, {"committee", BODY_OTHER}, {"pct", BODY_OTHER},
    {"charity", BODY_OTHER}};

/* Capitalised only because they begin a sentence. */
static const char *const openers[] = {"the", "a", "an", "in", "at", "but",
    "and", "its", "it", "for", "this", "that", "these", "those", "last", "next",
    "both", "while", "when", "after", "as", "on", "our", "their", "under",
    "neighbouring", "meanwhile", "however", "nhs", "acting", "former", "all",
    "if", "by", "to", "from", "with", "one", "two", "three", "four", "some"};

static const struct institution *
institution(const struct words *w, size_t i)
{
	if (!w->w[i].capital)
		return NULL;
	for (size_t k = 0; k < sizeof institutions / sizeof *institutions; k++)
		if (word_is(w, i, institutions[k].word))
			return &institutions[k];
	return NULL;
}

static int
is_ccg_word(const struct words *w, size_t i)
{
	return word_is(w, i, "ccg") || word_is(w, i, "ccgs") ||
	       word_is(w, i, "clinical");
}

/* "King's has", "St George's expects": a hospital goes by its saint, and does
 * something.  The end of the name, or i. */
static size_t
saint(const struct words *w, size_t i)
{
	static const char *const verbs[] = {"has", "had", "is", "was",
	    "expects", "forecasts", "reported", "reports", "ended", "finished",
	    "lost", "posted", "recorded", "overspent", "faces", "will",
	    "remains", "made", "needs", "must", "and"};
	static const char *const possessives[] = {"its", "their", "our", "it",
	    "what", "that", "there", "he", "she", "let", "here", "who", "today",
	    "last"};
	size_t k = i;

	if (word_is(w, i, "st") && i + 1 < w->n && w->w[i + 1].capital)
		k++;
	if (k + 2 >= w->n || !w->w[k].capital || !word_is(w, k + 1, "s") ||
	    w->w[k + 1].before != '\'' || w->w[k + 2].before != ' ' ||
	    !WORD_IN(w, k + 2, verbs) || WORD_IN(w, k, possessives))
		return i;
	return k == i && word_is(w, k + 2, "and") ? i : k + 2;
}

/*
 * The end of the run of capitalised words at i that an institution's word
 * closes ("Shrewsbury and Telford Hospital NHS Trust"), or i if none does.
 */
size_t
suffix_institution(const struct words *w, size_t i, enum body *body)
{
	size_t end = i;

	if (!w->w[i].capital || WORD_IN(w, i, openers))
		return i;
	for (size_t k = i; k < w->n && k < i + 12; k++) {
		const struct institution *in;

		if (k > i && !word_joined(w, k))
			break;
		if (word_is(w, k, "s") || is_ccg_word(w, k))
			break;
		if (!w->w[k].capital) {
			if (!(word_is(w, k, "and") || word_is(w, k, "of") ||
				word_is(w, k, "the") || word_is(w, k, "for") ||
				word_is(w, k, "upon") || word_is(w, k, "on")))
				break;
			if (k + 1 >= w->n || !w->w[k + 1].capital)
				break;
			if (end > i) /* a name has ended: another begins */
				break;
			continue;
		}
		if (k == i && saint(w, i) != i)
			return *body = BODY_TRUST, saint(w, i);
		if ((in = institution(w, k)) != NULL && k > i) {
			end = k + 1;
			*body = in->body;
		}
	}
	return end;
}

/* "Hull's clinical commissioning group", "Brighton's health commissioners":
 * the word behind the noun at i, or i. */
static size_t
commissioner_at(const struct words *w, size_t i)
{
	size_t k = i;

	if (word_is(w, k, "nhs") || word_is(w, k, "health") ||
	    word_is(w, k, "local"))
		k++;
	if (word_is(w, k, "commissioner") || word_is(w, k, "commissioners") ||
	    word_is(w, k, "ccg"))
		return k + 1;
	if (word_is(w, k, "clinical"))
		k++;
	if (word_is(w, k, "commissioning") &&
	    (word_is(w, k + 1, "group") || word_is(w, k + 1, "body")))
		return k + 2;
	return i;
}

/* "the Croydon group", "Hull commissioners", "the Kent commissioning
 * groups": what papers say for the full words, in small letters. */
static size_t
small_suffix(const struct words *w, size_t i, enum suffix *suffix)
{
	size_t k = i;

	if (w->w[i].capital)
		return 0;
	if (word_is(w, k, "health") || word_is(w, k, "nhs") ||
	    word_is(w, k, "healthcare"))
		k++;
	if (k > i &&
	    (word_is(w, k, "commissioner") || word_is(w, k, "commissioners"))) {
		*suffix = SUFFIX_CCG;
		return k + 1 - i;
	}
	k = i;
	if (word_is(w, k, "commissioning"))
		k++;
	if (!word_is(w, k, "group") && !word_is(w, k, "groups") &&
	    !(k > i && word_is(w, k, "body")))
		return 0;
	*suffix = word_is(w, k, "groups") ? SUFFIX_CCGS : SUFFIX_CCG;
	return k + 1 - i;
}

/* Words of the suffix at i; *suffix says which. */
size_t
suffix_at(const struct words *w, size_t i, enum suffix *suffix)
{
	size_t k = i, n;

	*suffix = SUFFIX_NONE;
	if (k >= w->n || !word_joined(w, k))
		return 0;
	if (word_is(w, k, "s") && (k = commissioner_at(w, k + 1)) > i + 1) {
		*suffix = SUFFIX_CCG;
		return k - i;
	}
	k = i;
	if (word_is(w, k, "nhs"))
		k++;
	if (word_is(w, k, "ccg") || word_is(w, k, "ccgs")) {
		*suffix = word_is(w, k, "ccg") ? SUFFIX_CCG : SUFFIX_CCGS;
		return k + 1 - i;
	}
	if (word_is(w, k, "clinical") && word_is(w, k + 1, "commissioning") &&
	    (word_is(w, k + 2, "group") || word_is(w, k + 2, "groups"))) {
		*suffix = word_is(w, k + 2, "group") ? SUFFIX_CCG : SUFFIX_CCGS;
		return k + 3 - i;
	}
	if ((n = small_suffix(w, k, suffix)) != 0)
		return n;
	if (word_is(w, k, "foundation") || word_is(w, k, "ft"))
		k++;
	if (k == i && word_is(w, k, "trusts") && !w->w[k].capital) {
		*suffix = SUFFIX_TRUST;
		return 1;
	}
	if (word_is(w, k, "trust") || (k > i && word_is(w, k - 1, "ft"))) {
		*suffix = SUFFIX_TRUST;
		return (word_is(w, k, "trust") ? k + 1 : k) - i;
	}
	if (k == i && (word_is(w, k, "stp") || word_is(w, k, "ics") ||
			  word_is(w, k, "icb"))) {
		*suffix = SUFFIX_SYSTEM;
		return 1;
	}
	return 0;
}

/* Takes "(CCG)" or "(Hull CCG)" behind a name into it. */
size_t
suffix_bracketed(const struct words *w, size_t i)
{
	if (i < w->n && w->w[i].before == '(')
		for (size_t k = i;
		     k < w->n && k < i + 6 && (k == i || word_joined(w, k));
		     k++)
			if (word_is(w, k, "ccg") || word_is(w, k, "ccgs"))
				return k + 1;
	return i;
}

enum body
suffix_body(enum suffix s)
{
	switch (s) {
	case SUFFIX_CCG:
	case SUFFIX_CCGS:
		return BODY_CCG;
	case SUFFIX_TRUST:
		return BODY_TRUST;
	case SUFFIX_SYSTEM:
		return BODY_SYSTEM;
	default:
		return BODY_OTHER;
	}
}
