/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "bare.h"
#include "crowd.h"
#include "refs.h"

struct slice
found_text(const struct document *d, const struct found *f)
{
	const struct sentence *s = &d->sentence[f->sentence];

	return (struct slice){
	    d->block[s->block].text.p + f->start, f->end - f->start};
}

int
equals_one(struct slice s, const char *const *list, size_t n)
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

/* "Hull health bosses": behind the word "health". */
static int
are_commissioners(struct slice block, struct slice health)
{
	static const char *const nouns[] = {"bosses", "boss", "chiefs", "chief",
	    "groups", "group", "bodies", "body", "commissioners",
	    "commissioner", "leaders"};
	size_t at = (size_t)(health.p - block.p) + health.n;

	return equals_one(
	    word_after(block, at), nouns, sizeof nouns / sizeof *nouns);
}

/* Words that make a bare name a place and not a body. */
static int
is_place(
    struct slice block, const struct found *first, const struct found *last)
{
	static const char *const before[] = {"in", "across", "around", "near",
	    "of", "through", "outside", "throughout", "In", "Across", "inside",
	    "the", "north", "south", "east", "west", "mid", "central",
	    "greater"};
	static const char *const after[] = {"council", "hospital", "hospitals",
	    "MP", "MPs", "residents", "people", "patients", "GP", "GPs", "road",
	    "city", "town", "area", "university", "borough", "county",
	    "district", "community", "Healthwatch", "LMC", "practices",
	    "surgeries", "A", "House", "Health", "Road", "councillors",
	    "trusts", "trust", "infirmary", "services", "health"};

	struct slice next = word_after(block, last->end);

	if (equals_one(word_before(block, first->start), before,
		sizeof before / sizeof *before))
		return 1;
	return equals_one(next, after, sizeof after / sizeof *after) &&
	       !(slice_is(next, "health") && are_commissioners(block, next));
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

int
bare_has_ccg(const struct document *d)
{
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_CCG && d->entity[i].strong)
			return 1;
	for (size_t i = 0; i < d->nblock; i++)
		if (d->block[i].kind == TEXT_TITLE &&
		    memmem(d->block[i].text.p, d->block[i].text.n, "CCG", 3) !=
			NULL)
			return 1;
	return 0;
}

/* "Ashford, Swale and Thanet CCGs": the plural speaks for the whole list. */
void
bare_promote(const struct reg *reg, struct found *f, size_t n)
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

	if (rest.n > 5 && (memcmp(rest.p, "\xe2\x80\x99s ", 5) == 0 ||
			      memcmp(rest.p, "\xe2\x80\x99S ", 5) == 0))
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
	    "overspent", "get", "gets", "got", "did", "took", "now", "hopes",
	    "received", "got", "moved", "came", "aims", "predicts", "could",
	    "were", "are", "have", "went", "closed", "made", "kept", "too",
	    "may", "ran", "one", "nor", "alone", "likewise"};
	static const char *const behind_comma[] = {"in", "under", "whose",
	    "one", "rated", "already", "currently", "where", "the", "a", "its",
	    "another", "also", "with", "meanwhile", "however", "too", "though",
	    "still"};
	struct slice rest = {block.p + f->end, block.n - f->end};

	if (has_something(block, f))
		return 1;
	if (rest.n > 3 && (memcmp(rest.p, " \xc2\xa3", 3) == 0 ||
			      memcmp(rest.p, " \xe2\x80\x98", 4) == 0))
		return 1;
	if (rest.n > 1 && rest.p[0] == ',') {
		rest.p++, rest.n--;
		if (equals_one(word_after(rest, 0), behind_comma,
			sizeof behind_comma / sizeof *behind_comma))
			return 1;
	}
	rest = word_after(rest, 0);
	return equals_one(rest, words, sizeof words / sizeof *words) ||
	       (rest.n > 4 && rest.p[0] >= 'a' &&
		   memcmp(rest.p + rest.n - 2, "ed", 2) == 0);
}

/* "as do Croydon and Vale of York", "like Swale": it is one of them. */
static int
compared(struct slice block, const struct found *first)
{
	static const char *const words[] = {"do", "did", "does", "was", "were",
	    "are", "is", "has", "have", "like", "unlike", "alongside",
	    "Alongside"};
	static const char *const ways[] = {
	    "together", "along", "Together", "Along"};
	struct slice word = word_before(block, first->start);

	if (slice_is(word, "with"))
		return equals_one(
		    word_before(block, (size_t)(word.p - block.p)), ways,
		    sizeof ways / sizeof *ways);
	return equals_one(word, words, sizeof words / sizeof *words);
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
	if (trusts == d->entity[ccg].strong && ccg < best)
		return SIZE_MAX; /* the CCG came first */
	return trusts >= d->entity[ccg].strong ? best : SIZE_MAX;
}

/* 1 if a CCG of that name had begun by then: "Nottinghamshire" in 2019 is a
 * place, whatever it became. */
int
bare_lives(
    const struct document *d, const struct reg *reg, const struct found *f)
{
	for (size_t i = 0; i < f->name.n; i++) {
		size_t org = f->name.meaning[i].org;

		if (org != REGISTER_NONE &&
		    register_org(reg, org)->type == ORG_CCG &&
		    (d->published.year == 0 ||
			date_compare(register_org(reg, org)->opened,
			    date_last(d->published)) <= 0))
			return 1;
	}
	return 0;
}

/* "CAMDEN and ISLINGTON - both assured", "Bolton. The group ...": the names
 * that open a paragraph and are set off head it. */
static int
heads_paragraph(const struct document *d, const struct found *f, size_t n)
{
	static const char *const ends[] = {
	    " \xe2\x80\x93 ", " \xe2\x80\x94 ", " - ", ": ", ". ", "\t"};
	const struct block *b = &d->block[d->sentence[f->sentence].block];
	struct slice rest = {
	    b->text.p + f[n - 1].end, b->text.n - f[n - 1].end};

	if (f->start != 0 || b->kind == TEXT_TITLE)
		return 0;
	if (rest.n == 0)
		return b->kind == TEXT_HEADING;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t k = strlen(ends[i]);

		if (rest.n > k && memcmp(rest.p, ends[i], k) == 0)
			return 1;
	}
	return 0;
}

static int
document_says(const struct document *d, const char *phrase, char not_before)
{
	const size_t n = strlen(phrase);

	for (size_t i = 0; i < d->nblock; i++) {
		struct slice t = d->block[i].text;

		for (size_t k = 0; k + n <= t.n; k++)
			if (strncasecmp(t.p + k, phrase, n) == 0 &&
			    (k + n == t.n || (t.p[k + n] | 0x20) != not_before))
				return 1;
	}
	return 0;
}

/* "Vale of York: £6.3m", in a text about CCGs that names none in full. */
static int
heads_amount(const struct document *d, const struct found *f)
{
	const struct block *b = &d->block[d->sentence[f->sentence].block];
	struct slice rest = {b->text.p + f->end, b->text.n - f->end};

	return f->start == 0 && rest.n > 4 &&
	       (memcmp(rest.p, ": \xc2\xa3", 4) == 0 ||
		   memcmp(rest.p, " \xc2\xa3", 3) == 0) &&
	       document_says(d, "CCGs", 0);
}

/* "the bodies which pay for healthcare in ...": the words before byte at. */
static int
that_buy(struct slice block, size_t at)
{
	static const char *const verbs[] = {"pay", "buy", "buys", "pays",
	    "plan", "plans", "commission", "commissions", "fund", "funds",
	    "purchase", "bought", "paid", "commissioned", "bankroll"};
	static const char *const relatives[] = {"which", "that", "who"};
	int buys = 0;

	for (int i = 0; i < 9; i++) {
		struct slice word = word_before(block, at);

		if (word.n == 0)
			return 0;
		if (buys && equals_one(word, relatives,
				sizeof relatives / sizeof *relatives))
			return 1;
		buys |= equals_one(word, verbs, sizeof verbs / sizeof *verbs);
		at = (size_t)(word.p - block.p);
	}
	return 0;
}

/* "the CCGs for Bradford City and Bradford Districts": said in front. */
static int
said_in_front(struct slice block, const struct found *first)
{
	static const char *const nouns[] = {"CCGs", "groups", "commissioners",
	    "team", "boards", "bodies", "members", "leaders", "chairs",
	    "officers", "officer", "practices", "GPs"};
	static const char *const preps[] = {
	    "for", "of", "in", "covering", "serving", "from", "at"};
	struct slice prep = word_before(block, first->start);

	return equals_one(prep, preps, sizeof preps / sizeof *preps) &&
	       (equals_one(word_before(block, (size_t)(prep.p - block.p)),
		    nouns, sizeof nouns / sizeof *nouns) ||
		   that_buy(block, (size_t)(prep.p - block.p)));
}

/* "in Basildon, Chelmsford and Southend", "groups for Blackpool and for
 * Fylde": the word in front of a list of places, some of them not known here;
 * n 0 if the name does not end such a list. */
static struct slice
listed_behind(struct slice block, size_t at)
{
	static const char *const joints[] = {"and", "or", "and for", "&"};
	struct slice word = word_before(block, at);
	int joined = 0;

	for (int i = 0; i < 10 && word.n != 0; i++) {
		int capital = word.p[0] >= 'A' && word.p[0] <= 'Z';
		int joint =
		    equals_one(word, joints, sizeof joints / sizeof *joints);

		if (i == 0 && !joint && !slice_is(word, "for"))
			break;
		joined += joint;
		if (!capital && !joint &&
		    (joined > 1 || (joined != 0 && i > 1) ||
			!slice_is(word, "for")))
			return joined != 0 ? word : (struct slice){0};
		word = word_before(block, (size_t)(word.p - block.p));
	}
	return (struct slice){0};
}

/* "the chair of South and Central", "clinical chair in Luton", "a review of
 * Eastern Cheshire": that is a body's. */
static int
has_post(struct slice block, const struct found *first)
{
	static const char *const posts[] = {"chair", "chairman", "officer",
	    "chief", "boss", "chairwoman", "members", "review", "audit",
	    "investigation"};
	static const char *const preps[] = {"of", "in", "at", "for", "into"};
	struct slice prep = word_before(block, first->start);

	return equals_one(prep, preps, sizeof preps / sizeof *preps) &&
	       equals_one(word_before(block, (size_t)(prep.p - block.p)), posts,
		   sizeof posts / sizeof *posts);
}

/* The same list behind "groups for". */
static int
groups_in_front(struct slice block, const struct found *first)
{
	static const char *const nouns[] = {
	    "CCGs", "groups", "commissioners", "CCG"};
	struct slice prep = listed_behind(block, first->start);

	if (prep.n == 0)
		prep = word_before(block, first->start);
	return slice_is(prep, "for") &&
	       equals_one(word_before(block, (size_t)(prep.p - block.p)), nouns,
		   sizeof nouns / sizeof *nouns);
}

/* "the hospitals in Basildon, Chelmsford and Southend". */
static int
ends_places(struct slice block, const struct found *first)
{
	static const char *const preps[] = {
	    "in", "across", "around", "near", "between", "at"};
	static const char *const nouns[] = {"hospitals", "trusts", "hospital",
	    "campaigners", "people", "patients", "residents", "councils",
	    "surgeries", "clinics", "centres", "homes", "sites", "units",
	    "offices", "markets", "branches"};
	struct slice prep = listed_behind(block, first->start);

	return equals_one(prep, preps, sizeof preps / sizeof *preps) &&
	       equals_one(word_before(block, (size_t)(prep.p - block.p)), nouns,
		   sizeof nouns / sizeof *nouns);
}

static int
is_parent(const struct reg *reg, const struct name *name, size_t child)
{
	for (size_t i = 0; i < name->n; i++)
		if (name->meaning[i].org != REGISTER_NONE &&
		    crowd_descends(reg, child, name->meaning[i].org))
			return 1;
	return 0;
}

/* "formed out of Croydon, Merton and Sutton": each is one that a CCG which
 * the text names was made of. */
static int
are_kin(const struct document *d, const struct reg *reg, const struct found *f,
    size_t n)
{
	for (size_t c = 0; c < d->nentity; c++) {
		size_t i = 0;

		if (d->entity[c].body != BODY_CCG || d->entity[c].strong == 0 ||
		    d->entity[c].org == REGISTER_NONE)
			continue;
		while (i < n && is_parent(reg, &f[i].name, d->entity[c].org))
			i++;
		if (i == n)
			return 1;
	}
	return 0;
}

/* "In Ealing the slippage is gentler": the sentence begins with it, and the
 * text names the body elsewhere. */
static int
sets_scene(const struct document *d, const struct found *f)
{
	const struct sentence *s = &d->sentence[f->sentence];
	struct slice block = d->block[s->block].text;

	return f->start == s->start + 3 &&
	       (memcmp(block.p + s->start, "In ", 3) == 0 ||
		   memcmp(block.p + s->start, "At ", 3) == 0);
}

/* 1 if an amount ends right before byte at: "£7m ", "£7 million of it ". */
static int
ends_amount(struct slice block, size_t at)
{
	static const char *const of[] = {
	    " of it", " of that", " of this", " of which", " of the total"};
	struct slice t = {block.p, at};
	size_t b;

	while (t.n > 0 && t.p[t.n - 1] == ' ')
		t.n--;
	for (size_t i = 0; i < sizeof of / sizeof *of; i++)
		if (t.n > strlen(of[i]) && memcmp(t.p + t.n - strlen(of[i]),
					       of[i], strlen(of[i])) == 0)
			t.n -= strlen(of[i]);
	if (t.n > 8 && memcmp(t.p + t.n - 8, " million", 8) == 0)
		t.n -= 8;
	for (b = t.n; b > 0 && t.p[b - 1] != ' ' && t.p[b - 1] != '(';)
		b--;
	return t.n > b + 2 && memcmp(t.p + b, "\xc2\xa3", 2) == 0;
}

/* 1 if an amount begins at byte at, behind a comma or "and". */
static int
begins_next(struct slice block, size_t at)
{
	static const char *const joints[] = {
	    ", \xc2\xa3", " and \xc2\xa3", ", and \xc2\xa3", "; \xc2\xa3"};

	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		size_t n = strlen(joints[i]);

		if (block.n > at + n && memcmp(block.p + at, joints[i], n) == 0)
			return 1;
	}
	return 0;
}

/* ", £9.9m in Swindon": a place behind the amount that follows byte at. */
static int
has_place_next(struct slice block, size_t at)
{
	while (at < block.n && block.p[at] != '\xa3')
		at++;
	while (at < block.n && block.p[at] != ' ' && block.p[at] != '.')
		at++;
	if (at + 9 < block.n && memcmp(block.p + at, " million ", 9) == 0)
		at += 8;
	return at + 5 < block.n &&
	       (memcmp(block.p + at, " in ", 4) == 0 ||
		   memcmp(block.p + at, " at ", 4) == 0) &&
	       block.p[at + 4] >= 'A' && block.p[at + 4] <= 'Z';
}

/* "£18m in Bedfordshire, £7m in Luton and £5m in Milton Keynes": a total by
 * whom it falls to; one place with an amount is none. */
static int
shares_total(struct slice block, const struct found *f)
{
	static const char *const preps[] = {"in", "at", "for", "from"};
	struct slice prep = word_before(block, f->start);
	size_t at = (size_t)(prep.p - block.p);

	if (!equals_one(prep, preps, sizeof preps / sizeof *preps))
		return 0;
	if (!ends_amount(block, at))
		return begins_next(block, f->end) &&
		       has_place_next(block, f->end);
	if (begins_next(block, f->end))
		return 1;
	if (f->end < block.n && strchr(".,;)", block.p[f->end]) == NULL)
		return 0;
	/* the last: one stands before it */
	while (at > 0 && block.p[at - 1] != '\xa3')
		at--;
	return at > 7 && (memcmp(block.p + at - 7, " and \xc2", 6) == 0 ||
			     memcmp(block.p + at - 4, ", \xc2", 3) == 0);
}

/* "Bury FC", "Bolton Wanderers": not in a headline, where every word may have
 * a capital. */
static int
begins_longer_name(const struct document *d, const struct found *f)
{
	const struct block *b = &d->block[d->sentence[f->sentence].block];
	struct slice t = b->text;

	return b->kind != TEXT_TITLE && b->kind != TEXT_HEADING &&
	       b->kind != TEXT_ROW && f->end + 2 < t.n && t.p[f->end] == ' ' &&
	       t.p[f->end + 1] >= 'A' && t.p[f->end + 1] <= 'Z';
}

/* Decides on the bare names of a chain f[0..n-1]: clears weak, or leaves. */
void
bare_settle(struct document *d, const struct reg *reg, const struct words *w,
    struct found *f, size_t n)
{
	struct slice block = d->block[d->sentence[f->sentence].block].text;

	for (size_t i = 0; i < n; i++) {
		size_t e, twin;

		if (f[i].weak && f[i].body == BODY_TRUST &&
		    !can_be_ccg(reg, &f[i]) && acts(block, &f[n - 1]))
			f[i].weak = 0; /* "Barts expects" */
		if (!f[i].weak || f[i].body != BODY_CCG)
			continue;
		if ((n == 1 && fills_cell(d, f) && bare_has_ccg(d)) ||
		    (heads_paragraph(d, f, n) && bare_has_ccg(d) &&
			bare_lives(d, reg, &f[i])) ||
		    (n > 2 && refs_counts(w, n)) ||
		    (n == 1 && heads_amount(d, f)) ||
		    (n == 1 && shares_total(block, f) && bare_has_ccg(d) &&
			bare_lives(d, reg, f)) ||
		    (groups_in_front(block, f) && bare_lives(d, reg, &f[i])) ||
		    (n > 1 &&
			(said_in_front(block, f) || are_kin(d, reg, f, n)))) {
			f[i].weak = 0;
			continue;
		}
		/* "in Swale's own papers": what it has makes it a body */
		if (is_place(block, &f[0], &f[n - 1]) &&
		    !has_something(block, &f[n - 1]) &&
		    !(n == 1 && sets_scene(d, f)) &&
		    !(has_post(block, &f[0]) && bare_has_ccg(d)))
			continue;
		if (ends_places(block, &f[0]) ||
		    begins_longer_name(d, &f[n - 1]))
			continue;
		if (!bare_lives(d, reg, &f[i]))
			continue;
		e = entity_of(d, reg, &f[i], found_text(d, &f[i]));
		if ((twin = namesake(d, found_text(d, &f[i]), e)) != SIZE_MAX) {
			f[i].twin = twin + 1;
			f[i].body = BODY_TRUST;
			f[i].weak = 0;
			continue;
		}
		if (d->entity[e].strong ||
		    (bare_has_ccg(d) && compared(block, &f[0])) ||
		    (n > 1 && speaks_of_groups(w)) || bare_has_ccg(d))
			f[i].weak = 0;
	}
}

/* "CCG" alone may be anything; the whole word in the singular is one.  Where
 * a council has its say, a place may be the council. */
static int
speaks_of_ccg(const struct document *d)
{
	return document_says(d, "clinical commissioning group", 's') &&
	       !document_says(d, "council", 0) &&
	       !document_says(d, "cabinet", 0);
}

/* In a text about commissioners, places of which so many act as bodies do. */
enum { ACTING = 3 };

static int
is_acting(
    const struct document *d, const struct reg *reg, const struct found *f)
{
	const struct sentence *s = &d->sentence[f->sentence];
	struct slice block = d->block[s->block].text;

	return f->body == BODY_CCG && bare_lives(d, reg, f) &&
	       !(is_place(block, f, f) && !has_something(block, f)) &&
	       acts(block, f);
}

/* "Blackpool has gone from ...  Bassetlaw, by contrast, is £1.6m behind". */
static void
adopt_many(struct document *d, const struct reg *reg, struct found *f, size_t n)
{
	size_t seen[ACTING], distinct = 0;

	if (!document_says(d, "commissioners", 0) &&
	    !document_says(d, "commissioning groups", 0) &&
	    !(document_says(d, "commissioner", 0) &&
		document_says(d, " a CCG", 0)))
		return;
	for (size_t i = 0; i < n && distinct < ACTING; i++) {
		size_t e, k = 0;

		if (!is_acting(d, reg, &f[i]))
			continue;
		e = entity_of(d, reg, &f[i], found_text(d, &f[i]));
		while (k < distinct && seen[k] != e)
			k++;
		if (k == distinct)
			seen[distinct++] = e;
	}
	for (size_t i = 0; distinct == ACTING && i < n; i++)
		if (is_acting(d, reg, &f[i]))
			d->entity[entity_of(
				      d, reg, &f[i], found_text(d, &f[i]))]
			    .strong++;
}

void
bare_adopt(struct document *d, const struct reg *reg, struct found *f, size_t n)
{
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_CCG && d->entity[i].strong)
			return;
	adopt_many(d, reg, f, n);
	if (!speaks_of_ccg(d))
		return;
	for (size_t i = 0; i < n; i++) {
		const struct sentence *s = &d->sentence[f[i].sentence];
		struct slice block = d->block[s->block].text;
		size_t e;

		if (f[i].body != BODY_CCG || !bare_lives(d, reg, &f[i]) ||
		    (is_place(block, &f[i], &f[i]) &&
			!has_something(block, &f[i])))
			continue;
		e = entity_of(d, reg, &f[i], found_text(d, &f[i]));
		d->entity[e].strong++;
		return;
	}
}
