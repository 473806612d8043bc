/* SPDX-License-Identifier: MIT */
/* Character sets: which one, and from it to UTF-8. */

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <strings.h>
#include <uchardet/uchardet.h>

#include "charset.h"
#include "utf8.h"

enum { DECLARED_WITHIN = 4096, DETECT_WITHIN = 256 << 10, NAME_CAP = 40 };

/*
 * Names that mean another set on the web (the Encoding Standard), where
 * that differs from what iconv takes them for.
 */
static const struct {
	const char *name, *means;
} web_names[] = {
    {"ascii", "WINDOWS-1252"},
    {"us-ascii", "WINDOWS-1252"},
    {"iso-8859-1", "WINDOWS-1252"},
    {"iso8859-1", "WINDOWS-1252"},
    {"iso_8859-1", "WINDOWS-1252"},
    {"latin1", "WINDOWS-1252"},
    {"latin-1", "WINDOWS-1252"},
    {"l1", "WINDOWS-1252"},
    {"cp1252", "WINDOWS-1252"},
    {"x-cp1252", "WINDOWS-1252"},
    {"iso-8859-9", "WINDOWS-1254"},
    {"latin5", "WINDOWS-1254"},
    {"iso-8859-11", "CP874"},
    {"tis-620", "CP874"},
    {"gb2312", "GB18030"},
    {"gb_2312-80", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"shift_jis", "CP932"},
    {"shift-jis", "CP932"},
    {"x-sjis", "CP932"},
    {"sjis", "CP932"},
    {"euc-kr", "CP949"},
    {"ks_c_5601-1987", "CP949"},
    {"big5", "BIG5-HKSCS"},
    {"x-x-big5", "BIG5-HKSCS"},
    {"x-mac-roman", "MACINTOSH"},
    {"utf8", "UTF-8"},
    {"unicode-1-1-utf-8", "UTF-8"},
};

static const char *
web_name(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(web_names) / sizeof(*web_names); i++)
		if (strcasecmp(name, web_names[i].name) == 0)
			return web_names[i].means;
	return name;
}

/* How many characters of several bytes are whole, and what is broken. */
struct census {
	unsigned long many, bad;
};

static struct census
count(struct slice in)
{
	struct census c = {0, 0};
	size_t at = 0;
	uint32_t u;

	while (at < in.n) {
		if ((unsigned char)in.p[at] < 0x80) {
			at++;
			continue;
		}
		u = utf8_next(in, &at);
		c.many += u != UTF8_BAD;
		c.bad += u == UTF8_BAD;
	}
	return c;
}

static int
has_prefix(struct slice in, const char *bytes, size_t n)
{
	return in.n >= n && memcmp(in.p, bytes, n) == 0;
}

/*
 * A mark, or text of the West in UTF-16 without one: every other byte of
 * its beginning is zero.
 */
static const char *
by_first_bytes(struct slice in, size_t *mark)
{
	size_t i, even = 0, odd = 0, n = in.n < 256 ? in.n : 256;

	*mark = 3;
	if (has_prefix(in, "\xef\xbb\xbf", 3))
		return "UTF-8";
	*mark = 2;
	if (has_prefix(in, "\xff\xfe", 2))
		return "UTF-16LE";
	if (has_prefix(in, "\xfe\xff", 2))
		return "UTF-16BE";
	*mark = 0;
	for (i = 0; i < n; i++) {
		even += in.p[i] == '\0' && i % 2 == 0;
		odd += in.p[i] == '\0' && i % 2 == 1;
	}
	if (n >= 8 && odd * 2 >= n * 3 / 4 && even == 0)
		return "UTF-16LE";
	if (n >= 8 && even * 2 >= n * 3 / 4 && odd == 0)
		return "UTF-16BE";
	return NULL;
}

/* The value behind "charset=" or "encoding=" at p, copied into name. */
static int
value(struct slice in, size_t at, char name[NAME_CAP])
{
	size_t n = 0;

	while (at < in.n && isspace((unsigned char)in.p[at]))
		at++;
	if (at == in.n || in.p[at++] != '=')
		return 0;
	while (at < in.n && (isspace((unsigned char)in.p[at]) ||
				in.p[at] == '"' || in.p[at] == '\''))
		at++;
	while (at < in.n && n + 1 < NAME_CAP &&
	       (isalnum((unsigned char)in.p[at]) ||
		   (in.p[at] != '\0' && strchr("-_.:", in.p[at]) != NULL)))
		name[n++] = in.p[at++];
	name[n] = '\0';
	return n > 0;
}

/* Looks for word inside elements that start with open ("<meta"). */
static int
inside(struct slice in, const char *open, const char *word, char name[NAME_CAP])
{
	size_t i, n = strlen(open), w = strlen(word);

	for (i = 0; i + n < in.n; i++) {
		if (strncasecmp(in.p + i, open, n) != 0)
			continue;
		for (i += n; i + w < in.n && in.p[i] != '>'; i++)
			if (strncasecmp(in.p + i, word, w) == 0 &&
			    value(in, i + w, name))
				return 1;
	}
	return 0;
}

static int
declared(struct slice in, char name[NAME_CAP])
{
	if (in.n > DECLARED_WITHIN)
		in.n = DECLARED_WITHIN;
	return inside(in, "<meta", "charset", name) ||
	       inside(in, "<?xml", "encoding", name);
}

/*
 * English with a few pound signs and curly quotes is windows-1252; the
 * detector, made for longer runs of foreign letters, takes it for Baltic or
 * worse.  Other text is left to it.
 */
static void
detect(struct slice in, char name[NAME_CAP])
{
	uchardet_t u;
	size_t i, high = 0;

	strcpy(name, "WINDOWS-1252");
	for (i = 0; i < in.n; i++)
		high += (unsigned char)in.p[i] >= 0x80;
	if (high * 33 < in.n || (u = uchardet_new()) == NULL)
		return;
	if (uchardet_handle_data(
		u, in.p, in.n < DETECT_WITHIN ? in.n : DETECT_WITHIN) == 0) {
		uchardet_data_end(u);
		if (strlen(uchardet_get_charset(u)) - 1 < NAME_CAP - 1)
			strcpy(name, uchardet_get_charset(u));
	}
	uchardet_delete(u);
}

/* UTF-8 with each broken sequence replaced. */
static int
mend(struct slice in, struct buf *out, unsigned long *broken)
{
	char enc[4];
	size_t at = 0, from = 0, before;

	if (buf_reserve(out, in.n + in.n / 8) != 0)
		return -1;
	while (at < in.n) {
		before = at;
		if (utf8_next(in, &at) != UTF8_BAD)
			continue;
		++*broken;
		if (buf_add(out, in.p + from, before - from) != 0 ||
		    buf_add(out, enc, utf8_put(enc, 0xfffd)) != 0)
			return -1;
		from = at;
	}
	return buf_add(out, in.p + from, in.n - from);
}

/* One pass of iconv; the bytes it stumbles over become U+FFFD. */
static int
convert(iconv_t cd, struct slice in, struct buf *out, unsigned long *broken)
{
	char chunk[16 << 10], *src = (char *)(uintptr_t)in.p, *dst;
	size_t left = in.n, room, done;

	while (left > 0) {
		dst = chunk;
		room = sizeof(chunk);
		done = iconv(cd, &src, &left, &dst, &room);
		if (buf_add(out, chunk, sizeof(chunk) - room) != 0)
			return -1;
		if (done != (size_t)-1 || errno == E2BIG)
			continue;
		++*broken;
		if (buf_puts(out, "\xef\xbf\xbd") != 0)
			return -1;
		src++;
		left--;
		iconv(cd, NULL, NULL, NULL, NULL);
	}
	return 0;
}

/* From the named set; from windows-1252 if there is none of that name. */
static int
from_named(
    struct slice in, const char *name, struct buf *out, unsigned long *broken)
{
	iconv_t cd;
	int status;

	if (strcasecmp(name, "UTF-8") == 0)
		return mend(in, out, broken);
	if ((cd = iconv_open("UTF-8", name)) == (iconv_t)-1 &&
	    (cd = iconv_open("UTF-8", "WINDOWS-1252")) == (iconv_t)-1)
		return mend(in, out, broken);
	status = convert(cd, in, out, broken);
	iconv_close(cd);
	return status;
}

/* A declaration of UTF-8 or 16 is void here: the bytes were no UTF-8. */
static int
believable(const char *name)
{
	return name != NULL && *name != '\0' &&
	       strncasecmp(web_name(name), "utf", 3) != 0;
}

int
charset_decode(struct slice in, const char *hint, int html, struct buf *out,
    struct slice *utf8, unsigned long *broken)
{
	char name[NAME_CAP];
	size_t mark;
	const char *set = by_first_bytes(in, &mark);
	struct census c;

	in.p += mark;
	in.n -= mark;
	*utf8 = in;
	buf_clear(out);
	if (set == NULL || mark == 3) {
		c = count(in);
		if (c.bad == 0)
			return 0;
		if (mark == 3 || c.many >= 4 * c.bad)
			set = "UTF-8";
	}
	if (set == NULL && believable(hint))
		set = web_name(hint);
	if (set == NULL && html && declared(in, name) && believable(name))
		set = web_name(name);
	if (set == NULL) {
		detect(in, name);
		set = web_name(name);
	}
	if (from_named(in, set, out, broken) != 0)
		return -1;
	*utf8 = buf_slice(out);
	return 0;
}
