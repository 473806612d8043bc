/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "newest.h"

/* What one state makes history of. */
static const struct step {
	const char *measure, *older, *newer;
} steps[] = {
    {"special_measures", "in", "exited"},
    {"legal_directions", "in", "exited"},
    {"merger", "proposed", "approved"},
    {"merger", "proposed", "completed"},
    {"leadership", "leaving", "left"},
};

static int
is(const struct row *r, size_t column, const char *value)
{
	return strcmp(r->v[column], value) == 0;
}

/* Bodies are codes joined by semicolons; nobody named may be anybody. */
static int
share_a_body(const char *a, const char *b)
{
	if (*a == '\0' || *b == '\0')
		return 1;
	for (size_t n; *a != '\0'; a += n + (a[n] == ';')) {
		const char *at = b;

		n = strcspn(a, ";");
		while (*at != '\0') {
			size_t len = strcspn(at, ";");

			if (len == n && memcmp(a, at, n) == 0)
				return 1;
			at += len + (at[len] == ';');
		}
	}
	return 0;
}

static int
is_scope_of(const struct row *a, const struct row *b)
{
	return strcmp(a->v[O_SCOPE], b->v[O_SCOPE]) == 0 ||
	       *a->v[O_SCOPE] == '\0' || is(a, O_SCOPE, "overall");
}

/* A post that is not named may be any. */
static int
same_post(const struct row *a, const struct row *b)
{
	return !is(a, O_MEASURE, "leadership") || is(a, O_DETAIL, "") ||
	       is(b, O_DETAIL, "") ||
	       strcmp(a->v[O_DETAIL], b->v[O_DETAIL]) == 0;
}

static int
is_history(const struct row *old, const struct row *new, const struct step *s)
{
	return is(old, O_MEASURE, s->measure) && is(old, O_VALUE, s->older) &&
	       !is(old, O_MODALITY, "denied") && is(old, O_EVENT_DATE, "") &&
	       is(new, O_MEASURE, s->measure) && is(new, O_VALUE, s->newer) &&
	       is(new, O_MODALITY, "asserted") &&
	       strcmp(old->v[O_ORG_CODE], new->v[O_ORG_CODE]) == 0 &&
	       is_scope_of(old, new) && same_post(old, new) &&
	       share_a_body(old->v[O_COUNTERPARTS], new->v[O_COUNTERPARTS]);
}

void
newest_states(struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		for (size_t k = 0; k < rows->n && !rows->r[i].dropped; k++)
			for (size_t s = 0; s < sizeof steps / sizeof *steps;
			     s++)
				if (!rows->r[k].dropped && !rows->r[i].money &&
				    !rows->r[k].money &&
				    is_history(
					&rows->r[i], &rows->r[k], &steps[s]))
					rows->r[i].dropped = 1;
}
