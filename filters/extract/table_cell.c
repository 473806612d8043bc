/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "money.h"
#include "scan.h"
#include "table_grid.h"

int
cell_next(struct slice *row, struct slice *cell)
{
	const char *tab;

	if (row->p == NULL)
		return 0;
	tab = memchr(row->p, '\t', row->n);
	if (tab == NULL) {
		*cell = cell_trim(*row);
		*row = (struct slice){NULL, 0};
		return 1;
	}
	*cell = cell_trim((struct slice){row->p, (size_t)(tab - row->p)});
	row->n -= (size_t)(tab - row->p) + 1;
	row->p = tab + 1;
	return 1;
}

struct slice
cell_trim(struct slice cell)
{
	while (cell.n > 0 && *cell.p == ' ')
		cell.p++, cell.n--;
	while (cell.n > 0 && cell.p[cell.n - 1] == ' ')
		cell.n--;
	return cell;
}

char
cell_side(struct slice word)
{
	static const struct {
		const char *word;
		char side;
	} words[] = {{"f", 'F'}, {"fav", 'F'}, {"favourable", 'F'},
	    {"under", 'F'}, {"u/s", 'F'}, {"underspend", 'F'}, {"cr", 'F'},
	    {"a", 'A'}, {"adv", 'A'}, {"adverse", 'A'}, {"over", 'A'},
	    {"o/s", 'A'}, {"overspend", 'A'}, {"dr", 'A'}, {"surplus", 'S'},
	    {"deficit", 'D'}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (scan_is(word, words[i].word))
			return words[i].side;
	return 0;
}

/*
 * Letters behind a number that say which way it points: "120A", "95 (F)",
 * "2.5 adv", "30 under".  Gives the cell without them.
 */
static struct slice
cut_suffix(struct slice cell, char *suffix)
{
	size_t n = cell.n, at;
	int bracket = n > 0 && cell.p[n - 1] == ')';

	n -= (size_t)bracket;
	for (at = n; at > 0 && (scan_letter((unsigned char)cell.p[at - 1]) ||
				   cell.p[at - 1] == '/');)
		at--;
	*suffix = cell_side((struct slice){cell.p + at, n - at});
	if (*suffix == 0 || at == 0)
		return cell;
	if (bracket && cell.p[at - 1] != '(') {
		*suffix = 0;
		return cell;
	}
	return cell_trim((struct slice){cell.p, at - (size_t)bracket});
}

/* The same before it: "Deficit of £2.1m". */
static struct slice
cut_prefix(struct slice cell, char *suffix)
{
	size_t at = scan_phrase(cell, 0, "deficit");
	char says = 'D';

	if (at == SCAN_NONE) {
		at = scan_phrase(cell, 0, "surplus");
		says = 'S';
	}
	if (at == SCAN_NONE)
		return cell;
	*suffix = says;
	at = scan_space(cell, at);
	if (scan_phrase(cell, at, "of") != SCAN_NONE)
		at = scan_space(cell, at + 2);
	return (struct slice){cell.p + at, cell.n - at};
}

/* Marks of a footnote behind a figure: "1,234*", "1,234 †". */
static struct slice
cut_mark(struct slice cell)
{
	static const char *const marks[] = {
	    "*", "\xe2\x80\xa0", "\xe2\x80\xa1", "^", "#"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i]);

		if (cell.n > n &&
		    memcmp(cell.p + cell.n - n, marks[i], n) == 0) {
			cell.n -= n;
			i = SIZE_MAX; /* begin again: "**" */
		}
	}
	return cell_trim(cell);
}

/* What one in the last printed digit is worth, in pence. */
static int64_t
last_digit(struct slice cell, int64_t unit)
{
	const char *dot = memchr(cell.p, '.', cell.n);
	int64_t ulp = unit * 100;

	if (dot == NULL)
		return ulp;
	while (++dot < cell.p + cell.n && scan_digit((unsigned char)*dot))
		ulp /= 10;
	return ulp > 0 ? ulp : 1;
}

/* The same of an amount that says its own unit, "1.25m": by its zeros. */
static int64_t
round_to(int64_t pence)
{
	int64_t ulp = 1;

	while (pence != 0 && pence % (ulp * 10) == 0)
		ulp *= 10;
	return ulp;
}

struct figure
cell_figure(struct slice cell, int64_t scale)
{
	struct figure f = {.text = cell};
	struct slice bare =
	    cut_mark(cut_prefix(cut_suffix(cell, &f.suffix), &f.suffix));
	int64_t unit = scale != 0 ? scale : 1;
	struct money m;

	if (bare.n == 0 || money_parse(bare, unit, &m) != 0 || m.per != 0 ||
	    m.low != m.high)
		return f;
	f.is = 1;
	f.text = bare;
	f.pence = m.low;
	f.own_scale = m.scaled || (m.currency && scale == 0);
	f.ulp = m.scaled ? round_to(m.low) : last_digit(bare, unit);
	return f;
}

int
cell_is_amount(struct slice cell)
{
	return cell_figure(cell, 1).is;
}

/*
 * "Prescribing2", "Prescribing (2)", "Prescribing [b]", "Prescribing*": a
 * digit stuck to a word is a note's, one behind a space may be part of it.
 */
struct slice
cell_label(struct slice cell)
{
	size_t n;

	cell = cut_mark(cell_trim(cell));
	n = cell.n;
	while (n > 0 && scan_digit((unsigned char)cell.p[n - 1]))
		n--;
	if (cell.n - n == 1 && n > 3 &&
	    scan_letter((unsigned char)cell.p[n - 1]) &&
	    scan_letter((unsigned char)cell.p[n - 2]))
		cell.n = n;
	return cell_trim(cell);
}
