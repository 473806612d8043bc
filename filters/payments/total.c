/* SPDX-License-Identifier: MIT */
#include "total.h"

#include "heading.h"
#include "scan.h"

/* The first cell of a row that is not empty. */
static struct slice
first_cell(struct slice row)
{
	struct slice c = {"", 0};

	for (size_t i = 0; c.n == 0 && i < row_cells(row); i++)
		c = row_cell(row, i);
	return c;
}

static size_t
next_word(struct slice s, size_t i, struct slice *word)
{
	while (i < s.n && scan_word(s, i).n == 0)
		i++;
	*word = scan_word(s, i);
	return i + word->n;
}

/*
 * 2 for words that say nothing but that it is a total ("Grand total",
 * "Total payments for May 2016:"), 1 for a name beside the word ("Acme Ltd
 * Total", "Total Gas & Power"), else 0.
 */
static int
says_total(struct slice s)
{
	int total = 0, others = 0;
	struct slice word;

	for (size_t i = next_word(s, 0, &word); word.n > 0;
	     i = next_word(s, i, &word)) {
		if (scan_in(word, "total totals subtotal subtotals"))
			total = 1;
		else if (!scan_in(word, "grand sub overall page report running "
					"of for the all payments spend "
					"expenditure amount value paid this "
					"month january february march april "
					"may june july august september "
					"october november december over k"))
			others = 1;
	}
	return total ? 2 - others : 0;
}

static int
says_balance(struct slice s)
{
	return memmem(s.p, s.n, "forward", 7) != NULL ||
	       memmem(s.p, s.n, "c/f", 3) != NULL ||
	       memmem(s.p, s.n, "b/f", 3) != NULL;
}

static int
has_digit(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (scan_digit((unsigned char)s.p[i]))
			return 1;
	return 0;
}

/* 1 if it is what the rows before it come to, and those are several. */
static int
adds_up(const struct total *t, struct decimal amount)
{
	return t->rows > 1 && (decimal_compare(t->all, amount) == 0 ||
				  decimal_compare(t->since, amount) == 0);
}

static int
judge(const struct total *t, const struct total_row *r)
{
	struct slice first = first_cell(r->text);
	int said = says_total(r->supplier), numbered;

	if (said < 2 && says_total(first) > said)
		said = says_total(first);
	numbered = has_digit(r->transaction);
	if (said == 2 || (said > 0 && adds_up(t, r->amount)))
		return 1;
	if (r->dated)
		return 0;
	if (r->supplier.n == 0)
		return !numbered || said > 0;
	if (said > 0)
		return !numbered;
	if (says_balance(r->supplier))
		return r->list_dated || !numbered;
	/* A single payment, and its total below it. */
	return r->list_dated && !numbered &&
	       (adds_up(t, r->amount) ||
		   decimal_compare(t->since, r->amount) == 0);
}

struct slice
total_cut(const struct total *t, struct slice supplier)
{
	struct slice word;
	size_t end;

	if (!t->unsaid)
		return supplier;
	for (end = next_word(supplier, 0, &word); word.n > 0;
	     end = next_word(supplier, end, &word)) {
		if (!scan_is(word, "total"))
			continue;
		end = scan_space(supplier, end);
		if (end < supplier.n)
			return (struct slice){
			    supplier.p + end, supplier.n - end};
	}
	return supplier;
}

int
total_is(struct total *t, const struct total_row *r)
{
	t->unsaid = 0;
	if (judge(t, r)) {
		t->unsaid = r->supplier.n > 0 && says_total(r->text) == 0;
		t->since = (struct decimal){0};
		t->rows = 0;
		return 1;
	}
	decimal_add(&t->all, r->amount);
	decimal_add(&t->since, r->amount);
	t->rows++;
	return 0;
}
