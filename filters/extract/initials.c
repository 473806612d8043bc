/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entity.h"
#include "grow.h"
#include "initials.h"

enum { LEAST = 2, MOST = 5 };

static int
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Words of a CCG's name that its initials leave out. */
static int
is_left_out(struct slice word)
{
	static const char *const words[] = {
	    "NHS", "CCG", "CCGs", "Clinical", "Commissioning", "Group"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(word, words[i]))
			return 1;
	return 0;
}

/* 1 if the capitals in text are the initials of name. */
static int
are_initials(struct slice text, struct slice name)
{
	size_t n = 0;

	for (size_t i = 0, e; i < name.n; i = e + 1) {
		for (e = i; e < name.n && name.p[e] != ' ' && name.p[e] != '-';)
			e++;
		if (!is_capital(name.p[i]) ||
		    is_left_out((struct slice){name.p + i, e - i}))
			continue;
		if (n == text.n || text.p[n] != name.p[i])
			return 0;
		n++;
	}
	return n == text.n;
}

/* How often a word stands in the document, up to two. */
static int
is_repeated(const struct document *d, struct slice word)
{
	int n = 0;

	for (size_t b = 0; b < d->nblock && n < 2; b++) {
		struct slice t = d->block[b].text;
		const char *at = t.p;

		while (n < 2 && (at = memmem(at, (size_t)(t.p + t.n - at),
				     word.p, word.n)) != NULL) {
			const char *e = at + word.n;

			n += (at == t.p || at[-1] == ' ') &&
			     (e == t.p + t.n || !is_capital(*e));
			at = e;
		}
	}
	return n == 2;
}

/* The one CCG of those initials, or NO_VOICE. */
static size_t
whose_initials(const struct document *d, struct slice word)
{
	size_t only = NO_VOICE;

	for (size_t i = 0; i < d->nentity; i++) {
		if (d->entity[i].body != BODY_CCG || d->entity[i].strong == 0 ||
		    !are_initials(word, d->entity[i].name))
			continue;
		if (only != NO_VOICE)
			return NO_VOICE;
		only = i;
	}
	return only;
}

static int
is_covered(const struct document *d, size_t first, const struct word *w)
{
	for (size_t i = first; i < d->nmention; i++)
		if (w->start < d->mention[i].end &&
		    w->end > d->mention[i].start)
			return 1;
	return 0;
}

void
initials_find(struct document *d, const struct sentence *s,
    const struct words *w, size_t first)
{
	struct slice text = d->block[s->block].text;

	for (size_t i = 0; i < w->n; i++) {
		const struct word *x = &w->w[i];
		struct slice word = {text.p + x->start, x->end - x->start};
		struct mention *m;
		size_t e;

		if (!x->upper || word.n < LEAST || word.n > MOST ||
		    is_covered(d, first, x) ||
		    (e = whose_initials(d, word)) == NO_VOICE ||
		    !is_repeated(d, word))
			continue;
		m = GROW(d->mention, d->nmention, d->cmention);
		m->kind = MENTION_ORG;
		m->start = x->start;
		m->end = x->end;
		m->body = BODY_CCG;
		mention_add(d, m, e);
		d->entity[e].count++;
	}
}
