/* SPDX-License-Identifier: MIT */
#include "probe.h"
#include "when.h"

int
probe_moment(const struct join *j, struct slice text, int64_t *at)
{
	struct when w;

	if (text.n == 0)
		return 0;
	if (when_parse(text, &w) < 0)
		input_reject(j->left, "column %s: not a date: %.*s",
		    j->o->as_of, (int)text.n, text.p);
	*at = w.first;
	return 1;
}

struct validity
probe_validity(const struct join *j, const struct csv_row *row)
{
	struct validity valid = VALID_ALWAYS;
	size_t column[2] = {j->l.from, j->l.to};
	const char *name[2] = {j->o->from, j->o->to};

	for (int i = 0; i < 2; i++) {
		struct slice text;
		struct when w;

		if (column[i] == LAYOUT_NONE)
			continue;
		text = row->field[column[i]];
		if (text.n == 0)
			continue;
		if (when_parse(text, &w) < 0)
			input_reject(j->right, "column %s: not a date: %.*s",
			    name[i], (int)text.n, text.p);
		if (i == 0)
			valid.from = w.first;
		else
			valid.to = w.last;
	}
	return valid;
}

void
probe_emit(struct join *j, struct build *b, const struct csv_row *left,
    struct matches found)
{
	struct slice right;

	if (j->o->kind == JOIN_SEMI || j->o->kind == JOIN_ANTI) {
		if ((found.n > 0) == (j->o->kind == JOIN_SEMI))
			emit_left(&j->emit, left);
		return;
	}
	for (size_t i = 0; i < found.n; i++) {
		right = build_row(b, found.row[i]);
		build_mark(b, found.row[i]);
		emit_pair(&j->emit, left, &right);
	}
	if (found.n == 0 && options_keeps_left(j->o))
		emit_pair(&j->emit, left, NULL);
}

struct matches
probe_find(const struct join *j, struct build *b, struct slice key, int64_t at)
{
	if (j->o->as_of == NULL)
		return build_find(b, key);
	return j->o->nearest ? build_find_last(b, key, at)
			     : build_find_at(b, key, at);
}

int
probe_load(struct join *j, struct build *b)
{
	const struct csv_row *row;
	struct buf packed = {0};
	struct slice key;

	while ((row = input_next(j->right)) != NULL) {
		int whole = layout_key(&j->l.right, row, &key);
		int matches = whole || j->o->match_empty;
		struct validity valid = probe_validity(j, row);

		if (!matches && !options_keeps_right(j->o))
			continue;
		emit_pack(&j->emit, &packed, row);
		build_add(b, matches ? &key : NULL, buf_slice(&packed), valid);
		if (build_bytes(b) > j->o->memory)
			break;
	}
	buf_free(&packed);
	if (row != NULL)
		return 0;
	build_index(b, j->o->as_of != NULL);
	return 1;
}

void
probe_run(struct join *j, struct build *b)
{
	const struct csv_row *row;
	struct slice key;

	while ((row = input_next(j->left)) != NULL) {
		struct matches found = {NULL, 0};
		int64_t at = 0;
		int whole = layout_key(&j->l.left, row, &key);

		if (j->o->as_of != NULL &&
		    !probe_moment(j, row->field[j->l.as_of], &at))
			whole = -1;
		if (whole > 0 || (whole == 0 && j->o->match_empty))
			found = probe_find(j, b, key, at);
		probe_emit(j, b, row, found);
	}
	for (size_t i = 0; options_keeps_right(j->o) && i < build_rows(b); i++)
		if (!build_marked(b, i))
			emit_right(&j->emit, build_row(b, i));
}
