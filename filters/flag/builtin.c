/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "builtin.h"
#include "body.h"
#include "pack.h"
#include "sorter.h"

/* Of the limit: rows, facts, findings, one organisation, what it is held in. */
enum { SHARES = 5 };

struct builtin {
	struct checker checker;
	struct reg *reg;
	struct fact_columns columns;
	struct sorter *rows;	 /* as they came: all have the empty key */
	struct sorter *facts;	 /* by organisation and document */
	struct sorter *findings; /* by the place of their row */
	size_t memory;
	struct buf packed, key;
	/* The row given back, and the finding that is due next. */
	unsigned long long place, due;
	enum check_id check;
	int more;
	struct slice *field;
	struct csv_row row;
};

static void
found(void *data, const struct fact *f, enum check_id check)
{
	struct builtin *b = data;
	char place[8], id = (char)check;

	sorter_checked(sorter_put(b->findings, sorter_number(place, f->place),
	    (struct slice){&id, 1}));
}

struct builtin *
builtin_new(const struct options *o, struct input *in)
{
	struct builtin *b = must(calloc(1, sizeof *b));
	char err[256];

	b->reg = register_open(o->dir, err, sizeof err);
	if (b->reg == NULL)
		die(o->dir != NULL ? EXIT_INPUT : EXIT_SYSTEM, "%s", err);
	b->checker = (struct checker){&o->limits, b->reg, found, b};
	b->columns = fact_find(in);
	b->memory = o->memory;
	b->rows = must(sorter_new(o->memory / SHARES));
	b->facts = must(sorter_new(o->memory / SHARES));
	b->findings = must(sorter_new(o->memory / SHARES));
	b->row.n = input_header(in)->n;
	b->field = must(calloc(b->row.n, sizeof *b->field));
	b->row.field = b->field;
	return b;
}

void
builtin_free(struct builtin *b)
{
	if (b == NULL)
		return;
	sorter_free(b->rows);
	sorter_free(b->facts);
	sorter_free(b->findings);
	register_close(b->reg);
	buf_free(&b->packed);
	buf_free(&b->key);
	free(b->field);
	free(b);
}

static void
keep_row(struct builtin *b, const struct csv_row *row)
{
	int status;

	buf_clear(&b->packed);
	status = pack_count(&b->packed, row->line);
	for (size_t i = 0; i < row->n; i++) {
		status |= pack_put(&b->packed, row->field[i]);
		/* Expressions want their texts to end. */
		status |= buf_putc(&b->packed, '\0');
	}
	if (status < 0)
		die(EXIT_SYSTEM, "out of memory");
	sorter_checked(
	    sorter_put(b->rows, (struct slice){"", 0}, buf_slice(&b->packed)));
}

/* A fact of no organisation has no neighbours. */
static void
keep_fact(struct builtin *b, const struct csv_row *row, unsigned long long at)
{
	struct fact f;

	fact_row(&b->columns, row, at, &f);
	check_row(&b->checker, &f);
	if (f.v[F_ORG_CODE].n == 0)
		return;
	buf_clear(&b->packed);
	fact_pack(&f, &b->packed);
	body_key(&f, &b->key);
	sorter_checked(
	    sorter_put(b->facts, buf_slice(&b->key), buf_slice(&b->packed)));
}

/* Organisation by organisation, document by document. */
static void
check_groups(struct builtin *b)
{
	struct slice key, packed;
	struct body *g = body_new(&b->checker, b->memory / SHARES);

	sorter_checked(sorter_sort(b->facts));
	while (sorter_checked(sorter_next(b->facts, &key, &packed)) > 0)
		body_add(g, key, packed);
	body_end(g);
	body_free(g);
}

static void
next_finding(struct builtin *b)
{
	struct slice place, id;

	b->more = sorter_checked(sorter_next(b->findings, &place, &id));
	if (b->more) {
		b->due = sorter_value(place.p);
		b->check = (enum check_id) * id.p;
	}
}

void
builtin_read(struct builtin *b, struct input *in)
{
	const struct csv_row *row;

	for (unsigned long long at = 0; (row = input_next(in)) != NULL; at++) {
		keep_row(b, row);
		keep_fact(b, row, at);
	}
	check_groups(b);
	sorter_checked(sorter_sort(b->rows));
	sorter_checked(sorter_sort(b->findings));
	next_finding(b);
}

static void
unpack_row(struct builtin *b, struct slice packed)
{
	uint64_t line;
	int status = pack_next_count(&packed, &line);

	for (size_t i = 0; status >= 0 && i < b->row.n; i++) {
		status = pack_next(&packed, &b->field[i]);
		if (status <= 0 || packed.n == 0)
			die(EXIT_SYSTEM, "temporary file: damaged");
		packed.p++;
		packed.n--;
	}
	b->row.line = (unsigned long)line;
}

const struct csv_row *
builtin_next(struct builtin *b, struct marks *m)
{
	unsigned char hit[CHECKS] = {0};
	struct slice key, packed;

	if (sorter_checked(sorter_next(b->rows, &key, &packed)) == 0)
		return NULL;
	unpack_row(b, packed);
	marks_row(m, &b->row);
	for (; b->more && b->due == b->place; next_finding(b))
		hit[b->check] = 1;
	for (int i = 0; i < CHECKS; i++)
		if (hit[i])
			marks_add(m, slice_of(checks[i].code), checks[i].level);
	b->place++;
	return &b->row;
}
