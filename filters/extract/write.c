/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "fact.h"

/*
 * The stream of facts as written.  One row a body: "X and Y CCGs were placed
 * in special measures" is two.  reason is set where no tidy row can come of
 * it, and normalise hands such rows to the rejects.
 */
static const char *const columns[] = {"doc_id", "source", "publisher",
    "published", "title", "dataset", "org_codes", "org_type", "org_text",
    "measure", "value", "scope", "category", "modality", "basis", "span",
    "sign", "amount_text", "scale", "fin_year", "period_start", "period_end",
    "period_text", "as_of", "event_date", "due_date", "counterparts", "detail",
    "evidence", "evidence_start", "evidence_end", "rule", "confidence",
    "reason"};

void
facts_header(struct output *out)
{
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		output_puts(out, columns[i]);
	output_end(out);
}

static const char *
type_of(const struct entity *e, const struct reg *reg, struct date on)
{
	static const char *const names[] = {
	    "ccg", "trust", "stp", "national", "sector", "region", "other"};

	if (e->org != REGISTER_NONE)
		return org_type_name(register_type(reg, e->org, on));
	return names[e->body];
}

static void
put_codes(struct output *out, const struct reg *reg, const struct entity *e)
{
	struct buf b = {0};
	int bad = 0;

	if (e != NULL && e->org != REGISTER_NONE) {
		struct slice c = register_org(reg, e->org)->code;

		bad |= buf_add(&b, c.p, c.n);
		for (size_t i = 0; i < e->nalso; i++) {
			c = register_org(reg, e->also[i])->code;
			bad |= buf_putc(&b, ';') | buf_add(&b, c.p, c.n);
		}
	}
	if (bad)
		die(EXIT_SYSTEM, "out of memory");
	output_put(out, buf_slice(&b));
	buf_free(&b);
}

static void
put_date(struct output *out, struct date d)
{
	char text[16];

	output_put(out, (struct slice){text, date_format(text, d)});
}

static void
put_number(struct output *out, size_t n)
{
	char text[32];

	snprintf(text, sizeof text, "%zu", n);
	output_puts(out, text);
}

static void
put_period(struct output *out, const struct fact *f)
{
	char year[8];

	output_put(
	    out, (struct slice){year, period_fin_name(year, f->span.fin_year)});
	put_date(out, f->span.start);
	put_date(out, f->span.end);
	output_put(out, f->period_text);
	put_date(out, f->as_of);
	put_date(out, f->event);
	put_date(out, f->due);
}

static void
put_counterparts(struct output *out, const struct document *d,
    const struct reg *reg, const struct fact *f, size_t self)
{
	struct buf b = {0};
	int bad = 0;

	for (size_t i = 0; i < f->ncounterpart; i++) {
		const struct entity *e = &d->entity[f->counterpart[i]];
		struct slice code;

		if (f->counterpart[i] == self || e->org == REGISTER_NONE ||
		    e->body != BODY_CCG)
			continue;
		code = register_org(reg, e->org)->code;
		if (b.n != 0)
			bad |= buf_putc(&b, ';');
		bad |= buf_add(&b, code.p, code.n);
	}
	if (bad)
		die(EXIT_SYSTEM, "out of memory");
	output_put(out, buf_slice(&b));
	buf_free(&b);
}

static void
put_row(struct output *out, const struct document *d, const struct reg *reg,
    const struct fact *f, const struct entity *e, const char *reason)
{
	static const char *const span[] = {
	    "year", "to_date", "month", "quarter", "other"};
	const struct sentence *s = &d->sentence[f->sentence];
	size_t start = d->block[s->block].start + s->start;
	char published[16], confidence[16];

	output_put(out, d->id);
	output_put(out, d->source);
	output_put(out, d->publisher);
	output_put(out,
	    (struct slice){published, date_format(published, d->published)});
	output_put(out, d->title);
	output_puts(out, f->key[FACT_DATASET]);
	put_codes(out, reg, e);
	output_puts(out, e == NULL ? "" : type_of(e, reg, d->published));
	output_put(out, f->org_text);
	for (enum fact_key k = FACT_MEASURE; k <= FACT_BASIS; k++)
		if (k != FACT_BASIS)
			output_puts(out, f->key[k]);
	output_puts(out, f->key[FACT_MODALITY]);
	output_puts(out, f->key[FACT_BASIS]);
	output_puts(out, *f->key[FACT_SPAN] ? f->key[FACT_SPAN]
			 : f->span.fin_year && (f->money || f->zero)
			     ? span[f->span.span]
			     : "");
	output_puts(out, f->key[FACT_SIGN]);
	if (f->zero)
		output_puts(out, "break even");
	else
		output_put(out, f->amount_text);
	if (f->scale != 0)
		put_number(out, (size_t)f->scale);
	else
		output_puts(out, "");
	put_period(out, f);
	put_counterparts(
	    out, d, reg, f, e == NULL ? SIZE_MAX : (size_t)(e - d->entity));
	if (f->detail.n != 0)
		output_put(out, f->detail);
	else
		output_puts(out, f->key[FACT_DETAIL]);
	output_put(out, sentence_text(d, s));
	put_number(out, start);
	put_number(out, start + (s->end - s->start));
	output_puts(out, f->rule->id);
	snprintf(confidence, sizeof confidence, "%.2f", f->confidence);
	output_puts(out, confidence);
	output_puts(out, reason);
	output_end(out);
}

static int
has_ccg(const struct document *d)
{
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_CCG && d->entity[i].strong)
			return 1;
	return 0;
}

/* A council's or a charity's figure is nobody's that the datasets know. */
static int
has_no_row(const struct fact *f, const struct entity *e)
{
	/* "CCGs are often told to": of all in general and of none */
	if (e->body == BODY_SECTOR || e->body == BODY_NATIONAL)
		return strcmp(f->key[FACT_DATASET], "status") == 0 ||
		       strcmp(f->key[FACT_MEASURE], "spend") == 0;
	return e->org == REGISTER_NONE && e->body != BODY_CCG;
}

static void
write_fact(struct output *out, const struct document *d, const struct reg *reg,
    const struct fact *f)
{
	if (f->nwho == 0 || (f->joint && (f->money != NULL || f->zero))) {
		if (f->nwho != 0 && has_no_row(f, &d->entity[f->who[0]]))
			return;
		if (f->money != NULL && has_ccg(d))
			put_row(out, d, reg, f, NULL,
			    f->joint ? "joint_figure" : "org_unresolved");
		return;
	}
	for (size_t i = 0; i < f->nwho; i++) {
		const struct entity *e = &d->entity[f->who[i]];

		if (!has_no_row(f, e))
			put_row(out, d, reg, f, e, "");
	}
}

void
facts_write(struct output *out, const struct document *d, const struct reg *reg,
    const struct facts *facts)
{
	for (size_t i = 0; i < facts->n; i++)
		write_fact(out, d, reg, &facts->f[i]);
}
