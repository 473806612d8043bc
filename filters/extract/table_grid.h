/* SPDX-License-Identifier: MIT */
#ifndef TABLE_GRID_H
#define TABLE_GRID_H

#include <stdint.h>

#include "document.h"
#include "register.h"
#include "table_lexicon.h"

/*
 * A table as extract works on it: its columns, its lines and the figures in
 * them, and what the words around it say.  Reused for the next table.
 */

/* Which figures count as what; BASIS_NONE where it is not known. */
enum basis { BASIS_NONE, BASIS_PLAN, BASIS_ACTUAL, BASIS_FORECAST };
enum reach {
	REACH_NONE,
	REACH_YEAR,
	REACH_TO_DATE,
	REACH_MONTH,
	REACH_QUARTER
};

/* How adverse figures are printed: with a minus (or brackets), or plain. */
enum bad { BAD_UNKNOWN, BAD_MINUS, BAD_PLUS };

#define NO_ENTITY SIZE_MAX    /* nobody in particular: the paper's own */
#define JOINT (SIZE_MAX - 1)  /* several bodies together */
#define OTHERS (SIZE_MAX - 2) /* a body that no dataset asks about */
#define NO_LINE SIZE_MAX

/* What a column, a line or the words above a table contribute to a figure. */
struct gist {
	enum basis basis;
	enum reach reach;
	int year, month; /* 0: not said */
	int variance;
	const char *row;      /* SAYS_ROW, or NULL */
	const char *position; /* SAYS_POSITION, or NULL */
	const char *category; /* SAYS_CATEGORY, or NULL */
	size_t who;	      /* an entity, or one of the above */
};

struct column {
	struct slice head;
	struct reading says; /* all levels of the heading together */
	struct gist means;
	int text;    /* labels, not figures */
	int sides;   /* letters that tell which way the figures before point */
	int dropped; /* percentages, ratings, movements ... */
	int last_month, last_year; /* "last month": of the one before */
	int outturn;	/* "outturn": what it is depends on the year */
	int guessed;	/* its meaning is not in its own heading */
	int64_t scale;	/* pounds; 0: not known */
	int scale_said; /* in the heading itself, or near the table */
	enum bad bad;	/* how an adverse variance is printed in it */
};

struct figure {
	struct slice text; /* the cell; once it is read, the amount in it */
	int is;		   /* 0: no amount in this cell */
	int64_t pence;	   /* as printed, minus and brackets negative */
	int64_t ulp;	   /* pence that one in the last digit stands for */
	char suffix;	   /* "12A": 'A' adverse, 'F' favourable; 'D' a deficit,
			      'S' a surplus; else 0 */
	int own_scale;	   /* "£1.2m": the cell says its own unit */
	signed char ok;	   /* 1 an equation holds, -1 one fails, 0 none */
};

struct line {
	size_t sentence;
	struct slice label;
	struct reading says;
	struct gist means;
	int total;	/* a total or a subtotal by its label */
	int partial;	/* ... of something: "Total NHS contracts" */
	int figures;	/* how many it has */
	int skipped;	/* no row of any dataset */
	int64_t scale;	/* pounds, where its label has a unit; else 0 */
	size_t parent;	/* the line that sums it up, or NO_LINE */
	int part;	/* of one category: a provider or a scheme */
	int provider;	/* names a trust or hospital */
	int body;	/* its label is a body, or the sum of several */
	enum bad bad;	/* of a position: how a deficit is printed */
	signed char ok; /* as of a figure: the lines below a total */
};

/* The words around a table. */
struct around {
	struct slice caption; /* the line above it, or "" */
	struct slice heading; /* the nearest heading, or "" */
	struct reading caption_says, heading_says;
	const char *topic;   /* SAYS_TOPIC */
	enum basis basis;    /* of the paper, by its title */
	enum bad note, lean; /* from the notes near it */
	int64_t scale;	     /* 0: not said */
	size_t who;	     /* whose a table is that names nobody */
};

struct grid {
	struct document *d;
	size_t first, last; /* blocks, inclusive */
	struct slice header;
	struct column *column;
	size_t ncolumn, ccolumn;
	struct line *line;
	size_t nline, cline;
	struct figure *figure; /* line by line */
	size_t nfigure, cfigure;
	struct around around;
	int flipped;  /* what is spent is printed as negative */
	int spending; /* lines of it have categories of spending */
	int by_line;  /* lines and not columns say plan, actual, variance */
};

/* A name of a CCG in the register, without "NHS" and "CCG". */
struct ccg_name {
	struct slice bare;
	size_t org;
	int acronym;
};

/* What is known of the paper as a whole. */
struct paper {
	const struct reg *reg;
	struct ccg_name *name; /* made when the first is looked up */
	size_t nname, cname;
	struct lexicon lexicon;
	struct date published, as_of; /* as_of: end of the month reported */
	int year, month;	      /* of that; 0: not known */
	int year_said;		      /* not only by the date of publication */
	int title_year;		      /* a financial year in the title */
	size_t owner;		      /* entity, NO_ENTITY or JOINT */
	enum bad note, lean;	      /* said anywhere in it */
	int64_t scale;		      /* said anywhere in it; 0 */
	int scale_all;		      /* ... of all its figures */
	int votes[3];		      /* by enum bad, as sums showed it */
};

static inline struct figure *
figure_at(const struct grid *g, size_t line, size_t column)
{
	return &g->figure[line * g->ncolumn + column];
}

static inline const char *
or_else(const char *a, const char *b)
{
	return a != NULL ? a : b;
}

/* table_gist.c: values of the lexicon. */

enum basis gist_basis(const char *word);
enum reach gist_reach(const char *word);
/* Takes over what *m does not say. */
void gist_inherit(struct gist *m, const struct gist *from);

/* table_cell.c: cells. */

/* 1 and the next cell, cut off the row's front; 0 behind the last. */
int cell_next(struct slice *row, struct slice *cell);
/* A cell without white space at its ends. */
struct slice cell_trim(struct slice cell);
/* 1 if it holds an amount (of any unit), or a dash. */
int cell_is_amount(struct slice cell);
/* Reads an amount; scale is the column's unit in pounds. */
struct figure cell_figure(struct slice cell, int64_t scale);
/* The side that a word or letter behind a figure says; 0 for none. */
char cell_side(struct slice word);
/* A label without a footnote's mark. */
struct slice cell_label(struct slice cell);

#endif
