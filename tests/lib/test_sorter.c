/* SPDX-License-Identifier: MIT */
/* The sorter: ordered and stable, in memory and over many runs on disk. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "sorter.h"

enum { RECORDS = 20000, MANY = 700000, KEYS = 37 };

/* The key of record i: of many lengths, with NULs, often alike. */
static struct slice
key_of(unsigned i, char room[64])
{
	unsigned k = i * 7919 % KEYS;
	size_t n = k % 25; /* on both sides of what is compared first */

	memset(room, (int)(k % 3 ? 'a' : '\0'), n);
	if (n > 0)
		room[n - 1] = (char)(k * 31);
	return (struct slice){room, n};
}

static int
compare(struct slice a, struct slice b)
{
	int order = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static void
sorts(size_t memory, unsigned n)
{
	struct sorter *s = sorter_new(memory);
	struct slice key, value;
	char room[64], last_key[64];
	struct slice last = {last_key, 0};
	unsigned last_i = 0, seen = 0;

	for (unsigned i = 0; i < n; i++)
		assert_int_equal(
		    sorter_put(s, key_of(i, room),
			(struct slice){(const char *)&i, sizeof i}),
		    0);
	assert_int_equal(sorter_sort(s), 0);
	for (; sorter_next(s, &key, &value) == 1; seen++) {
		unsigned i;

		assert_int_equal(value.n, sizeof i);
		memcpy(&i, value.p, sizeof i);
		assert_true(slice_eq(key, key_of(i, room)));
		if (seen > 0) {
			int order = compare(last, key);

			assert_true(order < 0 || (order == 0 && last_i < i));
		}
		memcpy(last_key, key.p, key.n);
		last.n = key.n;
		last_i = i;
	}
	assert_int_equal(seen, n);
	assert_int_equal(sorter_next(s, &key, &value), 0);
	sorter_free(s);
}

static void
in_memory(void **state)
{
	(void)state;
	sorts(1 << 30, 0);
	sorts(1 << 30, 1);
	sorts(1 << 30, RECORDS);
	sorts(1 << 30, MANY); /* in several loose runs */
}

static void
on_disk(void **state)
{
	(void)state;
	sorts(1, 2);
	sorts(1, 2500); /* a run each: merged over several levels */
	sorts(10000, RECORDS);
	sorts(300000, RECORDS);
	sorts(9 << 20, MANY); /* loose runs become files, several times */
}

static void
numbers_as_keys(void **state)
{
	static const unsigned long long row[] = {
	    0, 1, 255, 256, 65536, UINT32_MAX, UINT64_MAX};
	char a[8], b[8];

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		assert_true(sorter_value(sorter_number(a, row[i]).p) == row[i]);
		if (i > 0)
			assert_true(compare(sorter_number(b, row[i - 1]),
					sorter_number(a, row[i])) < 0);
	}
}

static void
no_place_for_files(void **state)
{
	struct slice x = {"x", 1};
	struct sorter *s = sorter_new(1);

	(void)state;
	setenv("TMPDIR", "/nonexistent", 1);
	assert_int_equal(sorter_put(s, x, x), 0);
	assert_int_equal(sorter_put(s, x, x), -1);
	assert_int_equal(errno, ENOENT);
	unsetenv("TMPDIR");
	sorter_free(s);
	sorter_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(in_memory),
	    cmocka_unit_test(on_disk),
	    cmocka_unit_test(numbers_as_keys),
	    cmocka_unit_test(no_place_for_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
