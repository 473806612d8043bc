/* SPDX-License-Identifier: MIT */
#include "whose.h"

#include <stdlib.h>

#include "buf.h"
#include "diag.h"
#include "grow.h"
#include "scan.h"
#include "table.h"

enum { WORDS_MAX = 64 };

/* A body by one name; the next of that name. */
struct bearer {
	size_t org, next;
};

struct whose {
	const struct reg *reg;
	struct table *name;
	size_t *first; /* by the slot of the name */
	size_t names, names_cap;
	struct bearer *bearer;
	size_t n, cap;
	struct buf text;
	struct slice word[WORDS_MAX]; /* of text */
	size_t words;
};

/* A CCG by whatever words is one word. */
static const char ccg[] = "ccg";

static void
add_word(struct whose *w, const char *p, size_t n)
{
	static const char *const group[] = {"clinical", "commissioning"};
	size_t k = w->words;

	if (k == WORDS_MAX)
		return;
	w->word[w->words++] = (struct slice){p, n};
	if ((slice_is(w->word[k], "group") || slice_is(w->word[k], "grp") ||
		slice_is(w->word[k], "groups")) &&
	    k >= 2 && slice_is(w->word[k - 2], group[0]) &&
	    slice_is(w->word[k - 1], group[1])) {
		w->word[k - 2] = slice_of(ccg);
		w->words = k - 1;
	} else if (slice_is(w->word[k], "ccgs")) {
		w->word[k] = slice_of(ccg);
	}
}

/* The words of a text, small, "&" as "and". */
static void
split(struct whose *w, struct slice text)
{
	size_t from;

	buf_clear(&w->text);
	w->words = 0;
	/* Room for all of it, so that the words stay where they are. */
	if (buf_reserve(&w->text, 5 * text.n + 1) != 0)
		die(EXIT_SYSTEM, "out of memory");
	for (size_t i = 0; i < text.n;) {
		from = w->text.n;
		if (text.p[i] == '&') {
			buf_puts(&w->text, "and");
			i++;
		}
		while (w->text.n == from && scan_alnum(text, i)) {
			size_t k = i;

			for (; scan_alnum(text, k); k++)
				buf_putc(&w->text,
				    (char)(scan_letter((unsigned char)text.p[k])
					       ? text.p[k] | 0x20
					       : text.p[k]));
			i = k;
		}
		if (w->text.n > from)
			add_word(w, w->text.p + from, w->text.n - from);
		else
			i++;
	}
}

/* Words from a up to b as a name, spaces between. */
static struct slice
name_of(struct whose *w, size_t a, size_t b, struct buf *out)
{
	buf_clear(out);
	for (size_t i = a; i < b; i++)
		if ((out->n > 0 && buf_putc(out, ' ') != 0) ||
		    buf_add(out, w->word[i].p, w->word[i].n) != 0)
			die(EXIT_SYSTEM, "out of memory");
	return buf_slice(out);
}

/* Takes off "NHS", "the" in front and "CCG" behind, which all have. */
static void
bounds(const struct whose *w, size_t *a, size_t *b)
{
	while (*a < *b &&
	       (slice_is(w->word[*a], "nhs") || slice_is(w->word[*a], "the")))
		++*a;
	while (*b > *a && slice_is(w->word[*b - 1], ccg))
		--*b;
}

static void
add_alias(struct whose *w, const struct alias *alias)
{
	struct buf name = {0};
	size_t a = 0, b, slot;
	struct bearer *new;

	split(w, alias->text);
	b = w->words;
	bounds(w, &a, &b);
	slot = table_slot(w->name, name_of(w, a, b, &name));
	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot == w->names)
		*GROW(w->first, w->names, w->names_cap) = SIZE_MAX;
	new = GROW(w->bearer, w->n, w->cap);
	*new = (struct bearer){alias->org, w->first[slot]};
	w->first[slot] = w->n - 1;
	buf_free(&name);
}

/* Towns are CCGs here; a trust or a board is one that says so. */
static int
is_name(const struct alias *alias, enum org_type type)
{
	struct slice s = alias->text;

	if (type == ORG_CCG)
		return 1;
	if (alias->kind != ALIAS_NAME)
		return 0;
	return (type == ORG_TRUST && memmem(s.p, s.n, "Trust", 5) != NULL) ||
	       (type == ORG_ICB && memmem(s.p, s.n, "Board", 5) != NULL);
}

struct whose *
whose_new(const struct reg *reg)
{
	struct whose *w = must(calloc(1, sizeof(*w)));

	w->reg = reg;
	w->name = must(table_new());
	for (size_t i = 0; i < register_aliases(reg); i++) {
		const struct alias *alias = register_alias(reg, i);
		enum org_type type = register_org(reg, alias->org)->type;

		if (is_name(alias, type))
			add_alias(w, alias);
	}
	return w;
}

void
whose_free(struct whose *w)
{
	if (w == NULL)
		return;
	table_free(w->name);
	free(w->first);
	free(w->bearer);
	buf_free(&w->text);
	free(w);
}

/* The one body of a name that was there, or that there ever was. */
static size_t
bearer_of(const struct whose *w, struct slice name, struct date on)
{
	size_t slot = table_find(w->name, name), live = REGISTER_NONE;
	size_t any = REGISTER_NONE, lives = 0, anys = 0;

	if (name.n == 0 || slot == TABLE_NONE)
		return REGISTER_NONE;
	for (size_t i = w->first[slot]; i != SIZE_MAX; i = w->bearer[i].next) {
		size_t org = w->bearer[i].org;

		if (org != any) {
			any = org;
			anys++;
		}
		if (register_live(w->reg, org, on) && org != live) {
			live = org;
			lives++;
		}
	}
	return lives == 1		 ? live
	       : lives == 0 && anys == 1 ? any
					 : REGISTER_NONE;
}

/* A code such as 03N, in capitals, standing by itself. */
static size_t
by_code(const struct whose *w, struct slice text)
{
	for (size_t i = 0; i + 3 <= text.n; i++) {
		struct slice code = {text.p + i, 3};
		size_t org;

		if (scan_alnum_before(text, i) || scan_alnum(text, i + 3) ||
		    !scan_digit((unsigned char)code.p[0]) ||
		    !scan_digit((unsigned char)code.p[1]) ||
		    !scan_letter((unsigned char)code.p[2]))
			continue;
		org = register_find(w->reg, code);
		if (org != REGISTER_NONE &&
		    register_org(w->reg, org)->type == ORG_CCG)
			return org;
	}
	return REGISTER_NONE;
}

size_t
whose_name(struct whose *w, struct slice cell, struct date on)
{
	struct buf name = {0};
	size_t a = 0, b, org = by_code(w, cell);

	if (org != REGISTER_NONE)
		return org;
	split(w, cell);
	b = w->words;
	bounds(w, &a, &b);
	org = bearer_of(w, name_of(w, a, b, &name), on);
	buf_free(&name);
	return org != REGISTER_NONE ? org : whose_text(w, cell, on);
}

size_t
whose_text(struct whose *w, struct slice text, struct date on)
{
	struct buf name = {0};
	size_t org = REGISTER_NONE;

	split(w, text);
	/* The longest name that ends before a "CCG". */
	for (size_t end = 1; end < w->words && org == REGISTER_NONE; end++)
		for (size_t from = 0; from < end && org == REGISTER_NONE &&
				      slice_is(w->word[end], ccg);
		     from++)
			org = bearer_of(w, name_of(w, from, end, &name), on);
	buf_free(&name);
	return org;
}
