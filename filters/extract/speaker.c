/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "speaker.h"

/* "We" is a body only in its own words: in a quotation, or in a paper or a
 * statement that it publishes itself. */
static int
text_quotes(const struct document *d, const struct sentence *s)
{
	struct slice t = d->block[s->block].text;
	size_t open = 0, closed = 0;

	for (size_t i = 0; i + 2 < s->start && i + 2 < t.n; i++) {
		open += memcmp(t.p + i, "\xe2\x80\x9c", 3) == 0;
		closed += memcmp(t.p + i, "\xe2\x80\x9d", 3) == 0;
	}
	return open > closed;
}

/* "The CCG's statement in full" stands over it. */
static int
headed_statement(const struct document *d, const struct sentence *s)
{
	for (size_t b = s->block; b-- > 0;) {
		struct slice t = d->block[b].text;

		if (d->block[b].kind != TEXT_HEADING)
			continue;
		for (size_t i = 0; i + 9 <= t.n; i++)
			if (memcmp(t.p + i, "tatement ", 9) == 0)
				return 1;
		return 0;
	}
	return 0;
}

int
speaker_is_ccg(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	struct slice t = sentence_fold(d, s), p = d->publisher;
	size_t quotes = 0;

	for (size_t i = 0; i < m->tag; i++)
		quotes += t.p[i] == '"';
	if (quotes % 2 == 1)
		return 1;
	for (size_t i = 0; i + 3 <= p.n; i++)
		if (memcmp(p.p + i, "CCG", 3) == 0 ||
		    (i + 13 <= p.n &&
			memcmp(p.p + i, "Commissioning", 13) == 0))
			return 1;
	if (d->block[s->block].kind == TEXT_PARAGRAPH && headed_statement(d, s))
		return 1;
	/* a quotation may run over several sentences, or have lost its marks */
	return text_quotes(d, s);
}

/* "our accountable officer": no newspaper has one. */
static int
has_of_ccg(struct slice t, size_t at)
{
	static const char *const things[] = {"accountable", "governing",
	    "deficit", "surplus", "members", "member", "constitution", "ccg",
	    "allocation", "control", "overspend", "chief", "chair", "outturn",
	    "savings", "forecast", "clinical", "practices", "predecessors"};

	while (at < t.n && t.p[at] == ' ')
		at++;
	for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
		size_t n = strlen(things[i]);

		if (at + n <= t.n && memcmp(t.p + at, things[i], n) == 0)
			return 1;
	}
	return 0;
}

/* 1 if somebody of a CCG tells it: "we" and "our members" outside quotes. */
int
speaker_narrates(const struct document *d)
{
	size_t we = 0, ours = 0;

	for (size_t i = 0; i < d->nsentence; i++) {
		const struct sentence *s = &d->sentence[i];
		struct slice t = sentence_fold(d, s);

		for (size_t k = 0; k < s->nmention; k++) {
			const struct mention *m = &d->mention[s->mention + k];

			if (m->ref != REF_WE || speaker_is_ccg(d, s, m))
				continue;
			we++;
			ours += slice_is(mention_text(d, s, m), "our") ||
					slice_is(mention_text(d, s, m), "Our")
				    ? (size_t)has_of_ccg(t, m->tag_end)
				    : 0;
		}
	}
	return we >= 3 && ours >= 1;
}

/* The words that hand over to a quotation. */
static int
hands_over(struct slice t, size_t at)
{
	static const char *const words[] = {" said: \"", " says: \"",
	    " said, \"", " added: \"", " replied: \""};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (at + n <= t.n && memcmp(t.p + at, words[i], n) == 0)
			return 1;
	}
	return 0;
}

/* A trust, a council, or a word for one. */
static int
is_other(const struct mention *m)
{
	return m->body == BODY_TRUST || m->body == BODY_OTHER ||
	       m->ref == REF_TRUST || m->ref == REF_OTHER;
}

/* The last who handed over to a quotation in the paragraph is no CCG. */
static int
handed_to_other(const struct document *d, const struct sentence *s)
{
	const struct sentence *first =
	    d->sentence + d->block[s->block].sentence;

	for (const struct sentence *o = s + 1; o-- > first;) {
		struct slice t = sentence_fold(d, o);

		for (size_t k = o->nmention; k-- > 0;) {
			const struct mention *m = &d->mention[o->mention + k];

			if ((m->kind == MENTION_ORG ||
				m->kind == MENTION_REF) &&
			    hands_over(t, m->tag_end))
				return is_other(m);
		}
	}
	return 0;
}

/* Behind a quotation, the body whose word it was: "... the trust's chief
 * told the CCG", or NULL. */
static const struct mention *
said_behind(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	struct slice t = sentence_fold(d, s);
	const char *close = memchr(t.p + m->tag_end, '"', t.n - m->tag_end);
	const struct mention *end = d->mention + s->mention + s->nmention;

	for (const struct mention *x = m + 1; close != NULL && x < end; x++) {
		size_t n = t.n - x->tag_end;

		if ((x->kind != MENTION_ORG && x->kind != MENTION_REF) ||
		    t.p + x->tag < close)
			continue;
		if (n > 40)
			n = 40;
		return memmem(t.p + x->tag_end, n, " told ", 6) != NULL ||
			       memmem(t.p + x->tag_end, n, " said", 5) != NULL
			   ? x
			   : NULL;
	}
	return NULL;
}

int
speaker_is_other(const struct document *d, const struct sentence *s,
    const struct mention *us)
{
	const struct mention *behind = said_behind(d, s, us);

	if (behind != NULL && is_other(behind))
		return 1;
	return handed_to_other(d, s);
}
