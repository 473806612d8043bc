/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "document.h"
#include "grow.h"
#include "num.h"

/*
 * A sentence never crosses a block, and a block is what read calls one.
 * All text is copied into one buffer first and sliced when it no longer
 * moves, so the slices of a document stay good until document_clear.
 */

struct document_columns
document_columns(const struct input *in)
{
	return (struct document_columns){
	    .id = input_column(in, "doc_id"),
	    .source = input_column(in, "source"),
	    .publisher = input_column(in, "publisher"),
	    .published = input_column(in, "published"),
	    .title = input_column(in, "title"),
	    .block = input_column(in, "block"),
	    .kind = input_column(in, "kind"),
	    .page = input_column(in, "page"),
	    .start = input_column(in, "start"),
	    .header = input_find(in, slice_of("header")),
	    .text = input_column(in, "text"),
	};
}

static enum text_kind
kind_of(const struct input *in, struct slice s)
{
	static const char *const names[] = {"title", "heading", "paragraph",
	    "item", "row", "caption", "furniture"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_is(s, names[i]))
			return (enum text_kind)i;
	input_reject(in, "not a kind of block: %.40s", s.p);
}

static size_t
number(const struct input *in, struct slice s)
{
	int64_t n = 0;

	if (s.n != 0 && num_int(s.p, 0, INT64_MAX / 2, &n) != 0)
		input_reject(in, "not a number: %.40s", s.p);
	return (size_t)n;
}

/* Copies s into the document's text; the offset stands in for a pointer
 * until document_read knows where the text has come to rest. */
static struct slice
keep(struct document *d, struct slice s)
{
	size_t at = d->text.n;

	if (buf_add(&d->text, s.p, s.n) != 0 || buf_putc(&d->text, '\0') != 0)
		die(EXIT_SYSTEM, "out of memory");
	return (struct slice){(const char *)(uintptr_t)at, s.n};
}

static void
settle(const struct document *d, struct slice *s)
{
	s->p = d->text.p + (uintptr_t)s->p;
}

static void
unsettle(const struct document *d, struct slice *s)
{
	s->p = (const char *)(uintptr_t)(s->p - d->text.p);
}

static void
settle_all(struct document *d)
{
	settle(d, &d->id);
	settle(d, &d->source);
	settle(d, &d->publisher);
	settle(d, &d->title);
	for (size_t i = 0; i < d->nblock; i++) {
		settle(d, &d->block[i].text);
		settle(d, &d->block[i].header);
	}
}

static void
add_block(struct document *d, struct input *in,
    const struct document_columns *c, const struct csv_row *row)
{
	struct block *b = GROW(d->block, d->nblock, d->cblock);

	b->kind = kind_of(in, row->field[c->kind]);
	b->number = number(in, row->field[c->block]);
	b->page = number(in, row->field[c->page]);
	b->start = number(in, row->field[c->start]);
	b->text = keep(d, row->field[c->text]);
	b->header = keep(
	    d, c->header == INPUT_NONE ? slice_of("") : row->field[c->header]);
}

void
document_read(struct document *d, struct input *in,
    const struct document_columns *c, const struct csv_row **row)
{
	document_clear(d);
	d->id = keep(d, (*row)->field[c->id]);
	d->source = keep(d, (*row)->field[c->source]);
	d->publisher = keep(d, (*row)->field[c->publisher]);
	d->title = keep(d, (*row)->field[c->title]);
	if ((*row)->field[c->published].n != 0 &&
	    date_parse((*row)->field[c->published], &d->published) != 0)
		input_reject(
		    in, "not a date: %.40s", (*row)->field[c->published].p);
	do {
		add_block(d, in, c, *row);
		*row = input_next(in);
	} while (*row != NULL && (*row)->field[c->id].n == d->id.n &&
		 memcmp((*row)->field[c->id].p, d->text.p + (uintptr_t)d->id.p,
		     d->id.n) == 0);
	settle_all(d);
}

void
document_line(struct document *d, struct slice line)
{
	struct block *b = GROW(d->block, d->nblock, d->cblock);

	/* the lines before lie in a buffer that may move: unsettle them */
	for (size_t i = 0; i + 1 < d->nblock; i++) {
		unsettle(d, &d->block[i].text);
		unsettle(d, &d->block[i].header);
	}
	d->id = d->source = d->publisher = d->title = keep(d, slice_of(""));
	b->kind = TEXT_PARAGRAPH;
	b->number = d->nblock - 1;
	b->start = d->text.n;
	b->text = keep(d, line);
	b->header = keep(d, slice_of(""));
	settle_all(d);
}

void
document_clear(struct document *d)
{
	buf_clear(&d->text);
	buf_clear(&d->fold);
	d->published = d->as_of = (struct date){0};
	d->nblock = d->nsentence = d->nmention = 0;
	d->nentity = d->nmember = d->nplace = 0;
}

void
document_free(struct document *d)
{
	buf_free(&d->text);
	buf_free(&d->fold);
	free(d->block);
	free(d->sentence);
	free(d->mention);
	free(d->entity);
	free(d->member);
	free(d->place);
	*d = (struct document){0};
}

struct slice
sentence_text(const struct document *d, const struct sentence *s)
{
	return (struct slice){
	    d->block[s->block].text.p + s->start, s->end - s->start};
}

struct slice
sentence_fold(const struct document *d, const struct sentence *s)
{
	return (struct slice){d->fold.p + s->fold, s->nfold};
}

struct slice
mention_text(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	return (struct slice){
	    d->block[s->block].text.p + m->start, m->end - m->start};
}

int
document_says(const struct document *d, const char *phrase, char not_before)
{
	const size_t n = strlen(phrase);

	for (size_t i = 0; i < d->nblock; i++) {
		struct slice t = d->block[i].text;

		for (size_t k = 0; k + n <= t.n; k++)
			if (strncasecmp(t.p + k, phrase, n) == 0 &&
			    (k + n == t.n || (t.p[k + n] | 0x20) != not_before))
				return 1;
	}
	return 0;
}
