/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "layout.h"

static struct key
find_key(const struct spec_names *names, const struct input *in)
{
	struct key k = {.n = names->n};

	k.column = must(calloc(names->n, sizeof *k.column));
	for (size_t i = 0; i < names->n; i++)
		k.column[i] = input_column(in, names->name[i]);
	return k;
}

/* Tables of the register call their key "code"; a stream may not. */
static struct key
find_right_key(const struct options *o, const struct input *in)
{
	const struct spec_names *names = &o->right;
	struct key k;

	if (o->file != NULL)
		return find_key(names, in);
	k = (struct key){.n = names->n};
	k.column = must(calloc(names->n, sizeof *k.column));
	for (size_t i = 0; i < names->n; i++) {
		k.column[i] = input_find(in, slice_of(names->name[i]));
		if (k.column[i] == INPUT_NONE &&
		    strcmp(names->name[i], o->left.name[i]) == 0)
			k.column[i] = input_find(in, slice_of("code"));
		if (k.column[i] == INPUT_NONE)
			die(EXIT_DATA, "register: no column %s in table %s",
			    names->name[i], o->table ? o->table : "successor");
	}
	return k;
}

static int
is_key(const struct key *k, size_t column)
{
	for (size_t i = 0; i < k->n; i++)
		if (k->column[i] == column)
			return 1;
	return 0;
}

/* The name of an added column: its own, or prefixed where that is taken. */
static char *
name_extra(const struct options *o, const struct input *left, struct slice own)
{
	int taken = input_find(left, own) != INPUT_NONE;
	struct buf name = {0};

	if ((taken && buf_puts(&name, o->prefix) < 0) ||
	    buf_add(&name, own.p, own.n) < 0)
		die(EXIT_SYSTEM, "out of memory");
	if (taken && input_find(left, buf_slice(&name)) != INPUT_NONE)
		die(EXIT_DATA,
		    "column would stand twice: %s (choose a --prefix)", name.p);
	return name.p;
}

static void
check_names(const struct layout *l)
{
	for (size_t i = 0; i < l->extras; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(l->name[i], l->name[j]) == 0)
				die(EXIT_DATA,
				    "column would stand twice: %s (choose a "
				    "--prefix)",
				    l->name[i]);
}

static void
find_extras(struct layout *l, const struct options *o, const struct input *left,
    const struct input *right)
{
	const struct csv_row *header = input_header(right);

	l->extra = must(calloc(header->n, sizeof *l->extra));
	l->name = must(calloc(header->n, sizeof *l->name));
	for (size_t i = 0; options_adds(o) && i < header->n; i++) {
		if (is_key(&l->right, i))
			continue;
		l->extra[l->extras] = i;
		l->name[l->extras++] = name_extra(o, left, header->field[i]);
	}
	check_names(l);
}

struct layout
layout_make(const struct options *o, struct input *left, struct input *right)
{
	struct layout l = {.as_of = LAYOUT_NONE,
	    .from = LAYOUT_NONE,
	    .to = LAYOUT_NONE,
	    .columns = input_header(left)->n};

	l.left = find_key(&o->left, left);
	l.right = find_right_key(o, right);
	find_extras(&l, o, left, right);
	l.key_at = must(malloc(l.columns * sizeof *l.key_at));
	for (size_t i = 0; i < l.columns; i++)
		l.key_at[i] = LAYOUT_NONE;
	for (size_t i = l.left.n; i-- > 0;)
		l.key_at[l.left.column[i]] = i;
	if (o->as_of == NULL)
		return l;
	l.as_of = input_column(left, o->as_of);
	l.from = input_column(right, o->from);
	if (!o->nearest)
		l.to = input_column(right, o->to);
	return l;
}

void
layout_free(struct layout *l)
{
	for (size_t i = 0; i < l->extras; i++)
		free(l->name[i]);
	free(l->name);
	free(l->extra);
	free(l->key_at);
	free(l->left.column);
	free(l->right.column);
	buf_free(&l->left.joined);
	buf_free(&l->right.joined);
}

int
layout_key(struct key *k, const struct csv_row *row, struct slice *key)
{
	int whole = 1;

	if (k->n == 1) {
		*key = row->field[k->column[0]];
		return key->n > 0;
	}
	/* No field holds a NUL, so it keeps ("a", "bc") from ("ab", "c"). */
	buf_clear(&k->joined);
	for (size_t i = 0; i < k->n; i++) {
		struct slice part = row->field[k->column[i]];

		whole &= part.n > 0;
		if (buf_add(&k->joined, part.p, part.n + 1) < 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	*key = buf_slice(&k->joined);
	return whole;
}
