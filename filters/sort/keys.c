/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "keys.h"

struct keys
keys_find(const struct input *in, const struct spec_names *names)
{
	struct keys k = {must(calloc(names->n, sizeof *k.column)), names->n};

	for (size_t i = 0; i < k.n; i++)
		k.column[i] = input_column(in, names->name[i]);
	return k;
}

/* No cell holds a NUL, so that one behind each keeps "a" before "a,b". */
void
keys_of(const struct keys *k, const struct csv_row *row, struct buf *key)
{
	buf_clear(key);
	for (size_t i = 0; i < k->n; i++) {
		const struct slice *cell = &row->field[k->column[i]];

		if (buf_add(key, cell->p, cell->n) != 0 ||
		    buf_putc(key, '\0') != 0)
			die(EXIT_SYSTEM, "out of memory");
	}
}

int
keys_compare(struct slice a, struct slice b)
{
	int order = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}
