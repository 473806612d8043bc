/* SPDX-License-Identifier: MIT */
#ifndef FUNC_H
#define FUNC_H

#include <stdint.h>

#include "buf.h"
#include "decimal.h"
#include "filter.h"

/* What a cell of a row is when it is taken for a number. */
enum cell_kind { CELL_NUMBER, CELL_EMPTY, CELL_INVALID };

struct cell {
	struct slice text;
	struct decimal number; /* of a CELL_NUMBER */
	enum cell_kind kind;
};

struct func;

/* One function as -a asks for it. */
struct call {
	const struct func *func;
	char *spec;	  /* the words of -a, in one spelling */
	char *column;	  /* or NULL */
	char *arg;	  /* or NULL */
	char *name;	  /* of its column in the result */
	size_t cell;	  /* which cell of a row it looks at */
	size_t offset;	  /* of its state in that of a group */
	size_t *held;	  /* bytes on the heap, of all states */
	struct decimal p; /* of quantile */
	void *shared;	  /* what the states of all groups have in common */
};

enum {
	FUNC_COLUMN = 1,   /* takes a column */
	FUNC_OPTIONAL = 2, /* may take one */
	FUNC_NUMBERS = 4,  /* looks at numbers only */
	FUNC_ARG = 8,	   /* takes an argument in brackets */
	FUNC_ARG_OPTIONAL = 16,
	FUNC_EMPTIES = 32 /* wants empty and invalid cells too */
};

/*
 * A function over the rows of a group.  Its state starts as zero bytes,
 * aligned for anything; states die when memory runs out.
 */
struct func {
	const char *name;
	int flags;
	size_t size;
	/* Once, before the first row; 0, or -1 when arg makes no sense. */
	int (*prepare)(struct call *c);
	/* Finds columns by name, for a function of many. */
	void (*bind)(struct call *c, const struct input *in);
	/*
	 * A row more.  0; -1 when the result would have over 38 digits; -2
	 * when a cell of its own is no number.
	 */
	int (*add)(void *state, const struct call *c, const struct cell *cell,
	    const struct csv_row *row);
	/* The names of its columns, NULL behind them; or NULL: c->name. */
	const char *const *names;
	/* Writes the values.  0, or -1 as add. */
	int (*put)(const void *state, const struct call *c, struct output *out);
	/*
	 * Appends the state as netstrings.  A function has this or the next:
	 * about most bytes of a state that may be long, from a place, 0 at
	 * its start.  The place where the next piece begins; 0 behind the
	 * last.  Its pieces, merged in order, are the state.
	 */
	void (*save)(const void *state, const struct call *c, struct buf *to);
	size_t (*save_piece)(const void *state, const struct call *c,
	    struct buf *to, size_t from, size_t most);
	/*
	 * Merges in what save wrote, which follows in order of arrival.  0;
	 * -1 as add; -2 when the bytes are not such a state.
	 */
	int (*merge)(void *state, const struct call *c, struct slice saved);
	/* 1 if the state makes no row by itself; NULL: it always does. */
	int (*idle)(const void *state);
	/* Frees what the state holds; NULL: nothing. */
	void (*drop)(void *state, const struct call *c);
	/* Frees what is shared; NULL: nothing. */
	void (*finish)(struct call *c);
};

/* The function of a name, or NULL. */
const struct func *func_find(const char *name, size_t n);

extern const struct func func_count, func_empty, func_invalid, func_sum,
    func_mean, func_min, func_max, func_stddev;
extern const struct func func_median, func_quantile;
extern const struct func func_first, func_last, func_least, func_greatest,
    func_collect;
extern const struct func func_distinct, func_mode, func_unique;
extern const struct func func_best;

/* Shared by the files of functions. */
void func_put_number(struct output *out, struct decimal d);
void func_save_number(struct buf *to, struct decimal d);
void func_save(struct buf *to, struct slice s);
void func_save_count(struct buf *to, uint64_t n);
/* 0, or -2. */
int func_load_number(struct slice *from, struct decimal *d);

#endif
