/* SPDX-License-Identifier: MIT */
/*
 * Running heads and feet.  The lines at an edge come in clusters.  What
 * repeats there but is set in three runs or more, with lines under it that
 * do not repeat, is the heading of a table that goes on, and stays.
 */

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <strings.h>

#include "diag.h"
#include "pdf_furniture.h"
#include "pdf_token.h"

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

static void
note(struct pdf_edge *e, const struct pdf_line *l, float off, float inner)
{
	struct pdf_edge_line *to = &e->line[e->n++];

	buf_clear(&to->text);
	need(buf_puts(&to->text, ""));
	pdf_words_text(&to->text, l, 0, l->n);
	to->off = off;
	to->inner = inner;
	to->size = l->size;
	to->x0 = l->x0;
	to->x1 = l->x1;
	to->runs = to->figures = 0;
	for (size_t i = 0, end; i < l->n; i = end) {
		end = pdf_run(l, i);
		to->runs++;
		to->figures += end == i + 1 && (l->word[i].what & PDF_NUMBER);
	}
}

void
pdf_edges(struct pdf_edges *e, struct pdf_page *p)
{
	struct pdf_lines l = {0};
	float inner = 0;

	pdf_lines(&l, p->word, p->n);
	e->page = p->number;
	e->top.n = e->bottom.n = 0;
	e->left = p->width;
	e->right = 0;
	for (size_t i = 0; i < l.n; i++) {
		e->left = fminf(e->left, l.line[i].x0);
		e->right = fmaxf(e->right, l.line[i].x1);
	}
	for (size_t i = 0; i < l.n && i < PDF_EDGE_LINES; i++) {
		if (i + 1 < l.n)
			inner = l.line[i + 1].y0 - l.line[i].y1;
		note(&e->top, &l.line[i], l.line[i].y0, inner);
	}
	for (size_t i = l.n; i > 0 && l.n - i < PDF_EDGE_LINES; i--) {
		if (i > 1)
			inner = l.line[i - 1].y0 - l.line[i - 2].y1;
		note(&e->bottom, &l.line[i - 1], p->height - l.line[i - 1].y1,
		    inner);
	}
	pdf_lines_free(&l);
}

static void
free_edge(struct pdf_edge *e)
{
	for (size_t i = 0; i < PDF_EDGE_LINES; i++)
		buf_free(&e->line[i].text);
	e->n = 0;
}

void
pdf_edges_free(struct pdf_edges *e)
{
	free_edge(&e->top);
	free_edge(&e->bottom);
}

static long
digits(struct slice s, size_t *i)
{
	long v = 0;

	for (; *i < s.n && isdigit((unsigned char)s.p[*i]); ++*i)
		if (v < 1000000)
			v = 10 * v + s.p[*i] - '0';
	return v;
}

/* Equal, but that a number may be as many more as the page is later. */
static int
alike(struct slice a, struct slice b, int later)
{
	size_t i = 0, k = 0;

	while (i < a.n && k < b.n) {
		if (isdigit((unsigned char)a.p[i]) &&
		    isdigit((unsigned char)b.p[k])) {
			long x = digits(a, &i), y = digits(b, &k);

			if (x != y && y - x != later)
				return 0;
		} else if (a.p[i++] != b.p[k++]) {
			return 0;
		}
	}
	return i == a.n && k == b.n;
}

/* "12", "Page 12", "page 12 of 30", "- 12 -": needs no second page. */
static int
page_number(struct slice s, int page)
{
	static const char *const skip[] = {"page", "of", "-", "|", "p", NULL};
	int numbers = 0, hit = 0;
	size_t i = 0;

	while (i < s.n) {
		const char *const *k = skip;

		if (s.p[i] == ' ' || s.p[i] == '.') {
			i++;
			continue;
		}
		if (isdigit((unsigned char)s.p[i])) {
			hit |= digits(s, &i) == page && numbers == 0;
			numbers++;
			continue;
		}
		for (; *k != NULL; k++)
			if (s.n - i >= strlen(*k) &&
			    strncasecmp(s.p + i, *k, strlen(*k)) == 0)
				break;
		if (*k == NULL)
			return 0;
		i += strlen(*k);
	}
	return hit && numbers <= 2;
}

static int
has_twin(const struct pdf_edge_line *l, int page, const struct pdf_edge *o,
    int other)
{
	for (size_t i = 0; i < o->n; i++)
		if (fabsf(o->line[i].off - l->off) < 20 &&
		    alike(buf_slice(&l->text), buf_slice(&o->line[i].text),
			other - page))
			return 1;
	return 0;
}

/* "5 July 2018   page 1": the number of this page, said to be one. */
static int
says_page(struct slice s, int page)
{
	for (size_t i = 0; i + 5 < s.n; i++) {
		size_t at = i + 4;

		if (strncasecmp(s.p + i, "page", 4) != 0)
			continue;
		while (at < s.n && s.p[at] == ' ')
			at++;
		if (at < s.n && isdigit((unsigned char)s.p[at]) &&
		    digits(s, &at) == page)
			return 1;
	}
	return 0;
}

/*
 * A line at the very edge that needs no other page: it gives its number, or
 * it has one thing at the left margin and another at the right, as "Croydon
 * CCG" and "Enclosure 11", and white below it.
 */
static int
by_itself(const struct pdf_edge_line *l, const struct pdf_edges *e, int top)
{
	struct slice text = buf_slice(&l->text);

	if (page_number(text, e->page))
		return 1;
	if (text.n > 120 || l->inner < 0.5f * l->size || l->figures > 0)
		return 0;
	if (says_page(text, e->page) && l->inner > l->size)
		return 1;
	return top && l->runs == 2 && l->x0 < e->left + l->size &&
	       l->x1 > e->right - l->size && !memchr(text.p, ':', text.n);
}

static int
is_furniture(const struct pdf_edge_line *l, const struct pdf_edges *e,
    const struct pdf_edges *const *others, size_t n, int top)
{
	/* A row of a table that another page says again. */
	if (l->figures >= 3)
		return 0;
	for (size_t i = 0; i < n; i++) {
		const struct pdf_edge *o =
		    top ? &others[i]->top : &others[i]->bottom;

		if (others[i] != e && others[i]->page != e->page &&
		    has_twin(l, e->page, o, others[i]->page))
			return 1;
	}
	return l == (top ? e->top.line : e->bottom.line) &&
	       by_itself(l, e, top);
}

/* Lines of the cluster from line i inwards. */
static size_t
cluster(const struct pdf_edge *e, size_t i)
{
	size_t n = 1;

	while (i + n < e->n &&
	       e->line[i + n - 1].inner < 0.5f * e->line[i + n - 1].size)
		n++;
	return n;
}

static size_t
furniture(const struct pdf_edges *e, const struct pdf_edges *const *others,
    size_t n, int top)
{
	const struct pdf_edge *edge = top ? &e->top : &e->bottom;
	size_t i = 0;

	while (i < edge->n) {
		size_t len = cluster(edge, i), k = 0, grid = 0;

		while (k < len &&
		       is_furniture(&edge->line[i + k], e, others, n, top))
			grid += edge->line[i + k++].runs > 2;
		if (k == len ? grid < 2 : grid == 0)
			i += k;
		if (k < len || grid >= 2)
			break;
	}
	return i;
}

size_t
pdf_furniture_top(
    const struct pdf_edges *e, const struct pdf_edges *const *others, size_t n)
{
	return furniture(e, others, n, 1);
}

size_t
pdf_furniture_bottom(
    const struct pdf_edges *e, const struct pdf_edges *const *others, size_t n)
{
	return furniture(e, others, n, 0);
}

static int
in_edge(struct slice text, const struct pdf_edge *e)
{
	for (size_t i = 0; i < e->n; i++)
		if (memmem(e->line[i].text.p, e->line[i].text.n, text.p,
			text.n) != NULL)
			return 1;
	return 0;
}

int
pdf_furniture_known(struct slice text, int page,
    const struct pdf_edges *const *others, size_t n)
{
	if (page_number(text, page) || text.n < 3)
		return 1;
	for (size_t i = 0; i < n; i++)
		if (others[i]->page != page &&
		    (in_edge(text, &others[i]->top) ||
			in_edge(text, &others[i]->bottom)))
			return 1;
	return 0;
}
