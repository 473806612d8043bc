/* SPDX-License-Identifier: MIT */
/*
 * scorer: how near the datasets in a folder come to facts marked by hand.
 *
 * A gold row and a row of ours agree in core when the document, the
 * organisation and the value are the same (status: measure, value and, of a
 * rating, the scope; money: the amount within 0.5 %), and in full when every
 * other cell that the gold row fills in is right too.  A gold cell "a|b"
 * takes either, "a|" also nothing.  Optional gold rows are neither asked for
 * nor punished; rows about trusts, STPs and regions are left out.
 */
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "filter.h"
#include "table.h"

/* What is read of a gold row and of ours; absent columns are "". */
enum field {
	DOC,
	DATASET,
	ORG_CODE,
	ORG_TYPE,
	MEASURE,
	VALUE,
	SCOPE,
	CATEGORY,
	AMOUNT,
	BASIS,
	FIN_YEAR,
	MODALITY,
	EVENT_DATE,
	DUE_DATE,
	SPAN,
	OPTIONAL,
	NOTE,
	RULE,
	EVIDENCE,
	FIELDS
};

static const char *const field_name[FIELDS] = {"doc", "dataset", "org_code",
    "org_type", "measure", "value", "scope", "category", "amount_gbp", "basis",
    "fin_year", "modality", "event_date", "due_date", "span", "optional",
    "note", "rule", "evidence"};

enum { STATUS, SPENDING, DEFICITS, DATASETS };

static const char *const dataset_name[DATASETS] = {
    "status", "spending", "deficits"};

struct fact {
	char *v[FIELDS];
	int dataset;	 /* index in dataset_name */
	size_t document; /* slot of the stem */
	size_t partner;	 /* the row matched with, or NONE */
	int core;	 /* agrees in core with some row */
};

#define NONE ((size_t)-1)

struct facts {
	struct fact *f;
	size_t n, cap;
};

/* Counts behind precision and recall of one dataset or measure. */
struct tally {
	size_t gold, core_gold, full_gold;
	size_t core_pred, core_hit, full_pred, full_hit;
};

struct pair {
	size_t gold, pred, wrong;
	int optional;
};

struct score {
	struct facts gold, pred;
	struct table *stems;	/* the documents of the gold set */
	struct table *measures; /* "dataset measure" */
	struct tally dataset[DATASETS + 1], *measure;
	int *measure_dataset;
	int verbose;
};

/* Reading. */

static char *
copy(struct slice s)
{
	char *p = must(malloc(s.n + 1));

	memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

/* "a/001-x.html.gz" is "001-x": its name without the endings of a document. */
static struct slice
stem(struct slice path)
{
	static const char *const ends[] = {".txt", ".html", ".htm", ".pdf",
	    ".gz", ".warc", ".md", ".xhtml", ".tsv"};
	size_t from, i, n;

	while (path.n > 0 && path.p[path.n - 1] == '/')
		path.n--;
	for (from = path.n; from > 0 && path.p[from - 1] != '/'; from--)
		;
	path = (struct slice){path.p + from, path.n - from};
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		n = strlen(ends[i]);
		if (path.n > n &&
		    strncasecmp(path.p + path.n - n, ends[i], n) == 0) {
			path.n -= n;
			i = (size_t)-1;
		}
	}
	return path;
}

static int
dataset_index(const char *name)
{
	int i;

	for (i = 0; i < DATASETS; i++)
		if (strcmp(name, dataset_name[i]) == 0)
			return i;
	return -1;
}

static struct fact *
facts_add(struct facts *all)
{
	if (all->n == all->cap) {
		all->cap = all->cap ? 2 * all->cap : 256;
		all->f = must(realloc(all->f, all->cap * sizeof(*all->f)));
	}
	all->f[all->n] = (struct fact){.partner = NONE};
	return &all->f[all->n++];
}

static void
facts_free(struct facts *all)
{
	size_t i, k;

	for (i = 0; i < all->n; i++)
		for (k = 0; k < FIELDS; k++)
			free(all->f[i].v[k]);
	free(all->f);
}

static void
fact_fill(struct fact *f, const struct csv_row *row, const size_t *at)
{
	int k;

	for (k = 0; k < FIELDS; k++)
		f->v[k] = copy(
		    at[k] == INPUT_NONE ? slice_of("") : row->field[at[k]]);
}

static struct input *
open_columns(const char *path, size_t at[FIELDS])
{
	struct input *in = input_open(path);
	int k;

	for (k = 0; k < FIELDS; k++)
		at[k] = input_find(in, slice_of(field_name[k]));
	return in;
}

static void
read_gold(struct score *s, const char *path)
{
	size_t at[FIELDS], document;
	struct input *in = open_columns(path, at);
	const struct csv_row *row;
	struct fact *f;

	at[DOC] = input_column(in, "doc");
	at[DATASET] = input_column(in, "dataset");
	while ((row = input_next(in)) != NULL) {
		document = table_slot(s->stems, stem(row->field[at[DOC]]));
		/* No dataset: the document is to be read and holds no fact. */
		if (row->field[at[DATASET]].n == 0)
			continue;
		f = facts_add(&s->gold);
		fact_fill(f, row, at);
		f->document = document;
		f->dataset = dataset_index(f->v[DATASET]);
		if (f->dataset < 0)
			input_reject(in, "no such dataset: %s", f->v[DATASET]);
	}
	input_close(in);
}

/* The gold document of each doc_id in documents.csv, by slot. */
struct documents {
	struct table *ids;
	size_t *stem;
};

static struct documents
read_documents(struct score *s, const char *path)
{
	struct documents d = {.ids = must(table_new())};
	struct input *in = input_open(path);
	size_t id = input_column(in, "doc_id");
	size_t source = input_column(in, "source");
	const struct csv_row *row;
	size_t slot, i, *seen, missing = 0;

	seen = must(calloc(table_count(s->stems) + 1, sizeof(*seen)));
	while ((row = input_next(in)) != NULL) {
		slot = table_slot(d.ids, row->field[id]);
		d.stem = must(realloc(d.stem, (slot + 1) * sizeof(*d.stem)));
		d.stem[slot] = table_find(s->stems, stem(row->field[source]));
		if (d.stem[slot] != TABLE_NONE)
			seen[d.stem[slot]] = 1;
	}
	for (i = 0; i < table_count(s->stems); i++)
		if (!seen[i] && missing++ < 5)
			printf("not read: %s\n", table_key(s->stems, i).p);
	free(seen);
	input_close(in);
	return d;
}

static int
in_scope(const struct fact *f)
{
	const char *type = f->v[ORG_TYPE];

	return f->v[ORG_CODE][0] != '\0' &&
	       (type[0] == '\0' || strcmp(type, "ccg") == 0 ||
		   strcmp(type, "sector") == 0 ||
		   strcmp(type, "national") == 0);
}

static void
read_dataset(
    struct score *s, const struct documents *d, int dataset, const char *path)
{
	size_t at[FIELDS], id, slot;
	struct input *in = open_columns(path, at);
	const struct csv_row *row;
	struct fact *f;

	id = input_column(in, "doc_id");
	while ((row = input_next(in)) != NULL) {
		slot = table_find(d->ids, row->field[id]);
		if (slot == TABLE_NONE || d->stem[slot] == TABLE_NONE)
			continue;
		f = facts_add(&s->pred);
		fact_fill(f, row, at);
		f->dataset = dataset;
		f->document = d->stem[slot];
		if (in_scope(f))
			continue;
		/* Taken back: one of those that are left out. */
		for (slot = 0; slot < FIELDS; slot++)
			free(f->v[slot]);
		s->pred.n--;
	}
	input_close(in);
}

/* Comparing. */

/* The next "|"-separated choice of a cell, trimmed; 0 past the last one. */
static int
choice(const char **cell, struct slice *out)
{
	const char *p = *cell, *end;

	if (p == NULL)
		return 0;
	end = p + strcspn(p, "|");
	*cell = *end == '|' ? end + 1 : NULL;
	while (p < end && *p == ' ')
		p++;
	while (end > p && end[-1] == ' ')
		end--;
	*out = (struct slice){p, (size_t)(end - p)};
	return 1;
}

static int
accepts(const char *cell, const char *got)
{
	struct slice c;

	while (choice(&cell, &c))
		if (slice_is(c, got))
			return 1;
	return 0;
}

/* Dates agree as far as both are known. */
static int
accepts_date(const char *cell, const char *got)
{
	size_t n = strlen(got);
	struct slice c;

	while (n > 0 && choice(&cell, &c))
		if (c.n > 0 && strncmp(c.p, got, c.n < n ? c.n : n) == 0)
			return 1;
	return 0;
}

static int
amount(const char *text, double *out)
{
	char *end;

	*out = strtod(text, &end);
	return end != text && *end == '\0';
}

static const char *
scope_of(const struct fact *f)
{
	return f->v[SCOPE][0] ? f->v[SCOPE] : "overall";
}

static int
core_match(const struct fact *gold, const struct fact *pred)
{
	double want, got;

	if (gold->document != pred->document ||
	    gold->dataset != pred->dataset ||
	    !accepts(gold->v[ORG_CODE], pred->v[ORG_CODE]))
		return 0;
	if (gold->dataset == STATUS)
		return accepts(gold->v[MEASURE], pred->v[MEASURE]) &&
		       accepts(gold->v[VALUE], pred->v[VALUE]) &&
		       (strcmp(gold->v[MEASURE], "rating") != 0 ||
			   accepts(scope_of(gold), scope_of(pred)));
	return amount(gold->v[AMOUNT], &want) &&
	       amount(pred->v[AMOUNT], &got) &&
	       fabs(fabs(want) - fabs(got)) <= 0.005 * fabs(want);
}

static int
field_wrong(const struct fact *gold, const struct fact *pred, enum field k)
{
	const char *got = pred->v[k];

	if (gold->v[k][0] == '\0')
		return 0;
	if (k == SCOPE)
		got = scope_of(pred);
	if ((k == EVENT_DATE || k == DUE_DATE) && accepts_date(gold->v[k], got))
		return 0;
	return !accepts(gold->v[k], got);
}

/* A note that begins "ytd" or "full year" fixes the span. */
static int
span_wrong(const struct fact *gold, const struct fact *pred)
{
	const char *span = pred->v[SPAN][0] ? pred->v[SPAN] : "year";

	if (strncmp(gold->v[NOTE], "ytd", 3) == 0)
		return strcmp(span, "to_date") != 0;
	if (strncmp(gold->v[NOTE], "full year", 9) == 0)
		return strcmp(span, "year") != 0;
	return 0;
}

static int
sign_wrong(const struct fact *gold, const struct fact *pred)
{
	double want = 0, got = 0;

	amount(gold->v[AMOUNT], &want);
	amount(pred->v[AMOUNT], &got);
	return (want < 0) != (got < 0);
}

/* How many cells are wrong; prints them when say is set. */
static size_t
wrong_fields(const struct fact *gold, const struct fact *pred, int say)
{
	static const enum field fields[DATASETS][6] = {
	    {SCOPE, MODALITY, FIN_YEAR, EVENT_DATE, DUE_DATE, FIELDS},
	    {MEASURE, CATEGORY, BASIS, FIN_YEAR, MODALITY, FIELDS},
	    {MEASURE, BASIS, FIN_YEAR, MODALITY, FIELDS}};
	const enum field *k;
	size_t wrong = 0;

	for (k = fields[gold->dataset]; *k != FIELDS; k++) {
		if (!field_wrong(gold, pred, *k))
			continue;
		wrong++;
		if (say)
			printf(" %s=%s (want %s)", field_name[*k],
			    pred->v[*k][0] ? pred->v[*k] : "-", gold->v[*k]);
	}
	if (gold->dataset != STATUS && span_wrong(gold, pred)) {
		wrong++;
		if (say)
			printf(" span=%s", pred->v[SPAN]);
	}
	if (gold->dataset == DEFICITS && sign_wrong(gold, pred)) {
		wrong++;
		if (say)
			printf(" sign=%s", pred->v[AMOUNT]);
	}
	return wrong;
}

static int
optional(const struct fact *gold)
{
	return gold->v[OPTIONAL][0] != '\0';
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->wrong != y->wrong)
		return x->wrong < y->wrong ? -1 : 1;
	if (x->optional != y->optional)
		return x->optional - y->optional;
	if (x->gold != y->gold)
		return x->gold < y->gold ? -1 : 1;
	return x->pred < y->pred ? -1 : x->pred > y->pred;
}

/* All pairs that agree in core, the best first. */
static struct pair *
find_pairs(struct score *s, size_t *n)
{
	struct pair *pairs = NULL;
	size_t g, p, cap = 0;

	*n = 0;
	for (g = 0; g < s->gold.n; g++) {
		for (p = 0; p < s->pred.n; p++) {
			if (!core_match(&s->gold.f[g], &s->pred.f[p]))
				continue;
			if (*n == cap) {
				cap = cap ? 2 * cap : 1024;
				pairs =
				    must(realloc(pairs, cap * sizeof(*pairs)));
			}
			pairs[(*n)++] = (struct pair){g, p,
			    wrong_fields(&s->gold.f[g], &s->pred.f[p], 0),
			    optional(&s->gold.f[g])};
		}
	}
	if (*n > 0)
		qsort(pairs, *n, sizeof(*pairs), compare_pairs);
	return pairs;
}

/* Each row gets the best partner that is still free. */
static void
match(struct score *s, const struct pair *pairs, size_t n)
{
	struct fact *g, *p;
	size_t i;

	for (i = 0; i < n; i++) {
		g = &s->gold.f[pairs[i].gold];
		p = &s->pred.f[pairs[i].pred];
		/* 2: agrees with an optional row. */
		p->core |= pairs[i].optional ? 3 : 1;
		g->core = 1;
		if (g->partner == NONE && p->partner == NONE) {
			g->partner = pairs[i].pred;
			p->partner = pairs[i].gold;
		}
	}
}

/* Counting. */

static void
say(const struct score *s, const char *what, const struct fact *f)
{
	static const enum field shown[] = {
	    MEASURE, VALUE, AMOUNT, SCOPE, CATEGORY, BASIS, FIN_YEAR, MODALITY};
	size_t i;

	printf("%-6s %s: %s %s", what, table_key(s->stems, f->document).p,
	    dataset_name[f->dataset], f->v[ORG_CODE]);
	for (i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		if (f->v[shown[i]][0] != '\0')
			printf(" %s", f->v[shown[i]]);
	if (f->v[EVIDENCE][0] != '\0')
		printf("\n       [%s] %.180s", f->v[RULE], f->v[EVIDENCE]);
	putchar('\n');
}

/* The tally of a row's measure; gold's first choice, "-" where it has none. */
static struct tally *
measure_tally(struct score *s, const struct fact *f)
{
	const char *cell = f->v[MEASURE];
	struct slice name = {"-", 1};
	char key[128];
	size_t slot, n = table_count(s->measures);

	if (*cell != '\0')
		choice(&cell, &name);
	snprintf(key, sizeof(key), "%-8s %.*s", dataset_name[f->dataset],
	    (int)name.n, name.p);
	slot = table_slot(s->measures, slice_of(key));
	if (slot == n) {
		s->measure =
		    must(realloc(s->measure, (n + 1) * sizeof(*s->measure)));
		s->measure[slot] = (struct tally){0};
		s->measure_dataset = must(realloc(
		    s->measure_dataset, (n + 1) * sizeof(*s->measure_dataset)));
		s->measure_dataset[slot] = f->dataset;
	}
	return &s->measure[slot];
}

static void
tally_add(struct score *s, const struct fact *f, struct tally add)
{
	struct tally *to[] = {&s->dataset[f->dataset], &s->dataset[DATASETS],
	    measure_tally(s, f)};
	size_t i;

	for (i = 0; i < 3; i++) {
		to[i]->gold += add.gold;
		to[i]->core_gold += add.core_gold;
		to[i]->full_gold += add.full_gold;
		to[i]->core_pred += add.core_pred;
		to[i]->core_hit += add.core_hit;
		to[i]->full_pred += add.full_pred;
		to[i]->full_hit += add.full_hit;
	}
}

static void
count_gold(struct score *s)
{
	const struct fact *g, *p;
	size_t i, wrong;

	for (i = 0; i < s->gold.n; i++) {
		g = &s->gold.f[i];
		if (optional(g))
			continue;
		p = g->partner == NONE ? NULL : &s->pred.f[g->partner];
		wrong = p == NULL || wrong_fields(g, p, 0) > 0;
		tally_add(s, g,
		    (struct tally){.gold = 1,
			.core_gold = g->core != 0,
			.full_gold = !wrong});
		if (!s->verbose || !wrong)
			continue;
		say(s, p != NULL ? "WRONG" : "MISSED", g);
		if (p != NULL) {
			printf("      ");
			wrong_fields(g, p, 1);
			printf("\n       [%s] %.180s\n", p->v[RULE],
			    p->v[EVIDENCE]);
		}
	}
}

/* 1 if a row says the same as one before it. */
static int
seen_before(struct table *seen, const struct fact *f)
{
	static const enum field key[] = {
	    ORG_CODE, MEASURE, VALUE, SCOPE, AMOUNT};
	size_t n = table_count(seen), i, slot, used;
	char text[512];

	used = (size_t)snprintf(
	    text, sizeof(text), "%zu %d", f->document, f->dataset);
	for (i = 0; i < sizeof(key) / sizeof(key[0]); i++)
		used += (size_t)snprintf(
		    text + used, sizeof(text) - used, "\t%.80s", f->v[key[i]]);
	slot = table_slot(seen, (struct slice){text, used});
	return slot < n;
}

static void
count_pred(struct score *s)
{
	struct table *seen = must(table_new());
	const struct fact *p, *g;
	size_t i;

	for (i = 0; i < s->pred.n; i++) {
		p = &s->pred.f[i];
		g = p->partner == NONE ? NULL : &s->gold.f[p->partner];
		if (g != NULL && optional(g))
			continue;
		if (g == NULL && (p->core & 2) != 0)
			continue;
		/* What another row says already is wrong in full only. */
		if (g == NULL && (p->core || seen_before(seen, p))) {
			tally_add(s, p, (struct tally){.full_pred = 1});
			if (s->verbose)
				say(s, "AGAIN", p);
			continue;
		}
		if (g != NULL)
			seen_before(seen, p);
		tally_add(s, p,
		    (struct tally){.core_pred = 1,
			.full_pred = 1,
			.core_hit = p->core != 0,
			.full_hit = g != NULL && !wrong_fields(g, p, 0)});
		if (s->verbose && !p->core)
			say(s, "EXTRA", p);
	}
	table_free(seen);
}

/* Reporting. */

struct prf {
	double p, r, f1;
};

static struct prf
prf(size_t hit_pred, size_t pred, size_t hit_gold, size_t gold)
{
	struct prf x;

	x.p = pred ? (double)hit_pred / (double)pred : gold ? 0.0 : 1.0;
	x.r = gold ? (double)hit_gold / (double)gold : 1.0;
	x.f1 = x.p + x.r > 0 ? 2 * x.p * x.r / (x.p + x.r) : 0.0;
	return x;
}

static struct prf
core_of(const struct tally *t)
{
	return prf(t->core_hit, t->core_pred, t->core_gold, t->gold);
}

static struct prf
full_of(const struct tally *t)
{
	return prf(t->full_hit, t->full_pred, t->full_gold, t->gold);
}

static void
print_line(const char *name, const struct tally *t)
{
	struct prf c = core_of(t), f = full_of(t);

	printf("%-32s %6.3f %6.3f %6.3f   %6.3f %6.3f %6.3f   %5zu %5zu\n",
	    name, c.p, c.r, c.f1, f.p, f.r, f.f1, t->gold, t->core_pred);
}

static void
print_table(const struct score *s, const char *set)
{
	size_t i;
	int k;

	printf("%-32s %6s %6s %6s   %6s %6s %6s   %5s %5s\n", set, "core P",
	    "R", "F1", "full P", "R", "F1", "gold", "rows");
	for (i = 0; i < DATASETS; i++)
		print_line(dataset_name[i], &s->dataset[i]);
	print_line("all", &s->dataset[DATASETS]);
	for (k = 0; k < DATASETS; k++)
		for (i = 0; i < table_count(s->measures); i++)
			if (s->measure_dataset[i] == k)
				print_line(table_key(s->measures, i).p,
				    &s->measure[i]);
}

/* "core_f1" and the like; dies on any other name. */
static double
figure(struct input *in, const struct tally *t, struct slice name)
{
	struct prf x = core_of(t);

	if (name.n > 5 && memcmp(name.p, "full_", 5) == 0)
		x = full_of(t);
	else if (name.n <= 5 || memcmp(name.p, "core_", 5) != 0)
		input_reject(in, "no such figure: %s", name.p);
	if (strcmp(name.p + 5, "precision") == 0)
		return x.p;
	if (strcmp(name.p + 5, "recall") == 0)
		return x.r;
	if (strcmp(name.p + 5, "f1") == 0)
		return x.f1;
	input_reject(in, "no such figure: %s", name.p);
}

/* Lines of "set,dataset,figure,floor"; 1 if all of this set's are kept. */
static int
check_floors(const struct score *s, const char *set, const char *path)
{
	struct input *in = input_open(path);
	size_t at_set = input_column(in, "set");
	size_t at_dataset = input_column(in, "dataset");
	size_t at_figure = input_column(in, "figure");
	size_t at_floor = input_column(in, "floor");
	const struct csv_row *row;
	const char *name;
	double floor_, got;
	int i, kept = 1;

	while ((row = input_next(in)) != NULL) {
		if (!slice_is(row->field[at_set], set))
			continue;
		name = row->field[at_dataset].p;
		i = strcmp(name, "all") == 0 ? DATASETS : dataset_index(name);
		if (i < 0 || !amount(row->field[at_floor].p, &floor_))
			input_reject(in, "not a floor");
		got = figure(in, &s->dataset[i], row->field[at_figure]);
		if (got >= floor_)
			continue;
		kept = 0;
		printf("%s %s %s is %.4f, below its floor %.4f\n", set, name,
		    row->field[at_figure].p, got, floor_);
	}
	input_close(in);
	return kept;
}

static void
read_folder(struct score *s, const char *dir)
{
	struct documents d;
	char path[4096];
	int i;

	snprintf(path, sizeof(path), "%s/documents.csv", dir);
	d = read_documents(s, path);
	for (i = 0; i < DATASETS; i++) {
		snprintf(path, sizeof(path), "%s/%s.csv", dir, dataset_name[i]);
		read_dataset(s, &d, i, path);
	}
	table_free(d.ids);
	free(d.stem);
}

static void
score(struct score *s, const char *gold, const char *dir)
{
	struct pair *pairs;
	size_t n;

	s->stems = must(table_new());
	s->measures = must(table_new());
	read_gold(s, gold);
	read_folder(s, dir);
	pairs = find_pairs(s, &n);
	match(s, pairs, n);
	free(pairs);
	count_gold(s);
	count_pred(s);
}

int
main(int argc, char **argv)
{
	struct score s = {0};
	const char *floors = NULL;
	char *set;
	int c, kept = 1;

	diag_name(argv[0]);
	while ((c = getopt(argc, argv, "vf:")) != -1) {
		if (c == 'v')
			s.verbose = 1;
		else if (c == 'f')
			floors = optarg;
		else
			break;
	}
	if (c != -1 || argc - optind != 2)
		die(EXIT_USAGE, "usage: scorer [-v] [-f FLOORS] GOLD DIR");
	score(&s, argv[optind], argv[optind + 1]);
	set = copy(stem(slice_of(argv[optind])));
	set[strcspn(set, ".")] = '\0';
	print_table(&s, set);
	if (floors != NULL)
		kept = check_floors(&s, set, floors);
	free(set);
	free(s.measure);
	free(s.measure_dataset);
	table_free(s.stems);
	table_free(s.measures);
	facts_free(&s.gold);
	facts_free(&s.pred);
	return kept ? 0 : EXIT_FOUND;
}
