/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "rules.h"

void
rules_free(struct rules *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->nrule; i++) {
		for (size_t k = 0; k < r->rule[i].nfind; k++)
			regex_free(r->rule[i].find[k]);
		regex_free(r->rule[i].not_);
	}
	for (size_t i = 0; i < r->nmark; i++)
		regex_free(r->mark[i].regex);
	for (size_t i = 0; i < r->nclause; i++)
		regex_free(r->clause[i].regex);
	for (size_t i = 0; i < r->nalso; i++)
		regex_free(r->also[i]);
	for (size_t i = 0; i < r->naside; i++)
		regex_free(r->aside[i]);
	for (size_t i = 0; i < r->nmap; i++)
		regex_free(r->map[i].regex);
	for (size_t i = 0; i < r->nowned; i++)
		free(r->owned[i]);
	free(r->owned);
	free(r->cue);
	free(r->rule);
	free(r->mark);
	free(r->clause);
	free(r->aside);
	free(r->also);
	free(r->map);
	free(r->example);
	free(r);
}

const struct rule *
rules_find(const struct rules *r, const char *id)
{
	for (size_t i = 0; i < r->nrule; i++)
		if (strcmp(r->rule[i].id, id) == 0)
			return &r->rule[i];
	return NULL;
}

int
rules_match(struct regex *re, struct slice text, size_t at)
{
	int found = regex_match(re, text, at);

	if (found == REGEX_FAILED)
		die(EXIT_SYSTEM, "out of memory");
	return found == 1;
}

struct regex_span
rules_group(const struct regex *re, enum rule_group g)
{
	size_t n = regex_named(re, rule_groups[g]);

	return n == 0 ? (struct regex_span){0, 0, 0} : regex_group(re, n);
}

const char *
set_get(const struct set *s, const char *key)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->pair[i].key, key) == 0)
			return s->pair[i].value;
	return NULL;
}

const char *
rules_map(const struct rules *r, const char *map, struct slice text, size_t at,
    size_t *end)
{
	const char *best = NULL;
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < r->nmap; i++) {
		struct regex_span span;

		if (strcmp(r->map[i].name, map) != 0 ||
		    !rules_match(r->map[i].regex, text, at))
			continue;
		span = regex_group(r->map[i].regex, 0);
		if (span.start >= first)
			continue;
		first = span.start;
		best = r->map[i].value;
		*end = span.end > at ? span.end : at + 1;
	}
	return best;
}

int
rules_says(const struct rules *r, const char *map, const char *value,
    struct slice text)
{
	for (size_t i = 0; i < r->nmap; i++)
		if (strcmp(r->map[i].name, map) == 0 &&
		    strcmp(r->map[i].value, value) == 0 &&
		    rules_match(r->map[i].regex, text, 0))
			return 1;
	return 0;
}
