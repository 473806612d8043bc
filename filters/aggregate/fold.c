/* SPDX-License-Identifier: MIT */
#include <limits.h>

#include "fold.h"
#include "pack.h"

static int
load_count(struct slice *from, size_t *n)
{
	uint64_t count;

	if (pack_next_count(from, &count) <= 0 || count == 0)
		return -2;
	*n = (size_t)count;
	return 0;
}

/* 0, or -2 when that is no fold. */
static int
load(struct slice saved, struct line *line, struct verdict *v)
{
	struct figure *use = &v->use;
	size_t added = 0;

	*v = (struct verdict){.use = {.line = line}};
	if (line_unpack(&saved, line) < 0 ||
	    func_load_number(&saved, &use->amount) < 0 ||
	    func_load_number(&saved, &use->confidence) < 0 ||
	    load_count(&saved, &added) < 0 ||
	    load_count(&saved, &v->sources) < 0 ||
	    load_count(&saved, &v->statements) < 0 ||
	    func_load_number(&saved, &v->low) < 0 ||
	    func_load_number(&saved, &v->high) < 0)
		return -2;
	use->added = added < INT_MAX ? (int)added : INT_MAX;
	v->agree = best_agree(v);
	return saved.n > 0 ? -2 : 0;
}

static void
keep(struct fold *f, const struct call *c, const struct verdict *v)
{
	struct buf bytes = {0};

	for (int i = 0; i < L_KEPT; i++)
		func_save(&bytes, v->use.line->v[i]);
	func_save_number(&bytes, v->use.amount);
	func_save_number(&bytes, v->use.confidence);
	func_save_count(&bytes, (uint64_t)v->use.added);
	func_save_count(&bytes, v->sources);
	func_save_count(&bytes, v->statements);
	func_save_number(&bytes, v->low);
	func_save_number(&bytes, v->high);
	/* The line may lie in what goes now. */
	fold_free(f, c);
	f->bytes = bytes;
	*c->held += bytes.cap;
}

int
fold_verdict(const struct fold *f, struct line *line, struct verdict *out)
{
	if (f->bytes.n == 0)
		return 0;
	if (load(buf_slice(&f->bytes), line, out) < 0)
		die(EXIT_SYSTEM, "state of best: damaged");
	return 1;
}

void
fold_add(struct fold *f, const struct call *c, const struct verdict *v)
{
	struct verdict sum;
	struct line line;

	if (!fold_verdict(f, &line, &sum)) {
		keep(f, c, v);
		return;
	}
	best_both(&sum, v);
	keep(f, c, &sum);
}

int
fold_merge(struct fold *f, const struct call *c, struct slice saved)
{
	struct verdict v;
	struct line line;

	if (load(saved, &line, &v) < 0)
		return -2;
	fold_add(f, c, &v);
	return 0;
}

void
fold_free(struct fold *f, const struct call *c)
{
	*c->held -= f->bytes.cap;
	buf_free(&f->bytes);
}
