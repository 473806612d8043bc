/* SPDX-License-Identifier: MIT */
/* Which runs stand in the text that JSON-LD gives for the article. */

#include <ctype.h>
#include <stdlib.h>

#include "diag.h"
#include "witness.h"

/* Words in a row that are looked for; a shorter run is not judged. */
enum { GRAM = 3, LEAST_WORDS = 6, TEXT_LEAST = 400, TEXT_MOST = 1 << 20 };

/* Hashes of all stretches of GRAM words of the text; 0 is no hash. */
struct grams {
	uint64_t *slot;
	size_t mask;
};

/* Words one by one; tags that some sites leave in are passed over. */
struct words {
	struct slice s;
	size_t at;
	uint64_t last[GRAM]; /* hashes of the last words, newest first */
	size_t n;
};

static int
in_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static size_t
skip_tag(struct slice s, size_t at)
{
	size_t i;

	if (s.p[at] != '<' || at + 1 >= s.n ||
	    (!isalpha((unsigned char)s.p[at + 1]) && s.p[at + 1] != '/'))
		return at + 1;
	for (i = at + 1; i < s.n && i < at + 2000; i++)
		if (s.p[i] == '>')
			return i + 1;
	return at + 1;
}

/* Quotes and dashes come in several shapes: U+2000 to U+206F is no word. */
static int
is_mark(struct slice s, size_t at)
{
	return at + 2 < s.n && (unsigned char)s.p[at] == 0xe2 &&
	       ((unsigned char)s.p[at + 1] & 0xfe) == 0x80;
}

static int
next_word(struct words *w)
{
	uint64_t h = 14695981039346656037u;
	size_t from, i;

	while (w->at < w->s.n) {
		if (is_mark(w->s, w->at))
			w->at += 3;
		else if (in_word(w->s.p[w->at]))
			break;
		else
			w->at = skip_tag(w->s, w->at);
	}
	from = w->at;
	while (
	    w->at < w->s.n && in_word(w->s.p[w->at]) && !is_mark(w->s, w->at)) {
		h ^= (unsigned char)tolower((unsigned char)w->s.p[w->at++]);
		h *= 1099511628211u;
	}
	if (w->at == from)
		return 0;
	for (i = GRAM - 1; i > 0; i--)
		w->last[i] = w->last[i - 1];
	w->last[0] = h;
	w->n++;
	return 1;
}

static uint64_t
gram(const struct words *w)
{
	uint64_t h = 0;
	size_t i;

	for (i = 0; i < GRAM; i++)
		h = (h ^ w->last[i]) * 0x9e3779b97f4a7c15u;
	h ^= h >> 29;
	return h ? h : 1;
}

/* The slot that holds h, or the free one where it would stand. */
static size_t
slot_of(const struct grams *g, uint64_t h)
{
	size_t i = (size_t)h & g->mask;

	while (g->slot[i] != 0 && g->slot[i] != h)
		i = (i + 1) & g->mask;
	return i;
}

static struct grams
collect(struct slice text)
{
	struct grams g = {.mask = 1024};
	struct words w = {.s = text};
	uint64_t h;

	/* A word takes two bytes with its space, so it stays half empty. */
	while (g.mask < text.n)
		g.mask *= 2;
	g.slot = must(calloc(g.mask, sizeof(*g.slot)));
	g.mask--;
	while (next_word(&w)) {
		if (w.n < GRAM)
			continue;
		h = gram(&w);
		g.slot[slot_of(&g, h)] = h;
	}
	return g;
}

/* 1 if nearly all that run says is in the text; its end too, in *end. */
static int
told(const struct grams *g, struct slice run, int *end)
{
	struct words w = {.s = run};
	size_t found = 0, all = 0;

	while (next_word(&w)) {
		if (w.n < GRAM)
			continue;
		all++;
		*end = g->slot[slot_of(g, gram(&w))] != 0;
		found += (size_t)*end;
	}
	return w.n >= LEAST_WORDS && found * 5 >= all * 4;
}

/* The hash of the last words of s. */
static uint64_t
last_gram(struct slice s)
{
	struct words w = {.s = s};

	while (next_word(&w))
		;
	return w.n < GRAM ? 0 : gram(&w);
}

size_t
witness_told(const struct page *p, struct slice text, uint8_t *seen)
{
	struct grams g;
	size_t bytes = 0, i;
	int end;

	if (text.n > TEXT_MOST)
		text.n = TEXT_MOST;
	g = collect(text);
	for (i = 0; i < p->runs; i++) {
		seen[i] = (uint8_t)told(&g, page_run(p, &p->run[i]), &end);
		bytes += seen[i] ? p->run[i].n : 0;
	}
	free(g.slot);
	return bytes;
}

struct witness
witness_hear(const struct page *p, struct slice text)
{
	struct witness w = {.last = (uint32_t)p->runs};
	uint32_t i;

	w.seen = must(calloc(p->runs + 1, sizeof(*w.seen)));
	if (text.n < TEXT_LEAST)
		return w;
	if (text.n > TEXT_MOST)
		text.n = TEXT_MOST;
	if (witness_told(p, text, w.seen) * 2 < text.n) {
		memset(w.seen, 0, p->runs);
		return w;
	}
	for (i = 0; i < p->runs; i++)
		if (w.seen[i])
			w.last = i;
	if (w.last < p->runs)
		w.complete =
		    last_gram(text) == last_gram(page_run(p, &p->run[w.last]));
	return w;
}

void
witness_free(struct witness *w)
{
	free(w->seen);
	w->seen = NULL;
}
