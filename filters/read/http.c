/* SPDX-License-Identifier: MIT */
/* Just enough HTTP for what archives hold. */

#include <ctype.h>
#include <strings.h>

#include "decode.h"
#include "diag.h"
#include "http.h"
#include "utf8.h"

static size_t
line_length(struct slice s)
{
	const char *end = memchr(s.p, '\n', s.n);

	return end ? (size_t)(end - s.p) + 1 : s.n;
}

struct slice
http_header(struct slice s, const char *name)
{
	size_t n, want = strlen(name);

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = line_length(s);
		if (n > want && s.p[want] == ':' &&
		    strncasecmp(s.p, name, want) == 0)
			return utf8_trim(
			    (struct slice){s.p + want + 1, n - want - 1});
	}
	return (struct slice){"", 0};
}

size_t
http_headers(struct slice s)
{
	size_t n, at = 0;

	while (at < s.n) {
		n = line_length((struct slice){s.p + at, s.n - at});
		at += n;
		if (s.p[at - 1] == '\n' &&
		    (n == 1 || (n == 2 && s.p[at - 2] == '\r')))
			return at;
	}
	return 0;
}

static int
holds(struct slice s, const char *word)
{
	size_t i, n = strlen(word);

	for (i = 0; i + n <= s.n; i++)
		if (strncasecmp(s.p + i, word, n) == 0)
			return 1;
	return 0;
}

static int
starts(struct slice s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && memcmp(s.p, with, n) == 0;
}

void
http_type(struct slice value, struct http *h)
{
	size_t i, n = 0;

	h->charset[0] = '\0';
	for (i = 0; i < value.n && value.p[i] != ';'; i++)
		;
	h->type = utf8_trim((struct slice){value.p, i});
	for (; i + 8 < value.n; i++)
		if (strncasecmp(value.p + i, "charset=", 8) == 0)
			break;
	for (i += 8; i < value.n && n + 1 < sizeof(h->charset); i++) {
		char c = value.p[i];

		if (isalnum((unsigned char)c) || c == '-' || c == '_' ||
		    c == '.' || c == ':')
			h->charset[n++] = c;
		else if (c != '"' && c != '\'')
			break;
	}
	h->charset[n] = '\0';
}

static int
status_of(struct slice s)
{
	int status = 0;
	size_t i = 5;

	if (s.n < 12 || strncasecmp(s.p, "HTTP/", 5) != 0)
		return 0;
	while (i < s.n && s.p[i] != ' ' && s.p[i] != '\n')
		i++;
	for (i++; i < s.n && isdigit((unsigned char)s.p[i]) && status < 1000;
	     i++)
		status = status * 10 + s.p[i] - '0';
	return status;
}

/*
 * Undoes the content encoding of h->body into out, which is empty; what is
 * not encoded stays where it is.  A crawler may have undone it and kept the
 * header: what is a page as it stands is taken as it stands.
 */
static const char *
undo(struct slice encoding, size_t limit, struct buf *out, struct http *h)
{
	struct slice plain = utf8_trim(h->body);
	const char *reason;

	if (encoding.n == 0 || holds(encoding, "identity") || plain.n == 0 ||
	    *plain.p == '<' || starts(plain, "\xef\xbb\xbf<") ||
	    starts(plain, "%PDF-"))
		return NULL;
	if (holds(encoding, "gzip") || holds(encoding, "deflate"))
		reason = decode_deflate(h->body, limit, out);
	else if (holds(encoding, "br"))
		reason = decode_brotli(h->body, limit, out);
	else
		return "unknown content encoding";
	h->body = buf_slice(out);
	return reason;
}

const char *
http_parse(struct slice r, size_t limit, struct buf *out, struct http *h)
{
	struct buf whole = {0};
	struct slice head = {r.p, http_headers(r)};
	const char *reason = NULL, *second;

	*h = (struct http){.status = status_of(r)};
	http_type(http_header(head, "Content-Type"), h);
	h->body = (struct slice){r.p + head.n, r.n - head.n};
	if (head.n == 0 || h->status == 0)
		return "no HTTP response";
	buf_clear(out);
	if (holds(http_header(head, "Transfer-Encoding"), "chunked")) {
		reason = decode_chunked(h->body, &whole);
		h->body = buf_slice(&whole);
	}
	second = undo(http_header(head, "Content-Encoding"), limit, out, h);
	if (whole.p != NULL && h->body.p == whole.p) {
		buf_free(out);
		*out = whole;
		whole = (struct buf){0};
		h->body = buf_slice(out);
	}
	buf_free(&whole);
	return reason ? reason : second;
}
