/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entity.h"
#include "noun.h"
#include "part.h"

enum { FAR = 4 }; /* words from "of" to a name: "two of the six Kent" */

/* The word that begins at byte start; w->n if there is none. */
static size_t
word_at(const struct words *w, size_t start)
{
	size_t i = 0;

	while (i < w->n && w->w[i].start < start)
		i++;
	return i;
}

/* What may stand between "two of" or "half" and a name. */
static int
is_filler(const struct words *w, size_t i)
{
	static const char *const words[] = {"the", "these", "those", "its",
	    "our", "their", "nhs", "local", "county", "s", "current", "former",
	    "then", "old", "existing"};

	return WORD_IN(w, i, words) || noun_number(w, i) > 1;
}

/* "some of", "a third of", "two of". */
static int
is_quantity(const struct words *w, size_t i)
{
	static const char *const words[] = {"some", "several", "many", "most",
	    "few", "half", "majority", "minority", "part", "third", "thirds",
	    "quarter", "quarters", "any", "number", "handful", "couple",
	    "fewer", "more", "bulk", "fifth"};

	return WORD_IN(w, i, words) || noun_number(w, i) != 0;
}

/* "not all", "half", "either": in front of a name without "of". */
static int
is_share(const struct words *w, size_t i)
{
	static const char *const words[] = {"half", "either", "most", "few"};

	return WORD_IN(w, i, words) ||
	       (word_is(w, i, "all") && i > 0 && word_is(w, i - 1, "not"));
}

/* "A is one of ...", "A, one of ...": 1 if that is said of a body before. */
static int
is_said_of(const struct document *d, const struct words *w, size_t i,
    size_t first, const struct mention *m)
{
	static const char *const verbs[] = {"is", "was", "became", "remains",
	    "remained", "as", "being", "become", "are", "be"};

	if (i > 0 && WORD_IN(w, i - 1, verbs) && !word_is(w, i - 2, "there"))
		return 1;
	for (const struct mention *x = d->mention + first; x < m; x++)
		if (x->kind == MENTION_ORG && i > 0 &&
		    x->end == w->w[i - 1].end && w->w[i].before == ',')
			return 1;
	return 0;
}

static void
becomes(struct mention *m, enum ref_kind ref, size_t start, size_t said)
{
	m->kind = MENTION_REF;
	m->ref = ref;
	m->start = start;
	m->said = said;
	m->indefinite = ref == REF_SOME;
	m->plural = said != 1;
	m->nwho = 0;
	m->weak = 0;
}

/* ", bar one", "but two": a number left out behind a name. */
static int
bar_some(const struct words *w, size_t i)
{
	static const char *const words[] = {"bar", "but", "except", "save"};

	return WORD_IN(w, i, words) && noun_number(w, i + 1) != 0 &&
	       !word_joined(w, i) == (w->w[i].before == ',');
}

static void
find_part(
    struct document *d, const struct words *w, size_t first, struct mention *m)
{
	size_t at = word_at(w, m->start), k = at, n;

	if (bar_some(w, word_at(w, m->end))) {
		becomes(m, REF_SOME, m->start, 0);
		return;
	}
	/* "the five Kent CCGs": a name may begin with its article */
	while (k < w->n && k + 1 < at + FAR && w->w[k].start < m->end &&
	       word_is(w, k, "the"))
		k++;
	while (k > 0 && at - k < FAR && is_filler(w, k - 1))
		k--;
	if (k == 0)
		return;
	if (is_share(w, k - 1)) {
		becomes(m, REF_SOME, w->w[k - 1].start, 0);
		return;
	}
	if (!word_is(w, k - 1, "of") && !word_is(w, k - 1, "among"))
		return;
	if (word_is(w, k - 1, "among")) {
		if (is_said_of(d, w, k - 1, first, m))
			becomes(m, REF_IT, w->w[k - 1].start, 1);
		return;
	}
	if (k < 2)
		return;
	k -= 2;
	n = noun_number(w, k);
	if (n == 1 && is_said_of(d, w, k, first, m))
		becomes(m, REF_IT, w->w[k].start, 1);
	else if (word_is(w, k, "all") ? k > 0 && word_is(w, k - 1, "not")
				      : is_quantity(w, k) && n != m->nwho)
		becomes(m, REF_SOME, w->w[k].start,
		    k > 1 && word_is(w, k - 1, "but") ? 0 : n);
}

/* "all", "every" before word i: behind it "but" leaves out. */
static int
says_all(const struct words *w, size_t i)
{
	static const char *const words[] = {
	    "all", "every", "everyone", "none", "any", "nobody"};

	while (i > 0)
		if (WORD_IN(w, --i, words))
			return 1;
	return 0;
}

/* "except", "apart from", "with the exception of" in front of word i. */
static int
is_exception(const struct words *w, size_t i)
{
	static const char *const words[] = {
	    "except", "excepting", "excluding", "bar", "save", "barring"};

	if (i > 0 && word_is(w, i - 1, "the"))
		i--;
	if (i > 1 && word_is(w, i - 1, "nhs"))
		i--;
	if (i == 0)
		return 0;
	if (WORD_IN(w, i - 1, words) ||
	    (word_is(w, i - 1, "but") && w->w[i - 1].before == ' ' &&
		says_all(w, i - 1)))
		return 1;
	if (i < 2)
		return 0;
	return (word_is(w, i - 1, "for") && (word_is(w, i - 2, "except") ||
						word_is(w, i - 2, "save"))) ||
	       (word_is(w, i - 1, "from") && (word_is(w, i - 2, "apart") ||
						 word_is(w, i - 2, "aside"))) ||
	       (word_is(w, i - 1, "than") && word_is(w, i - 2, "other")) ||
	       (word_is(w, i - 1, "of") && word_is(w, i - 2, "exception"));
}

static int
has(const struct document *d, const struct mention *m, size_t e)
{
	for (size_t i = 0; i < m->nwho; i++)
		if (d->member[m->who + i] == e)
			return 1;
	return 0;
}

/* Takes from m the bodies of x. */
static void
leave_out(struct document *d, struct mention *m, const struct mention *x)
{
	struct mention all = *m;

	m->nwho = 0;
	for (size_t i = 0; i < all.nwho; i++)
		if (!has(d, x, d->member[all.who + i]))
			mention_add(d, m, d->member[all.who + i]);
	m->plural = 1;
}

void
part_find(struct document *d, const struct words *w, size_t first)
{
	for (size_t i = first; i < d->nmention; i++) {
		struct mention *m = &d->mention[i];

		if (m->kind == MENTION_ORG && m->body == BODY_CCG &&
		    m->nwho > 1)
			find_part(d, w, first, m);
	}
	for (size_t i = first; i < d->nmention; i++) {
		struct mention *x = &d->mention[i];
		size_t at = word_at(w, x->start);

		if (x->kind != MENTION_ORG || x->body != BODY_CCG ||
		    !is_exception(w, at))
			continue;
		for (size_t k = first; k < d->nmention; k++) {
			struct mention *m = &d->mention[k];

			if (m == x || m->kind != MENTION_ORG ||
			    m->body != BODY_CCG || m->nwho <= x->nwho)
				continue;
			leave_out(d, m, x);
			x->apart = 1;
		}
	}
}

int
part_named(
    const struct document *d, const struct sentence *s, struct mention *m)
{
	struct slice t = sentence_fold(d, s);

	for (const struct mention *x = m + 1;
	     x < d->mention + s->mention + s->nmention; x++) {
		char behind;

		if (x->kind != MENTION_ORG || x->body != BODY_CCG)
			continue;
		if (x->nwho != m->said || x->tag < 2)
			return 0;
		behind = x->tag_end < t.n ? t.p[x->tag_end] : '.';
		if (!((memcmp(t.p + x->tag - 2, ": ", 2) == 0 &&
			  behind == '.') ||
			(memcmp(t.p + x->tag - 2, ", ", 2) == 0 &&
			    behind == ',' && x->tag - m->tag_end < 3) ||
			(t.p[x->tag - 1] == '(' && behind == ')' &&
			    x->tag - m->tag_end < 3) ||
			(x->tag > 2 &&
			    memcmp(t.p + x->tag - 3, " - ", 3) == 0)))
			return 0;
		m->who = x->who;
		m->nwho = x->nwho;
		m->body = BODY_CCG;
		return 1;
	}
	return 0;
}
