/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "scan.h"
#include "table_around.h"
#include "table_whose.h"

enum { NOTES_BEHIND = 2 };

static int64_t
scale_in(const struct reading *r)
{
	return r->v[SAYS_UNIT] == NULL ? 0 : strtoll(r->v[SAYS_UNIT], NULL, 10);
}

static enum bad
bad_of(const char *word)
{
	if (word == NULL)
		return BAD_UNKNOWN;
	return strcmp(word, "plus") == 0    ? BAD_PLUS
	       : strcmp(word, "minus") == 0 ? BAD_MINUS
					    : BAD_UNKNOWN;
}

/* What follows "Table" in "Table 2: savings": "2"; or nothing. */
static struct slice
table_name(struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		size_t at, end;

		if (scan_alnum_before(text, i) || (text.p[i] | 0x20) != 't' ||
		    (at = scan_phrase(text, i, "table")) == SCAN_NONE)
			continue;
		at = scan_space(text, at);
		for (end = at; scan_alnum(text, end) ||
			       (end < text.n && text.p[end] == '-');)
			end++;
		return (struct slice){text.p + at, end - at};
	}
	return (struct slice){"", 0};
}

/* Notes, a sentence at a time; one that names another table is not ours. */
static void
read_notes(struct grid *g, struct paper *p, const struct block *b)
{
	struct around *a = &g->around;
	struct slice ours = table_name(a->caption);

	for (size_t i = 0; i < b->nsentence; i++) {
		struct slice text =
		    sentence_text(g->d, &g->d->sentence[b->sentence + i]);
		struct slice named = table_name(text);

		if (ours.n > 0 && named.n > 0 && !slice_eq(ours, named))
			continue;
		if (a->note == BAD_UNKNOWN)
			a->note =
			    bad_of(lexicon_find(&p->lexicon, SAYS_NOTE, text));
		if (a->lean == BAD_UNKNOWN)
			a->lean =
			    bad_of(lexicon_find(&p->lexicon, SAYS_LEAN, text));
		if (a->scale == 0) {
			const char *unit =
			    lexicon_find(&p->lexicon, SAYS_UNIT, text);

			a->scale = unit == NULL ? 0 : strtoll(unit, NULL, 10);
		}
	}
}

/* "... set out below. Table One-B: programme costs by area" */
static struct slice
caption_in(struct slice text)
{
	struct slice rest = text, found = {"", 0};

	for (;;) {
		struct slice name = table_name(rest);
		size_t end;

		if (name.n == 0)
			return found;
		end = (size_t)(name.p + name.n - text.p);
		if (scan_at(text, end) == ':' || scan_at(text, end) == '.')
			found = (struct slice){name.p, text.n - (end - name.n)};
		rest = (struct slice){text.p + end, text.n - end};
	}
}

static int
is_note(const struct block *b)
{
	return b->kind != TEXT_ROW && b->kind != TEXT_FURNITURE;
}

static void
find_caption(struct grid *g, size_t before)
{
	struct around *a = &g->around;
	int nearest = 1;

	for (size_t i = g->first; i-- > before && a->caption.n == 0;) {
		const struct block *b = &g->d->block[i];

		if (b->kind == TEXT_CAPTION)
			a->caption = b->text;
		else if (b->kind == TEXT_PARAGRAPH && nearest)
			a->caption = caption_in(b->text);
		nearest &= !is_note(b);
	}
}

static void
find_heading(struct grid *g)
{
	for (size_t i = g->first; i-- > 0;) {
		const struct block *b = &g->d->block[i];

		if (b->kind == TEXT_TITLE)
			return;
		if (b->kind == TEXT_HEADING) {
			g->around.heading = b->text;
			return;
		}
	}
}

/* What the paper's title and first headings say: "budgets for 2018/19". */
static enum basis
title_basis(struct paper *p, const struct document *d)
{
	size_t seen = 0;
	enum basis basis =
	    gist_basis(lexicon_find(&p->lexicon, SAYS_BASIS, d->title));

	for (size_t i = 0; basis == BASIS_NONE && i < d->nblock && seen < 3;
	     i++) {
		const struct block *b = &d->block[i];

		if (b->kind != TEXT_TITLE && b->kind != TEXT_HEADING)
			continue;
		seen++;
		basis =
		    gist_basis(lexicon_find(&p->lexicon, SAYS_BASIS, b->text));
	}
	return basis;
}

static void
find_body(struct grid *g, struct paper *p)
{
	struct around *a = &g->around;

	a->who = whose_text(p, g->d, a->caption);
	/* the corner: "South Tees CCG, 2018/19" over the labels */
	if (a->who == NO_ENTITY && g->ncolumn > 0 && g->column[0].text)
		a->who = whose_text(p, g->d, g->column[0].head);
	if (a->who == NO_ENTITY)
		a->who = whose_text(p, g->d, a->heading);
	if (a->who == NO_ENTITY)
		a->who = p->owner;
}

void
around_read(struct grid *g, struct paper *p, size_t before)
{
	struct around *a = &g->around;
	size_t behind = 0;

	*a = (struct around){.caption = {"", 0}, .heading = {"", 0}};
	find_caption(g, before);
	find_heading(g);
	a->caption_says = lexicon_read(&p->lexicon, a->caption);
	a->heading_says = lexicon_read(&p->lexicon, a->heading);
	a->note = bad_of(a->caption_says.v[SAYS_BAD]);
	a->scale = scale_in(&a->caption_says);
	for (size_t i = g->first; i-- > before;)
		if (is_note(&g->d->block[i]))
			read_notes(g, p, &g->d->block[i]);
	for (size_t i = g->last + 1;
	     i < g->d->nblock && behind < NOTES_BEHIND &&
	     g->d->block[i].kind != TEXT_ROW;
	     i++)
		if (is_note(&g->d->block[i])) {
			read_notes(g, p, &g->d->block[i]);
			behind++;
		}
	for (size_t k = 0; k < g->ncolumn; k++)
		if (a->note == BAD_UNKNOWN && g->column[k].text)
			a->note = bad_of(g->column[k].says.v[SAYS_BAD]);
	if (a->scale == 0)
		a->scale = scale_in(&a->heading_says);
	a->basis = title_basis(p, g->d);
	find_body(g, p);
}

/* Topics. */

/* Headings of columns say what a table is of: "QIPP area". */
static const char *
column_topic(const struct grid *g)
{
	for (size_t k = 0; k < g->ncolumn; k++)
		if (g->column[k].text &&
		    g->column[k].says.v[SAYS_TOPIC] != NULL)
			return g->column[k].says.v[SAYS_TOPIC];
	return NULL;
}

/* "Total QIPP" makes the lines above it savings. */
static const char *
total_topic(const struct grid *g)
{
	for (size_t i = g->nline; i-- > 0;) {
		const struct line *line = &g->line[i];

		if (line->total && line->figures > 0)
			return says_is(&line->says, SAYS_ROW, "savings")
				   ? "savings"
				   : NULL;
	}
	return NULL;
}

int
around_of_money(struct grid *g, struct paper *p)
{
	if (g->around.caption_says.v[SAYS_TOPIC] != NULL)
		return 1;
	for (size_t k = 0; k < g->ncolumn; k++)
		if (lexicon_find(&p->lexicon, SAYS_TOPIC, g->column[k].head) !=
			NULL ||
		    g->column[k].outturn)
			return 1;
	return 0;
}

/* 1 if the headings speak of budgets, as those of savings do not. */
static int
speaks_of_budgets(struct grid *g, struct paper *p)
{
	for (size_t k = 0; k < g->ncolumn; k++) {
		const char *topic =
		    lexicon_find(&p->lexicon, SAYS_TOPIC, g->column[k].head);

		if (topic != NULL && strcmp(topic, "spending") == 0)
			return 1;
	}
	return 0;
}

void
around_topic(struct grid *g, struct paper *p)
{
	struct around *a = &g->around;

	a->topic = a->caption_says.v[SAYS_TOPIC];
	a->topic = or_else(a->topic, column_topic(g));
	a->topic = or_else(a->topic, total_topic(g));
	if (a->topic == NULL) {
		a->topic = a->heading_says.v[SAYS_TOPIC];
		if (a->topic != NULL &&
		    (strcmp(a->topic, "savings") == 0 ||
			strcmp(a->topic, "skip") == 0) &&
		    speaks_of_budgets(g, p))
			a->topic = NULL;
	}
}

/* "All figures are in £000 unless stated otherwise." */
static int
says_of_all(struct slice text)
{
	static const char *const words[] = {"all", "figures", "amounts",
	    "tables", "unless", "throughout", "report"};

	for (size_t i = 0; i < text.n; i++)
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (!scan_alnum_before(text, i) &&
			    scan_phrase(text, i, words[k]) != SCAN_NONE)
				return 1;
	return 0;
}

void
around_paper(struct paper *p, const struct document *d)
{
	p->note = p->lean = BAD_UNKNOWN;
	p->scale = 0;
	p->scale_all = 0;
	memset(p->votes, 0, sizeof p->votes);
	for (size_t i = 0; i < d->nsentence; i++) {
		const struct sentence *s = &d->sentence[i];
		struct slice text = sentence_text(d, s);
		const char *unit;

		if (d->block[s->block].kind == TEXT_ROW)
			continue;
		if (p->note == BAD_UNKNOWN)
			p->note =
			    bad_of(lexicon_find(&p->lexicon, SAYS_NOTE, text));
		if (p->lean == BAD_UNKNOWN)
			p->lean =
			    bad_of(lexicon_find(&p->lexicon, SAYS_LEAN, text));
		unit = p->scale == 0
			   ? lexicon_find(&p->lexicon, SAYS_UNIT, text)
			   : NULL;
		if (unit == NULL)
			continue;
		p->scale = strtoll(unit, NULL, 10);
		p->scale_all = says_of_all(text);
	}
}
