/* SPDX-License-Identifier: MIT */
#ifndef TABLE_DRAFT_H
#define TABLE_DRAFT_H

#include "table_column.h"
#include "table_grid.h"
#include "table_sign.h"

/* One figure on its way to a fact. */
struct draft {
	const struct grid *g;
	const struct paper *p;
	size_t line, column;
	struct gist m;
	enum figure_of of;
	int sure;      /* of its sign */
	int based;     /* on words for its basis */
	int64_t pence; /* with the sign of a fact */
	const char *dataset, *measure, *category, *basis;
};

static inline const struct line *
draft_line(const struct draft *t)
{
	return &t->g->line[t->line];
}

static inline const struct column *
draft_column(const struct draft *t)
{
	return &t->g->column[t->column];
}

/*
 * Works out what a figure is of, from what its column, its line and the words
 * around the table say: fills in all but g, p, line and column, which the
 * caller has set.  0 if the cell is no row of a dataset.
 */
int draft_figure(struct draft *t);

#endif
