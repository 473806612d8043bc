/* SPDX-License-Identifier: MIT */
#ifndef FACT_H
#define FACT_H

#include "document.h"
#include "filter.h"
#include "match.h"
#include "register.h"

/*
 * A fact as written: what a rule said of whom, with the words for the
 * amount and the time.  normalise makes codes, pounds and dates of it.
 */
enum fact_key {
	FACT_DATASET,
	FACT_MEASURE,
	FACT_VALUE,
	FACT_SCOPE,
	FACT_CATEGORY,
	FACT_BASIS,
	FACT_MODALITY,
	FACT_SPAN,
	FACT_SIGN,
	FACT_DETAIL,
	FACT_KEYS
};
extern const char *const fact_keys[FACT_KEYS];

struct fact {
	const char *key[FACT_KEYS]; /* "" when not said */
	const struct rule *rule;
	size_t sentence;
	const size_t *who; /* entities; the fact holds for each */
	size_t nwho;
	struct slice org_text;
	int joint;    /* one figure for several bodies */
	int distance; /* how far the body was sought: 0-3 */
	struct slice amount_text;
	int64_t scale;	     /* pounds that one in it is worth, in a table; 0:
				the words say it themselves */
	struct slice detail; /* not a fixed word; goes before key */
	const struct money *money; /* NULL for a status, or a zero in words */
	int zero;		   /* "break even" */
	struct slice period_text;
	struct span span;  /* what the words mean; fin_year 0: not
			      known, and then left to normalise */
	int passing;	   /* its time was told in passing */
	int present;	   /* told in the present tense */
	struct date as_of; /* "as at ...", or year 0 */
	struct date event, due;
	const size_t *counterpart;
	size_t ncounterpart;
	double confidence;
};

struct facts {
	struct fact *f;
	size_t n, cap;
	size_t *own; /* entity lists made here */
	size_t nown, cown;
	struct money *money; /* amounts read in tables */
	size_t nmoney, cmoney;
	struct buf detail; /* details made here */
	int words;	   /* a figure may take after a mere word for one */
};

/*
 * Builds the facts of one sentence from the matches that stand, and
 * appends them.  year is the financial year in focus from the sentences
 * before (0 if none).
 */
void facts_build(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct matcher *m, int year);

/* The modality of what was only asked; no such fact is written. */
extern const char fact_asked[];
/* Drops what was only asked in the sentences before that one. */
void facts_drop_asked(struct facts *facts, size_t before);

/* For those that build facts: an empty one of that match, appended; whose it
 * is; and how sure it is, 0 to 1. */
struct owner;
struct fact *fact_new(struct facts *facts, const struct document *d,
    const struct sentence *s, const struct match *x);
void fact_owner(struct fact *f, const struct document *d,
    const struct sentence *s, const struct owner *o);
double fact_confidence(const struct fact *f, const struct match *x);

void facts_clear(struct facts *facts);
void facts_free(struct facts *facts);

/* 1 for words such as "neither" and "none of them". */
int fact_nobody(struct slice text);

/* The header of the stream of facts as written, and its rows. */
void facts_header(struct output *out);
void facts_write(struct output *out, const struct document *d,
    const struct reg *reg, const struct facts *facts);

/* The financial year that a sentence puts in focus; year if it does not. */
int facts_year(const struct facts *facts, const struct document *d,
    const struct sentence *s, int year);

/* Mention i of a sentence; NULL for NO_MENTION. */
static inline const struct mention *
mention_at(const struct document *d, const struct sentence *s, size_t i)
{
	return i == NO_MENTION ? NULL : &d->mention[s->mention + i];
}

#endif
