/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "csv.h"

enum { WRITE_CHUNK = 64 << 10 };

static const char bom[] = "\xef\xbb\xbf";

/* Bytes that a field can hold only in quotes; NUL not even there. */
static const unsigned char quotes[256] = {
    ['\0'] = 1, ['\n'] = 1, ['\r'] = 1, ['"'] = 1, [','] = 1};

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

	while (i < f.n && !quotes[(unsigned char)f.p[i]])
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
