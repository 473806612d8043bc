/* SPDX-License-Identifier: MIT */
#ifndef MARKS_H
#define MARKS_H

#include "buf.h"
#include "filter.h"
#include "level.h"

/*
 * A row on its way: its cells, the one named flags among them or behind
 * them, and the codes that it has been given.
 */
struct marks {
	size_t column; /* of flags */
	size_t n;      /* of cells, with flags */
	struct slice *field;
	struct csv_row row; /* over field */
	struct buf flags;
	int worst; /* level of a code given to any row, or -1 */
	unsigned long long count[3]; /* rows by the worst level of each */
	int row_worst;
};

/* For rows of an input; its header with flags is then in m->row. */
void marks_open(struct marks *m, const struct input *in);
void marks_close(struct marks *m);
/* Takes up a row; its cells are borrowed. */
void marks_row(struct marks *m, const struct csv_row *row);
/* Gives it a code, unless it has that already. */
void marks_add(struct marks *m, struct slice code, enum level level);
/* 1 if the row has the code. */
int marks_has(const struct marks *m, struct slice code);
/* Counts the row, when all its codes are given. */
void marks_count(struct marks *m);

#endif
