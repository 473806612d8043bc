/* SPDX-License-Identifier: MIT */
#ifndef MATCH_H
#define MATCH_H

#include "document.h"
#include "rules.h"

#define NO_MENTION SIZE_MAX

/* One match of a rule in a sentence, before and after the claims. */
struct match {
	const struct rule *rule;
	size_t start, end;	     /* bytes of the folded sentence */
	size_t mention[RULE_GROUPS]; /* in the sentence, or NO_MENTION */
	struct regex_span span[RULE_GROUPS];
	int blocked;	       /* lost its claim to a better match */
	const struct rule *by; /* to this one */
};

/* A modifier's match, and a clause boundary. */
struct hit {
	const struct mark *mark;
	size_t start, end;
};

struct boundary {
	size_t at, cost;
};

/* ", which has a deficit of its own,": a thought put in between. */
struct aside {
	size_t start, end;
};

/* What the rules find in one sentence; reused. */
struct matcher {
	const struct rules *rules;
	struct slice fold; /* the sentence, where anything matched */
	struct match *match;
	size_t nmatch, cmatch;
	struct hit *hit;
	size_t nhit, chit;
	struct boundary *boundary;
	size_t nboundary, cboundary;
	struct aside *aside;
	size_t naside, caside;
	struct buf lean; /* the sentence without its asides */
	size_t *origin;	 /* where each of its bytes stands in the sentence */
	size_t corigin;
	int amid; /* what the rules' amid asks of this sentence is so: 1, 0; -1
		     not yet known */
	unsigned char *on; /* by cue: it stands in the sentence */
	uint32_t letters;  /* of the tags that stand in it */
	struct cue_memo *memo;
};

/* The number in the tag that a group captured, or NO_MENTION. */
size_t match_mention(struct slice fold, struct regex_span group);

void matcher_init(struct matcher *m, const struct rules *rules);
void matcher_free(struct matcher *m);

/*
 * Runs the rules whose cue stands in sentence s and settles their claims:
 * an amount has one reading, and the heavier rule, then the shorter match,
 * has it; of two matches for one measure that overlap the same is true.
 */
void matcher_run(
    struct matcher *m, const struct document *d, const struct sentence *s);

/*
 * How far byte b is from byte a: the bytes between, with the cost of clause
 * boundaries; an aside that lies whole between them counts for nothing.
 */
size_t matcher_far(const struct matcher *m, size_t a, size_t b);

/* 1 unless a match lies in an aside or ends in it: what stands in there is
 * not of the match. */
static inline int
match_outside(const struct match *x, const struct aside *a)
{
	return x->start >= a->end || x->end <= a->start ||
	       (x->start < a->start && x->end > a->end);
}

/* The aside that byte at lies in, or NULL. */
const struct aside *matcher_aside(const struct matcher *m, size_t at);

/*
 * The modifier of that key that governs a match, by direction, reach and
 * boundaries, and has one of the values listed (by commas; NULL for any).
 * NULL if none does.
 */
const struct hit *matcher_mark(const struct matcher *m, const char *key,
    const char *values, size_t start, size_t end);

/* The value that a mark of that key gives a folded text as a whole; NULL if
 * none stands in it. */
const char *matcher_says(
    const struct matcher *m, const char *key, struct slice fold);

#endif
