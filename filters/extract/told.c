/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "subject.h"
#include "told.h"

/* The word that ends right before byte at. */
static struct slice
word_before(struct slice t, size_t at)
{
	size_t e = at, b;

	while (e > 0 && t.p[e - 1] == ' ')
		e--;
	for (b = e; b > 0 && t.p[b - 1] >= 'a' && t.p[b - 1] <= 'z';)
		b--;
	return (struct slice){t.p + b, e - b};
}

static int
is_one_of(struct slice word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slice_is(word, words[i]))
			return 1;
	return 0;
}

/* "told Y", not "was told Y": where that begins, or SIZE_MAX. */
static size_t
tells(struct slice t, size_t hearer)
{
	static const char *const verbs[] = {"told", "informed", "warned",
	    "assured", "reminded", "notified", "tells", "warns"};
	static const char *const passive[] = {
	    "was", "were", "been", "being", "be", "is", "are", "not"};
	struct slice verb = word_before(t, hearer);
	size_t at = (size_t)(verb.p - t.p);

	if (!is_one_of(verb, verbs, sizeof verbs / sizeof *verbs) ||
	    is_one_of(
		word_before(t, at), passive, sizeof passive / sizeof *passive))
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

int
told_by_speaker(
    const struct document *d, const struct sentence *s, struct mention *m)
{
	struct slice t = sentence_fold(d, s);
	const struct mention *first = &d->mention[s->mention], *y = m, *x;
	size_t at, gap;

	do {
		if (y == first)
			return 0;
		y--;
	} while (!subject_body(y));
	if (y->kind != MENTION_ORG || (at = tells(t, y->tag)) == SIZE_MAX)
		return 0;
	gap = m->tag - y->tag_end;
	if (gap < 6 || memmem(t.p + y->tag_end, gap, "that ", 5) == NULL)
		return 0;
	x = speaker(d, s, at);
	if (x != NULL && x->nwho != 0 && y - x == 1) {
		m->who = x->who;
		m->nwho = x->nwho;
		m->body = x->body;
	} else {
		m->body = BODY_OTHER;
	}
	return 1;
}
