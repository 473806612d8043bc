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

/* The '>' of the tag at from; quotes may hold others. */
static size_t
tag_end(struct slice s, size_t from)
{
	size_t i;
	char quote = 0;

	for (i = from; i < s.n; i++) {
		if (quote)
			quote = s.p[i] == quote ? 0 : quote;
		else if ((s.p[i] == '"' || s.p[i] == '\'') && s.p[i - 1] == '=')
			quote = s.p[i];
		else if (s.p[i] == '>')
			return i;
	}
	return s.n;
}

/* One tag: where it ends, and whether it opens or closes a level. */
struct tag {
	size_t end;
	int level; /* 1, -1, 0 */
};

static struct tag
tag_at(struct slice s, size_t at)
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
		return (struct tag){at + 1, 0};
	t.end = tag_end(s, from + n);
	if (t.end < s.n)
		t.end++;
	if (!nests(s.p + from, n))
		t.level = 0;
	else if (t.level == 1 && is(s.p + from, n, "script"))
		t.end = behind(s, t.end, "</script");
	else if (t.level == 1 && is(s.p + from, n, "style"))
		t.end = behind(s, t.end, "</style");
	if (is(s.p + from, n, "script") || is(s.p + from, n, "style"))
		t.level = 0;
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

int
flatten(struct slice s, struct buf *out)
{
	size_t at;
	long depth = 0;
	struct tag t;
	int deep = 0;

	for (at = next_tag(s, 0); at < s.n; at = next_tag(s, t.end)) {
		t = tag_at(s, at);
		if (t.level > 0)
			depth++;
		if (t.level != 0 && depth > FLATTEN_DEPTH) {
			if (!deep && buf_add(out, s.p, s.n) != 0)
				return -1;
			deep = 1;
			memset(out->p + at, ' ', t.end - at);
		}
		if (t.level < 0 && depth > 0)
			depth--;
	}
	return deep;
}
