/* SPDX-License-Identifier: MIT */
/*
 * A parser of its own, for libcsv was the slowest part of a filter as soon as
 * the codec had a thread: it calls back for every field and copies every
 * byte.  Here fields are slices of the buffer that gz_read filled; quotes are
 * taken out and '\0's put in on the spot.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv.h"

enum { CHUNK = 128 << 10, WRITE_CHUNK = 64 << 10 };

/* Where the parser stands; a record may be cut between any two bytes. */
enum state {
	FIELD, /* at the first byte of a field */
	BARE,
	QUOTED,
	QUOTE, /* behind a quote in a quoted field: its end, or half a pair */
	CR     /* behind the CR that ended the record's last field */
};

enum progress { ON, RECORD, STARVED, FAILED };

static const char bom[] = "\xef\xbb\xbf";
static const char too_long[] = "record over 16 MiB";
static const char lone_cr[] = "carriage return without a line feed";

struct csv_reader {
	struct gz_reader *src;
	char *buf; /* cap bytes and a '\0' */
	size_t cap;
	char *from;  /* the record that is being parsed */
	char *at;    /* how far it is parsed */
	char *end;   /* of what was read; *end is '\0' and stops every scan */
	char *start; /* of the field, behind its quote */
	char *to;    /* where the next byte of a quoted field goes */
	enum state state;
	struct slice *field;
	size_t n, fields_cap;
	size_t columns;	     /* of the first record; 0 before it */
	unsigned long line;  /* the one that at is on */
	unsigned long began; /* the one that from is on */
	int started, finished, failed;
	const char *error;
	char message[96];
};

/* Bytes that end a run in a bare field, or in a quoted one. */
enum { STOP_BARE = 1, STOP_QUOTED = 2 };
static const unsigned char stop[256] = {
    ['\0'] = STOP_BARE | STOP_QUOTED,
    ['\n'] = STOP_BARE | STOP_QUOTED,
    ['"'] = STOP_BARE | STOP_QUOTED,
    [','] = STOP_BARE,
    ['\r'] = STOP_BARE,
};

struct csv_reader *
csv_reader_new(struct gz_reader *src)
{
	struct csv_reader *r = calloc(1, sizeof(*r));

	if (r == NULL)
		return NULL;
	r->buf = malloc(CHUNK + 1);
	if (r->buf == NULL) {
		free(r);
		return NULL;
	}
	r->src = src;
	r->cap = CHUNK;
	r->from = r->at = r->end = r->start = r->to = r->buf;
	*r->end = '\0';
	r->line = r->began = 1;
	return r;
}

static enum progress
fail(struct csv_reader *r, const char *why)
{
	r->error = why;
	return FAILED;
}

static enum progress
fail_memory(struct csv_reader *r)
{
	r->failed = 1;
	return fail(r, "out of memory");
}

static enum progress
add_field(struct csv_reader *r, char *end)
{
	if (r->n == r->fields_cap) {
		size_t cap = r->fields_cap ? r->fields_cap * 2 : 64;
		struct slice *f;

		if (r->n == CSV_FIELDS_MAX)
			return fail(r, "too many fields");
		f = reallocarray(r->field, cap, sizeof(*f));
		if (f == NULL)
			return fail_memory(r);
		r->field = f;
		r->fields_cap = cap;
	}
	*end = '\0';
	r->field[r->n++] = (struct slice){r->start, (size_t)(end - r->start)};
	r->state = FIELD;
	return ON;
}

/* At the byte that ends a field whose last byte is before end. */
static enum progress
end_field(struct csv_reader *r, char *end)
{
	char c = *r->at++;

	if (add_field(r, end) == FAILED)
		return FAILED;
	if (c == ',')
		return ON;
	if (c == '\r') {
		r->state = CR;
		return ON;
	}
	r->line++;
	return RECORD;
}

/* At a '\0': the end of what was read, or one that was in the input. */
static enum progress
at_nul(struct csv_reader *r)
{
	return r->at == r->end ? STARVED : fail(r, "NUL byte");
}

static enum progress
parse_bare(struct csv_reader *r)
{
	char *p = r->at;

	while (!(stop[(unsigned char)*p] & STOP_BARE))
		p++;
	r->at = p;
	if (*p == '\0')
		return at_nul(r);
	if (*p == '"')
		return fail(r, "quote inside a bare field");
	return end_field(r, p);
}

static enum progress
parse_quoted(struct csv_reader *r)
{
	char *run = r->at, *p = run;

	for (;; p++) {
		while (!(stop[(unsigned char)*p] & STOP_QUOTED))
			p++;
		if (*p != '\n')
			break;
		r->line++;
	}
	if (r->to != run)
		memmove(r->to, run, (size_t)(p - run));
	r->to += p - run;
	r->at = p;
	if (*p == '\0')
		return at_nul(r);
	r->at++;
	r->state = QUOTE;
	return ON;
}

static enum progress
parse_quote(struct csv_reader *r)
{
	switch (*r->at) {
	case '"':
		*r->to++ = '"';
		r->at++;
		r->state = QUOTED;
		return ON;
	case ',':
	case '\n':
	case '\r':
		return end_field(r, r->to);
	case '\0':
		return at_nul(r);
	default:
		return fail(r, "text after a closing quote");
	}
}

static enum progress
parse_cr(struct csv_reader *r)
{
	if (*r->at == '\0' && r->at == r->end)
		return STARVED;
	if (*r->at != '\n')
		return fail(r, lone_cr);
	r->at++;
	r->line++;
	r->state = FIELD;
	return RECORD;
}

/* Goes on with the record as far as what was read allows. */
static enum progress
parse(struct csv_reader *r)
{
	enum progress p = ON;

	while (p == ON)
		switch (r->state) {
		case FIELD:
			if (r->at == r->end)
				return STARVED;
			r->state = *r->at == '"' ? QUOTED : BARE;
			r->at += r->state == QUOTED;
			r->start = r->to = r->at;
			break;
		case BARE:
			p = parse_bare(r);
			break;
		case QUOTED:
			p = parse_quoted(r);
			break;
		case QUOTE:
			p = parse_quote(r);
			break;
		case CR:
			p = parse_cr(r);
			break;
		}
	return p;
}

/* The record is cut off by the end of the input: does it count? */
static enum progress
parse_end(struct csv_reader *r)
{
	if (r->at == r->from)
		return STARVED;
	switch (r->state) {
	case FIELD:
		r->start = r->at;
		/* Behind the last comma is an empty one. */
		/* fallthrough */
	case BARE:
		return add_field(r, r->at) == ON ? RECORD : FAILED;
	case QUOTE:
		return add_field(r, r->to) == ON ? RECORD : FAILED;
	case CR:
		return fail(r, lone_cr);
	default:
		return fail(r, "quote not closed at the end of input");
	}
}

/* The record moves to base, and all that points into it. */
static void
move(struct csv_reader *r, char *base)
{
	const char *old = r->from;
	size_t i;

	memmove(base, old, (size_t)(r->end - old) + 1);
	for (i = 0; i < r->n; i++)
		r->field[i].p = base + (r->field[i].p - old);
	r->at = base + (r->at - old);
	r->end = base + (r->end - old);
	r->start = base + (r->start - old);
	r->to = base + (r->to - old);
	r->from = base;
}

/* Room for a good read behind what is there. */
static enum progress
make_room(struct csv_reader *r)
{
	size_t n = (size_t)(r->end - r->from), cap;
	char *buf;

	if (n > CSV_RECORD_MAX)
		return fail(r, too_long);
	if (n > 0 && r->cap - (size_t)(r->end - r->buf) >= CHUNK / 2)
		return ON;
	if (r->cap - n >= CHUNK / 2) {
		move(r, r->buf);
		return ON;
	}
	cap = r->cap < CSV_RECORD_MAX / 2 ? r->cap * 2 : CSV_RECORD_MAX + CHUNK;
	if ((buf = malloc(cap + 1)) == NULL)
		return fail_memory(r);
	move(r, buf);
	free(r->buf);
	r->buf = buf;
	r->cap = cap;
	return ON;
}

static enum progress
refill(struct csv_reader *r)
{
	ssize_t n;

	if (make_room(r) == FAILED)
		return FAILED;
	n = gz_read(r->src, r->end, r->cap - (size_t)(r->end - r->buf));
	if (n < 0) {
		r->failed = gz_reader_failed(r->src);
		return fail(r, gz_reader_error(r->src));
	}
	r->end += n;
	*r->end = '\0';
	r->finished = n == 0;
	return ON;
}

/*
 * Steps over a byte order mark, which may come in pieces.  Reads no further
 * than it takes to tell: an error must not come before the records.
 */
static enum progress
skip_mark(struct csv_reader *r)
{
	size_t n;

	r->started = 1;
	while ((n = (size_t)(r->end - r->from)) < 3 && !r->finished &&
	       memcmp(r->from, bom, n) == 0)
		if (refill(r) == FAILED)
			return FAILED;
	if (n >= 3 && memcmp(r->from, bom, 3) == 0)
		r->from = r->at = r->from + 3;
	return ON;
}

static enum progress
next(struct csv_reader *r)
{
	enum progress p;

	if (!r->started && skip_mark(r) == FAILED)
		return FAILED;
	while ((p = parse(r)) == STARVED) {
		if (r->finished)
			return parse_end(r);
		if (refill(r) == FAILED)
			return FAILED;
	}
	return p;
}

/* What only the whole record shows. */
static enum progress
check(struct csv_reader *r)
{
	if (r->at - r->from > CSV_RECORD_MAX)
		return fail(r, too_long);
	if (r->columns == 0)
		r->columns = r->n;
	if (r->n == r->columns)
		return RECORD;
	if (r->n == 1 && r->field[0].n == 0)
		return fail(r, "blank line");
	snprintf(r->message, sizeof(r->message),
	    "%zu field%s where the first record has %zu", r->n,
	    r->n == 1 ? "" : "s", r->columns);
	return fail(r, r->message);
}

int
csv_next(struct csv_reader *r, struct csv_row *row)
{
	enum progress p;

	if (r->error != NULL)
		return -1;
	r->from = r->start = r->to = r->at;
	r->began = r->line;
	r->n = 0;
	p = next(r);
	if (p == RECORD)
		p = check(r);
	if (p == FAILED)
		return -1;
	if (p == STARVED)
		return 0;
	*row = (struct csv_row){r->field, r->n, r->began};
	return 1;
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
	free(r->field);
	free(r->buf);
	free(r);
}

struct csv_writer {
	struct gz_writer *dst;
	size_t fields;	/* of this record so far */
	size_t columns; /* of the first one; 0 before its end */
	size_t bytes;	/* of this record so far */
	int blank;	/* it has one field, and that is empty */
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
	w->fields = w->columns = w->bytes = w->n = 0;
	w->blank = 0;
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
	w->bytes += n;
	if (n > sizeof(w->out) - w->n) {
		if (csv_writer_flush(w) < 0)
			return -1;
		if (n > sizeof(w->out))
			return gz_write(w->dst, p, n);
	}
	if (n > 0)
		memcpy(w->out + w->n, p, n);
	w->n += n;
	return 0;
}

static int
put_quoted(struct csv_writer *w, struct slice f)
{
	const char *p = f.p, *end = f.p + f.n, *quote;

	if (add(w, "\"", 1) < 0)
		return -1;
	while ((quote = memchr(p, '"', (size_t)(end - p))) != NULL) {
		/* Up to it, and it again with what follows. */
		if (add(w, p, (size_t)(quote + 1 - p)) < 0 ||
		    add(w, "\"", 1) < 0)
			return -1;
		p = quote + 1;
	}
	return add(w, p, (size_t)(end - p)) < 0 ? -1 : add(w, "\"", 1);
}

/* How far the field can go as it is: f.n, or the first byte that bars it. */
static size_t
bare_length(struct slice f)
{
	size_t i = 0;

	while (i < f.n && !(stop[(unsigned char)f.p[i]] & STOP_BARE))
		i++;
	return i;
}

int
csv_put(struct csv_writer *w, struct slice field)
{
	size_t bare = bare_length(field);
	int first = w->columns == 0 && w->fields == 0;
	int quote = bare < field.n;

	if (quote && memchr(field.p + bare, '\0', field.n - bare) != NULL) {
		errno = EINVAL;
		return -1;
	}
	/* Bare, it would be taken for the stream's own BOM and dropped. */
	if (first && field.n >= 3 && memcmp(field.p, bom, 3) == 0)
		quote = 1;
	w->blank = w->fields == 0 && field.n == 0;
	if (w->fields++ > 0 && add(w, ",", 1) < 0)
		return -1;
	return quote ? put_quoted(w, field) : add(w, field.p, field.n);
}

int
csv_end_row(struct csv_writer *w)
{
	/* A single empty field must not look like a blank line. */
	if (w->blank && add(w, "\"\"", 2) < 0)
		return -1;
	if (add(w, "\n", 1) < 0)
		return -1;
	if (w->columns == 0)
		w->columns = w->fields;
	if (w->fields == 0 || w->fields != w->columns) {
		errno = EINVAL;
		return -1;
	}
	if (w->bytes > CSV_RECORD_MAX || w->fields > CSV_FIELDS_MAX) {
		errno = EMSGSIZE;
		return -1;
	}
	w->fields = w->bytes = 0;
	return 0;
}

void
csv_writer_free(struct csv_writer *w)
{
	free(w);
}
