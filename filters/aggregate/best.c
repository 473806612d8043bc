/* SPDX-License-Identifier: MIT */
/* best: which rows of a group count, and what is written of them. */
#include <stdio.h>
#include <stdlib.h>

#include "fold.h"
#include "pack.h"

const char *const best_columns[L_COLUMNS] = {"org_code", "fin_year", "dataset",
    "measure", "category", "basis", "span", "modality", "as_of", "doc_id",
    "fact_id", "amount_gbp", "org_name", "claim_id", "qualifier", "confidence",
    "rule", "doc_kind", "evidence_start", "flags", "detail"};

/* Where the columns are, and which of its own best must not write. */
struct columns {
	size_t at[L_COLUMNS];
};

/*
 * Without an argument all lines are kept, in head, for a document may come
 * again at any time.  Of best(whole), whose documents come one behind the
 * other, only the first and the last are: rows of those may still stand
 * before or behind, in another state that is merged with this one.  What lies
 * between is folded, so that a state does not grow with documents.
 */
struct state {
	struct lines head, tail;
	struct fold fold;
	struct buf line, doc; /* the last line; of best(whole) its document */
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

static int
is_whole(const struct call *c)
{
	return c->arg != NULL;
}

static int
best_prepare(struct call *c)
{
	return c->arg == NULL || strcmp(c->arg, "whole") == 0 ? 0 : -1;
}

/* The tail is over.  0; -1 when a sum has over 38 digits. */
static int
fold_tail(struct state *s, const struct call *c)
{
	struct verdict v;
	struct line *line;
	int status;

	if (s->tail.n == 0)
		return 0;
	line = lines_unpack(&s->tail);
	status = best_weigh(line, s->tail.n, &v);
	if (status == 0)
		fold_add(&s->fold, c, &v);
	free(line);
	lines_free(&s->tail, c);
	return status;
}

/* A line more, of a document.  0; -1 when a sum has over 38 digits. */
static int
append(struct state *s, const struct call *c, struct slice doc,
    struct slice packed)
{
	int same, first = s->head.n == 0 && s->fold.bytes.n == 0;
	size_t cap = s->doc.cap;

	if (!is_whole(c)) {
		lines_add(&s->head, c, packed);
		return 0;
	}
	same = first || slice_eq(doc, buf_slice(&s->doc));
	if (!same && fold_tail(s, c) < 0)
		return -1;
	if (first || !same) {
		buf_clear(&s->doc);
		if (buf_add(&s->doc, doc.p, doc.n) < 0)
			die(EXIT_SYSTEM, "out of memory");
		*c->held += s->doc.cap - cap;
	}
	same &= s->tail.n == 0 && s->fold.bytes.n == 0;
	lines_add(same ? &s->head : &s->tail, c, packed);
	return 0;
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
	return append(s, c, cell_of(c, row, L_DOC_ID), buf_slice(&s->line));
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

/* Takes lines into a verdict.  0; -1 when a sum has over 38 digits. */
static int
weigh(const struct lines *l, struct line **line, struct verdict *v)
{
	struct verdict own;

	*line = lines_unpack(l);
	if (l->n == 0)
		return 0;
	if (best_weigh(*line, l->n, &own) < 0)
		return -1;
	if (v->sources == 0)
		*v = own;
	else
		best_both(v, &own);
	return 0;
}

static int
best_idle(const void *state)
{
	const struct state *s = state;

	return s->head.n == 0 && s->fold.bytes.n == 0;
}

static int
best_put(const void *state, const struct call *c, struct output *out)
{
	const struct state *s = state;
	struct line *head = NULL, *tail = NULL, used;
	struct verdict v = {0};
	int status = 0;

	(void)c;
	if (best_idle(s)) {
		for (int i = 0; names[i] != NULL; i++)
			output_puts(out, "");
		return 0;
	}
	fold_verdict(&s->fold, &used, &v);
	if (weigh(&s->head, &head, &v) < 0 || weigh(&s->tail, &tail, &v) < 0)
		status = -1;
	else
		put_verdict(&v, out);
	free(head);
	free(tail);
	return status;
}

/* Lines from a byte on, where one begins; *from moves on. */
static void
save_lines(const struct lines *l, struct buf *to, size_t *from, size_t end)
{
	struct slice rest = buf_part(&l->text, *from, l->text.n - *from), line;

	while (to->n < end && pack_next(&rest, &line) > 0)
		func_save(to, line);
	*from = l->text.n - rest.n;
}

/*
 * The head, the fold, the tail: a place is a byte of the first, that of the
 * second, or a byte of the third.
 */
static size_t
best_save_piece(const void *state, const struct call *c, struct buf *to,
    size_t from, size_t most)
{
	const struct state *s = state;
	size_t head = s->head.text.n, tail = s->tail.text.n;
	size_t end = most < SIZE_MAX - to->n ? to->n + most : SIZE_MAX;

	(void)c;
	if (from < head)
		save_lines(&s->head, to, &from, end);
	if (from == head && to->n < end) {
		if (s->fold.bytes.n > 0)
			func_save(to, buf_slice(&s->fold.bytes));
		from++;
	}
	if (from > head) {
		from -= head + 1;
		save_lines(&s->tail, to, &from, end);
		from += head + 1;
	}
	return from < head + 1 + tail ? from : 0;
}

/* A line goes on where the last one stood, a fold stands behind it. */
static int
merge_one(struct state *s, const struct call *c, struct slice saved)
{
	struct slice rest = saved;
	struct line line;

	if (line_unpack(&rest, &line) < 0)
		return -2;
	if (rest.n == 0)
		return append(s, c, line.v[L_DOC_ID], saved);
	if (!is_whole(c))
		return -2;
	if (fold_tail(s, c) < 0)
		return -1;
	return fold_merge(&s->fold, c, saved);
}

static int
best_merge(void *state, const struct call *c, struct slice saved)
{
	struct slice packed;
	int got, status = 0;

	while (status == 0 && (got = pack_next(&saved, &packed)) != 0)
		status = got < 0 ? -2 : merge_one(state, c, packed);
	return status;
}

static void
best_drop(void *state, const struct call *c)
{
	struct state *s = state;

	lines_free(&s->head, c);
	lines_free(&s->tail, c);
	fold_free(&s->fold, c);
	*c->held -= s->line.cap + s->doc.cap;
	buf_free(&s->line);
	buf_free(&s->doc);
}

static void
best_finish(struct call *c)
{
	free(c->shared);
}

const struct func func_best = {.name = "best",
    .flags = FUNC_ARG_OPTIONAL,
    .size = sizeof(struct state),
    .prepare = best_prepare,
    .bind = best_bind,
    .add = best_add,
    .names = names,
    .put = best_put,
    .save_piece = best_save_piece,
    .merge = best_merge,
    .idle = best_idle,
    .drop = best_drop,
    .finish = best_finish};
