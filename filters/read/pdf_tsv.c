/* SPDX-License-Identifier: MIT */
/* The rows of pdftotext -tsv as pages of words. */

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "pdf_token.h"
#include "pdf_tsv.h"
#include "utf8.h"

/* A longer row is none of pdftotext's, and is passed over. */
enum { ROW_MAX = 1 << 16, FIELDS = 12 };
enum { LEVEL_PAGE = 1, LEVEL_LINE = 4, LEVEL_WORD = 5 };

struct pdf_tsv {
	pdf_page_fn *page;
	void *ctx;
	struct pdf_page now;
	struct buf row; /* the start of a row whose end has not come yet */
	int pages, line;
};

struct pdf_tsv *
pdf_tsv_new(pdf_page_fn *page, void *ctx)
{
	struct pdf_tsv *t = must(calloc(1, sizeof(*t)));

	t->page = page;
	t->ctx = ctx;
	return t;
}

void
pdf_tsv_free(struct pdf_tsv *t)
{
	if (t == NULL)
		return;
	pdf_page_free(&t->now);
	buf_free(&t->row);
	free(t);
}

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/* Ligatures are a matter of type, not of text: nobody looks for them. */
static const char *
unjoined(uint32_t c)
{
	static const char *const as[] = {
	    "ff", "fi", "fl", "ffi", "ffl", "st", "st"};

	return c >= 0xfb00 && c <= 0xfb06 ? as[c - 0xfb00] : NULL;
}

/*
 * Fonts without a map to Unicode come out as control characters, U+FFFD or
 * private ones (those below U+F100 are the bullets of office programs).
 */
static int
meaningless(uint32_t c)
{
	return c == UTF8_BAD || c == 0xfffd || c < 0x20 ||
	       (c >= 0x7f && c < 0xa0) || (c >= 0xe000 && c < 0xf000) ||
	       (c >= 0xf100 && c <= 0xf8ff);
}

/* Appends a word's text to the page's; returns how long it became. */
static size_t
keep(struct pdf_page *p, struct slice text)
{
	size_t at = 0, before = p->text.n;
	char enc[4];

	while (at < text.n) {
		size_t from = at;
		uint32_t c = utf8_next(text, &at);

		p->chars++;
		p->garbled += (size_t)meaningless(c);
		if (unjoined(c) != NULL)
			need(buf_puts(&p->text, unjoined(c)));
		else if (c == UTF8_BAD)
			need(buf_add(&p->text, text.p + from, at - from));
		else if (c >= 0x20 || c == '\t')
			need(buf_add(&p->text, enc, utf8_put(enc, c)));
	}
	return p->text.n - before;
}

/* A number as printf wrote it; anything else is 0. */
static float
coordinate(struct slice s)
{
	char copy[32];
	float x;

	if (s.n >= sizeof(copy))
		return 0;
	memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	x = strtof(copy, NULL);
	return isfinite(x) && fabsf(x) < 1e5f ? x : 0;
}

/*
 * Fonts in TeX's own order of letters have the pound sign where others have
 * the turned question mark: no English word begins "¿'000" or "¿8.2m".
 */
static void
right_pounds(char *p, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++) {
		char next = i + 2 < n ? p[i + 2] : '\'';

		if (memcmp(p + i, "\xc2\xbf", 2) == 0 &&
		    ((next >= '0' && next <= '9') || next == '\'' ||
			next == ',' || next == '(' || next == ')' ||
			(next == 'm' && i + 3 == n) || i + 2 >= n ||
			p[i + 2] == '\xe2'))
			p[i + 1] = '\xa3';
	}
}

static void
add_word(struct pdf_tsv *t, const struct slice *field)
{
	struct pdf_page *p = &t->now;
	struct pdf_word *w;
	size_t n;

	if (p->n == PDF_WORDS_MAX) {
		p->crowded = 1;
		return;
	}
	n = keep(p, field[11]);
	if (n == 0)
		return;
	right_pounds(p->text.p + p->text.n - n, n);
	if (p->n == p->cap) {
		p->cap = p->cap ? 2 * p->cap : 1024;
		p->word = must(reallocarray(p->word, p->cap, sizeof(*w)));
	}
	w = &p->word[p->n++];
	*w = (struct pdf_word){.text = {NULL, n}, .line = t->line};
	w->x0 = coordinate(field[6]);
	w->y0 = coordinate(field[7]);
	w->x1 = w->x0 + fmaxf(0.1f, coordinate(field[8]));
	w->y1 = w->y0 + fmaxf(0.1f, coordinate(field[9]));
}

/* The texts lie behind one another in a buffer that moves no more. */
static void
hand_out(struct pdf_tsv *t)
{
	struct pdf_page *p = &t->now;
	const char *text = p->text.p;

	for (size_t i = 0; i < p->n; i++) {
		p->word[i].text.p = text;
		text += p->word[i].text.n;
		p->word[i].what = pdf_token(p->word[i].text);
	}
	pdf_page_upright(p);
	pdf_page_turned(p);
	pdf_page_marks(p);
	t->page(t->ctx, p);
}

static void
new_page(struct pdf_tsv *t, const struct slice *field)
{
	if (t->pages > 0)
		hand_out(t);
	pdf_page_clear(&t->now);
	t->now.number = ++t->pages;
	t->now.width = coordinate(field[8]);
	t->now.height = coordinate(field[9]);
}

/* level page par block line word left top width height conf text */
static void
take_row(struct pdf_tsv *t, struct slice row)
{
	struct slice field[FIELDS];
	int n = 0;

	if (row.n > 0 && row.p[row.n - 1] == '\r')
		row.n--;
	while (n < FIELDS) {
		const char *tab = memchr(row.p, '\t', row.n);
		size_t len =
		    tab && n < FIELDS - 1 ? (size_t)(tab - row.p) : row.n;

		field[n++] = (struct slice){row.p, len};
		if (len == row.n)
			break;
		row.p += len + 1;
		row.n -= len + 1;
	}
	if (n < FIELDS || field[0].n != 1)
		return;
	if (field[0].p[0] - '0' == LEVEL_PAGE)
		new_page(t, field);
	else if (field[0].p[0] - '0' == LEVEL_LINE)
		t->line++;
	else if (field[0].p[0] - '0' == LEVEL_WORD && t->pages > 0)
		add_word(t, field);
}

/* Whole rows are taken where they lie; only a cut one is copied. */
void
pdf_tsv_feed(struct pdf_tsv *t, const char *p, size_t n)
{
	const char *end;

	while (n > 0 && (end = memchr(p, '\n', n)) != NULL) {
		size_t len = (size_t)(end - p);

		if (t->row.n > 0) {
			need(buf_add(&t->row, p, len));
			take_row(t, buf_slice(&t->row));
			buf_clear(&t->row);
		} else {
			take_row(t, (struct slice){p, len});
		}
		p += len + 1;
		n -= len + 1;
	}
	if (t->row.n + n > ROW_MAX)
		buf_clear(&t->row);
	else
		need(buf_add(&t->row, p, n));
}

int
pdf_tsv_end(struct pdf_tsv *t)
{
	if (t->row.n > 0)
		take_row(t, buf_slice(&t->row));
	buf_clear(&t->row);
	if (t->pages > 0)
		hand_out(t);
	return t->pages;
}
