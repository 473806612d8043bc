/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "grow.h"
#include "words.h"

/* FNV-1a, 64 bit: short keys, no seed needed for a lexicon of our own. */
#define HASH_BASIS 14695981039346656037u
#define HASH_PRIME 1099511628211u

enum { OTHER, LETTER, CAPITAL, DIGIT, AMPERSAND };

static int
class_of(unsigned char c)
{
	if (c >= 'a' && c <= 'z')
		return LETTER;
	if (c >= 'A' && c <= 'Z')
		return CAPITAL;
	if (c >= '0' && c <= '9')
		return DIGIT;
	return c == '&' ? AMPERSAND : OTHER;
}

/*
 * Length of a word's character at p[i]: ASCII as class_of has it, and any
 * two-byte character (accented letters; but not £, §, the no-break space
 * and their like, C2 xx).  Three-byte ones are quotes and dashes: 0.
 */
static size_t
letter_length(struct slice t, size_t i, size_t end)
{
	unsigned char c = (unsigned char)t.p[i];

	if (c < 0x80)
		return class_of(c) != OTHER;
	return c >= 0xc3 && c < 0xe0 && i + 1 < end ? 2 : 0;
}

static uint64_t
hash_bytes(const char *p, size_t n)
{
	uint64_t h = HASH_BASIS;

	if (n == 1 && *p == '&')
		return hash_bytes("and", 3);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c + ('a' - 'A'));
		h = (h ^ c) * HASH_PRIME;
	}
	return h;
}

uint64_t
word_hash(const char *lower)
{
	return hash_bytes(lower, strlen(lower));
}

/* The one character that tells how two words are parted. */
static char
parting(struct slice t, size_t from, size_t to)
{
	size_t n = to - from;

	if (n == 3 && memcmp(t.p + from, "\xe2\x80\x99", 3) == 0)
		return '\'';
	if (n == 3 && (unsigned char)t.p[from] == 0xe2)
		return '-';
	if (n == 1)
		return t.p[from];
	if (n == 2 && t.p[from + 1] == ' ' && t.p[from] != '.')
		return t.p[from];
	if (n == 2 && t.p[from] == ' ')
		return t.p[from + 1];
	return '.';
}

static void
add(struct words *w, struct slice t, size_t start, size_t end, size_t last)
{
	struct word *x = GROW(w->w, w->n, w->cap);
	int lower = 0;

	x->start = start;
	x->end = end;
	x->hash = hash_bytes(t.p + start, end - start);
	for (size_t i = start; i < end; i++)
		lower |= class_of((unsigned char)t.p[i]) == LETTER;
	x->capital = class_of((unsigned char)t.p[start]) != LETTER;
	x->upper = !lower;
	x->before = start == last ? '\0' : parting(t, last, start);
}

static void
lower(struct words *w, struct slice text, size_t start, size_t end)
{
	if (end - start > w->clower) {
		w->clower = (end - start) * 2;
		w->lower = must(realloc(w->lower, w->clower));
	}
	w->base = start;
	for (size_t i = start; i < end; i++) {
		char c = text.p[i];

		w->lower[i - start] =
		    (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
	}
}

void
words_split(struct words *w, struct slice text, size_t start, size_t end)
{
	size_t last = start, k;

	w->n = 0;
	lower(w, text, start, end);
	for (size_t i = start; i < end;) {
		size_t b = i;

		while (i < end && (k = letter_length(text, i, end)) != 0)
			i += k;
		if (i > b) {
			add(w, text, b, i, last);
			last = i;
		} else {
			i++;
		}
	}
}

void
words_free(struct words *w)
{
	free(w->w);
	free(w->lower);
	*w = (struct words){0};
}

int
words_compass(const struct words *w, size_t i)
{
	static const char *const words[] = {"north", "south", "east", "west",
	    "mid", "central", "greater", "northern", "southern", "eastern",
	    "western"};

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (word_is(w, i, words[k]))
			return 1;
	return 0;
}

int
equals_one(struct slice s, const char *const *list, size_t n)
{
	while (s.n > 0 && *s.p == ' ')
		s.p++, s.n--;
	while (s.n > 0 && s.p[s.n - 1] == ' ')
		s.n--;
	for (size_t i = 0; i < n; i++)
		if (slice_is(s, list[i]))
			return 1;
	return 0;
}

int
word_is_one(const struct words *w, size_t i, const char *const *list, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (word_is(w, i, list[k]))
			return 1;
	return 0;
}

int
word_joined(const struct words *w, size_t i)
{
	char c = w->w[i].before;

	return c == ' ' || c == '-' || c == '\'';
}
