/* SPDX-License-Identifier: MIT */
/* payments: blocks of text to the payments in lists of payments. */

#include <getopt.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "buf.h"
#include "dataset.h"
#include "filter.h"
#include "grow.h"
#include "list.h"
#include "release.h"

struct options {
	const char *reg, *into, *rejects, *file;
	struct output_options output;
};

static const char usage_text[] =
    "usage: ccg-payments [-0..-9] [-p] [-C COLUMNS] [-F FORMAT]\n"
    "                    [--spreadsheet-safe] [-R REGISTER] [--into FILE]\n"
    "                    [--rejects FILE] [FILE]\n"
    "blocks of text on standard input to payments, from lists of payments\n"
    "  -R, --register DIR     register tables instead of the built-in ones\n"
    "      --into FILE        payments go there, and standard output is the\n"
    "                         blocks that are none\n"
    "      --rejects FILE     where rows go whose amount cannot be read\n"
    "  -0..-9                 gzip level of the output (1)\n"
    "  -p, --plain            plain output\n"
    "  -C, --columns LIST     only these columns, in this order\n"
    "  -F, --format FORMAT    csv, tsv or jsonl\n"
    "      --spreadsheet-safe cells are no formulas\n"
    "  -h, --help   -V, --version\n";

enum { OPT_INTO = 256, OPT_REJECTS };

static const struct option longs[] = {
    {"register", required_argument, NULL, 'R'},
    {"into", required_argument, NULL, OPT_INTO},
    {"rejects", required_argument, NULL, OPT_REJECTS}, OUTPUT_LONGS,
    {"help", no_argument, NULL, 'h'}, {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0}};

_Noreturn static void
usage(void)
{
	fputs(usage_text, stderr);
	_exit(EXIT_USAGE);
}

static void
once(const char **option, const char *value)
{
	if (*option != NULL)
		usage();
	*option = value;
}

static void
take(struct options *o, int c)
{
	switch (c) {
	case 'R':
		once(&o->reg, optarg);
		break;
	case OPT_INTO:
		once(&o->into, optarg);
		break;
	case OPT_REJECTS:
		once(&o->rejects, optarg);
		break;
	case 'h':
		fputs(usage_text, stdout);
		exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
	case 'V':
		exit(release_print("ccg-payments"));
	default:
		if (!output_option(&o->output, c, optarg))
			usage();
	}
}

static struct options
parse(int argc, char **argv)
{
	struct options o = {.output = OUTPUT_DEFAULT};
	int c;

	while ((c = getopt_long(
		    argc, argv, OUTPUT_LETTERS "R:hV", longs, NULL)) != -1)
		take(&o, c);
	if (argc - optind > 1)
		usage();
	o.file = argv[optind];
	return o;
}

/* The columns of blocks that are looked at. */
enum {
	B_DOC_ID,
	B_SOURCE,
	B_PUBLISHER,
	B_TITLE,
	B_KIND,
	B_PAGE,
	B_START,
	B_HEADER,
	B_TEXT,
	BLOCK_COLUMNS
};
static const char *const block_names[BLOCK_COLUMNS] = {"doc_id", "source",
    "publisher", "title", "kind", "page", "start", "header", "text"};

/* One document at a time. */
struct job {
	struct input *in;
	size_t at[BLOCK_COLUMNS];
	struct reg *reg;
	struct whose *whose;
	struct list *list;
	struct output *payments, *blocks, *rejects;
	/* All fields of the document's blocks, one behind the other. */
	struct buf text;
	size_t *end;
	size_t n, cap, width;
	struct item *item;
	size_t items, items_cap;
};

static struct slice
field(const struct job *j, size_t block, size_t column)
{
	size_t i = block * j->width + column;
	size_t from = i > 0 ? j->end[i - 1] : 0;

	return (struct slice){buf_slice(&j->text).p + from, j->end[i] - from};
}

static void
hold(struct job *j, const struct csv_row *row)
{
	for (size_t i = 0; i < row->n; i++) {
		if (buf_add(&j->text, row->field[i].p, row->field[i].n) != 0)
			die(EXIT_SYSTEM, "out of memory");
		*GROW(j->end, j->n, j->cap) = j->text.n;
	}
}

/* Reads the blocks of a document, the first being row; the one behind. */
static const struct csv_row *
read_document(struct job *j, const struct csv_row *row)
{
	buf_clear(&j->text);
	j->n = j->items = 0;
	do {
		hold(j, row);
		row = input_next(j->in);
	} while (row != NULL && slice_eq(row->field[j->at[B_DOC_ID]],
				    field(j, 0, j->at[B_DOC_ID])));
	for (size_t i = 0; i < j->n / j->width; i++)
		*GROW(j->item, j->items, j->items_cap) = (struct item){
		    field(j, i, j->at[B_KIND]), field(j, i, j->at[B_PAGE]),
		    field(j, i, j->at[B_START]), field(j, i, j->at[B_HEADER]),
		    field(j, i, j->at[B_TEXT]), 0};
	return row;
}

/* The same document bytes and the same place in them: the same id. */
static void
put_id(struct job *j, const struct payment *p)
{
	struct sha256_ctx c;
	struct slice doc = field(j, 0, j->at[B_DOC_ID]);
	uint8_t digest[8];
	char id[17], row[32];
	int n = snprintf(row, sizeof(row), "\npayment\n%zu", p->row);

	sha256_init(&c);
	sha256_update(&c, doc.n, (const uint8_t *)doc.p);
	sha256_update(&c, (size_t)n, (const uint8_t *)row);
	sha256_digest(&c, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		snprintf(id + 2 * i, 3, "%02x", digest[i]);
	output_puts(j->payments, id);
}

static void
put_flags(struct output *out, const struct payment *p)
{
	char flags[64];

	snprintf(flags, sizeof(flags), "%s%s%s",
	    p->date_doubtful ? ";date_order" : "",
	    p->paid.year == 0 ? ";no_date" : "",
	    p->org == REGISTER_NONE ? ";org_unresolved" : "");
	output_puts(out, *flags != '\0' ? flags + 1 : flags);
}

static void
put_payment(struct job *j, const struct payment *p)
{
	struct output *out = j->payments;
	char text[DECIMAL_CHARS], date[16] = "";
	int known = p->org != REGISTER_NONE;

	put_id(j, p);
	output_put(
	    out, known ? register_org(j->reg, p->org)->code : slice_of(""));
	output_put(
	    out, known ? register_name(j->reg, p->org, p->paid) : slice_of(""));
	date_format(date, p->paid);
	output_puts(out, date);
	output_put(out, p->supplier);
	output_put(out, p->type);
	output_put(out, p->area);
	output_put(out, p->transaction);
	decimal_format(text, p->amount);
	output_puts(out, text);
	output_put(out, field(j, 0, j->at[B_DOC_ID]));
	output_put(out, j->item[p->item].page);
	snprintf(text, sizeof(text), "%zu", p->row);
	output_puts(out, text);
	put_flags(out, p);
	output_put(out, field(j, 0, j->at[B_SOURCE]));
	output_end(out);
}

/* As normalise has its rejects; the evidence is the row. */
static void
put_reject(struct job *j, const struct payment *p)
{
	const struct dataset *d = dataset_find("rejects");
	const struct item *it = &j->item[p->item];
	unsigned long long start = strtoull(it->start.p, NULL, 10);
	char from[24], to[24];

	snprintf(from, sizeof(from), "%llu", start);
	snprintf(to, sizeof(to), "%llu", start + it->text.n);
	for (size_t i = 0; i < d->n; i++) {
		const char *name = d->column[i].name;

		if (strcmp(name, "doc_id") == 0)
			output_put(j->rejects, field(j, 0, j->at[B_DOC_ID]));
		else if (strcmp(name, "source") == 0)
			output_put(j->rejects, field(j, 0, j->at[B_SOURCE]));
		else if (strcmp(name, "evidence") == 0)
			output_put(j->rejects, it->text);
		else
			output_puts(j->rejects,
			    strcmp(name, "evidence_start") == 0 ? from
			    : strcmp(name, "evidence_end") == 0 ? to
			    : strcmp(name, "reason") == 0  ? "amount_unreadable"
			    : strcmp(name, "dataset") == 0 ? "payments"
			    : strcmp(name, "rule") == 0	   ? "payments"
							   : "");
	}
	output_end(j->rejects);
}

static void
write_document(struct job *j)
{
	struct about about = {field(j, 0, j->at[B_SOURCE]),
	    field(j, 0, j->at[B_PUBLISHER]), field(j, 0, j->at[B_TITLE])};
	size_t n = list_read(j->list, j->whose, j->item, j->items, &about);

	for (size_t i = 0; i < n; i++) {
		const struct payment *p = list_at(j->list, i);

		if (!p->unreadable)
			put_payment(j, p);
		else if (j->rejects != NULL)
			put_reject(j, p);
	}
	for (size_t i = 0; j->blocks != NULL && i < j->items; i++) {
		if (j->item[i].used)
			continue;
		for (size_t k = 0; k < j->width; k++)
			output_put(j->blocks, field(j, i, k));
		output_end(j->blocks);
	}
}

static void
put_header(struct output *out, const char *dataset)
{
	const struct dataset *d = dataset_find(dataset);

	for (size_t i = 0; i < d->n; i++)
		output_puts(out, d->column[i].name);
}

static void
open_outputs(struct job *j, const struct options *o)
{
	struct output *out = output_open(&o->output);

	j->payments = o->into == NULL ? out : output_file(o->into);
	put_header(j->payments, "payments");
	/* As with facts, for those who sort by it. */
	output_puts(j->payments, "source");
	output_end(j->payments);
	if (o->into != NULL) {
		j->blocks = out;
		output_row(out, input_header(j->in));
		output_end(out);
	}
	if (o->rejects != NULL) {
		j->rejects = output_file(o->rejects);
		put_header(j->rejects, "rejects");
		output_end(j->rejects);
	}
}

static struct reg *
open_register(const char *dir)
{
	char err[256];
	struct reg *reg = register_open(dir, err, sizeof(err));

	if (reg == NULL)
		die(dir == NULL ? EXIT_SYSTEM : EXIT_DATA, "%s", err);
	return reg;
}

/* Standard output last: its trailer says that all of it is there. */
static int
commit(struct job *j)
{
	whose_free(j->whose);
	list_free(j->list);
	input_close(j->in);
	register_close(j->reg);
	buf_free(&j->text);
	free(j->end);
	free(j->item);
	if (j->rejects != NULL)
		output_commit(j->rejects);
	if (j->blocks == NULL)
		return output_commit(j->payments);
	output_commit(j->payments);
	return output_commit(j->blocks);
}

int
main(int argc, char **argv)
{
	struct job j = {0};
	struct options o;
	const struct csv_row *row;

	diag_name(argv[0]);
	o = parse(argc, argv);
	j.reg = open_register(o.reg);
	j.whose = whose_new(j.reg);
	j.list = list_new();
	j.in = input_open(o.file);
	j.width = input_header(j.in)->n;
	for (size_t i = 0; i < BLOCK_COLUMNS; i++)
		j.at[i] = input_column(j.in, block_names[i]);
	open_outputs(&j, &o);
	for (row = input_next(j.in); row != NULL;) {
		row = read_document(&j, row);
		write_document(&j);
	}
	return commit(&j);
}
