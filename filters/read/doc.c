/* SPDX-License-Identifier: MIT */
/* One document in memory: what is known of it, its blocks, its losses. */

#include <stdlib.h>
#include <utf8proc.h>

#include "diag.h"
#include "doc.h"
#include "utf8.h"

/*
 * TEXT_MAX keeps a block far below the record limit of CSV even when every
 * byte is a quote.  HEADER_TOTAL stops a small page with a wide heading row
 * over a million rows from becoming terabytes.
 */
enum { TEXT_MAX = 1 << 20, VALUE_MAX = 1000, HEADER_TOTAL = 64 << 20 };

/* What doc_get hands out, and where its bytes are while buffers move. */
struct entry {
	struct block block;
	size_t header_at;
};

struct loss_entry {
	struct loss loss;
	size_t detail_at;
};

struct doc {
	struct buf text; /* the blocks' texts, each ended by a newline */
	struct buf header;
	struct buf detail;
	struct buf scratch, composed;
	struct buf title, publisher, url;
	struct date published;
	struct entry *entry;
	size_t n, cap;
	struct loss_entry *loss;
	size_t losses, loss_cap;
	unsigned long broken;
};

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/* Room for one more element behind n of them. */
static void *
grow(void *array, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return array;
	*cap = *cap ? 2 * *cap : 64;
	return must(reallocarray(array, *cap, size));
}

struct doc *
doc_new(void)
{
	return must(calloc(1, sizeof(struct doc)));
}

void
doc_clear(struct doc *d)
{
	buf_clear(&d->text);
	buf_clear(&d->header);
	buf_clear(&d->detail);
	buf_clear(&d->title);
	buf_clear(&d->publisher);
	buf_clear(&d->url);
	d->published = (struct date){0};
	d->n = d->losses = 0;
	d->broken = 0;
}

void
doc_free(struct doc *d)
{
	if (d == NULL)
		return;
	buf_free(&d->text);
	buf_free(&d->header);
	buf_free(&d->detail);
	buf_free(&d->scratch);
	buf_free(&d->composed);
	buf_free(&d->title);
	buf_free(&d->publisher);
	buf_free(&d->url);
	free(d->entry);
	free(d->loss);
	free(d);
}

/* Spaces, hyphens, ghosts and broken bytes, in one pass into scratch. */
static int
tidy(struct doc *d, struct slice in, int tabs)
{
	char enc[4];
	size_t at = 0;
	int gap = 0, wide = 0;
	uint32_t c;

	buf_clear(&d->scratch);
	need(buf_reserve(&d->scratch, in.n));
	while (at < in.n) {
		c = utf8_next(in, &at);
		if (c == '\t' && tabs) {
			need(buf_putc(&d->scratch, '\t'));
			gap = 0;
			continue;
		}
		if (c == UTF8_BAD) {
			d->broken++;
			c = 0xfffd;
		} else if (utf8_space(c)) {
			gap = 1;
			continue;
		} else if (utf8_ghost(c)) {
			continue;
		}
		if (gap && d->scratch.n > 0 &&
		    d->scratch.p[d->scratch.n - 1] != '\t')
			need(buf_putc(&d->scratch, ' '));
		gap = 0;
		if (c == 0x2010 || c == 0x2011)
			c = '-';
		wide |= c >= 0x300;
		need(buf_add(&d->scratch, enc, utf8_put(enc, c)));
	}
	return wide;
}

/* Below U+0300 every character is its own NFC, so most text stays as is. */
static struct slice
compose(struct doc *d)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t n;

	n = utf8proc_map((const utf8proc_uint8_t *)d->scratch.p,
	    (utf8proc_ssize_t)d->scratch.n, &out,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (n < 0) {
		free(out);
		return buf_slice(&d->scratch);
	}
	buf_clear(&d->composed);
	need(buf_add(&d->composed, out, (size_t)n));
	free(out);
	return buf_slice(&d->composed);
}

static struct slice
clean(struct doc *d, struct slice in, int tabs)
{
	return tidy(d, in, tabs) ? compose(d) : buf_slice(&d->scratch);
}

/*
 * How much of a long text the next block takes: to the end of a sentence,
 * else to a space, else to a whole character.
 */
static size_t
portion(struct slice text)
{
	size_t i;

	if (text.n <= TEXT_MAX)
		return text.n;
	for (i = TEXT_MAX; i > TEXT_MAX / 2; i--)
		if (text.p[i] == ' ' && strchr(".!?", text.p[i - 1]))
			return i;
	for (i = TEXT_MAX; i > TEXT_MAX / 2; i--)
		if (text.p[i] == ' ' || text.p[i] == '\t')
			return i;
	for (i = TEXT_MAX; i > 1 && ((unsigned char)text.p[i] & 0xc0) == 0x80;)
		i--;
	return i;
}

static void
append(struct doc *d, enum block_kind kind, int page, struct slice text)
{
	struct entry *e;

	d->entry = grow(d->entry, d->n, &d->cap, sizeof(*d->entry));
	e = &d->entry[d->n++];
	*e = (struct entry){
	    .block = {.kind = kind, .page = page, .start = d->text.n}};
	e->block.text.n = text.n;
	e->header_at = d->header.n;
	need(buf_add(&d->text, text.p, text.n));
	need(buf_putc(&d->text, '\n'));
}

/* "" for a header that is too long beside its row, or over the total. */
static void
append_header(struct doc *d, struct slice header)
{
	struct entry *e = &d->entry[d->n - 1];
	struct slice h = clean(d, header, 1);

	if (h.n > TEXT_MAX || d->header.n + h.n > HEADER_TOTAL)
		return;
	need(buf_add(&d->header, h.p, h.n));
	e->block.header.n = h.n;
}

/* An empty row is one whose cells are all empty: tabs alone. */
static int
blank(struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.p[i] != '\t')
			return 0;
	return 1;
}

void
doc_block(struct doc *d, enum block_kind kind, int page, struct slice text,
    struct slice header)
{
	struct slice t = clean(d, text, kind == BLOCK_ROW);
	size_t n;
	int whole = t.n <= TEXT_MAX;

	if (blank(t))
		return;
	for (; t.n > 0; t.p += n, t.n -= n) {
		if (*t.p == ' ') {
			n = 1;
			continue;
		}
		n = portion(t);
		append(d, kind, page, (struct slice){t.p, n});
	}
	if (whole && header.n > 0)
		append_header(d, header);
}

size_t
doc_blocks(const struct doc *d)
{
	return d->n;
}

const struct block *
doc_get(const struct doc *d, size_t i)
{
	struct entry *e = &d->entry[i];

	e->block.text.p = d->text.p + e->block.start;
	e->block.header.p = d->header.p ? d->header.p + e->header_at : "";
	return &e->block;
}

struct slice
doc_text(const struct doc *d)
{
	struct slice all = buf_slice(&d->text);

	if (all.n > 0)
		all.n--;
	return all;
}

unsigned long
doc_broken(const struct doc *d)
{
	return d->broken;
}

void
doc_add_broken(struct doc *d, unsigned long n)
{
	d->broken += n;
}

void
doc_set_kind(struct doc *d, size_t i, enum block_kind kind)
{
	d->entry[i].block.kind = kind;
}

/* A value is one line of modest length, cut at a character. */
static void
set(struct doc *d, struct buf *value, struct slice in)
{
	struct slice v;

	if (value->n > 0 || in.n == 0)
		return;
	v = clean(d, in, 0);
	if (v.n > VALUE_MAX) {
		v.n = VALUE_MAX;
		while (((unsigned char)v.p[v.n] & 0xc0) == 0x80)
			v.n--;
	}
	need(buf_add(value, v.p, v.n));
}

void
doc_set_title(struct doc *d, struct slice title)
{
	set(d, &d->title, title);
}

void
doc_set_publisher(struct doc *d, struct slice publisher)
{
	set(d, &d->publisher, publisher);
}

void
doc_set_url(struct doc *d, struct slice url)
{
	set(d, &d->url, url);
}

void
doc_set_published(struct doc *d, struct date published)
{
	if (d->published.year == 0)
		d->published = published;
}

struct slice
doc_title(const struct doc *d)
{
	return buf_slice(&d->title);
}

struct slice
doc_publisher(const struct doc *d)
{
	return buf_slice(&d->publisher);
}

struct slice
doc_url(const struct doc *d)
{
	return buf_slice(&d->url);
}

struct date
doc_published(const struct doc *d)
{
	return d->published;
}

void
doc_lose(struct doc *d, const char *reason, const char *detail)
{
	struct loss_entry *l;

	d->loss = grow(d->loss, d->losses, &d->loss_cap, sizeof(*d->loss));
	l = &d->loss[d->losses++];
	l->loss.reason = reason;
	l->loss.detail.n = strlen(detail);
	l->detail_at = d->detail.n;
	need(buf_add(&d->detail, detail, l->loss.detail.n + 1));
}

size_t
doc_losses(const struct doc *d)
{
	return d->losses;
}

const struct loss *
doc_loss(const struct doc *d, size_t i)
{
	struct loss_entry *l = &d->loss[i];

	l->loss.detail.p = d->detail.p ? d->detail.p + l->detail_at : "";
	return &l->loss;
}
