/* SPDX-License-Identifier: MIT */
#ifndef TABLE_LEXICON_H
#define TABLE_LEXICON_H

#include "buf.h"
#include "date.h"
#include "rules.h"

/*
 * What words can say in a heading, a label, a caption or a note, each with
 * its entries in table.rules: "map table-basis plan = budget".  The values
 * are those of the file; the first entry that is found anywhere wins, or of
 * prose the one that stands first in the text.
 */
enum says {
	SAYS_KIND,     /* "variance"; or why a column holds no figure */
	SAYS_ABOVE,    /* a caption: variance, whatever else it says */
	SAYS_BASIS,    /* plan actual forecast outturn either */
	SAYS_LOOSE,    /* the same by words that only a heading can mean so */
	SAYS_SPAN,     /* to_date year month quarter */
	SAYS_BEFORE,   /* not this one but the last: month year */
	SAYS_UNIT,     /* pounds: 1 1000 1000000 1000000000 */
	SAYS_BAD,      /* how adverse figures are printed: minus plus */
	SAYS_ROW,      /* skip savings position allocation spend */
	SAYS_POSITION, /* the measure of a position */
	SAYS_CATEGORY, /* of spending */
	SAYS_TOTAL,    /* whole part */
	SAYS_TOPIC,    /* a caption: savings position spending skip */
	SAYS_NOTE,     /* prose: how adverse variances are printed */
	SAYS_LEAN,     /* prose: how deficits are printed */
	SAYS_SIDE,     /* a label's only side: deficit surplus */
	SAYS_BODY,     /* joint council ccg provider */
	SAYS_RATING,   /* a cell that is a rating: good ... */
	SAYS_AREA,     /* what is rated, unless all of it: cancer ... */
	SAYS
};

struct reading {
	const char *v[SAYS]; /* NULL: nothing said */
	int year;	     /* financial year, 0 */
	int year2;	     /* a second one in the same words, 0 */
	int month;	     /* month of the financial year, 0 */
	int until;	     /* "to 30 November" */
};

struct lexicon {
	const struct rules *rules;
	size_t *entry[SAYS]; /* indices of rules.map, in their order */
	size_t n[SAYS], cap[SAYS];
	struct buf fold;
};

void lexicon_init(struct lexicon *l, const struct rules *rules);
void lexicon_free(struct lexicon *l);

/* Reads a text for everything it says. */
struct reading lexicon_read(struct lexicon *l, struct slice text);
/* For one thing only: its value, or NULL. */
const char *lexicon_find(struct lexicon *l, enum says what, struct slice text);

/* 1 if a reading says that of a field. */
int says_is(const struct reading *r, enum says what, const char *value);

#endif
