/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "guard.h"
#include "money.h"

/* What money_next finds, as one line that a person can read. */
struct line {
	char s[512];
	size_t n;
};

static void put(struct line *l, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void
put(struct line *l, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(l->s + l->n, sizeof l->s - l->n, fmt, ap);
	va_end(ap);
	assert_true(n >= 0 && (size_t)n < sizeof l->s - l->n);
	l->n += (size_t)n;
}

static void
put_bytes(struct line *l, struct slice text, size_t start, size_t end)
{
	put(l, "%.*s", (int)(end - start), text.p + start);
}

static void
put_pence(struct line *l, int64_t pence)
{
	uint64_t n = pence < 0 ? -(uint64_t)pence : (uint64_t)pence;

	put(l, "%s%" PRIu64, pence < 0 ? "-" : "", n / 100);
	if (n % 100 != 0)
		put(l, ".%02" PRIu64, n % 100);
}

static void
put_value(struct line *l, const struct money *m)
{
	put_pence(l, m->low);
	if (m->low != m->high) {
		put(l, "..");
		put_pence(l, m->high);
	}
	if (m->qualifier != MONEY_EXACT)
		put(l, " %s", money_qualifier_name(m->qualifier));
	if (!m->currency)
		put(l, " bare");
	if (m->per != 0)
		put(l, " /%c", m->per);
}

/* "words|amount|value; ...", the words only where they are more. */
static void
put_all(struct line *l, struct slice text)
{
	struct money m;

	for (size_t at = 0; money_next(text, at, &m); at = m.end) {
		if (l->n > 0)
			put(l, "; ");
		if (m.from != m.start || m.to != m.end) {
			put_bytes(l, text, m.from, m.to);
			put(l, "|");
		}
		put_bytes(l, text, m.start, m.end);
		put(l, "|");
		put_value(l, &m);
	}
}

static void
finds(void **state)
{
	static const struct {
		const char *text, *want;
	} t[] = {
	    /* plain forms */
	    {"£1.5m", "£1.5m|1500000"},
	    {"£1.5 m", "£1.5 m|1500000"},
	    {"£1.5mn", "£1.5mn|1500000"},
	    {"£1.5mln", "£1.5mln|1500000"},
	    {"£1.5 million", "£1.5 million|1500000"},
	    {"£1.5-million", "£1.5-million|1500000"},
	    {"£1.5MILLION", "£1.5MILLION|1500000"},
	    {"£66million", "£66million|66000000"},
	    {"£1.15billion", "£1.15billion|1150000000"},
	    {"1.5 million pounds", "1.5 million pounds|1500000"},
	    {"1.5m pounds", "1.5m pounds|1500000"},
	    {"£195,000", "£195,000|195000"},
	    {"£195000", "£195000|195000"},
	    {"£195 000", "£195 000|195000"},
	    {"£1,565,432", "£1,565,432|1565432"},
	    {"1,565k", "1,565k|1565000 bare"},
	    {"£850k", "£850k|850000"},
	    {"£850K", "£850K|850000"},
	    {"£1.2bn", "£1.2bn|1200000000"},
	    {"£1.2 billion", "£1.2 billion|1200000000"},
	    {"£1.2b", "£1.2b|1200000000"},
	    {"£2 trillion", "£2 trillion|2000000000000"},
	    {"£1.50", "£1.50|1.50"},
	    {"£0.5m", "£0.5m|500000"},
	    {"£.5m", "£.5m|500000"},
	    {"£822bn", "£822bn|822000000000"},
	    {"£3M", "£3M|3000000"},
	    {"£5", "£5|5"},
	    {"50p", "50p|0.50"},
	    {"a 99p charge", "99p|0.99"},
	    {"GBP 3m", "GBP 3m|3000000"},
	    {"GBP3m", "GBP3m|3000000"},
	    {"3m GBP", "3m GBP|3000000"},
	    {"£3m GBP", "£3m GBP|3000000"},
	    {"£1m.", "£1m|1000000"},
	    {"(£1m)", "£1m|1000000"},
	    {"\"£1m\"", "£1m|1000000"},
	    {"“£1m”", "£1m|1000000"},
	    {"£1m, £2m and £3m", "£1m|1000000; £2m|2000000; £3m|3000000"},
	    {"£1.5m/£2m", "£1.5m|1500000; £2m|2000000"},
	    {"2.8m", "2.8m|2800000 bare"},
	    {"the 2.8m overspend", "2.8m|2800000 bare"},
	    {"a 1.2bn budget", "1.2bn|1200000000 bare"},
	    {"5 thousand pounds", "5 thousand pounds|5000"},
	    {"£500 thousand", "£500 thousand|500000"},
	    {"195,000 pounds", "195,000 pounds|195000"},
	    {"a £3m hole", "£3m|3000000"},
	    {"the £3m-worth of cuts", "£3m|3000000"},
	    {"£1,000", "£1,000|1000"},
	    {"£10,000,000", "£10,000,000|10000000"},
	    /* fractions and words */
	    {"a quarter of a million pounds",
		"a quarter of a million pounds|250000"},
	    {"half a million pounds", "half a million pounds|500000"},
	    {"half-a-million pounds", "half-a-million pounds|500000"},
	    {"a half million pounds", "a half million pounds|500000"},
	    {"three-quarters of a million pounds",
		"three-quarters of a million pounds|750000"},
	    {"three quarters of a million",
		"three quarters of a million|750000 bare"},
	    {"£half a million", "£half a million|500000"},
	    {"£a quarter of a million", "£a quarter of a million|250000"},
	    {"a million pounds", "a million pounds|1000000"},
	    {"one million pounds", "one million pounds|1000000"},
	    {"two million pounds", "two million pounds|2000000"},
	    {"Two Million Pounds", "Two Million Pounds|2000000"},
	    {"twenty-five million pounds",
		"twenty-five million pounds|25000000"},
	    {"twenty five million pounds",
		"twenty five million pounds|25000000"},
	    {"a hundred million pounds", "a hundred million pounds|100000000"},
	    {"two hundred and fifty million pounds",
		"two hundred and fifty million pounds|250000000"},
	    {"five hundred thousand pounds",
		"five hundred thousand pounds|500000"},
	    {"one and a half million pounds",
		"one and a half million pounds|1500000"},
	    {"two and a quarter million pounds",
		"two and a quarter million pounds|2250000"},
	    {"a million and a half pounds",
		"a million and a half pounds|1500000"},
	    {"two point four million pounds",
		"two point four million pounds|2400000"},
	    {"one point seven five million pounds",
		"one point seven five million pounds|1750000"},
	    {"£2 and a half million", "£2 and a half million|2500000"},
	    {"2½m", "2½m|2500000 bare"},
	    {"£2½m", "£2½m|2500000"},
	    {"£½m", "£½m|500000"},
	    {"£1¾ million", "£1¾ million|1750000"},
	    {"£one million", "£one million|1000000"},
	    {"a million-pound deficit", "a million-pound|1000000"},
	    {"a two million overspend", "two million|2000000 bare"},
	    {"overspent by two million", "two million|2000000 bare"},
	    {"a one million deficit", "one million|1000000 bare"},
	    {"one in a million", ""},
	    {"a million reasons", ""},
	    {"a million people", ""},
	    {"two million people", ""},
	    {"millions of pounds", ""},
	    {"tens of millions of pounds", ""},
	    {"several million pounds", ""},
	    {"multi-million pound deficit", ""},
	    {"half a million people", ""},
	    {"nineteen million quid", "nineteen million quid|19000000"},
	    {"seventeen billion pounds",
		"seventeen billion pounds|17000000000"},
	    /* minus */
	    {"-£3m", "-£3m|-3000000"},
	    {"£-3m", "£-3m|-3000000"},
	    {"−£3m", "−£3m|-3000000"},
	    {"‐£3m", "‐£3m|-3000000"},
	    {"–£3m", "–£3m|-3000000"},
	    {"a surplus of -£3m", "-£3m|-3000000"},
	    {"(-£3m)", "-£3m|-3000000"},
	    {"(–£3m)", "–£3m|-3000000"},
	    {"£(3.2)m", "£(3.2)m|-3200000"},
	    {"£(3.2m)", "£(3.2m)|-3200000"},
	    {"£(1,234)", "£(1,234)|-1234"},
	    {"£(3.2) million", "£(3.2) million|-3200000"},
	    {"(£3.2m)", "£3.2m|3200000"},
	    {"the gap (£3.2m) grew", "£3.2m|3200000"},
	    {"- £3m", "£3m|3000000"},
	    {"deficit – £3m more", "£3m|3000000"},
	    {"deficit–£3m", "£3m|3000000"},
	    {"CCG-£3m", "£3m|3000000"},
	    {"-2.8m", "-2.8m|-2800000 bare"},
	    {"£−0.5m", "£−0.5m|-500000"},
	    {"-£-3m", ""},
	    {"£ -3m", "£ -3m|-3000000"},
	    /* damage */
	    {"£ 28.8m", "£ 28.8m|28800000"},
	    {"£28 .8m", "£28 .8m|28800000"},
	    {"£28. 8m", "£28. 8m|28800000"},
	    {"£28. People", "£28|28"},
	    {"£28.8 m", "£28.8 m|28800000"},
	    {"£1,5m", ""},
	    {"£1,50", ""},
	    {"£1.5.2m", ""},
	    {"£1,234,56", ""},
	    {"£12,34", ""},
	    {"£1,2345", ""},
	    {"£007", ""},
	    {"£000", ""},
	    {"£'000", ""},
	    {"£000s", ""},
	    {"£m", ""},
	    {"£", ""},
	    {"£ ", ""},
	    {"£k", ""},
	    {"£.", ""},
	    {"£,5", ""},
	    {"£5mg", ""},
	    {"£5x", ""},
	    {"£3m2", ""},
	    {"£3mb", ""},
	    {"B12m", ""},
	    {"£99999999999999999999", ""},
	    {"£92233720368547758.07",
		"£92233720368547758.07|92233720368547758.07"},
	    {"£92233720368547758.08", ""},
	    {"£9223372036854775807bn", ""},
	    {"£123456789012345678", ""},
	    {"£1234567890123456789", ""},
	    {"£0.005", "£0.005|0.01"},
	    {"£0.004", "£0.004|0"},
	    {"£1.999", "£1.999|2"},
	    {"£1.2345678m", "£1.2345678m|1234567.80"},
	    /* others */
	    {"$5m", ""},
	    {"US$5m", ""},
	    {"€5m", ""},
	    {"5m euros", ""},
	    {"5 million dollars", ""},
	    {"4.5%", ""},
	    {"4.5 per cent", ""},
	    {"1.5m%", ""},
	    {"in 2017", ""},
	    {"the 30th", ""},
	    {"2017-18", ""},
	    {"1,234", ""},
	    {"12 practices", ""},
	    {"10.30am", ""},
	    {"5mg", ""},
	    {"100 metres", ""},
	    {"v1.2m", ""},
	    {"3b", ""},
	    {"#3m", ""},
	    {"ref/3m", ""},
	    {"1080p", ""},
	    {"10000p", ""},
	    {"1.234p", ""},
	    /* counts */
	    {"2.8m people", ""},
	    {"1.2 million population", ""},
	    {"a population of 1.2 million", ""},
	    {"serves 1.2 million", ""},
	    {"2.8m extra GP appointments", ""},
	    {"2.8m prescription items", ""},
	    {"1.2m-strong population", ""},
	    {"2.8m deficit hits patients", "2.8m|2800000 bare"},
	    {"2.8m of savings for patients", "2.8m|2800000 bare"},
	    {"3 million NHS patients", ""},
	    {"2.8m miles", ""},
	    {"5k run", ""},
	    {"5m patients and £3m", "£3m|3000000"},
	    {"£5m patients", "£5m|5000000"},
	    {"10k in savings", "10k|10000 bare"},
	    {"1.1m more than last year", "1.1m|1100000 bare"},
	    {"0.5m registered patients", ""},
	    {"one in 3 million", ""},
	    /* ranges */
	    {"£30m to £35m", "£30m to £35m|30000000..35000000"},
	    {"£30m-£35m", "£30m-£35m|30000000..35000000"},
	    {"£30m–£35m", "£30m–£35m|30000000..35000000"},
	    {"£30m—£35m", "£30m—£35m|30000000..35000000"},
	    {"£30m - £35m", "£30m - £35m|30000000..35000000"},
	    {"£30m – £35m", "£30m – £35m|30000000..35000000"},
	    {"£30m – £5m of it new", "£30m|30000000; £5m|5000000"},
	    {"£3m – £5m more than planned", "£3m|3000000; £5m|5000000"},
	    {"£30-35m", "£30-35m|30000000..35000000"},
	    {"£30-£35m", "£30-£35m|30000000..35000000"},
	    {"£30–35 million", "£30–35 million|30000000..35000000"},
	    {"£30 to £35m", "£30 to £35m|30000000..35000000"},
	    {"£30 to 35 million", "£30 to 35 million|30000000..35000000"},
	    {"30-35m", "30-35m|30000000..35000000 bare"},
	    {"30 to 35 million pounds",
		"30 to 35 million pounds|30000000..35000000"},
	    {"between £30m and £35m",
		"between £30m and £35m|£30m and £35m|30000000..35000000"},
	    {"between £30 and £35m",
		"between £30 and £35m|£30 and £35m|30000000..35000000"},
	    {"between 30 and 35 million pounds",
		"between 30 and 35 million pounds|30 and 35 million pounds|30000000..35000000"},
	    {"between £500 and £600",
		"between £500 and £600|£500 and £600|500..600"},
	    {"Between £1.5m and £2 million",
		"Between £1.5m and £2 million|£1.5m and £2 million|1500000..2000000"},
	    {"somewhere between £30m and £35m",
		"between £30m and £35m|£30m and £35m|30000000..35000000"},
	    {"£30m and £35m", "£30m|30000000; £35m|35000000"},
	    {"£30m or £35m", "£30m|30000000; £35m|35000000"},
	    {"£30 or £35m", "£30|30000000; £35m|35000000"},
	    {"rose from £7.5m to £8.7m", "£7.5m|7500000; £8.7m|8700000"},
	    {"revised from £7.5m to £8.7m", "£7.5m|7500000; £8.7m|8700000"},
	    {"from £30 to £35 million", "£30|30000000; £35 million|35000000"},
	    {"from a planned £7.5m to £8.7m", "£7.5m|7500000; £8.7m|8700000"},
	    {"rose by £1.2m to £8.7m", "£1.2m|1200000; £8.7m|8700000"},
	    {"cut its deficit £2m to £8m", "£2m|2000000; £8m|8000000"},
	    {"up £3m to £10m", "£3m|3000000; £10m|10000000"},
	    {"savings ranging from £3m to £5m", "£3m to £5m|3000000..5000000"},
	    {"anywhere from £3m to £5m", "£3m to £5m|3000000..5000000"},
	    {"£8m to £5m", "£8m|8000000; £5m|5000000"},
	    {"£5m to £5m", "£5m|5000000; £5m|5000000"},
	    {"£900k to £1.2m", "£900k to £1.2m|900000..1200000"},
	    {"£500,000-£1m", "£500,000-£1m|500000..1000000"},
	    {"£500,000 to £1m", "£500,000 to £1m|500000..1000000"},
	    {"£500 to £1m", "£500 to £1m|500..1000000"},
	    {"£1,500-2,000", "£1,500-2,000|1500..2000"},
	    {"£100,000-£105,000", "£100,000-£105,000|100000..105000"},
	    {"£500-£600 a day", "£500-£600 a day|£500-£600|500..600 /d"},
	    {"£10-15", "£10-15|10..15"},
	    {"£10-a-head", "£10-a-head|£10|10 /p"},
	    {"£3m to £5m a year",
		"£3m to £5m a year|£3m to £5m|3000000..5000000 /y"},
	    {"£3m to 2.8m patients", "£3m|3000000"},
	    {"£3m to 10 practices", "£3m|3000000"},
	    {"£3m-5", "£3m|3000000"},
	    {"up to £3m to £5m", "up to £3m|£3m|3000000 up_to; £5m|5000000"},
	    {"-£5m to -£3m", "-£5m to -£3m|-5000000..-3000000"},
	    {"-£3m to -£5m", "-£3m to -£5m|-5000000..-3000000"},
	    {"a £3m-£5m deficit", "£3m-£5m|3000000..5000000"},
	    {"£3m to £5m to £7m", "£3m to £5m|3000000..5000000; £7m|7000000"},
	    {"£5-£10m-a-year", "£5-£10m-a-year|£5-£10m|5000000..10000000 /y"},
	    {"£2015-16", "£2015|2015"},
	    {"10-15m", "10-15m|10000000..15000000 bare"},
	    {"2016-17m", "17m|17000000 bare"},
	    /* rates */
	    {"£3m-a-year", "£3m-a-year|£3m|3000000 /y"},
	    {"£3m a year", "£3m a year|£3m|3000000 /y"},
	    {"£3m per year", "£3m per year|£3m|3000000 /y"},
	    {"£33,000 a month", "£33,000 a month|£33,000|33000 /m"},
	    {"£1,000-a-day", "£1,000-a-day|£1,000|1000 /d"},
	    {"£1,000 per day", "£1,000 per day|£1,000|1000 /d"},
	    {"£1,000 a week", "£1,000 a week|£1,000|1000 /w"},
	    {"£45 an hour", "£45 an hour|£45|45 /h"},
	    {"£3m each year", "£3m each year|£3m|3000000 /y"},
	    {"£3m every month", "£3m every month|£3m|3000000 /m"},
	    {"£3m p.a.", "£3m p.a.|£3m|3000000 /y"},
	    {"£3m pa", "£3m pa|£3m|3000000 /y"},
	    {"£3m per annum", "£3m per annum|£3m|3000000 /y"},
	    {"£3m annually", "£3m annually|£3m|3000000 /y"},
	    {"£2m monthly", "£2m monthly|£2m|2000000 /m"},
	    {"£1,200 per head", "£1,200 per head|£1,200|1200 /p"},
	    {"£1,200 a head", "£1,200 a head|£1,200|1200 /p"},
	    {"£1,200 per patient", "£1,200 per patient|£1,200|1200 /p"},
	    {"£3m/year", "£3m/year|£3m|3000000 /y"},
	    {"£3m a year ago", "£3m|3000000"},
	    {"£3m a month later", "£3m|3000000"},
	    {"£3m in a year", "£3m|3000000"},
	    {"£3m this year", "£3m|3000000"},
	    {"£3m a yearly", "£3m|3000000"},
	    {"£3m per year or more",
		"£3m per year or more|£3m|3000000 at_least /y"},
	    /* qualifiers */
	    {"about £3m", "about £3m|£3m|3000000 about"},
	    {"around £3m", "around £3m|£3m|3000000 about"},
	    {"some £3m", "some £3m|£3m|3000000 about"},
	    {"roughly £3m", "roughly £3m|£3m|3000000 about"},
	    {"approximately £3m", "approximately £3m|£3m|3000000 about"},
	    {"approx £3m", "approx £3m|£3m|3000000 about"},
	    {"approx. £3m", "approx. £3m|£3m|3000000 about"},
	    {"circa £3m", "circa £3m|£3m|3000000 about"},
	    {"c £3m", "c £3m|£3m|3000000 about"},
	    {"c£3m", "c£3m|£3m|3000000 about"},
	    {"c.£3m", "c.£3m|£3m|3000000 about"},
	    {"c. £3m", "c. £3m|£3m|3000000 about"},
	    {"~£3m", "~£3m|£3m|3000000 about"},
	    {"nearly £3m", "nearly £3m|£3m|3000000 about"},
	    {"almost £3m", "almost £3m|£3m|3000000 about"},
	    {"close to £3m", "close to £3m|£3m|3000000 about"},
	    {"approaching £3m", "approaching £3m|£3m|3000000 about"},
	    {"an estimated £3m", "an estimated £3m|£3m|3000000 about"},
	    {"in the region of £3m", "in the region of £3m|£3m|3000000 about"},
	    {"over £3m", "over £3m|£3m|3000000 over"},
	    {"just over £3m", "just over £3m|£3m|3000000 over"},
	    {"well over £3m", "well over £3m|£3m|3000000 over"},
	    {"more than £3m", "more than £3m|£3m|3000000 over"},
	    {"in excess of £3m", "in excess of £3m|£3m|3000000 over"},
	    {"upwards of £3m", "upwards of £3m|£3m|3000000 over"},
	    {"above £3m", "above £3m|£3m|3000000 over"},
	    {"past £3m", "past £3m|£3m|3000000 over"},
	    {"exceeding £3m", "exceeding £3m|£3m|3000000 over"},
	    {"just under £3m", "just under £3m|£3m|3000000 under"},
	    {"under £3m", "under £3m|£3m|3000000 under"},
	    {"less than £3m", "less than £3m|£3m|3000000 under"},
	    {"below £3m", "below £3m|£3m|3000000 under"},
	    {"just short of £3m", "just short of £3m|£3m|3000000 under"},
	    {"up to £3m", "up to £3m|£3m|3000000 up_to"},
	    {"as much as £3m", "as much as £3m|£3m|3000000 up_to"},
	    {"as high as £3m", "as high as £3m|£3m|3000000 up_to"},
	    {"no more than £3m", "no more than £3m|£3m|3000000 up_to"},
	    {"not more than £3m", "not more than £3m|£3m|3000000 up_to"},
	    {"at most £3m", "at most £3m|£3m|3000000 up_to"},
	    {"a maximum of £3m", "a maximum of £3m|£3m|3000000 up_to"},
	    {"at least £3m", "at least £3m|£3m|3000000 at_least"},
	    {"no less than £3m", "no less than £3m|£3m|3000000 at_least"},
	    {"a minimum of £3m", "a minimum of £3m|£3m|3000000 at_least"},
	    {">£3m", ">£3m|£3m|3000000 over"},
	    {"< £3m", "< £3m|£3m|3000000 under"},
	    {"≥£3m", "≥£3m|£3m|3000000 at_least"},
	    {"≤ £3m", "≤ £3m|£3m|3000000 up_to"},
	    {"£3m or more", "£3m or more|£3m|3000000 at_least"},
	    {"£20m plus", "£20m plus|£20m|20000000 at_least"},
	    {"£20m-plus", "£20m-plus|£20m|20000000 at_least"},
	    {"£20m-plus deficit", "£20m-plus|£20m|20000000 at_least"},
	    {"£20m plus deficit", "£20m plus|£20m|20000000 at_least"},
	    {"£20m plus VAT", "£20m|20000000"},
	    {"£20m plus £3m", "£20m|20000000; £3m|3000000"},
	    {"£20m plus an underspend", "£20m|20000000"},
	    {"£20m+", "£20m+|£20m|20000000 at_least"},
	    {"£40m or so", "£40m or so|£40m|40000000 about"},
	    {"£40m-odd", "£40m-odd|£40m|40000000 about"},
	    {"£40m or less", "£40m or less|£40m|40000000 up_to"},
	    {"£3m or more than £4m",
		"£3m|3000000; more than £4m|£4m|4000000 over"},
	    {"a further £3m", "£3m|3000000"},
	    {"a row over £8m deficit", "£8m|8000000"},
	    {"directions over £8m deficit", "£8m|8000000"},
	    {"over £8m deficit", "£8m|8000000"},
	    {"a deficit of over £8m", "over £8m|£8m|8000000 over"},
	    {"handed over £3m", "£3m|3000000"},
	    {"concerned about £3m", "£3m|3000000"},
	    {"adds up to £3m", "£3m|3000000"},
	    {"a plan under £28m plan", "£28m|28000000"},
	    {"More Than £3m", "More Than £3m|£3m|3000000 over"},
	    {"more  than £3m", "more  than £3m|£3m|3000000 over"},
	    {"more-than £3m", "more-than £3m|£3m|3000000 over"},
	    {"less than half a million pounds",
		"less than half a million pounds|half a million pounds|500000 under"},
	    {"up to £5m a year", "up to £5m a year|£5m|5000000 up_to /y"},
	    {"more than £3m to £5m",
		"more than £3m to £5m|£3m to £5m|3000000..5000000 over"},
	    {"must not go above £5m", "above £5m|£5m|5000000 up_to"},
	    {"mustn’t go above £5m", "above £5m|£5m|5000000 up_to"},
	    {"should not exceed £5m", "exceed £5m|£5m|5000000 up_to"},
	    {"not exceed £5m", "exceed £5m|£5m|5000000 up_to"},
	    {"cannot be more than £5m", "more than £5m|£5m|5000000 up_to"},
	    {"did not fall below £5m", "below £5m|£5m|5000000 at_least"},
	    {"should not be less than £5m",
		"less than £5m|£5m|5000000 at_least"},
	    {"not over £5m", "over £5m|£5m|5000000 up_to"},
	    {"£3m+ deficit", "£3m+|£3m|3000000 at_least"},
	    {"£30 or £35m or so",
		"£30|30000000; £35m or so|£35m|35000000 about"},
	    {"£1234.123456789012345678901234567890",
		"£1234.123456789012345678901234567890|1234.12"},
	    {"£3m GBP 5m", "£3m|3000000; GBP 5m|5000000"},
	    {"not exceeding £5m", "exceeding £5m|£5m|5000000 up_to"},
	    {"not to exceed £5m", "exceed £5m|£5m|5000000 up_to"},
	    {"could exceed £5m", "exceed £5m|£5m|5000000 over"},
	    {"has never been below £3m", "below £3m|£3m|3000000 at_least"},
	    {"couldn't be more than £5m", "more than £5m|£5m|5000000 up_to"},
	    {"£3m per cent", "£3m|3000000"},
	    {"3m per cent", ""},
	    {"£3m (4%)", "£3m|3000000"},
	    {"£3m, 4% of its budget", "£3m|3000000"},
	    {"CCG's £3m", "£3m|3000000"},
	    {"£3m's", "£3m|3000000"},
	    {"£3m–", "£3m|3000000"},
	    {"£3m-", "£3m|3000000"},
	    {"-£3m-", "-£3m|-3000000"},
	    {"£3m—the largest", "£3m|3000000"},
	    {"of £3m;£4m", "£3m|3000000; £4m|4000000"},
	    {"a £1.5m-a-year contract", "£1.5m-a-year|£1.5m|1500000 /y"},
	    {"£3m\t£4m", "£3m|3000000; £4m|4000000"},
	    {"between £3m (2016) and £5m", "£3m|3000000; £5m|5000000"},
	    {"£1.2m to £1.5m bare", "£1.2m to £1.5m|1200000..1500000"},
	    {"10 to £20m", "£20m|20000000"},
	    {"in 2017 £3m", "£3m|3000000"},
	    {"in 2017-£3m", "£3m|3000000"},
	    {"30m", "30m|30000000 bare"},
	    {"£3m to £5", "£3m|3000000; £5|5"},
	    {"£ 195,000", "£ 195,000|195000"},
	    {"£ 195 000", "£ 195 000|195000"},
	    {"£25 200 people", "£25 200|25200"},
	    {"£25 200m", "£25|25; 200m|200000000 bare"},
	    {"about 2.8m", "about 2.8m|2.8m|2800000 about bare"},
	    {"about £30m to £35m",
		"about £30m to £35m|£30m to £35m|30000000..35000000 about"},
	    {"nearly half a million pounds",
		"nearly half a million pounds|half a million pounds|500000 about"},
	    {"half a million pounds or more",
		"half a million pounds or more|half a million pounds|500000 at_least"},
	    {"more than a million pounds",
		"more than a million pounds|a million pounds|1000000 over"},
	    {"not only over £5m", "over £5m|£5m|5000000 over"},
	    {"£3m+VAT", "£3m|3000000"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct line l = {"", 0};

		put_all(&l, slice_of(t[i].text));
		if (strcmp(l.s, t[i].want) != 0)
			print_error("in \"%s\"\n", t[i].text);
		assert_string_equal(l.s, t[i].want);
	}
}

/* The same in the middle of a sentence: words around must change nothing. */
static void
finds_in_a_sentence(void **state)
{
	static const struct {
		const char *text, *want;
	} t[] = {
	    {"Leeds CCG, which faces a £3m hole, must save £1.5m-£2m.",
		"£3m|3000000; £1.5m-£2m|1500000..2000000"},
	    {"The group’s £28 MILLION BLACK HOLE", "£28 MILLION|28000000"},
	    {"Its deficit has been revised from £7.5m to £8.7m, about "
	     "£1.2m more than the £7.5m planned.",
		"£7.5m|7500000; £8.7m|8700000; about £1.2m|£1.2m|1200000 "
		"about; £7.5m|7500000"},
	    {"the CCG (with a £462m budget) serves 330,000 people and "
	     "spends 2.8m on 1.2m prescriptions",
		"£462m|462000000; 2.8m|2800000 bare"},
	    {"a turnaround director on £1,100 a day, or about £250,000 a "
	     "year",
		"£1,100 a day|£1,100|1100 /d; about £250,000 a year|£250,000|"
		"250000 about /y"},
	    {"Budget\t£1,234\t(£1,300)\t£66\t5.1%",
		"£1,234|1234; £1,300|1300; £66|66"},
	    {"savings of £3m, £4m and £5m in 2016-17, 2017-18 and 2018-19",
		"£3m|3000000; £4m|4000000; £5m|5000000"},
	    {"It spent £3m\non 12 beds", "£3m|3000000"},
	    {"It spent £3\nmillion on beds", "£3\nmillion|3000000"},
	    {"It spent £3\tmillion on beds", "£3|3"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct line l = {"", 0};

		put_all(&l, slice_of(t[i].text));
		assert_string_equal(l.s, t[i].want);
	}
}

static void
parses_cells(void **state)
{
	static const struct {
		const char *cell;
		int64_t scale;
		const char *want;
	} t[] = {
	    {"1,234", 1, "1234 bare"},
	    {"1,234", 1000, "1234000 bare"},
	    {"1,234", 1000000, "1234000000 bare"},
	    {" 1,234 ", 1, "1234 bare"},
	    {"\t1,234\t", 1, "1234 bare"},
	    {"\xc2\xa0"
	     "1,234\xc2\xa0",
		1, "1234 bare"},
	    {"1234", 1, "1234 bare"},
	    {"1 234", 1, "1234 bare"},
	    {"1 234 567", 1, "1234567 bare"},
	    {"1\xe2\x80\x89"
	     "234",
		1, "1234 bare"},
	    {"1,234.56", 1, "1234.56 bare"},
	    {"0.4", 1000000, "400000 bare"},
	    {".5", 1000, "500 bare"},
	    {"(.5)", 1000, "-500 bare"},
	    {"12.3456", 1000, "12345.60 bare"},
	    {"0.123456789", 1000000, "123456.79 bare"},
	    {"0.1000000000000000055511151231257827", 1, "0.10 bare"},
	    {"(1,234)", 1, "-1234 bare"},
	    {"( 1,234 )", 1, "-1234 bare"},
	    {"(0.4)", 1000000, "-400000 bare"},
	    {"(3.2)", 1000000, "-3200000 bare"},
	    {"(3.2)m", 1000, "-3200000 bare"},
	    {"(3.2m)", 1000, "-3200000 bare"},
	    {"£(3.2)m", 1000, "-3200000"},
	    {"£(3.2m)", 1, "-3200000"},
	    {"(£3.2m)", 1, "-3200000"},
	    {"(£1,234)", 1000, "-1234000"},
	    {"£(1,234)", 1000, "-1234000"},
	    {"1,234-", 1, "-1234 bare"},
	    {"1,234 -", 1, "-1234 bare"},
	    {"1,234−", 1, "-1234 bare"},
	    {"-1,234", 1, "-1234 bare"},
	    {"- 1,234", 1, "-1234 bare"},
	    {"–1,234", 1, "-1234 bare"},
	    {"−0.5", 1000, "-500 bare"},
	    {"-£3m", 1, "-3000000"},
	    {"£-3m", 1, "-3000000"},
	    {"- £3m", 1, "-3000000"},
	    {"£ -3", 1000, "-3000"},
	    {"+1,234", 1, "1234 bare"},
	    {"+ 1,234", 1, "1234 bare"},
	    {"+£3m", 1, "3000000"},
	    {"-", 1, "0 bare"},
	    {"–", 1000, "0 bare"},
	    {"—", 1, "0 bare"},
	    {"−", 1, "0 bare"},
	    {"£-", 1, "0"},
	    {"£ -", 1, "0"},
	    {"nil", 1, "0 bare"},
	    {"Nil", 1, "0 bare"},
	    {"£nil", 1, "0"},
	    {"zero", 1, "0 bare"},
	    {"0", 1, "0 bare"},
	    {"0.0", 1000, "0 bare"},
	    {"(0)", 1, "0 bare"},
	    {"-0.0", 1, "0 bare"},
	    {"0.00", 1, "0 bare"},
	    {"1.2m", 1, "1200000 bare"},
	    {"1.2m", 1000, "1200000 bare"},
	    {"1.2 m", 1000, "1200000 bare"},
	    {"850k", 1000000, "850000 bare"},
	    {"£1.2bn", 1000, "1200000000"},
	    {"£1,234", 1000, "1234000"},
	    {"£5", 1, "5"},
	    {"50p", 1, "0.50"},
	    {"2017", 1, "2017 bare"},
	    {"£30m to £35m", 1, "30000000..35000000"},
	    {"£30-35m", 1, "30000000..35000000"},
	    {"up to £3m", 1, "3000000 up_to"},
	    {"c. £3m", 1, "3000000 about"},
	    {"£3m or more", 1, "3000000 at_least"},
	    {"£3m a year", 1, "3000000 /y"},
	    {"about £5", 1000, "5000 about"},
	    {"half a million pounds", 1, "500000"},
	    {"£92,233,720,368,547,758.07", 1, "92233720368547758.07"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct line l = {"", 0};
		struct money m;

		if (money_parse(slice_of(t[i].cell), t[i].scale, &m) != 0)
			fail_msg("\"%s\" is an amount", t[i].cell);
		put_value(&l, &m);
		assert_string_equal(l.s, t[i].want);
	}
}

static void
refuses_cells(void **state)
{
	static const char *const t[] = {"", " ", "\t", "n/a", "N/A", "tbc",
	    "12.5%", "(12.5%)", "0%", "4.5 per cent", "£'000", "£000", "£000s",
	    "£m", "£", "£k", "1,234 F", "1,234 A", "1,234F", "3.2m F",
	    "1,234 Cr", "1,234 Dr", "1,23", "12,34", "1,234,56", "1.2.3",
	    "1..2", "007", "00", "05Q", "11H", "(1,234", "1,234)", "((1,234))",
	    "-(1,234)", "(-1,234)", "-1,234-", "(1,234-)", "+-5", "--5", "--",
	    "- -", "+", "()", "(-)", "1,234 5", "1234 567", "12 34", "1 2345",
	    "1  234", "£1.2m deficit", "a deficit of £1.2m", "£1m £2m",
	    "£1m, £2m", "2016-17", "10-15", "30-11-2017", "30/11/2017", "1/2",
	    "Month 8", "M8", "5.", "£5mg", "$5", "€5m", "5 x", "1e5", "0x10",
	    "1,234*", "99999999999999999999", "92233720368547758.08",
	    "£92,233,720,368,547,758.08", "9223372036854775807bn", "NaN", "inf",
	    "-nil", "2.8m people", "March"};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct money m;

		if (money_parse(slice_of(t[i]), 1, &m) != -1)
			fail_msg("\"%s\" is no amount", t[i]);
	}
}

static void
parse_checks_the_scale(void **state)
{
	struct money m;

	(void)state;
	assert_int_equal(
	    money_parse(slice_of("92233720368547.75"), 1000, &m), 0);
	assert_int_equal(m.low, INT64_C(9223372036854775000));
	assert_int_equal(
	    money_parse(slice_of("92233720368547.76"), 1000, &m), -1);
	assert_int_equal(
	    money_parse(slice_of("9223372036854775807"), 1000000, &m), -1);
	assert_int_equal(
	    money_parse(slice_of("about £9223372036854775"), 1000000, &m), -1);
	assert_int_equal(money_parse(slice_of("1"), INT64_MAX, &m), -1);
}

static void
parse_tells_the_bytes(void **state)
{
	struct money m;

	(void)state;
	assert_int_equal(money_parse(slice_of("  (£3.2m) "), 1, &m), 0);
	assert_int_equal(m.start, 2);
	assert_int_equal(m.end, 10);
	assert_int_equal(m.scaled, 1);
	assert_int_equal(money_parse(slice_of(" up to £3 "), 1000, &m), 0);
	assert_int_equal(m.from, 1);
	assert_int_equal(m.start, 7);
	assert_int_equal(m.to, 10);
	assert_int_equal(m.scaled, 0);
}

/* from may stand anywhere, also within an amount or a character. */
static void
starts_anywhere(void **state)
{
	struct slice text = slice_of("about £30m to £35m, then -£2m a year");
	struct money m;

	(void)state;
	for (size_t from = 0; from < text.n + 3; from++) {
		if (!money_next(text, from, &m))
			continue;
		assert_true(m.start >= from);
		assert_true(m.start < m.end && m.end <= text.n);
	}
	assert_int_equal(money_next(text, 6, &m), 1);
	assert_int_equal(m.start, 6);
	assert_int_equal(m.from, 0);
	assert_int_equal(money_next(text, text.n, &m), 0);
	assert_int_equal(money_next((struct slice){NULL, 0}, 0, &m), 0);
}

static void
check(struct slice text)
{
	struct money m;
	size_t at = 0;

	while (money_next(text, at, &m)) {
		assert_true(m.start >= at && m.start < m.end);
		assert_true(m.from <= m.start && m.end <= m.to);
		assert_true(m.to <= text.n && m.low <= m.high);
		assert_true(m.currency || m.scaled);
		at = m.end;
	}
	if (money_parse(text, 1000, &m) == 0) {
		assert_true(m.from <= m.start && m.start < m.end);
		assert_true(m.end <= m.to && m.to <= text.n);
		assert_true(m.low <= m.high);
	}
}

/* Texts cut at any byte and mixed with any bytes, beside forbidden pages. */
static void
survives_anything(void **state)
{
	static const char *const piece[] = {"£", "\xc2", "\xa3", "1", "3", "12",
	    "123", "456", "000", ",", ".", " ", "  ", "m", "bn", "k",
	    " million", "million", "thousand", " pounds", "p", "-", "–",
	    "\xe2\x88\x92", "\xe2\x80", "(", ")", " to ", " and ", "between ",
	    "½", "half a ", "a ", "two ", "hundred ", " and a half", "GBP ",
	    "about ", "up to ", " or more", "-plus", " a year", "%", "\t",
	    "people", "not ", "n’t ", "\0", "9999999999", "nil", "+"};
	struct guard g = guard_new();
	uint64_t random = 1;
	char text[256];

	(void)state;
	for (int i = 0; i < 60000; i++) {
		size_t n = guard_mix(text, sizeof text, piece,
		    sizeof piece / sizeof *piece, &random);

		check(guard_put(g, (struct slice){text, n}, 0));
		check(guard_put(g, (struct slice){text, n}, 1));
	}
	guard_free(g);
}

static void
names_qualifiers(void **state)
{
	(void)state;
	assert_string_equal(money_qualifier_name(MONEY_EXACT), "exact");
	assert_string_equal(money_qualifier_name(MONEY_ABOUT), "about");
	assert_string_equal(money_qualifier_name(MONEY_OVER), "over");
	assert_string_equal(money_qualifier_name(MONEY_UNDER), "under");
	assert_string_equal(money_qualifier_name(MONEY_UP_TO), "up_to");
	assert_string_equal(money_qualifier_name(MONEY_AT_LEAST), "at_least");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds),
	    cmocka_unit_test(finds_in_a_sentence),
	    cmocka_unit_test(parses_cells),
	    cmocka_unit_test(refuses_cells),
	    cmocka_unit_test(parse_checks_the_scale),
	    cmocka_unit_test(parse_tells_the_bytes),
	    cmocka_unit_test(starts_anywhere),
	    cmocka_unit_test(survives_anything),
	    cmocka_unit_test(names_qualifiers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
