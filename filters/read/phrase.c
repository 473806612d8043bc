/* SPDX-License-Identifier: MIT */
/* Furniture by its words. */

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "diag.h"
#include "phrase_words.h"
#include "utf8.h"

enum { LONG = 160, LIMIT = 400, RIGHTS_MAX = 800 };

/*
 * The line in lower case with plain quotes and single spaces, without
 * digits, brackets, bullets and arrows at its ends: "12 Readers’ Comments
 * (12) »" gives "readers' comments".
 */
static size_t
plain(struct slice in, char out[LIMIT])
{
	size_t at = 0, n = 0, from;
	uint32_t c;

	while (at < in.n && n + 4 < LIMIT) {
		from = at;
		c = (unsigned char)in.p[at];
		if (c < 0x80) {
			out[n++] = (char)tolower((int)c);
			at++;
			continue;
		}
		c = utf8_next(in, &at);
		if (c == UTF8_BAD)
			out[n++] = in.p[from];
		else if (c == 0x2019)
			out[n++] = '\'';
		else
			n += utf8_put(out + n,
			    (uint32_t)utf8proc_tolower((utf8proc_int32_t)c));
	}
	out[n] = '\0';
	return n;
}

/* Digits, spaces and marks, but for those that begin what is looked for. */
static int
edge(uint32_t c)
{
	if (c < 0x80)
		return isdigit((int)c) || isspace((int)c) ||
		       (ispunct((int)c) && c != '@');
	return (c < 0xc0 && c != 0xa9) || c == 0xd7 ||
	       (c >= 0x2000 && c < 0x2c00) || (c >= 0x3000 && c < 0x3040) ||
	       (c >= 0xff00 && c < 0xff10) || c >= 0xfe00;
}

static int
matches(const char *s, size_t n, size_t i)
{
	size_t w;

	if (*s != *phrase_words[i].words)
		return 0;
	w = strlen(phrase_words[i].words);
	if (strncmp(s, phrase_words[i].words, w) != 0)
		return 0;
	if (phrase_words[i].match == WHOLE)
		return n == w;
	if (n > LONG || isalnum((unsigned char)s[w]))
		return 0;
	if (phrase_words[i].match == START)
		return 1;
	while (s[w] == ' ')
		w++;
	return s[w] == ':' || s[w] == '|' || strncmp(s + w, "–", 3) == 0 ||
	       strncmp(s + w, "- ", 2) == 0;
}

/* Punctuation and digits at both ends say nothing about what a line is. */
static char *
core(char *s, size_t *n)
{
	size_t from = 0, at, end;

	for (at = 0; at < *n && edge(utf8_next((struct slice){s, *n}, &at));)
		from = at;
	for (; *n > from; *n = at) {
		at = *n - 1;
		while (at > from && ((unsigned char)s[at] & 0xc0) == 0x80)
			at--;
		end = at;
		if (!edge(utf8_next((struct slice){s, *n}, &end)))
			break;
	}
	s[*n] = '\0';
	*n -= from;
	return s + from;
}

/* Nothing but digits, marks and bullets, as a pager has them. */
static int
wordless(struct slice line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (isalpha((unsigned char)line.p[i]) ||
		    (unsigned char)line.p[i] >= 0xc3)
			return 0;
	return line.n < 8;
}

/* "Follow the Lake Post on Facebook and Twitter", "Follow @jo". */
static int
asks_to_follow(const char *s, size_t n)
{
	static const char *const where[] = {" on twitter", " on facebook",
	    " on instagram", " on x", " on linkedin", " on youtube",
	    " on bluesky", " on tiktok", " on google"};
	size_t i;

	if (n > LONG || strncmp(s, "follow ", 7) != 0)
		return 0;
	if (s[7] == '@')
		return 1;
	for (i = 0; i < sizeof(where) / sizeof(*where); i++)
		if (strstr(s, where[i]) != NULL)
			return 1;
	return 0;
}

/* 1 if s has all of the words, and is not long. */
static int
says_all(struct slice s, size_t most, const char *const *words)
{
	if (s.n > most)
		return 0;
	for (; *words != NULL; words++)
		if (memmem(s.p, s.n, *words, strlen(*words)) == NULL)
			return 0;
	return 1;
}

/* What agencies and blogs put under a text, a sentence or three. */
static int
is_notice(struct slice s)
{
	static const char *const notices[][4] = {
	    {"ll rights reserved", "may not be", NULL},
	    {"may not be published, broadcast", NULL},
	    {"ll rights reserved", "written permission", NULL},
	    {"ll rights reserved", "eproduc", NULL},
	    {"This entry was posted", "iled under", NULL},
	    {"his entry was posted", "ookmark the", NULL},
	    {"ntries were posted", "RSS", NULL},
	    {"ou are visitor number", NULL},
	    {"isitors since", "est viewed", NULL}};
	size_t i;

	for (i = 0; i < sizeof(notices) / sizeof(*notices); i++)
		if (says_all(s, RIGHTS_MAX, notices[i]))
			return 1;
	return 0;
}

/* Phrases by their first byte, in their order; made at the first call. */
static uint16_t *behind, first[256];

static void
sort_out(void)
{
	size_t i = phrase_words_n;
	unsigned char c;

	behind = must(calloc(phrase_words_n, sizeof(*behind)));
	memset(first, 0xff, sizeof(first));
	while (i-- > 0) {
		c = (unsigned char)*phrase_words[i].words;
		behind[i] = first[c];
		first[c] = (uint16_t)i;
	}
}

enum phrase
phrase_of(struct slice line)
{
	char whole[LIMIT], bare[LIMIT], *s;
	size_t i, n, m, a, b;

	if (behind == NULL)
		sort_out();
	if (wordless(line))
		return PHRASE_LINE;
	if (is_notice(line))
		return PHRASE_LINE;
	if (line.n > LIMIT / 2)
		return PHRASE_TEXT;
	m = plain(line, whole);
	n = plain(line, bare);
	s = core(bare, &n);
	if (asks_to_follow(s, n))
		return PHRASE_LINE;
	a = first[(unsigned char)*s];
	b = first[(unsigned char)*whole];
	while (a < phrase_words_n || b < phrase_words_n) {
		i = a < b ? a : b;
		if (phrase_words[i].match == WHOLE ? matches(s, n, i)
						   : matches(whole, m, i))
			return phrase_words[i].is;
		if (a == i)
			a = behind[i];
		if (b == i)
			b = behind[i];
	}
	return PHRASE_TEXT;
}

/* Words a line about its writer may hold besides a name. */
static int
job(const char *w, size_t n)
{
	static const char *const jobs[] = {"correspondent", "reporter",
	    "editor", "bureau", "writer", "staff", "chief", "political",
	    "health", "senior", "local", "democracy", "reporting", "service",
	    "news", "and", "our", "the", "social", "care", "deputy",
	    "assistant", "for", "bbc", "business", "science", "education",
	    "home", "affairs", "by", "in", "of", "web", "contributor",
	    "columnist", "team", "agency", "press", "association", NULL};
	size_t i;

	for (i = 0; jobs[i] != NULL; i++)
		if (strlen(jobs[i]) == n && strncasecmp(jobs[i], w, n) == 0)
			return 1;
	return 0;
}

/* Where the name begins in a line such as "By Jo Day", or 0. */
static size_t
by(struct slice line)
{
	static const char *const words[] = {"by ", "von ", "par ", "por ",
	    "door ",
	    "text: ", "texto: ", "autor: ", "autore: ", "auteur: ", "author: ",
	    "автор: ", "Автор: ", "tekst: ", "words: ", "words by "};
	size_t i, n;

	if (line.n < 6 || line.n > 100)
		return 0;
	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		n = strlen(words[i]);
		if (line.n > n && strncasecmp(line.p, words[i], n) == 0)
			return n;
	}
	return 0;
}

int
phrase_byline(struct slice line)
{
	size_t i = by(line), from, words = 0;

	if (i == 0)
		return 0;
	while (i < line.n) {
		from = i;
		while (
		    i < line.n &&
		    (isalpha((unsigned char)line.p[i]) || line.p[i] == '\'' ||
			line.p[i] == '-' || (unsigned char)line.p[i] >= 0x80))
			i++;
		if (i == from) {
			if (strchr(" ,.|&/@", line.p[i]) == NULL)
				return 0;
			i++;
			continue;
		}
		if (!isupper((unsigned char)line.p[from]) &&
		    (unsigned char)line.p[from] < 0x80 &&
		    !job(line.p + from, i - from))
			return 0;
		words++;
	}
	return words > 0 && words <= 12 && line.p[line.n - 1] != '.';
}
