/* SPDX-License-Identifier: MIT */
/*
 * libcsv calls back, csv_next is called.  A record ends only at a line feed
 * or at the end, so the parser is given a line at a time: no record waits in
 * a queue, and the line's number and the record's size, which libcsv does
 * not tell, are known without looking into the fields.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libcsv.h>

#include "csv.h"

enum {
	CHUNK = 128 << 10,
	BOM = 3,
	OPTIONS = CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL
};

static const char bom[] = "\xef\xbb\xbf";
static const char lone_cr[] = "carriage return without a line feed";

struct csv_reader {
	struct gz_reader *src;
	struct csv_parser parser;
	const char *at, *end; /* what was read and is not yet parsed */
	int started;	      /* the place of a BOM is past */
	int nul;	      /* a NUL stands at end */
	int finished;	      /* the source has no more */

	char *text; /* the fields of the record, each with its '\0' */
	size_t used, cap;
	struct slice *field;
	size_t n, fields_cap;
	size_t size; /* of the record as it was read */
	int cr;	     /* a CR ended its last field: LF must follow */
	int whole;

	size_t columns;	     /* of the first record; 0 before it */
	unsigned long line;  /* the one that at is on */
	unsigned long began; /* the one that the record began on */
	unsigned long blank; /* the first blank one at the end so far, or 0 */
	int lazy;	     /* a quote inside a bare field is text */
	int failed;
	const char *error;
	char message[96];
	char buf[CHUNK];
};

/* Left alone, libcsv takes blanks off both ends of a bare field. */
static int
no_space(unsigned char c)
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
	if (csv_init(&r->parser, OPTIONS) != 0) {
		free(r);
		return NULL;
	}
	csv_set_space_func(&r->parser, no_space);
	csv_set_blk_size(&r->parser, CHUNK);
	r->src = src;
	r->line = r->began = 1;
	return r;
}

void
csv_reader_lazy(struct csv_reader *r)
{
	r->lazy = 1;
}

void
csv_reader_delimit(struct csv_reader *r, char delimiter)
{
	csv_set_delim(&r->parser, (unsigned char)delimiter);
}

/* Only the first error counts: libcsv calls back to the end of the line. */
static void
fail(struct csv_reader *r, const char *why)
{
	if (r->error == NULL)
		r->error = why;
}

static void
fail_memory(struct csv_reader *r)
{
	r->failed = 1;
	fail(r, "out of memory");
}

/* What is wrong with the text at hand, unless it stands behind a lone CR. */
static void
fail_text(struct csv_reader *r, const char *why)
{
	fail(r, r->cr ? lone_cr : why);
}

/* Room for one more field.  0, or -1. */
static int
more_fields(struct csv_reader *r)
{
	size_t cap = r->fields_cap ? r->fields_cap * 2 : 64;
	struct slice *f;

	if (r->n == CSV_FIELDS_MAX) {
		fail(r, "too many fields");
		return -1;
	}
	f = reallocarray(r->field, cap, sizeof(*f));
	if (f == NULL) {
		fail_memory(r);
		return -1;
	}
	r->field = f;
	r->fields_cap = cap;
	return 0;
}

/* feed has made room for the text. */
static void
add_field(struct csv_reader *r, const void *p, size_t n)
{
	char *to = r->text + r->used;

	if (r->n == r->fields_cap && more_fields(r) < 0)
		return;
	memcpy(to, p, n);
	to[n] = '\0';
	r->field[r->n++] = (struct slice){to, n};
	r->used += n + 1;
}

static void
on_field(void *p, size_t n, void *data)
{
	struct csv_reader *r = data;

	if (r->cr)
		fail(r, lone_cr);
	if (r->error == NULL)
		add_field(r, p, n);
}

/* libcsv lets CR, LF or the end (-1) end a record; here CR needs its LF. */
static void
on_record(int c, void *data)
{
	struct csv_reader *r = data;

	if (c == '\r' && r->cr)
		fail(r, lone_cr);
	if (r->error != NULL)
		return;
	r->cr = c == '\r';
	if (r->cr)
		return;
	/* libcsv sees no field in a blank line; RFC 4180 sees an empty one. */
	if (r->n == 0)
		add_field(r, "", 0);
	r->whole = 1;
}

/* Makes text large enough for size bytes; the fields move with it. */
static int
reserve(struct csv_reader *r, size_t size)
{
	size_t i, cap = r->cap ? r->cap : 4096;
	char *text;

	if (size <= r->cap)
		return 0;
	while (cap < size)
		cap *= 2;
	if ((text = malloc(cap)) == NULL) {
		fail_memory(r);
		return -1;
	}
	if (r->used > 0)
		memcpy(text, r->text, r->used);
	for (i = 0; i < r->n; i++)
		r->field[i].p = text + (r->field[i].p - r->text);
	free(r->text);
	r->text = text;
	r->cap = cap;
	return 0;
}

static void
explain(struct csv_reader *r)
{
	if (csv_error(&r->parser) != CSV_EPARSE)
		fail_memory(r);
	else if (r->parser.quoted)
		fail_text(r, "text after a closing quote");
	else
		fail_text(r, "quote inside a bare field");
}

/*
 * The parser stops at a quote inside a bare field and has taken nothing of
 * it; told not to mind, it takes that one byte as text.  All else stays
 * strict.  How many bytes were taken.
 */
static size_t
parse(struct csv_reader *r, size_t n)
{
	size_t at = 0;

	for (;;) {
		at += csv_parse(
		    &r->parser, r->at + at, n - at, on_field, on_record, r);
		if (at == n || r->cr || r->parser.quoted || !r->lazy ||
		    csv_error(&r->parser) != CSV_EPARSE)
			return at;
		csv_set_opts(&r->parser, OPTIONS & ~CSV_STRICT);
		at += csv_parse(
		    &r->parser, r->at + at, 1, on_field, on_record, r);
		csv_set_opts(&r->parser, OPTIONS);
	}
}

/* Parses to the end of the line, or of what was read. */
static void
feed(struct csv_reader *r)
{
	size_t n = (size_t)(r->end - r->at);
	const char *lf = memchr(r->at, '\n', n);

	if (lf != NULL)
		n = (size_t)(lf + 1 - r->at);
	if (n > CSV_RECORD_MAX - r->size) {
		fail(r, "record over 16 MiB");
		return;
	}
	/* A '\0' takes the place of each separator, and of a missing last. */
	if (reserve(r, r->size + n + 1) < 0)
		return;
	if (parse(r, n) < n)
		explain(r);
	r->at += n;
	r->size += n;
	r->line += lf != NULL;
}

static void
refill(struct csv_reader *r)
{
	size_t have = 0;
	ssize_t n;

	if (r->nul) {
		fail_text(r, "NUL byte");
		return;
	}
	/* A BOM may come in pieces. */
	do {
		n = gz_read(r->src, r->buf + have, sizeof(r->buf) - have);
		have += n > 0 ? (size_t)n : 0;
	} while (n > 0 && !r->started && have < BOM &&
		 memcmp(r->buf, bom, have) == 0);
	/* What came before an error comes first; the error will come again. */
	if (have == 0 && n < 0) {
		r->failed = gz_reader_failed(r->src);
		fail(r, gz_reader_error(r->src));
		return;
	}
	r->finished = have == 0;
	r->at = r->buf;
	r->end = r->buf + have;
	if (!r->started && have >= BOM && memcmp(r->buf, bom, BOM) == 0)
		r->at += BOM;
	r->started = 1;
	r->nul = memchr(r->at, '\0', (size_t)(r->end - r->at)) != NULL;
	if (r->nul)
		r->end = r->at + strlen(r->at);
}

static void
finish(struct csv_reader *r)
{
	if (r->cr)
		fail(r, lone_cr);
	else if (csv_fini(&r->parser, on_field, on_record, r) != 0)
		fail(r, "quote not closed at the end of input");
}

/*
 * 1 for a blank line where records have several fields: it is left out at
 * the end of the input, and an error before a record.
 */
static int
is_blank(struct csv_reader *r)
{
	if (r->columns < 2 || r->n != 1 || r->field[0].n > 0 || r->size > 2)
		return 0;
	if (r->blank == 0)
		r->blank = r->began;
	return 1;
}

static void
check_columns(struct csv_reader *r)
{
	if (r->blank != 0) {
		r->began = r->blank;
		fail(r, "blank line");
		return;
	}
	if (r->columns == 0)
		r->columns = r->n;
	if (r->n == r->columns)
		return;
	snprintf(r->message, sizeof(r->message),
	    "%zu field%s where the first record has %zu", r->n,
	    r->n == 1 ? "" : "s", r->columns);
	fail(r, r->message);
}

/* Reads up to the end of a record. */
static void
read_record(struct csv_reader *r)
{
	r->began = r->line;
	r->n = r->used = r->size = 0;
	r->whole = 0;
	while (!r->whole && r->error == NULL) {
		if (r->at < r->end)
			feed(r);
		else if (!r->finished)
			refill(r);
		else
			break;
	}
	if (!r->whole && r->error == NULL)
		finish(r);
}

int
csv_next(struct csv_reader *r, struct csv_row *row)
{
	if (r->error != NULL)
		return -1;
	do
		read_record(r);
	while (r->whole && is_blank(r));
	if (r->whole && r->error == NULL)
		check_columns(r);
	if (r->error != NULL)
		return -1;
	*row = (struct csv_row){r->field, r->n, r->began};
	return r->whole;
}

unsigned long
csv_line(const struct csv_reader *r)
{
	return r->began;
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
	free(r->field);
	free(r->text);
	free(r);
}
