/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "lines.h"
#include "pack.h"

void
lines_add(struct lines *l, const struct call *c, struct slice packed)
{
	size_t cap = l->text.cap;

	func_save(&l->text, packed);
	*c->held += l->text.cap - cap;
	l->n++;
}

void
lines_free(struct lines *l, const struct call *c)
{
	*c->held -= l->text.cap;
	buf_free(&l->text);
	l->n = 0;
}

int
line_unpack(struct slice *packed, struct line *line)
{
	struct decimal start;

	for (int i = 0; i < L_KEPT; i++)
		if (pack_next(packed, &line->v[i]) <= 0)
			return -2;
	if (decimal_parse(line->v[L_AMOUNT_GBP], &line->amount) < 0)
		return -2;
	if (decimal_parse(line->v[L_CONFIDENCE], &line->confidence) < 0)
		line->confidence = (struct decimal){0};
	line->start = 0;
	if (decimal_parse(line->v[L_EVIDENCE_START], &start) == 0 &&
	    start.places == 0 && start.v >= 0 && start.v < INT32_MAX)
		line->start = (long)start.v;
	return 0;
}

struct line *
lines_unpack(const struct lines *l)
{
	struct line *line = must(calloc(l->n + 1, sizeof *line));
	struct slice rest = buf_slice(&l->text), packed;

	for (size_t i = 0; i < l->n; i++)
		if (pack_next(&rest, &packed) <= 0 ||
		    line_unpack(&packed, &line[i]) < 0)
			die(EXIT_SYSTEM, "state of best: damaged");
	return line;
}
