/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "register_impl.h"

static const char *const type_names[] = {
    [ORG_CCG] = "ccg",
    [ORG_TRUST] = "trust",
    [ORG_STP] = "stp",
    [ORG_ICB] = "icb",
    [ORG_REGION] = "region",
    [ORG_NATIONAL] = "national",
    [ORG_SECTOR] = "sector",
};

const char *
org_type_name(enum org_type t)
{
	return type_names[t];
}

const char *
alias_kind_name(enum alias_kind k)
{
	static const char *const names[] = {
	    [ALIAS_NAME] = "name",
	    [ALIAS_SHORT] = "short",
	    [ALIAS_ACRONYM] = "acronym",
	    [ALIAS_FORMAL] = "formal",
	};

	return names[k];
}

/* Opening and closing. */

static struct reg *
out_of_memory(struct reg *r, char *err, size_t cap)
{
	snprintf(err, cap, "register: out of memory");
	register_close(r);
	return NULL;
}

struct reg *
register_open(const char *dir, char *err, size_t cap)
{
	struct reg *r = calloc(1, sizeof(*r));

	if (r == NULL || (r->codes = table_new()) == NULL ||
	    (r->texts = table_new()) == NULL ||
	    (r->out = calloc(1, sizeof(*r->out))) == NULL)
		return out_of_memory(r, err, cap);
	if (reg_load(r, dir, err, cap) == -1) {
		register_close(r);
		return NULL;
	}
	if (reg_derive(r) == -1)
		return out_of_memory(r, err, cap);
	return r;
}

void
register_close(struct reg *r)
{
	struct piece *next;

	if (r == NULL)
		return;
	for (int t = 0; t < TABLE_FILES; t++)
		buf_free(&r->file[t]);
	for (struct piece *p = r->pieces; p != NULL; p = next) {
		next = p->next;
		free(p);
	}
	for (int i = 0; r->out != NULL && i < REG_OUTPUTS; i++)
		buf_free(&r->out->csv[i]);
	free(r->out);
	table_free(r->codes);
	table_free(r->texts);
	free(r->heads);
	free(r->next);
	free(r->orgs);
	free(r->spans);
	free(r->former);
	free(r->successors);
	free(r->parents);
	free(r->allocations);
	free(r->populations);
	free(r->aliases);
	free(r->groups);
	free(r);
}

/* What there is. */

size_t
register_orgs(const struct reg *r)
{
	return r->n_orgs;
}

const struct org *
register_org(const struct reg *r, size_t i)
{
	return &r->orgs[i];
}

size_t
register_find(const struct reg *r, struct slice code)
{
	size_t slot = table_find(r->codes, code);

	return slot == TABLE_NONE ? REGISTER_NONE : slot;
}

size_t
register_aliases(const struct reg *r)
{
	return r->n_aliases;
}

const struct alias *
register_alias(const struct reg *r, size_t i)
{
	return &r->aliases[i];
}

size_t
register_groups(const struct reg *r)
{
	return r->n_groups;
}

const struct group *
register_group(const struct reg *r, size_t i)
{
	return &r->groups[i];
}

/* What holds on a date. */

struct date
reg_next_day(struct date d)
{
	return date_from_days(date_days(date_last(d)) + 1);
}

int
reg_meets(struct date from, struct date to, struct date on)
{
	if (on.year == 0)
		return 1;
	return (from.year == 0 ||
		   date_days(from) <= date_days(date_last(on))) &&
	       (to.year == 0 || date_days(date_last(to)) >= date_days(on));
}

int
register_live(const struct reg *r, size_t org, struct date on)
{
	return reg_meets(r->orgs[org].opened, r->orgs[org].closed, on);
}

/* What the body was on a date, or NULL if struct org says it. */
static const struct former *
former_on(const struct reg *r, size_t org, struct date on)
{
	struct span s = r->spans[org].former;

	for (size_t i = s.first; on.year != 0 && i < s.first + s.n; i++)
		if (date_days(date_last(r->former[i].until)) >= date_days(on))
			return &r->former[i];
	return NULL;
}

struct slice
register_name(const struct reg *r, size_t org, struct date on)
{
	const struct former *f = former_on(r, org, on);

	return f != NULL ? f->name : r->orgs[org].name;
}

enum org_type
register_type(const struct reg *r, size_t org, struct date on)
{
	const struct former *f = former_on(r, org, on);

	return f != NULL ? f->type : r->orgs[org].type;
}

/*
 * A walk along the successors.  Each body is passed once, so that neither a
 * circle nor a thicket in tables of the user's own keeps it for long.
 */
enum { WALK_MAX = 256 };
struct walk {
	const struct reg *r;
	struct date on;
	size_t *out, cap, n;
	size_t seen[WALK_MAX], n_seen;
};

static void
arrive(struct walk *w, size_t org)
{
	if (w->n < w->cap)
		w->out[w->n] = org;
	w->n++;
}

static void
follow(struct walk *w, size_t org)
{
	struct span s = w->r->spans[org].successors;
	struct date closed = w->r->orgs[org].closed;

	for (size_t i = 0; i < w->n_seen; i++)
		if (w->seen[i] == org)
			return;
	if (w->n_seen == WALK_MAX)
		return;
	w->seen[w->n_seen++] = org;
	if (closed.year == 0 || s.n == 0 ||
	    date_days(date_last(closed)) >= date_days(w->on)) {
		arrive(w, org);
		return;
	}
	for (size_t i = s.first; i < s.first + s.n; i++)
		follow(w, w->r->successors[i].org);
}

size_t
register_successors(
    const struct reg *r, size_t org, struct date on, size_t *out, size_t cap)
{
	struct walk w = {.r = r, .on = on, .out = out, .cap = cap};

	if (on.year != 0)
		follow(&w, org);
	if (w.n == 0) /* no date, or nothing but a circle */
		arrive(&w, org);
	return w.n;
}

/* The parent on a date, the last one without; types a or b. */
static size_t
parent_on(const struct reg *r, size_t org, struct date on, enum org_type a,
    enum org_type b)
{
	struct span s = r->spans[org].parents;
	size_t found = REGISTER_NONE;

	for (size_t i = s.first; i < s.first + s.n; i++) {
		const struct link *l = &r->parents[i];
		enum org_type t = r->orgs[l->org].type;

		if ((t != a && t != b) || !reg_meets(l->from, l->to, on))
			continue;
		if (on.year != 0)
			return l->org;
		found = l->org;
	}
	return found;
}

size_t
register_stp(const struct reg *r, size_t org, struct date on)
{
	return parent_on(r, org, on, ORG_STP, ORG_ICB);
}

size_t
register_region(const struct reg *r, size_t org, struct date on)
{
	return parent_on(r, org, on, ORG_REGION, ORG_REGION);
}

int64_t
register_allocation(const struct reg *r, size_t org, int fin_year)
{
	struct span s = r->spans[org].allocations;

	for (size_t i = s.first; i < s.first + s.n; i++)
		if (r->allocations[i].year == fin_year)
			return r->allocations[i].value;
	return -1;
}

int64_t
register_population(const struct reg *r, size_t org, int year)
{
	struct span s = r->spans[org].populations;
	int64_t best = -1;
	int nearest = 0;

	for (size_t i = s.first; i < s.first + s.n; i++) {
		int away = abs(r->populations[i].year - year);

		if (best == -1 || away < nearest) {
			best = r->populations[i].value;
			nearest = away;
		}
	}
	return best;
}
