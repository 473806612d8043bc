/* SPDX-License-Identifier: MIT */
#include "subject.h"

int
subject_body(const struct mention *m)
{
	return m->kind == MENTION_ORG || m->kind == MENTION_REF;
}

/* The word in front of a mention says that it is no subject. */
int
subject_oblique(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	static const char *const words[] = {"in", "at", "of", "for", "by",
	    "with", "from", "to", "under", "against", "near", "across", "on",
	    "about", "than", "into", "like", "between", "around"};
	struct slice f = sentence_fold(d, s);
	size_t e = m->tag, b;

	while (e > 0 && f.p[e - 1] == ' ')
		e--;
	for (b = e; b > 0 && f.p[b - 1] >= 'a' && f.p[b - 1] <= 'z';)
		b--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is((struct slice){f.p + b, e - b}, words[i]))
			return 1;
	return 0;
}

/* "its neighbour", "Croydon's board": what it has is the subject. */
static int
is_possessor(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	struct slice t = sentence_fold(d, s), text = mention_text(d, s, m);

	return (m->tag_end < t.n && t.p[m->tag_end] == '\'') ||
	       slice_is(text, "its") || slice_is(text, "Its") ||
	       slice_is(text, "their") || slice_is(text, "Their") ||
	       slice_is(text, "our") || slice_is(text, "Our");
}

/* How well a mention serves as subject: 0 not at all. */
int
subject_rank(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	if (!subject_body(m) || subject_oblique(d, s, m))
		return 0;
	if (m->body == BODY_NATIONAL || m->ref == REF_NATIONAL)
		return 1;
	return is_possessor(d, s, m) ? 2 : 3;
}

const struct mention *
subject_of(const struct document *d, const struct sentence *s)
{
	const struct mention *best = NULL;
	int most = 0;

	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];
		int rank = subject_rank(d, s, m);

		if (rank > most) {
			most = rank;
			best = m;
		}
	}
	return best;
}

int
subject_is_no_ccg(const struct mention *m)
{
	return m->body == BODY_TRUST || m->body == BODY_OTHER ||
	       m->ref == REF_TRUST || m->ref == REF_OTHER;
}
