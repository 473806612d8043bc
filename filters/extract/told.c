/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "fold.h"
#include "subject.h"
#include "told.h"
#include "words.h"

/* "told Y", not "was told Y": where that begins, or SIZE_MAX. */
static size_t
tells(struct slice t, size_t hearer)
{
	static const char *const verbs[] = {"told", "informed", "warned",
	    "assured", "reminded", "notified", "tells", "warns"};
	static const char *const passive[] = {
	    "was", "were", "been", "being", "be", "is", "are", "not"};
	struct slice verb = fold_word_before(t, hearer);
	size_t at = (size_t)(verb.p - t.p);

	if (!equals_one(verb, verbs, sizeof verbs / sizeof *verbs) ||
	    equals_one(fold_word_before(t, at), passive,
		sizeof passive / sizeof *passive))
		return SIZE_MAX;
	return at;
}

/* Who speaks: the first body that acts before byte at, or NULL. */
static const struct mention *
speaker(const struct document *d, const struct sentence *s, size_t at)
{
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *x = &d->mention[s->mention + i];

		if (x->tag >= at)
			break;
		if (subject_body(x) && !subject_oblique(d, s, x))
			return x;
	}
	return NULL;
}

/* "told by the trust that it": whether it is the trust or the one told, who
 * can say. */
static int
told_by(struct slice t, const struct mention *y)
{
	struct slice by = fold_word_before(t, y->tag), verb;

	if (!slice_is(by, "by"))
		return 0;
	verb = fold_word_before(t, (size_t)(by.p - t.p));
	return (slice_is(verb, "told") || slice_is(verb, "warned") ||
		   slice_is(verb, "informed")) &&
	       subject_is_no_ccg(y);
}

/* "said of the Royal Oldham: it is". */
static int
said_of(struct slice t, const struct mention *y)
{
	struct slice of = fold_word_before(t, y->tag), verb;

	if (!slice_is(of, "of"))
		return 0;
	verb = fold_word_before(t, (size_t)(of.p - t.p));
	return slice_is(verb, "said") || slice_is(verb, "speaking") ||
	       slice_is(verb, "says");
}

/* "Barts asked Newham CCG to pay £5m of its £90m deficit", "were asked by the
 * trust to write off £7m of its": what is asked for is a part of what the one
 * who asks has, where that is no CCG. */
static const struct mention *
asks_for_part(const struct document *d, const struct sentence *s,
    const struct mention *y, const struct mention *m)
{
	static const char *const verbs[] = {"asked", "asks", "blames", "blamed",
	    "wants", "urged", "expects", "told", "accuses", "accused", "begged",
	    "pressed"};
	struct slice t = sentence_fold(d, s),
		     verb = fold_word_before(t, y->tag);
	const struct mention *x;

	if (m->tag < 4 || memcmp(t.p + m->tag - 4, " of ", 4) != 0 ||
	    !slice_is(mention_text(d, s, m), "its"))
		return NULL;
	if (slice_is(verb, "by")) {
		verb = fold_word_before(t, (size_t)(verb.p - t.p));
		return (slice_is(verb, "asked") || slice_is(verb, "told") ||
			   slice_is(verb, "urged")) &&
			       subject_is_no_ccg(y)
			   ? y
			   : NULL;
	}
	if (!equals_one(verb, verbs, sizeof verbs / sizeof *verbs))
		return NULL;
	x = speaker(d, s, (size_t)(verb.p - t.p));
	return x != NULL && subject_is_no_ccg(x) ? x : NULL;
}

static void
stand_for(struct mention *m, const struct mention *x)
{
	m->who = x->who;
	m->nwho = x->nwho;
	m->body = x->body;
}

/* The text between a hearer and m holds the word that begins what is
 * reported. */
static int
reports(struct slice t, const struct mention *y, const struct mention *m)
{
	size_t gap = m->tag - y->tag_end;

	return gap >= 6 && memmem(t.p + y->tag_end, gap, "that ", 5) != NULL;
}

static int
in_quotes(struct slice t, size_t at)
{
	size_t n = 0;

	for (size_t i = 0; i < at && i < t.n; i++)
		n += t.p[i] == '"';
	return n % 2 == 1;
}

/* "said of the Royal Oldham: "It is": of a name that is not known. */
static int
said_of_stranger(struct slice t, size_t at)
{
	const char *of = memmem(t.p, at, " said of ", 9), *colon;

	if (of == NULL ||
	    (colon = memmem(of, (size_t)(t.p + at - of), ": \"", 3)) == NULL)
		return 0;
	return memchr(of, '<', (size_t)(colon - of)) == NULL;
}

int
told_by_speaker(
    const struct document *d, const struct sentence *s, struct mention *m)
{
	struct slice t = sentence_fold(d, s);
	const struct mention *first = &d->mention[s->mention], *x;

	for (const struct mention *y = m + 1;
	     y < d->mention + s->mention + s->nmention; y++)
		/* "It is £8m in the red," a director said of the trust */
		if (y->kind == MENTION_ORG && said_of(t, y) &&
		    in_quotes(t, m->tag) && !in_quotes(t, y->tag)) {
			stand_for(m, y);
			return 1;
		}
	if (said_of_stranger(t, m->tag)) {
		m->body = BODY_OTHER;
		return 1;
	}
	for (const struct mention *y = m; y-- > first;) {
		size_t at = tells(t, y->tag);

		if (!subject_body(y))
			continue;
		if (said_of(t, y)) {
			stand_for(m, y);
			return 1;
		}
		if ((x = asks_for_part(d, s, y, m)) != NULL) {
			if (x->nwho != 0)
				stand_for(m, x);
			else
				m->body = BODY_OTHER;
			return 1;
		}
		if (!reports(t, y, m))
			continue;
		if (told_by(t, y)) {
			m->body = BODY_OTHER;
			return 1;
		}
		if (at == SIZE_MAX)
			continue;
		x = speaker(d, s, at);
		if (x != NULL && x->nwho != 0 && y - x == 1)
			stand_for(m, x);
		else
			m->body = BODY_OTHER;
		return 1;
	}
	return 0;
}

int
told_of_them(
    const struct document *d, const struct sentence *s, struct mention *m)
{
	const struct mention *x = m - 1;

	if (!slice_is(mention_text(d, s, m), "them"))
		return 0;
	while (x >= &d->mention[s->mention] && !subject_body(x))
		x--;
	if (x < &d->mention[s->mention] || x->kind != MENTION_ORG ||
	    x->body != BODY_TRUST)
		return 0;
	stand_for(m, x);
	return 1;
}
