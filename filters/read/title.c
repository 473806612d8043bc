/* SPDX-License-Identifier: MIT */
/* Which of a page's headlines is its title. */

#include <ctype.h>

#include "title.h"
#include "utf8.h"

/* Past spaces, punctuation, and the curly marks of U+2000 to U+203F. */
static size_t
skip(struct slice s, size_t i)
{
	while (i < s.n) {
		if (isspace((unsigned char)s.p[i]) ||
		    ispunct((unsigned char)s.p[i]))
			i++;
		else if (i + 2 < s.n && memcmp(s.p + i, "\xe2\x80", 2) == 0)
			i += 3;
		else
			break;
	}
	return i;
}

int
title_same(struct slice a, struct slice b)
{
	size_t i = skip(a, 0), k = skip(b, 0);

	if (i == a.n)
		return 0;
	while (i < a.n && k < b.n) {
		if (tolower((unsigned char)a.p[i]) !=
		    tolower((unsigned char)b.p[k]))
			return 0;
		i = skip(a, i + 1);
		k = skip(b, k + 1);
	}
	return i >= a.n && k >= b.n;
}

/* The last " | ", " - ", ... in s; its length in *n, or s.n if none. */
static size_t
last_separator(struct slice s, size_t *n)
{
	static const char *const seps[] = {
	    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / "};
	size_t i, k;

	for (i = s.n; i-- > 0;)
		for (k = 0; k < sizeof(seps) / sizeof(*seps); k++) {
			*n = strlen(seps[k]);
			if (i + *n < s.n && memcmp(s.p + i, seps[k], *n) == 0)
				return i;
		}
	return s.n;
}

static size_t
words(struct slice s)
{
	size_t i, n = s.n > 0;

	for (i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

/* Bars at its end part it from nothing: "A headline | | Site". */
static struct slice
without_bars(struct slice s)
{
	while (s.n > 1 && s.p[s.n - 1] == '|')
		s = utf8_trim((struct slice){s.p, s.n - 1});
	return s;
}

struct slice
title_cut_site(struct slice title, struct slice site, struct slice *cut)
{
	struct slice part;
	size_t at, n;

	*cut = (struct slice){"", 0};
	while ((at = last_separator(title, &n)) < title.n) {
		part = (struct slice){title.p + at + n, title.n - at - n};
		if (!(site.n > 0 && title_same(part, site)) &&
		    (words(part) > 6 || words((struct slice){title.p, at}) < 3))
			break;
		if (cut->n == 0)
			*cut = utf8_trim(part);
		title = utf8_trim((struct slice){title.p, at});
	}
	return cut->n > 0 ? without_bars(title) : title;
}

/* 1 if title begins or ends with s, quotes of other lengths allowed for. */
static int
holds(struct slice title, struct slice s)
{
	struct slice part = title;

	if (title_same(title, s))
		return 1;
	if (part.n > s.n)
		part.n = s.n;
	if (title_same(part, s))
		return 1;
	part.p = title.p + title.n - part.n;
	return title_same(part, s);
}

struct slice
title_run(const struct page *p, struct slice title)
{
	const struct run *r;
	struct slice s, best = {"", 0};
	size_t i;

	for (i = 0; i < p->runs; i++) {
		r = &p->run[i];
		s = page_run(p, r);
		if (r->letters < (r->kind == RUN_TITLE ? 10 : 20) ||
		    r->letters > 300 || r->kind == RUN_ROW || s.n <= best.n)
			continue;
		if (holds(title, s))
			best = s;
	}
	return without_bars(best);
}

/* The runs of the article, headlines aside: [*from, *to). */
static void
extent(const struct page *p, uint32_t *from, uint32_t *to)
{
	uint32_t i;

	*from = (uint32_t)p->runs;
	*to = 0;
	for (i = 0; i < p->runs; i++) {
		if (p->run[i].furniture || p->run[i].kind == RUN_TITLE)
			continue;
		if (i < *from)
			*from = i;
		*to = i + 1;
	}
}

static int
hidden(const struct page *p, uint32_t i)
{
	for (; i != 0; i = p->node[i].parent)
		if (p->node[i].marks & MARK_HIDDEN)
			return 1;
	return 0;
}

/* A heading that is the title with a word or two in front: "Dispute: ...". */
static int
is_kicked(const struct page *p, const struct run *r, struct slice title)
{
	struct slice s = page_run(p, r);

	return (r->kind == RUN_TITLE || r->kind == RUN_HEADING) &&
	       r->dead != DEAD && title.n > 20 && s.n > title.n &&
	       s.n - title.n <= 40 &&
	       title_same((struct slice){s.p + s.n - title.n, title.n}, title);
}

static uint32_t
find_kicked(const struct page *p, struct slice title)
{
	uint32_t i;

	for (i = 0; i < p->runs; i++)
		if (is_kicked(p, &p->run[i], title))
			break;
	return i;
}

uint32_t
title_find(const struct page *p, struct slice title)
{
	const struct run *r;
	uint32_t i, other = (uint32_t)p->runs;

	for (i = 0; title.n > 0 && i < p->runs; i++) {
		r = &p->run[i];
		if (r->letters > 300 || !title_same(page_run(p, r), title) ||
		    hidden(p, r->node))
			continue;
		if (r->kind == RUN_TITLE && r->dead != DEAD)
			return i;
		if (other == p->runs && r->kind != RUN_ROW && r->dead != DEAD)
			other = i;
	}
	return other < p->runs ? other : find_kicked(p, title);
}

static uint32_t
last_h1(const struct page *p, uint32_t from, uint32_t to)
{
	uint32_t i, found = (uint32_t)p->runs;

	for (i = 0; i < p->runs; i++) {
		if (p->run[i].kind != RUN_TITLE || p->run[i].dead)
			continue;
		if (found == p->runs || i <= from)
			found = i;
		if (i >= to)
			break;
	}
	return found;
}

void
title_settle(struct page *p, struct slice title)
{
	uint32_t from, to, i, chosen = title_find(p, title);
	struct run *r;

	extent(p, &from, &to);
	if (chosen == p->runs)
		chosen = last_h1(p, from, to);
	for (i = 0; i < p->runs; i++) {
		r = &p->run[i];
		if (i == chosen) {
			r->kind = RUN_TITLE;
			r->furniture = 0;
		} else if (r->kind == RUN_TITLE) {
			r->kind = RUN_HEADING;
			r->furniture = r->dead || i < from || i >= to;
		}
	}
}
