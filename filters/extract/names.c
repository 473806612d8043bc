/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "grow.h"
#include "names.h"
#include "suffix.h"

/* 1 if the name can mean a body of that sort. */
static int
means(const struct reg *reg, const struct name *name, enum body body)
{
	for (size_t i = 0; i < name->n; i++) {
		enum org_type t;

		if (name->meaning[i].org == REGISTER_NONE)
			continue;
		t = register_org(reg, name->meaning[i].org)->type;
		if ((body == BODY_CCG && t == ORG_CCG) ||
		    (body == BODY_TRUST && t == ORG_TRUST) ||
		    (body == BODY_SYSTEM && (t == ORG_STP || t == ORG_ICB)))
			return 1;
	}
	return 0;
}

/* "Plymouth Hospitals" is a trust; "East London" may be a place. */
static int
says_trust(const struct words *w, size_t at, size_t n)
{
	static const char *const words[] = {"hospital", "hospitals",
	    "healthcare", "health", "care", "infirmary", "university",
	    "services", "ambulance", "nhs", "partnership"};

	for (size_t i = at; i < at + n; i++)
		if (WORD_IN(w, i, words))
			return 1;
	return 0;
}

/* What a name without a suffix is taken for. */
static enum body
body_of(const struct words *w, size_t at, const struct reg *reg,
    const struct name *name, int *weak)
{
	enum body body = BODY_OTHER;

	*weak = 1;
	if (name->words > 1 && w->w[at].upper &&
	    w->w[at].end - w->w[at].start > 2 && means(reg, name, BODY_CCG)) {
		*weak = 0; /* "NEW Devon" is no place */
		return BODY_CCG;
	}
	for (size_t i = 0; i < name->n; i++) {
		const struct meaning *m = &name->meaning[i];
		enum org_type type;

		if (m->org == REGISTER_NONE)
			continue;
		type = register_org(reg, m->org)->type;
		if (type == ORG_CCG) {
			*weak = m->kind != ALIAS_FORMAL;
			return BODY_CCG;
		}
		if (type == ORG_TRUST) {
			body = BODY_TRUST;
			*weak = m->kind == ALIAS_SHORT &&
				!says_trust(w, at, name->words);
		} else if (body != BODY_TRUST) {
			body = type == ORG_NATIONAL ? BODY_NATIONAL
			       : type == ORG_SECTOR ? BODY_SECTOR
			       : type == ORG_REGION ? BODY_REGION
						    : BODY_SYSTEM;
			*weak = m->kind == ALIAS_SHORT;
		}
	}
	return body;
}

int
names_group(const struct name *name)
{
	for (size_t i = 0; i < name->n; i++)
		if (name->meaning[i].org == REGISTER_NONE)
			return 1;
	return 0;
}

/* The number that word i is, or 0. */
static size_t
number_at(const struct words *w, size_t i)
{
	static const char *const numbers[] = {"two", "three", "four", "five",
	    "six", "seven", "eight", "nine", "ten"};

	for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
		if (word_is(w, i, numbers[k]))
			return k + 2;
	return 0;
}

/* "the five north Kent CCGs", "the five hard-up Kent CCGs": the number said
 * with a group's name, or 0. */
static size_t
number_before(const struct words *w, size_t i)
{
	size_t n;

	for (size_t back = 1; back <= 3 && back <= i; back++) {
		if ((n = number_at(w, i - back)) != 0)
			return n;
		if (w->w[i - back].capital || word_is(w, i - back, "of") ||
		    !word_joined(w, i - back + 1))
			return 0; /* "two of the Kent CCGs" */
	}
	return 0;
}

/* "several London CCGs", "outer London CCGs": not all of the group. */
static int
is_part_of_group(const struct words *w, size_t i)
{
	static const char *const words[] = {"some", "several", "many", "most",
	    "few", "other", "certain", "individual", "two-thirds", "half",
	    "inner", "outer", "north", "south", "east", "west", "central",
	    "mid", "greater", "any", "these", "those", "neighbouring"};

	return i > 0 && word_joined(w, i) && WORD_IN(w, i - 1, words);
}

/*
 * "the eight CCGs of north west London", "the clinical commissioning groups
 * in Kent": where the phrase in front of a group's name at word i begins;
 * i if there is none.
 */
static size_t
groups_of(const struct words *w, size_t i)
{
	static const char *const preps[] = {
	    "of", "in", "across", "covering", "for", "serving", "around"};
	static const char *const nouns[] = {
	    "ccgs", "groups", "commissioners", "organisations", "bodies"};
	static const char *const before[] = {
	    "clinical", "commissioning", "gp", "nhs", "local", "health"};
	size_t k = i;

	if (k > 0 && word_is(w, k - 1, "the"))
		k--;
	if (k < 3 || !WORD_IN(w, k - 1, preps) || !WORD_IN(w, k - 2, nouns))
		return i;
	for (k -= 2; k > 0 && WORD_IN(w, k - 1, before);)
		k--;
	if (k > 0 && number_at(w, k - 1) != 0)
		k--;
	else if (k == 0 ||
		 (!word_is(w, k - 1, "the") && !word_is(w, k - 1, "all")))
		return i;
	while (k > 0 && (word_is(w, k - 1, "the") || word_is(w, k - 1, "all")))
		k--;
	return k;
}

/* 1 if a capitalised word that is no office goes on with the name. */
static int
goes_on(const struct words *w, size_t i)
{
	static const char *const offices[] = {"chief", "chair", "chairman",
	    "accountable", "director", "board", "governing", "gp", "dr", "lay",
	    "clinical", "finance", "managing", "interim", "deputy", "and",
	    "members", "leaders", "england", "turnaround", "locality", "area",
	    "is", "has", "to", "in", "faces", "told", "rated", "placed",
	    "annual", "report", "reports", "financial", "operational",
	    "operating", "commissioning", "strategic", "quality", "performance",
	    "audit", "primary", "public", "patient", "minutes", "meeting",
	    "papers", "statement", "strategy", "budget", "plan", "plans",
	    "executive", "medical", "spokesman", "spokeswoman", "spokesperson",
	    "will", "was", "are", "on", "at", "for", "with", "under", "out",
	    "after", "misses", "posts", "cuts", "loses", "warns", "says",
	    "admits", "seeks", "leaves", "exits", "escapes", "forecasts",
	    "expects", "needs", "set", "falls", "hits", "ends", "breaks",
	    "savings", "deficit", "surplus", "overspend", "special", "legal"};

	return i < w->n && w->w[i].before == ' ' && w->w[i].capital &&
	       !w->w[i].upper && w->w[i - 1].upper && !WORD_IN(w, i, offices);
}

/* Settles the name at word i into *f; returns the word behind it. */
static size_t
name_at(struct words *w, size_t i, const struct reg *reg,
    const struct name *name, struct found *f)
{
	size_t end = i + name->words, first;
	size_t n = suffix_at(w, end, &f->suffix);

	/* "Bristol, North Somerset and South Gloucestershire (BNSSG) CCGs" */
	if (n == 0 && end + 1 < w->n && w->w[end].before == '(' &&
	    w->w[end].upper && w->w[end + 1].before == ')') {
		w->w[end + 1].before = ' ';
		n = suffix_at(w, end + 1, &f->suffix);
		w->w[end + 1].before = ')';
		n += n != 0;
	}
	f->name = *name;
	f->start = w->w[i].start;
	if (f->suffix != SUFFIX_NONE) {
		f->body = suffix_body(f->suffix);
		end += n;
		f->group = f->suffix == SUFFIX_CCGS && names_group(name);
		f->said = f->group ? number_before(w, i) : 0;
		f->part = f->group && is_part_of_group(w, i);
		if (!means(reg, name, f->body) && !f->group)
			f->name.n = 0;
		if (f->body == BODY_CCG && goes_on(w, end)) {
			f->body = BODY_OTHER; /* "Hull CCG Night" */
			f->name.n = 0;
		}
		end = suffix_bracketed(w, end);
	} else if (names_group(name) && (first = groups_of(w, i)) != i) {
		f->body = BODY_CCG;
		f->group = 1;
		f->start = w->w[first].start;
		f->said = number_at(w, first);
		for (size_t k = first; f->said == 0 && k < first + 3; k++)
			f->said = number_at(w, k);
		f->end = w->w[end - 1].end;
		return end;
	} else if (!w->w[i].capital && words_compass(w, i)) {
		return i; /* "north Devon" is a place; with CCGs it is not */
	} else {
		f->body = body_of(w, i, reg, name, &f->weak);
		if (i > 0 && word_is(w, i - 1, "nhs") && word_joined(w, i) &&
		    f->body == BODY_CCG)
			f->weak = 0;
	}
	if (i > 0 && word_is(w, i - 1, "nhs") && f->body != BODY_NATIONAL)
		f->start = w->w[i - 1].start;
	f->end = w->w[end - 1].end;
	return end;
}

/* 1 if one of the name's CCGs exists on that date, or a group has members. */
static int
live(const struct reg *reg, const struct name *name, struct date on)
{
	for (size_t i = 0; i < name->n; i++) {
		size_t org = name->meaning[i].org;

		if (org == REGISTER_NONE)
			org = register_group(reg, name->meaning[i].group)->org;
		if (register_live(reg, org, on))
			return 1;
	}
	return 0;
}

/*
 * "Bristol, North Somerset and South Gloucestershire CCGs" before the three
 * became one: the name of a body to come is a list of those that exist.
 */
static int
is_list(const struct found *f, const struct reg *reg, struct date on)
{
	return f->suffix == SUFFIX_CCGS && !f->group && f->name.words > 2 &&
	       f->name.n != 0 && !live(reg, &f->name, on);
}

/* "South Cheshire and Vale Royal": a name that only a group of few has is
 * that of its members, if no more is said. */
static int
is_pair(const struct found *f)
{
	size_t members = 0;

	if (f->suffix != SUFFIX_NONE || f->group || f->name.words < 3)
		return 0;
	for (size_t i = 0; i < f->name.n; i++) {
		if (f->name.meaning[i].org != REGISTER_NONE)
			return 0;
		members++;
	}
	return members > 0;
}

static void
add_list(struct names *names, const struct gazetteer *g, const struct reg *reg,
    size_t i, const struct found *whole)
{
	struct words *w = &names->words;
	size_t end = i + whole->name.words;
	size_t first = names->n;

	while (i < end) {
		struct found f = *whole;

		if (!gazetteer_find(g, w, i, whole->name.words - 1, &f.name) ||
		    !means(reg, &f.name, BODY_CCG)) {
			i++;
			continue;
		}
		f.start = w->w[i].start;
		i += f.name.words;
		f.end = w->w[i - 1].end;
		f.weak = whole->suffix == SUFFIX_NONE;
		f.body = BODY_CCG;
		*GROW(names->f, names->n, names->cap) = f;
	}
	if (names->n > first)
		names->f[names->n - 1].end = whole->end;
}

/* 1 if such a name is two names of CCGs and an "and". */
static int
has_parts(const struct words *w, size_t i, const struct gazetteer *g,
    const struct reg *reg, const struct found *whole)
{
	size_t end = i + whole->name.words, covered = 0, parts = 0;

	while (i < end) {
		struct name name = {0};

		if (!gazetteer_find(g, w, i, whole->name.words - 1, &name) ||
		    !means(reg, &name, BODY_CCG)) {
			i++;
			continue;
		}
		i += name.words;
		covered += name.words;
		parts++;
	}
	return parts == 2 && covered + 1 == whole->name.words;
}

/*
 * "Central, North and South Manchester CCGs": the first words of a list share
 * the last words of its last name.  1 and *name for such a word at i.
 */
static int
elliptic(const struct words *w, size_t i, const struct gazetteer *g,
    struct name *name)
{
	struct word word[8];
	struct words whole = {.w = word};
	struct name last = {0};
	size_t k = i + 1;

	if (!w->w[i].capital || !words_compass(w, i))
		return 0;
	while (k < w->n && k < i + 8 &&
	       (word_is(w, k, "and") || words_compass(w, k)) &&
	       (w->w[k].before == ',' || w->w[k].before == ' ')) {
		if (words_compass(w, k) &&
		    gazetteer_find(g, w, k, SIZE_MAX, &last) && last.words > 1)
			break;
		k++;
	}
	if (last.words < 2 || last.words > 7)
		return 0;
	word[whole.n++] = w->w[i];
	for (size_t j = 1; j < last.words; j++) {
		word[whole.n] = w->w[k + j];
		word[whole.n++].before = ' ';
	}
	return gazetteer_find(g, &whole, 0, SIZE_MAX, name) &&
	       name->words == whole.n;
}

void
names_find(struct names *names, const struct gazetteer *g,
    const struct reg *reg, const struct document *d, size_t sentence)
{
	const struct sentence *s = &d->sentence[sentence];
	struct words *w = &names->words;
	struct slice block = d->block[s->block].text;

	words_split(w, block, s->start, s->end);
	for (size_t i = 0; i < w->n;) {
		struct found f = {.sentence = sentence};
		struct name name = {0};
		enum body body = BODY_OTHER;
		int known = gazetteer_find(g, w, i, SIZE_MAX, &name);
		size_t run = suffix_institution(w, i, &body);
		size_t end = known ? name_at(w, i, reg, &name, &f) : i;

		if (!known && run == i && elliptic(w, i, g, &name)) {
			f.name = name;
			f.body = BODY_CCG;
			f.weak = 1; /* until the plural speaks for it */
			f.start = w->w[i].start;
			f.end = w->w[i].end;
			end = i + 1;
		}

		if (known && run == end + 1 && word_is(w, end, "s"))
			run = i; /* "Croydon's was the largest" */
		if (run > end) { /* the longer name wins: "Croydon Council" */
			f = (struct found){.sentence = sentence,
			    .body = body,
			    .suffix = SUFFIX_OTHER,
			    .start = w->w[i].start,
			    .end = w->w[run - 1].end};
			end = run;
		}
		if (known && run == end && f.weak) {
			f.weak = 0; /* "Kettering General" says what it is */
			f.body = body;
		}
		if (end == i) {
			i++;
			continue;
		}
		if (f.end < s->end && block.p[f.end] == ')' &&
		    memchr(block.p + f.start, '(', f.end - f.start) != NULL)
			f.end++; /* "(CCG)" */
		if (is_list(&f, reg, d->published) ||
		    (is_pair(&f) && has_parts(&names->words, i, g, reg, &f)))
			add_list(names, g, reg, i, &f);
		else
			*GROW(names->f, names->n, names->cap) = f;
		i = end;
	}
}
