/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entity.h"
#include "grow.h"

size_t
entity_for(struct document *d, size_t org, enum body body, struct slice name)
{
	struct entity *e;

	for (size_t i = 0; i < d->nentity; i++) {
		e = &d->entity[i];
		if (org != REGISTER_NONE
			? e->org == org
			: e->org == REGISTER_NONE && slice_eq(e->name, name))
			return i;
	}
	e = GROW(d->entity, d->nentity, d->centity);
	e->org = org;
	e->body = body;
	e->name = name;
	return d->nentity - 1;
}

void
mention_member(struct document *d, size_t entity)
{
	*GROW(d->member, d->nmember, d->cmember) = entity;
}

void
mention_add(struct document *d, struct mention *m, size_t entity)
{
	if (m->nwho == 0)
		m->who = d->nmember;
	mention_member(d, entity);
	m->nwho++;
}

static int
of_body(enum org_type type, enum body body)
{
	switch (type) {
	case ORG_CCG:
		return body == BODY_CCG;
	case ORG_TRUST:
		return body == BODY_TRUST;
	case ORG_STP:
	case ORG_ICB:
		return body == BODY_SYSTEM;
	case ORG_NATIONAL:
		return body == BODY_NATIONAL;
	case ORG_SECTOR:
		return body == BODY_SECTOR;
	default:
		return body == BODY_REGION;
	}
}

/*
 * How well a meaning fits the document's date: 3 the body lives and bears
 * that name, 2 it lives, 1 it has closed or is yet to open, 0 not that
 * sort of body.
 */
static int
fit(const struct reg *reg, const struct meaning *m, enum body body,
    struct date on)
{
	if (m->org == REGISTER_NONE ||
	    !of_body(register_org(reg, m->org)->type, body))
		return 0;
	if (!register_live(reg, m->org, on))
		return 1;
	if (on.year != 0 &&
	    ((m->from.year != 0 &&
		 date_days(date_last(on)) < date_days(m->from)) ||
		(m->to.year != 0 && date_days(on) > date_days(m->to))))
		return 2;
	return 3;
}

/* The entity that a name means; further candidates of equal fit with it. */
size_t
entity_of(struct document *d, const struct reg *reg, const struct found *f,
    struct slice text)
{
	size_t best = REGISTER_NONE, also[4], n = 0, e;
	int rank = 0;

	for (size_t i = 0; i < f->name.n; i++) {
		int k = fit(reg, &f->name.meaning[i], f->body, d->published);

		if (k == 0 || k < rank)
			continue;
		if (k > rank) {
			rank = k;
			best = f->name.meaning[i].org;
			n = 0;
		} else if (n < 4) {
			also[n++] = f->name.meaning[i].org;
		}
	}
	e = entity_for(d, best, f->body, text);
	d->entity[e].nalso = n;
	memcpy(d->entity[e].also, also, n * sizeof *also);
	return e;
}
