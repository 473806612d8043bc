/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "emit.h"
#include "pack.h"

static void
put(struct emit *e, struct slice field)
{
	if (e->sorter == NULL)
		output_put(e->out, field);
	else if (pack_put(&e->row, field) < 0)
		die(EXIT_SYSTEM, "out of memory");
}

static void
end(struct emit *e)
{
	char place[8];

	if (e->sorter == NULL) {
		output_end(e->out);
		return;
	}
	if (sorter_put(
		e->sorter, sorter_number(place, e->at), buf_slice(&e->row)) < 0)
		die_errno(EXIT_SYSTEM, "temporary file");
	buf_clear(&e->row);
}

static void
put_left(struct emit *e, const struct csv_row *left)
{
	if (e->sorter == NULL)
		output_row(e->out, left);
	else
		for (size_t i = 0; i < left->n; i++)
			put(e, left->field[i]);
}

static struct slice
unpack(struct slice *rest)
{
	struct slice field;

	if (pack_next(rest, &field) <= 0)
		die(EXIT_SYSTEM, "temporary file: damaged");
	return field;
}

void
emit_header(struct emit *e, const struct csv_row *left)
{
	output_row(e->out, left);
	for (size_t i = 0; i < e->l->extras; i++)
		output_puts(e->out, e->l->name[i]);
	output_end(e->out);
}

void
emit_left(struct emit *e, const struct csv_row *left)
{
	put_left(e, left);
	end(e);
}

void
emit_pair(struct emit *e, const struct csv_row *left, const struct slice *right)
{
	struct slice rest = right ? *right : (struct slice){"", 0};

	put_left(e, left);
	for (size_t i = 0; i < e->l->extras; i++)
		put(e, right ? unpack(&rest) : slice_of(e->o->empty));
	end(e);
}

void
emit_right(struct emit *e, struct slice right)
{
	size_t keys = e->l->right.n;
	struct slice extras = right, rest = right;
	struct slice *key = must(calloc(keys, sizeof *key));

	for (size_t i = 0; i < e->l->extras; i++)
		unpack(&rest);
	for (size_t i = 0; i < keys; i++)
		key[i] = unpack(&rest);
	for (size_t i = 0; i < e->l->columns; i++)
		put(e, e->l->key_at[i] == LAYOUT_NONE ? slice_of(e->o->empty)
						      : key[e->l->key_at[i]]);
	for (size_t i = 0; i < e->l->extras; i++)
		put(e, unpack(&extras));
	end(e);
	free(key);
}

void
emit_packed(struct emit *e, struct slice row)
{
	struct slice field;

	while (pack_next(&row, &field) > 0)
		output_put(e->out, field);
	output_end(e->out);
}

void
emit_pack(const struct emit *e, struct buf *packed, const struct csv_row *right)
{
	const struct layout *l = e->l;
	int status = 0;

	buf_clear(packed);
	for (size_t i = 0; i < l->extras; i++)
		status |= pack_put(packed, right->field[l->extra[i]]);
	for (size_t i = 0; options_keeps_right(e->o) && i < l->right.n; i++)
		status |= pack_put(packed, right->field[l->right.column[i]]);
	if (status < 0)
		die(EXIT_SYSTEM, "out of memory");
}
