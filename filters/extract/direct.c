/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "beside.h"
#include "direct.h"
#include "subject.h"
#include "words.h"

/* A subject stands so near to what is said of it. */
enum { NEAR = 64 };

static int
begins(struct slice t, const char *text)
{
	size_t n = strlen(text);

	return n <= t.n && memcmp(t.p, text, n) == 0;
}

static int
ends(struct slice t, const char *text)
{
	size_t n = strlen(text);

	return n <= t.n && memcmp(t.p + t.n - n, text, n) == 0;
}

static struct slice
last_word(struct slice t)
{
	size_t b;

	while (t.n > 0 && t.p[t.n - 1] == ' ')
		t.n--;
	for (b = t.n; b > 0 && t.p[b - 1] >= 'a' && t.p[b - 1] <= 'z';)
		b--;
	return (struct slice){t.p + b, t.n - b};
}

/* What may stand between a subject and the figure or standing said of it. */
static int
is_verbal(struct slice word)
{
	static const char *const words[] = {"is", "was", "were", "are", "be",
	    "been", "being", "has", "had", "have", "will", "would", "could",
	    "may", "might", "expects", "expected", "expect", "expecting",
	    "forecasts", "forecasting", "predicts", "predicting", "faces",
	    "facing", "itself", "now", "already", "still", "also", "not", "to",
	    "a", "an", "about", "some", "around", "nearly", "almost", "over",
	    "at", "least", "more", "than", "under", "up", "as", "much",
	    "heading", "for", "on", "course", "reported", "reports", "record",
	    "recorded", "ended", "end", "the", "year", "with", "in", "placed",
	    "put", "rated", "likely", "running", "ran", "run", "stood",
	    "stands", "grown", "lost", "lose", "must", "should", "needs",
	    "owed", "owes"};

	return equals_one(word, words, sizeof words / sizeof *words);
}

/* 1 if t is such words and periods alone. */
static int
is_all_verbal(struct slice t)
{
	while (t.n != 0) {
		size_t n = 0;

		if (t.p[0] == ' ') {
			t.p++, t.n--;
			continue;
		}
		if (t.p[0] == '<' && t.n > 2 && t.p[1] == 'p') {
			while (n < t.n && t.p[n] != '>')
				n++;
			n += n < t.n;
		} else {
			while (n < t.n && t.p[n] >= 'a' && t.p[n] <= 'z')
				n++;
			if (n == 0 || !is_verbal((struct slice){t.p, n}))
				return 0;
		}
		t.p += n, t.n -= n;
	}
	return 1;
}

/* The last body before byte at. */
static const struct mention *
body_before(const struct document *d, const struct sentence *s, size_t at)
{
	const struct mention *last = NULL;

	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *c = &d->mention[s->mention + i];

		if (subject_body(c) && c->tag_end <= at)
			last = c;
	}
	return last;
}

static int
is_pronoun(const struct mention *c)
{
	return c->kind == MENTION_REF &&
	       (c->ref == REF_IT || c->ref == REF_THEY);
}

/* ", which is", " which had": behind the body, up to the match. */
static int
is_relative(struct slice gap)
{
	static const char *const words[] = {", which ", " which ", ", who ",
	    ", that ", " that ", ", itself ", ", whose deficit "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (begins(gap, words[i])) {
			gap.p += strlen(words[i]) - 1;
			gap.n -= strlen(words[i]) - 1;
			return is_all_verbal(gap);
		}
	return 0;
}

/* Nouns for what is no body of the register. */
static int
is_foreign(struct slice word)
{
	static const char *const words[] = {"council", "hospital", "hospitals",
	    "surgery", "practice", "practices", "hospice", "charity", "firm",
	    "company", "club", "provider", "partnership", "university",
	    "school", "clinic", "councils", "surgeries", "infirmary"};

	return equals_one(word, words, sizeof words / sizeof *words);
}

/* "Leeds council is £5m overspent", "the practice, which is in special
 * measures": a plain noun in front of the verbs. */
static int
is_foreign_subject(struct slice t, size_t start)
{
	struct slice head = {t.p, start};
	size_t verbs = 0;

	for (;;) {
		struct slice word = last_word(head);

		if (word.n == 0)
			return 0;
		if (is_foreign(word) && verbs > 0)
			return 1;
		if (!is_verbal(word) && !slice_is(word, "which") &&
		    !slice_is(word, "that"))
			return 0;
		verbs++;
		head.n = (size_t)(word.p - t.p);
		while (head.n > 0 && head.p[head.n - 1] == ' ')
			head.n--;
		if ((slice_is(word, "which") || slice_is(word, "that")) &&
		    head.n > 0 && head.p[head.n - 1] == ',')
			head.n--;
	}
}

const struct mention *
direct_owner(const struct document *d, const struct sentence *s,
    const struct match *x, int *nobody)
{
	struct slice t = sentence_fold(d, s), gap;
	const struct mention *c = body_before(d, s, x->start);

	*nobody = 0;
	if (c != NULL && direct_excluded(t, c))
		return NULL;
	if (c == NULL || c->tag_end + NEAR < x->start) {
		*nobody = is_foreign_subject(t, x->start);
		return NULL;
	}
	gap = (struct slice){t.p + c->tag_end, x->start - c->tag_end};
	/* "told Stockport CCG to save" */
	if (x->mention[GROUP_AMOUNT] != NO_MENTION && slice_is(gap, " to ") &&
	    c->kind == MENTION_ORG && c->nwho != 0 && c->body == BODY_CCG)
		return c;
	if ((is_pronoun(c) || subject_is_no_ccg(c)) && beside_provider(t, c) &&
	    memchr(gap.p, ',', gap.n) == NULL &&
	    is_verbal(last_word((struct slice){t.p, x->start}))) {
		*nobody = 1;
		return NULL;
	}
	if (!is_all_verbal(gap) && !is_relative(gap)) {
		*nobody = is_foreign_subject(t, x->start);
		return NULL;
	}
	if (c->nwho != 0 && (is_pronoun(c) || is_relative(gap)))
		return c->body == BODY_NATIONAL || c->ref == REF_NATIONAL ? NULL
									  : c;
	*nobody = c->nwho == 0 && subject_is_no_ccg(c) && gap.n > 1;
	return NULL;
}

int
direct_excluded(struct slice t, const struct mention *c)
{
	static const char *const words[] = {" and not ", " not ",
	    " instead of ", "instead of ", " rather than ", "rather than ",
	    " not at ", " not in ", " not by ", " nor "};
	/* "all except Thanet, which is in the red": that is said of Thanet */
	static const char *const but[] = {" other than ", " apart from ",
	    " except ", " except for ", " excluding "};
	struct slice head = {t.p, c->tag};
	struct slice rest = {t.p + c->tag_end, t.n - c->tag_end};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (ends(head, words[i]))
			return 1;
	for (size_t i = 0; i < sizeof but / sizeof *but; i++)
		if (ends(head, but[i]))
			return !begins(rest, ", w") && !begins(rest, " (");
	return 0;
}

int
direct_with_others(struct slice t, const struct mention *c)
{
	static const char *const words[] = {" and its partner",
	    " and its two sister", " and its sister", " and its neighbour",
	    " and its two ", " and its three ", " and its four ",
	    " and its fellow", " and its counterpart", " and council ",
	    " and the council ", " and its council"};
	struct slice rest = {t.p + c->tag_end, t.n - c->tag_end};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (begins(rest, words[i]))
			return 1;
	return 0;
}
