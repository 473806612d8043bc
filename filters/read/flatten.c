/* SPDX-License-Identifier: MIT */
/* A limit on nesting, before the page is parsed. */

#include <ctype.h>
#include <strings.h>

#include "flatten.h"

/* Elements without an end tag, or whose end tag is often left out. */
static const char *const unnested[] = {"area", "base", "br", "col", "embed",
    "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "option", "tr", "td", "th", "tbody", "thead",
    "tfoot", "colgroup", "html", "head", "body", "path", "nobr"};

static int
is(const char *p, size_t n, const char *name)
{
	return strlen(name) == n && strncasecmp(p, name, n) == 0;
}

static int
nests(const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < sizeof(unnested) / sizeof(*unnested); i++)
		if (is(name, n, unnested[i]))
			return 0;
	return 1;
}

/* Behind the next occurrence of end, or the end of the page. */
static size_t
behind(struct slice s, size_t from, const char *end)
{
	const char *p = from < s.n
			    ? memmem(s.p + from, s.n - from, end, strlen(end))
			    : NULL;

	return p ? (size_t)(p - s.p) + strlen(end) : s.n;
}

/*
 * The '>' of the tag at from; quotes may hold others.  *cut is where its
 * attributes become too many, or the same as the end.
 */
static size_t
tag_end(struct slice s, size_t from, size_t *cut)
{
	size_t i, gaps = 0;
	char quote = 0;

	*cut = 0;
	for (i = from; i < s.n; i++) {
		if (quote)
			quote = s.p[i] == quote ? 0 : quote;
		else if ((s.p[i] == '"' || s.p[i] == '\'') && s.p[i - 1] == '=')
			quote = s.p[i];
		else if (s.p[i] == '>')
			break;
		else if ((isspace((unsigned char)s.p[i]) || s.p[i] == '/') &&
			 ++gaps == FLATTEN_ATTRIBUTES)
			*cut = i;
	}
	if (*cut == 0)
		*cut = i;
	return i;
}

/* One tag: where it ends, and whether it opens or closes a level. */
struct tag {
	size_t end;
	size_t cut, cut_end; /* attributes beyond the limit */
	int level;	     /* 1, -1, 0 */
	int foreign;	     /* of svg or math */
};

/*
 * Script and style hold no tags; but inside svg they do, and a page may make
 * use of it.
 */
static void
raw(struct slice s, const char *name, size_t n, int in_foreign, struct tag *t)
{
	int script = is(name, n, "script"), style = is(name, n, "style");

	if ((!script && !style) || in_foreign)
		return;
	if (t->level > 0)
		t->end = behind(s, t->end, script ? "</script" : "</style");
	t->level = 0;
}

static struct tag
tag_at(struct slice s, size_t at, int in_foreign)
{
	size_t from = at + 1, n = 0;
	struct tag t = {.level = 1};

	if (from < s.n && s.p[from] == '/') {
		t.level = -1;
		from++;
	}
	while (from + n < s.n && isalnum((unsigned char)s.p[from + n]))
		n++;
	if (n == 0)
		return (struct tag){.end = at + 1};
	t.end = t.cut_end = tag_end(s, from + n, &t.cut);
	t.end += t.end < s.n;
	t.foreign = is(s.p + from, n, "svg") || is(s.p + from, n, "math");
	if (!nests(s.p + from, n))
		t.level = 0;
	raw(s, s.p + from, n, in_foreign, &t);
	return t;
}

/* The next '<' that starts a tag, comments left behind. */
static size_t
next_tag(struct slice s, size_t at)
{
	const char *p;

	while (at < s.n) {
		if ((p = memchr(s.p + at, '<', s.n - at)) == NULL)
			return s.n;
		at = (size_t)(p - s.p);
		if (s.n - at < 4 || memcmp(p, "<!--", 4) != 0)
			return at;
		at = behind(s, at + 2, "-->");
	}
	return s.n;
}

/* Turns [from, to) into spaces, in a copy made at the first call. */
static int
blank(struct slice s, size_t from, size_t to, struct buf *out)
{
	if (from >= to)
		return 0;
	if (out->n == 0 && buf_add(out, s.p, s.n) != 0)
		return -1;
	memset(out->p + from, ' ', to - from);
	return 0;
}

int
flatten(struct slice s, struct buf *out)
{
	size_t at;
	long depth = 0, foreign = 0;
	struct tag t;

	buf_clear(out);
	for (at = next_tag(s, 0); at < s.n; at = next_tag(s, t.end)) {
		t = tag_at(s, at, foreign > 0);
		foreign += t.foreign ? t.level : 0;
		if (foreign < 0)
			foreign = 0;
		if (t.level > 0)
			depth++;
		if (blank(s, t.cut, t.cut_end, out) != 0 ||
		    (t.level != 0 && depth > FLATTEN_DEPTH &&
			blank(s, at, t.end, out) != 0))
			return -1;
		if (t.level < 0 && depth > 0)
			depth--;
	}
	return out->n > 0;
}
