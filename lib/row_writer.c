/* SPDX-License-Identifier: MIT */
#include "row_writer.h"

#include <errno.h>
#include <stdlib.h>

#include "csv.h"
#include "dataset.h"
#include "json_out.h"
#include "spreadsheet.h"

enum { WRITE_CHUNK = 64 << 10 };

/* A column as JSON has it. */
struct key {
	size_t end; /* of its name in the text of all */
	int number;
};

struct row_writer {
	struct gz_writer *dst;
	struct csv_writer *csv; /* NULL in the other formats */
	enum row_format format;
	int safe;
	struct buf cell; /* guarded */
	struct buf text; /* rows that wait to be written */
	size_t fields;	 /* of this row so far */
	size_t columns;	 /* of the header; 0 before its end */
	struct buf keys; /* "name": of each column */
	struct key *key;
};

int
row_format_parse(const char *name, enum row_format *out)
{
	static const char *const names[] = {"csv", "tsv", "jsonl"};

	for (size_t i = 0; i < 3; i++)
		if (strcmp(name, names[i]) == 0) {
			*out = (enum row_format)i;
			return 0;
		}
	return -1;
}

struct row_writer *
row_writer_new(struct gz_writer *dst, enum row_format format, int safe)
{
	struct row_writer *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return NULL;
	w->dst = dst;
	w->format = format;
	w->safe = safe;
	if (format == ROW_CSV && (w->csv = csv_writer_new(dst)) == NULL) {
		free(w);
		return NULL;
	}
	return w;
}

/* memory is what buf.h says of it: 0 or -1. */
static int
checked(int memory)
{
	if (memory != 0)
		errno = ENOMEM;
	return memory;
}

static int
put_tsv(struct row_writer *w, struct slice f)
{
	static const char from[] = "\t\n\r\\", to[] = "tnr\\";
	const char *special;
	size_t at = 0, n;

	if (w->fields > 0 && buf_putc(&w->text, '\t') != 0)
		return -1;
	for (; at < f.n; at += n + 1) {
		for (n = 0; at + n < f.n; n++)
			if ((special = memchr(from, f.p[at + n], 4)) != NULL)
				break;
		if (buf_add(&w->text, f.p + at, n) != 0)
			return -1;
		if (at + n < f.n &&
		    (buf_putc(&w->text, '\\') != 0 ||
			buf_putc(&w->text, to[special - from]) != 0))
			return -1;
	}
	return 0;
}

/* Learns the name of a column. */
static int
put_key(struct row_writer *w, struct slice name)
{
	struct key *grown =
	    reallocarray(w->key, w->fields + 1, sizeof(*w->key));

	if (grown == NULL)
		return -1;
	w->key = grown;
	if (json_bare_string(&w->keys, name) != 0 ||
	    buf_putc(&w->keys, ':') != 0)
		return -1;
	grown[w->fields] = (struct key){w->keys.n, dataset_has_number(name)};
	return 0;
}

/* As JSON has numbers: no plus, no zeros in front, no bare point. */
static int
is_json_number(struct slice s)
{
	size_t i = s.n > 0 && *s.p == '-', from = i;

	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	if (i == from || (s.p[from] == '0' && i > from + 1))
		return 0;
	if (i < s.n && s.p[i] == '.')
		for (from = ++i; i < s.n && s.p[i] >= '0' && s.p[i] <= '9';)
			i++;
	return i == s.n && i > from;
}

static int
put_value(struct row_writer *w, struct slice f)
{
	const struct key *k = &w->key[w->fields];
	size_t from = w->fields > 0 ? k[-1].end : 0;

	if (buf_putc(&w->text, w->fields > 0 ? ',' : '{') != 0 ||
	    buf_add(&w->text, w->keys.p + from, k->end - from) != 0)
		return -1;
	if (!k->number)
		return json_bare_string(&w->text, f);
	if (f.n == 0)
		return buf_puts(&w->text, "null");
	return is_json_number(f) ? buf_add(&w->text, f.p, f.n)
				 : json_bare_string(&w->text, f);
}

static int
put_text(struct row_writer *w, struct slice f)
{
	int status;

	/* As csv_put has it. */
	if ((f.n != 0 && memchr(f.p, '\0', f.n) != NULL) ||
	    (w->columns > 0 && w->fields == w->columns)) {
		errno = EINVAL;
		return -1;
	}
	if (w->format == ROW_TSV)
		status = put_tsv(w, f);
	else
		status = w->columns > 0 ? put_value(w, f) : put_key(w, f);
	w->fields++;
	return checked(status);
}

int
row_writer_put(struct row_writer *w, struct slice field)
{
	if (w->safe) {
		buf_clear(&w->cell);
		if (checked(spreadsheet_cell(&w->cell, field)) != 0)
			return -1;
		field = buf_slice(&w->cell);
	}
	return w->csv != NULL ? csv_put(w->csv, field) : put_text(w, field);
}

int
row_writer_end(struct row_writer *w)
{
	/* The keys of JSON stand in its rows. */
	const char *end = w->format == ROW_TSV ? "\n"
			  : w->columns > 0     ? "}\n"
					       : "";

	if (w->csv != NULL)
		return csv_end_row(w->csv);
	if (w->columns == 0)
		w->columns = w->fields;
	if (w->fields == 0 || w->fields != w->columns) {
		errno = EINVAL;
		return -1;
	}
	w->fields = 0;
	if (checked(buf_puts(&w->text, end)) != 0)
		return -1;
	return w->text.n < WRITE_CHUNK ? 0 : row_writer_flush(w);
}

int
row_writer_flush(struct row_writer *w)
{
	size_t n = w->text.n;

	if (w->csv != NULL)
		return csv_writer_flush(w->csv);
	if (n == 0)
		return 0;
	if (gz_write(w->dst, w->text.p, n) < 0)
		return -1;
	buf_clear(&w->text);
	return 0;
}

void
row_writer_free(struct row_writer *w)
{
	if (w == NULL)
		return;
	csv_writer_free(w->csv);
	buf_free(&w->cell);
	buf_free(&w->text);
	buf_free(&w->keys);
	free(w->key);
	free(w);
}
