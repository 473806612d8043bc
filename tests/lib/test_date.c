/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "date.h"

static void
parses(void **state)
{
	static const struct {
		const char *text;
		struct date want;
	} t[] = {
	    {"2016", {2016, 0, 0}},
	    {"2016-07", {2016, 7, 0}},
	    {"2016-07-31", {2016, 7, 31}},
	    {"2016-02-29", {2016, 2, 29}},
	    {"2000-02-29", {2000, 2, 29}},
	    {"0001-01-01", {1, 1, 1}},
	    {"9999-12-31", {9999, 12, 31}},
	    {"2016-07-31T09:30:00Z", {2016, 7, 31}},
	    {"2016-07-31T09:30:00.000+01:00", {2016, 7, 31}},
	    {"2016-07-31 23:59", {2016, 7, 31}},
	    {"2016-07-31t09", {2016, 7, 31}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct date d = {1, 1, 1};

		assert_int_equal(date_parse(slice_of(t[i].text), &d), 0);
		assert_memory_equal(&d, &t[i].want, sizeof d);
	}
}

static void
refuses(void **state)
{
	static const char *const t[] = {"", "2", "201", "20166", "2016-",
	    "2016-7", "2016-13", "2016-00", "0000", "0000-01-01", "2016-07-",
	    "2016-07-3", "2016-07-32", "2016-07-00", "2015-02-29", "1900-02-29",
	    "2016-04-31", "2016/07/31", "2016-07/31", " 2016", "2016 ",
	    "2016-07 ", "2016-07T09", "2016-07-311", "2016-07-31 ",
	    "2016-07-31 x", "2016-07-31T", "2016-07-31T9", "31-07-2016", "+016",
	    "-016", "2O16", "2016-0a", "201607", "20160731", "2016-07-31Z",
	    "16-07-31", "2016-17"};
	const struct date untouched = {7, 7, 7};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct date d = untouched;

		assert_int_equal(date_parse(slice_of(t[i]), &d), -1);
		assert_memory_equal(&d, &untouched, sizeof d);
	}
}

/* The text need not end in '\0', so the sanitiser watches its end. */
static void
stays_inside(void **state)
{
	static const char text[] = "2016-07-31T09:30";

	(void)state;
	for (size_t n = 0; n < sizeof text; n++) {
		char *p = malloc(n > 0 ? n : 1);
		struct date d;

		assert_non_null(p);
		memcpy(p, text, n);
		date_parse((struct slice){p, n}, &d);
		free(p);
	}
}

static void
formats(void **state)
{
	static const struct {
		struct date d;
		const char *want;
	} t[] = {
	    {{2016, 7, 31}, "2016-07-31"},
	    {{2016, 7, 0}, "2016-07"},
	    {{2016, 0, 0}, "2016"},
	    {{5, 1, 2}, "0005-01-02"},
	    {{0, 0, 0}, ""},
	    {{0, 3, 1}, ""},
	    {{2016, 13, 1}, ""},
	    {{2016, 2, 30}, ""},
	    {{2016, 0, 4}, ""},
	    {{10000, 1, 1}, ""},
	    {{-3, 1, 1}, ""},
	    {{INT32_MAX, INT32_MAX, INT32_MIN}, ""},
	};
	char dst[16];

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		size_t n = date_format(dst, t[i].d);

		assert_string_equal(dst, t[i].want);
		assert_int_equal(n, strlen(t[i].want));
	}
}

/* Walks every day of a thousand years beside a calendar of its own. */
static void
counts_days(void **state)
{
	struct date d = {1583, 1, 1};
	long day = date_days(d);

	(void)state;
	assert_int_equal(date_days((struct date){1970, 1, 1}), 0);
	assert_int_equal(date_days((struct date){1970, 0, 0}), 0);
	assert_int_equal(date_days((struct date){2000, 3, 0}), 11017);
	assert_int_equal(date_days((struct date){1969, 12, 31}), -1);
	for (; d.year < 2583; day++) {
		struct date back = date_from_days(day);

		assert_memory_equal(&back, &d, sizeof d);
		assert_int_equal(date_days(d), day);
		if (d.day < date_month_days(d.year, d.month)) {
			d.day++;
		} else {
			d.day = 1;
			d.month = d.month % 12 + 1;
			d.year += d.month == 1;
		}
	}
}

static void
knows_its_range(void **state)
{
	const struct date last = {9999, 12, 31}, none = {0, 0, 0};
	struct date d = date_from_days(date_days(last));

	(void)state;
	assert_memory_equal(&d, &last, sizeof d);
	d = date_from_days(date_days(last) + 1);
	assert_memory_equal(&d, &none, sizeof d);
	d = date_from_days(INT64_MAX);
	assert_memory_equal(&d, &none, sizeof d);
	d = date_from_days(INT64_MIN);
	assert_memory_equal(&d, &none, sizeof d);
	d = date_from_days(date_days(none));
	assert_int_equal(d.year, 0);
	assert_int_equal(d.month, 1);
	assert_int_equal(d.day, 1);
}

static void
widens(void **state)
{
	static const struct {
		struct date d, first, last;
	} t[] = {
	    {{2016, 2, 0}, {2016, 2, 1}, {2016, 2, 29}},
	    {{2015, 2, 0}, {2015, 2, 1}, {2015, 2, 28}},
	    {{2016, 0, 0}, {2016, 1, 1}, {2016, 12, 31}},
	    {{2016, 9, 4}, {2016, 9, 4}, {2016, 9, 4}},
	    {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct date first = date_first(t[i].d);
		struct date last = date_last(t[i].d);

		assert_memory_equal(&first, &t[i].first, sizeof first);
		assert_memory_equal(&last, &t[i].last, sizeof last);
	}
	assert_int_equal(date_month_days(2016, 0), 0);
	assert_int_equal(date_month_days(2016, 13), 0);
	assert_int_equal(date_month_days(2100, 2), 28);
}

static void
compares(void **state)
{
	const struct date none = {0, 0, 0}, year = {2016, 0, 0};
	const struct date jan = {2016, 1, 1}, feb = {2016, 2, 0};

	(void)state;
	assert_true(date_compare(none, year) < 0);
	assert_true(date_compare(none, (struct date){1, 1, 1}) < 0);
	assert_int_equal(date_compare(year, jan), 0);
	assert_true(date_compare(feb, jan) > 0);
	assert_true(date_compare(jan, feb) < 0);
	assert_int_equal(date_compare(none, none), 0);
}

static void
finds_financial_years(void **state)
{
	(void)state;
	assert_int_equal(date_fin_year((struct date){2016, 3, 0}), 2015);
	assert_int_equal(date_fin_year((struct date){2016, 3, 31}), 2015);
	assert_int_equal(date_fin_year((struct date){2016, 4, 1}), 2016);
	assert_int_equal(date_fin_year((struct date){2016, 12, 0}), 2016);
	assert_int_equal(date_fin_year((struct date){2017, 1, 0}), 2016);
	assert_int_equal(date_fin_year((struct date){2016, 0, 0}), 0);
	assert_int_equal(date_fin_year((struct date){0, 0, 0}), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(parses),
	    cmocka_unit_test(refuses),
	    cmocka_unit_test(stays_inside),
	    cmocka_unit_test(formats),
	    cmocka_unit_test(counts_days),
	    cmocka_unit_test(knows_its_range),
	    cmocka_unit_test(widens),
	    cmocka_unit_test(compares),
	    cmocka_unit_test(finds_financial_years),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
