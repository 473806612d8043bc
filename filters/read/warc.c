/* SPDX-License-Identifier: MIT */
/* Web archives. */

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <strings.h>

#include "buf.h"
#include "file.h"
#include "http.h"
#include "kind.h"
#include "progress.h"
#include "stream.h"
#include "warc.h"

enum { LINE_MAX_BYTES = 64 << 10, HEAD_MAX_LINES = 200 };

struct warc {
	struct sink *sink;
	struct stream *in;
	struct slice source; /* the archive's */
	int all;
	struct buf head, body, decoded;
	size_t records, taken, silent;
};

static void
lose(struct warc *w, struct slice source, const char *reason)
{
	struct buf name = {0};

	if (source.n == 0) {
		if (buf_printf(&name, "%.*s#%zu", (int)w->source.n, w->source.p,
			w->records) != 0)
			die(EXIT_SYSTEM, "out of memory");
		source = buf_slice(&name);
	}
	sink_lose(w->sink, source, reason);
	buf_free(&name);
}

/* The next line that is not empty into head, in this member or the next. */
static size_t
first_line(struct warc *w)
{
	size_t n;

	for (;;) {
		buf_clear(&w->head);
		n = stream_line(w->in, LINE_MAX_BYTES, &w->head);
		if (n == 0 && w->head.n == 0 &&
		    stream_state(w->in) == STREAM_MEMBER)
			stream_next_member(w->in);
		else if (n == 0 || n > 2 ||
			 !isspace((unsigned char)w->head.p[0]))
			return n;
	}
}

/* The record's header into head: 1; 0 at the end; -1 for damage. */
static int
read_head(struct warc *w)
{
	size_t n = first_line(w), lines = 0;

	if (n == 0 && w->head.n == 0 && stream_state(w->in) == STREAM_END)
		return 0;
	if (n < 8 || memcmp(w->head.p, "WARC/", 5) != 0)
		return -1;
	while (http_headers(buf_slice(&w->head)) == 0)
		if (++lines > HEAD_MAX_LINES ||
		    stream_line(w->in, LINE_MAX_BYTES, &w->head) == 0)
			return -1;
	return 1;
}

static struct slice
field(const struct warc *w, const char *name)
{
	return http_header(buf_slice(&w->head), name);
}

/* Content-Length, or -1. */
static long long
length(const struct warc *w)
{
	struct slice s = field(w, "Content-Length");
	long long n = 0;
	size_t i;

	if (s.n == 0 || s.n > 15)
		return -1;
	for (i = 0; i < s.n; i++) {
		if (!isdigit((unsigned char)s.p[i]))
			return -1;
		n = n * 10 + s.p[i] - '0';
	}
	return n;
}

/* "<http://...>" as WARC 1.0 has it, and without the brackets. */
static struct slice
target(const struct warc *w)
{
	struct slice s = field(w, "WARC-Target-URI");

	if (s.n > 2 && s.p[0] == '<' && s.p[s.n - 1] == '>') {
		s.p++;
		s.n -= 2;
	}
	return s;
}

static int
is(struct slice s, const char *word)
{
	return s.n == strlen(word) && strncasecmp(s.p, word, s.n) == 0;
}

static int
starts(struct slice s, const char *word)
{
	size_t n = strlen(word);

	return s.n >= n && strncasecmp(s.p, word, n) == 0;
}

static int
wanted(struct slice type)
{
	return is(type, "response") || is(type, "resource") ||
	       is(type, "conversion");
}

/*
 * After its body a record ends in an empty line twice; some write one, or
 * end lines in LF.  If no record follows, its length was wrong, and the next
 * one may be inside what was read.
 */
static int
ends_well(struct warc *w)
{
	struct buf tail = {0};
	size_t n = stream_take(w->in, 4, &tail), blank = 0;
	struct slice rest;
	int well;

	while (blank < n && (tail.p[blank] == '\r' || tail.p[blank] == '\n'))
		blank++;
	rest = (struct slice){tail.p + blank, n - blank};
	well = rest.n == 0 ? n == 4 || stream_state(w->in) != STREAM_DAMAGED
			   : blank > 0 && memcmp(rest.p, "WARC", rest.n) == 0;
	if (rest.n > 0)
		stream_return(w->in, well ? rest : buf_slice(&tail));
	buf_free(&tail);
	return well;
}

/* Gives back what a record that was too long took of the next ones. */
static void
give_back(struct warc *w)
{
	struct slice b = buf_slice(&w->body);
	const char *next = memmem(b.p, b.n, "\r\n\r\nWARC/", 9);

	if (next != NULL)
		stream_return(w->in,
		    (struct slice){next + 4, b.n - (size_t)(next + 4 - b.p)});
}

/* A page that cannot concern CCGs: a test of bytes, before any parsing. */
static int
off_topic(struct slice body)
{
	return memmem(body.p, body.n, "CCG", 3) == NULL &&
	       memmem(body.p, body.n, "ommissioning", 12) == NULL &&
	       memmem(body.p, body.n, "OMMISSIONING", 12) == NULL;
}

/* What an archive keeps besides pages and papers. */
static int
no_document(const struct http *h, enum kind kind)
{
	static const char *const types[] = {"image/", "audio/", "video/",
	    "font/", "text/css", "text/javascript", "application/javascript",
	    "application/x-javascript", "application/json", "application/font",
	    "text/vnd", "text/dns"};
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (starts(h->type, types[i]))
			return 1;
	return kind == KIND_UNKNOWN && !starts(h->type, "text/html") &&
	       !starts(h->type, "application/pdf");
}

static void
take_body(struct warc *w, const struct http *h, const char *reason)
{
	struct item it = {.url = target(w), .type = h->type};
	struct slice head = h->body;
	const char *why;
	enum kind kind;

	if (head.n > 4096)
		head.n = 4096;
	kind = kind_of(head, it.url, h->type, &why);
	if (h->body.n == 0 && reason != NULL)
		lose(w, it.url, reason);
	if (h->body.n == 0 || (reason == NULL && no_document(h, kind)))
		return;
	if (!w->all && reason == NULL && kind != KIND_PDF &&
	    off_topic(h->body)) {
		w->silent++;
		return;
	}
	w->taken++;
	it.source = it.url;
	it.bytes = h->body;
	it.charset = h->charset[0] ? h->charset : NULL;
	it.retrieved = field(w, "WARC-Date");
	it.lost = reason;
	sink_take(w->sink, &it);
}

static void
take_record(struct warc *w)
{
	struct slice body = buf_slice(&w->body);
	struct http h = {0};
	const char *reason = NULL;

	if (is(field(w, "WARC-Type"), "response") &&
	    !starts(field(w, "Content-Type"), "application/http") &&
	    !starts(body, "HTTP/"))
		return;
	if (starts(body, "HTTP/")) {
		reason =
		    http_parse(body, FILE_DOCUMENT_MAX / 4, &w->decoded, &h);
		if (h.status != 200)
			return;
	} else {
		http_type(field(w, "Content-Type"), &h);
		h.body = body;
	}
	take_body(w, &h, reason);
}

/* One record whose header has been read: 0, or -1 when it is damaged. */
static int
read_record(struct warc *w)
{
	long long n = length(w);
	struct slice url = target(w);
	size_t took;

	if (n < 0) {
		lose(w, url, "record without a length");
		return -1;
	}
	buf_clear(&w->body);
	if (!wanted(field(w, "WARC-Type"))) {
		took = stream_take(w->in, (size_t)n, NULL);
	} else if (n > FILE_DOCUMENT_MAX) {
		took = stream_take(w->in, (size_t)n, NULL);
		lose(w, url, "larger than 256 MiB");
	} else {
		took = stream_take(w->in, (size_t)n, &w->body);
	}
	if (took < (size_t)n || !ends_well(w)) {
		lose(w, url,
		    took < (size_t)n ? "record cut short"
				     : "record of a wrong length");
		give_back(w);
		return -1;
	}
	if (w->body.n > 0)
		take_record(w);
	return 0;
}

static void
read_all(struct warc *w)
{
	size_t before = 0, at;
	int status;

	for (;;) {
		status = read_head(w);
		w->records++;
		at = stream_at(w->in);
		progress_bytes(at > before ? at - before : 0);
		before = at > before ? at : before;
		if (status == 0)
			break;
		if (status < 0)
			lose(w, (struct slice){"", 0}, "damaged record");
		else if (read_record(w) == 0)
			continue;
		if (!stream_resume(w->in))
			break;
	}
	w->records--;
}

void
warc_take(struct sink *s, const struct item *archive, int all)
{
	struct warc w = {.sink = s, .source = archive->source, .all = all};

	if ((w.in = stream_open(archive->path)) == NULL) {
		sink_lose(s, archive->source, file_error());
		return;
	}
	read_all(&w);
	progress_clear();
	if (w.silent > 0)
		diag_note("%.*s: %zu of %zu pages do not mention CCGs",
		    (int)w.source.n, w.source.p, w.silent, w.silent + w.taken);
	stream_close(w.in);
	buf_free(&w.head);
	buf_free(&w.body);
	buf_free(&w.decoded);
}
