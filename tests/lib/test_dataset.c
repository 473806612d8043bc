/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "csv.h"
#include "dataset.h"

/* Where the tests run: the top folder of the tree. */
#define COLUMNS "lib/dataset/columns.csv"

static const char *
formatted(const struct column *c)
{
	static const char *const name[] = {"", "hash", "fin_year", "list",
	    "count", "money", "share", "partial", "time"};

	return name[c->format];
}

static void
same_column(const struct column *c, const struct slice *f)
{
	static const char *const type[] = {
	    "string", "integer", "number", "date"};

	assert_string_equal(c->name, f[1].p);
	assert_string_equal(type[c->type], f[2].p);
	assert_string_equal(formatted(c), f[3].p);
	assert_string_equal(c->required ? "1" : "", f[4].p);
	assert_string_equal(c->key ? "1" : "", f[5].p);
	assert_string_equal(c->refers, f[6].p);
	assert_string_equal(c->values, f[7].p);
	assert_string_equal(c->description, f[8].p);
}

/* What is built in is what csv.h makes of the file, cell by cell. */
static void
built_in_is_the_file(void **state)
{
	int fd = open(COLUMNS, O_RDONLY);
	struct gz_reader *gz = gz_reader_open(fd);
	struct csv_reader *csv = csv_reader_new(gz);
	const struct dataset *d = NULL;
	struct csv_row row;
	size_t datasets = 0, n = 0;

	(void)state;
	assert_int_equal(csv_next(csv, &row), 1);
	assert_int_equal(row.n, 9);
	while (csv_next(csv, &row) == 1) {
		if (row.field[1].n == 0) {
			assert_true(d == NULL || n == d->n);
			d = dataset_at(datasets++);
			assert_non_null(d);
			assert_string_equal(d->description, row.field[8].p);
			n = 0;
			continue;
		}
		assert_string_equal(d->name, row.field[0].p);
		assert_true(n < d->n);
		same_column(&d->column[n++], row.field);
	}
	assert_string_equal(
	    csv_reader_error(csv) ? csv_reader_error(csv) : "", "");
	assert_int_equal(n, d->n);
	assert_int_equal(datasets, 7);
	assert_null(dataset_at(datasets));
	csv_reader_free(csv);
	gz_reader_free(gz);
	close(fd);
}

static void
finds_by_name(void **state)
{
	const struct dataset *d = dataset_find("deficits");

	(void)state;
	assert_non_null(d);
	assert_string_equal(
	    d->column[dataset_column(d, "basis")].name, "basis");
	assert_true(dataset_column(d, "category") == (size_t)-1);
	assert_null(dataset_find("deficit"));
	assert_null(dataset_find(""));
}

/* A reference leads to a key, or the database could not hold it. */
static void
references_lead_to_keys(void **state)
{
	const struct dataset *d;
	size_t found = 0;

	(void)state;
	for (size_t i = 0; (d = dataset_at(i)) != NULL; i++)
		for (size_t k = 0; k < d->n; k++) {
			char name[64];
			size_t dot = strcspn(d->column[k].refers, ".");
			const struct dataset *to;

			if (*d->column[k].refers == '\0')
				continue;
			snprintf(name, sizeof(name), "%.*s", (int)dot,
			    d->column[k].refers);
			to = dataset_find(name);
			assert_non_null(to);
			dot = dataset_column(to, d->column[k].refers + dot + 1);
			assert_true(dot != (size_t)-1 && to->column[dot].key);
			found++;
		}
	assert_int_equal(found, 5);
}

static const struct fault_case {
	const char *dataset, *column, *value, *fault;
} faults[] = {
    {"status", "fact_id", "0123456789abcdef", NULL},
    {"status", "fact_id", "", "empty"},
    {"status", "fact_id", "0123456789abcde", "not 16 hex digits"},
    {"status", "fact_id", "0123456789ABCDEF", "not 16 hex digits"},
    {"status", "fact_id", "0123456789abcdef0", "not 16 hex digits"},
    {"status", "modality", "denied", NULL},
    {"status", "modality", "denie", "not in the vocabulary"},
    {"status", "modality", "denied ", "not in the vocabulary"},
    {"status", "modality", "planned possible", "not in the vocabulary"},
    {"status", "scope", "", NULL},
    {"status", "fin_year", "2017-18", NULL},
    {"status", "fin_year", "1999-00", NULL},
    {"status", "fin_year", "2017-19", "not a financial year"},
    {"status", "fin_year", "2017/18", "not a financial year"},
    {"status", "event_date", "2017", NULL},
    {"status", "event_date", "2017-08", NULL},
    {"status", "event_date", "2016-02-29", NULL},
    {"status", "event_date", "2017-02-29", "not a date"},
    {"status", "event_date", "2017-13", "not a date"},
    {"status", "event_date", "2017-8", "not a date"},
    {"status", "event_date", "2017-08-31T09:00:00Z", "not a date"},
    {"status", "period_end", "2017-08-31", NULL},
    {"status", "period_end", "2017-08", "not a whole date"},
    {"documents", "retrieved", "2017-08-31T09:00:00Z", NULL},
    {"documents", "retrieved", "2017-08-31", NULL},
    {"documents", "retrieved", "2017-08-31 09:00:00", "not a date"},
    {"documents", "bytes", "0", NULL},
    {"documents", "bytes", "-1", "negative"},
    {"documents", "bytes", "1.0", "not a whole number"},
    {"documents", "bytes", "9223372036854775808", "not a whole number"},
    {"deficits", "amount_gbp", "-1234.5", NULL},
    {"deficits", "amount_gbp", "-0.05", NULL},
    {"deficits", "amount_gbp", "1234.567", "not an amount in pounds"},
    {"deficits", "amount_gbp", "1,234", "not an amount in pounds"},
    {"deficits", "amount_gbp", "+5", "not an amount in pounds"},
    {"deficits", "amount_gbp", "5.", "not an amount in pounds"},
    {"deficits", "amount_gbp", ".5", "not an amount in pounds"},
    {"deficits", "amount_gbp", "-", "not an amount in pounds"},
    {"deficits", "amount_gbp", "1e6", "not an amount in pounds"},
    {"deficits", "amount_gbp", "nan", "not an amount in pounds"},
    {"deficits", "confidence", "0.95", NULL},
    {"deficits", "confidence", "1", NULL},
    {"deficits", "confidence", "0.666666666666667", NULL},
    {"deficits", "confidence", "1.000001", "not between 0 and 1"},
    {"deficits", "confidence", "-0.1", "not between 0 and 1"},
    {"deficits", "confidence", "high", "not a number"},
    {"status", "evidence", "a\tb\nc \xc2\xa3 \xf4\x8f\xbf\xbf", NULL},
    {"status", "evidence", "\xc2", "not UTF-8"},
    {"status", "evidence", "\xe2\x82", "not UTF-8"},
    {"status", "evidence", "\xa3 5m", "not UTF-8"},
    {"status", "evidence", "\xc0\x80", "not UTF-8"},
    {"status", "evidence", "\xe0\x9f\xbf", "not UTF-8"},
    {"status", "evidence", "\xed\xa0\x80", "not UTF-8"},
    {"status", "evidence", "\xf0\x8f\xbf\xbf", "not UTF-8"},
    {"status", "evidence", "\xf4\x90\x80\x80", "not UTF-8"},
    {"status", "evidence", "\xff", "not UTF-8"},
};

static void
faults_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		const struct fault_case *t = &faults[i];
		const struct dataset *d = dataset_find(t->dataset);
		const char *got =
		    column_fault(&d->column[dataset_column(d, t->column)],
			slice_of(t->value));

		if ((got == NULL) != (t->fault == NULL) ||
		    (got != NULL && strcmp(got, t->fault) != 0))
			fail_msg("%s \"%s\": %s, want %s", t->column, t->value,
			    got ? got : "fits", t->fault ? t->fault : "fits");
	}
}

/* A NUL inside is no way around a check. */
static void
nul_inside_is_a_fault(void **state)
{
	const struct dataset *d = dataset_find("deficits");

	(void)state;
	assert_non_null(column_fault(
	    &d->column[dataset_column(d, "amount_gbp")], (struct slice){"12\0"
									"34",
							     5}));
}

/* Each word that one column allows of another is one of that column's. */
static void
dependences_are_of_the_columns(void **state)
{
	const struct dataset_depends *p;
	size_t n;

	(void)state;
	for (n = 0; (p = dataset_depends_at(n)) != NULL; n++) {
		const struct dataset *d = dataset_find(p->dataset);
		const char *w = p->values;

		assert_non_null(d);
		assert_true(p->given < d->n && p->column < d->n);
		assert_null(
		    column_fault(&d->column[p->given], slice_of(p->is)));
		while (*w != '\0') {
			size_t len = strcspn(w, " ");
			char *word = strndup(w, len);

			assert_null(column_fault(
			    &d->column[p->column], slice_of(word)));
			free(word);
			w += len + (w[len] == ' ');
		}
	}
	assert_int_equal(n, 14);
}

/* And each measure of status says which values it has. */
static void
every_measure_has_its_values(void **state)
{
	const struct dataset *d = dataset_find("status");
	size_t measure = dataset_column(d, "measure");
	size_t value = dataset_column(d, "value");
	struct slice *row = calloc(d->n, sizeof(*row));
	const struct dataset_depends *p;
	const char *w = d->column[measure].values;

	(void)state;
	row[value] = slice_of("no such value");
	for (size_t len; *w != '\0'; w += len + (w[len] == ' ')) {
		int refused = 0;

		row[measure] = (struct slice){w, len = strcspn(w, " ")};
		for (size_t i = 0; (p = dataset_depends_at(i)) != NULL; i++)
			refused += !dataset_depends_fits(p, d, row);
		assert_int_equal(refused, 1);
	}
	row[value] = slice_of("");
	for (size_t i = 0; (p = dataset_depends_at(i)) != NULL; i++) {
		assert_true(dataset_depends_fits(p, d, row));
		assert_true(
		    dataset_depends_fits(p, dataset_find("rejects"), row));
	}
	free(row);
}

/* dataset_has_number asks for a name alone. */
static void
a_name_has_one_type(void **state)
{
	const struct dataset *a, *b;

	(void)state;
	for (size_t i = 0; (a = dataset_at(i)) != NULL; i++)
		for (size_t k = 0; (b = dataset_at(k)) != NULL; k++)
			for (size_t c = 0; c < a->n; c++) {
				size_t d = dataset_column(b, a->column[c].name);

				if (d != (size_t)-1)
					assert_int_equal(a->column[c].type,
					    b->column[d].type);
			}
	assert_true(dataset_has_number(slice_of("amount_gbp")));
	assert_true(dataset_has_number(slice_of("mentions")));
	assert_false(dataset_has_number(slice_of("as_of")));
	assert_false(dataset_has_number(slice_of("fact_id")));
	assert_false(dataset_has_number(slice_of("")));
	assert_false(dataset_has_number(slice_of("amount")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(built_in_is_the_file),
	    cmocka_unit_test(finds_by_name),
	    cmocka_unit_test(references_lead_to_keys),
	    cmocka_unit_test(faults_are_told),
	    cmocka_unit_test(nul_inside_is_a_fault),
	    cmocka_unit_test(dependences_are_of_the_columns),
	    cmocka_unit_test(every_measure_has_its_values),
	    cmocka_unit_test(a_name_has_one_type),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
