/* SPDX-License-Identifier: MIT */
/*
 * A CSV or TSV file as people export and edit them: any of four separators,
 * lines of title above the header, blank lines and columns, rows that are
 * short.  lib/csv.h is strict and for our own streams.
 */
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "diag.h"
#include "doc.h"
#include "figure.h"
#include "grow.h"
#include "utf8.h"

static const char separators[] = ",;\t|";
enum { SEPARATORS = 4, SAMPLE = 64 << 10, LEAST_CELLS = 2, ABOVE_MAX = 50 };

struct csv_table {
	struct slice text;
	char separator;
	size_t at;
	/* One record: its cells one behind the other, '\0' between. */
	struct buf cells;
	size_t *end;
	size_t n, cap;
	struct buf line; /* cells joined by tabs */
	struct buf header;
	size_t width; /* cells of the header; 0 without one */
};

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/*
 * The end of a quoted cell whose text begins at i: the place of the quote
 * that closes it, or the end where none does.
 */
static size_t
quoted_end(struct slice s, size_t i)
{
	for (; i < s.n; i++) {
		if (s.p[i] != '"')
			continue;
		if (i + 1 < s.n && s.p[i + 1] == '"')
			i++;
		else
			return i;
	}
	return s.n;
}

/* Takes a cell, without its quotes, and ends behind it. */
static void
take_cell(struct csv_table *t)
{
	struct slice s = t->text;
	size_t i = t->at, end;

	while (i < s.n && s.p[i] == ' ' && t->separator != ' ')
		i++;
	end = i < s.n && s.p[i] == '"' ? quoted_end(s, i + 1) : s.n;
	if (end < s.n) {
		for (i++; i < end; i++) {
			need(buf_putc(&t->cells, s.p[i]));
			i += s.p[i] == '"';
		}
		i++;
	}
	/* All of a bare cell; what follows a closing quote by mistake. */
	for (; i < s.n && s.p[i] != t->separator && s.p[i] != '\n' &&
	       s.p[i] != '\r';
	     i++)
		need(buf_putc(&t->cells, s.p[i]));
	t->at = i;
}

/* The next record; 0 at the end. */
static int
next_record(struct csv_table *t)
{
	struct slice s = t->text;

	buf_clear(&t->cells);
	t->n = 0;
	if (t->at >= s.n)
		return 0;
	for (;;) {
		take_cell(t);
		*GROW(t->end, t->n, t->cap) = t->cells.n;
		if (t->at >= s.n || s.p[t->at] != t->separator)
			break;
		t->at++;
	}
	if (t->at < s.n && s.p[t->at] == '\r')
		t->at++;
	if (t->at < s.n && s.p[t->at] == '\n')
		t->at++;
	return 1;
}

static struct slice
cell(const struct csv_table *t, size_t i)
{
	size_t from = i > 0 ? t->end[i - 1] : 0;

	return utf8_trim(
	    (struct slice){buf_slice(&t->cells).p + from, t->end[i] - from});
}

static size_t
filled(const struct csv_table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		n += cell(t, i).n > 0;
	return n;
}

/* How many cells the records of the beginning have by a separator. */
static size_t
cells_by(struct csv_table *t, char separator)
{
	size_t n = 0;

	t->separator = separator;
	t->at = 0;
	while (t->at < SAMPLE && next_record(t))
		n += filled(t) >= LEAST_CELLS ? filled(t) : 0;
	return n;
}

/* The separator that makes the most cells, and the fullest record by it. */
static size_t
judge(struct csv_table *t)
{
	size_t best = 0, n, widest = 0;
	char separator = ',';

	for (size_t i = 0; i < SEPARATORS; i++) {
		n = cells_by(t, separators[i]);
		if (n > best) {
			best = n;
			separator = separators[i];
		}
	}
	t->separator = separator;
	t->at = 0;
	while (t->at < SAMPLE && next_record(t))
		widest = filled(t) > widest ? filled(t) : widest;
	t->at = 0;
	return widest;
}

/* As wide as a row of the table, and not of a title or a remark. */
static int
is_wide(const struct csv_table *t, size_t widest)
{
	return filled(t) >= LEAST_CELLS && filled(t) * 5 >= widest * 3;
}

static int
has_figure(const struct csv_table *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (cell(t, i).n > 0 && figure_is(cell(t, i)))
			return 1;
	return 0;
}

/*
 * The number of the record that is the header, or 0: words alone, next above
 * the first row that has figures; the first where none has.
 */
static size_t
find_header(struct csv_table *t, size_t widest)
{
	size_t first = 0, last = 0;
	int figures = 0;

	t->at = 0;
	for (size_t n = 1; n <= ABOVE_MAX && !figures && next_record(t); n++) {
		if (!is_wide(t, widest))
			continue;
		figures = has_figure(t);
		if (!figures)
			last = n;
		if (first == 0)
			first = last;
	}
	t->at = 0;
	return figures ? last : first;
}

/*
 * The cells with a tab between, as many as the header has or to the last;
 * how many that are.
 */
static size_t
join(const struct csv_table *t, struct buf *out)
{
	size_t n = t->n;
	struct slice c;

	while (n > t->width && cell(t, n - 1).n == 0)
		n--;
	n = n < t->width ? t->width : n;
	buf_clear(out);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			need(buf_putc(out, '\t'));
		if (i >= t->n)
			continue;
		c = cell(t, i);
		for (size_t k = 0; k < c.n; k++)
			need(buf_putc(
			    out, strchr("\t\n\r", c.p[k]) ? ' ' : c.p[k]));
	}
	return n;
}

/* A line above the header: the first is the title. */
static void
put_above(struct csv_table *t, struct doc *d)
{
	join(t, &t->line);
	for (size_t i = 0; i < t->line.n; i++)
		if (t->line.p[i] == '\t')
			t->line.p[i] = ' ';
	doc_block(d, doc_blocks(d) == 0 ? BLOCK_TITLE : BLOCK_HEADING, 0,
	    buf_slice(&t->line), (struct slice){"", 0});
}

/* A row under the header; cells beyond it have an empty one. */
static void
put_row(struct csv_table *t, struct doc *d)
{
	size_t n = t->header.n, cells = join(t, &t->line);

	if (slice_eq(buf_slice(&t->line), buf_slice(&t->header)))
		return;
	for (size_t i = t->width; i < cells && t->width > 0; i++)
		need(buf_putc(&t->header, '\t'));
	doc_block(d, BLOCK_ROW, 0, buf_slice(&t->line), buf_slice(&t->header));
	t->header.n = n;
}

int
read_csv(
    struct doc *d, struct slice bytes, const char *charset, const char **reason)
{
	struct csv_table t = {0};
	struct buf utf8 = {0};
	unsigned long broken = 0;
	size_t widest, above, n = 0;

	need(charset_decode(bytes, charset, 0, &utf8, &t.text, &broken));
	doc_add_broken(d, broken);
	widest = judge(&t);
	above = find_header(&t, widest);
	while (widest >= LEAST_CELLS && next_record(&t)) {
		n++;
		if (filled(&t) == 0)
			continue;
		if (n > above) {
			put_row(&t, d);
		} else if (n < above) {
			put_above(&t, d);
		} else {
			for (t.width = t.n; cell(&t, t.width - 1).n == 0;)
				t.width--;
			join(&t, &t.header);
		}
	}
	buf_free(&t.cells);
	buf_free(&t.line);
	buf_free(&t.header);
	free(t.end);
	buf_free(&utf8);
	*reason = "no table";
	return doc_blocks(d) > 0 ? 0 : -1;
}
