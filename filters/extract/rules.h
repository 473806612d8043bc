/* SPDX-License-Identifier: MIT */
#ifndef RULES_H
#define RULES_H

#include "needs.h"
#include "regex.h"
#include "slice.h"

/*
 * The rules: data, compiled in, replaceable with -r DIR.  A file is lines:
 *
 *   let NAME = regex              a named piece, used as {NAME}
 *   map NAME value = regex        what a captured text means
 *   mark KEY=VALUE WHERE REACH regex    a modifier: before, after or both
 *   clause COST regex             where one clause ends and another begins
 *   also regex                    ", as was {ORG}": the same of that body
 *   aside regex                   a thought put in between
 *   rule ID                       then, indented:
 *     cue WORD...                 run only where one stands (x* a beginning)
 *     find regex                  over the folded, tagged sentence
 *     not regex                   and the sentence must not match this
 *     set KEY=VALUE...            one fact; several lines, several facts
 *       (inherit=1: the measure of the last figure, if that is from=MEASURE;
 *       in this sentence if here=1; line=1: that of a line of spending;
 *       least=N: of so many pounds; zero=1: the words are the amount;
 *       about=WHAT: where that was spoken of, see map about; after=WHAT:
 *       in the sentence before; amid=WHAT: where a word of the map amid
 *       stands not long before; each=1: the values to the bodies in turn)
 *     weight N                    which of two claims on an amount wins
 *     + sentence => KEY=VALUE...  must give that fact
 *     - sentence                  must not fire
 *
 * A group named person must have taken words that are written as a name is.
 *
 * Pieces that stand for tags: {AMOUNT} {MONEY} {ORG} {CCG} {PERIOD} {DAY}.
 */
enum { RULE_FINDS = 12, RULE_SETS = 4, SET_PAIRS = 14 };

struct pair {
	const char *key, *value;
};

struct set {
	struct pair pair[SET_PAIRS];
	size_t n;
};

/* The groups that a pattern may capture. */
enum rule_group {
	GROUP_AMOUNT,
	GROUP_AMOUNT2,
	GROUP_ORG,
	GROUP_ORG2,
	GROUP_PERIOD,
	GROUP_DAY,
	GROUP_VALUE,
	GROUP_SCOPE,
	GROUP_ROLE,
	GROUP_PERSON, /* must be written as a name is: see person.h */
	RULE_GROUPS
};
extern const char *const rule_groups[RULE_GROUPS];

struct rule {
	const char *id;
	const char *file;
	unsigned long line;
	struct regex *find[RULE_FINDS];
	struct needs needs[RULE_FINDS]; /* of each find */
	size_t nfind;
	struct regex *not_;
	struct set set[RULE_SETS];
	size_t nset;
	int weight;
	size_t cue, ncue; /* in rules.cue; none: always run */
};

enum where { BEFORE, AFTER, EITHER };

struct mark {
	const char *key, *value;
	enum where where;
	size_t reach;
	struct regex *regex;
};

struct clause {
	size_t cost;
	struct regex *regex;
};

struct map {
	const char *name, *value;
	struct regex *regex;
};

struct example {
	const struct rule *rule; /* set once all files are read */
	size_t rule_index;
	int positive;
	const char *sentence;
	struct set want;
	const char *file;
	unsigned long line;
};

/* A word that lets rules run: whole, or a beginning. */
struct cue {
	const char *word;
	size_t n;
	int beginning;
	size_t same; /* the first cue that is the same word */
};

struct rules {
	struct cue *cue;
	size_t ncue, ccue;
	struct rule *rule;
	size_t nrule, crule;
	struct mark *mark;
	size_t nmark, cmark;
	struct clause *clause;
	size_t nclause, cclause;
	struct regex **also;
	size_t nalso, calso;
	struct regex **aside;
	size_t naside, caside;
	struct map *map;
	size_t nmap, cmap;
	struct example *example;
	size_t nexample, cexample;
	char **owned;
	size_t nowned, cowned;
};

/*
 * Loads the built-in rules, or every *.rules of dir, pieces.rules first.  Dies
 * with "file:line: reason" when one is wrong (EXIT_DATA; EXIT_INPUT when
 * dir cannot be read).  The patterns of the built-in ones, which --check has
 * seen to be right, are compiled when they are first tried, unless now is 1.
 */
struct rules *rules_load(const char *dir, int now);
void rules_free(struct rules *r);

/* The rule of that name, or NULL. */
const struct rule *rules_find(const struct rules *r, const char *id);

/* regex_match, 1 or 0; dies without memory (EXIT_SYSTEM). */
int rules_match(struct regex *re, struct slice text, size_t at);
/* What a group took of the last match; nothing if the pattern has none. */
struct regex_span rules_group(const struct regex *re, enum rule_group g);

/* The value of a set's key, or NULL. */
const char *set_get(const struct set *s, const char *key);
/* What a map says of a text, or NULL; the match's end goes to *end. */
const char *rules_map(const struct rules *r, const char *map, struct slice text,
    size_t at, size_t *end);
/* 1 if a map gives that value somewhere in a text, whatever else it gives. */
int rules_says(const struct rules *r, const char *map, const char *value,
    struct slice text);

#endif
