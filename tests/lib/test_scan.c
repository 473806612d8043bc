/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "guard.h"
#include "scan.h"

#define NBSP "\xc2\xa0"
#define THIN "\xe2\x80\x89"
#define EN "\xe2\x80\x93"
#define MINUS "\xe2\x88\x92"

static void
steps_over_gaps(void **state)
{
	static const struct {
		const char *text;
		size_t space, dash, gap;
	} t[] = {
	    {"", 0, 0, 0},
	    {"a", 0, 0, 0},
	    {" a", 1, 0, 1},
	    {"  a", 2, 0, 2},
	    {"\na", 1, 0, 1},
	    {"\r\na", 2, 0, 2},
	    {"\ta", 0, 0, 0},
	    {" \ta", 1, 0, 1},
	    {NBSP "a", 2, 0, 2},
	    {THIN " a", 4, 0, 4},
	    {"      a", 4, 0, 4},
	    {"-a", 0, 1, 1},
	    {"--a", 0, 1, 1},
	    {EN "a", 0, 3, 3},
	    {MINUS "a", 0, 3, 3},
	    {" -a", 1, 0, 1},
	    {"\xc2", 0, 0, 0},
	    {"\xe2\x80", 0, 0, 0},
	    {"\xe2\x80\x9c", 0, 0, 0},
	    {".a", 0, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct slice text = slice_of(t[i].text);

		assert_int_equal(scan_space(text, 0), t[i].space);
		assert_int_equal(scan_dash(text, 0), t[i].dash);
		assert_int_equal(scan_gap(text, 0), t[i].gap);
	}
}

static void
steps_back_over_gaps(void **state)
{
	static const struct {
		const char *text;
		size_t space, dash, gap; /* how many bytes */
	} t[] = {
	    {"", 0, 0, 0},
	    {"a", 0, 0, 0},
	    {"a ", 1, 0, 1},
	    {"a" NBSP, 2, 0, 2},
	    {"a " THIN, 4, 0, 4},
	    {"a\t", 0, 0, 0},
	    {"a-", 0, 1, 1},
	    {"a" EN, 0, 3, 3},
	    {"a- ", 1, 0, 1},
	    {"\x80\x93", 0, 0, 0},
	    {"      ", 4, 0, 4},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct slice text = slice_of(t[i].text);

		assert_int_equal(
		    text.n - scan_space_back(text, text.n), t[i].space);
		assert_int_equal(
		    text.n - scan_dash_back(text, text.n), t[i].dash);
		assert_int_equal(
		    text.n - scan_gap_back(text, text.n), t[i].gap);
	}
}

static void
takes_words(void **state)
{
	struct slice text = slice_of("at least-two, x9 end");

	(void)state;
	assert_true(slice_is(scan_word(text, 0), "at"));
	assert_true(slice_is(scan_word(text, 1), "t"));
	assert_int_equal(scan_word(text, 2).n, 0);
	assert_int_equal(scan_word(text, text.n).n, 0);
	assert_true(slice_is(scan_word_back(text, 2), "at"));
	assert_int_equal(scan_word_back(text, 0).n, 0);
	assert_true(slice_is(scan_next(text, 2), "least"));
	assert_true(slice_is(scan_next(text, 8), "two"));
	assert_int_equal(scan_next(text, 12).n, 0);
	assert_true(slice_is(scan_prev(text, 3), "at"));
	assert_int_equal(scan_prev(text, 14).n, 0);
	assert_int_equal(scan_start(text, scan_next(text, 2)), 3);
	assert_int_equal(scan_end(text, scan_next(text, 2)), 8);
}

static void
compares_words(void **state)
{
	(void)state;
	assert_true(scan_is(slice_of("Month"), "month"));
	assert_true(scan_is(slice_of("MONTH"), "month"));
	assert_false(scan_is(slice_of("months"), "month"));
	assert_false(scan_is(slice_of(""), "month"));
	assert_true(scan_in(slice_of("a"), "a"));
	assert_true(scan_in(slice_of("Of"), "a an of"));
	assert_true(scan_in(slice_of("a"), "an a of"));
	assert_false(scan_in(slice_of("o"), "a an of"));
	assert_false(scan_in(slice_of("off"), "a an of"));
	assert_false(scan_in(slice_of(""), "a an of"));
	assert_false(scan_in(slice_of("a"), ""));
	assert_false(scan_in(slice_of("an of"), "a"));
}

static void
matches_phrases(void **state)
{
	static const struct {
		const char *text, *phrase;
		size_t at, want;
	} t[] = {
	    {"end of the year", "end of the", 0, 10},
	    {"End  of\nthe year", "end of the", 0, 11},
	    {"end-of-the-year", "end of the", 0, 10},
	    {"end of there", "end of the", 0, SCAN_NONE},
	    {"bend of the", "end of the", 1, SCAN_NONE},
	    {"end of", "end of the", 0, SCAN_NONE},
	    {"end", "end", 3, SCAN_NONE},
	    {"£3m or more", " or more", 4, 12},
	    {"£3m or mores", " or more", 4, SCAN_NONE},
	    {"half a million", "half a ", 0, 7},
	    {"c. 3", "c.", 0, 2},
	    {"", "end", 0, SCAN_NONE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(
		    scan_phrase(slice_of(t[i].text), t[i].at, t[i].phrase),
		    t[i].want);
}

static void
matches_phrases_back(void **state)
{
	static const struct {
		const char *text, *phrase;
		size_t at, want;
	} t[] = {
	    {"by the end of", "the end of", 13, 3},
	    {"by the END  of", "the end of", 14, 3},
	    {"by the-end-of", "the end of", 13, 3},
	    {"breathe end of", "the end of", 14, SCAN_NONE},
	    {"end of", "the end of", 6, SCAN_NONE},
	    {"upto", "up to", 4, SCAN_NONE},
	    {"overt", "over", 4, SCAN_NONE},
	    {"over", "over", 4, 0},
	    {"", "over", 0, SCAN_NONE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(
		    scan_phrase_back(slice_of(t[i].text), t[i].at, t[i].phrase),
		    t[i].want);
}

static void
counts(void **state)
{
	static const struct {
		const char *text;
		size_t end;
		int value;
	} t[] = {
	    {"8", 1, 8},
	    {"08", 2, 8},
	    {"2017", 4, 2017},
	    {"20171", 0, -1},
	    {"8th", 0, -1},
	    {"eight", 5, 8},
	    {"Twenty", 6, 20},
	    {"twenty-five", 11, 25},
	    {"twenty five", 11, 25},
	    {"twenty eleven", 6, 20},
	    {"nineteen", 8, 19},
	    {"ninety nine", 11, 99},
	    {"five twenty", 4, 5},
	    {"eighth", 0, -1},
	    {"", 0, -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		int value = -1;

		assert_int_equal(
		    scan_count(slice_of(t[i].text), 0, &value), t[i].end);
		assert_int_equal(value, t[i].value);
	}
	assert_int_equal(scan_cardinal(slice_of("ten")), 10);
	assert_int_equal(scan_cardinal(slice_of("Thirty")), 30);
	assert_int_equal(scan_cardinal(slice_of("zero")), 0);
	assert_int_equal(scan_cardinal(slice_of("")), 0);
}

/* Every step from every place of any bytes stays within them. */
static void
survives_anything(void **state)
{
	static const char *const piece[] = {"a", "up to", " ", "-", "of", EN,
	    NBSP, THIN, "\xe2", "\x80", "\xc2", "20", "twenty", "-five", "\t"};
	struct guard g = guard_new();
	uint64_t random = 3;
	char bytes[128];

	(void)state;
	for (int i = 0; i < 5000; i++) {
		size_t n = guard_mix(bytes, sizeof bytes, piece,
		    sizeof piece / sizeof *piece, &random);
		struct slice text =
		    guard_put(g, (struct slice){bytes, n}, i % 2);

		for (size_t at = 0; at <= n; at++) {
			int value;

			assert_in_range(scan_space(text, at), at, n);
			assert_in_range(scan_gap(text, at), at, n);
			assert_in_range(scan_space_back(text, at), 0, at);
			assert_in_range(scan_gap_back(text, at), 0, at);
			assert_in_range(scan_word(text, at).n, 0, n - at);
			assert_in_range(scan_word_back(text, at).n, 0, at);
			assert_in_range(
			    scan_end(text, scan_next(text, at)), at, n);
			assert_in_range(
			    scan_start(text, scan_prev(text, at)), 0, at);
			assert_in_range(scan_count(text, at, &value), at, n);
			scan_phrase(text, at, "up to of ");
			scan_phrase_back(text, at, " a up to");
		}
	}
	guard_free(g);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(steps_over_gaps),
	    cmocka_unit_test(steps_back_over_gaps),
	    cmocka_unit_test(takes_words),
	    cmocka_unit_test(compares_words),
	    cmocka_unit_test(matches_phrases),
	    cmocka_unit_test(matches_phrases_back),
	    cmocka_unit_test(counts),
	    cmocka_unit_test(survives_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
