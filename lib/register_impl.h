/* SPDX-License-Identifier: MIT */
#ifndef REGISTER_IMPL_H
#define REGISTER_IMPL_H

#include "buf.h"
#include "register.h"
#include "table.h"

/* What register_*.c share; callers see register.h only. */

/* n rows of a table from the first on: those of one body. */
struct span {
	size_t first, n;
};

/* What a body was until a day, when that differed from struct org. */
struct former {
	struct date until;
	struct slice name, gss;
	enum org_type type;
};

/* A successor or a parent. */
struct link {
	size_t org;
	struct date from, to;
};

/* An allocation (financial year, pounds) or a population (year, people). */
struct amount {
	int year;
	int64_t value;
	struct slice kind;
};

/* The rows of one body in the other tables. */
struct spans {
	struct span former, successors, parents, allocations, populations;
};

enum reg_table {
	TABLE_ORGANISATIONS,
	TABLE_FORMER,
	TABLE_ALIASES,
	TABLE_SUCCESSORS,
	TABLE_MEMBERSHIPS,
	TABLE_GROUPS,
	TABLE_ALLOCATIONS,
	TABLE_POPULATIONS,
	TABLE_FILES
};

/* Text that lives as long as the register, in pieces that never move. */
struct piece {
	struct piece *next;
	size_t used, cap;
	char text[];
};

/* The tables that register_table has made so far. */
enum { REG_OUTPUTS = 9 };
struct outputs {
	struct buf csv[REG_OUTPUTS];
};

struct reg {
	struct buf file[TABLE_FILES]; /* each cut up in place */
	struct piece *pieces;
	struct table *codes; /* slot = index of orgs */
	struct table *texts; /* slot = index of heads */
	size_t *heads;	     /* the last alias of that text */
	size_t *next;	     /* of each alias: one before it, or TABLE_NONE */
	size_t n_heads;

	struct org *orgs;
	struct spans *spans;
	struct former *former;
	struct link *successors, *parents;
	struct amount *allocations, *populations;
	struct alias *aliases;
	struct group *groups;
	size_t n_orgs, n_former, n_successors, n_parents, n_allocations,
	    n_populations, n_aliases, n_groups;
	size_t cap_aliases, cap_groups;

	struct outputs *out;
};

/*
 * Reads every table into r, which is empty.  0, or -1 with "file:line:
 * reason" in err.
 */
int reg_load(struct reg *r, const char *dir, char *err, size_t cap);

/*
 * Adds the aliases that follow from the names in the tables, and the groups
 * that follow from the memberships.  0, or -1 when memory runs out.
 */
int reg_derive(struct reg *r);

/*
 * Appends a copy; an alias that says nothing new is left out.  0, or -1 when
 * memory runs out.
 */
int reg_add_alias(struct reg *r, struct alias a);
int reg_add_group(struct reg *r, struct group g);

/* n bytes of r's own memory, or NULL. */
char *reg_text(struct reg *r, size_t n);

/* The day after the last day that d can mean. */
struct date reg_next_day(struct date d);

/* 1 if a span of time holds some day of on; year 0 is without end. */
int reg_meets(struct date from, struct date to, struct date on);

#endif
