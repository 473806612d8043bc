/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "grow.h"
#include "refs.h"
#include "sentence.h"
#include "tag.h"

void
tagger_init(struct tagger *t, const struct reg *reg)
{
	*t = (struct tagger){.reg = reg, .gazetteer = gazetteer_new(reg)};
}

void
tagger_free(struct tagger *t)
{
	gazetteer_free(t->gazetteer);
	free(t->names.f);
	words_free(&t->names.words);
	words_free(&t->words);
}

/* Entities. */

size_t
entity_for(struct document *d, size_t org, enum body body, struct slice name)
{
	struct entity *e;

	for (size_t i = 0; i < d->nentity; i++) {
		e = &d->entity[i];
		if (org != REGISTER_NONE
			? e->org == org
			: e->org == REGISTER_NONE && slice_eq(e->name, name))
			return i;
	}
	e = GROW(d->entity, d->nentity, d->centity);
	e->org = org;
	e->body = body;
	e->name = name;
	return d->nentity - 1;
}

void
mention_add(struct document *d, struct mention *m, size_t entity)
{
	if (m->nwho == 0)
		m->who = d->nmember;
	*GROW(d->member, d->nmember, d->cmember) = entity;
	m->nwho++;
}

static int
of_body(enum org_type type, enum body body)
{
	switch (type) {
	case ORG_CCG:
		return body == BODY_CCG;
	case ORG_TRUST:
		return body == BODY_TRUST;
	case ORG_STP:
	case ORG_ICB:
		return body == BODY_SYSTEM;
	case ORG_NATIONAL:
		return body == BODY_NATIONAL;
	case ORG_SECTOR:
		return body == BODY_SECTOR;
	default:
		return body == BODY_REGION;
	}
}

/*
 * How well a meaning fits the document's date: 3 the body lives and bears
 * that name, 2 it lives, 1 it has closed or is yet to open, 0 not that
 * sort of body.
 */
static int
fit(const struct reg *reg, const struct meaning *m, enum body body,
    struct date on)
{
	if (m->org == REGISTER_NONE ||
	    !of_body(register_org(reg, m->org)->type, body))
		return 0;
	if (!register_live(reg, m->org, on))
		return 1;
	if (on.year != 0 &&
	    ((m->from.year != 0 &&
		 date_days(date_last(on)) < date_days(m->from)) ||
		(m->to.year != 0 && date_days(on) > date_days(m->to))))
		return 2;
	return 3;
}

/* The entity that a name means; further candidates of equal fit with it. */
static size_t
entity_of(struct document *d, const struct reg *reg, const struct found *f,
    struct slice text)
{
	size_t best = REGISTER_NONE, also[4], n = 0, e;
	int rank = 0;

	for (size_t i = 0; i < f->name.n; i++) {
		int k = fit(reg, &f->name.meaning[i], f->body, d->published);

		if (k == 0 || k < rank)
			continue;
		if (k > rank) {
			rank = k;
			best = f->name.meaning[i].org;
			n = 0;
		} else if (n < 4) {
			also[n++] = f->name.meaning[i].org;
		}
	}
	e = entity_for(d, best, f->body, text);
	d->entity[e].nalso = n;
	memcpy(d->entity[e].also, also, n * sizeof *also);
	return e;
}

/* Names to mentions. */

static struct slice
found_text(const struct document *d, const struct found *f)
{
	const struct sentence *s = &d->sentence[f->sentence];

	return (struct slice){
	    d->block[s->block].text.p + f->start, f->end - f->start};
}

static int
equals(struct slice s, const char *const *list, size_t n)
{
	while (s.n > 0 && *s.p == ' ')
		s.p++, s.n--;
	while (s.n > 0 && s.p[s.n - 1] == ' ')
		s.n--;
	for (size_t i = 0; i < n; i++)
		if (slice_is(s, list[i]))
			return 1;
	return 0;
}

/* 1 if nothing but a list's joint stands between two names. */
static int
listed(const struct document *d, const struct found *a, const struct found *b)
{
	static const char *const joints[] = {",", "and", ", and", "&", "or",
	    ", or", "/", ";", "; and", "and the", ", the", "as well as"};
	struct slice gap;

	if (a->sentence != b->sentence || b->start < a->end)
		return 0;
	gap = (struct slice){
	    found_text(d, a).p + (a->end - a->start), b->start - a->end};
	return gap.n < 16 &&
	       equals(gap, joints, sizeof joints / sizeof *joints);
}

/* The lower-case word that ends at or begins at a byte of a block. */
static struct slice
word_before(struct slice t, size_t at)
{
	size_t e = at, b;

	while (e > 0 && t.p[e - 1] == ' ')
		e--;
	for (b = e; b > 0 && t.p[b - 1] != ' ' && t.p[b - 1] != '(';)
		b--;
	return (struct slice){t.p + b, e - b};
}

static struct slice
word_after(struct slice t, size_t at)
{
	size_t e;

	while (at < t.n && t.p[at] == ' ')
		at++;
	for (e = at;
	     e < t.n && ((t.p[e] | 0x20) >= 'a' && (t.p[e] | 0x20) <= 'z');)
		e++;
	return (struct slice){t.p + at, e - at};
}

/* Words that make a bare name a place and not a body. */
static int
is_place(
    struct slice block, const struct found *first, const struct found *last)
{
	static const char *const before[] = {"in", "across", "around", "near",
	    "of", "through", "outside", "throughout", "In", "Across", "inside",
	    "north", "south", "east", "west", "mid", "central", "greater"};
	static const char *const after[] = {"council", "hospital", "hospitals",
	    "MP", "MPs", "residents", "people", "patients", "GP", "GPs", "road",
	    "city", "town", "area", "university", "borough", "county",
	    "district", "community", "Healthwatch", "LMC", "practices",
	    "surgeries", "A", "House", "Health", "Road", "councillors",
	    "trusts", "trust", "infirmary", "services", "health"};

	return equals(word_before(block, first->start), before,
		   sizeof before / sizeof *before) ||
	       equals(word_after(block, last->end), after,
		   sizeof after / sizeof *after);
}

/* 1 if the sentence speaks of groups, so that a list of places is bodies. */
static int
speaks_of_groups(const struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (word_is(w, i, "groups") || word_is(w, i, "ccgs") ||
		    word_is(w, i, "commissioners") || word_is(w, i, "group"))
			return 1;
	return 0;
}

static int
can_be_ccg(const struct reg *reg, const struct found *f)
{
	for (size_t i = 0; i < f->name.n; i++)
		if (f->name.meaning[i].org != REGISTER_NONE &&
		    register_org(reg, f->name.meaning[i].org)->type == ORG_CCG)
			return 1;
	return 0;
}

/* 1 if a bare name alone fills a list item, a heading or a table cell. */
static int
fills_cell(const struct document *d, const struct found *f)
{
	const struct block *b = &d->block[d->sentence[f->sentence].block];

	if (b->kind == TEXT_ROW)
		return (f->start == 0 || b->text.p[f->start - 1] == '\t') &&
		       (f->end == b->text.n || b->text.p[f->end] == '\t');
	return b->kind == TEXT_ITEM && f->start == 0 && f->end == b->text.n;
}

static int
document_has_ccg(const struct document *d)
{
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_CCG && d->entity[i].strong)
			return 1;
	return 0;
}

/* "Ashford, Swale and Thanet CCGs": the plural speaks for the whole list. */
static void
promote(const struct reg *reg, struct found *f, size_t n)
{
	size_t since = 0;

	for (size_t i = 0; i < n; i++) {
		if (f[i].suffix != SUFFIX_CCGS &&
		    !(f[i].suffix == SUFFIX_CCG && i > since + 1))
			continue;
		for (; since < i; since++)
			if (can_be_ccg(reg, &f[since]) &&
			    f[since].suffix == SUFFIX_NONE) {
				f[since].weak = 0;
				f[since].body = BODY_CCG;
			}
		since = i + 1;
	}
}

/* "Croydon's own"; but not "Wolverhampton's Royal Hospital". */
static int
has_something(struct slice block, const struct found *f)
{
	struct slice rest = {block.p + f->end, block.n - f->end};

	if (rest.n > 5 && memcmp(rest.p, "\xe2\x80\x99s ", 5) == 0)
		return rest.p[5] >= 'a' && rest.p[5] <= 'z';
	return rest.n > 3 && memcmp(rest.p, "'s ", 3) == 0 &&
	       rest.p[3] >= 'a' && rest.p[3] <= 'z';
}

/* "Croydon's", "Croydon, which", "Croydon is": a place does not act. */
static int
acts(struct slice block, const struct found *f)
{
	static const char *const words[] = {"is", "was", "has", "had",
	    "remains", "expects", "will", "says", "said", "ended", "forecasts",
	    "posted", "recorded", "met", "missed", "shares", "plans", "faces",
	    "reported", "finished", "needs", "must", "also", "which", "itself",
	    "overspent", "did", "took", "now", "hopes", "received", "got",
	    "moved", "came", "aims", "predicts", "could", "were", "are", "have",
	    "went", "closed", "made", "kept", "too", "may", "ran"};
	static const char *const behind_comma[] = {
	    "in", "under", "whose", "one", "rated", "already", "currently"};
	struct slice rest = {block.p + f->end, block.n - f->end};

	if (has_something(block, f))
		return 1;
	if (rest.n > 3 && (memcmp(rest.p, " \xc2\xa3", 3) == 0 ||
			      memcmp(rest.p, " \xe2\x80\x98", 4) == 0))
		return 1;
	if (rest.n > 1 && rest.p[0] == ',') {
		rest.p++, rest.n--;
		if (equals(word_after(rest, 0), behind_comma,
			sizeof behind_comma / sizeof *behind_comma))
			return 1;
	}
	return equals(word_after(rest, 0), words, sizeof words / sizeof *words);
}

/* "as do Croydon and Vale of York", "like Swale": it is one of them. */
static int
compared(struct slice block, const struct found *first)
{
	static const char *const words[] = {"do", "did", "does", "was", "were",
	    "are", "is", "has", "have", "like", "unlike"};

	return equals(word_before(block, first->start), words,
	    sizeof words / sizeof *words);
}

/*
 * A bare "Walsall" is the Walsall trust where the text names that no less
 * often than the CCG.  Its entity, or SIZE_MAX.
 */
static size_t
namesake(const struct document *d, struct slice name, size_t ccg)
{
	size_t best = SIZE_MAX;
	unsigned trusts = 0;

	for (size_t i = 0; i < d->nentity; i++) {
		const struct entity *e = &d->entity[i];

		if (e->body != BODY_TRUST || e->name.n <= name.n ||
		    memcmp(e->name.p, name.p, name.n) != 0)
			continue;
		trusts += e->strong;
		if (best == SIZE_MAX)
			best = i;
	}
	return trusts >= d->entity[ccg].strong ? best : SIZE_MAX;
}

/* Decides on the bare names of a chain f[0..n-1]: clears weak, or leaves. */
static void
settle_weak(struct tagger *t, struct document *d, struct found *f, size_t n)
{
	struct slice block = d->block[d->sentence[f->sentence].block].text;

	for (size_t i = 0; i < n; i++) {
		size_t e, twin;

		if (!f[i].weak || f[i].body != BODY_CCG)
			continue;
		if (n == 1 && fills_cell(d, f) && document_has_ccg(d)) {
			f[i].weak = 0;
			continue;
		}
		/* "in Swale's own papers": what it has makes it a body */
		if (is_place(block, &f[0], &f[n - 1]) &&
		    !has_something(block, &f[n - 1]))
			continue;
		e = entity_of(d, t->reg, &f[i], found_text(d, &f[i]));
		if ((twin = namesake(d, found_text(d, &f[i]), e)) != SIZE_MAX) {
			f[i].twin = twin + 1;
			f[i].body = BODY_TRUST;
			f[i].weak = 0;
			continue;
		}
		if (d->entity[e].strong ||
		    (document_has_ccg(d) && compared(block, &f[0])) ||
		    (n > 1 && speaks_of_groups(&t->words)) ||
		    (document_has_ccg(d) && acts(block, &f[n - 1])))
			f[i].weak = 0;
	}
}

static void
add_group(struct tagger *t, struct document *d, struct mention *m,
    const struct found *f)
{
	struct slice name = {0};

	for (size_t i = 0; i < f->name.n; i++)
		if (f->name.meaning[i].org == REGISTER_NONE)
			name = register_group(t->reg, f->name.meaning[i].group)
				   ->name;
	for (size_t i = 0; i < register_groups(t->reg); i++) {
		const struct group *g = register_group(t->reg, i);

		if (slice_eq(g->name, name) &&
		    register_live(t->reg, g->org, d->published))
			mention_add(d, m,
			    entity_for(d, g->org, BODY_CCG,
				register_name(t->reg, g->org, d->published)));
	}
	m->kind = MENTION_ORG;
	m->body = BODY_CCG;
	m->plural = 1;
	m->said = f->said;
	if (m->nwho == 0 || (f->said != 0 && f->said != m->nwho)) {
		m->nwho = 0; /* the register knows another set: stay joint */
		m->kind = MENTION_REF;
		m->ref = REF_CCGS;
	}
}

static struct mention *
new_mention(struct document *d, const struct found *f)
{
	struct mention *m = GROW(d->mention, d->nmention, d->cmention);

	m->kind = MENTION_ORG;
	m->start = f->start;
	m->end = f->end;
	m->body = f->body;
	m->weak = f->weak;
	return m;
}

/* Turns the chain f[0..n-1] into mentions: one for each run of CCGs. */
static void
add_chain(struct tagger *t, struct document *d, struct found *f, size_t n)
{
	struct mention *m = NULL;

	settle_weak(t, d, f, n);
	for (size_t i = 0; i < n; i++) {
		size_t e;

		if (f[i].group) {
			m = new_mention(d, &f[i]);
			add_group(t, d, m, &f[i]);
			m = NULL;
			continue;
		}
		if (f[i].weak) {
			m = NULL;
			continue;
		}
		e = f[i].twin != 0
			? f[i].twin - 1
			: entity_of(d, t->reg, &f[i], found_text(d, &f[i]));
		d->entity[e].count++;
		if (m == NULL || m->body != BODY_CCG || f[i].body != BODY_CCG)
			m = new_mention(d, &f[i]);
		mention_add(d, m, e);
		m->end = f[i].end;
		m->plural = m->nwho > 1;
	}
}

static size_t
chain_length(const struct document *d, const struct names *names, size_t at)
{
	size_t n = 1;

	while (at + n < names->n &&
	       listed(d, &names->f[at + n - 1], &names->f[at + n]))
		n++;
	return n;
}

static void
add_names(struct tagger *t, struct document *d, size_t sentence, size_t *at)
{
	struct names *names = &t->names;

	while (*at < names->n && names->f[*at].sentence == sentence) {
		size_t n = 1;

		while (*at + n < names->n &&
		       listed(d, &names->f[*at + n - 1], &names->f[*at + n]))
			n++;
		add_chain(t, d, &names->f[*at], n);
		*at += n;
	}
}

/* Quantities and words that stand for a body. */

static int
covered(const struct document *d, size_t first, size_t start, size_t end)
{
	for (size_t i = first; i < d->nmention; i++)
		if (start < d->mention[i].end && end > d->mention[i].start)
			return 1;
	return 0;
}

static void
add_money(struct document *d, const struct sentence *s, size_t first)
{
	struct slice text = sentence_text(d, s);
	struct money money;

	for (size_t at = 0; money_next(text, at, &money); at = money.end) {
		struct mention *m;

		if (!money.currency && !money.scaled)
			continue;
		if (covered(
			d, first, s->start + money.start, s->start + money.end))
			continue;
		m = GROW(d->mention, d->nmention, d->cmention);
		m->kind = MENTION_MONEY;
		m->money = money;
		m->start = s->start + money.start;
		m->end = s->start + money.end;
	}
}

static void
add_periods(struct document *d, const struct sentence *s, size_t first)
{
	struct slice text = sentence_text(d, s);
	struct period period;

	for (size_t at = 0; period_next(text, at, &period); at = period.end) {
		struct mention *m;

		if (covered(d, first, s->start + period.start,
			s->start + period.end))
			continue;
		m = GROW(d->mention, d->nmention, d->cmention);
		m->kind = MENTION_PERIOD;
		m->period = period;
		m->start = s->start + period.start;
		m->end = s->start + period.end;
	}
}

static void
add_refs(struct tagger *t, struct document *d, size_t first)
{
	const struct words *w = &t->words;

	for (size_t i = 0; i < w->n;) {
		struct mention ref = {0};
		const char *sector = NULL;
		size_t end = refs_find(w, i, &ref);

		if (end == i && (end = refs_sector(w, i, &sector)) == i) {
			sector = NULL;
			end = refs_some(w, i, &ref);
		}
		if (end == i) {
			i++;
			continue;
		}
		if (sector != NULL) {
			ref.kind = MENTION_ORG;
			ref.body = BODY_SECTOR;
			ref.start = w->w[i].start;
			ref.end = w->w[end - 1].end;
		}
		if (!covered(d, first, ref.start, ref.end)) {
			struct mention *m =
			    GROW(d->mention, d->nmention, d->cmention);
			size_t org = sector == NULL ? REGISTER_NONE
						    : register_find(t->reg,
							  slice_of(sector));

			*m = ref;
			if (org != REGISTER_NONE)
				mention_add(d, m,
				    entity_for(d, org, BODY_SECTOR,
					register_org(t->reg, org)->name));
		} else
			end = i + 1;
		i = end;
	}
}

static int
by_start(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

/* "£3m, £1m worse" is no series: the last joint must be an "and". */
static int
closed(struct slice t, const struct mention *m, size_t n)
{
	static const char *const ands[] = {"and", ", and", ", and of"};

	return n > 1 && equals((struct slice){t.p + m[n - 2].end,
				   m[n - 1].start - m[n - 2].end},
			    ands, sizeof ands / sizeof *ands);
}

/* Numbers the amounts of "£3m, £4m and £5m" as one series. */
static void
find_series(struct document *d, const struct sentence *s)
{
	static const char *const joints[] = {",", "and", ", and", ", and of"};
	struct mention *m = &d->mention[s->mention];
	struct slice t = d->block[s->block].text;

	for (size_t i = 0; i < s->nmention;) {
		size_t n = 1;

		if (m[i].kind != MENTION_MONEY) {
			i++;
			continue;
		}
		while (i + n < s->nmention && m[i + n].kind == MENTION_MONEY &&
		       equals((struct slice){t.p + m[i + n - 1].end,
				  m[i + n].start - m[i + n - 1].end},
			   joints, sizeof joints / sizeof *joints))
			n++;
		for (size_t k = 0; k < n; k++) {
			m[i + k].series = k;
			m[i + k].of = closed(t, m + i, n) ? n : 1;
		}
		i += n;
	}
}

/* The folded sentence. */

static char
letter_of(const struct mention *m)
{
	static const char letters[] = "ctynsgk";

	switch (m->kind) {
	case MENTION_MONEY:
		return 'm';
	case MENTION_PERIOD:
		return 'p';
	case MENTION_REF:
		return 'r';
	default:
		return letters[m->body];
	}
}

/* One character of the text as the patterns see it; its length in *n. */
static char
fold_char(const char *p, size_t left, size_t *n)
{
	unsigned char c = (unsigned char)*p;

	*n = 1;
	if (c < 0x80) {
		if (c >= 'A' && c <= 'Z')
			return (char)(c | 0x20);
		return c == '<' ? '(' : c == '>' ? ')' : (char)c;
	}
	*n = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
	if (*n > left)
		*n = left;
	if (*n == 2 && memcmp(p, "\xc2\xa3", 2) == 0)
		return '#';
	if (*n == 3 && memcmp(p, "\xe2\x80", 2) == 0) {
		unsigned char k = (unsigned char)p[2];

		if (k == 0x98 || k == 0x99)
			return '\'';
		if (k == 0x9c || k == 0x9d)
			return '"';
		if (k >= 0x90 && k <= 0x95)
			return '-';
	}
	return '?';
}

static void
fold(struct document *d, struct sentence *s)
{
	struct slice t = d->block[s->block].text;
	size_t i = s->start, n, k = 0;
	int bad = 0;

	s->fold = d->fold.n;
	while (i < s->end) {
		struct mention *m = &d->mention[s->mention + k];

		if (k < s->nmention && i == m->start) {
			m->tag = d->fold.n - s->fold;
			bad |= buf_printf(&d->fold, "<%c%zu>", letter_of(m), k);
			m->tag_end = d->fold.n - s->fold;
			i = m->end;
			k++;
			continue;
		}
		bad |= buf_putc(&d->fold, fold_char(t.p + i, s->end - i, &n));
		i += n;
	}
	s->nfold = d->fold.n - s->fold;
	bad |= buf_putc(&d->fold, '\0');
	if (bad)
		die(EXIT_SYSTEM, "out of memory");
}

static void
tag_sentence(struct tagger *t, struct document *d, size_t i, size_t *name)
{
	struct sentence *s = &d->sentence[i];
	size_t first = d->nmention;

	words_split(&t->words, d->block[s->block].text, s->start, s->end);
	add_names(t, d, i, name);
	add_money(d, s, first);
	add_periods(d, s, first);
	add_refs(t, d, first);
	s->mention = first;
	s->nmention = d->nmention - first;
	qsort(d->mention + first, s->nmention, sizeof *d->mention, by_start);
	find_series(d, s);
	fold(d, s);
}

/* The first pass: bodies that the text names beyond doubt, somewhere. */
static void
find_strong(struct tagger *t, struct document *d)
{
	struct names *names = &t->names;

	for (size_t i = 0, n; i < names->n; i += n) {
		n = chain_length(d, names, i);
		promote(t->reg, names->f + i, n);
		for (size_t k = i; k < i + n; k++) {
			struct found *f = &names->f[k];
			size_t e;

			if (f->weak || f->group ||
			    (f->name.n == 0 && f->body == BODY_CCG))
				continue;
			e = entity_of(d, t->reg, f, found_text(d, f));
			d->entity[e].strong++;
		}
	}
}

void
tag_document(struct tagger *t, struct document *d)
{
	size_t name = 0;

	t->names.n = 0;
	for (size_t i = 0; i < d->nsentence; i++)
		names_find(&t->names, t->gazetteer, t->reg, d, i);
	find_strong(t, d);
	for (size_t i = 0; i < d->nsentence; i++)
		tag_sentence(t, d, i, &name);
}
