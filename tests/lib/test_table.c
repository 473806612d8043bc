/* SPDX-License-Identifier: MIT */
/* The map from bytes to slots. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "table.h"

enum { MANY = 100000 };

/* Key number i, of a length between 1 and some 40 bytes. */
static struct slice
key(size_t i, char dst[64])
{
	int n = snprintf(dst, 64, "%zu%.*s", i, (int)(i % 37),
	    "the same tail for all of these keys..");

	return (struct slice){dst, (size_t)n};
}

static void
slots_count_in_order_of_arrival(void **state)
{
	struct table *t = table_new();
	char dst[64];
	size_t i;

	(void)state;
	assert_non_null(t);
	for (i = 0; i < MANY; i++) {
		assert_int_equal(table_find(t, key(i, dst)), TABLE_NONE);
		assert_int_equal(table_slot(t, key(i, dst)), i);
		assert_int_equal(table_count(t), i + 1);
		/* Of all that are there, any is found again. */
		assert_int_equal(table_slot(t, key(i / 2, dst)), i / 2);
	}
	for (i = 0; i < MANY; i++) {
		struct slice k = key(i, dst);

		assert_int_equal(table_find(t, k), i);
		assert_true(slice_eq(table_key(t, i), k));
		assert_int_equal(table_key(t, i).p[k.n], '\0');
	}
	assert_int_equal(table_find(t, key(MANY, dst)), TABLE_NONE);
	assert_int_equal(table_count(t), MANY);
	table_free(t);
}

static void
keys_are_any_bytes(void **state)
{
	static const struct slice k[] = {{"", 0}, {"\0", 1}, {"\0\0", 2},
	    {"a", 1}, {"a\0", 2}, {"\0a", 2}, {"\xff", 1}, {"abcdefg", 7},
	    {"abcdefg\0", 8}, {"abcdefgh", 8}, {"abcdefghi", 9}};
	enum { N = sizeof(k) / sizeof(*k) };
	struct table *t = table_new();
	size_t i;

	(void)state;
	for (i = 0; i < N; i++)
		assert_int_equal(table_slot(t, k[i]), i);
	for (i = 0; i < N; i++) {
		assert_int_equal(table_slot(t, k[i]), i);
		assert_true(slice_eq(table_key(t, i), k[i]));
	}
	assert_int_equal(table_slot(t, (struct slice){NULL, 0}), 0);
	table_free(t);
}

static void
keys_are_copies_that_stay_in_place(void **state)
{
	struct table *t = table_new();
	char dst[64];
	const char *first;
	size_t i;

	(void)state;
	strcpy(dst, "first");
	assert_int_equal(table_slot(t, slice_of(dst)), 0);
	strcpy(dst, "-----");
	first = table_key(t, 0).p;
	for (i = 0; i < MANY; i++)
		assert_int_equal(table_slot(t, key(i, dst)), i + 1);
	assert_ptr_equal(table_key(t, 0).p, first);
	assert_string_equal(first, "first");
	table_free(t);
}

static void
large_keys_fit(void **state)
{
	enum { N = 3 << 20 };
	struct table *t = table_new();
	char *large = malloc(N);
	char dst[64];
	size_t i, n;

	(void)state;
	assert_non_null(large);
	memset(large, 'x', N);
	for (i = 0, n = 0; n < N; i++, n = n * 3 / 2 + 1)
		assert_int_equal(table_slot(t, (struct slice){large, n}), i);
	assert_int_equal(table_slot(t, key(1, dst)), i);
	for (i = 0, n = 0; n < N; i++, n = n * 3 / 2 + 1) {
		assert_int_equal(table_find(t, (struct slice){large, n}), i);
		assert_true(
		    slice_eq(table_key(t, i), (struct slice){large, n}));
	}
	free(large);
	table_free(t);
}

static void
cleared_table_is_empty_and_can_be_filled(void **state)
{
	struct table *t = table_new();
	char dst[64];
	size_t i, round;

	(void)state;
	table_clear(t);
	for (round = 1; round <= 3; round++) {
		for (i = 0; i < 1000 * round; i++)
			assert_int_equal(table_slot(t, key(i, dst)), i);
		table_clear(t);
		assert_int_equal(table_count(t), 0);
		assert_int_equal(table_find(t, key(0, dst)), TABLE_NONE);
	}
	assert_int_equal(table_slot(t, key(7, dst)), 0);
	table_free(t);
	table_free(NULL);
}

static void
bytes_are_counted(void **state)
{
	struct table *t = table_new();
	size_t empty = table_bytes(t), keys = 0, i;
	char dst[64];

	(void)state;
	for (i = 0; i < MANY; i++) {
		keys += key(i, dst).n + 1;
		table_slot(t, key(i, dst));
	}
	/* The keys, and a bounded cost for each. */
	assert_true(table_bytes(t) > empty + keys + MANY * 16);
	assert_true(table_bytes(t) < empty + 2 * keys + MANY * 80);
	table_free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(slots_count_in_order_of_arrival),
	    cmocka_unit_test(keys_are_any_bytes),
	    cmocka_unit_test(keys_are_copies_that_stay_in_place),
	    cmocka_unit_test(large_keys_fit),
	    cmocka_unit_test(cleared_table_is_empty_and_can_be_filled),
	    cmocka_unit_test(bytes_are_counted),
	};

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
