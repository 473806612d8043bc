/* SPDX-License-Identifier: MIT */
/* Which hyphens at the ends of lines belong to their words. */

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "buf.h"
#include "diag.h"
#include "pdf_hyphen.h"
#include "table.h"

/* Enough for a pack of a thousand pages, and a bound for hostile ones. */
enum { WORDS_MAX = 100000, WORD_MAX = 40 };

struct pdf_hyphen {
	struct table *word;
};

struct pdf_hyphen *
pdf_hyphen_new(void)
{
	struct pdf_hyphen *h = must(calloc(1, sizeof(*h)));

	h->word = must(table_new());
	return h;
}

void
pdf_hyphen_free(struct pdf_hyphen *h)
{
	if (h == NULL)
		return;
	table_free(h->word);
	free(h);
}

/* Without what stands around it: brackets, quotes, stops. */
static struct slice
bare(struct slice w)
{
	while (w.n > 0 && !isalpha((unsigned char)w.p[0])) {
		w.p++;
		w.n--;
	}
	while (w.n > 0 && !isalpha((unsigned char)w.p[w.n - 1]))
		w.n--;
	return w;
}

/* a, then b, in small letters; how long, or 0 when it is too long. */
static size_t
key(char dst[WORD_MAX], struct slice a, struct slice b)
{
	size_t n = 0;

	if (a.n + b.n >= WORD_MAX)
		return 0;
	for (size_t i = 0; i < a.n; i++)
		dst[n++] = (char)tolower((unsigned char)a.p[i]);
	for (size_t i = 0; i < b.n; i++)
		dst[n++] = (char)tolower((unsigned char)b.p[i]);
	return n;
}

void
pdf_hyphen_seen(struct pdf_hyphen *h, struct slice word)
{
	char low[WORD_MAX];
	size_t n = key(low, bare(word), (struct slice){"", 0});

	if (n < 3 || table_count(h->word) >= WORDS_MAX)
		return;
	if (table_slot(h->word, (struct slice){low, n}) == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
}

static int
seen(const struct pdf_hyphen *h, struct slice a, struct slice b)
{
	char low[WORD_MAX];
	size_t n = key(low, a, b);

	return n > 0 &&
	       table_find(h->word, (struct slice){low, n}) != TABLE_NONE;
}

static int
one_of(struct slice w, const char *const *list)
{
	for (; *list != NULL; list++)
		if (w.n == strlen(*list) && strncasecmp(w.p, *list, w.n) == 0)
			return 1;
	return 0;
}

/* Where the document does not say: what English writes with a hyphen. */
static int
by_habit(struct slice left, struct slice right)
{
	static const char *const before[] = {"co", "non", "self", "year",
	    "month", "long", "short", "high", "low", "well", "full", "part",
	    "cross", "multi", "one", "two", "three", "four", "five", "six",
	    "half", "first", "second", "third", "end", "day", "mid", "post",
	    "pre", "ex", "vice", "quasi", "semi", "all", "break", "run",
	    "value", "cost", "risk", "evidence", "community", "patient",
	    "hospital", "clinically", "primary", "secondary", "acute", NULL};
	static const char *const after[] = {"year", "month", "term", "based",
	    "led", "wide", "date", "off", "up", "time", "recurrent",
	    "recurring", "elective", "emergency", "acute", "specific",
	    "related", "free", "class", "end", "even", "house", "care",
	    "commissioning", "commissioned", "operation", "funded", "level",
	    "going", "quarter", "quarters", NULL};

	return one_of(left, before) || one_of(right, after);
}

int
pdf_hyphen_drop(
    const struct pdf_hyphen *h, struct slice left, struct slice right)
{
	struct slice a = left, b = bare(right), stem;

	/* Only letters, hyphen, small letter: not "2016-" / "17". */
	if (a.n < 2 || a.p[a.n - 1] != '-' ||
	    !isalpha((unsigned char)a.p[a.n - 2]) || right.n == 0 ||
	    !islower((unsigned char)right.p[0]))
		return 0;
	while (a.n > 0 && !isalpha((unsigned char)a.p[0])) {
		a.p++;
		a.n--;
	}
	stem = (struct slice){a.p, a.n - 1};
	if (seen(h, stem, b))
		return 1;
	if (seen(h, a, b) || memchr(stem.p, '-', stem.n) != NULL)
		return 0;
	return !by_habit(stem, b);
}
