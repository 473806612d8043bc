/* SPDX-License-Identifier: MIT */
/* best: which rows of a group count, and what is written of them. */
#include <stdio.h>
#include <stdlib.h>

#include "best.h"
#include "func.h"
#include "pack.h"

const char *const best_columns[L_COLUMNS] = {"org_code", "fin_year", "dataset",
    "measure", "category", "basis", "span", "modality", "as_of", "doc_id",
    "fact_id", "amount_gbp", "org_name", "claim_id", "qualifier", "confidence",
    "rule", "doc_kind", "evidence_start", "flags", "detail"};

/* Where the columns are, and which of its own best must not write. */
struct columns {
	size_t at[L_COLUMNS];
};

struct state {
	struct buf lines; /* each the netstring of its netstrings */
	struct buf line;
	size_t n;
};

static void
best_bind(struct call *c, const struct input *in)
{
	static const int needed[] = {
	    L_ORG_CODE, L_DOC_ID, L_FACT_ID, L_AMOUNT_GBP};
	struct columns *at = must(calloc(1, sizeof *at));

	for (size_t i = 0; i < L_COLUMNS; i++)
		at->at[i] = input_find(in, slice_of(best_columns[i]));
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		input_column(in, best_columns[needed[i]]);
	c->shared = at;
}

static struct slice
cell_of(const struct call *c, const struct csv_row *row, enum line_column i)
{
	const struct columns *at = c->shared;

	return at->at[i] == INPUT_NONE ? (struct slice){"", 0}
				       : row->field[at->at[i]];
}

/* A line of one provider or scheme stands under a subtotal that has it. */
static int
is_part(struct slice detail)
{
	return strstr(detail.p, "provider=") != NULL ||
	       strstr(detail.p, "scheme=") != NULL;
}

static int
counts(const struct call *c, const struct csv_row *row)
{
	return cell_of(c, row, L_ORG_CODE).n > 0 &&
	       cell_of(c, row, L_AMOUNT_GBP).n > 0 &&
	       !slice_is(cell_of(c, row, L_MODALITY), "denied") &&
	       !is_part(cell_of(c, row, L_DETAIL));
}

static void
append(struct state *s, const struct call *c, struct slice line)
{
	size_t cap = s->lines.cap;

	func_save(&s->lines, line);
	*c->held += s->lines.cap - cap;
	s->n++;
}

static int
best_add(void *state, const struct call *c, const struct cell *cell,
    const struct csv_row *row)
{
	struct state *s = state;
	struct decimal amount;
	size_t cap = s->line.cap;

	(void)cell;
	if (!counts(c, row))
		return 0;
	if (decimal_parse(cell_of(c, row, L_AMOUNT_GBP), &amount) < 0)
		return -2;
	buf_clear(&s->line);
	for (int i = 0; i < L_KEPT; i++)
		func_save(&s->line, cell_of(c, row, (enum line_column)i));
	*c->held += s->line.cap - cap;
	append(s, c, buf_slice(&s->line));
	return 0;
}

/* Takes one line apart.  0, or -2. */
static int
unpack(struct slice packed, struct line *line)
{
	struct decimal start;

	for (int i = 0; i < L_KEPT; i++)
		if (pack_next(&packed, &line->v[i]) <= 0)
			return -2;
	if (packed.n > 0 ||
	    decimal_parse(line->v[L_AMOUNT_GBP], &line->amount) < 0)
		return -2;
	if (decimal_parse(line->v[L_CONFIDENCE], &line->confidence) < 0)
		line->confidence = (struct decimal){0};
	line->start = 0;
	if (decimal_parse(line->v[L_EVIDENCE_START], &start) == 0 &&
	    start.places == 0 && start.v >= 0 && start.v < INT32_MAX)
		line->start = (long)start.v;
	return 0;
}

static const char *const names[] = {"org_name", "amount_gbp", "qualifier",
    "modality", "as_of", "confidence", "sources", "statements", "lowest",
    "highest", "agree", "fact_id", "claim_id", "flags", NULL};

/* The flags of its line; lines that were added up say so. */
static void
put_flags(const struct figure *use, struct output *out)
{
	struct slice own = use->line->v[L_FLAGS];
	struct buf flags = {0};

	if (use->added == 1) {
		output_put(out, own);
		return;
	}
	if (buf_printf(&flags, "%.*s%sadded_up", (int)own.n, own.p,
		own.n > 0 ? ";" : "") < 0)
		die(EXIT_SYSTEM, "out of memory");
	output_put(out, buf_slice(&flags));
	buf_free(&flags);
}

static void
put_verdict(const struct verdict *v, struct output *out)
{
	const struct line *line = v->use.line;
	char text[24];

	output_put(out, line->v[L_ORG_NAME]);
	func_put_number(out, v->use.amount);
	output_put(out, line->v[L_QUALIFIER]);
	output_put(out, line->v[L_MODALITY]);
	output_put(out, line->v[L_AS_OF]);
	func_put_number(out, v->use.confidence);
	snprintf(text, sizeof text, "%zu", v->sources);
	output_puts(out, text);
	snprintf(text, sizeof text, "%zu", v->statements);
	output_puts(out, text);
	func_put_number(out, v->low);
	func_put_number(out, v->high);
	output_puts(out, v->agree);
	output_put(out, line->v[L_FACT_ID]);
	output_put(out, line->v[L_CLAIM_ID]);
	put_flags(&v->use, out);
}

static int
best_put(const void *state, const struct call *c, struct output *out)
{
	const struct state *s = state;
	struct line *line = must(calloc(s->n + 1, sizeof *line));
	struct slice rest = buf_slice(&s->lines), packed;
	struct verdict v;
	int status;

	(void)c;
	for (size_t i = 0; i < s->n; i++)
		if (pack_next(&rest, &packed) <= 0 ||
		    unpack(packed, &line[i]) < 0)
			die(EXIT_SYSTEM, "state of best: damaged");
	if (s->n == 0) {
		for (int i = 0; names[i] != NULL; i++)
			output_puts(out, "");
		free(line);
		return 0;
	}
	status = best_weigh(line, s->n, &v);
	if (status == 0)
		put_verdict(&v, out);
	free(line);
	return status;
}

/* A place is a byte of the lines, where one begins. */
static size_t
best_save_piece(const void *state, const struct call *c, struct buf *to,
    size_t from, size_t most)
{
	const struct state *s = state;
	struct slice rest = {s->lines.p + from, s->lines.n - from}, line;
	size_t start = to->n;

	(void)c;
	while (to->n - start < most && pack_next(&rest, &line) > 0)
		func_save(to, line);
	return rest.n > 0 ? s->lines.n - rest.n : 0;
}

static int
best_merge(void *state, const struct call *c, struct slice saved)
{
	struct state *s = state;
	struct slice packed;
	struct line line;
	int got;

	while ((got = pack_next(&saved, &packed)) > 0) {
		if (unpack(packed, &line) < 0)
			return -2;
		append(s, c, packed);
	}
	return got < 0 ? -2 : 0;
}

static int
best_idle(const void *state)
{
	return ((const struct state *)state)->n == 0;
}

static void
best_drop(void *state, const struct call *c)
{
	struct state *s = state;

	*c->held -= s->lines.cap + s->line.cap;
	buf_free(&s->lines);
	buf_free(&s->line);
}

static void
best_finish(struct call *c)
{
	free(c->shared);
}

const struct func func_best = {.name = "best",
    .size = sizeof(struct state),
    .bind = best_bind,
    .add = best_add,
    .names = names,
    .put = best_put,
    .save_piece = best_save_piece,
    .merge = best_merge,
    .idle = best_idle,
    .drop = best_drop,
    .finish = best_finish};
