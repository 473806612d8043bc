/* SPDX-License-Identifier: MIT */
/* The cells of a line of text. */

#include "columns.h"
#include "figure.h"

/* The gap at i, if there is one: a tab, or two spaces and more. */
static size_t
gap(struct slice s, size_t i)
{
	size_t n = 0;
	int tab = 0;

	while (i + n < s.n && (s.p[i + n] == ' ' || s.p[i + n] == '\t'))
		tab |= s.p[i + n++] == '\t';
	return tab || n >= 2 ? n : 0;
}

void
columns_split(struct slice s, struct columns *c)
{
	size_t i = 0, from = 0, n;

	c->n = c->figures = 0;
	while (i <= s.n && c->n < COLUMNS_MAX) {
		n = i < s.n ? gap(s, i) : 0;
		if (i == s.n || (n > 0 && c->n + 1 < COLUMNS_MAX)) {
			c->cell[c->n] = (struct slice){s.p + from, i - from};
			c->figures += figure_is(c->cell[c->n++]) != 0;
			from = i + n;
		}
		i += n > 0 ? n : 1;
	}
}
