/* SPDX-License-Identifier: MIT */
/* Bytes that grow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"

static void
grows_by_every_call(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_int_equal(buf_slice(&b).n, 0);
	assert_non_null(buf_slice(&b).p);
	assert_int_equal(buf_add(&b, NULL, 0), 0);
	assert_string_equal(b.p, "");
	assert_int_equal(buf_puts(&b, "ab"), 0);
	assert_int_equal(buf_putc(&b, 'c'), 0);
	assert_int_equal(buf_add(&b, "d\0e", 3), 0);
	assert_int_equal(buf_printf(&b, "%d-%s", 42, "f"), 0);
	assert_int_equal(buf_printf(&b, "%s", ""), 0);
	assert_int_equal(b.n, 10);
	assert_memory_equal(b.p, "abcd\0e42-f", 11);
	buf_clear(&b);
	assert_int_equal(b.n, 0);
	assert_string_equal(b.p, "");
	buf_free(&b);
	assert_null(b.p);
	assert_int_equal(b.n + b.cap, 0);
	buf_clear(&b);
	buf_free(&b);
}

static void
long_contents_survive_growth(void **state)
{
	enum { N = 100000 };
	struct buf b = {0};
	size_t i;

	(void)state;
	for (i = 0; i < N; i++) {
		assert_int_equal(buf_putc(&b, (char)(i % 251)), 0);
		assert_int_equal(b.p[b.n], '\0');
	}
	for (i = 0; i < N; i++)
		assert_int_equal((unsigned char)b.p[i], i % 251);
	/* Growth is by a share, not by a constant. */
	assert_true(b.cap < 2 * N);
	buf_clear(&b);
	assert_int_equal(buf_printf(&b, "%0*d", N, 7), 0);
	assert_int_equal(b.n, N);
	assert_int_equal(b.p[N - 1], '7');
	buf_free(&b);
}

static void
reserve_makes_room_and_no_more(void **state)
{
	struct buf b = {0};
	char *p;

	(void)state;
	assert_int_equal(buf_reserve(&b, 0), 0);
	assert_string_equal(b.p, "");
	assert_int_equal(buf_puts(&b, "ab"), 0);
	assert_int_equal(buf_reserve(&b, 5000), 0);
	assert_string_equal(b.p, "ab");
	p = b.p;
	memset(b.p + b.n, 'x', 5000);
	assert_int_equal(buf_add(&b, NULL, 0), 0);
	assert_ptr_equal(b.p, p);
	buf_free(&b);
}

static void
failure_leaves_it_as_it_was(void **state)
{
	static const size_t huge[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2};
	struct buf b = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(huge) / sizeof(*huge); i++) {
		assert_int_equal(buf_reserve(&b, huge[i]), -1);
		assert_null(b.p);
	}
	assert_int_equal(buf_puts(&b, "abc"), 0);
	for (i = 0; i < sizeof(huge) / sizeof(*huge); i++) {
		assert_int_equal(buf_reserve(&b, huge[i]), -1);
		assert_int_equal(b.n, 3);
		assert_string_equal(b.p, "abc");
	}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(grows_by_every_call),
	    cmocka_unit_test(long_contents_survive_growth),
	    cmocka_unit_test(reserve_makes_room_and_no_more),
	    cmocka_unit_test(failure_leaves_it_as_it_was),
	};

	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
