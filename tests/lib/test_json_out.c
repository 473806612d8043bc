/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "json_out.h"

static const struct json_case {
	const char *text, *json;
} cases[] = {
    {"", "\"\""},
    {"plain", "\"plain\""},
    {"a \"b\" \\ c", "\"a \\\"b\\\" \\\\ c\""},
    {"a\tb\nc\rd", "\"a\\tb\\nc\\rd\""},
    {"\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\""},
    {"</script>&<!--", "\"\\u003c/script\\u003e\\u0026\\u003c!--\""},
    {"\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa", "\"\\u2028\\u2029\xe2\x80\xaa\""},
    {"\xc2\xa3"
     "1m \xf0\x9f\x92\xb7",
	"\"\xc2\xa3"
	"1m \xf0\x9f\x92\xb7\""},
    /* What is no UTF-8 is replaced byte by byte, and the rest stays. */
    {"a\xa3"
     "b",
	"\"a\\ufffd"
	"b\""},
    {"\xe2\x80", "\"\\ufffd\\ufffd\""},
    {"\xc0\xbc", "\"\\ufffd\\ufffd\""},
    {"\xed\xa0\x80", "\"\\ufffd\\ufffd\\ufffd\""},
};

static void
strings_are_escaped(void **state)
{
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buf_clear(&b);
		assert_int_equal(json_string(&b, slice_of(cases[i].text)), 0);
		assert_string_equal(b.p, cases[i].json);
	}
	buf_free(&b);
}

/* Outside web pages only what JSON forbids. */
static void
texts_are_escaped(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_int_equal(
	    json_bare_string(&b, slice_of("a<b>&\x01\"\\\n\xe2\x80\xa8"
					  "\xa3\x7f")),
	    0);
	assert_string_equal(b.p, "\"a<b>&\\u0001\\\"\\\\\\n\xe2\x80\xa8"
				 "\\ufffd\\u007f\"");
	buf_free(&b);
}

static void
nul_inside_is_escaped(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_int_equal(json_string(&b, (struct slice){"a\0b", 3}), 0);
	assert_string_equal(b.p, "\"a\\u0000b\"");
	buf_free(&b);
}

/* No byte outside the slice is looked at, nor needed. */
static void
slices_need_no_end(void **state)
{
	struct buf b = {0};
	const char cut[] = {'\xe2', '\x80', '\xa8'};

	(void)state;
	assert_int_equal(json_string(&b, (struct slice){cut, 2}), 0);
	assert_string_equal(b.p, "\"\\ufffd\\ufffd\"");
	buf_clear(&b);
	assert_int_equal(json_string(&b, (struct slice){cut, 3}), 0);
	assert_string_equal(b.p, "\"\\u2028\"");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(strings_are_escaped),
	    cmocka_unit_test(texts_are_escaped),
	    cmocka_unit_test(nul_inside_is_escaped),
	    cmocka_unit_test(slices_need_no_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
