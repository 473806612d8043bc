/* SPDX-License-Identifier: MIT */
#include "money.h"
#include "quantity.h"
#include "scan.h"

/* One end of a range, or the whole amount. */
struct amount {
	size_t start, end;
	struct quantity q;
	int currency;
	int negative;
};

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

static int
is_counted(struct slice text, size_t end)
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

/* Words before a bare number that say it counts people. */
static int
is_population(struct slice text, size_t start)
{
	static const char *const phrase[] = {"population of", "populations of",
	    "serves", "serving", "serve", "list size of", "one in", "chance in",
	    "covering"};

	start = scan_gap_back(text, start);
	for (size_t i = 0; i < sizeof phrase / sizeof *phrase; i++)
		if (scan_phrase_back(text, start, phrase[i]) != SCAN_NONE)
			return 1;
	return 0;
}

/* Past "£" or "GBP" and white space at i, or i. */
static size_t
symbol(struct slice text, size_t i)
{
	if (scan_at(text, i) == 0xc2 && scan_at(text, i + 1) == 0xa3)
		return scan_space(text, i + 2);
	if (text.n - i > 3 && memcmp(text.p + i, "GBP", 3) == 0 &&
	    !scan_alnum_before(text, i) && !scan_letter(scan_at(text, i + 3)))
		return scan_space(text, i + 3);
	return i;
}

/* Past "pounds", "pound", "quid" or "GBP" behind an amount, or i. */
static size_t
pounds(struct slice text, size_t i)
{
	struct slice word = scan_next(text, i);

	return scan_in(word, "pounds pound quid gbp") &&
		       !scan_alnum(text, scan_end(text, word))
		   ? scan_end(text, word)
		   : i;
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
		if (a->q.dec > 2 || a->q.mant > 9999)
			return i;
		a->q.dec += 2;
	}
	a->currency = 1;
	return i + 1;
}

/*
 * The amount at i: sign, symbol, number, scale, "pounds".  Its end, or i.
 * A plain number passes too: the caller looks at currency and scaled.
 */
static size_t
amount(struct slice text, size_t i, int flags, struct amount *a)
{
	size_t at = scan_dash(text, i), end;

	*a = (struct amount){.start = i, .negative = at > i};
	end = symbol(text, at);
	a->currency = end > at;
	if (a->currency) {
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
		at = pounds(text, end);
		a->currency |= at > end;
	}
	if (scan_alnum_before(text, at) && scan_alnum(text, at))
		return i;
	a->end = at;
	return at;
}

/* The value in pence with its sign.  0, or -1 when it does not fit. */
static int
value(const struct amount *a, int64_t unit, int64_t *out)
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

enum join { JOIN_NONE, JOIN_DASH, JOIN_SPACED_DASH, JOIN_TO, JOIN_AND };

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
	if (value(a, 1, &low) != 0 || low >= 100000 || low <= -100000)
		return;
	if (value(&scaled, 1, &low) == 0 && value(b, 1, &high) == 0 &&
	    low <= high)
		*a = scaled;
}

/* 1 if the second amount can stand behind that join as a range's end. */
static int
may_end(const struct amount *a, const struct amount *b, enum join join)
{
	if (b->currency && !a->currency)
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

/*
 * Looks behind a for the second end of a range.  1 and *b; 0 if a stands
 * alone, perhaps with its scale borrowed from a second amount.
 */
static int
range(struct slice text, struct amount *a, struct amount *b)
{
	size_t next, back = scan_gap_back(text, a->start), end;
	size_t between = scan_phrase_back(text, back, "between");
	enum join join = joint(text, a->end, &next);
	int64_t low, high;

	if (join == JOIN_NONE || (join == JOIN_AND && between == SCAN_NONE))
		return 0;
	end = amount(text, next, 0, b);
	if (end == next || !may_end(a, b, join) || is_pause(text, join, end))
		return 0;
	if (!b->currency && b->q.scaled && is_counted(text, end))
		return 0;
	borrow(a, b);
	if (value(a, 1, &low) != 0 || value(b, 1, &high) != 0 || low == high ||
	    (low > high && !(a->negative && b->negative)))
		return 0;
	return join != JOIN_TO || !is_change(text, a->start);
}

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
    {"not exceeding", MONEY_UP_TO},
    {"not to exceed", MONEY_UP_TO},
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

/* Takes in the words around an amount that is otherwise complete. */
static void
surround(struct slice text, struct money *m)
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

/* Makes *m of the amount a that was read.  1; 0 if it is none after all. */
static int
complete(struct slice text, struct amount *a, struct money *m)
{
	struct amount b;
	int64_t swap;

	if (!range(text, a, &b))
		b = *a;
	*m = (struct money){.start = a->start, .end = b.end};
	m->currency = a->currency || b.currency;
	m->scaled = a->q.scaled || b.q.scaled;
	if (!m->currency && !m->scaled)
		return 0;
	if (value(a, 1, &m->low) != 0 || value(&b, 1, &m->high) != 0)
		return 0;
	if (m->low > m->high) {
		swap = m->low;
		m->low = m->high;
		m->high = swap;
	}
	surround(text, m);
	return m->currency ||
	       (!is_counted(text, b.end) && !is_population(text, m->from));
}

/*
 * What may begin an amount, told by two bytes: the first must have a bit of
 * begins and the second the same bit of follows, but anything may follow
 * a digit.  No amount is one byte.
 */
enum { DIGIT = 1, SYMBOL = 2, ILLION = 4, SAND = 8, LETTERS = 16 };
static const unsigned char begins[256] = {
    ['0' ... '9'] = DIGIT,
    [0xc2] = SYMBOL,
    ['m'] = ILLION,
    ['M'] = ILLION,
    ['b'] = ILLION,
    ['B'] = ILLION,
    ['u'] = SAND,
    ['U'] = SAND,
    ['G'] = LETTERS,
};
static const unsigned char follows[256] = {
    [0xa3] = SYMBOL,
    [0xbc ... 0xbe] = SYMBOL,
    ['i'] = ILLION,
    ['I'] = ILLION,
    ['s'] = SAND,
    ['S'] = SAND,
    ['B'] = LETTERS,
};

/* The first place from i on where an amount may begin, or the end. */
static size_t
seek(struct slice text, size_t i)
{
	const unsigned char *p = (const unsigned char *)text.p;

	while (
	    i + 1 < text.n && (begins[p[i]] & (follows[p[i + 1]] | DIGIT)) == 0)
		i++;
	return i + 1 < text.n ? i : text.n;
}

/* The start of the scale's word whose telling letter stands at i, or NONE. */
static size_t
scale_word(struct slice text, size_t i)
{
	const char *rest = (text.p[i] | 0x20) == 'u' ? "sand" : "illion";
	size_t n = strlen(rest), start = i;

	if (text.n - i <= n)
		return SCAN_NONE;
	if (!scan_is((struct slice){text.p + i + 1, n}, rest))
		return SCAN_NONE;
	if (*rest == 's') {
		if (i < 3 || !scan_is((struct slice){text.p + i - 3, 3}, "tho"))
			return SCAN_NONE;
		start = i - 3;
	}
	return scan_alnum_before(text, start) ? SCAN_NONE : start;
}

/*
 * An amount in words whose word of scale begins at scale.  It is read from
 * the earliest of a few words before it that makes sense.
 */
static int
amount_words(struct slice text, size_t from, size_t scale, struct money *m)
{
	enum { WORDS_MAX = 7 };
	size_t start[WORDS_MAX], at = scale;
	int n = 0;

	for (; n < WORDS_MAX; n++) {
		struct slice word = scan_prev(text, at);

		if (word.n == 0 || scan_start(text, word) < from ||
		    scan_alnum_before(text, scan_start(text, word)))
			break;
		at = start[n] = scan_start(text, word);
	}
	while (n-- > 0) {
		struct amount a = {.start = start[n]};
		size_t end, found;

		end = quantity_words(text, start[n], &a.q, &found);
		if (end == start[n] || found != scale)
			continue;
		a.end = pounds(text, end);
		a.currency = a.end > end;
		if (!a.currency && a.q.article &&
		    !scan_in(scan_next(text, end), burden) &&
		    !scan_in(scan_next(text, end), "surplus underspend "
						   "savings cuts saving"))
			return 0;
		return complete(text, &a, m);
	}
	return 0;
}

/* Where a sign that belongs to the amount at i begins, or i. */
static size_t
sign(struct slice text, size_t from, size_t i)
{
	size_t start = scan_dash_back(text, i);
	unsigned char c;

	if (start == i || start < from)
		return i;
	if (start == 0)
		return start;
	c = scan_at(text, start - 1);
	return c == '(' || c == '\t' || scan_space_back(text, start) < start
		   ? start
		   : i;
}

/* 1 if a bare number at i is part of something else: "B12m", "$5m". */
static int
is_inside(struct slice text, size_t i)
{
	unsigned char c = i > 0 ? scan_at(text, i - 1) : ' ';

	if (scan_letter(c) || scan_digit(c) || strchr(".,$#/:@_", c) != NULL)
		return 1;
	if (c == 0xa3 && i > 1)
		return scan_at(text, i - 2) == 0xc2;
	return c == 0xac && i > 2 && memcmp(text.p + i - 3, "\xe2\x82", 2) == 0;
}

/* Past the digits, letters and marks of a number that is no amount. */
static size_t
token(struct slice text, size_t i)
{
	while (i < text.n && (scan_alnum(text, i) ||
				 ((text.p[i] == ',' || text.p[i] == '.') &&
				     scan_digit(scan_at(text, i + 1)))))
		i++;
	return i;
}

/* An amount that begins at i with a symbol or a digit; *skip is its end. */
static int
amount_at(
    struct slice text, size_t from, size_t i, struct money *m, size_t *skip)
{
	struct amount a;
	size_t start = sign(text, from, i), end;

	*skip = i + 1;
	end = amount(text, start, 0, &a);
	if (end == start) {
		*skip = token(text, i + 1);
		return 0;
	}
	*skip = end;
	return complete(text, &a, m);
}

/* What stands where seek has stopped: 1 and *m, or 0 and where to go on. */
static int
candidate(
    struct slice text, size_t from, size_t i, struct money *m, size_t *skip)
{
	size_t scale;

	*skip = i + 1;
	switch (begins[(unsigned char)text.p[i]]) {
	case ILLION:
	case SAND:
		scale = scale_word(text, i);
		return scale != SCAN_NONE && amount_words(text, from, scale, m);
	case DIGIT:
		if (is_inside(text, i)) {
			*skip = token(text, i + 1);
			return 0;
		}
		return amount_at(text, from, i, m, skip);
	case LETTERS:
		return symbol(text, i) > i && amount_at(text, from, i, m, skip);
	default:
		return amount_at(text, from, i, m, skip);
	}
}

int
money_next(struct slice text, size_t from, struct money *m)
{
	size_t next;

	for (size_t i = seek(text, from); i < text.n; i = seek(text, next))
		if (candidate(text, from, i, m, &next))
			return 1;
	return 0;
}

static struct slice
trim(struct slice text)
{
	size_t i;

	while (text.n > 0 &&
	       ((i = scan_space(text, 0)) > 0 || text.p[0] == '\t')) {
		i += i == 0;
		text.p += i;
		text.n -= i;
	}
	while (text.n > 0 && ((i = scan_space_back(text, text.n)) < text.n ||
				 text.p[text.n - 1] == '\t'))
		text.n = i < text.n ? i : text.n - 1;
	return text;
}

/* "-", "nil", "£-": an amount of nothing. */
static int
is_nil(struct slice cell)
{
	size_t i = symbol(cell, 0);
	struct slice rest = {cell.p + i, cell.n - i};

	return scan_in(rest, "nil zero") ||
	       (rest.n > 0 && scan_dash(rest, 0) == rest.n);
}

/* A number with at most one kind of minus that fills the cell.  0, or -1. */
static int
cell_amount(struct slice cell, struct amount *a)
{
	size_t at = 0, end;
	int bracket = scan_at(cell, 0) == '(';

	if (bracket || scan_at(cell, 0) == '+')
		at = scan_space(cell, 1);
	end = amount(cell, at, QUANTITY_SPACED | QUANTITY_LOOSE, a);
	if (end == at || (at > 0 && a->negative))
		return -1;
	if (bracket) {
		end = scan_space(cell, end);
		if (scan_at(cell, end++) != ')')
			return -1;
		a->negative = 1;
		if (!a->q.scaled)
			end = quantity_scale(cell, end, QUANTITY_LOOSE, &a->q);
	} else if (end < cell.n && at == 0 && !a->negative) {
		end = scan_dash(cell, scan_space(cell, end));
		a->negative = end == cell.n;
	}
	return end == cell.n ? 0 : -1;
}

/* Multiplies an amount of running text without a scale by the table's. */
static int
rescale(struct money *m, int64_t scale)
{
	if (m->scaled)
		return 0;
	return __builtin_mul_overflow(m->low, scale, &m->low) ||
		       __builtin_mul_overflow(m->high, scale, &m->high)
		   ? -1
		   : 0;
}

int
money_parse(struct slice text, int64_t scale, struct money *m)
{
	struct slice cell = trim(text);
	size_t start = (size_t)(cell.p - text.p);
	struct amount a;
	struct money found = {0};

	if (cell.n == 0)
		return -1;
	if (is_nil(cell)) {
		found.currency = symbol(cell, 0) > 0;
	} else if (cell_amount(cell, &a) == 0) {
		if (value(&a, scale, &found.low) != 0)
			return -1;
		found.high = found.low;
		found.currency = a.currency;
		found.scaled = a.q.scaled;
	} else {
		if (!money_next(cell, 0, &found) || found.from != 0 ||
		    found.to != cell.n || rescale(&found, scale) != 0)
			return -1;
		found.start += start;
		found.end += start;
		found.from += start;
		found.to += start;
		*m = found;
		return 0;
	}
	found.start = found.from = start;
	found.end = found.to = start + cell.n;
	*m = found;
	return 0;
}

const char *
money_qualifier_name(enum money_qualifier q)
{
	static const char *const name[] = {
	    "exact", "about", "over", "under", "up_to", "at_least"};

	return name[q];
}
