/* SPDX-License-Identifier: MIT */
#include "dataset.h"

#include <stdlib.h>

#include "date.h"
#include "num.h"
#include "wellformed.h"

/* lib/dataset/columns.csv, writable, with a '\0' at the end. */
extern char dataset_csv[];
/* lib/dataset/depends.csv, likewise. */
extern char dataset_depends_csv[];

enum { DATASETS_MAX = 8, COLUMNS_MAX = 160, CELLS = 9 };
enum { DEPENDS_MAX = 32, DEPENDS_CELLS = 5 };
/* A share is held in units of 10^-15. */
enum { SHARE_PLACES = 15 };
#define SHARE_ONE INT64_C(1000000000000000)

static struct dataset datasets[DATASETS_MAX];
static struct column columns[COLUMNS_MAX];
static size_t n_datasets;

/*
 * Ends the cell at *p with '\0', in place, and moves *p behind it.  The
 * tests hold columns.csv against csv.h, so this need not report faults.
 */
static const char *
cell(char **p)
{
	char *start = *p, *from = start, *to = start;
	int quoted = *from == '"';

	from += quoted;
	while (*from != '\0' && (quoted || (*from != ',' && *from != '\n'))) {
		if (*from == '"' && *++from != '"')
			quoted = 0;
		else
			*to++ = *from++;
	}
	*p = *from != '\0' ? from + 1 : from;
	*to = '\0';
	return start;
}

/* The position of word in a list ended by NULL, or 0. */
static int
position(const char *const *list, const char *word)
{
	for (int i = 0; list[i] != NULL; i++)
		if (strcmp(list[i], word) == 0)
			return i;
	return 0;
}

static struct column
column(const char *const cells[CELLS])
{
	static const char *const types[] = {
	    "string", "integer", "number", "date", NULL};
	static const char *const formats[] = {"", "hash", "fin_year", "list",
	    "count", "money", "share", "partial", "time", NULL};

	return (struct column){
	    .name = cells[1],
	    .type = (enum column_type)position(types, cells[2]),
	    .format = (enum column_format)position(formats, cells[3]),
	    .required = *cells[4] != '\0',
	    .key = *cells[5] != '\0',
	    .refers = cells[6],
	    .values = cells[7],
	    .description = cells[8],
	};
}

static void
load(void)
{
	const char *cells[CELLS];
	size_t n = 0;

	if (n_datasets > 0)
		return;
	for (char *p = strchr(dataset_csv, '\n') + 1; *p != '\0';) {
		for (size_t i = 0; i < CELLS; i++)
			cells[i] = cell(&p);
		if (*cells[1] == '\0' && n_datasets < DATASETS_MAX)
			datasets[n_datasets++] = (struct dataset){cells[0],
			    cells[8], strcmp(cells[3], "optional") == 0,
			    columns + n, 0};
		else if (n < COLUMNS_MAX) {
			columns[n++] = column(cells);
			datasets[n_datasets - 1].n++;
		}
	}
}

const struct dataset *
dataset_at(size_t i)
{
	load();
	return i < n_datasets ? &datasets[i] : NULL;
}

const struct dataset *
dataset_find(const char *name)
{
	const struct dataset *d;

	for (size_t i = 0; (d = dataset_at(i)) != NULL; i++)
		if (strcmp(d->name, name) == 0)
			return d;
	return NULL;
}

size_t
dataset_column(const struct dataset *d, const char *name)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->column[i].name, name) == 0)
			return i;
	return (size_t)-1;
}

int
dataset_has_number(struct slice name)
{
	const struct dataset *d;

	/* The tests see to it that a name has one type in all of them. */
	for (size_t i = 0; (d = dataset_at(i)) != NULL; i++)
		for (size_t k = 0; k < d->n; k++)
			if (slice_is(name, d->column[k].name))
				return d->column[k].type == COLUMN_INTEGER ||
				       d->column[k].type == COLUMN_NUMBER;
	return 0;
}

/* 1 if value is one of the words of a list "a b c". */
static int
listed(const char *words, struct slice value)
{
	for (size_t n; *words != '\0'; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		if (slice_eq((struct slice){words, n}, value))
			return 1;
	}
	return 0;
}

/* 1 if s begins as the shape says: 0 a digit, h a hex digit. */
static int
shaped(struct slice s, const char *shape)
{
	size_t i;

	for (i = 0; shape[i] != '\0' && i < s.n; i++) {
		int digit = s.p[i] >= '0' && s.p[i] <= '9';

		if (shape[i] == '0'   ? !digit
		    : shape[i] == 'h' ? !digit && (s.p[i] < 'a' || s.p[i] > 'f')
				      : s.p[i] != shape[i])
			return 0;
	}
	return shape[i] == '\0';
}

/* 1 for 2017, 2017-08 or 2017-08-31, if there is such a day. */
static int
calendar(struct slice s)
{
	struct date d;

	return (s.n == 4 || s.n == 7 || s.n == 10) &&
	       shaped(s, s.n == 4   ? "0000"
			 : s.n == 7 ? "0000-00"
				    : "0000-00-00") &&
	       date_parse(s, &d) == 0;
}

static const char *
date_fault(enum column_format format, struct slice s)
{
	struct slice day = {s.p, s.n < 10 ? s.n : 10};

	if (!calendar(day))
		return "not a date";
	if (format == FORMAT_PARTIAL)
		return s.n > 10 ? "not a date" : NULL;
	if (day.n < 10)
		return "not a whole date";
	if (s.n == 10)
		return NULL;
	return format == FORMAT_TIME && s.n == 20 &&
		       shaped((struct slice){s.p + 10, 10}, "T00:00:00Z")
		   ? NULL
		   : "not a date";
}

/* num.h also takes "+5", "5." and ".5"; other readers may not. */
static int
plain(struct slice s)
{
	size_t sign = *s.p == '-';

	return s.n > sign && shaped((struct slice){s.p + sign, 1}, "0") &&
	       shaped((struct slice){s.p + s.n - 1, 1}, "0") &&
	       memchr(s.p, '\0', s.n) == NULL;
}

static const char *
number_fault(const struct column *c, struct slice s)
{
	int64_t n;

	if (c->type == COLUMN_INTEGER) {
		if (!plain(s) || num_int(s.p, INT64_MIN, INT64_MAX, &n) != 0)
			return "not a whole number";
	} else if (c->format == FORMAT_MONEY) {
		if (!plain(s) || num_decimal(s.p, 2, &n) != 0)
			return "not an amount in pounds";
	} else if (!plain(s) || num_decimal(s.p, SHARE_PLACES, &n) != 0) {
		return "not a number";
	}
	if (c->format == FORMAT_COUNT && n < 0)
		return "negative";
	if (c->format == FORMAT_SHARE && (n < 0 || n > SHARE_ONE))
		return "not between 0 and 1";
	return NULL;
}

/* The second year of 2017-18 must follow the first. */
static int
fin_year(struct slice s)
{
	return s.n == 7 && shaped(s, "0000-00") &&
	       (atoi(s.p) + 1) % 100 == atoi(s.p + 5);
}

static const char *
string_fault(enum column_format format, struct slice s)
{
	if (format == FORMAT_HASH)
		return s.n == 16 && shaped(s, "hhhhhhhhhhhhhhhh")
			   ? NULL
			   : "not 16 hex digits";
	if (format == FORMAT_FIN_YEAR)
		return fin_year(s) ? NULL : "not a financial year";
	return wellformed(s) ? NULL : "not UTF-8";
}

const struct dataset_depends *
dataset_depends_at(size_t i)
{
	static struct dataset_depends depends[DEPENDS_MAX];
	static size_t n;
	const char *cells[DEPENDS_CELLS];
	const struct dataset *d;

	for (char *p = n > 0 ? "" : strchr(dataset_depends_csv, '\n') + 1;
	     *p != '\0' && n < DEPENDS_MAX;) {
		for (size_t k = 0; k < DEPENDS_CELLS; k++)
			cells[k] = cell(&p);
		d = dataset_find(cells[0]);
		depends[n++] = (struct dataset_depends){cells[0],
		    dataset_column(d, cells[1]), cells[2],
		    dataset_column(d, cells[3]), cells[4]};
	}
	return i < n ? &depends[i] : NULL;
}

int
dataset_depends_fits(const struct dataset_depends *p, const struct dataset *d,
    const struct slice *row)
{
	return strcmp(p->dataset, d->name) != 0 ||
	       !slice_is(row[p->given], p->is) || row[p->column].n == 0 ||
	       listed(p->values, row[p->column]);
}

const char *
column_fault(const struct column *c, struct slice s)
{
	if (s.n == 0)
		return c->required ? "empty" : NULL;
	if (*c->values != '\0' && !listed(c->values, s))
		return "not in the vocabulary";
	if (c->type == COLUMN_DATE)
		return date_fault(c->format, s);
	return c->type == COLUMN_STRING ? string_fault(c->format, s)
					: number_fault(c, s);
}
