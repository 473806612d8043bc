/* SPDX-License-Identifier: MIT */
#include "amount.h"
#include "scan.h"

/*
 * Words that tell what a bare "2.8m" counts.  Between the number and such a
 * noun other words may stand ("2.8m extra GP appointments"), but none of
 * the words that end the noun phrase.
 */
static const char counted[] =
    "people patients patient residents population populations appointments "
    "appointment prescriptions items strong operations procedures admissions "
    "attendances attendees visits visitors referrals calls contacts episodes "
    "consultations households homes houses children adults users customers "
    "clients citizens inhabitants constituents voters members employees staff "
    "workers nurses doctors gps carers women men girls boys pensioners "
    "smokers sufferers victims taxpayers commuters passengers pupils students "
    "beds bed days nights hours minutes seconds weeks months years times "
    "miles mile metres metre meters km kilometres feet tonnes tons kg litres "
    "doses tests jabs vaccinations vaccines cases deaths births letters "
    "emails pages records copies downloads views followers signatures units "
    "tablets pills lives words steps run race sprint acres hectares deep high "
    "wide long tall away dollars dollar euros euro yen usd eur percent cent "
    "registered volunteers jobs posts";
static const char phrase_end[] =
    "a an the of in to for on at by from with and or but as is was are were "
    "be been has had have will would which that who this last next more less "
    "deficit surplus overspend underspend overspent underspent shortfall gap "
    "hole savings saving cuts cut budget debt loan bailout funding spending "
    "spend bill cost costs control total reserve contract contracts black "
    "over under between during since after before until if when while";

int
amount_counts(struct slice text, size_t end)
{
	enum { WORDS_MAX = 4 };

	for (int i = 0; i < WORDS_MAX; i++) {
		struct slice word = scan_next(text, end);

		if (scan_in(word, counted))
			return 1;
		if (word.n == 0 || scan_in(word, phrase_end))
			return 0;
		end = scan_end(text, word);
	}
	return 0;
}

size_t
amount_symbol(struct slice text, size_t i)
{
	if (scan_at(text, i) == 0xc2 && scan_at(text, i + 1) == 0xa3)
		return scan_space(text, i + 2);
	if (text.n - i > 3 && memcmp(text.p + i, "GBP", 3) == 0 &&
	    !scan_alnum_before(text, i) && !scan_letter(scan_at(text, i + 3)))
		return scan_space(text, i + 3);
	return i;
}

size_t
amount_pounds(struct slice text, size_t i)
{
	struct slice word = scan_next(text, i);
	size_t end = scan_end(text, word);

	if (!scan_in(word, "pounds pound quid gbp") || scan_alnum(text, end))
		return i;
	/* in "£3m GBP 5m" the symbol is that of the next */
	if (scan_is(word, "gbp") &&
	    scan_digit(scan_at(text, scan_space(text, end))))
		return i;
	return end;
}

/* The number of an amount behind its symbol, with brackets and scale. */
static size_t
number(struct slice text, size_t i, int flags, struct amount *a)
{
	size_t start = i, end, scale;
	int bracket = 0;

	if (a->currency && !a->negative && scan_at(text, i) == '(') {
		bracket = 1;
		start = scan_space(text, i + 1);
	}
	end = quantity_read(text, start, flags, &a->q);
	if (end == start && a->currency && !bracket)
		end = quantity_words(text, start, &a->q, &scale);
	if (end == start)
		return i;
	if (bracket) {
		end = scan_space(text, end);
		if (scan_at(text, end) != ')')
			return i;
		end++;
		a->negative = 1;
		if (!a->q.scaled)
			end = quantity_scale(text, end, flags, &a->q);
	}
	return end;
}

/* Past the pence of "50p" behind a number, or i. */
static size_t
pence(struct slice text, size_t i, struct amount *a)
{
	if ((scan_at(text, i) | 0x20) != 'p' || scan_alnum(text, i + 1) ||
	    a->q.scaled)
		return i;
	if (!a->currency) {
		if (a->q.dec > 0 || a->q.mant > 999)
			return i;
		a->q.dec += 2;
	}
	a->currency = 1;
	return i + 1;
}

size_t
amount_read(struct slice text, size_t i, int flags, struct amount *a)
{
	size_t at = scan_dash(text, i), end;

	*a = (struct amount){.start = i, .negative = at > i};
	end = amount_symbol(text, at);
	a->symbol = a->currency = end > at;
	if (a->symbol) {
		flags |= QUANTITY_SPACED | QUANTITY_LOOSE;
		at = end;
		end = scan_dash(text, at);
		if (end > at && a->negative)
			return i;
		a->negative |= end > at;
	}
	at = scan_space(text, end);
	if (at > end && !a->negative)
		return i;
	end = number(text, at, flags, a);
	if (end == at)
		return i;
	at = pence(text, end, a);
	if (at == end) {
		at = amount_pounds(text, end);
		a->currency |= at > end;
	}
	if (scan_at(text, at) == '%' ||
	    (scan_alnum_before(text, at) && scan_alnum(text, at)))
		return i;
	a->end = at;
	return at;
}

int
amount_value(const struct amount *a, int64_t unit, int64_t *out)
{
	if (quantity_value(&a->q, a->q.scaled ? 1 : unit, out) != 0)
		return -1;
	if (a->negative)
		*out = -*out;
	return 0;
}

/* Words of change: what stands behind "to" is then a new state. */
static const char change[] =
    "from by rose risen rise rises rising increased increase increases "
    "increasing grew grown grow growing up fell fallen fall falls falling "
    "reduced reduce reduces reducing reduction cut cutting down dropped drop "
    "decreased decrease declined improved improve worsened worsen "
    "deteriorated deteriorate moved move moving slipped widened ballooned "
    "jumped soared revised changed change gone went climbed doubled trebled "
    "added adding adds add";

/* 1 if "X to Y", X from start on, tells a change and no range. */
static int
is_change(struct slice text, size_t start)
{
	enum { WORDS_MAX = 4 };

	for (int i = 0; i < WORDS_MAX; i++) {
		struct slice word = scan_prev(text, start);

		if (word.n == 0)
			return 0;
		start = scan_start(text, word);
		if (scan_is(word, "from"))
			return !scan_in(scan_prev(text, start),
			    "range ranged ranges ranging anywhere anything "
			    "vary varies varied varying somewhere");
		if (scan_in(word, change))
			return 1;
	}
	return 0;
}

enum join {
	JOIN_NONE,
	JOIN_DASH,
	JOIN_SPACED_DASH,
	JOIN_TO,
	JOIN_AND,
	JOIN_OR
};

/* What leads from one amount's end to another's start. */
static enum join
joint(struct slice text, size_t end, size_t *next)
{
	size_t space = scan_space(text, end), dash = scan_dash(text, space);

	if (dash > space) {
		*next = scan_space(text, dash);
		if (space == end && *next == dash)
			return JOIN_DASH;
		/* a dash that leans on one side is a minus or a pause */
		return space > end && *next > dash ? JOIN_SPACED_DASH
						   : JOIN_NONE;
	}
	*next = scan_phrase(text, end, " to ");
	if (*next != SCAN_NONE)
		return JOIN_TO;
	*next = scan_phrase(text, end, " or ");
	if (*next != SCAN_NONE)
		return JOIN_OR;
	*next = scan_phrase(text, end, " and ");
	return *next != SCAN_NONE ? JOIN_AND : JOIN_NONE;
}

/* Gives "£30" of "£30 to £35m" the scale of the second, where that fits. */
static void
borrow(struct amount *a, const struct amount *b)
{
	struct amount scaled = *a;
	int64_t low, high;

	if (a->q.scaled || !b->q.scaled || a->q.mant > 99999)
		return;
	scaled.q.scale = b->q.scale;
	scaled.q.scaled = 1;
	if (amount_value(a, 1, &low) != 0 || low >= 100000 || low <= -100000)
		return;
	if (amount_value(&scaled, 1, &low) == 0 &&
	    amount_value(b, 1, &high) == 0 && low <= high)
		*a = scaled;
}

/* 1 if the second amount can stand behind that join as a range's end. */
static int
may_end(const struct amount *a, const struct amount *b, enum join join)
{
	if (b->symbol && !a->currency)
		return 0;
	if (a->q.scaled && !b->q.scaled && !b->currency)
		return 0;
	return b->currency || b->q.scaled || join == JOIN_DASH;
}

/* A spaced dash may only be a pause: "£3m – £5m more than planned". */
static int
is_pause(struct slice text, enum join join, size_t end)
{
	return join == JOIN_SPACED_DASH &&
	       scan_in(scan_next(text, end),
		   "more less worse better of above below higher lower short "
		   "over under from");
}

int
amount_range(struct slice text, struct amount *a, struct amount *b)
{
	size_t next, back = scan_gap_back(text, a->start), end;
	size_t between = scan_phrase_back(text, back, "between");
	enum join join = joint(text, a->end, &next);
	int64_t low, high;

	if (join == JOIN_NONE || (join == JOIN_AND && between == SCAN_NONE))
		return 0;
	end = amount_read(text, next, 0, b);
	if (end == next || !may_end(a, b, join) || is_pause(text, join, end))
		return 0;
	if (!b->currency && b->q.scaled && amount_counts(text, end))
		return 0;
	borrow(a, b);
	if (amount_value(a, 1, &low) != 0 || amount_value(b, 1, &high) != 0 ||
	    low == high || (low > high && !(a->negative && b->negative)))
		return 0;
	if (join == JOIN_OR || (!a->currency && !a->q.scaled))
		return 0;
	return join != JOIN_TO || !is_change(text, a->start);
}
