/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "overtaken.h"

static int
is_merger(const struct fact *f, const char *value)
{
	return strcmp(f->key[FACT_MEASURE], "merger") == 0 &&
	       strcmp(f->key[FACT_VALUE], value) == 0;
}

static int
names(const struct fact *f, size_t entity)
{
	for (size_t i = 0; i < f->nwho; i++)
		if (f->who[i] == entity)
			return 1;
	return 0;
}

/* 1 if the merger of that body was settled in or before the sentence. */
static int
is_settled(const struct facts *facts, size_t entity, size_t sentence)
{
	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *f = &facts->f[i];

		if (f->sentence <= sentence &&
		    (is_merger(f, "approved") || is_merger(f, "completed")) &&
		    strcmp(f->key[FACT_MODALITY], "asserted") == 0 &&
		    names(f, entity))
			return 1;
	}
	return 0;
}

static int
is_overtaken(const struct facts *facts, const struct fact *f)
{
	if (!is_merger(f, "proposed") || f->nwho == 0 ||
	    strcmp(f->key[FACT_MODALITY], "denied") == 0)
		return 0;
	for (size_t i = 0; i < f->nwho; i++)
		if (!is_settled(facts, f->who[i], f->sentence))
			return 0;
	return 1;
}

void
overtaken_drop(struct facts *facts)
{
	size_t kept = 0;

	for (size_t i = 0; i < facts->n; i++)
		if (!is_overtaken(facts, &facts->f[i]))
			facts->f[kept++] = facts->f[i];
	facts->n = kept;
}
