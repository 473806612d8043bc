/* SPDX-License-Identifier: MIT */
#include "data.h"

#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "dataset_file.h"
#include "decimal.h"
#include "json_out.h"
#include "orgs.h"

enum { CHUNK = 64 << 10 };

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

static void
flush(struct gz_writer *out, struct buf *b)
{
	if (b->n > 0 && gz_write(out, b->p, b->n) != 0)
		die_errno(EXIT_SYSTEM, "cannot write");
	buf_clear(b);
}

/* What the page has from elsewhere, or has no use for. */
static int
left_out(const char *column)
{
	static const char *const names[] = {"claim_id", "org_name", "org_type",
	    "evidence_start", "evidence_end", "bytes", "blocks", "retrieved",
	    NULL};

	for (size_t i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], column) == 0)
			return 1;
	return 0;
}

static void
put_columns(struct buf *b, const struct dataset *d)
{
	const char *comma = "";

	need(buf_puts(b, "\"columns\":["));
	for (size_t i = 0; i < d->n; i++) {
		if (left_out(d->column[i].name))
			continue;
		need(buf_printf(b, "%s\"%s\"", comma, d->column[i].name));
		comma = ",";
	}
	need(buf_puts(b, "]"));
}

/* A number is bare if it is one; whatever else stands there is a string. */
static void
put_value(struct buf *b, const struct column *c, struct slice s)
{
	int is_number = c->type == COLUMN_INTEGER || c->type == COLUMN_NUMBER;

	if (is_number && s.n == 0)
		need(buf_puts(b, "null"));
	else if (is_number && column_fault(c, s) == NULL)
		need(buf_add(b, s.p, s.n));
	else
		need(json_string(b, s));
}

static void
put_row(struct buf *b, const struct dataset *d, const struct slice *value)
{
	const char *comma = "";

	need(buf_puts(b, "["));
	for (size_t i = 0; i < d->n; i++) {
		if (left_out(d->column[i].name))
			continue;
		need(buf_puts(b, comma));
		put_value(b, &d->column[i], value[i]);
		comma = ",";
	}
	need(buf_puts(b, "]"));
}

static void
put_dataset(struct gz_writer *out, struct buf *b, const char *dir,
    const struct dataset *d, struct orgs *orgs)
{
	struct dataset_file *f = dataset_file_open(dir, d);
	const struct slice *value;
	const char *comma = "\n";

	need(buf_printf(b, "\"%s\":{", d->name));
	put_columns(b, d);
	need(buf_puts(b, ",\"rows\":["));
	while ((value = dataset_file_next(f)) != NULL) {
		orgs_meet(orgs, dataset_file_value(f, "org_code"),
		    dataset_file_value(f, "org_name"),
		    dataset_file_value(f, "org_type"));
		need(buf_puts(b, comma));
		put_row(b, d, value);
		comma = ",\n";
		if (b->n > CHUNK)
			flush(out, b);
	}
	need(buf_puts(b, "]},\n"));
	dataset_file_close(f);
}

/* Payments of one document that follow one another. */
struct paid {
	struct buf doc_id;
	struct decimal sum;
	unsigned long long n;
	const char *comma;
};

static void
put_paid(struct buf *b, struct paid *p)
{
	char sum[DECIMAL_CHARS];

	if (p->n == 0)
		return;
	decimal_format(sum, p->sum);
	need(buf_printf(b, "%s[", p->comma));
	need(json_string(b, buf_slice(&p->doc_id)));
	need(buf_printf(b, ",%llu,%s]", p->n, sum));
	p->comma = ",\n";
	p->n = 0;
	p->sum = decimal_int(0);
}

static void
add_paid(struct buf *b, struct paid *p, const struct dataset_file *f)
{
	struct slice doc = dataset_file_value(f, "doc_id");
	struct decimal amount;

	if (p->n > 0 && !slice_eq(buf_slice(&p->doc_id), doc))
		put_paid(b, p);
	if (p->n++ == 0) {
		buf_clear(&p->doc_id);
		need(buf_add(&p->doc_id, doc.p, doc.n));
	}
	if (decimal_parse(dataset_file_value(f, "amount_gbp"), &amount) == 0)
		decimal_add(&p->sum, amount);
}

/* Lists of payments are long: how many there are, and what they come to. */
static void
put_payments(struct gz_writer *out, struct buf *b, const char *dir,
    const struct dataset *d)
{
	struct dataset_file *f = dataset_file_open(dir, d);
	struct paid paid = {.comma = "\n"};

	need(buf_puts(b, "\"payments\":{\"columns\":[\"doc_id\","
			 "\"payments\",\"amount_gbp\"],\"rows\":["));
	while (dataset_file_next(f) != NULL) {
		add_paid(b, &paid, f);
		if (b->n > CHUNK)
			flush(out, b);
	}
	put_paid(b, &paid);
	need(buf_puts(b, "]},\n"));
	buf_free(&paid.doc_id);
	dataset_file_close(f);
}

void
data_write(struct gz_writer *out, const char *dir, const struct reg *reg)
{
	struct orgs *orgs = orgs_new(reg);
	struct buf b = {0};
	const struct dataset *d;

	need(buf_puts(&b, "{\"version\":\"" VERSION "\",\n"));
	for (size_t i = 0; (d = dataset_at(i)) != NULL; i++)
		if (strcmp(d->name, "payments") == 0)
			put_payments(out, &b, dir, d);
		else
			put_dataset(out, &b, dir, d, orgs);
	need(buf_puts(&b, "\"orgs\":"));
	orgs_put(orgs, &b);
	need(buf_puts(&b, "}\n"));
	flush(out, &b);
	orgs_free(orgs);
	buf_free(&b);
}
