/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "table_grid.h"

enum basis
gist_basis(const char *word)
{
	if (word == NULL)
		return BASIS_NONE;
	return strcmp(word, "plan") == 0     ? BASIS_PLAN
	       : strcmp(word, "actual") == 0 ? BASIS_ACTUAL
					     : BASIS_FORECAST;
}

enum reach
gist_reach(const char *word)
{
	static const struct {
		const char *word;
		enum reach reach;
	} all[] = {{"year", REACH_YEAR}, {"to_date", REACH_TO_DATE},
	    {"month", REACH_MONTH}, {"quarter", REACH_QUARTER}};

	for (size_t i = 0; word != NULL && i < sizeof all / sizeof *all; i++)
		if (strcmp(word, all[i].word) == 0)
			return all[i].reach;
	return REACH_NONE;
}

void
gist_inherit(struct gist *m, const struct gist *from)
{
	if (m->basis == BASIS_NONE)
		m->basis = from->basis;
	if (m->reach == REACH_NONE)
		m->reach = from->reach;
	if (m->year == 0)
		m->year = from->year;
	if (m->month == 0)
		m->month = from->month;
	if (m->who == NO_ENTITY)
		m->who = from->who;
	if (m->row == NULL && m->category == NULL) {
		m->row = from->row;
		m->position = or_else(m->position, from->position);
	}
	m->category = or_else(m->category, from->category);
}
