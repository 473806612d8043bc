/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "grow.h"
#include "sentence.h"

/* Words whose full stop does not end a sentence. */
static const char *const abbreviations[] = {"dr", "mr", "mrs", "ms", "prof",
    "rev", "sir", "st", "no", "nos", "vs", "etc", "eg", "ie", "e.g", "i.e",
    "approx", "cllr", "hon", "fig", "para", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec"};

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 1 if the full stop at p[at] belongs to an abbreviation or an initial. */
static int
abbreviated(const char *p, size_t from, size_t at)
{
	size_t b = at;

	while (b > from && (is_letter(p[b - 1]) || p[b - 1] == '.'))
		b--;
	if (at - b == 1 && p[b] >= 'A' && p[b] <= 'Z')
		return 1;
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations;
	     i++)
		if (strlen(abbreviations[i]) == at - b &&
		    strncasecmp(p + b, abbreviations[i], at - b) == 0)
			return 1;
	return 0;
}

/* Length of a closing quote or bracket at p, or 0. */
static size_t
closer(const char *p, size_t n)
{
	if (n >= 1 && (*p == '"' || *p == '\'' || *p == ')' || *p == ']'))
		return 1;
	if (n >= 3 && (memcmp(p, "\xe2\x80\x99", 3) == 0 ||
			  memcmp(p, "\xe2\x80\x9d", 3) == 0))
		return 3;
	return 0;
}

/* 1 if what stands at p can begin a sentence. */
static int
opener(const char *p, size_t n)
{
	if (n == 0)
		return 1;
	if ((*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') || *p == '"' ||
	    *p == '\'' || *p == '(' || *p == '[')
		return 1;
	return (unsigned char)*p >= 0x80;
}

/* The end of the sentence that begins at from. */
static size_t
sentence_end(struct slice t, size_t from)
{
	for (size_t i = from; i < t.n; i++) {
		size_t e = i + 1, k;

		if (t.p[i] != '.' && t.p[i] != '?' && t.p[i] != '!')
			continue;
		if (t.p[i] == '.' && abbreviated(t.p, from, i))
			continue;
		while ((k = closer(t.p + e, t.n - e)) != 0)
			e += k;
		if (e == t.n)
			return e;
		if (t.p[e] == ' ' && opener(t.p + e + 1, t.n - e - 1))
			return e;
	}
	return t.n;
}

static void
add(struct document *d, size_t block, size_t start, size_t end)
{
	struct sentence *s = GROW(d->sentence, d->nsentence, d->csentence);

	s->block = block;
	s->start = start;
	s->end = end;
	d->block[block].nsentence++;
}

static void
split_block(struct document *d, size_t block)
{
	struct slice t = d->block[block].text;
	size_t at = 0;

	if (d->block[block].kind == TEXT_ROW) {
		add(d, block, 0, t.n);
		return;
	}
	while (at < t.n) {
		size_t end = sentence_end(t, at);

		add(d, block, at, end);
		for (at = end; at < t.n && t.p[at] == ' ';)
			at++;
	}
}

void
sentence_split(struct document *d)
{
	for (size_t i = 0; i < d->nblock; i++) {
		d->block[i].sentence = d->nsentence;
		d->block[i].nsentence = 0;
		if (d->block[i].kind != TEXT_FURNITURE)
			split_block(d, i);
	}
}
