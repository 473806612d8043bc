/* SPDX-License-Identifier: MIT */
/* Writes in the column flags what is to be said of each row. */
#include <stdlib.h>

#include "builtin.h"

/* The facts of the pipeline are known by two of their columns. */
static int
has_facts(const struct options *o, const struct input *in)
{
	if (o->builtin >= 0)
		return o->builtin;
	return input_find(in, slice_of("org_code")) != INPUT_NONE &&
	       input_find(in, slice_of("measure")) != INPUT_NONE;
}

/* Gives the codes of the user's rules. */
static void
apply(const struct rules *rs, struct marks *m)
{
	for (size_t i = 0; i < rs->n; i++)
		if (expr_true(rs->rule[i].expr, &m->row))
			marks_add(
			    m, slice_of(rs->rule[i].code), rs->rule[i].level);
}

/* 1 unless --only or --where leaves the row out. */
static int
is_kept(const struct options *o, const struct marks *m)
{
	int kept = o->only.n == 0;

	for (size_t i = 0; !kept && i < o->only.n; i++)
		kept = marks_has(m, slice_of(o->only.name[i]));
	return kept && (o->keep == NULL || expr_true(o->keep, &m->row));
}

/* The next row with what the built-in checks say of it. */
static int
next(struct input *in, struct builtin *b, struct marks *m)
{
	const struct csv_row *row;

	if (b != NULL)
		return builtin_next(b, m) != NULL;
	if ((row = input_next(in)) == NULL)
		return 0;
	marks_row(m, row);
	return 1;
}

static void
run(struct options *o, struct input *in, struct output *out, struct marks *m)
{
	struct builtin *b = NULL;

	if (has_facts(o, in)) {
		b = builtin_new(o, in);
		builtin_read(b, in);
	}
	while (next(in, b, m)) {
		apply(&o->rules, m);
		marks_count(m);
		if (!is_kept(o, m))
			continue;
		output_row(out, &m->row);
		output_end(out);
	}
	builtin_free(b);
}

/* The exit status, when all is written. */
static int
verdict(const struct options *o, const struct marks *m)
{
	unsigned long long n = 0;

	if (o->fail_on < 0 || m->worst < o->fail_on)
		return 0;
	for (int i = o->fail_on; i <= LEVEL_ERROR; i++)
		n += m->count[i];
	diag_note("%llu row%s at or above the level of --fail-on", n,
	    n == 1 ? "" : "s");
	return EXIT_FOUND;
}

int
main(int argc, char **argv)
{
	struct options o;
	struct marks m;
	struct input *in;
	struct output *out;

	diag_name(argv[0]);
	o = options_parse(argc, argv);
	in = input_open_as(o.path, &o.in);
	rules_bind(&o.rules, in, "flags");
	if (o.keep != NULL)
		expr_bind(o.keep, in, "flags");
	out = output_open(&o.out);
	marks_open(&m, in);
	output_row(out, &m.row);
	output_end(out);
	run(&o, in, out, &m);
	input_close(in);
	rules_free(&o.rules);
	expr_free(o.keep);
	spec_free(&o.only);
	marks_close(&m);
	return output_commit(out) + verdict(&o, &m);
}
