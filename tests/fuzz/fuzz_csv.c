/* SPDX-License-Identifier: MIT */
/*
 * Any text gives the same rows and the same error however it is cut, and
 * the rows come back when they are written.  The gzip layer is played here.
 */
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "csv.h"
#include "home.h"

struct gz_reader {
	struct slice text;
	size_t at, piece;
};

struct gz_writer {
	struct buf text;
};

ssize_t
gz_read(struct gz_reader *r, void *dst, size_t cap)
{
	size_t n = r->text.n - r->at;

	n = n < cap ? n : cap;
	n = n < r->piece ? n : r->piece;
	memcpy(dst, r->text.p + r->at, n);
	r->at += n;
	return (ssize_t)n;
}

const char *
gz_reader_error(const struct gz_reader *r)
{
	(void)r;
	return NULL;
}

int
gz_reader_failed(const struct gz_reader *r)
{
	(void)r;
	return 0;
}

int
gz_write(struct gz_writer *w, const void *src, size_t n)
{
	return buf_add(&w->text, src, n);
}

/*
 * What the reader says, as text; the rows also go to w, where not NULL.
 * With lines, the lines on which the records begin count.
 */
static struct buf
events(struct slice text, size_t piece, int lines, struct csv_writer *w)
{
	struct gz_reader src = {text, 0, piece};
	struct csv_reader *r = csv_reader_new(&src);
	struct csv_row row;
	struct buf out = {0};
	unsigned long line = 0;
	int got;

	PROMISE(r != NULL);
	while ((got = csv_next(r, &row)) == 1) {
		PROMISE(row.n > 0 && row.line > line);
		line = row.line;
		buf_printf(&out, "%lu", lines ? row.line : 0);
		for (size_t i = 0; i < row.n; i++) {
			PROMISE(strlen(row.field[i].p) == row.field[i].n);
			buf_printf(&out, "[%s]", row.field[i].p);
			if (w != NULL)
				PROMISE(csv_put(w, row.field[i]) == 0);
		}
		if (w != NULL)
			PROMISE(csv_end_row(w) == 0);
	}
	if (lines)
		buf_printf(&out, "%s", got < 0 ? csv_reader_error(r) : "");
	PROMISE(csv_next(r, &row) == got && !csv_reader_failed(r));
	csv_reader_free(r);
	return out;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gz_writer dst = {{0}};
	struct csv_writer *w = csv_writer_new(&dst);
	struct slice text;
	struct buf whole, cut, rows, back;

	PROMISE(w != NULL);
	if (n > 0) {
		text = (struct slice){(const char *)data + 1, n - 1};
		whole = events(text, SIZE_MAX, 1, w);
		cut = events(text, 1 + data[0] % 16, 1, NULL);
		PROMISE(slice_eq(buf_slice(&whole), buf_slice(&cut)));
		PROMISE(csv_writer_flush(w) == 0);
		rows = events(text, SIZE_MAX, 0, NULL);
		back = events(buf_slice(&dst.text), SIZE_MAX, 0, NULL);
		PROMISE(slice_eq(buf_slice(&rows), buf_slice(&back)));
		buf_free(&whole);
		buf_free(&cut);
		buf_free(&rows);
		buf_free(&back);
	}
	csv_writer_free(w);
	buf_free(&dst.text);
	return 0;
}
