/* SPDX-License-Identifier: MIT */
/* Decimals: exact, or an error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "decimal.h"

#define NINES "99999999999999999999999999999999999999" /* 38 */
#define TINY "0.00000000000000000000000000000000000001"

static struct decimal
of(const char *s)
{
	struct decimal d;

	assert_int_equal(decimal_parse(slice_of(s), &d), 0);
	return d;
}

static void
is(struct decimal d, const char *want)
{
	char text[DECIMAL_CHARS];

	assert_int_equal(decimal_format(text, d), strlen(want));
	assert_string_equal(text, want);
}

static void
parsing(void **state)
{
	static const char *const row[][2] = {{"0", "0"}, {"-0.00", "0"},
	    {"007", "7"}, {".5", "0.5"}, {"5.", "5"}, {"+1.50", "1.5"},
	    {"-12.3400", "-12.34"}, {"1e3", "1000"}, {"1.5E-3", "0.0015"},
	    {"120e-1", "12"}, {NINES, NINES}, {"-" NINES, "-" NINES},
	    {TINY, TINY}, {"1e-38", TINY}, {"10e-39", TINY}, {"0e9999", "0"},
	    {"1e37", "10000000000000000000000000000000000000"},
	    {"123456789012345678.9", "123456789012345678.9"},
	    {"1234567890123456789.01", "1234567890123456789.01"}};
	static const char *const bad[] = {"", "-", "+", ".", "e5", "1e", "1e+",
	    "1e12345", "1e38", "1e-39", "--1", "1 ", " 1", "1,000", "0x1",
	    "1.2.3", "inf", "nan", (NINES "9"), ("1" NINES), "\xd9\xa1"};
	struct decimal d;

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		is(of(row[i][0]), row[i][1]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(decimal_parse(slice_of(bad[i]), &d), -1);
}

static void
adding(void **state)
{
	struct decimal a = of("0.1");

	(void)state;
	assert_int_equal(decimal_add(&a, of("0.2")), 0);
	is(a, "0.3");
	assert_int_equal(decimal_sub(&a, of("1000000.3000")), 0);
	is(a, "-1000000");
	a = of(NINES);
	assert_int_equal(decimal_add(&a, of("1")), -1);
	assert_int_equal(decimal_add(&a, of("0.1")), -1);
	is(a, NINES);
	assert_int_equal(decimal_sub(&a, a), 0);
	is(a, "0");
	/* Room is made by dropping zeros behind the point. */
	a = of("1.0000000000000000000000000000000000000");
	assert_int_equal(decimal_add(&a, of("1000")), 0);
	is(a, "1001");
}

static void
multiplying(void **state)
{
	struct decimal a = of("-1.5");

	(void)state;
	assert_int_equal(decimal_mul(&a, of("0.20")), 0);
	is(a, "-0.3");
	a = of("10000000000000000000");
	assert_int_equal(decimal_mul(&a, a), -1);
	is(a, "10000000000000000000");
	a = of("0.00000000000000000001");
	assert_int_equal(decimal_mul(&a, a), -1);
	assert_int_equal(decimal_mul(&a, of("0")), 0);
	is(a, "0");
}

static void
dividing(void **state)
{
	static const char *const row[][3] = {{"1", "4", "0.25"},
	    {"1", "3", "0.333333333333333333"},
	    {"-2", "3", "-0.666666666666666667"},
	    {"1", "7", "0.142857142857142857"}, {"12", "-0.5", "-24"},
	    {NINES, "1", NINES},
	    {NINES, "3", "33333333333333333333333333333333333333"},
	    {"1", NINES, TINY}, {"2", "0.0001", "20000"},
	    {"1000000000000000000000000000001", "2",
		"500000000000000000000000000000"},
	    {"1000000000000000000000000000003", "2",
		"500000000000000000000000000002"}};
	struct decimal a = of("1");

	(void)state;
	assert_int_equal(decimal_div(&a, of("0.0")), -1);
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		a = of(row[i][0]);
		assert_int_equal(decimal_div(&a, of(row[i][1])), 0);
		is(a, row[i][2]);
	}
	a = of(NINES);
	assert_int_equal(decimal_div(&a, of("0.1")), -1);
	is(a, NINES);
}

static void
rounding(void **state)
{
	static const struct {
		const char *from;
		int places;
		const char *to;
	} row[] = {{"2.345", 2, "2.34"}, {"2.355", 2, "2.36"}, {"2.5", 0, "2"},
	    {"-3.5", 0, "-4"}, {"0.5000001", 0, "1"}, {"7", 3, "7"},
	    {TINY, 0, "0"}, {"9.99", 1, "10"}};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct decimal d = of(row[i].from);

		decimal_round(&d, row[i].places);
		is(d, row[i].to);
	}
}

static void
comparing(void **state)
{
	static const char *const rising[] = {"-" NINES, "-1e20", "-1.5",
	    "-1.4999999999999999999999", "-" TINY, "0", TINY, "0.1",
	    "0.10000000000000000000000000000000000001", "1",
	    "1234567890123456789", "1234567890123456789.000000000000001",
	    "1e20", NINES};
	size_t n = sizeof rising / sizeof *rising;

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			assert_int_equal(
			    decimal_compare(of(rising[i]), of(rising[k])),
			    (i > k) - (i < k));
	assert_int_equal(decimal_compare(of("1.50"), of("1.5000")), 0);
	assert_int_equal(decimal_sign(of("-" TINY)), -1);
	is(decimal_negate(of("-2.50")), "2.5");
	is(decimal_int(-12), "-12");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(parsing),
	    cmocka_unit_test(adding),
	    cmocka_unit_test(multiplying),
	    cmocka_unit_test(dividing),
	    cmocka_unit_test(rounding),
	    cmocka_unit_test(comparing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
