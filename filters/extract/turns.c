/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "turns.h"

const char *
turns_value(const struct rules *rules, const struct document *d,
    const struct sentence *s, const struct match *x, const char *map,
    size_t *at)
{
	struct slice t = sentence_fold(d, s);
	struct regex_span span = x->span[GROUP_VALUE];
	size_t from = *at > span.start ? *at : span.start;
	const char *v;

	if (!span.set)
		return "";
	t.n = span.end;
	v = from < t.n ? rules_map(rules, map, t, from, at) : NULL;
	return v == NULL ? "" : v;
}

static size_t
count_values(const struct rules *rules, const struct document *d,
    const struct sentence *s, const struct match *x)
{
	const char *map = set_get(&x->rule->set[0], "value");
	size_t n = 0, at = 0;

	if (map == NULL || *map != '*')
		return 0;
	while (*turns_value(rules, d, s, x, map + 1, &at) != '\0')
		n++;
	return n;
}

/* The list that stands nearest before the values, or behind them, and is as
 * long as they are; else those named together not long before. */
struct turns
turns_of(const struct rules *rules, const struct document *d,
    const struct sentence *s, const struct match *x)
{
	size_t n = count_values(rules, d, s, x);
	const struct mention *best = NULL;

	for (size_t i = 0; n > 1 && i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];

		if ((m->kind != MENTION_ORG && m->kind != MENTION_REF) ||
		    m->body != BODY_CCG || (m->nwho != n && m->nall != n))
			continue;
		if (m->tag_end <= x->start || best == NULL)
			best = m;
	}
	if (best != NULL)
		return (struct turns){
		    d->member + (best->nwho == n ? best->who : best->all), n,
		    mention_text(d, s, best)};
	for (size_t i = 0; i < s->nmention; i++)
		if (d->mention[s->mention + i].kind == MENTION_ORG)
			return (struct turns){0};
	if (n > 1 && s->nseveral == n)
		return (struct turns){d->member + s->several, n, {0}};
	return (struct turns){0};
}
