/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "num.h"
#include "register_impl.h"

/* The register as tables for joins, written when first asked for. */

/*
 * A table being written.  That memory ran out is remembered, and seen once
 * at the end.
 */
struct writer {
	const struct reg *r;
	struct buf *b;
	int inside; /* a row, behind its first field */
	int failed;
};

static void
put(struct writer *w, struct slice f)
{
	int quote = 0;

	for (size_t i = 0; i < f.n; i++)
		quote |= f.p[i] == ',' || f.p[i] == '"' || f.p[i] == '\n';
	if (buf_reserve(w->b, 2 * f.n + 3) == -1) {
		w->failed = 1;
		return;
	}
	if (w->inside)
		buf_putc(w->b, ',');
	w->inside = 1;
	if (!quote) {
		buf_add(w->b, f.p, f.n);
		return;
	}
	buf_putc(w->b, '"');
	for (size_t i = 0; i < f.n; i++) {
		if (f.p[i] == '"')
			buf_putc(w->b, '"');
		buf_putc(w->b, f.p[i]);
	}
	buf_putc(w->b, '"');
}

static void
put_string(struct writer *w, const char *s)
{
	put(w, slice_of(s));
}

static void
put_date(struct writer *w, struct date d)
{
	char text[16] = "";

	if (d.year != 0)
		date_format(text, d);
	put_string(w, text);
}

static void
put_number(struct writer *w, int64_t n)
{
	char text[24];

	num_format(text, sizeof(text), n, 0);
	put_string(w, text);
}

static void
put_code(struct writer *w, size_t org)
{
	put(w, w->r->orgs[org].code);
}

static void
end_row(struct writer *w)
{
	if (buf_putc(w->b, '\n') == -1)
		w->failed = 1;
	w->inside = 0;
}

/* One function a table: the rows that follow the header. */

static void
put_orgs(struct writer *w)
{
	for (size_t i = 0; i < w->r->n_orgs; i++) {
		const struct org *o = &w->r->orgs[i];

		put(w, o->code);
		put(w, o->name);
		put_string(w, org_type_name(o->type));
		put_date(w, o->opened);
		put_date(w, o->closed);
		put(w, o->gss);
		end_row(w);
	}
}

static void
put_name(struct writer *w, size_t org, const struct former *f, struct date from)
{
	const struct org *o = &w->r->orgs[org];

	put(w, o->code);
	put(w, f != NULL ? f->name : o->name);
	put_string(w, org_type_name(f != NULL ? f->type : o->type));
	put(w, f != NULL && f->gss.n > 0 ? f->gss : o->gss);
	put_date(w, from);
	put_date(w, f != NULL ? f->until : o->closed);
	end_row(w);
}

static void
put_names(struct writer *w)
{
	for (size_t i = 0; i < w->r->n_orgs; i++) {
		struct span s = w->r->spans[i].former;
		struct date from = w->r->orgs[i].opened;

		for (size_t k = s.first; k < s.first + s.n; k++) {
			put_name(w, i, &w->r->former[k], from);
			from = reg_next_day(w->r->former[k].until);
		}
		put_name(w, i, NULL, from);
	}
}

static void
put_aliases(struct writer *w)
{
	for (size_t i = 0; i < w->r->n_aliases; i++) {
		const struct alias *a = &w->r->aliases[i];

		put(w, a->text);
		put_string(w, alias_kind_name(a->kind));
		put_code(w, a->org);
		put_date(w, a->from);
		put_date(w, a->to);
		put_string(w, a->ambiguous ? "1" : "0");
		end_row(w);
	}
}

static void
put_groups(struct writer *w)
{
	for (size_t i = 0; i < w->r->n_groups; i++) {
		const struct group *g = &w->r->groups[i];

		put(w, g->name);
		put_code(w, g->org);
		put_date(w, g->from);
		put_date(w, g->to);
		end_row(w);
	}
}

static void
put_parents(struct writer *w, int region)
{
	for (size_t i = 0; i < w->r->n_orgs; i++) {
		struct span s = w->r->spans[i].parents;

		for (size_t k = s.first; k < s.first + s.n; k++) {
			const struct link *l = &w->r->parents[k];

			if ((w->r->orgs[l->org].type == ORG_REGION) != region)
				continue;
			put_code(w, i);
			put_code(w, l->org);
			put(w, register_name(w->r, l->org, l->from));
			put_date(w, l->from);
			put_date(w, l->to);
			end_row(w);
		}
	}
}

static void
put_stps(struct writer *w)
{
	put_parents(w, 0);
}

static void
put_regions(struct writer *w)
{
	put_parents(w, 1);
}

static void
put_successors(struct writer *w)
{
	for (size_t i = 0; i < w->r->n_orgs; i++) {
		struct span s = w->r->spans[i].successors;

		for (size_t k = s.first; k < s.first + s.n; k++) {
			put_code(w, i);
			put_code(w, w->r->successors[k].org);
			put_date(w, w->r->successors[k].from);
			end_row(w);
		}
	}
}

static void
put_allocations(struct writer *w)
{
	for (size_t i = 0; i < w->r->n_orgs; i++) {
		struct span s = w->r->spans[i].allocations;

		for (size_t k = s.first; k < s.first + s.n; k++) {
			const struct amount *a = &w->r->allocations[k];
			char year[32];

			snprintf(year, sizeof(year), "%04d-%02d", a->year,
			    (a->year + 1) % 100);
			put_code(w, i);
			put_string(w, year);
			put_number(w, a->value);
			end_row(w);
		}
	}
}

static void
put_populations(struct writer *w)
{
	for (size_t i = 0; i < w->r->n_orgs; i++) {
		struct span s = w->r->spans[i].populations;

		for (size_t k = s.first; k < s.first + s.n; k++) {
			const struct amount *a = &w->r->populations[k];

			put_code(w, i);
			put_number(w, a->year);
			put_number(w, a->value);
			put(w, a->kind);
			end_row(w);
		}
	}
}

static const struct {
	const char *name, *header;
	void (*rows)(struct writer *);
} outputs[REG_OUTPUTS] = {
    {"org", "code,name,type,opened,closed,gss\n", put_orgs},
    {"name", "code,name,type,gss,from,to\n", put_names},
    {"alias", "alias,kind,code,from,to,ambiguous\n", put_aliases},
    {"group", "group,code,from,to\n", put_groups},
    {"stp", "code,stp_code,stp_name,from,to\n", put_stps},
    {"region", "code,region_code,region_name,from,to\n", put_regions},
    {"successor", "code,successor,from\n", put_successors},
    {"allocation", "code,fin_year,allocation_gbp\n", put_allocations},
    {"population", "code,year,people,kind\n", put_populations},
};

int
register_table(const struct reg *r, const char *name, struct slice *csv)
{
	for (int i = 0; i < REG_OUTPUTS; i++) {
		struct writer w = {.r = r, .b = &r->out->csv[i]};

		if (strcmp(name, outputs[i].name) != 0)
			continue;
		if (w.b->n == 0) {
			if (buf_puts(w.b, outputs[i].header) == -1)
				return -1;
			outputs[i].rows(&w);
		}
		if (w.failed) {
			buf_free(w.b);
			return -1;
		}
		*csv = buf_slice(w.b);
		return 0;
	}
	return -1;
}
