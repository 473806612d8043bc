/* SPDX-License-Identifier: MIT */
/* Plain text, often copied or scraped from a page, to blocks. */

#include <ctype.h>
#include <stdlib.h>

#include "charset.h"
#include "columns.h"
#include "diag.h"
#include "doc.h"
#include "phrase.h"
#include "when.h"
#include "utf8.h"

/* One line without its end, trimmed. */
struct line {
	struct slice text;
	int bullet; /* its text began with a bullet, which is cut off */
	int blank;
	int indent;
};

struct lines {
	struct line *line;
	size_t n;
	int wrapped;  /* paragraphs were broken at a width */
	size_t width; /* that width */
};

/* What the lines before this one say about it. */
struct state {
	struct doc *doc;
	struct buf para; /* of wrapped lines, not yet appended */
	int item;	 /* that paragraph is a list item */
	int titled;	 /* something has been appended */
	int tail;	 /* the rest is comments */
	int list;	 /* inside a list of furniture */
};

/* Cuts "- ", "* ", "• ", "– " off; 1 if there was one. */
static int
cut_bullet(struct slice *s)
{
	static const char *const marks[] = {
	    "•", "◦", "▪", "●", "‣", "·", "- ", "* ", "– ", "o "};
	size_t i, n;

	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		n = strlen(marks[i]);
		if (s->n <= n || memcmp(s->p, marks[i], n) != 0)
			continue;
		if (*marks[i] == 'o' && !isupper((unsigned char)s->p[n]))
			continue;
		*s = utf8_trim((struct slice){s->p + n, s->n - n});
		return 1;
	}
	return 0;
}

/* The end of the line at from: LF, CRLF, CR or form feed. */
static size_t
line_end(struct slice in, size_t from, size_t *next)
{
	size_t i = from;

	while (
	    i < in.n && in.p[i] != '\n' && in.p[i] != '\r' && in.p[i] != '\f')
		i++;
	*next = i + (i < in.n);
	if (i + 1 < in.n && in.p[i] == '\r' && in.p[i + 1] == '\n')
		++*next;
	return i;
}

static void
split(struct lines *l, struct slice in)
{
	struct line *x;
	size_t from, end, next, cap = 0;

	for (from = 0; from < in.n; from = next) {
		end = line_end(in, from, &next);
		if (l->n == cap) {
			cap = cap ? 2 * cap : 256;
			l->line =
			    must(reallocarray(l->line, cap, sizeof(*l->line)));
		}
		x = &l->line[l->n++];
		x->text = utf8_trim((struct slice){in.p + from, end - from});
		x->indent = end > from && isspace((unsigned char)in.p[from]);
		x->bullet = cut_bullet(&x->text);
		x->blank = x->text.n == 0;
	}
}

/* 1 if a sentence or a clause can end here. */
static int
closed(struct slice s)
{
	static const char curl[] = "\xe2\x80\x9d", single[] = "\xe2\x80\x99";
	char c;

	while (s.n > 3 && (memcmp(s.p + s.n - 3, curl, 3) == 0 ||
			      memcmp(s.p + s.n - 3, single, 3) == 0))
		s.n -= 3;
	while (s.n > 1 && strchr("\"')]", s.p[s.n - 1]) != NULL)
		s.n--;
	if (s.n == 0)
		return 0;
	c = s.p[s.n - 1];
	return c == '.' || c == '!' || c == '?' || c == ':' || c == ';' ||
	       c == ',';
}

static int
by_length(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

/*
 * Hard-wrapped text has no long lines, and most lines that are nearly as
 * long as the longest go on in the next one.
 */
static void
judge_wrapping(struct lines *l)
{
	size_t *len, i, n = 0, full = 0, onward = 0;

	len = must(calloc(l->n + 1, sizeof(*len)));
	for (i = 0; i < l->n; i++)
		if (!l->line[i].blank)
			len[n++] = l->line[i].text.n;
	qsort(len, n, sizeof(*len), by_length);
	l->width = n ? len[n - 1 - n / 20] : 0;
	for (i = 0; i + 1 < l->n; i++) {
		if (l->line[i].text.n * 5 < l->width * 4)
			continue;
		full++;
		onward += !l->line[i + 1].blank && !l->line[i + 1].bullet &&
			  !closed(l->line[i].text);
	}
	l->wrapped =
	    n > 3 && len[n - 1] <= 132 && l->width >= 40 && onward * 2 > full;
	free(len);
}

static size_t
words(struct slice s)
{
	size_t i, n = s.n > 0;

	for (i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

/* Short and open-ended: what headings, names and headlines look like. */
static int
terse(struct slice s)
{
	return s.n <= 110 && words(s) <= 16 && !closed(s);
}

static void
put(struct state *s, enum block_kind kind, struct slice text)
{
	doc_block(s->doc, kind, 0, text, (struct slice){"", 0});
	s->titled = 1;
}

/* The date that a line is about, if the line is short and nothing else. */
static int
date_line(struct state *s, struct slice text)
{
	struct date d;
	enum when_kind kind = when_line(text, &d);

	if (kind == WHEN_NONE)
		return 0;
	if (kind != WHEN_UPDATED)
		doc_set_published(s->doc, d);
	return kind != WHEN_MEETING;
}

/* "Published" above its date, as some pages have it on two lines. */
static int
label_line(struct slice text)
{
	static const char *const labels[] = {
	    "Published", "Last updated", "Updated", "Posted", "Date"};
	size_t i;

	for (i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (slice_is(text, labels[i]))
			return 1;
	return 0;
}

/*
 * 1 if the line is still one of a list of furniture ("Topics" and the names
 * under it): a bullet, or terse, and not the heading of real text.
 */
static int
still_listed(const struct lines *l, size_t i)
{
	const struct line *x = &l->line[i];
	size_t next = i + 1;

	if (!terse(x->text))
		return 0;
	if (x->bullet || i == 0 || !l->line[i - 1].blank)
		return 1;
	while (next < l->n && l->line[next].blank)
		next++;
	return next == l->n || terse(l->line[next].text);
}

/*
 * "3 Readers' comments" ends an article; "Comments" alone may be a section
 * of a report.
 */
static int
ends_article(const struct lines *l, size_t i)
{
	struct slice text = l->line[i].text;
	size_t k;

	for (k = 0; k < text.n; k++)
		if (isdigit((unsigned char)text.p[k]))
			return 1;
	return i * 2 > l->n && words(text) > 1;
}

static int
furniture(struct state *s, const struct lines *l, size_t i)
{
	struct slice text = l->line[i].text;
	enum phrase p;

	if (s->tail)
		return 1;
	p = phrase_of(text);
	if (p == PHRASE_TAIL && !ends_article(l, i))
		p = i * 2 > l->n ? PHRASE_LIST : PHRASE_TEXT;
	s->tail = p == PHRASE_TAIL;
	if (s->list && p == PHRASE_TEXT && !still_listed(l, i))
		s->list = 0;
	if (p == PHRASE_LIST)
		s->list = 1;
	return s->list || p != PHRASE_TEXT || date_line(s, text) ||
	       label_line(text) || phrase_byline(text);
}

/* A heading stands before a paragraph and, in spaced text, after a gap. */
static int
heading(const struct lines *l, size_t i)
{
	const struct line *x = &l->line[i];
	int gap = i == 0 || l->line[i - 1].blank;
	struct columns c;
	size_t next = i + 1;

	if (x->bullet || !terse(x->text))
		return 0;
	columns_split(x->text, &c);
	if (c.n > 1 && c.figures > 0)
		return 0;
	if (next == l->n)
		return 0;
	if (l->wrapped && !l->line[next].blank && x->text.n * 3 > l->width * 2)
		return 0;
	if (!gap && l->line[i - 1].bullet && !l->line[next].blank)
		return !l->line[next].bullet && !terse(l->line[next].text);
	while (next < l->n && l->line[next].blank)
		next++;
	return next < l->n && (gap || !l->wrapped);
}

static void
end_paragraph(struct state *s)
{
	if (s->para.n > 0)
		put(s, s->item ? BLOCK_ITEM : BLOCK_PARAGRAPH,
		    buf_slice(&s->para));
	buf_clear(&s->para);
	s->item = 0;
}

/* A word broken over two lines keeps its hyphen, without a space. */
static void
join(struct state *s, struct slice text)
{
	size_t n = s->para.n;
	int hyphen = n > 1 && s->para.p[n - 1] == '-' &&
		     isalpha((unsigned char)s->para.p[n - 2]) &&
		     islower((unsigned char)*text.p);

	if ((n > 0 && !hyphen && buf_putc(&s->para, ' ') != 0) ||
	    buf_add(&s->para, text.p, text.n) != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/* "Outstanding: Bradford City, Doncaster": a label and what it is for. */
static int
labelled(struct slice s)
{
	enum { LABEL = 36, LABEL_WORDS = 4 };
	const char *colon = memmem(s.p, s.n, ": ", 2);
	struct slice label;

	if (colon == NULL || !isupper((unsigned char)*s.p))
		return 0;
	label = (struct slice){s.p, (size_t)(colon - s.p)};
	return label.n <= LABEL && words(label) <= LABEL_WORDS &&
	       memchr(label.p, '.', label.n) == NULL;
}

/* In wrapped text a line well short of the width ends its paragraph. */
static int
ends_paragraph(const struct lines *l, size_t i)
{
	const struct line *x = &l->line[i];

	return !l->wrapped || i + 1 == l->n || l->line[i + 1].blank ||
	       l->line[i + 1].bullet ||
	       (labelled(x->text) && labelled(l->line[i + 1].text)) ||
	       (x->text.n * 3 < l->width * 2 && closed(x->text));
}

/* The lines from i on that are rows of one table; 0 if it is none. */
static size_t
table_at(const struct lines *l, size_t i)
{
	struct columns c;
	size_t n, first, figures;

	columns_split(l->line[i].text, &c);
	first = c.n;
	figures = c.figures;
	for (n = 1; first > 1 && i + n < l->n && !l->line[i + n].blank; n++) {
		columns_split(l->line[i + n].text, &c);
		/* the corner over the labels may be empty, and so be lost */
		if (c.n != first &&
		    !(n == 1 && figures == 0 && c.n == first + 1))
			break;
		first = c.n;
		figures += c.figures;
	}
	return n >= 2 && figures > 0 ? n : 0;
}

/* Cells joined by tabs, one more before them if missing. */
static void
join_cells(const struct columns *c, size_t want, struct buf *out)
{
	size_t k;

	buf_clear(out);
	if (c->n < want && buf_putc(out, '\t') != 0)
		die(EXIT_SYSTEM, "out of memory");
	for (k = 0; k < c->n; k++)
		if ((k > 0 && buf_putc(out, '\t') != 0) ||
		    buf_add(out, c->cell[k].p, c->cell[k].n) != 0)
			die(EXIT_SYSTEM, "out of memory");
}

/* Words in the first line, over figures, are the headings of the others. */
static void
put_table(struct state *s, const struct lines *l, size_t i, size_t n)
{
	struct buf row = {0}, header = {0};
	struct columns c;
	size_t k = 0, want;

	columns_split(l->line[i + 1].text, &c);
	want = c.n;
	columns_split(l->line[i].text, &c);
	if (c.figures == 0) {
		join_cells(&c, want, &header);
		k = 1;
	}
	for (; k < n; k++) {
		columns_split(l->line[i + k].text, &c);
		join_cells(&c, want, &row);
		doc_block(
		    s->doc, BLOCK_ROW, 0, buf_slice(&row), buf_slice(&header));
	}
	s->titled = 1;
	buf_free(&row);
	buf_free(&header);
}

static void
take_line(struct state *s, const struct lines *l, size_t i)
{
	const struct line *x = &l->line[i];
	int fresh = s->para.n == 0;

	if (x->blank) {
		end_paragraph(s);
		return;
	}
	if (fresh && furniture(s, l, i)) {
		put(s, BLOCK_FURNITURE, x->text);
		return;
	}
	if (fresh && !s->titled && !x->bullet && x->text.n < 250 &&
	    heading(l, i)) {
		doc_set_title(s->doc, x->text);
		put(s, BLOCK_TITLE, x->text);
		return;
	}
	if (fresh && heading(l, i)) {
		put(s, BLOCK_HEADING, x->text);
		return;
	}
	s->item |= x->bullet;
	join(s, x->text);
	if (ends_paragraph(l, i))
		end_paragraph(s);
}

int
read_text(struct doc *d, struct slice bytes, const char **reason)
{
	struct buf utf8 = {0};
	struct lines l = {0};
	struct state s = {.doc = d};
	struct slice text;
	unsigned long broken = 0;
	size_t i, n;

	if (charset_decode(bytes, NULL, 0, &utf8, &text, &broken) != 0)
		die(EXIT_SYSTEM, "out of memory");
	doc_add_broken(d, broken);
	split(&l, text);
	judge_wrapping(&l);
	for (i = 0; i < l.n; i += n) {
		n = s.para.n == 0 && !s.tail && !l.line[i].blank
			? table_at(&l, i)
			: 0;
		if (n > 0)
			put_table(&s, &l, i, n);
		else
			take_line(&s, &l, i);
		n += n == 0;
	}
	end_paragraph(&s);
	free(l.line);
	buf_free(&s.para);
	buf_free(&utf8);
	*reason = "no text";
	return doc_blocks(d) > 0 ? 0 : -1;
}
