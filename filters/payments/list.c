/* SPDX-License-Identifier: MIT */
#include "list.h"

#include <stdlib.h>

#include "buf.h"
#include "day.h"
#include "diag.h"
#include "grow.h"
#include "heading.h"
#include "scan.h"
#include "sum.h"
#include "total.h"

/* A payment on its way. */
struct line {
	struct payment p;
	struct day day;
	struct slice entity;
	size_t text[3]; /* the joined text of supplier, type, area, or 0 */
};

struct list {
	struct line *line;
	size_t n, cap;
	struct payment *payment;
	size_t payments, payments_cap;
	struct buf *joined; /* texts of several rows */
	size_t texts, texts_cap;
	int over; /* the document speaks of payments over a threshold */
	struct date month;
	/* The table at hand. */
	struct slice header;
	struct headings at;
	int is_list;
	size_t cells, rows;
	struct total total;
	int below_total; /* the last row with an amount was one */
};

struct list *
list_new(void)
{
	return must(calloc(1, sizeof(struct list)));
}

static void
clear(struct list *l)
{
	for (size_t i = 0; i < l->texts; i++)
		buf_free(&l->joined[i]);
	l->n = l->payments = l->texts = l->rows = 0;
	l->over = l->is_list = l->below_total = 0;
	l->month = (struct date){0};
	l->header = (struct slice){"", 0};
	l->total = (struct total){0};
}

void
list_free(struct list *l)
{
	if (l == NULL)
		return;
	clear(l);
	free(l->joined);
	free(l->line);
	free(l->payment);
	free(l);
}

/* "over £25,000", "£25k", "spend over £500": what lists are published as. */
static int
speaks_of_list(struct slice s)
{
	static const char *const words[] = {"25,000", "25k", "25K", "25 000",
	    "25000", "over £", "above £", "ayments over", "pend over",
	    "xpenditure over", "exceeding £", "payments", "Payments"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (memmem(s.p, s.n, words[i], strlen(words[i])) != NULL)
			return 1;
	return 0;
}

/* What the document says outside its tables. */
static void
note_about(struct list *l, const struct item *items, size_t n,
    const struct about *about)
{
	const struct slice said[] = {about->title, about->source};

	for (size_t i = 0; i < n + 2; i++) {
		struct slice s = i < 2 ? said[i] : items[i - 2].text;

		if (i >= 2 && slice_is(items[i - 2].kind, "row"))
			continue;
		l->over |= speaks_of_list(s);
		if (l->month.year == 0)
			l->month = day_month(s);
	}
}

/*
 * A list has payees and amounts.  Registers of waivers and contracts have
 * them too; what else it has, or what it is called, makes it a list.
 */
static int
is_list(const struct list *l, const struct headings *h)
{
	size_t more = 0;

	for (size_t f = FIELD_TRANSACTION; f < FIELDS; f++)
		more += h->column[f] != NO_COLUMN;
	if (h->column[FIELD_SUPPLIER] == NO_COLUMN ||
	    h->column[FIELD_AMOUNT] == NO_COLUMN)
		return 0;
	if (h->column[FIELD_PAID] == NO_COLUMN)
		return l->over;
	return l->over ? 1 : more >= 2;
}

static void
enter(struct list *l, struct slice header)
{
	l->at = headings_read(header);
	l->is_list = is_list(l, &l->at);
	l->cells = row_cells(header);
}

/*
 * Looks at the header of a row; 1 if the row is one of a list.  A row
 * without a header may be the header, or go on with the table before.
 */
static int
in_list(struct list *l, const struct item *it)
{
	struct headings before = l->at;
	int was = l->is_list;
	size_t cells = l->cells;

	if (it->header.n > 0) {
		if (!slice_eq(it->header, l->header))
			enter(l, it->header);
		l->header = it->header;
		return l->is_list;
	}
	l->header = it->header;
	enter(l, it->text);
	if (l->is_list)
		return 0;
	l->at = before;
	l->cells = cells;
	l->is_list = was && row_cells(it->text) == cells;
	return l->is_list;
}

static struct slice
field(const struct list *l, const struct item *it, enum field f)
{
	return l->at.column[f] == NO_COLUMN
		   ? (struct slice){"", 0}
		   : row_cell(it->text, l->at.column[f]);
}

/* Adds more text to one of the columns that wrap. */
static void
append(struct list *l, struct line *to, int which, struct slice *text,
    struct slice more)
{
	struct buf *b;

	if (more.n == 0)
		return;
	if (to->text[which] == 0) {
		b = GROW(l->joined, l->texts, l->texts_cap);
		to->text[which] = l->texts;
		if (buf_add(b, text->p, text->n) != 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	b = &l->joined[to->text[which] - 1];
	if ((b->n > 0 && buf_putc(b, ' ') != 0) ||
	    buf_add(b, more.p, more.n) != 0)
		die(EXIT_SYSTEM, "out of memory");
	*text = buf_slice(b);
}

/*
 * A row of a page that has only words, in columns that wrap: the rest of
 * the row above.
 */
static void
go_on(struct list *l, const struct item *it)
{
	struct line *last = l->n > 0 ? &l->line[l->n - 1] : NULL;

	if (last == NULL || it->page.n == 0 || l->below_total ||
	    field(l, it, FIELD_PAID).n > 0 ||
	    field(l, it, FIELD_TRANSACTION).n > 0 || last->p.unreadable)
		return;
	append(l, last, 0, &last->p.supplier, field(l, it, FIELD_SUPPLIER));
	append(l, last, 1, &last->p.type, field(l, it, FIELD_TYPE));
	append(l, last, 2, &last->p.area, field(l, it, FIELD_AREA));
}

static void
take_row(struct list *l, const struct item *items, size_t i)
{
	const struct item *it = &items[i];
	struct slice amount = field(l, it, FIELD_AMOUNT);
	struct line new = {.p = {.item = i, .row = ++l->rows}};
	struct total_row seen;

	if (amount.n == 0) {
		go_on(l, it);
		return;
	}
	new.p.supplier = total_cut(&l->total, field(l, it, FIELD_SUPPLIER));
	new.p.type = field(l, it, FIELD_TYPE);
	new.p.area = field(l, it, FIELD_AREA);
	new.p.transaction = field(l, it, FIELD_TRANSACTION);
	new.entity = field(l, it, FIELD_ENTITY);
	new.day = day_read(field(l, it, FIELD_PAID));
	new.p.unreadable = sum_read(amount, &new.p.amount) != 0;
	seen = (struct total_row){it->text, new.p.supplier, new.p.transaction,
	    new.p.amount, new.day.date.year != 0 || new.day.other.year != 0,
	    l->at.column[FIELD_PAID] != NO_COLUMN};
	if (new.p.unreadable && (new.p.supplier.n == 0 || !seen.dated))
		return;
	l->below_total = !new.p.unreadable &&total_is(&l->total, &seen);
	if (l->below_total)
		return;
	*GROW(l->line, l->n, l->cap) = new;
}

/* The order of days is that of all of the list. */
static void
settle_days(struct list *l)
{
	struct day_order order = {0};
	struct date last = {0};

	for (size_t i = 0; i < l->n; i++)
		day_note(&order, &l->line[i].day, l->month);
	for (size_t i = 0; i < l->n; i++) {
		struct line *at = &l->line[i];

		at->p.paid = day_settle(&order, &at->day, &at->p.date_doubtful);
		/* Printed once for several, or in the title alone. */
		if (at->p.paid.year == 0)
			at->p.paid = last.year != 0 ? last : l->month;
		last = at->p.paid;
	}
}

/* The body that the document is of. */
static size_t
body_of(struct whose *w, const struct item *items, size_t n,
    const struct about *about, struct date on)
{
	const struct slice said[] = {
	    about->title, about->publisher, about->source};
	size_t org = REGISTER_NONE;

	for (size_t i = 0; i < 2 && org == REGISTER_NONE; i++)
		org = whose_text(w, said[i], on);
	for (size_t i = 0; i < n && org == REGISTER_NONE; i++)
		if (!slice_is(items[i].kind, "row"))
			org = whose_text(w, items[i].text, on);
	return org != REGISTER_NONE ? org : whose_text(w, said[2], on);
}

/* 1 for the name of a body, known or not, and no department or code. */
static int
names_body(struct slice entity)
{
	static const char *const words = "ccg ccgs commissioning england trust "
					 "council icb csu";
	struct slice word;

	for (size_t i = 0; i < entity.n; i += word.n + (word.n == 0)) {
		word = scan_word(entity, i);
		if (scan_in(word, words))
			return 1;
	}
	return 0;
}

static void
settle_bodies(struct list *l, struct whose *w, const struct item *items,
    size_t n, const struct about *about)
{
	struct slice entity = {"", 0};
	struct date on = l->n > 0 ? l->line[0].p.paid : l->month;
	size_t whole = body_of(w, items, n, about, on), org = whole;

	for (size_t i = 0; i < l->n; i++) {
		struct line *at = &l->line[i];

		if (!slice_eq(at->entity, entity) ||
		    date_compare(at->p.paid, on) != 0) {
			entity = at->entity;
			on = at->p.paid;
			org = whose_name(w, entity, on);
			if (org == REGISTER_NONE && !names_body(entity))
				org = whole;
		}
		at->p.org = org;
	}
}

size_t
list_read(struct list *l, struct whose *w, struct item *items, size_t n,
    const struct about *about)
{
	clear(l);
	note_about(l, items, n, about);
	for (size_t i = 0; i < n; i++) {
		if (!slice_is(items[i].kind, "row"))
			continue;
		items[i].used = in_list(l, &items[i]);
		if (items[i].used)
			take_row(l, items, i);
	}
	settle_days(l);
	settle_bodies(l, w, items, n, about);
	for (size_t i = 0; i < l->n; i++)
		*GROW(l->payment, l->payments, l->payments_cap) = l->line[i].p;
	return l->payments;
}

const struct payment *
list_at(const struct list *l, size_t i)
{
	return &l->payment[i];
}
