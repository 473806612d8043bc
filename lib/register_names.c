/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "register_impl.h"

/*
 * The names that nobody needs to write down: what follows from an official
 * name by rule ("NHS Hull CCG" is also "Hull clinical commissioning group"),
 * and the spellings with "&" for "and", without commas or with spaces for
 * hyphens.
 */

enum { NAME_MAX_BYTES = 512 };

char *
reg_text(struct reg *r, size_t n)
{
	struct piece *p = r->pieces;

	if (p == NULL || p->cap - p->used < n) {
		size_t cap = n < 65536 ? 65536 : n;

		if ((p = malloc(sizeof(*p) + cap)) == NULL)
			return NULL;
		*p = (struct piece){.next = r->pieces, .cap = cap};
		r->pieces = p;
	}
	p->used += n;
	return p->text + p->used - n;
}

/* 1 if two aliases of one text can be meant on one day. */
static int
overlap(const struct alias *a, const struct alias *b)
{
	struct date from =
	    date_compare(a->from, b->from) < 0 ? b->from : a->from;

	return reg_meets(a->from, a->to, from) &&
	       reg_meets(b->from, b->to, from);
}

/*
 * Puts the alias into the chain of its text and marks both sides where two
 * bodies of one type answer to it.  0, or 1 if it says nothing new, or -1.
 */
static int
chain(struct reg *r, struct alias *a)
{
	size_t slot = table_slot(r->texts, a->text);

	if (slot == TABLE_NONE)
		return -1;
	r->next[r->n_aliases] = TABLE_NONE;
	if (slot < r->n_heads)
		r->next[r->n_aliases] = r->heads[slot];
	for (size_t i = r->next[r->n_aliases]; i != TABLE_NONE;
	     i = r->next[i]) {
		struct alias *b = &r->aliases[i];

		if (b->org == a->org && date_compare(a->from, b->from) == 0 &&
		    date_compare(a->to, b->to) == 0)
			return 1;
		if (b->org != a->org &&
		    r->orgs[b->org].type == r->orgs[a->org].type &&
		    overlap(a, b))
			a->ambiguous = b->ambiguous = 1;
	}
	r->heads[slot] = r->n_aliases;
	if (slot == r->n_heads)
		r->n_heads++;
	return 0;
}

/* Room for one alias more, and for its links. */
static int
make_room(struct reg *r)
{
	size_t cap = r->cap_aliases ? r->cap_aliases * 2 : 8192;
	void *a, *n, *h;

	if (r->n_aliases < r->cap_aliases)
		return 0;
	if ((a = reallocarray(r->aliases, cap, sizeof(*r->aliases))) != NULL)
		r->aliases = a;
	if ((n = reallocarray(r->next, cap, sizeof(*r->next))) != NULL)
		r->next = n;
	if ((h = reallocarray(r->heads, cap, sizeof(*r->heads))) != NULL)
		r->heads = h;
	if (a == NULL || n == NULL || h == NULL)
		return -1;
	r->cap_aliases = cap;
	return 0;
}

int
reg_add_alias(struct reg *r, struct alias a)
{
	int known;

	if (make_room(r) == -1 || (known = chain(r, &a)) == -1)
		return -1;
	if (!known)
		r->aliases[r->n_aliases++] = a;
	return 0;
}

int
reg_add_group(struct reg *r, struct group g)
{
	if (r->n_groups == r->cap_groups) {
		size_t cap = r->cap_groups ? r->cap_groups * 2 : 1024;
		void *p = reallocarray(r->groups, cap, sizeof(*r->groups));

		if (p == NULL)
			return -1;
		r->groups = p;
		r->cap_groups = cap;
	}
	r->groups[r->n_groups++] = g;
	return 0;
}

/* The same alias with another text, copied. */
static int
add(struct reg *r, struct alias a, const char *text, size_t n)
{
	char *p = reg_text(r, n + 1);

	if (p == NULL)
		return -1;
	memcpy(p, text, n);
	p[n] = '\0';
	a.text = (struct slice){p, n};
	return reg_add_alias(r, a);
}

/*
 * What to change in a spelling.  Commas go only with "and" or "&" standing,
 * so a bit for each is enough.
 */
enum { AMPERSAND = 1, NO_COMMA = 2, NO_HYPHEN = 4, ALL_CHANGES = 7 };

/* Writes text changed; returns the length, which never grows. */
static size_t
spell(char *dst, struct slice text, int changes)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if ((changes & AMPERSAND) && text.n - i >= 5 &&
		    memcmp(text.p + i, " and ", 5) == 0) {
			memcpy(dst + n, " & ", 3);
			n += 3;
			i += 4;
		} else if ((changes & NO_COMMA) && text.p[i] == ',') {
			continue;
		} else if ((changes & NO_HYPHEN) && text.p[i] == '-') {
			dst[n++] = ' ';
		} else {
			dst[n++] = text.p[i];
		}
	}
	return n;
}

static int
contains(struct slice text, const char *part)
{
	return memmem(text.p, text.n, part, strlen(part)) != NULL;
}

/* Adds the other spellings of an alias that is there already. */
static int
add_spellings(struct reg *r, struct alias a)
{
	char text[NAME_MAX_BYTES];
	int can = (contains(a.text, " and ") ? AMPERSAND : 0) |
		  (contains(a.text, ",") ? NO_COMMA : 0) |
		  (contains(a.text, "-") ? NO_HYPHEN : 0);

	if (a.text.n > sizeof(text))
		return 0;
	for (int c = 1; c <= ALL_CHANGES; c++)
		if ((c & ~can) == 0 &&
		    add(r, a, text, spell(text, a.text, c)) == -1)
			return -1;
	return 0;
}

/* Adds pattern with its '*' replaced by stem. */
static int
add_pattern(
    struct reg *r, struct alias a, const char *pattern, struct slice stem)
{
	char text[NAME_MAX_BYTES];
	const char *star = strchr(pattern, '*');
	size_t before = (size_t)(star - pattern), after = strlen(star + 1);

	if (before + stem.n + after > sizeof(text))
		return 0;
	memcpy(text, pattern, before);
	memcpy(text + before, stem.p, stem.n);
	memcpy(text + before + stem.n, star + 1, after);
	return add(r, a, text, before + stem.n + after);
}

/* Cuts an end off; 1 if it was there. */
static int
drop_end(struct slice *s, const char *end)
{
	size_t n = strlen(end);

	if (s->n <= n || memcmp(s->p + s->n - n, end, n) != 0)
		return 0;
	s->n -= n;
	return 1;
}

static int
drop_start(struct slice *s, const char *start)
{
	size_t n = strlen(start);

	if (s->n <= n || memcmp(s->p, start, n) != 0)
		return 0;
	s->p += n;
	s->n -= n;
	return 1;
}

/* How each type dresses a short name, ending at NULL. */
static const char *const dress[][9] = {
    [ORG_CCG] = {"NHS * CCG", "* CCG", "NHS * Clinical Commissioning Group",
	"* Clinical Commissioning Group", "NHS *", NULL},
    [ORG_TRUST] = {"* NHS Foundation Trust", "* NHS Trust",
	"* Foundation Trust", "* Trust", NULL},
    [ORG_STP] = {"* STP", "* Sustainability and Transformation Partnership",
	"* Sustainability and Transformation Plan", "* ICS",
	"* Integrated Care System", NULL},
    [ORG_ICB] = {"NHS * Integrated Care Board", "NHS * ICB", "* ICB",
	"* Integrated Care Board", "* ICS", "* Integrated Care System", "NHS *",
	NULL},
    [ORG_REGION] = {NULL},
    [ORG_NATIONAL] = {NULL},
    [ORG_SECTOR] = {NULL},
};

/* Adds the dressed forms of a short name. */
static int
add_dressed(
    struct reg *r, struct alias a, enum org_type type, struct slice stem)
{
	a.kind = ALIAS_NAME;
	for (const char *const *d = dress[type]; *d != NULL; d++)
		if (add_pattern(r, a, *d, stem) == -1)
			return -1;
	return 0;
}

/* The place words of an official name; 0 if it has no such form. */
static int
stem_of(enum org_type type, struct slice name, struct slice *stem)
{
	*stem = name;
	switch (type) {
	case ORG_CCG:
		drop_start(stem, "NHS ");
		return drop_end(stem, " CCG");
	case ORG_TRUST:
		drop_start(stem, "The ");
		return drop_end(stem, " NHS Foundation Trust") ||
		       drop_end(stem, " NHS Trust");
	case ORG_STP:
		return drop_end(stem, " STP");
	case ORG_ICB:
		drop_start(stem, "NHS ");
		return drop_end(stem, " Integrated Care Board");
	case ORG_REGION:
	case ORG_NATIONAL:
	case ORG_SECTOR:
		break;
	}
	return 0;
}

/* What follows from one official name and the time it was borne. */
static int
derive_name(struct reg *r, size_t org, enum org_type type, struct slice name,
    struct date from, struct date to)
{
	struct alias a = {.text = name,
	    .kind = ALIAS_NAME,
	    .org = org,
	    .from = from,
	    .to = to};
	struct slice stem;

	/* A region's bare name is a place; the tables say what names it. */
	if (type == ORG_REGION)
		return 0;
	if (reg_add_alias(r, a) == -1)
		return -1;
	if (!stem_of(type, name, &stem))
		return 0;
	if (add_dressed(r, a, type, stem) == -1)
		return -1;
	a.kind = ALIAS_SHORT;
	return add(r, a, stem.p, stem.n);
}

/*
 * Each name over the time it was borne.  A former entry may change only the
 * GSS code, and then the name's time runs on.
 */
static int
derive_names(struct reg *r, size_t org)
{
	const struct org *o = &r->orgs[org];
	struct span s = r->spans[org].former;
	struct date from = o->opened;

	for (size_t i = s.first; i < s.first + s.n; i++) {
		const struct former *f = &r->former[i];
		int last = i + 1 == s.first + s.n;

		if (slice_eq(f->name, last ? o->name : f[1].name) &&
		    f->type == (last ? o->type : f[1].type))
			continue;
		if (derive_name(r, org, f->type, f->name, from, f->until) == -1)
			return -1;
		from = reg_next_day(f->until);
	}
	return derive_name(r, org, o->type, o->name, from, o->closed);
}

/*
 * Press names get the one word that makes a body of them: "NEW Devon" gives
 * "NEW Devon CCG".  Acronyms do not: their case counts, and a name's does
 * not.
 */
static int
derive_press_name(struct reg *r, struct alias a)
{
	static const char *const pattern[] = {
	    [ORG_CCG] = "* CCG",
	    [ORG_TRUST] = "* Trust",
	    [ORG_STP] = "* STP",
	    [ORG_ICB] = "* ICB",
	    [ORG_SECTOR] = NULL,
	};
	enum org_type type = register_type(r, a.org, a.from);
	struct slice stem = a.text;

	if (a.kind != ALIAS_SHORT || pattern[type] == NULL)
		return 0;
	a.kind = ALIAS_NAME;
	return add_pattern(r, a, pattern[type], stem);
}

/* An area that the table of groups has, and so defines. */
static int
given(const struct reg *r, struct slice name, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(r->groups[i].name, name))
			return 1;
	return 0;
}

/* "Cambridgeshire and Peterborough CCGs": an STP's members are a group. */
static int
derive_groups(struct reg *r, size_t org, size_t n_given)
{
	struct span s = r->spans[org].parents;

	if (r->orgs[org].type != ORG_CCG)
		return 0;
	for (size_t i = s.first; i < s.first + s.n; i++) {
		const struct link *l = &r->parents[i];
		struct group g = {.org = org, .from = l->from, .to = l->to};

		if (register_type(r, l->org, l->from) == ORG_STP &&
		    stem_of(
			ORG_STP, register_name(r, l->org, l->from), &g.name) &&
		    !given(r, g.name, n_given) && reg_add_group(r, g) == -1)
			return -1;
	}
	return 0;
}

static int
compare_groups(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	size_t n = x->name.n < y->name.n ? x->name.n : y->name.n;
	int by_text = memcmp(x->name.p, y->name.p, n);

	if (by_text != 0)
		return by_text;
	if (x->name.n != y->name.n)
		return x->name.n < y->name.n ? -1 : 1;
	if (x->org != y->org)
		return x->org < y->org ? -1 : 1;
	return date_compare(x->from, y->from);
}

int
reg_derive(struct reg *r)
{
	size_t n_aliases = r->n_aliases, n_groups = r->n_groups;

	for (size_t i = 0; i < n_aliases; i++)
		if (derive_press_name(r, r->aliases[i]) == -1)
			return -1;
	for (size_t org = 0; org < r->n_orgs; org++)
		if (derive_names(r, org) == -1 ||
		    derive_groups(r, org, n_groups) == -1)
			return -1;
	n_aliases = r->n_aliases;
	for (size_t i = 0; i < n_aliases; i++)
		if (add_spellings(r, r->aliases[i]) == -1)
			return -1;
	if (r->n_groups > 0)
		qsort(
		    r->groups, r->n_groups, sizeof(*r->groups), compare_groups);
	return 0;
}
