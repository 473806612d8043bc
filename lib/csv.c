/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libcsv.h>

#include "buf.h"
#include "csv.h"

enum { CHUNK = 64 << 10, FIELDS_MAX = 1 << 20, WRITE_CHUNK = 64 << 10 };

static const char no_memory[] = "out of memory";
static const char too_long[] = "record over 16 MiB";
static const char lone_cr[] = "carriage return without a line feed";

/* A record of the batch: its first field and how many, and where it began. */
struct record {
	size_t first, n;
	unsigned long line;
};

struct csv_reader {
	struct gz_reader *src;
	struct csv_parser parser;
	struct buf text; /* bytes of all fields, each with its '\0' */
	size_t *end;	 /* of field i in text, the '\0' not counted */
	size_t fields, fields_cap;
	struct record *record;
	size_t records, records_cap, next;
	struct record open; /* the record being parsed */
	size_t open_text;   /* where its text begins */
	struct slice *row;
	size_t row_cap;
	size_t columns;	     /* of the first record; 0 before it */
	unsigned long line;  /* where the parser is */
	unsigned long shown; /* csv_line */
	int cr;		     /* a record ended in CR: LF must follow */
	int started, finished, failed;
	const char *bad; /* what stops the reader when the batch is used up */
	const char *error;
	char chunk[CHUNK];
};

static int
is_space(unsigned char c)
{
	(void)c;
	return 0;
}

struct csv_reader *
csv_reader_new(struct gz_reader *src)
{
	struct csv_reader *r = calloc(1, sizeof(*r));

	if (r == NULL)
		return NULL;
	if (csv_init(&r->parser,
		CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
		free(r);
		return NULL;
	}
	csv_set_space_func(&r->parser, is_space);
	csv_set_blk_size(&r->parser, CHUNK);
	r->src = src;
	r->line = r->open.line = r->shown = 1;
	return r;
}

static void
stop(struct csv_reader *r, const char *why, int failed)
{
	if (r->bad != NULL)
		return;
	r->bad = why;
	r->failed = failed;
}

/* Room for one more of size in an array of n; 0, or -1. */
static int
grow(void *array, size_t *cap, size_t n, size_t size)
{
	void **p = array, *bigger;
	size_t want = *cap ? *cap * 2 : 64;

	if (n < *cap)
		return 0;
	if ((bigger = reallocarray(*p, want, size)) == NULL)
		return -1;
	*p = bigger;
	*cap = want;
	return 0;
}

static unsigned long
count_lf(const char *p, size_t n)
{
	const char *end = p + n, *lf;
	unsigned long k = 0;

	while (p < end && (lf = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		k++;
		p = lf + 1;
	}
	return k;
}

static void
on_field(void *p, size_t n, void *data)
{
	struct csv_reader *r = data;

	if (r->bad != NULL)
		return;
	if (r->cr) {
		stop(r, lone_cr, 0);
		return;
	}
	if (r->text.n - r->open_text + n >= CSV_RECORD_MAX ||
	    r->open.n >= FIELDS_MAX) {
		stop(r, too_long, 0);
		return;
	}
	if (grow(&r->end, &r->fields_cap, r->fields, sizeof(*r->end)) < 0 ||
	    buf_add(&r->text, p, n) < 0 || buf_putc(&r->text, '\0') < 0) {
		stop(r, no_memory, 1);
		return;
	}
	r->end[r->fields++] = r->text.n - 1;
	r->open.n++;
	r->line += count_lf(p, n);
}

static void
on_record(int c, void *data)
{
	struct csv_reader *r = data;

	if (r->bad != NULL)
		return;
	if (c == '\n' && r->cr && r->open.n == 0) {
		r->cr = 0;
		r->open.line = ++r->line;
		return;
	}
	if (r->cr) {
		stop(r, lone_cr, 0);
		return;
	}
	/* libcsv reports a blank line as no field; RFC 4180 has one, empty. */
	if (r->open.n == 0)
		on_field((void *)(uintptr_t) "", 0, r);
	if (r->columns == 0)
		r->columns = r->open.n;
	if (r->open.n != r->columns)
		stop(r, "", 0);
	if (r->bad == NULL && grow(&r->record, &r->records_cap, r->records,
				  sizeof(*r->record)) < 0)
		stop(r, no_memory, 1);
	if (r->bad != NULL)
		return;
	r->record[r->records++] = r->open;
	r->cr = c == '\r';
	if (c == '\n')
		r->line++;
	r->open = (struct record){r->fields, 0, r->line};
	r->open_text = r->text.n;
}

/* Drops the records handed out; the one being parsed moves to the front. */
static void
recycle(struct csv_reader *r)
{
	size_t i, from = r->open_text;

	if (from > 0) {
		memmove(r->text.p, r->text.p + from, r->text.n - from);
		r->text.n -= from;
	}
	for (i = 0; i < r->open.n; i++)
		r->end[i] = r->end[r->open.first + i] - from;
	r->fields = r->open.n;
	r->open.first = 0;
	r->open_text = 0;
	r->records = r->next = 0;
}

static void
parse(struct csv_reader *r, const char *p, size_t n)
{
	size_t clean = n;
	const char *nul = memchr(p, '\0', n);

	if (nul != NULL)
		clean = (size_t)(nul - p);
	if (csv_parse(&r->parser, p, clean, on_field, on_record, r) < clean)
		stop(r,
		    csv_error(&r->parser) != CSV_EPARSE ? no_memory
		    : r->parser.quoted ? "text after a closing quote"
				       : "quote inside a bare field",
		    csv_error(&r->parser) != CSV_EPARSE);
	else if (r->cr && nul != NULL)
		stop(r, lone_cr, 0);
	else if (nul != NULL)
		stop(r, "NUL byte", 0);
	else if (r->parser.entry_pos > CSV_RECORD_MAX)
		stop(r, too_long, 0);
}

static void
finish(struct csv_reader *r)
{
	r->finished = 1;
	if (r->cr)
		stop(r, lone_cr, 0);
	else if (csv_fini(&r->parser, on_field, on_record, r) != 0)
		stop(r, "quote not closed at the end of input", 0);
}

/* Reads and parses one chunk more. */
static void
advance(struct csv_reader *r)
{
	size_t have = 0, skip = 0;
	ssize_t n;

	recycle(r);
	/* The first read must show whether there is a BOM. */
	do {
		n = gz_read(r->src, r->chunk + have, sizeof(r->chunk) - have);
		have += n > 0 ? (size_t)n : 0;
	} while (n > 0 && !r->started && have < 3);
	if (!r->started && have >= 3 &&
	    memcmp(r->chunk, "\xef\xbb\xbf", 3) == 0)
		skip = 3;
	r->started = 1;
	parse(r, r->chunk + skip, have - skip);
	if (n < 0)
		stop(r, gz_reader_error(r->src), gz_reader_failed(r->src));
	else if (n == 0)
		finish(r);
}

static int
show(struct csv_reader *r, const struct record *rec, struct csv_row *row)
{
	size_t i, from;

	while (rec->n > r->row_cap)
		if (grow(&r->row, &r->row_cap, r->row_cap, sizeof(*r->row)) <
		    0) {
			stop(r, no_memory, 1);
			r->error = r->bad;
			return -1;
		}
	from = rec->first > 0 ? r->end[rec->first - 1] + 1 : 0;
	for (i = 0; i < rec->n; i++) {
		size_t end = r->end[rec->first + i];

		r->row[i] = (struct slice){r->text.p + from, end - from};
		from = end + 1;
	}
	*row = (struct csv_row){r->row, rec->n, rec->line};
	return 1;
}

int
csv_next(struct csv_reader *r, struct csv_row *row)
{
	if (r->error != NULL)
		return -1;
	while (r->next == r->records && r->bad == NULL && !r->finished)
		advance(r);
	if (r->next < r->records) {
		const struct record *rec = &r->record[r->next++];

		r->shown = rec->line;
		return show(r, rec, row);
	}
	if (r->bad == NULL)
		return 0;
	r->shown = r->open.line;
	r->error = r->bad;
	return -1;
}

unsigned long
csv_line(const struct csv_reader *r)
{
	return r->shown;
}

const char *
csv_reader_error(const struct csv_reader *r)
{
	return r->error;
}

int
csv_reader_failed(const struct csv_reader *r)
{
	return r->failed;
}

void
csv_reader_free(struct csv_reader *r)
{
	if (r == NULL)
		return;
	csv_free(&r->parser);
	buf_free(&r->text);
	free(r->end);
	free(r->record);
	free(r->row);
	free(r);
}

struct csv_writer {
	struct gz_writer *dst;
	int fields;  /* of this record, so far: 0, 1 or 2 for more */
	int blank;   /* nothing written for this record yet */
	int started; /* the first field of the stream is past */
	size_t n;
	char out[WRITE_CHUNK];
};

struct csv_writer *
csv_writer_new(struct gz_writer *dst)
{
	struct csv_writer *w = malloc(sizeof(*w));

	if (w == NULL)
		return NULL;
	w->dst = dst;
	w->fields = w->started = 0;
	w->blank = 1;
	w->n = 0;
	return w;
}

int
csv_writer_flush(struct csv_writer *w)
{
	size_t n = w->n;

	w->n = 0;
	return n > 0 ? gz_write(w->dst, w->out, n) : 0;
}

static int
add(struct csv_writer *w, const char *p, size_t n)
{
	if (n > sizeof(w->out) - w->n) {
		if (csv_writer_flush(w) < 0)
			return -1;
		if (n > sizeof(w->out))
			return gz_write(w->dst, p, n);
	}
	memcpy(w->out + w->n, p, n);
	w->n += n;
	return 0;
}

/* Bytes that a field can hold only in quotes: 1; that none can hold: 2. */
static const unsigned char special[256] = {
    ['"'] = 1, [','] = 1, ['\n'] = 1, ['\r'] = 1, ['\0'] = 2};

static int
classify(struct slice f)
{
	unsigned char seen = 0;
	size_t i;

	for (i = 0; i < f.n; i++)
		seen |= special[(unsigned char)f.p[i]];
	return seen;
}

static int
put_quoted(struct csv_writer *w, struct slice f)
{
	const char *p = f.p, *end = f.p + f.n, *quote;

	if (add(w, "\"", 1) < 0)
		return -1;
	while ((quote = memchr(p, '"', (size_t)(end - p))) != NULL) {
		if (add(w, p, (size_t)(quote - p) + 1) < 0 ||
		    add(w, "\"", 1) < 0)
			return -1;
		p = quote + 1;
	}
	return add(w, p, (size_t)(end - p)) < 0 ? -1 : add(w, "\"", 1);
}

int
csv_put(struct csv_writer *w, struct slice field)
{
	int quote = classify(field);

	if (quote & 2) {
		errno = EINVAL;
		return -1;
	}
	/* Bare, it would be taken for the stream's own BOM and dropped. */
	if (!w->started && field.n >= 3 &&
	    memcmp(field.p, "\xef\xbb\xbf", 3) == 0)
		quote = 1;
	w->started = 1;
	if (w->fields++ > 0) {
		w->blank = 0;
		if (add(w, ",", 1) < 0)
			return -1;
	}
	if (field.n == 0)
		return 0;
	w->blank = 0;
	return quote ? put_quoted(w, field) : add(w, field.p, field.n);
}

int
csv_end_row(struct csv_writer *w)
{
	/* A single empty field must not look like a blank line. */
	int blank = w->blank;

	w->blank = 1;
	w->fields = 0;
	w->started = 1;
	return blank ? add(w, "\"\"\n", 3) : add(w, "\n", 1);
}

void
csv_writer_free(struct csv_writer *w)
{
	free(w);
}
