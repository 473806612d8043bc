/* SPDX-License-Identifier: MIT */
/* Amounts in any text lie in it, one behind another, and are in order. */
#include "home.h"
#include "money.h"

static void
check(struct slice text, const struct money *m)
{
	PROMISE(m->from <= m->start && m->start < m->end);
	PROMISE(m->end <= m->to && m->to <= text.n);
	PROMISE(m->low <= m->high);
	PROMISE(money_qualifier_name(m->qualifier) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const int64_t scale[] = {1, 1000, 1000000};
	struct slice text = {(const char *)data, n};
	struct money m;
	size_t from = 0;

	while (money_next(text, from, &m)) {
		check(text, &m);
		PROMISE(m.start >= from);
		from = m.end;
	}
	for (size_t i = 0; i < sizeof(scale) / sizeof(*scale); i++)
		if (money_parse(text, scale[i], &m) == 0)
			PROMISE(m.low <= m.high);
	return 0;
}
