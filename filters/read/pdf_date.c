/* SPDX-License-Identifier: MIT */
/* When a paper was for, by its first page. */

#include <ctype.h>
#include <strings.h>

#include "pdf_date.h"
#include "when.h"

/* How far into the document it is looked for. */
enum { BLOCKS_MAX = 40, TEXT_MAX = 400 };

/* How sure a place is; the first of the surest kind counts. */
enum { NO, LOOSE, FURNITURE, ALONE, NAMED, MEETING };

/* Does text end in word, whatever stands between it and the end? */
static int
ends_in(struct slice text, const char *word)
{
	size_t n = strlen(word);

	while (text.n > 0 && !isalpha((unsigned char)text.p[text.n - 1]))
		text.n--;
	return text.n >= n && strncasecmp(text.p + text.n - n, word, n) == 0 &&
	       (text.n == n || !isalpha((unsigned char)text.p[text.n - n - 1]));
}

static int
contains(struct slice text, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= text.n; i++)
		if (strncasecmp(text.p + i, word, n) == 0)
			return 1;
	return 0;
}

static int
any(int test(struct slice, const char *), struct slice text,
    const char *const *words)
{
	for (; *words != NULL; words++)
		if (test(text, *words))
			return 1;
	return 0;
}

/* What stands before a date says what it is the date of. */
static int
sureness(const struct block *b, struct slice before, size_t after)
{
	static const char *const not_it[] = {"as at", "at", "to", "by", "until",
	    "ending", "ended", "end", "since", "from", "after", "before", "of",
	    "and", "was", "were", NULL};
	static const char *const named[] = {"date", "produced", "published",
	    "issued", "prepared", "report date", "paper date", NULL};
	static const char *const meeting[] = {"meeting", "held in public",
	    "held on", "held", "governing body", "board", "committee",
	    "in common", "in public", NULL};

	if (any(ends_in, before, not_it))
		return NO;
	if (contains(before, "meeting") && b->kind != BLOCK_PARAGRAPH)
		return MEETING;
	if (any(ends_in, before, meeting))
		return MEETING;
	if (any(ends_in, before, named))
		return NAMED;
	if (before.n == 0 && after == 0)
		return ALONE;
	if (b->kind == BLOCK_FURNITURE)
		return FURNITURE;
	return before.n + after < 60 ? LOOSE : NO;
}

/* The surest date of one block, if it is surer than best. */
static void
look(const struct block *b, int *best, struct date *out)
{
	struct slice text = b->text;
	size_t at = 0, end = 0, last = 0;
	struct date found;

	if (text.n > TEXT_MAX)
		text.n = TEXT_MAX;
	while (at < text.n && when_find(text, &at, &end, &found)) {
		struct slice before = {text.p + last, at - last};
		int sure = sureness(b, before, text.n - end);

		if (found.day == 0)
			sure -= sure >= NAMED ? 3 : 4;
		if (found.year > 0 && sure > *best) {
			*best = sure;
			*out = found;
		}
		last = at = end;
	}
}

struct date
pdf_date(const struct doc *d)
{
	struct date out = {0};
	int best = NO;

	for (size_t i = 0; i < doc_blocks(d) && i < BLOCKS_MAX; i++) {
		const struct block *b = doc_get(d, i);

		if (b->page > doc_get(d, 0)->page)
			break;
		look(b, &best, &out);
	}
	return out;
}
