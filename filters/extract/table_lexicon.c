/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "period.h"
#include "table_lexicon.h"

static const char *const names[SAYS] = {"table-kind", "table-above",
    "table-basis", "table-loose", "table-span", "table-before", "table-unit",
    "table-bad", "table-row", "table-position", "table-category", "table-total",
    "table-topic", "table-note", "table-lean", "table-side", "table-body",
    "table-rating", "table-area"};

void
lexicon_init(struct lexicon *l, const struct rules *rules)
{
	*l = (struct lexicon){.rules = rules};
	for (size_t i = 0; i < rules->nmap; i++)
		for (size_t k = 0; k < SAYS; k++)
			if (strcmp(rules->map[i].name, names[k]) == 0)
				*GROW(l->entry[k], l->n[k], l->cap[k]) = i;
}

void
lexicon_free(struct lexicon *l)
{
	for (size_t k = 0; k < SAYS; k++)
		free(l->entry[k]);
	buf_free(&l->fold);
}

/*
 * Small letters; "#" for the pound sign, "-" for every dash and minus, "'"
 * for every apostrophe, " " for what no pattern asks about.
 */
static size_t
fold_char(const unsigned char *p, size_t left, char *out)
{
	size_t n = *p >= 0xf0 ? 4 : *p >= 0xe0 ? 3 : *p >= 0xc0 ? 2 : 1;

	*out = ' ';
	if (n > left)
		return left;
	if (n == 1)
		*out = (char)(*p >= 'A' && *p <= 'Z' ? *p | 0x20
			      : *p < ' ' || *p > '~' ? ' '
						     : *p);
	else if (n == 2 && p[0] == 0xc2 && p[1] == 0xa3)
		*out = '#';
	else if (n == 3 && p[0] == 0xe2 && p[1] == 0x80)
		*out = p[2] == 0x98 || p[2] == 0x99   ? '\''
		       : p[2] >= 0x90 && p[2] <= 0x95 ? '-'
						      : ' ';
	else if (n == 3 && p[0] == 0xe2 && p[1] == 0x88 && p[2] == 0x92)
		*out = '-';
	return n;
}

static struct slice
fold(struct lexicon *l, struct slice text)
{
	buf_clear(&l->fold);
	for (size_t i = 0; i < text.n;) {
		char c;

		i += fold_char(
		    (const unsigned char *)text.p + i, text.n - i, &c);
		if (buf_putc(&l->fold, c) != 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	return buf_slice(&l->fold);
}

/* Prose says a thing once and then its opposite: what comes first holds. */
static const char *
find_leftmost(const struct lexicon *l, enum says what, struct slice folded)
{
	const char *value = NULL;
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < l->n[what]; i++) {
		const struct map *m = &l->rules->map[l->entry[what][i]];
		struct regex_span span;

		if (!rules_match(m->regex, folded, 0))
			continue;
		span = regex_group(m->regex, 0);
		if (span.start < least) {
			least = span.start;
			value = m->value;
		}
	}
	return value;
}

static const char *
find(const struct lexicon *l, enum says what, struct slice folded)
{
	if (what == SAYS_NOTE || what == SAYS_LEAN)
		return find_leftmost(l, what, folded);
	for (size_t i = 0; i < l->n[what]; i++) {
		const struct map *m = &l->rules->map[l->entry[what][i]];

		if (rules_match(m->regex, folded, 0))
			return m->value;
	}
	return NULL;
}

const char *
lexicon_find(struct lexicon *l, enum says what, struct slice text)
{
	return find(l, what, fold(l, text));
}

/* "31 December" in a heading: what is counted up to it. */
static int
is_end(const struct period *p)
{
	return p->until || (p->kind == PERIOD_DAY &&
			       p->day >= date_month_days(2015, p->month));
}

static void
read_periods(struct slice text, struct reading *r)
{
	struct period p;

	for (size_t at = 0; period_next(text, at, &p); at = p.end) {
		switch (p.kind) {
		case PERIOD_FIN_YEAR:
			if (r->year == 0)
				r->year = p.year;
			else if (p.year != r->year)
				r->year2 = p.year;
			break;
		case PERIOD_FIN_MONTH:
			if (r->month == 0)
				r->month = p.month;
			r->until |= p.until;
			break;
		case PERIOD_MONTH:
		case PERIOD_DAY:
			if (r->month == 0)
				r->month = (p.month + 8) % 12 + 1;
			if (r->year == 0 && p.year != 0)
				r->year = date_fin_year(
				    (struct date){p.year, p.month, 0});
			r->until |= is_end(&p);
			break;
		default:
			break;
		}
	}
}

struct reading
lexicon_read(struct lexicon *l, struct slice text)
{
	struct reading r = {.year = 0};
	struct slice folded = fold(l, text);

	for (enum says k = 0; k < SAYS; k++)
		r.v[k] = find(l, k, folded);
	read_periods(text, &r);
	return r;
}

int
says_is(const struct reading *r, enum says what, const char *value)
{
	return r->v[what] != NULL && strcmp(r->v[what], value) == 0;
}
