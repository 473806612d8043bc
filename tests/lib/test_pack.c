/* SPDX-License-Identifier: MIT */
/* Packed fields and lists of names: there and back, and what is neither. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "pack.h"
#include "spec.h"

static void
there_and_back(void **state)
{
	static const char *const row[] = {"", "a", "5:hello", "x\ny,\"", "0:"};
	struct buf b = {0};
	struct slice rest, field;
	uint64_t n;

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		assert_int_equal(pack_put(&b, slice_of(row[i])), 0);
	assert_int_equal(pack_count(&b, 0), 0);
	assert_int_equal(pack_count(&b, UINT64_MAX), 0);
	rest = buf_slice(&b);
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		assert_int_equal(pack_next(&rest, &field), 1);
		assert_true(slice_is(field, row[i]));
	}
	assert_int_equal(pack_next_count(&rest, &n), 1);
	assert_true(n == 0);
	assert_int_equal(pack_next_count(&rest, &n), 1);
	assert_true(n == UINT64_MAX);
	assert_int_equal(pack_next(&rest, &field), 0);
	assert_int_equal(pack_next_count(&rest, &n), -1);
	buf_free(&b);
}

static void
no_netstrings(void **state)
{
	static const char *const row[] = {":", "x", "1", "1:", "2:a", "-1:a",
	    " 1:a", "1 :a", "99999999999999999999999999:a",
	    "18446744073709551615:a"};
	static const char *const counts[] = {"0:", "1:x", "2:-1",
	    "20:18446744073709551616", "21:000000000000000000001"};
	struct slice rest, field;
	uint64_t n;

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		rest = slice_of(row[i]);
		assert_int_equal(pack_next(&rest, &field), -1);
	}
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		rest = slice_of(counts[i]);
		assert_int_equal(pack_next_count(&rest, &n), -1);
	}
}

static void
lists(void **state)
{
	struct spec_names names = {0};

	(void)state;
	assert_int_equal(spec_list("a,\"b,\"\"c\"\"\",d e", &names), 0);
	assert_int_equal(spec_list("x=y", &names), 0);
	assert_int_equal(names.n, 4);
	assert_string_equal(names.name[0], "a");
	assert_string_equal(names.name[1], "b,\"c\"");
	assert_string_equal(names.name[2], "d e");
	assert_string_equal(names.name[3], "x=y");
	spec_free(&names);
	assert_int_equal(spec_list("\"\",a", &names), 0);
	assert_int_equal(names.n, 2);
	assert_string_equal(names.name[0], "");
	spec_free(&names);
	for (const char *const *bad = (const char *const[]){"", ",", "a,", ",a",
		 "a,,b", "\"a", "\"a\"b", "\"a\"\"", NULL};
	     *bad != NULL; bad++) {
		assert_int_equal(spec_list(*bad, &names), -1);
		spec_free(&names);
	}
}

static void
sizes(void **state)
{
	size_t n;

	(void)state;
	assert_int_equal(spec_bytes("17", &n), 0);
	assert_int_equal(n, 17);
	assert_int_equal(spec_bytes("3k", &n), 0);
	assert_int_equal(n, 3072);
	assert_int_equal(spec_bytes("2G", &n), 0);
	assert_true(n == (size_t)2 << 30);
	for (const char *const *bad = (const char *const[]){"", "0", "0M", "-1",
		 "k", "1K", "1kk", "1 k", "1.5G", "18446744073709551616",
		 "17179869184G", NULL};
	     *bad != NULL; bad++)
		assert_int_equal(spec_bytes(*bad, &n), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(there_and_back),
	    cmocka_unit_test(no_netstrings),
	    cmocka_unit_test(lists),
	    cmocka_unit_test(sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
