/* SPDX-License-Identifier: MIT */
/* Numbers: the whole string, exact, or an error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "num.h"

enum { UNTOUCHED = 4711 };

static void
integers(void **state)
{
	static const struct {
		const char *s;
		int status;
		int64_t value;
	} row[] = {
	    {"0", 0, 0}, {"-0", 0, 0}, {"+1", 0, 1}, {"007", 0, 7},
	    {"-12", 0, -12}, {"9223372036854775807", 0, INT64_MAX},
	    {"-9223372036854775808", 0, INT64_MIN},
	    {"000000000000000000000000000000000012", 0, 12},
	    {"9223372036854775808", -1, 0}, {"-9223372036854775809", -1, 0},
	    {"92233720368547758070", -1, 0}, {"", -1, 0}, {"-", -1, 0},
	    {"+", -1, 0}, {"+-1", -1, 0}, {"--1", -1, 0}, {" 1", -1, 0},
	    {"1 ", -1, 0}, {"1\n", -1, 0}, {"1.0", -1, 0}, {"1e3", -1, 0},
	    {"0x10", -1, 0}, {"1,000", -1, 0},
	    {"\xd9\xa1", -1, 0}, /* an Arabic-Indic digit */
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(row) / sizeof(*row); i++) {
		int64_t v = UNTOUCHED;

		assert_int_equal(
		    num_int(row[i].s, INT64_MIN, INT64_MAX, &v), row[i].status);
		assert_true(v == (row[i].status ? UNTOUCHED : row[i].value));
	}
}

static void
integers_are_bounded(void **state)
{
	int64_t v = UNTOUCHED;

	(void)state;
	assert_int_equal(num_int("4", 5, 9, &v), -1);
	assert_int_equal(num_int("10", 5, 9, &v), -1);
	assert_true(v == UNTOUCHED);
	assert_int_equal(num_int("5", 5, 9, &v), 0);
	assert_true(v == 5);
	assert_int_equal(num_int("9", 5, 9, &v), 0);
	assert_int_equal(num_int("-1", 0, 9, &v), -1);
	assert_int_equal(num_int("0", 5, 4, &v), -1);
}

static void
decimals(void **state)
{
	static const struct {
		const char *s;
		int places, status;
		int64_t value;
	} row[] = {
	    {"12.30", 2, 0, 1230},
	    {"12.3", 2, 0, 1230},
	    {"12", 2, 0, 1200},
	    {"12.300000000000000000000000", 2, 0, 1230},
	    {"12.301", 2, -1, 0},
	    {"12.300000000000000000000001", 2, -1, 0},
	    {"12.0", 0, 0, 12},
	    {"12.5", 0, -1, 0},
	    {"1.", 2, 0, 100},
	    {".5", 2, 0, 50},
	    {"-.5", 2, 0, -50},
	    {"+1.25", 2, 0, 125},
	    {"-0.00", 2, 0, 0},
	    {"0001.10", 2, 0, 110},
	    {"92233720368547758.07", 2, 0, INT64_MAX},
	    {"-92233720368547758.08", 2, 0, INT64_MIN},
	    {"92233720368547758.08", 2, -1, 0},
	    {"-92233720368547758.09", 2, -1, 0},
	    {"92233720368547759", 2, -1, 0},
	    {"9.223372036854775807", 18, 0, INT64_MAX},
	    {"10", 18, -1, 0},
	    {"0.000000000000000001", 18, 0, 1},
	    {".", 2, -1, 0},
	    {"", 2, -1, 0},
	    {"-", 2, -1, 0},
	    {"-.", 2, -1, 0},
	    {"1.2.3", 2, -1, 0},
	    {"1..2", 2, -1, 0},
	    {"1,5", 2, -1, 0},
	    {" 1", 2, -1, 0},
	    {"1 ", 2, -1, 0},
	    {"1e3", 2, -1, 0},
	    {"1.-2", 2, -1, 0},
	    {"\xc2\xa3"
	     "1",
		2, -1, 0},
	    {"inf", 2, -1, 0},
	    {"nan", 2, -1, 0},
	    {"1", -1, -1, 0},
	    {"1", 19, -1, 0},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(row) / sizeof(*row); i++) {
		int64_t v = UNTOUCHED;

		assert_int_equal(
		    num_decimal(row[i].s, row[i].places, &v), row[i].status);
		assert_true(v == (row[i].status ? UNTOUCHED : row[i].value));
	}
}

static void
formats(void **state)
{
	static const struct {
		int64_t value;
		int places;
		const char *s;
	} row[] = {
	    {1230, 2, "12.3"},
	    {1200, 2, "12"},
	    {0, 2, "0"},
	    {0, 0, "0"},
	    {5, 2, "0.05"},
	    {-5, 2, "-0.05"},
	    {-1205, 2, "-12.05"},
	    {1000, 0, "1000"},
	    {INT64_MAX, 0, "9223372036854775807"},
	    {INT64_MIN, 0, "-9223372036854775808"},
	    {INT64_MIN, 2, "-92233720368547758.08"},
	    {INT64_MIN, 18, "-9.223372036854775808"},
	    {1, 18, "0.000000000000000001"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(row) / sizeof(*row); i++) {
		size_t n = strlen(row[i].s), cap;
		char dst[32];
		int64_t back;

		assert_int_equal(
		    num_format(dst, sizeof(dst), row[i].value, row[i].places),
		    n);
		assert_string_equal(dst, row[i].s);
		assert_int_equal(num_decimal(dst, row[i].places, &back), 0);
		assert_true(back == row[i].value);
		/* Exactly enough room, and every smaller one. */
		assert_int_equal(
		    num_format(dst, n + 1, row[i].value, row[i].places), n);
		for (cap = 0; cap <= n; cap++) {
			memset(dst, '#', sizeof(dst));
			assert_int_equal(
			    num_format(dst, cap, row[i].value, row[i].places),
			    0);
			assert_int_equal(dst[cap], '#');
		}
	}
}

static void
every_small_decimal_round_trips(void **state)
{
	int64_t v, back;
	int places;
	char dst[32];

	(void)state;
	for (places = 0; places <= 4; places++)
		for (v = -12000; v <= 12000; v++) {
			assert_true(
			    num_format(dst, sizeof(dst), v, places) > 0);
			assert_int_equal(num_decimal(dst, places, &back), 0);
			assert_true(back == v);
		}
}

static void
sums_and_products_overflow_safely(void **state)
{
	int64_t v = INT64_MAX - 1;

	(void)state;
	assert_int_equal(num_add(&v, 1), 0);
	assert_int_equal(num_add(&v, 1), -1);
	assert_true(v == INT64_MAX);
	assert_int_equal(num_add(&v, INT64_MIN), 0);
	assert_true(v == -1);
	assert_int_equal(num_add(&v, INT64_MIN), -1);
	assert_true(v == -1);
	assert_int_equal(num_mul(-3, 5, &v), 0);
	assert_true(v == -15);
	assert_int_equal(num_mul(INT64_MIN, -1, &v), -1);
	assert_int_equal(
	    num_mul(INT64_C(4294967296), INT64_C(2147483648), &v), -1);
	assert_true(v == -15);
	assert_int_equal(num_mul(INT64_MIN, 1, &v), 0);
	assert_true(v == INT64_MIN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(integers),
	    cmocka_unit_test(integers_are_bounded),
	    cmocka_unit_test(decimals),
	    cmocka_unit_test(formats),
	    cmocka_unit_test(every_small_decimal_round_trips),
	    cmocka_unit_test(sums_and_products_overflow_safely),
	};

	return cmocka_run_group_tests_name("num", tests, NULL, NULL);
}
