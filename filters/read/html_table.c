/* SPDX-License-Identifier: MIT */
/*
 * Tables: which hold data, and for those one run a row, with the path of
 * headings over each column, so that a row can be read alone.
 */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "figure.h"
#include "runs.h"

enum {
	COLS_MAX = 500,
	LEVELS_MAX = 6,	 /* rows of column headings */
	LONG_CELL = 500, /* letters that make a cell prose */
	HEADER_BYTES_MAX = 64 << 20
};

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/* What a table is made of, nested tables counted but not entered. */
struct look {
	size_t rows, cells, widest, head_cells, nested, prose, blocks;
	size_t common; /* rows as wide as the widest */
	int captioned;
};

static size_t
letters_in(const struct page *p, uint32_t i)
{
	size_t n = 0, k;
	const char *s;

	for (k = i; k < p->node[i].end; k++) {
		if (p->node[k].tag != TAG_TEXT)
			continue;
		for (s = p->node[k].g->v.text.text; *s != '\0'; s++)
			n += !isspace((unsigned char)*s);
	}
	return n;
}

static unsigned
span(const struct page *p, uint32_t i, const char *name)
{
	const char *v = page_attribute(p->node[i].g, name);
	long n = v ? strtol(v, NULL, 10) : 1;

	return n < 1 ? 1 : n > COLS_MAX ? COLS_MAX : (unsigned)n;
}

static int
is_cell(GumboTag t)
{
	return t == GUMBO_TAG_TD || t == GUMBO_TAG_TH;
}

static void
look_at_row(const struct page *p, uint32_t tr, struct look *l)
{
	size_t width = 0;
	uint32_t i;

	for (i = tr + 1; i < p->node[tr].end; i = p->node[i].end) {
		if (!is_cell(p->node[i].tag))
			continue;
		l->cells++;
		width += span(p, i, "colspan");
		l->head_cells += p->node[i].tag == GUMBO_TAG_TH;
		l->prose += letters_in(p, i) > LONG_CELL;
	}
	l->rows += width > 0;
	if (width > l->widest) {
		l->widest = width;
		l->common = 0;
	}
	l->common += width == l->widest;
}

static struct look
look_at(const struct page *p, uint32_t table)
{
	struct look l = {0};
	uint32_t i;

	for (i = table + 1; i < p->node[table].end; i++) {
		switch (p->node[i].tag) {
		case GUMBO_TAG_TABLE:
			l.nested++;
			i = p->node[i].end - 1;
			break;
		case GUMBO_TAG_TR:
			look_at_row(p, i, &l);
			break;
		case GUMBO_TAG_CAPTION:
			l.captioned = 1;
			break;
		case GUMBO_TAG_H1:
		case GUMBO_TAG_H2:
		case GUMBO_TAG_H3:
		case GUMBO_TAG_FORM:
		case GUMBO_TAG_ARTICLE:
			l.blocks++;
			break;
		default:
			break;
		}
	}
	return l;
}

static int
holds_data(uint32_t marks, const struct look *l)
{
	if (marks & MARK_LAYOUT)
		return 0;
	if (l->rows < 2 || l->widest < 2)
		return (l->captioned || marks & MARK_DATA) && l->widest > 1;
	if (marks & MARK_DATA)
		return 1;
	if (l->nested > 0 || l->blocks > 0)
		return 0;
	if (l->head_cells > 0 || l->captioned)
		return 1;
	return l->prose == 0 && l->common * 2 >= l->rows;
}

void
table_mark(struct page *p)
{
	struct node *n;
	struct look l;
	uint32_t i;

	for (i = 0; i < p->nodes; i++) {
		n = &p->node[i];
		if (n->tag != GUMBO_TAG_TABLE)
			continue;
		l = look_at(p, i);
		n->marks &= ~(uint32_t)(MARK_LAYOUT | MARK_DATA);
		n->marks |= holds_data(n->marks, &l) ? MARK_DATA : MARK_LAYOUT;
	}
}

struct cell {
	size_t at, n; /* in the grid's text */
	uint32_t row, rows;
	unsigned col, cols;
	int head; /* th */
	int number;
};

struct row {
	uint32_t tr;
	size_t first, n; /* cells */
	int in_head;	 /* of a thead */
};

struct grid {
	struct page *p;
	uint32_t table;
	struct buf text;
	struct cell *cell;
	size_t cells, cell_cap;
	struct row *row;
	size_t rows, row_cap;
	unsigned cols;
	uint32_t busy[COLS_MAX];   /* the row from which a column is free */
	uint8_t used[COLS_MAX];	   /* the column has text somewhere */
	struct buf path[COLS_MAX]; /* of headings */
	unsigned path_cols;	   /* what was last written to the page, */
	size_t path_at, path_n;	   /* and where */
};

static struct slice
cell_text(const struct grid *g, const struct cell *c)
{
	return buf_part(&g->text, c->at, c->n);
}

static struct cell *
add_cell(struct grid *g)
{
	if (g->cells == g->cell_cap) {
		g->cell_cap = g->cell_cap ? 2 * g->cell_cap : 64;
		g->cell =
		    must(reallocarray(g->cell, g->cell_cap, sizeof(*g->cell)));
	}
	return &g->cell[g->cells++];
}

/* The first column from col on that no cell from above reaches into. */
static unsigned
free_column(const struct grid *g, unsigned col, uint32_t row)
{
	while (col < COLS_MAX - 1 && g->busy[col] > row)
		col++;
	return col;
}

static void
take_cell(struct grid *g, uint32_t i, unsigned *col)
{
	uint32_t row = (uint32_t)g->rows - 1;
	struct cell *c = add_cell(g);
	unsigned k;

	*col = free_column(g, *col, row);
	*c = (struct cell){.at = g->text.n, .row = row, .col = *col};
	runs_line(g->p, i, &g->text);
	c->n = g->text.n - c->at;
	c->cols = span(g->p, i, "colspan");
	c->rows = span(g->p, i, "rowspan");
	if (c->cols > COLS_MAX - c->col)
		c->cols = COLS_MAX - c->col;
	c->head = g->p->node[i].tag == GUMBO_TAG_TH;
	c->number = figure_is(cell_text(g, c));
	for (k = 0; k < c->cols; k++)
		g->busy[*col + k] = row + c->rows;
	g->used[*col] |= c->n > 0;
	*col += c->cols;
	if (*col > g->cols)
		g->cols = *col;
	if (*col >= COLS_MAX)
		*col = COLS_MAX - 1;
}

static void
take_row(struct grid *g, uint32_t tr)
{
	struct row *r;
	unsigned col = 0;
	uint32_t i;

	if (g->rows == g->row_cap) {
		g->row_cap = g->row_cap ? 2 * g->row_cap : 64;
		g->row =
		    must(reallocarray(g->row, g->row_cap, sizeof(*g->row)));
	}
	r = &g->row[g->rows++];
	*r = (struct row){.tr = tr, .first = g->cells};
	r->in_head = g->p->node[g->p->node[tr].parent].tag == GUMBO_TAG_THEAD;
	for (i = tr + 1; i < g->p->node[tr].end; i = g->p->node[i].end)
		if (is_cell(g->p->node[i].tag))
			take_cell(g, i, &col);
	r->n = g->cells - r->first;
}

/* What a row's cells are, for telling headings from figures. */
struct census {
	size_t filled, heads, numbers;
	const struct cell *only; /* the last filled one */
};

static struct census
count(const struct grid *g, size_t row)
{
	struct census k = {0};
	const struct cell *c = g->cell + g->row[row].first;
	size_t i;

	for (i = 0; i < g->row[row].n; i++, c++) {
		if (c->n == 0)
			continue;
		k.filled++;
		k.heads += c->head != 0;
		k.numbers += c->number != 0;
		k.only = c;
	}
	return k;
}

/* One cell over the whole table, or a heading with nothing beside it. */
static int
is_caption(const struct grid *g, size_t row)
{
	struct census k = count(g, row);

	if (k.filled != 1 || k.numbers > 0 || k.only->rows > 1 || g->cols < 2)
		return 0;
	return k.only->cols * 2 > g->cols ||
	       (k.heads == 1 && k.only->col == 0 && g->row[row].n > 1 &&
		   !g->row[row].in_head) ||
	       (g->row[row].n == 1 && k.only->cols > 1);
}

static int
all_heads(const struct grid *g, size_t row)
{
	struct census k = count(g, row);

	return k.filled > 1 && k.heads == k.filled && k.numbers * 2 <= k.filled;
}

/* Words over figures, in a table that marks nothing. */
static int
words_over_numbers(const struct grid *g, size_t row)
{
	struct census k = count(g, row);
	size_t i;

	if (k.filled < 2 || k.numbers > 0)
		return 0;
	for (i = row + 1; i < g->rows && i < row + 4; i++)
		if (count(g, i).numbers > 0)
			return 1;
	return 0;
}

/* Adds a row's texts to the paths of the columns that they stand over. */
static void
add_headings(struct grid *g, size_t row)
{
	const struct cell *c = g->cell + g->row[row].first;
	struct slice text, path;
	size_t i;
	unsigned k;

	for (i = 0; i < g->row[row].n; i++, c++) {
		text = cell_text(g, c);
		for (k = c->col; text.n > 0 && k < c->col + c->cols; k++) {
			path = buf_slice(&g->path[k]);
			if (path.n >= text.n && memcmp(path.p + path.n - text.n,
						    text.p, text.n) == 0)
				continue;
			if (path.n > 0)
				need(buf_puts(&g->path[k], " / "));
			need(buf_add(&g->path[k], text.p, text.n));
		}
	}
	g->path_cols = 0;
}

static void
clear_headings(struct grid *g)
{
	unsigned k;

	for (k = 0; k < COLS_MAX; k++)
		buf_clear(&g->path[k]);
	g->path_cols = 0;
}

/* The headings of the first cols columns; the last ones are kept. */
static void
put_header(struct grid *g, unsigned cols)
{
	struct buf *out = &g->p->header;
	unsigned k;
	int first = 1;

	if (g->path_cols == cols && cols > 0)
		return;
	g->path_at = out->n;
	g->path_cols = cols;
	for (k = 0; k < cols && out->n < HEADER_BYTES_MAX; k++) {
		if (!g->used[k])
			continue;
		if (!first)
			need(buf_putc(out, '\t'));
		first = 0;
		need(buf_add(out, buf_slice(&g->path[k]).p, g->path[k].n));
	}
	g->path_n = k == cols ? out->n - g->path_at : 0;
}

/*
 * A label that spans rows is said again in each of them; a figure is not,
 * for nobody may add it up twice.
 */
struct line {
	const struct cell *cell[COLS_MAX];
	unsigned cols; /* behind the last filled one */
};

static void
lay(const struct grid *g, struct line *l, const struct line *above, size_t row)
{
	const struct cell *c = g->cell + g->row[row].first;
	unsigned k;
	size_t i;

	l->cols = 0;
	for (k = 0; k < g->cols; k++) {
		l->cell[k] = above->cell[k];
		if (l->cell[k] &&
		    (l->cell[k]->number ||
			l->cell[k]->row + l->cell[k]->rows <= row))
			l->cell[k] = NULL;
	}
	for (i = 0; i < g->row[row].n; i++, c++)
		l->cell[c->col] = c;
	for (k = 0; k < g->cols; k++)
		if (l->cell[k] && l->cell[k]->n > 0)
			l->cols = k + 1;
}

/* A page may not grow without bound through wide spans over many rows. */
static int
crowded(const struct page *p)
{
	return p->text.n > (1 << 20) + 8 * p->html.n;
}

static void
put_row(struct grid *g, const struct line *l, size_t row)
{
	struct page *p = g->p;
	size_t at = p->text.n;
	struct slice text;
	struct run *r;
	unsigned k, letters = 0;
	int first = 1, tight = crowded(p);

	for (k = 0; k < l->cols; k++) {
		if (!g->used[k] || (tight && l->cell[k] == NULL))
			continue;
		if (!first)
			need(buf_putc(&p->text, '\t'));
		first = 0;
		if (l->cell[k] == NULL)
			continue;
		text = cell_text(g, l->cell[k]);
		letters += (unsigned)text.n;
		need(buf_add(&p->text, text.p, text.n));
	}
	if (letters == 0)
		return;
	r = runs_add(p, g->row[row].tr, RUN_ROW, at);
	r->letters = letters;
	if (!tight) {
		put_header(g, l->cols);
		r->header_at = g->path_at;
		r->header_n = g->path_n;
	}
	need(buf_putc(&p->text, '\n'));
}

static void
put_caption(struct grid *g, size_t row)
{
	struct slice text = cell_text(g, count(g, row).only);
	size_t at = g->p->text.n;
	struct run *r;

	need(buf_add(&g->p->text, text.p, text.n));
	r = runs_add(g->p, g->row[row].tr, RUN_CAPTION, at);
	r->letters = (uint32_t)text.n;
	need(buf_putc(&g->p->text, '\n'));
}

/* Headings at the top: a thead, rows of th, or words over figures. */
static int
is_heading(const struct grid *g, size_t row, size_t levels)
{
	if (row + 1 >= g->rows || levels >= LEVELS_MAX)
		return 0;
	if (g->row[row].in_head || all_heads(g, row))
		return 1;
	if (levels > 0 &&
	    (g->row[row - 1].in_head || g->row[row - 1].n >= g->row[row].n))
		return 0;
	return words_over_numbers(g, row);
}

static void
put_rows(struct grid *g)
{
	struct line *l = must(calloc(2, sizeof(*l)));
	size_t row, levels = 0;
	int body = 0;

	for (row = 0; row < g->rows; row++) {
		lay(g, &l[row % 2], &l[(row + 1) % 2], row);
		if (is_caption(g, row)) {
			put_caption(g, row);
			continue;
		}
		if (body ? all_heads(g, row) : is_heading(g, row, levels)) {
			if (body || levels == 0)
				clear_headings(g);
			levels = body ? 1 : levels + 1;
			body = 0;
			add_headings(g, row);
			continue;
		}
		body = 1;
		put_row(g, &l[row % 2], row);
	}
	free(l);
}

/* The <caption>, before the rows wherever it stands. */
static void
table_caption(struct page *p, uint32_t i)
{
	size_t at = p->text.n;
	struct run *r;

	runs_line(p, i, &p->text);
	if (p->text.n == at)
		return;
	r = runs_add(p, i, RUN_CAPTION, at);
	r->letters = (uint32_t)r->n;
	need(buf_putc(&p->text, '\n'));
}

void
table_runs(struct page *p, uint32_t table)
{
	struct grid *g = must(calloc(1, sizeof(*g)));
	uint32_t i;
	unsigned k;

	g->p = p;
	g->table = table;
	for (i = table + 1; i < p->node[table].end; i++) {
		p->node[i].run = p->node[i].run_end = (uint32_t)p->runs;
		if (p->node[i].tag == GUMBO_TAG_CAPTION)
			table_caption(p, i);
		else if (p->node[i].tag == GUMBO_TAG_TR)
			take_row(g, i);
		else if (p->node[i].tag == GUMBO_TAG_TABLE)
			i = p->node[i].end - 1;
	}
	put_rows(g);
	for (k = 0; k < COLS_MAX; k++)
		buf_free(&g->path[k]);
	buf_free(&g->text);
	free(g->cell);
	free(g->row);
	free(g);
}
