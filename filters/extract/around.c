/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "around.h"

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

/* "more than that of Croydon", "as those of Swale": what it has. */
static int
is_likened(struct slice block, struct slice prep)
{
	static const char *const nouns[] = {
	    "that", "those", "one", "exception"};

	return slice_is(prep, "of") &&
	       equals_one(word_before(block, (size_t)(prep.p - block.p)), nouns,
		   sizeof nouns / sizeof *nouns);
}

/* Words that make a bare name a place and not a body. */
int
around_is_place(
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
	struct slice prep = word_before(block, first->start);

	if (equals_one(prep, before, sizeof before / sizeof *before) &&
	    !is_likened(block, prep))
		return 1;
	return equals_one(next, after, sizeof after / sizeof *after) &&
	       !(slice_is(next, "health") && are_commissioners(block, next));
}

/* "Croydon's own"; but not "Wolverhampton's Royal Hospital". */
int
around_has(struct slice block, const struct found *f)
{
	struct slice rest = {block.p + f->end, block.n - f->end};

	if (rest.n > 5 && (memcmp(rest.p, "\xe2\x80\x99s ", 5) == 0 ||
			      memcmp(rest.p, "\xe2\x80\x99S ", 5) == 0))
		return rest.p[5] >= 'a' && rest.p[5] <= 'z';
	return rest.n > 3 && memcmp(rest.p, "'s ", 3) == 0 &&
	       rest.p[3] >= 'a' && rest.p[3] <= 'z';
}

/* "Croydon's", "Croydon, which", "Croydon is": a place does not act. */
int
around_acts(struct slice block, const struct found *f)
{
	static const char *const words[] = {"is", "was", "has", "had",
	    "remains", "expects", "will", "says", "said", "ended", "forecasts",
	    "posted", "recorded", "met", "missed", "shares", "plans", "faces",
	    "reported", "finished", "needs", "must", "also", "which", "itself",
	    "overspent", "get", "gets", "got", "did", "took", "now", "hopes",
	    "received", "got", "moved", "came", "aims", "predicts", "could",
	    "were", "are", "have", "went", "closed", "made", "kept", "too",
	    "may", "ran", "one", "nor", "alone", "likewise", "lost", "broke",
	    "fell", "rose", "spent", "owes", "owed", "loses", "makes", "runs",
	    "sits", "stands", "breaks", "spends", "would", "should", "might",
	    "can", "does", "do", "each", "both", "isn", "wasn", "hasn", "hadn",
	    "stays", "slid", "sank", "won", "keeps", "held", "holds", "left"};
	static const char *const behind_comma[] = {"in", "under", "whose",
	    "one", "rated", "already", "currently", "where", "the", "a", "its",
	    "another", "also", "with", "meanwhile", "however", "too", "though",
	    "still"};
	struct slice rest = {block.p + f->end, block.n - f->end};

	if (around_has(block, f))
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
int
around_compares(struct slice block, const struct found *first)
{
	static const char *const words[] = {"do", "did", "does", "was", "were",
	    "are", "is", "has", "have", "like", "unlike", "alongside",
	    "Alongside", "including"};
	static const char *const ways[] = {
	    "together", "along", "Together", "Along"};
	struct slice word = word_before(block, first->start);

	if (slice_is(word, "as"))
		return slice_is(
		    word_before(block, (size_t)(word.p - block.p)), "such");
	if (slice_is(word, "with"))
		return equals_one(
		    word_before(block, (size_t)(word.p - block.p)), ways,
		    sizeof ways / sizeof *ways);
	return equals_one(word, words, sizeof words / sizeof *words);
}

/* "CAMDEN and ISLINGTON - both assured", "Bolton. The group ...": the names
 * that open a paragraph and are set off head it. */
int
around_heads(const struct document *d, const struct found *f, size_t n)
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
int
around_said_in_front(struct slice block, const struct found *first)
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
int
around_has_post(struct slice block, const struct found *first)
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

/* "the CCG in Croydon", "the clinical commissioning group for Croydon". */
static int
is_seat(struct slice block, struct slice prep)
{
	static const char *const preps[] = {
	    "in", "of", "at", "covering", "serving", "for"};
	struct slice noun = word_before(block, (size_t)(prep.p - block.p));

	return equals_one(prep, preps, sizeof preps / sizeof *preps) &&
	       (slice_is(noun, "CCG") ||
		   (slice_is(noun, "group") &&
		       slice_is(word_before(block, (size_t)(noun.p - block.p)),
			   "commissioning")));
}

/* The same list behind "groups for"; one place behind "the CCG in". */
int
around_groups_in_front(struct slice block, const struct found *first)
{
	static const char *const nouns[] = {"CCGs", "groups", "commissioners",
	    "CCG", "commissioner", "group", "paymaster", "purchaser"};
	struct slice prep = listed_behind(block, first->start);

	if (prep.n == 0)
		prep = word_before(block, first->start);
	if (is_seat(block, prep))
		return 1;
	return slice_is(prep, "for") &&
	       equals_one(word_before(block, (size_t)(prep.p - block.p)), nouns,
		   sizeof nouns / sizeof *nouns);
}

/* "the hospitals in Basildon, Chelmsford and Southend". */
int
around_ends_places(struct slice block, const struct found *first)
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
int
around_shares_total(struct slice block, const struct found *f)
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
int
around_longer_name(const struct document *d, const struct found *f)
{
	const struct block *b = &d->block[d->sentence[f->sentence].block];
	struct slice t = b->text;

	return b->kind != TEXT_TITLE && b->kind != TEXT_HEADING &&
	       b->kind != TEXT_ROW && f->end + 2 < t.n && t.p[f->end] == ' ' &&
	       t.p[f->end + 1] >= 'A' && t.p[f->end + 1] <= 'Z';
}

static int
begins_with(struct slice t, size_t at, const char *text)
{
	size_t n = strlen(text);

	return at + n <= t.n && memcmp(t.p + at, text, n) == 0;
}

int
around_lists_amounts(struct slice block, const struct found *f)
{
	static const char *const joints[] = {" \xc2\xa3", ": \xc2\xa3",
	    " (\xc2\xa3", ", \xc2\xa3", " - \xc2\xa3"};
	static const char *const leads[] = {
	    ": ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " ("};
	size_t amount = 0, at = f->start, n;

	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		amount += (size_t)begins_with(block, f->end, joints[i]);
	if (amount == 0)
		return 0;
	while (at > 0 && !begins_with(block, at - 1, ". ")) {
		at--;
		for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
			n = at + strlen(leads[i]);
			if (!begins_with(block, at, leads[i]) || n > f->start ||
			    (n < f->start && memmem(block.p + n, f->start - n,
						 "\xc2\xa3", 2) == NULL))
				continue;
			return memmem(block.p, at, "CCG", 3) != NULL &&
			       memmem(block.p, at, "\xc2\xa3", 2) == NULL;
		}
	}
	return 0;
}
