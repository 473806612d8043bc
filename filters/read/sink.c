/* SPDX-License-Identifier: MIT */
/* From a document's bytes to rows. */

#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "doc.h"
#include "kind.h"
#include "listing.h"
#include "progress.h"
#include "seen.h"
#include "sink.h"
#include "utf8.h"
#include "when.h"

struct sink {
	struct output *blocks, *documents, *rejects;
	struct doc *doc;
	struct seen *seen;
	struct buf source; /* of the document at hand, fit to be printed */
	struct buf input;  /* the file that it is in */
	char input_id[17];
	char id[17];
};

static const char block_columns[] = "doc_id,source,url,publisher,published,"
				    "title,block,kind,page,start,header,text";
static const char document_columns[] =
    "doc_id,source,url,publisher,"
    "published,title,retrieved,bytes,blocks,state,reason,input,input_id";
static const char reject_columns[] = "doc_id,source,evidence,evidence_start,"
				     "evidence_end,reason,detail";

/* File names and addresses may hold anything; what is written may not. */
static void
take_source(struct sink *s, struct slice source)
{
	buf_clear(&s->source);
	if (utf8_line(source, &s->source) != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/* One line about the document at hand. */
static void
note(const struct sink *s, const char *what)
{
	progress_clear();
	diag_note("%s: %s", s->source.p ? s->source.p : "", what);
}

static void
put_header(struct output *out, const char *names)
{
	size_t n;

	for (;; names += n + 1) {
		n = strcspn(names, ",");
		output_put(out, (struct slice){names, n});
		if (names[n] == '\0')
			break;
	}
	output_end(out);
}

static void
put_number(struct output *out, size_t n)
{
	char s[24];

	snprintf(s, sizeof(s), "%zu", n);
	output_puts(out, s);
}

static void
put_date(struct output *out, struct date d)
{
	char s[16];

	output_put(out, (struct slice){s, date_format(s, d)});
}

struct sink *
sink_open(const struct sink_options *o)
{
	struct sink *s = must(calloc(1, sizeof(*s)));

	s->doc = doc_new();
	s->seen = seen_new();
	s->blocks = output_open(&o->output);
	put_header(s->blocks, block_columns);
	if (o->documents != NULL) {
		s->documents = output_file(o->documents);
		put_header(s->documents, document_columns);
	}
	if (o->rejects != NULL) {
		s->rejects = output_file(o->rejects);
		put_header(s->rejects, reject_columns);
	}
	return s;
}

/* The first 64 bits of the SHA-256, as hex digits and as a number. */
static uint64_t
identify(struct sink *s, struct slice bytes)
{
	struct sha256_ctx c;
	uint8_t digest[8];
	uint64_t id = 0;
	size_t i;

	sha256_init(&c);
	sha256_update(&c, bytes.n, (const uint8_t *)bytes.p);
	sha256_digest(&c, sizeof(digest), digest);
	for (i = 0; i < sizeof(digest); i++)
		id = id << 8 | digest[i];
	snprintf(s->id, sizeof(s->id), "%016llx", (unsigned long long)id);
	return id;
}

static const char *const kind_names[] = {
    "title", "heading", "paragraph", "item", "row", "caption", "furniture"};

static void
put_known(struct output *out, const struct sink *s)
{
	output_puts(out, s->id);
	output_put(out, buf_slice(&s->source));
	output_put(out, doc_url(s->doc));
	output_put(out, doc_publisher(s->doc));
	put_date(out, doc_published(s->doc));
	output_put(out, doc_title(s->doc));
}

static void
put_blocks(struct sink *s)
{
	const struct block *b;
	size_t i;

	for (i = 0; i < doc_blocks(s->doc); i++) {
		b = doc_get(s->doc, i);
		put_known(s->blocks, s);
		put_number(s->blocks, i);
		output_puts(s->blocks, kind_names[b->kind]);
		if (b->page > 0)
			put_number(s->blocks, (size_t)b->page);
		else
			output_puts(s->blocks, "");
		put_number(s->blocks, b->start);
		output_put(s->blocks, b->header);
		output_put(s->blocks, b->text);
		output_end(s->blocks);
	}
}

/* "2018-05-29T10:00:00Z", or "" for anything else. */
static struct slice
timestamp(struct slice t)
{
	struct date d;
	size_t i;

	for (i = 0; i < t.n; i++)
		if (strchr("0123456789-:TZ.+", t.p[i] ? t.p[i] : ' ') == NULL)
			t.n = 0;
	return t.n >= 10 && t.n < 40 && date_parse(t, &d) == 0
		   ? t
		   : (struct slice){"", 0};
}

static void
put_document(struct sink *s, const struct item *it, const char *state,
    const char *reason)
{
	struct output *out = s->documents;

	if (out == NULL)
		return;
	put_known(out, s);
	output_put(out, timestamp(it->retrieved));
	put_number(out, it->bytes.n);
	put_number(out, doc_blocks(s->doc));
	output_puts(out, state);
	output_puts(out, reason);
	output_put(out, buf_slice(&s->input));
	output_puts(out, s->input_id);
	output_end(out);
}

static void
put_reject(struct sink *s, const char *reason, struct slice detail)
{
	struct output *out = s->rejects;

	if (out == NULL)
		return;
	output_puts(out, s->id);
	output_put(out, buf_slice(&s->source));
	output_puts(out, "");
	output_puts(out, "");
	output_puts(out, "");
	output_puts(out, reason);
	output_put(out, detail);
	output_end(out);
}

/*
 * The pages that could not be read, all in a line: they have no evidence to
 * tell them apart, so that of a document they are one reject.
 */
static void
put_losses(struct sink *s, struct buf *all)
{
	const struct loss *l = NULL;
	size_t i;

	for (i = 0; i < doc_losses(s->doc); i++) {
		l = doc_loss(s->doc, i);
		note(s, l->detail.p);
		if ((all->n > 0 && buf_puts(all, "; ") != 0) ||
		    buf_add(all, l->detail.p, l->detail.n) != 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	if (l != NULL)
		put_reject(s, l->reason, buf_slice(all));
	if (doc_broken(s->doc) > 0 &&
	    buf_printf(all, "%s%lu broken characters", all->n ? "; " : "",
		doc_broken(s->doc)) != 0)
		die(EXIT_SYSTEM, "out of memory");
}

static void
refuse(struct sink *s, const struct item *it, const char *reason)
{
	note(s, reason);
	put_document(s, it, "unreadable", reason);
	put_reject(s, "document_unreadable", slice_of(reason));
}

/* Set before the page is read, so that they win. */
static void
set_known(struct sink *s, const struct item *it)
{
	doc_set_url(s->doc, it->url);
	if (it->facts == NULL)
		return;
	doc_set_title(s->doc, it->facts->title);
	doc_set_publisher(s->doc, it->facts->publisher);
	doc_set_published(s->doc, it->facts->published);
}

static int
read_as(struct sink *s, const struct item *it, const char **reason)
{
	switch (kind_of(it->bytes, it->source, it->type, reason)) {
	case KIND_TEXT:
		return read_text(s->doc, it->bytes, reason);
	case KIND_HTML:
		return read_html(s->doc, it->bytes, it->charset, reason);
	case KIND_CSV:
		return read_csv(s->doc, it->bytes, it->charset, reason);
	case KIND_PDF:
		return read_pdf(s->doc, it->bytes, it->path, reason);
	case KIND_WARC:
	case KIND_ARCHIVE:
		*reason = "archive inside an archive";
		return -1;
	default:
		return -1;
	}
}

void
sink_take(struct sink *s, const struct item *it)
{
	const char *reason = it->lost;
	struct buf losses = {0};
	struct date named;
	uint64_t id = identify(s, it->bytes);

	progress_document();
	take_source(s, it->source);
	doc_clear(s->doc);
	if (!seen_add(s->seen, id)) {
		note(s, "same bytes as an earlier document");
		return;
	}
	set_known(s, it);
	if (reason != NULL || read_as(s, it, &reason) != 0) {
		refuse(s, it, reason);
		return;
	}
	if (when_url(it->source, &named))
		doc_set_published(s->doc, named);
	put_losses(s, &losses);
	put_blocks(s);
	put_document(s, it, "read", losses.n > 0 ? losses.p : "");
	buf_free(&losses);
}

void
sink_from(struct sink *s, const char *path)
{
	buf_clear(&s->input);
	if (utf8_line(slice_of(path), &s->input) != 0)
		die(EXIT_SYSTEM, "out of memory");
	listing_id(slice_of(path), s->input_id);
}

void
sink_lose(struct sink *s, struct slice source, const char *reason)
{
	struct item it = {.source = source, .bytes = source, .lost = reason};

	it.url = it.type = it.retrieved = (struct slice){"", 0};
	take_source(s, source);
	doc_clear(s->doc);
	if (!seen_add(s->seen, identify(s, source)))
		return;
	it.bytes.n = 0;
	refuse(s, &it, reason);
}

int
sink_commit(struct sink *s)
{
	progress_clear();
	if (s->rejects != NULL)
		output_commit(s->rejects);
	if (s->documents != NULL)
		output_commit(s->documents);
	output_commit(s->blocks);
	seen_free(s->seen);
	buf_free(&s->source);
	buf_free(&s->input);
	doc_free(s->doc);
	free(s);
	return 0;
}
