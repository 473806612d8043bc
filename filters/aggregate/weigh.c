/* SPDX-License-Identifier: MIT */
/* Which of the figures of a group is the one to use. */
#include <stdlib.h>

#include "best.h"
#include "diag.h"

static int
compare(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static int
starts_with(struct slice s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.n >= n && memcmp(s.p, prefix, n) == 0;
}

/* Lines that may be added up come together, in order of their evidence. */
static int
by_document(const void *pa, const void *pb)
{
	const struct line *a = pa, *b = pb;
	int order = compare(a->v[L_DOC_ID], b->v[L_DOC_ID]);

	for (int i = 0; order == 0 && i < L_ALIKE; i++)
		order = compare(a->v[i], b->v[i]);
	if (order == 0 && a->start != b->start)
		order = a->start < b->start ? -1 : 1;
	if (order == 0)
		order = compare(a->v[L_FACT_ID], b->v[L_FACT_ID]);
	/* What is still alike differs in nothing but the rest of the row. */
	for (int i = L_AMOUNT_GBP; order == 0 && i < L_KEPT; i++)
		order = compare(a->v[i], b->v[i]);
	return order;
}

/* A statement that came twice (two parts of one run) counts once. */
static size_t
drop_doubles(struct line *line, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (kept == 0 || line[i].v[L_FACT_ID].n == 0 ||
		    !slice_eq(
			line[i].v[L_DOC_ID], line[kept - 1].v[L_DOC_ID]) ||
		    !slice_eq(
			line[i].v[L_FACT_ID], line[kept - 1].v[L_FACT_ID]))
			line[kept++] = line[i];
	return kept;
}

/* Two lines of one category in one table are parts; two totals are not. */
static int
adds_up(const struct line *a, const struct line *b)
{
	if (!slice_is(a->v[L_DATASET], "spending") ||
	    slice_is(a->v[L_CATEGORY], "total") ||
	    !starts_with(a->v[L_RULE], "table") ||
	    !starts_with(b->v[L_RULE], "table") || a->start == b->start ||
	    !slice_eq(a->v[L_DOC_ID], b->v[L_DOC_ID]))
		return 0;
	for (int i = 0; i < L_ALIKE; i++)
		if (!slice_eq(a->v[i], b->v[i]))
			return 0;
	return 1;
}

static int
is_paper(const struct line *line)
{
	return line->v[L_DOC_KIND].n > 0
		   ? slice_is(line->v[L_DOC_KIND], "paper")
		   : starts_with(line->v[L_RULE], "table");
}

/* The place of a word in a list from worst to best; 0 when it is not there. */
static int
rank(struct slice word, const char *const *list)
{
	for (int i = 0; list[i] != NULL; i++)
		if (slice_is(word, list[i]))
			return i + 1;
	return 0;
}

/* > 0 when a is the one to use rather than b; never 0 for two lines. */
static int
prefer(const struct figure *a, const struct figure *b)
{
	static const char *const modality[] = {
	    "possible", "planned", "required", "asserted", NULL};
	static const char *const qualifier[] = {
	    "under", "up_to", "at_least", "over", "about", "exact", NULL};
	const struct line *la = a->line, *lb = b->line;
	int order = is_paper(la) - is_paper(lb);

	if (order == 0)
		order = compare(la->v[L_AS_OF], lb->v[L_AS_OF]);
	if (order == 0)
		order = decimal_compare(a->confidence, b->confidence);
	if (order == 0)
		order = rank(la->v[L_MODALITY], modality) -
			rank(lb->v[L_MODALITY], modality);
	if (order == 0)
		order = rank(la->v[L_QUALIFIER], qualifier) -
			rank(lb->v[L_QUALIFIER], qualifier);
	if (order == 0)
		order = compare(lb->v[L_FACT_ID], la->v[L_FACT_ID]);
	return order;
}

/* The figure that starts at a line; *next is the line behind it. */
static int
gather(const struct line *line, size_t n, size_t *next, struct figure *out)
{
	size_t i = *next;

	*out = (struct figure){&line[i], line[i].amount, line[i].confidence, 1};
	for (i++; i < n && adds_up(&line[i - 1], &line[i]); i++) {
		if (decimal_add(&out->amount, line[i].amount) < 0)
			return -1;
		if (decimal_compare(line[i].confidence, out->confidence) < 0)
			out->confidence = line[i].confidence;
		out->added++;
	}
	*next = i;
	return 0;
}

/* 1 if x is within one per cent of the figure to use. */
static int
close_to(struct decimal x, struct decimal use)
{
	struct decimal apart = x, most = use;

	if (decimal_sub(&apart, use) < 0 ||
	    decimal_mul(&most, (struct decimal){1, 2}) < 0)
		return 0;
	if (decimal_sign(apart) < 0)
		apart = decimal_negate(apart);
	if (decimal_sign(most) < 0)
		most = decimal_negate(most);
	return decimal_compare(apart, most) <= 0;
}

static void
widen(struct verdict *v, struct decimal amount)
{
	if (decimal_compare(amount, v->low) < 0)
		v->low = amount;
	if (decimal_compare(amount, v->high) > 0)
		v->high = amount;
}

const char *
best_agree(const struct verdict *v)
{
	if (v->sources == 1)
		return "single";
	return close_to(v->low, v->use.amount) &&
		       close_to(v->high, v->use.amount)
		   ? "yes"
		   : "no";
}

int
best_weigh(struct line *line, size_t n, struct verdict *out)
{
	struct slice doc = {NULL, 0};
	struct figure f;
	size_t i = 0;

	qsort(line, n, sizeof *line, by_document);
	n = drop_doubles(line, n);
	*out = (struct verdict){.statements = n};
	while (i < n) {
		if (gather(line, n, &i, &f) < 0)
			return -1;
		if (out->sources == 0) {
			out->use = f;
			out->low = out->high = f.amount;
		}
		if (doc.p == NULL || !slice_eq(doc, f.line->v[L_DOC_ID]))
			out->sources++;
		doc = f.line->v[L_DOC_ID];
		if (prefer(&f, &out->use) > 0)
			out->use = f;
		widen(out, f.amount);
	}
	out->agree = best_agree(out);
	return 0;
}

void
best_both(struct verdict *a, const struct verdict *b)
{
	if (prefer(&b->use, &a->use) > 0)
		a->use = b->use;
	a->sources += b->sources;
	a->statements += b->statements;
	widen(a, b->low);
	widen(a, b->high);
	a->agree = best_agree(a);
}
