/* SPDX-License-Identifier: MIT */
#include "money_words.h"
#include "amount.h"
#include "scan.h"

struct words {
	const char *phrase;
	enum money_qualifier q;
};

/* Longer phrases stand before those that they end in. */
static const struct words before[] = {
    {"up to", MONEY_UP_TO},
    {"as much as", MONEY_UP_TO},
    {"as high as", MONEY_UP_TO},
    {"as many as", MONEY_UP_TO},
    {"no more than", MONEY_UP_TO},
    {"not more than", MONEY_UP_TO},
    {"no higher than", MONEY_UP_TO},
    {"at most", MONEY_UP_TO},
    {"a maximum of", MONEY_UP_TO},
    {"maximum of", MONEY_UP_TO},
    {"at least", MONEY_AT_LEAST},
    {"no less than", MONEY_AT_LEAST},
    {"not less than", MONEY_AT_LEAST},
    {"a minimum of", MONEY_AT_LEAST},
    {"minimum of", MONEY_AT_LEAST},
    {"just less than", MONEY_UNDER},
    {"less than", MONEY_UNDER},
    {"lower than", MONEY_UNDER},
    {"just under", MONEY_UNDER},
    {"just below", MONEY_UNDER},
    {"just short of", MONEY_UNDER},
    {"just shy of", MONEY_UNDER},
    {"under", MONEY_UNDER},
    {"below", MONEY_UNDER},
    {"just more than", MONEY_OVER},
    {"more than", MONEY_OVER},
    {"greater than", MONEY_OVER},
    {"higher than", MONEY_OVER},
    {"in excess of", MONEY_OVER},
    {"upwards of", MONEY_OVER},
    {"just over", MONEY_OVER},
    {"well over", MONEY_OVER},
    {"over", MONEY_OVER},
    {"above", MONEY_OVER},
    {"past", MONEY_OVER},
    {"beyond", MONEY_OVER},
    {"exceeding", MONEY_OVER},
    {"exceed", MONEY_OVER},
    {"exceeds", MONEY_OVER},
    {"exceeded", MONEY_OVER},
    {"in the region of", MONEY_ABOUT},
    {"in the order of", MONEY_ABOUT},
    {"of the order of", MONEY_ABOUT},
    {"something like", MONEY_ABOUT},
    {"close to", MONEY_ABOUT},
    {"an estimated", MONEY_ABOUT},
    {"estimated", MONEY_ABOUT},
    {"about", MONEY_ABOUT},
    {"around", MONEY_ABOUT},
    {"some", MONEY_ABOUT},
    {"roughly", MONEY_ABOUT},
    {"approximately", MONEY_ABOUT},
    {"approx", MONEY_ABOUT},
    {"approx.", MONEY_ABOUT},
    {"circa", MONEY_ABOUT},
    {"c.", MONEY_ABOUT},
    {"c", MONEY_ABOUT},
    {"ca.", MONEY_ABOUT},
    {"nearly", MONEY_ABOUT},
    {"almost", MONEY_ABOUT},
    {"nearing", MONEY_ABOUT},
    {"approaching", MONEY_ABOUT},
    {"~", MONEY_ABOUT},
    {"\xe2\x89\x88", MONEY_ABOUT},
    {">", MONEY_OVER},
    {"<", MONEY_UNDER},
    {"\xe2\x89\xa5", MONEY_AT_LEAST},
    {"\xe2\x89\xa4", MONEY_UP_TO},
};

static const struct words after[] = {
    {" or more", MONEY_AT_LEAST},
    {" and more", MONEY_AT_LEAST},
    {" or over", MONEY_AT_LEAST},
    {" or above", MONEY_AT_LEAST},
    {" and above", MONEY_AT_LEAST},
    {" and upwards", MONEY_AT_LEAST},
    {" at least", MONEY_AT_LEAST},
    {"+", MONEY_AT_LEAST},
    {" or so", MONEY_ABOUT},
    {" or thereabouts", MONEY_ABOUT},
    {" odd", MONEY_ABOUT},
    {" or less", MONEY_UP_TO},
    {" or under", MONEY_UP_TO},
    {" at most", MONEY_UP_TO},
    {" maximum", MONEY_UP_TO},
};

/* What may own a bare deficit: "row over £8m deficit", "over £8m deficit". */
static const char burden[] =
    "deficit deficits hole black overspend overspends overspending shortfall "
    "gap debt debts bill row";
/* Behind these "over", "about" and "up to" mean something else. */
static const char phrasal[] =
    "handed hand handing carried carry carrying taken took take taking turned "
    "turn turning passed pass rolled roll brought bring bringing row rows "
    "concern concerns concerned fear fears anger worry worries worried "
    "question questions dispute debate warned warning warnings told talk "
    "talking asked control directions measures criticised";

/* 1 if a qualifier that ends where the amount starts is none after all. */
static int
is_other(
    struct slice text, const struct money *m, const char *phrase, size_t start)
{
	struct slice prev = scan_prev(text, start);

	if (strcmp(phrase, "up to") == 0)
		return scan_in(prev, "add adds added adding sum sums own owns "
				     "owned owning");
	if (strcmp(phrase, "c") == 0)
		return text.p[start] != 'c';
	if (strcmp(phrase, "over") == 0 &&
	    scan_in(scan_next(text, m->end), burden) &&
	    !scan_in(prev, "a an of by to at the is was"))
		return 1;
	if (strcmp(phrase, "under") == 0 &&
	    scan_in(scan_next(text, m->end), "plan plans scheme proposals "
					     "proposal deal contract"))
		return 1;
	return (strcmp(phrase, "over") == 0 || strcmp(phrase, "about") == 0) &&
	       scan_in(prev, phrasal);
}

/* 1 if the bytes before at are those of s. */
static int
ends_with(struct slice text, size_t at, const char *s)
{
	size_t n = strlen(s);

	return at >= n && memcmp(text.p + at - n, s, n) == 0;
}

/* 1 if "not" or "n't" stands before at, or a few verbs before that. */
static int
is_negated(struct slice text, size_t at)
{
	enum { WORDS_MAX = 3 };

	for (int i = 0; i < WORDS_MAX; i++) {
		struct slice word = scan_prev(text, at);

		if (scan_in(word, "not never cannot nor"))
			return 1;
		at = scan_start(text, word);
		if (scan_is(word, "t"))
			return ends_with(text, at, "n'") ||
			       ends_with(text, at, "n\xe2\x80\x99");
		if (!scan_in(word, "go be been fall rise get drop come run "
				   "spend spent cost to have let well just"))
			return 0;
	}
	return 0;
}

static void
qualify_before(struct slice text, struct money *m)
{
	size_t back = scan_space_back(text, m->from);

	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		const char *phrase = before[i].phrase;
		size_t start = scan_phrase_back(text, back, phrase);

		if (start == SCAN_NONE)
			continue;
		if (is_other(text, m, phrase, start))
			return;
		m->from = start;
		m->qualifier = before[i].q;
		if (m->qualifier == MONEY_OVER && is_negated(text, start))
			m->qualifier = MONEY_UP_TO;
		if (m->qualifier == MONEY_UNDER && is_negated(text, start))
			m->qualifier = MONEY_AT_LEAST;
		return;
	}
}

/* "plus" is a qualifier but where something follows that is added. */
static size_t
plus(struct slice text, size_t end)
{
	size_t to = scan_phrase(text, end, " plus");
	struct slice next;

	if (to == SCAN_NONE)
		return end;
	if (scan_dash(text, end) > end)
		return to;
	next = scan_next(text, to);
	if (next.n > 0)
		return scan_in(next, burden) ||
			       scan_in(
				   next, "savings surplus underspend budget")
			   ? to
			   : end;
	return scan_gap(text, to) == to ? to : end;
}

static void
qualify_after(struct slice text, struct money *m)
{
	size_t to = plus(text, m->to);
	enum money_qualifier q = MONEY_AT_LEAST;

	for (size_t i = 0; to == m->to && i < sizeof after / sizeof *after;
	     i++) {
		size_t end = scan_phrase(text, m->to, after[i].phrase);

		if (end == SCAN_NONE)
			continue;
		if (scan_in(scan_next(text, end), "than"))
			return;
		/* "£3m+VAT" is a sum */
		if (*after[i].phrase == '+' &&
		    (scan_alnum(text, end) || amount_symbol(text, end) > end))
			continue;
		to = end;
		q = after[i].q;
	}
	if (to == m->to)
		return;
	m->to = to;
	if (m->qualifier == MONEY_EXACT)
		m->qualifier = q;
}

struct rate {
	const char *words;
	int per;
};

/* "a year", "per head", "p.a.", "annually" behind the amount. */
static void
rate(struct slice text, struct money *m)
{
	static const struct rate unit[] = {
	    {"hour", 'h'},
	    {"day", 'd'},
	    {"week", 'w'},
	    {"month", 'm'},
	    {"year annum", 'y'},
	    {"head person patient resident", 'p'},
	};
	static const struct rate adverb[] = {
	    {"hourly", 'h'},
	    {"daily", 'd'},
	    {"weekly", 'w'},
	    {"monthly", 'm'},
	    {"yearly annually pa", 'y'},
	};
	struct slice word = scan_next(text, m->to), noun;
	size_t end = scan_end(text, word);

	if (scan_phrase(text, scan_space(text, m->to), "p.a.") != SCAN_NONE) {
		m->per = 'y';
		m->to = scan_space(text, m->to) + 4;
		return;
	}
	for (size_t i = 0; i < sizeof adverb / sizeof *adverb; i++) {
		if (scan_in(word, adverb[i].words)) {
			m->per = adverb[i].per;
			m->to = end;
			return;
		}
	}
	if (scan_at(text, m->to) == '/')
		noun = scan_word(text, m->to + 1);
	else if (scan_in(word, "a an per each every"))
		noun = scan_next(text, end);
	else
		return;
	end = scan_end(text, noun);
	if (scan_alnum(text, end) ||
	    scan_in(scan_next(text, end), "ago earlier later after before "
					  "early late end"))
		return;
	for (size_t i = 0; i < sizeof unit / sizeof *unit; i++) {
		if (scan_in(noun, unit[i].words)) {
			m->per = unit[i].per;
			m->to = end;
			return;
		}
	}
}

void
money_surround(struct slice text, struct money *m)
{
	size_t back = scan_gap_back(text, m->start), between;

	m->from = m->start;
	m->to = m->end;
	between = scan_phrase_back(text, back, "between");
	if (m->low != m->high && between != SCAN_NONE)
		m->from = between;
	else
		qualify_before(text, m);
	qualify_after(text, m);
	rate(text, m);
	if (m->per != 0)
		qualify_after(text, m);
}
