/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entity.h"
#include "grow.h"
#include "topic.h"
#include "scan.h"
#include "table_whose.h"

enum { NAME_WORDS = 8, FIRST_BLOCKS = 8 };

/* Names. */

static struct slice
cut_front(struct slice s, size_t to)
{
	to = scan_space(s, to);
	return (struct slice){s.p + to, s.n - to};
}

/* "NHS Croydon CCG" to "Croydon"; *ccg says whether it said that it is one. */
static struct slice
bare_name(struct slice s, int *ccg)
{
	static const char *const tails[] = {
	    "clinical commissioning group", "ccg", "commissioning group"};
	size_t at;

	s = cell_trim(s);
	if ((at = scan_phrase(s, 0, "the")) != SCAN_NONE)
		s = cut_front(s, at);
	if ((at = scan_phrase(s, 0, "nhs")) != SCAN_NONE)
		s = cut_front(s, at);
	*ccg = 0;
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		if ((at = scan_phrase_back(s, s.n, tails[i])) != SCAN_NONE) {
			*ccg = 1;
			return cell_trim((struct slice){s.p, at});
		}
	return s;
}

/* Past what parts two words of a name; "&" counts as "and" in name_char. */
static size_t
skip(struct slice s, size_t i)
{
	while (i < s.n && (s.p[i] == ' ' || s.p[i] == ',' || s.p[i] == '-' ||
			      s.p[i] == '.'))
		i++;
	return i;
}

static size_t
same_word(struct slice a, size_t i, struct slice b, size_t *k)
{
	size_t from = i;

	if (a.p[i] == '&' && scan_phrase(b, *k, "and") != SCAN_NONE) {
		*k += 3;
		return i + 1;
	}
	if (b.p[*k] == '&' && scan_phrase(a, i, "and") != SCAN_NONE) {
		*k += 1;
		return i + 3;
	}
	while (
	    i < a.n && *k < b.n && strchr(" ,-.", a.p[i]) == NULL &&
	    strchr(" ,-.", b.p[*k]) == NULL &&
	    ((a.p[i] ^ b.p[*k]) == 0 || (scan_letter((unsigned char)a.p[i]) &&
					    ((a.p[i] ^ b.p[*k]) == 0x20))))
		i++, ++*k;
	return i > from ? i : SCAN_NONE;
}

/* 1 if two names are the same but for case, commas, hyphens and "&". */
static int
same_name(struct slice a, struct slice b)
{
	size_t i = skip(a, 0), k = skip(b, 0);

	while (i < a.n && k < b.n) {
		i = same_word(a, i, b, &k);
		if (i == SCAN_NONE ||
		    (i < a.n && skip(a, i) == i && a.p[i] != '&') ||
		    (k < b.n && skip(b, k) == k && b.p[k] != '&'))
			return 0;
		i = skip(a, i);
		k = skip(b, k);
	}
	return i == a.n && k == b.n;
}

static void
read_names(struct paper *p)
{
	for (size_t i = 0; i < register_aliases(p->reg); i++) {
		const struct alias *a = register_alias(p->reg, i);
		struct ccg_name *n;
		int said;

		if (register_org(p->reg, a->org)->type != ORG_CCG)
			continue;
		n = GROW(p->name, p->nname, p->cname);
		n->bare = bare_name(a->text, &said);
		n->org = a->org;
		n->acronym = a->kind == ALIAS_ACRONYM;
	}
}

static int
is_named(const struct ccg_name *n, struct slice text)
{
	if (n->acronym)
		return slice_eq(n->bare, text);
	return n->bare.n > 0 && ((*n->bare.p ^ *text.p) & ~0x20) == 0 &&
	       same_name(n->bare, text);
}

/* The CCG of that bare name, alive on the date if there is such; or NONE. */
static size_t
find_ccg(struct paper *p, struct slice name, struct date on)
{
	size_t best = REGISTER_NONE;

	if (p->nname == 0)
		read_names(p);
	for (size_t i = 0; i < p->nname; i++) {
		size_t org = p->name[i].org;

		if (!is_named(&p->name[i], name))
			continue;
		if (best == REGISTER_NONE ||
		    (register_live(p->reg, org, on) &&
			!register_live(p->reg, best, on)))
			best = org;
	}
	return best;
}

size_t
whose_label(struct paper *p, struct document *d, struct slice text, int weak)
{
	int ccg;
	struct slice name = bare_name(text, &ccg);
	size_t org;

	if (name.n < 2 || name.n > 90 || (!ccg && !weak))
		return NO_ENTITY;
	org = find_ccg(p, name, d->published);
	return org == REGISTER_NONE ? NO_ENTITY
				    : entity_for(d, org, BODY_CCG, text);
}

/*
 * The words for a CCG that end with "CCG" at end: the longest run of words
 * before it that is a name.
 */
static size_t
named_before(struct paper *p, struct document *d, struct slice text,
    size_t from, size_t end)
{
	size_t start[NAME_WORDS], n = 0, at = from;

	while (n < NAME_WORDS) {
		size_t e = at, b;

		while (e > 0 && strchr(" ,-", text.p[e - 1]) != NULL)
			e--;
		for (b = e; b > 0 && strchr(" ,-(:|", text.p[b - 1]) == NULL;)
			b--;
		if (b == e)
			break;
		start[n++] = at = b;
	}
	while (n-- > 0) {
		size_t who = whose_label(
		    p, d, (struct slice){text.p + start[n], end - start[n]}, 0);

		if (who != NO_ENTITY)
			return who;
	}
	return NO_ENTITY;
}

/* The next "CCG" in words; *plural where it speaks of several. */
static size_t
next_ccg(struct slice text, size_t from, size_t *end, int *plural)
{
	for (size_t i = from; i < text.n; i++) {
		if (scan_alnum_before(text, i) || (text.p[i] | 0x20) != 'c')
			continue;
		*plural = 0;
		if ((*end = scan_phrase(text, i, "ccg")) != SCAN_NONE ||
		    (*end = scan_phrase(
			 text, i, "clinical commissioning group")) != SCAN_NONE)
			return i;
		*plural = 1;
		if ((*end = scan_phrase(text, i, "ccgs")) != SCAN_NONE ||
		    (*end = scan_phrase(text, i,
			 "clinical commissioning groups")) != SCAN_NONE)
			return i;
	}
	return SCAN_NONE;
}

/* JOINT where it names several or speaks of them. */
static size_t
named_in(struct paper *p, struct document *d, struct slice text)
{
	size_t who = NO_ENTITY, end = 0, at;
	int plural;

	for (at = next_ccg(text, 0, &end, &plural); at != SCAN_NONE;
	     at = next_ccg(text, end, &end, &plural)) {
		size_t named =
		    plural ? JOINT : named_before(p, d, text, at, end);

		if (named == NO_ENTITY)
			continue;
		if (who != NO_ENTITY && named != who)
			return JOINT;
		who = named;
	}
	return who;
}

size_t
whose_text(struct paper *p, struct document *d, struct slice text)
{
	size_t who = named_in(p, d, text);

	return who == JOINT ? NO_ENTITY : who;
}

/* The paper. */

/* Blocks that name the body a paper comes from, in order of trust. */
static int
speaks_for(const struct block *b, int round)
{
	switch (round) {
	case 0:
		return b->kind == TEXT_TITLE;
	case 1:
		return b->kind == TEXT_FURNITURE && b->page != 0;
	case 2:
		return b->kind == TEXT_HEADING;
	default:
		return b->kind == TEXT_PARAGRAPH || b->kind == TEXT_CAPTION ||
		       b->kind == TEXT_ITEM;
	}
}

void
whose_paper(struct paper *p, struct document *d)
{
	size_t who = named_in(p, d, d->title);

	for (int round = 0; who == NO_ENTITY && round < 4; round++) {
		if (round == 1) /* a web page's site before its text */
			who = named_in(p, d, d->publisher);
		for (size_t i = 0, seen = 0;
		     who == NO_ENTITY && i < d->nblock && seen < FIRST_BLOCKS;
		     i++) {
			seen += d->block[i].kind != TEXT_FURNITURE;
			if (speaks_for(&d->block[i], round))
				who = named_in(p, d, d->block[i].text);
		}
	}
	if (who == NO_ENTITY && d->nentity != 0) {
		who = topic_of(d);
		if (who == SIZE_MAX)
			who = NO_ENTITY;
	}
	p->owner = who;
}
