/* SPDX-License-Identifier: MIT */
#include "crowd.h"
#include "entity.h"

/* Of CCGs; those that began later are mergers. */
enum { FIRST_YEAR = 2013, HEIRS = 8 };

void
crowd_of_place(struct document *d, const struct reg *reg, const struct found *f,
    struct date on, struct mention *m)
{
	struct slice name = {0};

	for (size_t i = 0; i < f->name.n; i++)
		if (f->name.meaning[i].org == REGISTER_NONE)
			name =
			    register_group(reg, f->name.meaning[i].group)->name;
	for (size_t i = 0; i < register_groups(reg); i++) {
		const struct group *g = register_group(reg, i);

		if (slice_eq(g->name, name) && register_live(reg, g->org, on))
			mention_add(d, m,
			    entity_for(d, g->org, BODY_CCG,
				register_name(reg, g->org, on)));
	}
}

/* The last day of the financial year that ended in year. */
static struct date
year_end(int year)
{
	return (struct date){year, 3, 31};
}

/* The year of the last of those days before the document's; without a date
 * there is none. */
static int
latest_end(const struct document *d)
{
	int year = d->published.year;

	return d->published.month >= 4 ? year : year - 1;
}

void
crowd_of_number(struct document *d, const struct reg *reg,
    const struct found *f, struct mention *m)
{
	size_t members = d->nmember;

	crowd_of_place(d, reg, f, d->published, m);
	for (int y = latest_end(d); m->nwho != f->said && y > FIRST_YEAR; y--) {
		m->nwho = 0;
		d->nmember = members;
		crowd_of_place(d, reg, f, year_end(y), m);
	}
	if (m->nwho != f->said)
		m->nwho = 0;
}

static void
add(struct document *d, const struct mention *m, size_t said)
{
	size_t k = 0;

	while (k < d->ncrowd && d->crowd[k].said != said)
		k++;
	if (m->nwho > 1 && k == d->ncrowd && k < CROWDS)
		d->crowd[d->ncrowd++] = (struct crowd){m->who, m->nwho, said};
}

static void
of_places(struct document *d, const struct reg *reg, const struct names *names,
    struct date on)
{
	for (size_t i = 0; i < names->n; i++) {
		struct mention m = {0};

		if (!names_group(&names->f[i].name))
			continue;
		crowd_of_place(d, reg, &names->f[i], on, &m);
		add(d, &m, m.nwho);
	}
}

int
crowd_descends(const struct reg *reg, size_t child, size_t parent)
{
	const struct org *c = register_org(reg, child);
	const struct org *p = register_org(reg, parent);
	size_t heir[HEIRS], n;

	if (p->type != ORG_CCG || c->opened.year <= FIRST_YEAR ||
	    date_compare(c->opened, p->opened) <= 0)
		return 0;
	n = register_successors(reg, parent, c->opened, heir, HEIRS);
	for (size_t i = 0; i < n && i < HEIRS; i++)
		if (heir[i] == child)
			return 1;
	return 0;
}

/* Of those that nothing names, nothing is said. */
static void
of_family(struct document *d, const struct reg *reg, size_t child)
{
	struct mention m = {0};
	size_t said = 0;

	for (size_t i = 0; i < register_orgs(reg); i++)
		said += (size_t)crowd_descends(reg, d->entity[child].org, i);
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].count != 0 &&
		    d->entity[i].org != REGISTER_NONE &&
		    crowd_descends(reg, d->entity[child].org, d->entity[i].org))
			mention_add(d, &m, i);
	add(d, &m, said);
}

void
crowds_find(
    struct document *d, const struct reg *reg, const struct names *names)
{
	d->ncrowd = 0;
	of_places(d, reg, names, d->published);
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_CCG && d->entity[i].count != 0 &&
		    d->entity[i].org != REGISTER_NONE &&
		    register_org(reg, d->entity[i].org)->opened.year >
			FIRST_YEAR)
			of_family(d, reg, i);
	for (int y = latest_end(d); y > FIRST_YEAR; y--)
		of_places(d, reg, names, year_end(y));
}
