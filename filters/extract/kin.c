/* SPDX-License-Identifier: MIT */
#include "grow.h"
#include "kin.h"

enum { HEIRS = 8 };

static int
is_named_ccg(const struct entity *e)
{
	return e->body == BODY_CCG && e->org != REGISTER_NONE && e->count > 0;
}

/* 1 if child was made of parent, among others. */
static int
descends(const struct reg *reg, const struct entity *child,
    const struct entity *parent)
{
	size_t heir[HEIRS], n;

	if (date_compare(child->opened, parent->opened) <= 0)
		return 0;
	n = register_successors(reg, parent->org, child->opened, heir, HEIRS);
	for (size_t i = 0; i < n && i < HEIRS; i++)
		if (heir[i] == child->org)
			return 1;
	return 0;
}

void
kin_find(struct document *d, const struct reg *reg)
{
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].org != REGISTER_NONE)
			d->entity[i].opened =
			    register_org(reg, d->entity[i].org)->opened;
	for (size_t i = 0; i < d->nentity; i++) {
		struct entity *child = &d->entity[i];

		child->parents = d->nmember;
		child->nparents = 0;
		if (!is_named_ccg(child))
			continue;
		for (size_t k = 0; k < d->nentity; k++)
			if (k != i && is_named_ccg(&d->entity[k]) &&
			    descends(reg, child, &d->entity[k])) {
				*GROW(d->member, d->nmember, d->cmember) = k;
				child->nparents++;
			}
	}
}
