/* SPDX-License-Identifier: MIT */
#include "orgs.h"

#include <stdlib.h>

#include "diag.h"
#include "grow.h"
#include "json_out.h"
#include "period.h"
#include "table.h"

/* The financial years in which there were CCGs, by their first year. */
enum { FIRST_YEAR = 2013, LAST_YEAR = 2021, SUCCESSORS_MAX = 16 };

struct orgs {
	const struct reg *reg;
	struct table *code, *names, *types;
	struct named {
		size_t name, type;
	} * named; /* by the slot of the code */
	size_t n, cap;
};

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

static size_t
slot_of(struct table *t, struct slice key)
{
	size_t slot = table_slot(t, key);

	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	return slot;
}

struct orgs *
orgs_new(const struct reg *reg)
{
	struct orgs *o = must(calloc(1, sizeof(*o)));

	o->reg = reg;
	o->code = must(table_new());
	o->names = must(table_new());
	o->types = must(table_new());
	return o;
}

void
orgs_free(struct orgs *o)
{
	if (o == NULL)
		return;
	table_free(o->code);
	table_free(o->names);
	table_free(o->types);
	free(o->named);
	free(o);
}

void
orgs_meet(
    struct orgs *o, struct slice code, struct slice name, struct slice type)
{
	struct named *named;

	if (code.n == 0 || slot_of(o->code, code) < o->n)
		return;
	named = GROW(o->named, o->n, o->cap);
	named->name = slot_of(o->names, name);
	named->type = slot_of(o->types, type);
}

static void
put_string(struct buf *b, const char *before, struct slice s)
{
	need(buf_puts(b, before));
	need(json_string(b, s));
}

static void
put_date(struct buf *b, const char *before, struct date d)
{
	char text[16];

	put_string(b, before, (struct slice){text, date_format(text, d)});
}

static struct slice
name_of(const struct reg *reg, size_t org, struct date on)
{
	return org == REGISTER_NONE ? (struct slice){"", 0}
				    : register_name(reg, org, on);
}

static void
put_areas(struct buf *b, const struct reg *reg, size_t org)
{
	const char *comma = "";

	need(buf_puts(b, ",\"areas\":{"));
	for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
		struct date on = {year + 1, 3, 31};
		size_t stp = register_stp(reg, org, on);
		size_t region = register_region(reg, org, on);
		char name[8];

		if (!register_live(reg, org, on) ||
		    (stp == REGISTER_NONE && region == REGISTER_NONE))
			continue;
		need(buf_puts(b, comma));
		put_string(
		    b, "", (struct slice){name, period_fin_name(name, year)});
		put_string(b, ":[", name_of(reg, stp, on));
		put_string(b, ",", name_of(reg, region, on));
		need(buf_puts(b, "]"));
		comma = ",";
	}
	need(buf_puts(b, "}"));
}

/* What a body that is closed had become on the next day. */
static void
put_became(struct buf *b, const struct reg *reg, size_t org)
{
	struct date closed = register_org(reg, org)->closed;
	size_t next[SUCCESSORS_MAX], n = 0;
	const char *comma = "[";

	if (closed.year > 0)
		n = register_successors(reg, org,
		    date_from_days(date_days(date_last(closed)) + 1), next,
		    SUCCESSORS_MAX);
	need(buf_puts(b, ",\"became\":["));
	for (size_t i = 0; i < n && i < SUCCESSORS_MAX; i++) {
		if (next[i] == org)
			continue;
		put_string(b, comma, register_org(reg, next[i])->code);
		put_string(b, ",", register_org(reg, next[i])->name);
		need(buf_puts(b, "]"));
		comma = ",[";
	}
	need(buf_puts(b, "]"));
}

static void
put_known(struct buf *b, const struct reg *reg, size_t org)
{
	const struct org *known = register_org(reg, org);

	put_string(b, "{\"name\":", known->name);
	put_string(b, ",\"type\":", slice_of(org_type_name(known->type)));
	put_date(b, ",\"opened\":", known->opened);
	put_date(b, ",\"closed\":", known->closed);
	put_became(b, reg, org);
	put_areas(b, reg, org);
	need(buf_puts(b, "}"));
}

void
orgs_put(const struct orgs *o, struct buf *b)
{
	need(buf_puts(b, "{"));
	for (size_t i = 0; i < table_count(o->code); i++) {
		struct slice code = table_key(o->code, i);
		size_t org = register_find(o->reg, code);

		put_string(b, i > 0 ? ",\n" : "\n", code);
		need(buf_puts(b, ":"));
		if (org != REGISTER_NONE) {
			put_known(b, o->reg, org);
			continue;
		}
		put_string(
		    b, "{\"name\":", table_key(o->names, o->named[i].name));
		put_string(
		    b, ",\"type\":", table_key(o->types, o->named[i].type));
		need(buf_puts(b, ",\"opened\":\"\",\"closed\":\"\","
				 "\"became\":[],\"areas\":{}}"));
	}
	need(buf_puts(b, "}"));
}
