/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "marks.h"

void
marks_open(struct marks *m, const struct input *in)
{
	const struct csv_row *header = input_header(in);

	*m = (struct marks){.worst = -1, .n = header->n};
	m->column = input_find(in, slice_of("flags"));
	if (m->column == INPUT_NONE)
		m->column = m->n++;
	m->field = must(calloc(m->n, sizeof *m->field));
	memcpy(m->field, header->field, header->n * sizeof *m->field);
	m->field[m->column] = slice_of("flags");
	m->row = (struct csv_row){m->field, m->n, header->line};
}

void
marks_close(struct marks *m)
{
	free(m->field);
	buf_free(&m->flags);
}

void
marks_row(struct marks *m, const struct csv_row *row)
{
	memcpy(m->field, row->field, row->n * sizeof *m->field);
	if (m->column >= row->n)
		m->field[m->column] = (struct slice){"", 0};
	m->row.line = row->line;
	m->row_worst = -1;
}

int
marks_has(const struct marks *m, struct slice code)
{
	struct slice list = m->field[m->column];

	while (list.n >= code.n) {
		const char *end =
		    list.n > 0 ? memchr(list.p, ';', list.n) : NULL;
		size_t n = end ? (size_t)(end - list.p) : list.n;

		if (slice_eq((struct slice){list.p, n}, code))
			return 1;
		if (end == NULL)
			break;
		list.p += n + 1;
		list.n -= n + 1;
	}
	return 0;
}

void
marks_add(struct marks *m, struct slice code, enum level level)
{
	struct slice old = m->field[m->column];

	if ((int)level > m->row_worst)
		m->row_worst = (int)level;
	if (marks_has(m, code))
		return;
	/* The cell may be what flags holds already. */
	if (old.p != m->flags.p) {
		buf_clear(&m->flags);
		if (old.n > 0 && buf_add(&m->flags, old.p, old.n) < 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	if ((old.n > 0 && buf_putc(&m->flags, ';') < 0) ||
	    buf_add(&m->flags, code.p, code.n) < 0)
		die(EXIT_SYSTEM, "out of memory");
	m->field[m->column] = buf_slice(&m->flags);
}

void
marks_count(struct marks *m)
{
	if (m->row_worst < 0)
		return;
	m->count[m->row_worst]++;
	if (m->row_worst > m->worst)
		m->worst = m->row_worst;
}
