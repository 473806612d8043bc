/* SPDX-License-Identifier: MIT */
/* Furniture by its words. */

#include <ctype.h>
#include <strings.h>

#include "phrase.h"

/* How much of a line a phrase must be. */
enum match {
	WHOLE, /* the line, but for punctuation and digits at its ends */
	START, /* its beginning, in a line of at most LONG bytes */
	COLON  /* its beginning, with a colon or dash behind it */
};

enum { LONG = 160, LIMIT = 400 };

static const struct {
	const char *words;
	enum match match;
	enum phrase is;
} known[] = {
    {"advertisement", WHOLE, PHRASE_LINE},
    {"advertisements", WHOLE, PHRASE_LINE},
    {"advertisement continues below", START, PHRASE_LINE},
    {"article continues below", START, PHRASE_LINE},
    {"story continues below", START, PHRASE_LINE},
    {"continue reading", START, PHRASE_LINE},
    {"advertising", WHOLE, PHRASE_LINE},
    {"hide ad", WHOLE, PHRASE_LINE},
    {"ad", WHOLE, PHRASE_LINE},
    {"sponsored", WHOLE, PHRASE_LINE},
    {"promoted", WHOLE, PHRASE_LINE},
    {"stock image", WHOLE, PHRASE_LINE},
    {"stock image.stock image", WHOLE, PHRASE_LINE},
    {"share", WHOLE, PHRASE_LINE},
    {"share this", START, PHRASE_LINE},
    {"share on", START, PHRASE_LINE},
    {"share via", START, PHRASE_LINE},
    {"share article", START, PHRASE_LINE},
    {"share page", START, PHRASE_LINE},
    {"tweet", WHOLE, PHRASE_LINE},
    {"tweet this", WHOLE, PHRASE_LINE},
    {"email this", START, PHRASE_LINE},
    {"print this", START, PHRASE_LINE},
    {"print page", WHOLE, PHRASE_LINE},
    {"copy link", WHOLE, PHRASE_LINE},
    {"save article", WHOLE, PHRASE_LINE},
    {"save for later", WHOLE, PHRASE_LINE},
    {"back to top", WHOLE, PHRASE_LINE},
    {"skip to", START, PHRASE_LINE},
    {"jump to", START, PHRASE_LINE},
    {"sign up to", START, PHRASE_LINE},
    {"sign up for", START, PHRASE_LINE},
    {"sign up here", START, PHRASE_LINE},
    {"sign up now", START, PHRASE_LINE},
    {"subscribe to", START, PHRASE_LINE},
    {"subscribe", WHOLE, PHRASE_LINE},
    {"subscribe now", WHOLE, PHRASE_LINE},
    {"subscribe for", START, PHRASE_LINE},
    {"get our newsletter", START, PHRASE_LINE},
    {"get the latest news", START, PHRASE_LINE},
    {"thank you for subscribing", START, PHRASE_LINE},
    {"already a subscriber", START, PHRASE_LINE},
    {"register for free", START, PHRASE_LINE},
    {"log in", WHOLE, PHRASE_LINE},
    {"sign in", WHOLE, PHRASE_LINE},
    {"follow us", START, PHRASE_LINE},
    {"follow us on", START, PHRASE_LINE},
    {"like us on", START, PHRASE_LINE},
    {"find us on", START, PHRASE_LINE},
    {"join our", COLON, PHRASE_LINE},
    {"download our app", START, PHRASE_LINE},
    {"download the app", START, PHRASE_LINE},
    {"this site uses cookies", START, PHRASE_LINE},
    {"this website uses cookies", START, PHRASE_LINE},
    {"we use cookies", START, PHRASE_LINE},
    {"we use necessary cookies", START, PHRASE_LINE},
    {"accept cookies", START, PHRASE_LINE},
    {"accept all cookies", START, PHRASE_LINE},
    {"cookie settings", START, PHRASE_LINE},
    {"cookies on", START, PHRASE_LINE},
    {"by continuing to use", START, PHRASE_LINE},
    {"by continuing to browse", START, PHRASE_LINE},
    {"privacy policy", WHOLE, PHRASE_LINE},
    {"terms and conditions", WHOLE, PHRASE_LINE},
    {"terms of use", WHOLE, PHRASE_LINE},
    {"all rights reserved", START, PHRASE_LINE},
    {"copyright ©", START, PHRASE_LINE},
    {"© copyright", START, PHRASE_LINE},
    {"©", START, PHRASE_LINE},
    {"image source", COLON, PHRASE_LINE},
    {"image credit", COLON, PHRASE_LINE},
    {"photo credit", COLON, PHRASE_LINE},
    {"picture credit", COLON, PHRASE_LINE},
    {"no comments", WHOLE, PHRASE_LINE},
    {"no comments yet", WHOLE, PHRASE_LINE},
    {"read more", COLON, PHRASE_LINE},
    {"read more on", START, PHRASE_LINE},
    {"read more about", START, PHRASE_LINE},
    {"read also", COLON, PHRASE_LINE},
    {"also read", COLON, PHRASE_LINE},
    {"see also", COLON, PHRASE_LINE},
    {"read next", COLON, PHRASE_LINE},
    {"read this", COLON, PHRASE_LINE},
    {"related", COLON, PHRASE_LINE},
    {"more", COLON, PHRASE_LINE},
    {"watch", COLON, PHRASE_LINE},
    {"listen", COLON, PHRASE_LINE},
    {"click here", START, PHRASE_LINE},
    {"view gallery", WHOLE, PHRASE_LINE},
    {"view image in fullscreen", WHOLE, PHRASE_LINE},
    {"loading", WHOLE, PHRASE_LINE},
    {"comments are closed", START, PHRASE_LINE},
    {"previous article", WHOLE, PHRASE_LINE},
    {"next article", WHOLE, PHRASE_LINE},
    {"previous post", START, PHRASE_LINE},
    {"next post", START, PHRASE_LINE},
    {"topics", WHOLE, PHRASE_LIST},
    {"related topics", WHOLE, PHRASE_LIST},
    {"topics in this article", START, PHRASE_LIST},
    {"more on these topics", START, PHRASE_LIST},
    {"tags", WHOLE, PHRASE_LIST},
    {"filed under", START, PHRASE_LIST},
    {"posted in", START, PHRASE_LIST},
    {"related", WHOLE, PHRASE_LIST},
    {"related articles", WHOLE, PHRASE_LIST},
    {"related stories", WHOLE, PHRASE_LIST},
    {"related news", WHOLE, PHRASE_LIST},
    {"related posts", WHOLE, PHRASE_LIST},
    {"related content", WHOLE, PHRASE_LIST},
    {"related links", WHOLE, PHRASE_LIST},
    {"related reading", WHOLE, PHRASE_LIST},
    {"related coverage", WHOLE, PHRASE_LIST},
    {"related internet links", WHOLE, PHRASE_LIST},
    {"more on this", WHOLE, PHRASE_LIST},
    {"more on this story", WHOLE, PHRASE_LIST},
    {"more from", START, PHRASE_LIST},
    {"more stories", START, PHRASE_LIST},
    {"more news", WHOLE, PHRASE_LIST},
    {"more like this", WHOLE, PHRASE_LIST},
    {"read more", WHOLE, PHRASE_LIST},
    {"read next", WHOLE, PHRASE_LIST},
    {"see also", WHOLE, PHRASE_LIST},
    {"up next", WHOLE, PHRASE_LIST},
    {"most popular", WHOLE, PHRASE_LIST},
    {"most read", WHOLE, PHRASE_LIST},
    {"most viewed", WHOLE, PHRASE_LIST},
    {"most commented", WHOLE, PHRASE_LIST},
    {"popular now", WHOLE, PHRASE_LIST},
    {"popular articles", WHOLE, PHRASE_LIST},
    {"popular posts", WHOLE, PHRASE_LIST},
    {"trending", WHOLE, PHRASE_LIST},
    {"trending now", WHOLE, PHRASE_LIST},
    {"top stories", WHOLE, PHRASE_LIST},
    {"latest news", WHOLE, PHRASE_LIST},
    {"latest stories", WHOLE, PHRASE_LIST},
    {"latest articles", WHOLE, PHRASE_LIST},
    {"other news", WHOLE, PHRASE_LIST},
    {"other stories", WHOLE, PHRASE_LIST},
    {"recent posts", WHOLE, PHRASE_LIST},
    {"recent articles", WHOLE, PHRASE_LIST},
    {"recommended", WHOLE, PHRASE_LIST},
    {"recommended for you", START, PHRASE_LIST},
    {"recommended reading", WHOLE, PHRASE_LIST},
    {"recommended articles", WHOLE, PHRASE_LIST},
    {"you may also like", START, PHRASE_LIST},
    {"you might also like", START, PHRASE_LIST},
    {"you might be interested in", START, PHRASE_LIST},
    {"you may also be interested", START, PHRASE_LIST},
    {"don't miss", WHOLE, PHRASE_LIST},
    {"editor's picks", WHOLE, PHRASE_LIST},
    {"editors' picks", WHOLE, PHRASE_LIST},
    {"what to read next", START, PHRASE_LIST},
    {"promoted stories", WHOLE, PHRASE_LIST},
    {"sponsored content", WHOLE, PHRASE_LIST},
    {"sponsored stories", WHOLE, PHRASE_LIST},
    {"from around the web", START, PHRASE_LIST},
    {"around the web", WHOLE, PHRASE_LIST},
    {"share this with", START, PHRASE_LIST},
    {"currently reading", WHOLE, PHRASE_LIST},
    {"source date", WHOLE, PHRASE_LIST},
    {"external links", WHOLE, PHRASE_LIST},
    {"comments", WHOLE, PHRASE_TAIL},
    {"comment", WHOLE, PHRASE_TAIL},
    {"reader comments", WHOLE, PHRASE_TAIL},
    {"readers' comments", WHOLE, PHRASE_TAIL},
    {"readers comments", WHOLE, PHRASE_TAIL},
    {"have your say", WHOLE, PHRASE_TAIL},
    {"leave a comment", START, PHRASE_TAIL},
    {"leave a reply", START, PHRASE_TAIL},
    {"post a comment", START, PHRASE_TAIL},
    {"add a comment", START, PHRASE_TAIL},
    {"write a comment", START, PHRASE_TAIL},
    {"join the conversation", WHOLE, PHRASE_TAIL},
    {"join the discussion", WHOLE, PHRASE_TAIL},
    {"view comments", WHOLE, PHRASE_TAIL},
    {"show comments", WHOLE, PHRASE_TAIL},
};

/*
 * The line in lower case with plain quotes and single spaces, without
 * digits, brackets, bullets and arrows at its ends: "12 Readers’ Comments
 * (12) »" gives "readers' comments".
 */
static size_t
plain(struct slice in, char out[LIMIT])
{
	static const char curl[] = "\xe2\x80\x99";
	size_t i, n = 0;

	for (i = 0; i < in.n && n + 1 < LIMIT; i++) {
		if (i + 3 <= in.n && memcmp(in.p + i, curl, 3) == 0) {
			out[n++] = '\'';
			i += 2;
		} else {
			out[n++] = (char)tolower((unsigned char)in.p[i]);
		}
	}
	out[n] = '\0';
	return n;
}

static int
edge(const char *p)
{
	unsigned char c = (unsigned char)*p;

	return isdigit(c) || isspace(c) || (ispunct(c) && c != '@') ||
	    (c >= 0x80 && strncmp(p, "©", 2) != 0);
}

static int
matches(const char *s, size_t n, size_t i)
{
	size_t w = strlen(known[i].words);

	if (strncmp(s, known[i].words, w) != 0)
		return 0;
	if (known[i].match == WHOLE)
		return n == w;
	if (n > LONG || isalnum((unsigned char)s[w]))
		return 0;
	if (known[i].match == START)
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
	while (*n > 0 && edge(s)) {
		s++;
		--*n;
	}
	while (*n > 0 && edge(s + *n - 1))
		--*n;
	s[*n] = '\0';
	return s;
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

enum phrase
phrase_of(struct slice line)
{
	char whole[LIMIT], bare[LIMIT], *s;
	size_t i, n, m;

	if (wordless(line))
		return PHRASE_LINE;
	if (line.n > LIMIT / 2)
		return PHRASE_TEXT;
	m = plain(line, whole);
	n = plain(line, bare);
	s = core(bare, &n);
	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i].match == WHOLE ? matches(s, n, i)
					    : matches(whole, m, i))
			return known[i].is;
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

int
phrase_byline(struct slice line)
{
	size_t i = 3, from, words = 0;

	if (line.n < 6 || line.n > 100 || strncasecmp(line.p, "by ", 3) != 0)
		return 0;
	while (i < line.n) {
		from = i;
		while (i < line.n && (isalpha((unsigned char)line.p[i]) ||
		    line.p[i] == '\'' || line.p[i] == '-' ||
		    (unsigned char)line.p[i] >= 0x80))
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
