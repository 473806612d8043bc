/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "beside.h"
#include "fold.h"

static int
penalty(struct slice word)
{
	static const struct {
		const char *word;
		int cost;
	} words[] = {{"by", 55}, {"with", 50}, {"from", 45}, {"than", 60},
	    {"to", 25}, {"against", 40}, {"near", 60}, {"neighbour", 60},
	    {"like", 40}, {"unlike", 60}, {"in", 12}, {"of", 5}, {"about", 20},
	    {"between", 5}, {"including", 30}, {"including", 30}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(word, words[i].word))
			return words[i].cost;
	return 0;
}

/* What may stand between a preposition and the body: "from London's other
 * CCGs". */
static int
may_be_passed(struct slice t, struct slice word)
{
	static const char *const words[] = {"the", "a", "an", "its", "their",
	    "our", "his", "her", "both", "all", "other", "others", "two",
	    "three", "four", "five", "six", "seven", "eight", "neighbouring",
	    "nearby", "fellow", "local", "nhs", "neighbours", "old", "new",
	    "former", "bigger", "smaller", "larger", "and", "health"};
	const char *end = word.p + word.n;

	if (end + 1 < t.p + t.n && end[0] == '\'')
		return 1; /* "london's" */
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(word, words[i]))
			return 1;
	return slice_is(word, "s");
}

/* "from London's other CCGs": the preposition may stand a few words back. */
int
beside_oblique(struct slice t, const struct mention *c)
{
	size_t at = c->tag;
	int cost = 0;

	for (int i = 0; i < 5 && cost == 0; i++) {
		struct slice word = fold_word_before(t, at);

		if (word.n == 0)
			break;
		cost = penalty(word);
		if (cost == 0 && !may_be_passed(t, word))
			break;
		at = (size_t)(word.p - t.p);
		if (at > 1 && t.p[at - 1] == '\'')
			at--; /* "london's" is one word to us */
	}
	return cost;
}

/* "the group's main provider": what is said of that is not of the group. */
int
beside_provider(struct slice t, const struct mention *c)
{
	static const char *const nouns[] = {"provider", "hospital", "trust",
	    "council", "neighbour", "neighbours", "hospitals", "providers",
	    "supplier", "practices", "partner", "partners", "area", "patch",
	    "counterpart", "counterparts", "rival", "rivals", "twin", "sister",
	    "predecessor", "predecessors", "successor", "landlord"};
	size_t at = c->tag_end;
	int its = c->ref == REF_IT || c->ref == REF_THEY;

	if (at + 3 > t.n || (memcmp(t.p + at, "'s ", 3) != 0 && !its))
		return 0;
	at += its ? 1 : 3;
	for (int i = 0; i < 4 && at < t.n; i++) {
		size_t e = at;

		while (e < t.n &&
		       ((t.p[e] >= 'a' && t.p[e] <= 'z') || t.p[e] == '-'))
			e++;
		for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
			if (slice_is(
				(struct slice){t.p + at, e - at}, nouns[k]))
				return 1;
		if (e >= t.n || t.p[e] != ' ')
			return 0;
		at = e + 1;
	}
	return 0;
}

/* "savings delivered by A": who did it. */
int
beside_agent(struct slice t, const struct mention *c)
{
	static const char *const verbs[] = {"delivered", "achieved", "made",
	    "spent", "paid", "incurred", "posted", "recorded", "reported",
	    "saved", "found", "owed", "held", "forecast", "expected",
	    "overspend", "underspend", "overspending", "spending", "lost"};
	struct slice by = fold_word_before(t, c->tag), verb;

	if (!slice_is(by, "by"))
		return 0;
	verb = fold_word_before(t, (size_t)(by.p - t.p));
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (slice_is(verb, verbs[i]))
			return 1;
	/* "the decision by A to run up" */
	return c->tag_end + 4 <= t.n &&
	       memcmp(t.p + c->tag_end, " to ", 4) == 0;
}

/* "A CCG, whose main provider was put into": the clause between a body and
 * the match is about something of the body's. */
int
beside_whose(struct slice t, const struct mention *c, size_t start)
{
	static const char *const nouns[] = {"provider", "hospital", "trust",
	    "predecessor", "predecessors", "council", "neighbour", "partner",
	    "hospitals", "supplier"};
	const char *from = t.p + c->tag_end, *end = t.p + start, *at;

	if (start <= c->tag_end)
		return 0;
	at = memmem(from, (size_t)(end - from), " whose ", 7);
	if (at == NULL)
		at = memmem(from, (size_t)(end - from), " where ", 7);
	if (at == NULL)
		return 0;
	at += 7;
	for (int i = 0; i < 3 && at < end; i++) {
		const char *e = at;

		while (e < end && *e >= 'a' && *e <= 'z')
			e++;
		for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
			if (slice_is(
				(struct slice){at, (size_t)(e - at)}, nouns[k]))
				return 1;
		if (e >= end || *e != ' ')
			break;
		at = e + 1;
	}
	return 0;
}

/* "GP practices in Nene CCG have lost": where they are. */
static int
stands_in(struct slice t, const struct mention *c)
{
	static const char *const nouns[] = {"practices", "practice",
	    "surgeries", "surgery", "hospitals", "hospital", "homes",
	    "pharmacies", "providers", "trusts", "dentists", "hospices",
	    "charities", "schools"};
	struct slice in = fold_word_before(t, c->tag), noun;

	if (!slice_is(in, "in") && !slice_is(in, "across") &&
	    !slice_is(in, "within"))
		return 0;
	noun = fold_word_before(t, (size_t)(in.p - t.p));
	for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
		if (slice_is(noun, nouns[i]))
			return 1;
	return 0;
}

/* "A Sunderland CCG practice was rated": it is not the CCG. */
int
beside_practice(struct slice t, const struct mention *c)
{
	static const char *const words[] = {" practice ", " surgery ",
	    " practice,", " surgery,", " gp practice ", " care home ",
	    " hospital ", " councillor "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (c->tag_end + n <= t.n &&
		    memcmp(t.p + c->tag_end, words[i], n) == 0)
			return 1;
	}
	return stands_in(t, c);
}

/* 1 if a word of the sentence is written with a capital, and only so, and is
 * part of no name that is known. */
static int
is_unknown_name(
    const struct document *d, const struct sentence *s, struct slice word)
{
	static const char *const common[] = {"the", "deficit", "surplus",
	    "qipp", "total", "plan", "forecast", "outturn", "position",
	    "variance", "actual", "target", "month", "year", "savings",
	    "overspend", "underspend", "shortfall", "adult", "health", "care",
	    "it", "they", "this", "that", "and", "but", "of", "christmas",
	    "easter"};
	struct slice text = d->block[s->block].text;
	int seen = 0;

	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (slice_is(word, common[i]))
			return 0;
	for (size_t i = s->start; word.n > 1 && i + word.n <= s->end; i++) {
		const char *p = text.p + i;
		int inside = 0;

		if (strncasecmp(p, word.p, word.n) != 0 ||
		    (i > 0 && ((p[-1] | 0x20) >= 'a' && (p[-1] | 0x20) <= 'z')))
			continue;
		for (size_t k = 0; k < s->nmention; k++) {
			const struct mention *m = &d->mention[s->mention + k];

			inside |= i >= m->start && i < m->end;
		}
		if (inside || i == s->start || p[0] < 'A' || p[0] > 'Z')
			return 0;
		seen = 1;
	}
	return seen;
}

int
beside_stranger(
    const struct document *d, const struct sentence *s, const struct match *x)
{
	struct slice t = sentence_fold(d, s), word;
	const char *dataset =
	    x->rule->nset == 0 ? NULL : set_get(&x->rule->set[0], "dataset");
	size_t at = x->start;

	if (dataset == NULL || strcmp(dataset, "deficits") != 0 ||
	    d->block[s->block].kind == TEXT_TITLE ||
	    d->block[s->block].kind == TEXT_HEADING || at < 4 ||
	    t.p[at - 1] != ' ')
		return 0;
	at--;
	if (t.p[at - 1] == ',' || t.p[at - 1] == ':')
		at--;
	if (at > 2 && memcmp(t.p + at - 2, "'s", 2) == 0)
		at -= 2;
	for (word = (struct slice){t.p + at, 0};
	     word.p > t.p && word.p[-1] >= 'a' && word.p[-1] <= 'z';)
		word.p--, word.n++;
	return is_unknown_name(d, s, word);
}

/* The word that begins at byte at. */
static struct slice
word_at(struct slice t, size_t at)
{
	size_t e = at;

	while (e < t.n && t.p[e] >= 'a' && t.p[e] <= 'z')
		e++;
	return (struct slice){t.p + at, e - at};
}

static int
is_of_deficits(const struct match *x)
{
	const char *dataset =
	    x->rule->nset == 0 ? NULL : set_get(&x->rule->set[0], "dataset");

	return dataset != NULL && strcmp(dataset, "deficits") == 0;
}

/* "the way of Harrow, which is £20m in the red", "£28m at Pennine Acute", "the
 * deficit that Peterborough had". */
int
beside_stranger_around(
    const struct document *d, const struct sentence *s, const struct match *x)
{
	static const char *const behind[] = {
	    " at ", " at the ", " that ", " of the "};
	static const char *const which[] = {
	    ", which ", " which ", "'s, which "};
	struct slice t = sentence_fold(d, s);
	size_t at = x->end;

	if (!is_of_deficits(x) || d->block[s->block].kind == TEXT_TITLE ||
	    d->block[s->block].kind == TEXT_HEADING)
		return 0;
	if (x->span[GROUP_AMOUNT].set && x->span[GROUP_AMOUNT].end > at)
		at = x->span[GROUP_AMOUNT].end;
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
		size_t n = strlen(behind[i]);

		if (at + n < t.n && memcmp(t.p + at, behind[i], n) == 0 &&
		    is_unknown_name(d, s, word_at(t, at + n)))
			return 1;
	}
	for (size_t i = 0; i < sizeof which / sizeof *which; i++) {
		size_t n = strlen(which[i]);
		const char *p = NULL, *q = t.p;
		struct slice gap;

		while ((q = memmem(q, (size_t)(t.p + x->start - q), which[i],
			    n)) != NULL)
			p = q++;
		if (p == NULL)
			continue;
		gap = (struct slice){p + n, (size_t)(t.p + x->start - (p + n))};
		if (gap.n < 40 && memchr(gap.p, '<', gap.n) == NULL &&
		    memchr(gap.p, ',', gap.n) == NULL &&
		    is_unknown_name(
			d, s, fold_word_before(t, (size_t)(p - t.p))))
			return 1;
	}
	return 0;
}

/* "a surgery that was put in": how much the words between a body and a match
 * speak for it. */
int
beside_relative(struct slice t, const struct mention *c, size_t start)
{
	static const char *const words[] = {" that ", " which ", " who "};

	if (start <= c->tag_end || start - c->tag_end > 28)
		return 0;
	if (start - c->tag_end == 1 &&
	    (c->ref == REF_OTHER || c->ref == REF_TRUST))
		return 30; /* "a practice placed in" */
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (start - c->tag_end >= n &&
		    memcmp(t.p + c->tag_end, words[i], n) == 0 &&
		    memchr(t.p + c->tag_end, '<', start - c->tag_end) == NULL)
			return 30;
	}
	return 0;
}
