/* SPDX-License-Identifier: MIT */
#ifndef REGISTER_H
#define REGISTER_H

#include <stdint.h>

#include "date.h"
#include "slice.h"

/*
 * The bodies of the English NHS, dated: which code, which name, open when,
 * followed by whom, member of what.  Facts of NHS England's Organisation
 * Data Service and the ONS under the Open Government Licence v3.0.
 */
struct reg;

enum org_type {
	ORG_CCG,
	ORG_TRUST,
	ORG_STP,
	ORG_ICB,
	ORG_REGION,
	ORG_NATIONAL,
	ORG_SECTOR
};

struct org {
	struct slice code, name, gss;
	enum org_type type;
	struct date opened, closed; /* closed: last day; year 0 while open */
};

/* How much a name says by itself. */
enum alias_kind {
	ALIAS_NAME,    /* the official name of its time: "NHS Croydon CCG" */
	ALIAS_SHORT,   /* without NHS, CCG, Trust: "Croydon", "NEW Devon";
			  a body only beside a word that makes it one, or
			  after it was named in full */
	ALIAS_ACRONYM, /* BNSSG, C&P: as ALIAS_SHORT, case as written */
	ALIAS_FORMAL   /* legal or popular name that needs no help: "NHS
			  England", "the provider sector", "Monitor" */
};

/*
 * Outside its dates an alias can still be meant (a body that has closed, or
 * is planned), so those in date come first but are not the only ones.  Every
 * name comes with its spellings: "&" for "and", no commas, no hyphens.
 */
struct alias {
	struct slice text;
	enum alias_kind kind;
	size_t org;	      /* index for register_org */
	struct date from, to; /* when it meant that body; to is inclusive */
	int ambiguous;	      /* it means another body of that type too, at
				 a time when both have it */
};

/*
 * "the Derbyshire CCGs": members of an area as people speak of it, and of
 * each STP.  The rows of one name stand together.
 */
struct group {
	struct slice name;
	size_t org;
	struct date from, to;
};

/*
 * Loads the built-in tables, or those in dir (lib/register/SOURCES.md says
 * what they hold; all eight must be there).  NULL on an error, with
 * "file:line: reason" in err.  The register owns all that it returns.
 */
struct reg *register_open(const char *dir, char *err, size_t cap);
/* Accepts NULL. */
void register_close(struct reg *r);

size_t register_orgs(const struct reg *r);
const struct org *register_org(const struct reg *r, size_t i);
/* The index of a code, or REGISTER_NONE. */
size_t register_find(const struct reg *r, struct slice code);
#define REGISTER_NONE SIZE_MAX

size_t register_aliases(const struct reg *r);
const struct alias *register_alias(const struct reg *r, size_t i);
size_t register_groups(const struct reg *r);
const struct group *register_group(const struct reg *r, size_t i);

/* 1 if the body exists at some moment of a (partial) date; no date: 1. */
int register_live(const struct reg *r, size_t org, struct date on);
/* The official name on a date; the last one without a date. */
struct slice register_name(const struct reg *r, size_t org, struct date on);
/*
 * What the body was on a date: a code can pass from an STP to the ICB that
 * took its place.  The last without a date, as in struct org.
 */
enum org_type register_type(const struct reg *r, size_t org, struct date on);
/*
 * The bodies that org has become on a date, following every step: itself
 * while it lives; several after a split.  Writes up to cap indices, returns
 * how many there are.
 */
size_t register_successors(
    const struct reg *r, size_t org, struct date on, size_t *out, size_t cap);
/* The STP/ICB or the region of a CCG (or trust) on a date, or NONE. */
size_t register_stp(const struct reg *r, size_t org, struct date on);
size_t register_region(const struct reg *r, size_t org, struct date on);
/* Pounds for a financial year (start year); -1 when not known. */
int64_t register_allocation(const struct reg *r, size_t org, int fin_year);
/* Registered or resident people nearest to a year; -1 when not known. */
int64_t register_population(const struct reg *r, size_t org, int year);

/* "ccg", "trust", "stp", "icb", "region", "national", "sector". */
const char *org_type_name(enum org_type t);
/* "name", "short", "acronym", "formal". */
const char *alias_kind_name(enum alias_kind k);

/*
 * One of the tables as CSV bytes with a header, for join --register=NAME:
 *
 *	org         code,name,type,opened,closed,gss    one row a body
 *	name        code,name,type,gss,from,to          each name it has had
 *	alias       alias,kind,code,from,to,ambiguous
 *	group       group,code,from,to
 *	stp         code,stp_code,stp_name,from,to      an ICB since July 2022
 *	region      code,region_code,region_name,from,to
 *	successor   code,successor,from                 one step each
 *	allocation  code,fin_year,allocation_gbp
 *	population  code,year,people,kind
 *
 * Days inclusive, and empty without end; they may be partial.  0, or -1 when
 * there is none of that name or memory ran out.  Not for two threads at once.
 */
int register_table(const struct reg *r, const char *name, struct slice *csv);

#endif
