/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "disk.h"
#include "pack.h"

/*
 * How the limit is shared: two sorters at work at a time, and a key; and
 * what a row of that takes beside its bytes.
 */
enum { SHARES = 4, ROW_COST = 64 };

struct disk {
	struct join *j;
	struct sorter *left, *right; /* by key */
	struct sorter *alone;	     /* rows of the right without a match */
	struct build *group;	     /* the rows of one key */
	struct buf places;	     /* and where in their stream they stood */
	struct csv_row row;	     /* a row of the left, unpacked */
	struct slice *field;
	/* The record that each side is at. */
	struct slice left_key, left_value, right_key, right_value;
	int left_more, right_more;
};

static struct sorter *
new_sorter(const struct disk *d)
{
	return must(sorter_new(d->j->o->memory / SHARES));
}

/* Rows that nothing can match skip the sorting by key. */
static void
add_right(struct disk *d, struct buf *value, unsigned long long place,
    const struct slice *key, struct validity valid, struct slice row)
{
	char number[8];

	if (key == NULL) {
		sorter_checked(
		    sorter_put(d->alone, sorter_number(number, place), row));
		return;
	}
	buf_clear(value);
	if (buf_add(value, &place, sizeof place) < 0 ||
	    buf_add(value, &valid, sizeof valid) < 0 ||
	    (row.n > 0 && buf_add(value, row.p, row.n) < 0))
		die(EXIT_SYSTEM, "out of memory");
	sorter_checked(sorter_put(d->right, *key, buf_slice(value)));
}

/* Those that are in memory already, then the rest of the stream. */
static void
sort_right(struct disk *d, struct build *b)
{
	struct join *j = d->j;
	struct buf value = {0}, packed = {0};
	unsigned long long place = 0;
	const struct csv_row *row;
	struct slice key;

	for (; place < build_rows(b); place++) {
		int matches = build_key(b, place, &key);

		add_right(d, &value, place, matches ? &key : NULL,
		    build_valid(b, place), build_row(b, place));
	}
	build_clear(b);
	for (; (row = input_next(j->right)) != NULL; place++) {
		int matches =
		    layout_key(&j->l.right, row, &key) || j->o->match_empty;

		if (!matches && !options_keeps_right(j->o))
			continue;
		emit_pack(&j->emit, &packed, row);
		add_right(d, &value, place, matches ? &key : NULL,
		    probe_validity(j, row), buf_slice(&packed));
	}
	buf_free(&value);
	buf_free(&packed);
	sorter_checked(sorter_sort(d->right));
}

/* A row without a key or a moment has no match: it is written at once. */
static void
sort_left(struct disk *d)
{
	struct join *j = d->j;
	const struct csv_row *row;
	struct buf value = {0};
	struct slice key;

	for (; (row = input_next(j->left)) != NULL; j->emit.at++) {
		int64_t at = 0;
		int matches =
		    layout_key(&j->l.left, row, &key) || j->o->match_empty;
		int status = 0;

		if (j->o->as_of != NULL &&
		    !probe_moment(j, row->field[j->l.as_of], &at))
			matches = 0;
		if (!matches) {
			probe_emit(j, NULL, row, (struct matches){NULL, 0});
			continue;
		}
		buf_clear(&value);
		status |= buf_add(&value, &j->emit.at, sizeof j->emit.at);
		status |= buf_add(&value, &at, sizeof at);
		for (size_t i = 0; i < row->n; i++)
			status |= pack_put(&value, row->field[i]);
		if (status < 0)
			die(EXIT_SYSTEM, "out of memory");
		sorter_checked(sorter_put(d->left, key, buf_slice(&value)));
	}
	buf_free(&value);
	sorter_checked(sorter_sort(d->left));
}

static void
next_left(struct disk *d)
{
	d->left_more =
	    sorter_checked(sorter_next(d->left, &d->left_key, &d->left_value));
}

static void
next_right(struct disk *d)
{
	d->right_more = sorter_checked(
	    sorter_next(d->right, &d->right_key, &d->right_value));
}

/* Takes n bytes off a value. */
static void
take(struct slice *value, void *dst, size_t n)
{
	memcpy(dst, value->p, n);
	value->p += n;
	value->n -= n;
}

static int
compare(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static _Noreturn void
too_many(const struct disk *d, const struct buf *key)
{
	die(EXIT_DATA,
	    "%s: the rows of one key (%s) take over %zu bytes, the limit of -m",
	    input_name(d->j->right), buf_slice(key).p, d->j->o->memory);
}

/* Gathers the rows of the key that the right side is at. */
static void
load_group(struct disk *d, struct buf *key)
{
	size_t held = 0;

	build_clear(d->group);
	buf_clear(&d->places);
	buf_clear(key);
	if (buf_add(key, d->right_key.p, d->right_key.n) < 0)
		die(EXIT_SYSTEM, "out of memory");
	while (d->right_more && slice_eq(d->right_key, buf_slice(key))) {
		struct slice rest = d->right_value, k = buf_slice(key);
		unsigned long long place;
		struct validity valid;

		take(&rest, &place, sizeof place);
		take(&rest, &valid, sizeof valid);
		if (buf_add(&d->places, &place, sizeof place) < 0)
			die(EXIT_SYSTEM, "out of memory");
		build_add(d->group, &k, rest, valid);
		if ((held += rest.n + ROW_COST) > d->j->o->memory)
			too_many(d, key);
		next_right(d);
	}
	build_index(d->group, d->j->o->as_of != NULL);
}

/* Joins one row of the left, which has just been taken from its sorter. */
static void
join_left(struct disk *d, struct slice key, int matches)
{
	struct slice rest = d->left_value;
	struct matches found = {NULL, 0};
	int64_t at;

	take(&rest, &d->j->emit.at, sizeof d->j->emit.at);
	take(&rest, &at, sizeof at);
	for (size_t i = 0; i < d->row.n; i++)
		if (pack_next(&rest, &d->field[i]) <= 0)
			die(EXIT_SYSTEM, "temporary file: damaged");
	if (matches)
		found = probe_find(d->j, d->group, key, at);
	probe_emit(d->j, d->group, &d->row, found);
}

/* Rows of the group that nothing has matched. */
static void
keep_right(struct disk *d)
{
	char number[8];

	for (size_t i = 0; i < build_rows(d->group); i++) {
		unsigned long long place;

		if (build_marked(d->group, i))
			continue;
		memcpy(&place, d->places.p + i * sizeof place, sizeof place);
		sorter_checked(sorter_put(d->alone,
		    sorter_number(number, place), build_row(d->group, i)));
	}
}

/* Goes through both sides key by key. */
static void
meet(struct disk *d)
{
	struct buf key = {0};

	next_left(d);
	next_right(d);
	while (d->left_more || d->right_more) {
		int order = !d->right_more ? -1
			    : !d->left_more
				? 1
				: compare(d->left_key, d->right_key);

		if (order < 0) {
			join_left(d, d->left_key, 0);
			next_left(d);
			continue;
		}
		load_group(d, &key);
		for (; d->left_more && slice_eq(d->left_key, buf_slice(&key));
		     next_left(d))
			join_left(d, buf_slice(&key), 1);
		if (options_keeps_right(d->j->o))
			keep_right(d);
	}
	buf_free(&key);
}

/* Writes the joined rows in order, then what is left of the right side. */
static void
write_all(struct disk *d)
{
	struct sorter *joined = d->j->emit.sorter;
	struct slice place, row;

	d->j->emit.sorter = NULL;
	sorter_checked(sorter_sort(joined));
	while (sorter_checked(sorter_next(joined, &place, &row)) > 0)
		emit_packed(&d->j->emit, row);
	sorter_free(joined);
	sorter_checked(sorter_sort(d->alone));
	while (sorter_checked(sorter_next(d->alone, &place, &row)) > 0)
		emit_right(&d->j->emit, row);
}

void
disk_run(struct join *j, struct build *b)
{
	struct disk d = {.j = j};

	d.left = new_sorter(&d);
	d.right = new_sorter(&d);
	d.alone = new_sorter(&d);
	d.group = build_new();
	d.field = must(calloc(j->l.columns, sizeof *d.field));
	d.row = (struct csv_row){d.field, j->l.columns, 0};
	j->emit.sorter = new_sorter(&d);
	sort_right(&d, b);
	sort_left(&d);
	meet(&d);
	write_all(&d);
	sorter_free(d.left);
	sorter_free(d.right);
	sorter_free(d.alone);
	build_free(d.group);
	buf_free(&d.places);
	buf_free(&j->emit.row);
	free(d.field);
}
