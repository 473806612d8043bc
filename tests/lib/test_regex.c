/* SPDX-License-Identifier: MIT */
/* Patterns: what they match, and that none can run away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "buf.h"
#include "regex.h"

static struct regex *
compile(const char *pattern, int flags)
{
	char err[160];
	struct regex *r = regex_new(slice_of(pattern), flags, err, sizeof(err));

	assert_non_null(r);
	return r;
}

static void
assert_span(struct regex_span s, int set, size_t start, size_t end)
{
	assert_int_equal(s.set, set);
	assert_int_equal(s.start, start);
	assert_int_equal(s.end, end);
}

static void
a_late_pattern_is_compiled_by_its_first_match(void **state)
{
	struct regex *r = compile("(?<n>\\d+)", REGEX_LATE);

	(void)state;
	assert_int_equal(regex_match(r, slice_of("no 42"), 0), 1);
	assert_span(regex_group(r, regex_named(r, "n")), 1, 3, 5);
	regex_free(r);
	r = compile("(", REGEX_LATE);
	assert_int_equal(regex_match(r, slice_of("("), 0), REGEX_FAILED);
	assert_int_equal(regex_match(r, slice_of("("), 0), REGEX_FAILED);
	regex_free(r);
}

static void
groups_are_found_by_number_and_name(void **state)
{
	struct regex *r = compile("(?<code>\\d{2}[A-Z])(x)?-(?<year>\\d+)", 0);
	struct slice text = slice_of("in 03N-2017");

	(void)state;
	assert_int_equal(regex_groups(r), 4);
	assert_int_equal(regex_named(r, "code"), 1);
	assert_int_equal(regex_named(r, "year"), 3);
	assert_int_equal(regex_named(r, "none"), 0);
	assert_span(regex_group(r, 0), 0, 0, 0);
	assert_int_equal(regex_match(r, text, 0), 1);
	assert_span(regex_group(r, 0), 1, 3, 11);
	assert_span(regex_group(r, 1), 1, 3, 6);
	assert_span(regex_group(r, 2), 0, 0, 0);
	assert_span(regex_group(r, 3), 1, 7, 11);
	assert_span(regex_group(r, 4), 0, 0, 0);
	assert_span(regex_group(r, SIZE_MAX / 4), 0, 0, 0);
	/* After a miss there are no groups. */
	assert_int_equal(regex_match(r, text, 4), 0);
	assert_span(regex_group(r, 0), 0, 0, 0);
	regex_free(r);
	regex_free(NULL);
}

static void
search_goes_on_from_where_it_is_told(void **state)
{
	struct regex *r = compile("\\ba", 0);
	struct slice text = slice_of("aa a");

	(void)state;
	assert_int_equal(regex_match(r, text, 0), 1);
	assert_int_equal(regex_group(r, 0).start, 0);
	/* What stands before is seen: no word begins at 1. */
	assert_int_equal(regex_match(r, text, 1), 1);
	assert_int_equal(regex_group(r, 0).start, 3);
	assert_int_equal(regex_match(r, text, 4), 0);
	assert_int_equal(regex_match(r, text, 5), 0);
	assert_int_equal(regex_match(r, (struct slice){NULL, 0}, 0), 0);
	regex_free(r);
}

static void
text_need_not_end_in_nul(void **state)
{
	struct regex *r = compile("b$", 0);

	(void)state;
	assert_int_equal(regex_match(r, (struct slice){"abc", 2}, 0), 1);
	assert_int_equal(regex_match(r, (struct slice){"abc", 3}, 0), 0);
	assert_int_equal(regex_match(r, (struct slice){"a\0b", 3}, 0), 1);
	regex_free(r);
}

static void
flags_hold(void **state)
{
	static const struct {
		const char *pattern, *text;
		int flags, match;
	} row[] = {
	    {"ccg", "CCG", 0, 0},
	    {"ccg", "CCG", REGEX_CASELESS, 1},
	    {"c c g # name", "ccg", REGEX_EXTENDED, 1},
	    {"c c g", "ccg", 0, 0},
	    {"^.$", "\xc2\xa3", 0, 0},
	    {"^.$", "\xc2\xa3", REGEX_UTF, 1},
	    {"\xc3\xa9", "\xc3\x89", REGEX_CASELESS | REGEX_UTF, 1},
	    {"", "", 0, 1},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct regex *r = compile(row[i].pattern, row[i].flags);

		assert_int_equal(
		    regex_match(r, slice_of(row[i].text), 0), row[i].match);
		regex_free(r);
	}
}

static void
broken_utf8_does_not_stop_a_match(void **state)
{
	struct regex *r = compile("deficit of \xc2\xa3(\\d+)m", REGEX_UTF);

	(void)state;
	assert_int_equal(regex_match(r,
			     slice_of("\xff\xc2 deficit of \xc2\xa3"
				      "3m\xe2"),
			     0),
	    1);
	assert_span(regex_group(r, 1), 1, 16, 17);
	assert_int_equal(regex_match(r, slice_of("\xff\xfe"), 0), 0);
	regex_free(r);
}

static void
bad_pattern_is_explained(void **state)
{
	char err[160] = "", tiny[8];

	(void)state;
	assert_null(regex_new(slice_of("a(b"), 0, err, sizeof(err)));
	assert_string_equal(err, "missing closing parenthesis at offset 3");
	assert_null(regex_new(slice_of("*"), 0, tiny, sizeof(tiny)));
	assert_int_equal(strlen(tiny), sizeof(tiny) - 1);
	assert_null(regex_new(slice_of("\xff"), REGEX_UTF, NULL, 0));
	/* It could leave a match in the middle of a character. */
	assert_null(regex_new(slice_of("\\C"), 0, err, sizeof(err)));
}

/* No pattern may take longer than a second for texts of this size. */
static void
catastrophe_is_a_limit_not_a_hang(void **state)
{
	static const char *const pattern[] = {"(a+)+$", "(a|aa)+$",
	    "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", "(?:a?){40}a{40}$",
	    "(?=(a+))(a*b?)+c"};
	char text[4096];
	size_t i;

	(void)state;
	memset(text, 'a', sizeof(text));
	text[sizeof(text) - 1] = '!';
	for (i = 0; i < sizeof(pattern) / sizeof(*pattern); i++) {
		struct regex *r = compile(pattern[i], 0);
		struct slice s = {text, sizeof(text)};
		clock_t start = clock();
		int got;

		if (strchr(pattern[i], 'x') != NULL)
			memset(text, 'x', sizeof(text) - 1);
		got = regex_match(r, s, 0);
		memset(text, 'a', sizeof(text) - 1);
		assert_true(clock() - start < CLOCKS_PER_SEC);
		assert_true(got == -1 || got == 0);
		/* The first cannot be decided otherwise. */
		if (i == 0)
			assert_int_equal(got, -1);
		assert_span(regex_group(r, 0), 0, 0, 0);
		/* It still works for a text that does match. */
		if (i == 0)
			assert_int_equal(regex_match(r, slice_of("aa"), 0), 1);
		regex_free(r);
	}
}

/* Deep recursion exhausts JIT's stack; the interpreter then decides. */
static void
deep_recursion_is_decided_without_jit(void **state)
{
	struct regex *r = compile("^(\\((?1)*\\))$", 0);
	struct buf text = {0};
	size_t depth[] = {10, 1000, 20000}, i, k;

	(void)state;
	for (i = 0; i < sizeof(depth) / sizeof(*depth); i++) {
		buf_clear(&text);
		for (k = 0; k < depth[i]; k++)
			assert_int_equal(buf_putc(&text, '('), 0);
		for (k = 0; k < depth[i]; k++)
			assert_int_equal(buf_putc(&text, ')'), 0);
		assert_int_equal(regex_match(r, buf_slice(&text), 0), 1);
		assert_span(regex_group(r, 0), 1, 0, 2 * depth[i]);
	}
	regex_free(r);
	/* Without end it is a limit. */
	r = compile("(a(?1)?b|(?1))", 0);
	assert_int_equal(regex_match(r, slice_of("aaaa"), 0), -1);
	regex_free(r);
	buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(groups_are_found_by_number_and_name),
	    cmocka_unit_test(a_late_pattern_is_compiled_by_its_first_match),
	    cmocka_unit_test(search_goes_on_from_where_it_is_told),
	    cmocka_unit_test(text_need_not_end_in_nul),
	    cmocka_unit_test(flags_hold),
	    cmocka_unit_test(broken_utf8_does_not_stop_a_match),
	    cmocka_unit_test(bad_pattern_is_explained),
	    cmocka_unit_test(catastrophe_is_a_limit_not_a_hang),
	    cmocka_unit_test(deep_recursion_is_decided_without_jit),
	};

	return cmocka_run_group_tests_name("regex", tests, NULL, NULL);
}
