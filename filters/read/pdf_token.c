/* SPDX-License-Identifier: MIT */
/* What single words of a page look like. */

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "pdf_token.h"

/* Takes the C string s off the front of *w. */
static int
take(struct slice *w, const char *s)
{
	size_t n = strlen(s);

	if (w->n < n || strncasecmp(w->p, s, n) != 0)
		return 0;
	w->p += n;
	w->n -= n;
	return 1;
}

static int
take_any(struct slice *w, const char *const *s)
{
	for (; *s != NULL; s++)
		if (take(w, *s))
			return 1;
	return 0;
}

static int
one_of(struct slice w, const char *const *s)
{
	for (; *s != NULL; s++)
		if (w.n == strlen(*s) && strncasecmp(w.p, *s, w.n) == 0)
			return 1;
	return 0;
}

static const char *const signs[] = {"-", "+", "\xe2\x88\x92", "\xe2\x80\x93",
    "\xe2\x80\x94", "\xe2\x80\x90", "\xe2\x80\x91", "\xc2\xb1", NULL};
static const char *const openers[] = {"(", "[", "\xc2\xa3", "\xe2\x82\xac", "$",
    "<", ">", "~", "\xe2\x89\xa4", "\xe2\x89\xa5", NULL};
static const char *const closers[] = {")", "]", "%", "bn", "pp", "m", "k", "p",
    "x", "*", "\xe2\x80\xa0", "\xe2\x80\xa1", NULL};
static const char *const blanks[] = {"nil", "n/a", "n.a.", "na", "tbc", "tba",
    "nk", "..", "...", "\xe2\x80\xa6", NULL};
static const char *const units[] = {"%", "(%)", "\xc2\xa3", "m", "(m)",
    "\xc2\xa3m", "\xc2\xa3ms", "(\xc2\xa3m)", "\xc2\xa3k", "\xc2\xa3ks",
    "(\xc2\xa3k)", "k", "\xc2\xa3mn", "\xc2\xa3million", "\xc2\xa3millions",
    "\xc2\xa3mil",
    "\xc2\xa3"
    "bn",
    "\xc2\xa3th", "\xc2\xa3thousand", "\xc2\xa3thousands", "\xc2\xa3s",
    "\xc2\xa3p", "gbp", "no.", "no", "wte", "fte", "#", NULL};
static const char *const bullets[] = {"\xe2\x80\xa2", "\xc2\xb7",
    "\xe2\x97\xa6", "\xe2\x96\xaa", "\xe2\x97\x8f", "\xe2\x97\x8b",
    "\xe2\x96\xa0", "\xe2\x80\xa3", "\xe2\x83\x98", "\xef\x82\xb7",
    "\xef\x82\xa7", "\xef\x83\x98", "\xef\x83\xbc", "\xe2\x9e\xa2",
    "\xe2\x9c\x93", "\xe2\x9c\x94", "\xe2\x80\x93", "\xe2\x80\x94", "-", "*",
    "o", "\xc2\xa7", "\xc3\x98", "\xe2\x87\x92", "\xe2\x86\x92", "\xe2\x96\xba",
    NULL};

static const char *const sides[] = {"over", "under", "overspend", "underspend",
    "overspent", "underspent", "o/s", "u/s", "deficit", "surplus", "adverse",
    "favourable", "adv", "fav", "(adv)", "(fav)", "(a)", "(f)", "(over)",
    "(under)", "(adverse)", "(favourable)", "(deficit)", "(surplus)", NULL};

/* "000", "'000s", "(£000)", "000's", with whatever apostrophe. */
static int
thousands(struct slice w)
{
	static const char *const quote[] = {
	    "'", "\xe2\x80\x98", "\xe2\x80\x99", "`", "\xc2\xb4", NULL};
	int pound;

	take(&w, "(");
	pound = take(&w, "\xc2\xa3");
	pound |= take_any(&w, quote);
	if (!take(&w, "000") && !take(&w, ",000"))
		return 0;
	take_any(&w, quote);
	take(&w, "s");
	take(&w, ")");
	return pound && w.n == 0;
}

/* The digits of a figure; how many of them, or 0 when it is none. */
static size_t
digits(struct slice *w, int *points, int *commas)
{
	size_t n = 0, i = 0;

	for (; i < w->n; i++) {
		if (isdigit((unsigned char)w->p[i]))
			n++;
		else if (w->p[i] == '.')
			++*points;
		else if (w->p[i] == ',')
			++*commas;
		else
			break;
	}
	/* A sentence's own comma or stop behind it is none of the figure. */
	if (n == 0 || w->p[i - 1] == ',' || w->p[i - 1] == '.' || *points > 1)
		return 0;
	w->p += i;
	w->n -= i;
	return n;
}

static int
number(struct slice w)
{
	int points = 0, commas = 0, dressed = 0;
	const char *first;
	size_t n;

	while (take_any(&w, signs) || take_any(&w, openers))
		dressed = 1;
	first = w.p;
	n = digits(&w, &points, &commas);
	if (n == 0)
		return 0;
	if (w.n == 0 && !dressed && !points && !commas && n == 4 &&
	    (memcmp(first, "19", 2) == 0 || memcmp(first, "20", 2) == 0))
		return 0;
	while (take_any(&w, closers) || take_any(&w, signs))
		continue;
	return w.n == 0;
}

/* Four digits that are a year; or two years joined. */
static int
year(struct slice w)
{
	size_t n = 0;

	while (n < w.n && isdigit((unsigned char)w.p[n]))
		n++;
	if (n != 4 && n != 2)
		return 0;
	if (n == 4 && memcmp(w.p, "19", 2) != 0 && memcmp(w.p, "20", 2) != 0)
		return 0;
	if (n == w.n)
		return n == 4;
	w.p += n;
	w.n -= n;
	if (!take(&w, "/") && !take_any(&w, signs))
		return 0;
	for (n = 0; n < w.n && isdigit((unsigned char)w.p[n]); n++)
		continue;
	return (n == 2 || n == 4) && n == w.n;
}

static int
dash(struct slice w)
{
	struct slice rest = w;

	if (one_of(w, blanks))
		return 1;
	take(&rest, "(");
	take(&rest, "\xc2\xa3");
	if (!take_any(&rest, signs))
		return 0;
	while (take_any(&rest, signs))
		continue;
	take(&rest, ")");
	take(&rest, "%");
	return rest.n == 0;
}

/* Brackets, signs and currency that a typesetter set apart. */
static int
part(struct slice w)
{
	int any = 0;

	while (take_any(&w, signs) || take_any(&w, openers) || take(&w, ")") ||
	       take(&w, "%"))
		any = 1;
	return any && w.n == 0;
}

static int
lower(struct slice w)
{
	return w.n > 0 && islower((unsigned char)w.p[0]);
}

unsigned char
pdf_token(struct slice word)
{
	int what = 0;

	if (thousands(word) || one_of(word, units))
		what |= PDF_UNIT;
	if (year(word))
		what |= PDF_YEAR;
	else if (!(what & PDF_UNIT) && number(word))
		what |= PDF_NUMBER;
	if (dash(word))
		what |= PDF_DASH;
	if (part(word))
		what |= PDF_PART;
	if (lower(word))
		what |= PDF_LOWER;
	if (one_of(word, bullets))
		what |= PDF_BULLET;
	if (one_of(word, sides))
		what |= PDF_SIDE;
	return (unsigned char)what;
}

int
pdf_ordinal(struct slice w)
{
	size_t i = 0, body = 0, dots = 0;
	int open = w.n > 0 && w.p[0] == '(', closed = 0;

	for (i = (size_t)open; i < w.n; i++) {
		if (isdigit((unsigned char)w.p[i]))
			body++;
		else if (w.p[i] == '.')
			dots++;
		else
			break;
	}
	if (body == 0 && i < w.n && isalpha((unsigned char)w.p[i])) {
		while (i < w.n && strchr("ivxIVX", w.p[i]) != NULL)
			i++, body++;
		if (body == 0)
			i++, body = 1;
		if (i < w.n && w.p[i] == '.')
			i++, dots++;
	}
	if (i < w.n && w.p[i] == ')')
		i++, closed = 1;
	return i == w.n && body > 0 && body <= 6 && (dots || closed) &&
	       (closed || !open);
}

int
pdf_connective(struct slice w)
{
	static const char *const words[] = {"and", "or", "of", "the", "to",
	    "for", "with", "by", "in", "on", "at", "from", "a", "an", "not",
	    "is", "are", "&", "/", "-", "\xe2\x80\x93", "non", "per", "that",
	    "than", "as", "other", NULL};

	if (w.n > 0 && (w.p[w.n - 1] == ',' || w.p[w.n - 1] == '-' ||
			   w.p[w.n - 1] == '&' || w.p[w.n - 1] == '/'))
		return 1;
	/* "Other" is a label, "other" is none. */
	return (w.n < 2 || !isupper((unsigned char)w.p[0])) && one_of(w, words);
}

int
pdf_captionish(struct slice w)
{
	static const char *const words[] = {"table", "figure", "fig.", "chart",
	    "appendix", "annex", "graph", "exhibit", NULL};

	while (w.n > 0 && strchr(":.", w.p[w.n - 1]) != NULL)
		w.n--;
	return one_of(w, words);
}
