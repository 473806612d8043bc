/* SPDX-License-Identifier: MIT */
/* What the cells of payment lists say: amounts, dates, headings, totals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "../../filters/payments/day.h"
#include "../../filters/payments/heading.h"
#include "../../filters/payments/sum.h"
#include "../../filters/payments/total.h"

static const char *const sums[][2] = {
    {"1,234.50", "1234.5"},
    {"£1,234.50", "1234.5"},
    {"1234", "1234"},
    {" 25,000.00 ", "25000"},
    {"0.00", "0"},
    {"1 234 567.89", "1234567.89"},
    {"1234.5600000001", "1234.56"},
    {"1.2345E+06", "1234500"},
    {"1,234.50 DR", "1234.5"},
    {"GBP 12", "12"},
    /* Less than nothing. */
    {"-1,234.50", "-1234.5"},
    {"- 1,234.50", "-1234.5"},
    {"-£1,234.50", "-1234.5"},
    {"£-1,234.50", "-1234.5"},
    {"1,234.50-", "-1234.5"},
    {"£1,234.50 -", "-1234.5"},
    {"(1,234.50)", "-1234.5"},
    {"(£1,234.50)", "-1234.5"},
    {"£(1,234.50)", "-1234.5"},
    {"( 1,234.50 )", "-1234.5"},
    {"\xe2\x88\x92"
     "1,234.50",
	"-1234.5"},
    {"\xe2\x80\x93"
     "1,234.50",
	"-1234.5"},
    {"1,234.50\xe2\x88\x92", "-1234.5"},
    {"1,234.50 CR", "-1234.5"},
    {"1,234.50CR", "-1234.5"},
    /* No amounts. */
    {"", NULL},
    {"-", NULL},
    {"()", NULL},
    {"n/a", NULL},
    {"12a", NULL},
    {"1,23", NULL},
    {"1,2,3", NULL},
    {"(12", NULL},
    {"12)", NULL},
    {"--12", NULL},
    {"(-12)", NULL},
    {"1.2.3", NULL},
    {"£", NULL},
    {"12 Acme", NULL},
    {"1.234,50", NULL},
};

static void
sums_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sums) / sizeof(*sums); i++) {
		char got[DECIMAL_CHARS];
		struct decimal d;
		int status = sum_read(slice_of(sums[i][0]), &d);

		if (status == 0)
			decimal_format(got, d);
		if (sums[i][1] == NULL ? status == 0
				       : status != 0 || strcmp(got, sums[i][1]))
			fail_msg("\"%s\" is %s, want %s", sums[i][0],
			    status == 0 ? got : "none",
			    sums[i][1] ? sums[i][1] : "none");
	}
}

/* A cell, as read with the day first, and with the month first. */
static const char *const days[][3] = {
    {"30/04/2017", "2017-04-30", ""},
    {"04/30/2017", "", "2017-04-30"},
    {"03/04/2017", "2017-04-03", "2017-03-04"},
    {"3.4.17", "2017-04-03", "2017-03-04"},
    {"30-04-2017 00:00", "2017-04-30", ""},
    {"30/04/2017 09:30:00", "2017-04-30", ""},
    {"30-Apr-17", "2017-04-30", ""},
    {"30 APRIL 2017", "2017-04-30", ""},
    {"Sun 30th April 2017", "2017-04-30", ""},
    {"April 30, 2017", "2017-04-30", ""},
    {"1-Sept-15", "2015-09-01", ""},
    {"Apr-17", "2017-04", ""},
    {"April 2017", "2017-04", ""},
    {"04/2017", "2017-04", ""},
    {"2017-04-30", "2017-04-30", ""},
    {"2017/04/30", "2017-04-30", ""},
    {"2017-04-30T00:00:00", "2017-04-30", ""},
    {"20170430", "2017-04-30", ""},
    {"42855", "2017-04-30", ""},
    {"42855.5", "2017-04-30", ""},
    {"2017-Apr-30", "2017-04-30", ""},
    /* None. */
    {"", "", ""},
    {"Total", "", ""},
    {"31/02/2017", "", ""},
    {"13/13/2017", "", ""},
    {"12345678", "", ""},
    {"1234", "", ""},
    {"Augustus 2017", "", ""},
    {"30/04/1817", "", ""},
    {"1,234.50", "", ""},
    {"12 Acme 2017", "", ""},
};

static void
days_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
		struct day d = day_read(slice_of(days[i][0]));
		char a[16] = "", b[16] = "";

		date_format(a, d.date);
		date_format(b, d.other);
		if (strcmp(a, days[i][1]) != 0 || strcmp(b, days[i][2]) != 0)
			fail_msg(
			    "\"%s\" is \"%s\" or \"%s\"", days[i][0], a, b);
	}
}

/* Lists of days, what each is in the list, and whether that is doubtful. */
static const struct order_case {
	const char *cell[4], *want[4], *month;
	int doubtful;
} orders[] = {
    {{"03/04/2017", "28/04/2017"}, {"2017-04-03", "2017-04-28"}, "", 0},
    {{"04/03/2017", "04/28/2017"}, {"2017-04-03", "2017-04-28"}, "", 0},
    /* No day past the twelfth: a month stays, days move on. */
    {{"04/03/2017", "04/05/2017", "04/11/2017"},
	{"2017-04-03", "2017-04-05", "2017-04-11"}, "", 0},
    {{"03/04/2017", "05/04/2017", "11/04/2017"},
	{"2017-04-03", "2017-04-05", "2017-04-11"}, "", 0},
    /* Or the title has the month. */
    {{"10/04/2017"}, {"2017-10-04"}, "October 2017", 0},
    {{"10/04/2017"}, {"2017-04-10"}, "April 2017", 0},
    {{"10/04/2017"}, {"2017-04-10"}, "", 1},
    {{"04/04/2017"}, {"2017-04-04"}, "", 0},
    /* One that is mistyped is what it can be. */
    {{"28/04/2017", "27/04/2017", "04/26/2017", "03/04/2017"},
	{"2017-04-28", "2017-04-27", "2017-04-26", "2017-04-03"}, "", 0},
};

static void
the_list_tells_the_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		const struct order_case *t = &orders[i];
		struct date month = day_month(slice_of(t->month));
		struct day_order o = {0};

		for (size_t k = 0; k < 4 && t->cell[k] != NULL; k++) {
			struct day d = day_read(slice_of(t->cell[k]));

			day_note(&o, &d, month);
		}
		for (size_t k = 0; k < 4 && t->cell[k] != NULL; k++) {
			struct day d = day_read(slice_of(t->cell[k]));
			int doubtful;
			char got[16] = "";

			date_format(got, day_settle(&o, &d, &doubtful));
			if (strcmp(got, t->want[k]) != 0 ||
			    doubtful != t->doubtful)
				fail_msg("list %zu: %s is %s (%d)", i,
				    t->cell[k], got, doubtful);
		}
	}
}

static void
a_text_names_its_month(void **state)
{
	struct date d = day_month(slice_of("Payments in May, April 2017"));

	(void)state;
	assert_int_equal(d.year, 2017);
	assert_int_equal(d.month, 4);
	assert_int_equal(day_month(slice_of("April 201720172017")).year, 0);
	assert_int_equal(day_month(slice_of("April 20888888888")).year, 0);
}

/* A header and, field by field, the number of its column; 9 for none. */
static const struct heading_case {
	const char *header, *columns;
} headings[] = {
    {"Department Family\tEntity\tDate\tExpense Type\tExpense Area\tSupplier\t"
     "Transaction Number\tAP Amount (£)",
	"5726341"},
    {"Vendor Name\tInvoice Date\tPosting Date\tDoc. No\tNet Amount\tVAT Amount"
     "\tGross Amount",
	"0623999"},
    {"Supplier\tSupplier Postcode\tAmount (inc. VAT)\tPurpose", "0299399"},
    {"Payee\tDate Paid\tRef\t£", "0312999"},
    {"SUPPLIER NAME / Vendor\tpayment date\tCost Centre Description\tCost "
     "centre code\tvalue",
	"0419929"},
    {"Provider\tPlan\tActual\tVariance", "0999999"},
    {"", "9999999"},
};

static void
headings_tell_the_columns(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(headings) / sizeof(*headings); i++) {
		struct headings h = headings_read(slice_of(headings[i].header));
		char got[FIELDS + 1] = {0};

		for (size_t f = 0; f < FIELDS; f++)
			got[f] = h.column[f] == NO_COLUMN
				     ? '9'
				     : (char)('0' + h.column[f]);
		if (strcmp(got, headings[i].columns) != 0)
			fail_msg("%s: %s, want %s", headings[i].header, got,
			    headings[i].columns);
	}
}

static void
cells_are_cut(void **state)
{
	struct slice row = slice_of(" a \t\tb");

	(void)state;
	assert_int_equal(row_cells(row), 3);
	assert_true(slice_is(row_cell(row, 0), "a"));
	assert_true(slice_is(row_cell(row, 1), ""));
	assert_true(slice_is(row_cell(row, 2), "b"));
	assert_true(slice_is(row_cell(row, 3), ""));
	assert_int_equal(row_cells(slice_of("")), 1);
}

/* Rows one below the other: supplier, date, number, amount; a total or not. */
static const struct total_case {
	const char *supplier, *date, *number;
	int amount, total;
} totals[] = {
    {"Acme Ltd", "d", "1", 100, 0},
    {"Acme Ltd", "d", "2", 50, 0},
    {"Acme Ltd Total", "", "", 150, 1},
    {"Bolt Ltd", "d", "3", 70, 0},
    {"Bolt Ltd", "", "", 70, 1},
    {"Total Gas & Power", "d", "4", 30, 0},
    {"Total Gas & Power", "", "5", 20, 0},
    {"Total", "d", "6", 270, 1},
    {"", "", "", 270, 1},
    {"Grand total for May 2016:", "", "9", 1, 1},
    {"Sub-total", "", "", 5, 1},
    {"Balance carried forward", "", "", 5, 1},
    {"", "d", "7", 40, 0},
    {"", "", "8", 41, 0},
    {"Cord Ltd", "", "", 42, 0},
};

static void
totals_are_no_payments(void **state)
{
	struct total t = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(totals) / sizeof(*totals); i++) {
		const struct total_case *c = &totals[i];
		char text[128];
		struct total_row r;

		snprintf(text, sizeof(text), "%s\t%s\t%d", c->supplier,
		    c->number, c->amount);
		r = (struct total_row){slice_of(text), slice_of(c->supplier),
		    slice_of(c->number), decimal_int(c->amount),
		    *c->date != '\0', 1};
		if (total_is(&t, &r) != c->total)
			fail_msg("row %zu, %s, %d", i, c->supplier, c->amount);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sums_are_read),
	    cmocka_unit_test(days_are_read),
	    cmocka_unit_test(the_list_tells_the_order),
	    cmocka_unit_test(a_text_names_its_month),
	    cmocka_unit_test(headings_tell_the_columns),
	    cmocka_unit_test(cells_are_cut),
	    cmocka_unit_test(totals_are_no_payments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
