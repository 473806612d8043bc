/* SPDX-License-Identifier: MIT */
#include "crowd.h"
#include "grow.h"
#include "kin.h"

static int
is_named_ccg(const struct entity *e)
{
	return e->body == BODY_CCG && e->org != REGISTER_NONE && e->count > 0;
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
			    crowd_descends(reg, child->org, d->entity[k].org)) {
				*GROW(d->member, d->nmember, d->cmember) = k;
				child->nparents++;
			}
	}
}
