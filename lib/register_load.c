/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "num.h"
#include "register_impl.h"

/*
 * The tables of the register as files: their columns, and how a row becomes
 * a fact.  A file is copied once and cut up in place, so that loading needs
 * no allocation for a row.
 */

enum { FIELDS = 6, FILE_MAX = 64 << 20 };

#define EMBEDDED(name) \
	extern const char register_csv_##name[], register_csv_##name##_end[]
EMBEDDED(organisations);
EMBEDDED(former);
EMBEDDED(aliases);
EMBEDDED(successors);
EMBEDDED(memberships);
EMBEDDED(groups);
EMBEDDED(allocations);
EMBEDDED(populations);

/* One file being read: what is left of it, and the record at hand. */
struct scan {
	struct reg *r;
	const char *dir;   /* NULL for the built-in tables */
	const char *table; /* "aliases" */
	char *p, *end;
	unsigned long line, next_line;
	size_t n;
	struct slice field[FIELDS];
	void *room;
	char *err;
	size_t cap;
};

static int organisation(struct scan *s);
static int former(struct scan *s);
static int alias(struct scan *s);
static int successor(struct scan *s);
static int membership(struct scan *s);
static int group(struct scan *s);
static int allocation(struct scan *s);
static int population(struct scan *s);

static const struct {
	const char *name, *start, *end, *header;
	int (*row)(struct scan *);
} tables[TABLE_FILES] = {
#define FILE_OF(table, columns, function)                             \
	{                                                             \
		.name = #table, .start = register_csv_##table,        \
		.end = register_csv_##table##_end, .header = columns, \
		.row = function                                       \
	}
    [TABLE_ORGANISATIONS] = FILE_OF(
	organisations, "code,type,name,opened,closed,gss", organisation),
    [TABLE_FORMER] = FILE_OF(former, "code,until,name,type,gss", former),
    [TABLE_ALIASES] = FILE_OF(aliases, "alias,kind,code,from,to", alias),
    [TABLE_SUCCESSORS] =
	FILE_OF(successors, "code,successor,from,note", successor),
    [TABLE_MEMBERSHIPS] =
	FILE_OF(memberships, "code,parent,from,to", membership),
    [TABLE_GROUPS] = FILE_OF(groups, "group,code,from,to", group),
    [TABLE_ALLOCATIONS] =
	FILE_OF(allocations, "code,fin_year,pounds,note", allocation),
    [TABLE_POPULATIONS] =
	FILE_OF(populations, "code,year,people,kind", population),
#undef FILE_OF
};

static int
fail(struct scan *s, const char *reason, struct slice what)
{
	snprintf(s->err, s->cap, "%s%s%s.csv:%lu: %s%s%.*s",
	    s->dir ? s->dir : "", s->dir ? "/" : "", s->table, s->line, reason,
	    what.n > 0 ? ": " : "", (int)(what.n < 80 ? what.n : 80),
	    what.n > 0 ? what.p : "");
	return -1;
}

static int
fail_plain(struct scan *s, const char *reason)
{
	return fail(s, reason, (struct slice){"", 0});
}

/*
 * Moves the text between the quotes at *in to *out, doubled quotes single,
 * and *in behind the closing one.
 */
static int
unquote(struct scan *s, char **in, char **out)
{
	for (char *p = *in + 1; p < s->end; p++) {
		if (*p == '"' && (p + 1 == s->end || p[1] != '"')) {
			*in = p + 1;
			return 0;
		}
		if (*p == '\0' || *p == '\r')
			return fail_plain(s, "NUL or carriage return");
		p += *p == '"';
		s->next_line += *p == '\n';
		*(*out)++ = *p;
	}
	return fail_plain(s, "quote not closed");
}

/*
 * Cuts the next field off, in place: quotes go and the delimiter becomes
 * '\0'.  Gives the delimiter: ',', '\n' (also at the end), or -1.
 */
static int
cut(struct scan *s, struct slice *f)
{
	char *in = s->p, *out = s->p;
	int quoted = in < s->end && *in == '"', c;

	if (!quoted)
		out = in += strcspn(in, ",\n\"\r");
	else if (unquote(s, &in, &out) == -1)
		return -1;
	c = in < s->end ? *in : '\n';
	if (c != ',' && c != '\n')
		return fail_plain(s, quoted	? "text after a closing quote"
				     : c == '"' ? "quote inside a bare field"
						: "NUL or carriage return");
	*f = (struct slice){s->p, (size_t)(out - s->p)};
	s->p = in < s->end ? in + 1 : in;
	*out = '\0';
	return c;
}

/* 1 and a record of want fields; 0 at the end; -1. */
static int
next_row(struct scan *s, size_t want)
{
	int c;

	s->line = s->next_line;
	if (s->p == s->end)
		return 0;
	s->n = 0;
	do {
		struct slice f;

		if ((c = cut(s, &f)) == -1)
			return -1;
		if (s->n == want)
			return fail_plain(s, "too many fields");
		s->field[s->n++] = f;
	} while (c == ',');
	s->next_line++;
	return s->n == want ? 1 : fail_plain(s, "too few fields");
}

/* What a column holds. */

static int
parse_date(struct scan *s, size_t i, struct date *out)
{
	*out = (struct date){0, 0, 0};
	if (s->field[i].n == 0 || date_parse(s->field[i], out) == 0)
		return 0;
	return fail(s, "not a date", s->field[i]);
}

static int
parse_code(struct scan *s, size_t i, size_t *out)
{
	*out = table_find(s->r->codes, s->field[i]);
	if (*out != TABLE_NONE)
		return 0;
	return fail(s, "unknown code", s->field[i]);
}

static int
parse_kind(struct scan *s, size_t i, enum alias_kind *out)
{
	for (int k = ALIAS_NAME; k <= ALIAS_FORMAL; k++)
		if (slice_is(
			s->field[i], alias_kind_name((enum alias_kind)k))) {
			*out = (enum alias_kind)k;
			return 0;
		}
	return fail(s, "unknown kind", s->field[i]);
}

static int
parse_type(struct scan *s, size_t i, enum org_type *out)
{
	for (int t = ORG_CCG; t <= ORG_SECTOR; t++)
		if (slice_is(s->field[i], org_type_name((enum org_type)t))) {
			*out = (enum org_type)t;
			return 0;
		}
	return fail(s, "unknown type", s->field[i]);
}

/*
 * Room for row n of an array that grows by doubling: the array, moved or
 * not, or NULL.  Every array starts empty, so that its capacity is 64 or the
 * power of two at or above n.
 */
static void *
grow(struct scan *s, void *array, size_t n, size_t size)
{
	void *p;

	if (n > 0 && (n < 64 || (n & (n - 1)) != 0))
		return array;
	if ((p = reallocarray(array, n < 64 ? 64 : n * 2, size)) == NULL)
		fail_plain(s, "out of memory");
	return p;
}

/* 0 and room for row n in array, or -1. */
#define ROOM(s, array, n)                                          \
	(((s)->room = grow(s, array, n, sizeof(*(array)))) == NULL \
		? -1                                               \
		: ((array) = (s)->room, 0))

/* Counts row i to the rows of one body, which must stand together. */
static int
extend(struct scan *s, struct span *span, size_t i)
{
	if (span->n == 0)
		span->first = i;
	if (span->first + span->n != i)
		return fail_plain(s, "rows of one code stand apart");
	span->n++;
	return 0;
}

/* One function a table. */

static int
organisation(struct scan *s)
{
	struct reg *r = s->r;
	struct org o = {
	    .code = s->field[0], .name = s->field[2], .gss = s->field[5]};
	size_t slot;

	if (o.code.n == 0 || o.name.n == 0)
		return fail_plain(s, "no code or no name");
	if (parse_type(s, 1, &o.type) == -1 ||
	    parse_date(s, 3, &o.opened) == -1 ||
	    parse_date(s, 4, &o.closed) == -1 ||
	    ROOM(s, r->orgs, r->n_orgs) == -1 ||
	    ROOM(s, r->spans, r->n_orgs) == -1)
		return -1;
	if ((slot = table_slot(r->codes, o.code)) == TABLE_NONE)
		return fail_plain(s, "out of memory");
	if (slot != r->n_orgs)
		return fail(s, "code given twice", o.code);
	r->spans[r->n_orgs] = (struct spans){0};
	r->orgs[r->n_orgs++] = o;
	return 0;
}

static int
former(struct scan *s)
{
	struct reg *r = s->r;
	struct former f = {.name = s->field[2], .gss = s->field[4]};
	size_t org;
	struct span *span;

	if (parse_code(s, 0, &org) == -1 || parse_date(s, 1, &f.until) == -1 ||
	    ROOM(s, r->former, r->n_former) == -1)
		return -1;
	f.type = r->orgs[org].type;
	if (s->field[3].n > 0 && parse_type(s, 3, &f.type) == -1)
		return -1;
	if (f.until.year == 0 || f.name.n == 0)
		return fail_plain(s, "no date or no name");
	span = &r->spans[org].former;
	if (extend(s, span, r->n_former) == -1)
		return -1;
	if (span->n > 1 &&
	    date_compare(r->former[r->n_former - 1].until, f.until) >= 0)
		return fail_plain(s, "former names out of order");
	r->former[r->n_former++] = f;
	return 0;
}

static int
alias(struct scan *s)
{
	struct alias a = {.text = s->field[0]};
	const struct org *o;

	if (parse_kind(s, 1, &a.kind) == -1 || parse_code(s, 2, &a.org) == -1 ||
	    parse_date(s, 3, &a.from) == -1 || parse_date(s, 4, &a.to) == -1)
		return -1;
	if (a.text.n == 0)
		return fail_plain(s, "no alias");
	o = &s->r->orgs[a.org];
	if (a.from.year == 0)
		a.from = o->opened;
	if (a.to.year == 0)
		a.to = o->closed;
	if (reg_add_alias(s->r, a) == -1)
		return fail_plain(s, "out of memory");
	return 0;
}

/* No successor is a fact too, and wants its reason in the note. */
static int
successor(struct scan *s)
{
	struct reg *r = s->r;
	struct link l = {0};
	size_t org;

	if (parse_code(s, 0, &org) == -1 || parse_date(s, 2, &l.from) == -1)
		return -1;
	if (s->field[1].n == 0 && s->field[3].n > 0)
		return 0;
	if (parse_code(s, 1, &l.org) == -1 ||
	    ROOM(s, r->successors, r->n_successors) == -1 ||
	    extend(s, &r->spans[org].successors, r->n_successors) == -1)
		return -1;
	if (l.from.year == 0)
		return fail_plain(s, "no date");
	r->successors[r->n_successors++] = l;
	return 0;
}

static int
membership(struct scan *s)
{
	struct reg *r = s->r;
	struct link l = {0};
	size_t org;

	if (parse_code(s, 0, &org) == -1 || parse_code(s, 1, &l.org) == -1 ||
	    parse_date(s, 2, &l.from) == -1 || parse_date(s, 3, &l.to) == -1 ||
	    ROOM(s, r->parents, r->n_parents) == -1 ||
	    extend(s, &r->spans[org].parents, r->n_parents) == -1)
		return -1;
	r->parents[r->n_parents++] = l;
	return 0;
}

static int
group(struct scan *s)
{
	struct group g = {.name = s->field[0]};
	const struct org *o;

	if (parse_code(s, 1, &g.org) == -1 || parse_date(s, 2, &g.from) == -1 ||
	    parse_date(s, 3, &g.to) == -1)
		return -1;
	if (g.name.n == 0)
		return fail_plain(s, "no group");
	o = &s->r->orgs[g.org];
	if (g.from.year == 0)
		g.from = o->opened;
	if (g.to.year == 0)
		g.to = o->closed;
	if (reg_add_group(s->r, g) == -1)
		return fail_plain(s, "out of memory");
	return 0;
}

static int
allocation(struct scan *s)
{
	struct reg *r = s->r;
	struct amount a = {.kind = s->field[3]};
	struct date d;
	size_t org;

	if (parse_code(s, 0, &org) == -1 ||
	    ROOM(s, r->allocations, r->n_allocations) == -1 ||
	    extend(s, &r->spans[org].allocations, r->n_allocations) == -1)
		return -1;
	/* "2016-17": the year before the dash is the one that counts. */
	if (s->field[1].n != 7 || s->field[1].p[4] != '-' ||
	    date_parse((struct slice){s->field[1].p, 4}, &d) == -1)
		return fail(s, "not a financial year", s->field[1]);
	a.year = d.year;
	if (num_int(s->field[2].p, 0, INT64_MAX, &a.value) == -1)
		return fail(s, "not a whole amount", s->field[2]);
	r->allocations[r->n_allocations++] = a;
	return 0;
}

static int
population(struct scan *s)
{
	struct reg *r = s->r;
	struct amount a = {.kind = s->field[3]};
	struct date d;
	size_t org;

	if (parse_code(s, 0, &org) == -1 ||
	    ROOM(s, r->populations, r->n_populations) == -1 ||
	    extend(s, &r->spans[org].populations, r->n_populations) == -1 ||
	    parse_date(s, 1, &d) == -1)
		return -1;
	if (d.year == 0)
		return fail_plain(s, "no year");
	a.year = d.year;
	if (num_int(s->field[2].p, 0, INT64_MAX, &a.value) == -1)
		return fail(s, "not a whole number", s->field[2]);
	r->populations[r->n_populations++] = a;
	return 0;
}

/* The files. */

static int
slurp(struct scan *s, struct buf *into)
{
	char path[4096], chunk[16384];
	size_t n;
	FILE *f;
	int bad;

	if (snprintf(path, sizeof(path), "%s/%s.csv", s->dir, s->table) >=
	    (int)sizeof(path))
		return fail_plain(s, "path too long");
	if ((f = fopen(path, "re")) == NULL)
		goto failed;
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0) {
		if (into->n > FILE_MAX)
			errno = EFBIG;
		if (into->n > FILE_MAX || buf_add(into, chunk, n) == -1)
			break;
	}
	bad = n > 0 || ferror(f) ? errno : 0;
	if (fclose(f) == 0 && bad == 0)
		return 0;
	errno = bad ? bad : errno;
failed:
	snprintf(s->err, s->cap, "%s: %s", path, strerror(errno));
	return -1;
}

static int
load_table(struct scan *s, enum reg_table t)
{
	struct buf *b = &s->r->file[t];
	const char *header = tables[t].header;
	size_t columns = 1, at = strlen(header);
	int got;

	s->table = tables[t].name;
	s->line = s->next_line = 1;
	for (const char *c = header; *c != '\0'; c++)
		columns += *c == ',';
	if (s->dir != NULL
		? slurp(s, b) == -1
		: buf_add(b, tables[t].start,
		      (size_t)(tables[t].end - tables[t].start)) == -1)
		return s->dir != NULL ? -1 : fail_plain(s, "out of memory");
	if (b->n <= at || memcmp(b->p, header, at) != 0 || b->p[at] != '\n')
		return fail(s, "the header is not", slice_of(header));
	s->p = b->p + at + 1;
	s->end = b->p + b->n;
	s->next_line = 2;
	while ((got = next_row(s, columns)) == 1)
		if (tables[t].row(s) == -1)
			return -1;
	return got;
}

int
reg_load(struct reg *r, const char *dir, char *err, size_t cap)
{
	struct scan s = {.r = r, .dir = dir, .err = err, .cap = cap};

	for (int t = 0; t < TABLE_FILES; t++)
		if (load_table(&s, (enum reg_table)t) == -1)
			return -1;
	return 0;
}
