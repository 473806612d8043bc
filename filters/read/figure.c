/* SPDX-License-Identifier: MIT */
/* Figures in tables, told from their headings. */

#include <ctype.h>

#include "figure.h"

/* "2016-17", "2017/18", "2018" and "£000" are headings, not figures. */
static int
names_a_year_or_unit(struct slice s)
{
	static const char *const units[] = {
	    "£000", "£'000", "£000s", "£’000", "£0.0m", "000", "£ 000"};
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (slice_is(s, units[i]))
			return 1;
	if (s.n < 4 || s.n > 9 ||
	    (memcmp(s.p, "20", 2) != 0 && memcmp(s.p, "19", 2) != 0))
		return 0;
	for (i = 0; i < s.n; i++)
		if (!isdigit((unsigned char)s.p[i]) &&
		    strchr("-/", s.p[i]) == NULL)
			return 0;
	return s.n == 4 || s.p[4] == '-' || s.p[4] == '/';
}

int
figure_is(struct slice s)
{
	size_t i, digits = 0, letters = 0;

	for (i = 0; i < s.n; i++) {
		digits += isdigit((unsigned char)s.p[i]) != 0;
		letters += isalpha((unsigned char)s.p[i]) != 0;
	}
	return digits > 0 && letters <= 2 && s.n < 40 &&
	       !names_a_year_or_unit(s);
}
