/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "noun.h"
#include "refs.h"

/* Words that end the search for the noun behind "the". */
static const char *const stops[] = {"of", "in", "at", "and", "for", "to", "by",
    "with", "from", "on", "which", "that", "said", "says", "is", "was", "has",
    "had", "other", "its", "their", "than", "or", "as", "who", "s"};

/* What is no part of a headline's name for a body. */
static const char *const times[] = {
    "year", "month", "week", "quarter", "last", "this", "next"};

/* "But the group", "Even so the CCG": there is a "the" after all. */
static const char *const determiners[] = {"the", "a", "an", "this", "that",
    "these", "those", "all", "both", "each", "every", "another", "any", "no",
    "one", "but", "so", "yet", "now", "then"};

static const char *const articles[] = {
    "the", "a", "an", "this", "these", "those"};

static const char *const auxiliaries[] = {
    "have", "has", "had", "were", "was", "are", "is", "remains", "in"};

/* "the three years to March": what is counted is no body. */
static const char *const units[] = {"years", "months", "weeks", "days",
    "quarters", "year", "month", "week", "day", "times", "things", "reasons",
    "areas", "counties", "boroughs", "towns", "conditions", "priorities",
    "options", "domains", "ratings", "categories", "hospitals", "trusts",
    "councils", "practices", "per", "or", "people", "posts", "directors"};

/* What a body does: behind "the former" these tell it from an adjective. */
static const char *const verbs[] = {"was", "is", "has", "had", "expects",
    "said", "says", "will", "would", "plans", "ended", "posted", "recorded",
    "forecasts", "reported", "met", "missed", "came", "went", "took", "faces",
    "hopes", "aims", "remains", "got", "made", "spent", "overspent", "forecast",
    "lost", "needs", "must", "may", "can", "could", "should", "did", "does",
    "were", "are", "have", "spends", "loses", "breaks", "broke", "beat",
    "exceeded", "predicted", "predicts", "planned", "reported", "returned"};

static const char *const adverbs[] = {"also", "now", "still", "itself", "then",
    "alone", "only", "never", "currently", "already", "meanwhile", "later"};

/* An "it" that stands for nothing: "it is understood that". */
static const char *const empty_it[] = {"understood", "clear", "unclear",
    "hoped", "thought", "believed", "feared", "likely", "unlikely", "possible",
    "emerged", "emerges", "appears", "seems", "hard", "difficult", "said",
    "claimed", "reported", "rumoured", "suggested", "wrong", "important",
    "early", "premature", "takes", "takes"};

/* "our research suggests": the newspaper's own. */
static const char *const press[] = {"research", "analysis", "survey", "figures",
    "investigation", "understanding", "story", "reporter", "readers",
    "correspondent"};

/* "It is Croydon CCG that is in deficit, not Sutton": it is nobody. */
static int
is_cleft(const struct words *w, size_t i)
{
	enum { FAR = 12 };
	static const char *const is[] = {"is", "was", "s", "isn", "wasn"};
	static const char *const that[] = {"that", "which", "who", "whose"};
	size_t k = i + 2;

	if (!word_is(w, i, "it") || !WORD_IN(w, i + 1, is))
		return 0;
	while (k < w->n && (word_is(w, k, "not") || word_is(w, k, "the") ||
			       word_is(w, k, "t") || word_is(w, k, "only")))
		k++;
	if (k >= w->n || !w->w[k].capital)
		return 0;
	for (k++; k < w->n && k < i + FAR; k++)
		if (WORD_IN(w, k, that))
			return 1;
	return 0;
}

/* "it", "its", "they", "we", "both" ...: one word. */
static size_t
pronoun(const struct words *w, size_t i, struct mention *m)
{
	const struct noun *n;
	size_t len;
	static const struct {
		const char *word;
		enum ref_kind ref;
	} words[] = {{"it", REF_IT}, {"its", REF_IT}, {"itself", REF_IT},
	    {"they", REF_THEY}, {"their", REF_THEY}, {"them", REF_THEY},
	    {"we", REF_WE}, {"our", REF_WE}, {"us", REF_WE}, {"both", REF_BOTH},
	    {"either", REF_EACH}, {"neither", REF_EACH}, {"each", REF_EACH}};

	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		if (!word_is(w, i, words[k].word))
			continue;
		if (w->w[i].upper && w->w[i].end - w->w[i].start > 1)
			return i; /* "IT", "US" */
		if (k == 0 && is_cleft(w, i))
			return i;
		if (k == 0 &&
		    (WORD_IN(w, i + 1, empty_it) ||
			WORD_IN(w, i + 2, empty_it) ||
			WORD_IN(w, i + 3, empty_it)) &&
		    !word_is(w, i + 1, "s") && !word_is(w, i + 1, "had") &&
		    !word_is(w, i + 1, "has"))
			return i;
		if (words[k].ref == REF_WE && WORD_IN(w, i + 1, press))
			return i;
		if (words[k].ref == REF_BOTH && i > 0 &&
		    WORD_IN(w, i - 1, auxiliaries))
			return i; /* "have both stood down" */
		if (word_is(w, i, "our") &&
		    (n = noun_at(w, i + 1, &len)) != NULL && n->ref == REF_CCG)
			return noun_stands(w, i, i + 1 + len, m, REF_WE);
		if (word_is(w, i, "their") && word_is(w, i + 1, "own") &&
		    (n = noun_at(w, i + 2, &len)) != NULL && n->ref == REF_CCG)
			return noun_stands(w, i, i + 2 + len, m, REF_CCG);
		if (word_is(w, i, "their") && word_is(w, i + 1, "ccg"))
			return noun_stands(w, i, i + 2, m, REF_CCG);
		if (words[k].ref == REF_EACH && !word_is(w, i, "neither") &&
		    noun_at(w, i + 1, &len) == NULL)
			return i; /* the patterns want to see it */
		if (words[k].ref == REF_BOTH || word_is(w, i, "neither") ||
		    word_is(w, i, "either"))
			m->said = 2;
		return noun_stands(w, i, i + 1, m, words[k].ref);
	}
	return i;
}

/* "nine CCGs", "two groups": some, unless they were named together. */
static size_t
some_number(const struct words *w, size_t i, struct mention *m)
{
	size_t k = i + 1, len, n = noun_number(w, i);
	const struct noun *noun = NULL;

	if (n >= 1 && word_is(w, i + 1, "of") && word_is(w, i + 2, "the") &&
	    noun_number(w, i + 3) > 1) {
		/* "is the only one of the eight in directions": the subject is
		 */
		if (n == 1 && i > 1 && word_is(w, i - 1, "only") &&
		    word_is(w, i - 2, "the"))
			return noun_stands(w, i, i + 4, m, REF_IT);
		m->indefinite = 1;
		return noun_stands(w, i, i + 4, m, REF_SOME);
	}
	if (n < 2)
		return i;
	for (size_t skip = 0; skip < 3 && k < w->n; skip++, k++) {
		if (w->w[k].before != ' ' && w->w[k].before != '-')
			return i;
		if ((noun = noun_at(w, k, &len)) != NULL)
			break;
		if (WORD_IN(w, k, stops) || w->w[k].capital)
			return i;
	}
	if (noun == NULL || k >= w->n || noun->ref == REF_CCG ||
	    noun_of_government(w, k))
		return i;
	/* "is one of nine CCGs in special measures": the subject is */
	if (i > 1 && word_is(w, i - 1, "of") && word_is(w, i - 2, "one")) {
		m->said = n;
		return noun_stands(w, i, k + len, m, REF_IT);
	}
	m->said = n;
	m->indefinite = 1;
	return noun_stands(w, i, k + len, m, noun->ref);
}

/* "the other two", "the five others", "the remaining three", "the others",
 * "the other group", "seven others". */
static size_t
others(const struct words *w, size_t i, struct mention *m)
{
	int the = word_is(w, i, "the") || word_is(w, i, "all");
	size_t k = i + (size_t)the, len, n = noun_number(w, k);
	const struct noun *noun;

	if (n > 1 && word_is(w, k + 1, "others")) {
		k += 2;
	} else if (the && word_is(w, k, "others")) {
		n = 0;
		k++;
	} else if (the &&
		   (word_is(w, k, "other") || word_is(w, k, "remaining"))) {
		n = noun_number(w, ++k);
		k += n > 1;
		noun = noun_at(w, k, &len);
		if (noun != NULL && noun->ref == REF_CCG && n == 0)
			n = 1;
		else if (n < 2 && (noun == NULL || noun->ref != REF_CCGS))
			return i;
		if (noun == NULL && (WORD_IN(w, k, units) || n < 2))
			return i;
		if (noun != NULL && noun->ref != REF_CCGS &&
		    noun->ref != REF_CCG)
			return i;
		k += noun != NULL ? len : 0;
	} else {
		return i;
	}
	noun_stands(w, i, k, m, REF_OTHERS);
	m->indefinite = !the;
	m->said = n;
	m->plural = n != 1;
	return k;
}

/* "larger", "smallest", "first". */
static int
is_rank(const struct words *w, size_t i)
{
	static const char *const ranks[] = {"first", "second", "third", "last",
	    "only", "worst", "worse", "best", "better", "larger", "largest",
	    "smaller", "smallest", "bigger", "biggest", "richer", "richest",
	    "poorer", "poorest", "newer", "newest", "older", "oldest", "latest",
	    "heaviest", "highest", "lowest", "healthier", "healthiest",
	    "weaker", "weakest", "stronger", "strongest"};

	return WORD_IN(w, i, ranks);
}

/* "the larger of the two", "the smallest of the three groups": one of them,
 * which the words around it name. */
static size_t
one_of_them(const struct words *w, size_t i, struct mention *m)
{
	size_t k = i + 1, len;
	const struct noun *noun;

	while (k < w->n && k < i + 4 && !word_is(w, k, "of"))
		k++;
	if (k == i + 1 || !word_is(w, k, "of") || !is_rank(w, k - 1) ||
	    !word_is(w, k + 1, "the") || noun_number(w, k + 2) < 2 ||
	    WORD_IN(w, k + 3, units))
		return i;
	noun = noun_at(w, k + 3, &len);
	m->indefinite = 1;
	return noun_stands(w, i,
	    k + 3 + (noun != NULL && noun->ref == REF_CCGS ? len : 0), m,
	    REF_SOME);
}

/* "the first by £5m and the second £2m", "to the tune of". */
static int
has_amount(const struct words *w, size_t i)
{
	if (word_is(w, i, "to") && word_is(w, i + 2, "tune"))
		i += 4;
	else if (word_is(w, i, "by") || word_is(w, i, "with") ||
		 word_is(w, i, "at"))
		i++;
	return i < w->n && w->w[i].start >= w->base + 2 &&
	       w->lower[w->w[i].start - w->base - 1] == '\xa3';
}

static size_t
bare_number(const struct words *w, size_t i, struct mention *m)
{
	size_t n, end;

	if (word_is(w, i, "the") && (end = one_of_them(w, i, m)) != i)
		return end;
	if (word_is(w, i + 1, "pair") || word_is(w, i + 1, "duo") ||
	    word_is(w, i + 1, "trio") || word_is(w, i + 1, "quartet")) {
		m->said = word_is(w, i + 1, "trio")	 ? 3
			  : word_is(w, i + 1, "quartet") ? 4
							 : 2;
		return noun_stands(w, i, i + 2, m, REF_BOTH);
	}
	if (word_is(w, i + 1, "first") || word_is(w, i + 1, "second"))
		return WORD_IN(w, i + 2, verbs) || has_amount(w, i + 2)
			   ? noun_stands(w, i, i + 2, m,
				 word_is(w, i + 1, "first") ? REF_FORMER
							    : REF_LATTER)
			   : i;
	if (word_is(w, i + 1, "former"))
		return WORD_IN(w, i + 2, verbs) ||
			       (WORD_IN(w, i + 2, adverbs) &&
				   WORD_IN(w, i + 3, verbs)) ||
			       word_is(w, i + 2, "s") || word_is(w, i + 2, "by")
			   ? noun_stands(w, i, i + 2, m, REF_FORMER)
			   : i;
	if (word_is(w, i + 1, "latter"))
		return noun_stands(w, i, i + 2, m, REF_LATTER);
	if ((n = noun_number(w, i + 1)) < 2 || WORD_IN(w, i + 2, units))
		return i;
	m->said = n;
	return noun_stands(w, i, i + 2, m, REF_BOTH);
}

static int
is_plural(const struct words *w, size_t i)
{
	return w->lower[w->w[i].end - 1 - w->base] == 's';
}

/* "to become a single body", "merge into one organisation": what there will
 * be, which the patterns want to see. */
static int
is_union(const struct words *w, size_t i)
{
	static const char *const verbs_of_union[] = {"become", "becoming",
	    "became", "into", "form", "forming", "create", "creating", "as",
	    "of"};

	return (word_is(w, i, "a") && (word_is(w, i + 1, "single") ||
					  (word_is(w, i + 1, "new") &&
					      word_is(w, i + 2, "single")))) ||
	       (word_is(w, i, "one") && i > 0 &&
		   WORD_IN(w, i - 1, verbs_of_union));
}

static int
is_place_noun(const struct words *w, size_t i)
{
	static const char *const places[] = {"city", "town", "county",
	    "district", "borough", "island", "area", "region"};

	return i < w->n && WORD_IN(w, i, places);
}

/* "the [three] [two words] group(s)". */
static size_t
noun_phrase(const struct words *w, size_t i, struct mention *m)
{
	size_t k = i + 1, len, n = noun_number(w, k);
	const struct noun *noun = NULL;

	if (is_union(w, i) || noun_is_predicate(w, i))
		return i;
	if (n != 0)
		k++;
	if (is_place_noun(w, k) && word_is(w, k + 1, "s"))
		k += 2; /* "the city's clinical commissioning group" */
	for (size_t skip = 0; skip < 4 && k < w->n; skip++, k++) {
		if (k > i + 1 && w->w[k].before != ' ' &&
		    w->w[k].before != '-' && w->w[k].before != '\'')
			return i;
		if ((noun = noun_at(w, k, &len)) != NULL)
			break;
		/* "in a letter the CCG said": another phrase begins */
		if (WORD_IN(w, k, stops) || w->w[k].capital ||
		    WORD_IN(w, k, articles))
			return i;
	}
	if (noun == NULL || k >= w->n || word_is(w, k - 1, "governing"))
		return i;
	m->said = n;
	if (noun->ref == REF_CCG && n > 1)
		return i;
	if (word_is(w, i, "that") && is_plural(w, k + len - 1))
		return i; /* "suggests that trusts ..." */
	noun_stands(w, i, k + len, m, noun->ref);
	/* "an inadequate-rated group": the patterns want to see the adjective
	 */
	if (k > i + 1 + (n != 0))
		m->start = w->w[k].start;
	return k + len;
}

/* "Health body told to ...": a headline names what it means without "the". */
static size_t
headline(const struct words *w, size_t i, struct mention *m)
{
	size_t len;

	for (size_t k = i; k < w->n && k < i + 4; k++) {
		const struct noun *n = noun_at(w, k, &len);

		if (k > i && w->w[k].before != ' ' && w->w[k].before != '-')
			return i;
		if (n != NULL && k == i)
			return i; /* "CCGs overspent": all of them */
		if (n != NULL) {
			m->indefinite = 1;
			m->said = noun_number(w, i);
			return noun_stands(w, i, k + len, m, n->ref);
		}
		if (WORD_IN(w, k, stops) || WORD_IN(w, k, times) ||
		    WORD_IN(w, k, determiners))
			return i;
	}
	return i;
}

/* "its main acute trust", "its neighbour": another body, not this one. */
static size_t
its_other(const struct words *w, size_t i, struct mention *m)
{
	static const char *const kin[] = {"neighbour", "neighbours",
	    "predecessor", "predecessors", "forerunner", "forerunners",
	    "precursor", "precursors", "parents"};
	size_t len, end;

	if (!word_is(w, i, "its") && !word_is(w, i, "their") &&
	    !word_is(w, i, "her") && !word_is(w, i, "his"))
		return i;
	for (size_t k = i + 1; k < w->n && k < i + 5; k++) {
		const struct noun *n = noun_at(w, k, &len);

		if (w->w[k].before != ' ' || w->w[k].capital ||
		    WORD_IN(w, k, stops))
			return i;
		if (WORD_IN(w, k, kin)) {
			m->indefinite = 1;
			end = noun_stands(w, i, k + 1, m, REF_SOME);
			m->said = noun_number(w, i + 1);
			m->plural = m->said > 1;
			return end;
		}
		if (n != NULL && !word_is(w, k, "practice") &&
		    (n->ref == REF_TRUST || n->ref == REF_OTHER)) {
			m->indefinite = 1;
			return noun_stands(w, i, k + len, m, n->ref);
		}
	}
	return i;
}

/* "confirmed that 24 are inadequate": so many, unnamed. */
static size_t
counted(const struct words *w, size_t i, struct mention *m)
{
	static const char *const before[] = {"that", "and", "while", "but",
	    "said", "which", "groups", "ccgs", "commissioners"};
	static const char *const are[] = {
	    "are", "were", "remain", "remained", "got", "received"};
	size_t k = i, end;

	for (size_t c = w->w[i].start; c < w->w[i].end; c++)
		if (w->lower[c - w->base] < '0' || w->lower[c - w->base] > '9')
			k = SIZE_MAX;
	if (k == SIZE_MAX && noun_number(w, i) < 2)
		return i;
	if (w->w[i].end - w->w[i].start > 3 && k != SIZE_MAX)
		return i; /* "2016 was" is a year */
	if ((i > 0 && !WORD_IN(w, i - 1, before)) || !WORD_IN(w, i + 1, are))
		return i;
	m->indefinite = 1;
	end = noun_stands(w, i, i + 1, m, REF_SOME);
	m->plural = 1;
	return end;
}

/* "One of the biggest commissioners in England": the one spoken of. */
static size_t
one_of_many(const struct words *w, size_t i, struct mention *m)
{
	size_t len;

	if (!word_is(w, i, "one") || !word_is(w, i + 1, "of"))
		return i;
	if (word_is(w, i + 2, "those") || word_is(w, i + 2, "these") ||
	    word_is(w, i + 2, "them")) {
		m->indefinite = 1;
		return noun_stands(w, i, i + 3, m, REF_SOME);
	}
	for (size_t k = i + 2; k < w->n && k < i + 8; k++) {
		const struct noun *n = noun_at(w, k, &len);

		if (w->w[k].before != ' ' && w->w[k].before != '-' &&
		    w->w[k].before != '\'')
			return i;
		if (n != NULL && n->ref == REF_CCGS)
			return noun_stands(w, i, k + len, m, REF_CCG);
		if (noun_number(w, k) != 0)
			return i; /* "one of nine": one of some */
	}
	return i;
}

size_t
refs_find(const struct words *w, size_t i, struct mention *m)
{
	size_t end, len;
	const struct noun *n;
	int indefinite;

	/* "GPs in Bolton, whose CCG was" */
	if (word_is(w, i, "whose") && (n = noun_at(w, i + 1, &len)) != NULL &&
	    n->ref == REF_CCG)
		return noun_stands(w, i, i + 1 + len, m, REF_CCG);
	if ((end = its_other(w, i, m)) != i ||
	    (end = one_of_many(w, i, m)) != i || (end = counted(w, i, m)) != i)
		return end;
	if ((end = pronoun(w, i, m)) != i) {
		/* "both CCGs", "each group" */
		n = noun_at(w, end, &len);
		if ((m->ref == REF_BOTH || m->ref == REF_EACH) && n != NULL) {
			m->end = w->w[end + len - 1].end;
			return end + len;
		}
		if (m->ref == REF_EACH && word_is(w, end, "of") &&
		    word_is(w, end + 1, "the")) {
			size_t k = noun_phrase(w, end + 1, m);

			m->ref = REF_EACH;
			m->start = w->w[i].start;
			return k > end + 1 ? k : end;
		}
		return end;
	}
	if (i > 0 && word_is(w, i - 1, "as") &&
	    (word_is(w, i, "a") || word_is(w, i, "an")))
		return i; /* "its last accounts as a commissioner" */
	indefinite = word_is(w, i, "a") || word_is(w, i, "an") ||
		     word_is(w, i, "another") || word_is(w, i, "any") ||
		     word_is(w, i, "one");
	if ((end = others(w, i, m)) != i || (end = some_number(w, i, m)) != i)
		return end;
	if (!(indefinite || word_is(w, i, "the") || word_is(w, i, "this") ||
		word_is(w, i, "these") || word_is(w, i, "that") ||
		word_is(w, i, "all")))
		return i == 0 ? headline(w, i, m) : i;
	if ((end = noun_phrase(w, i, m)) != i) {
		m->indefinite = indefinite;
		return end;
	}
	if (word_is(w, i, "the") || word_is(w, i, "all"))
		return bare_number(w, i, m);
	return i;
}
