/* SPDX-License-Identifier: MIT */
/* What a document is. */

#include <ctype.h>
#include <strings.h>

#include "kind.h"

struct magic {
	size_t at;
	const char *bytes;
	size_t n;
	enum kind kind;
	const char *reason;
};

#define M(at, s, kind, reason)                     \
	{                                          \
		at, s, sizeof(s) - 1, kind, reason \
	}

static const struct magic magics[] = {
    M(0, "WARC/", KIND_WARC, NULL),
    M(0, "PK\3\4", KIND_ARCHIVE, NULL),
    M(0, "PK\5\6", KIND_ARCHIVE, NULL),
    M(257, "ustar", KIND_ARCHIVE, NULL),
    M(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", KIND_UNKNOWN,
	"old Microsoft Office document"),
    M(0, "{\\rtf", KIND_UNKNOWN, "RTF document"),
    M(0, "\x89PNG", KIND_UNKNOWN, "picture"),
    M(0, "\xff\xd8\xff", KIND_UNKNOWN, "picture"),
    M(0, "GIF8", KIND_UNKNOWN, "picture"),
    M(0, "II*\0", KIND_UNKNOWN, "picture"),
    M(0, "MM\0*", KIND_UNKNOWN, "picture"),
    M(8, "WEBP", KIND_UNKNOWN, "picture"),
    M(4, "ftyp", KIND_UNKNOWN, "film or sound"),
    M(0, "ID3", KIND_UNKNOWN, "film or sound"),
    M(0, "OggS", KIND_UNKNOWN, "film or sound"),
    M(0, "RIFF", KIND_UNKNOWN, "film or sound"),
    M(0, "\x1a\x45\xdf\xa3", KIND_UNKNOWN, "film or sound"),
    M(0, "7z\xbc\xaf\x27\x1c", KIND_UNKNOWN, "7z archive"),
    M(0, "Rar!", KIND_UNKNOWN, "RAR archive"),
    M(0, "BZh", KIND_UNKNOWN, "bzip2 archive"),
    M(0,
	"\xfd"
	"7zXZ",
	KIND_UNKNOWN, "xz archive"),
    M(0, "\x28\xb5\x2f\xfd", KIND_UNKNOWN, "zstd archive"),
    M(1, "\x2a\x4d\x18", KIND_UNKNOWN, "zstd archive"),
    M(0, "filedesc://", KIND_UNKNOWN, "ARC archive"),
    M(0,
	"\x7f"
	"ELF",
	KIND_UNKNOWN, "program"),
    M(0, "MZ", KIND_UNKNOWN, "program"),
    M(0, "wOFF", KIND_UNKNOWN, "font"),
    M(0, "wOF2", KIND_UNKNOWN, "font"),
    M(0, "SQLite format 3", KIND_UNKNOWN, "database"),
    M(0, "%!PS", KIND_UNKNOWN, "PostScript"),
};

/* Words that only HTML begins an element with. */
static const char *const elements[] = {"!doctype html", "html", "head", "body",
    "title", "meta", "script", "link", "div", "table", "p>", "h1", "article",
    "!--", "span", "style", "iframe", "br", "center", "font"};

static int
ends(struct slice name, const char *ext)
{
	size_t n = strlen(ext);

	return name.n > n && strncasecmp(name.p + name.n - n, ext, n) == 0;
}

/* Past byte order marks and spaces. */
static struct slice
meat(struct slice s)
{
	if (s.n >= 3 && memcmp(s.p, "\xef\xbb\xbf", 3) == 0) {
		s.p += 3;
		s.n -= 3;
	}
	while (s.n > 0 && isspace((unsigned char)*s.p)) {
		s.p++;
		s.n--;
	}
	return s;
}

static int
opens_html(struct slice s)
{
	size_t i, n;

	if (s.n < 3 || *s.p != '<')
		return 0;
	if (s.n > 5 && strncasecmp(s.p, "<?xml", 5) == 0)
		return memmem(s.p, s.n, "<html", 5) != NULL ||
		       memmem(s.p, s.n, "xhtml", 5) != NULL;
	for (i = 0; i < sizeof(elements) / sizeof(*elements); i++) {
		n = strlen(elements[i]);
		if (s.n > n && strncasecmp(s.p + 1, elements[i], n) == 0)
			return 1;
	}
	return 0;
}

/* Office files are zip archives that begin with a member of this name. */
static const char *
office(struct slice s)
{
	static const char *const first[] = {"[Content_Types].xml", "mimetype",
	    "_rels/", "word/", "xl/", "ppt/", "docProps/", "META-INF/"};
	size_t i, n;

	for (i = 0; i < sizeof(first) / sizeof(*first); i++) {
		n = strlen(first[i]);
		if (s.n >= 30 + n && memcmp(s.p, "PK\3\4", 4) == 0 &&
		    memcmp(s.p + 30, first[i], n) == 0)
			return "office document or e-book";
	}
	return NULL;
}

/* Text has no control bytes but white space; UTF-16 has a mark or zeros. */
static int
is_binary(struct slice s)
{
	size_t i, odd = 0, zero = 0;

	if (s.n >= 2 && (memcmp(s.p, "\xff\xfe", 2) == 0 ||
			    memcmp(s.p, "\xfe\xff", 2) == 0))
		return 0;
	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		zero += c == 0;
		odd += c < 0x20 && strchr("\t\n\r\f\v\x1b\x1a\b", c) == NULL;
	}
	if (zero * 5 > s.n * 2 && odd - zero < s.n / 64 + 1)
		return 0;
	return odd > s.n / 64 + (s.n < 64 ? 0 : 1);
}

static int
is_typed(struct slice type, const char *name)
{
	size_t n = strlen(name);

	return type.n >= n && strncasecmp(type.p, name, n) == 0;
}

static enum kind
unknown(const char **reason, const char *what)
{
	*reason = what;
	return KIND_UNKNOWN;
}

/* Kinds of text that hold no prose for anybody to read. */
static const char *
no_prose(struct slice name, struct slice type)
{
	static const struct {
		const char *ext, *type, *what;
	} kinds[] = {
	    {".css", "text/css", "style sheet"},
	    {".js", "application/javascript", "script"},
	    {".mjs", "text/javascript", "script"},
	    {".json", "application/json", "JSON"},
	    {".svg", "image/", "picture"},
	    {".rss", "application/rss", "feed"},
	    {".atom", "application/atom", "feed"},
	};
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (ends(name, kinds[i].ext) || is_typed(type, kinds[i].type))
			return kinds[i].what;
	return NULL;
}

enum kind
kind_of(struct slice head, struct slice name, struct slice type,
    const char **reason)
{
	const struct magic *m;
	struct slice s = meat(head);
	const char *what;
	size_t i;

	*reason = NULL;
	if (s.n == 0)
		return unknown(reason, "empty");
	if (memmem(head.p, head.n < 1024 ? head.n : 1024, "%PDF-", 5) != NULL)
		return KIND_PDF;
	if ((what = office(head)) != NULL)
		return unknown(reason, what);
	for (i = 0; i < sizeof(magics) / sizeof(*magics); i++) {
		m = &magics[i];
		if (head.n < m->at + m->n ||
		    memcmp(head.p + m->at, m->bytes, m->n) != 0)
			continue;
		*reason = m->reason;
		return m->kind;
	}
	if (ends(name, ".pdf") || is_typed(type, "application/pdf"))
		return unknown(reason, "not a PDF");
	if (opens_html(s))
		return KIND_HTML;
	if (is_binary(head))
		return unknown(reason, "binary of unknown type");
	if (ends(name, ".csv") || ends(name, ".tsv") ||
	    is_typed(type, "text/csv") ||
	    is_typed(type, "text/tab-separated-values"))
		return KIND_CSV;
	if ((what = no_prose(name, type)) != NULL)
		return unknown(reason, what);
	if (ends(name, ".html") || ends(name, ".htm") || ends(name, ".xhtml") ||
	    is_typed(type, "text/html") || is_typed(type, "application/xhtml"))
		return KIND_HTML;
	if (*s.p == '<' && ends(name, ".xml"))
		return unknown(reason, "XML of unknown type");
	return KIND_TEXT;
}
