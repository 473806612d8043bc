/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "topic.h"

/* The word that ends right before byte at, in text. */
struct slice
topic_last_word(struct slice text, size_t at)
{
	size_t e = at, b;

	while (e > 0 && text.p[e - 1] == ' ')
		e--;
	for (b = e; b > 0 && text.p[b - 1] != ' ';)
		b--;
	return (struct slice){text.p + b, e - b};
}

/* A name without what makes it one of a CCG: "West Kent". */
static struct slice
core(struct slice name)
{
	if (name.n > 4 && memcmp(name.p, "NHS ", 4) == 0)
		name = (struct slice){name.p + 4, name.n - 4};
	if (name.n > 4 && memcmp(name.p + name.n - 4, " CCG", 4) == 0)
		name.n -= 4;
	return name;
}

static int
is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* "Greater Manchester", "West Kent" are not "Manchester", "Kent". */
static int
part_of_name(struct slice text, size_t at)
{
	struct slice word;

	if (at < 2 || text.p[at - 1] != ' ')
		return 0;
	word = topic_last_word(text, at);
	return word.p[0] >= 'A' && word.p[0] <= 'Z' &&
	       (slice_is(word, "Greater") || slice_is(word, "North") ||
		   slice_is(word, "South") || slice_is(word, "East") ||
		   slice_is(word, "West") || slice_is(word, "Mid") ||
		   slice_is(word, "Central"));
}

/* 1 if text has those words. */
static int
says(struct slice text, struct slice words)
{
	for (size_t i = 0; i + words.n <= text.n; i++)
		if (memcmp(text.p + i, words.p, words.n) == 0 &&
		    (i == 0 || !is_letter(text.p[i - 1])) &&
		    !part_of_name(text, i) &&
		    (i + words.n == text.n || !is_letter(text.p[i + words.n])))
			return 1;
	return 0;
}

/* "GPs in West Kent": a headline that names the place of one of the CCGs. */
static size_t
titled(const struct document *d)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < d->nentity && d->nblock != 0; i++) {
		const struct entity *e = &d->entity[i];

		if (e->body != BODY_CCG || e->strong == 0 ||
		    !says(d->block[0].text, core(e->name)))
			continue;
		if (best != SIZE_MAX)
			return SIZE_MAX;
		best = i;
	}
	return best;
}

size_t
topic_of(const struct document *d)
{
	size_t best = SIZE_MAX;
	unsigned count = 0;

	if (d->voice != NO_VOICE)
		return d->voice;
	if ((best = titled(d)) != SIZE_MAX)
		return best;
	for (size_t i = 0; i < d->nsentence && i < 3; i++) {
		const struct sentence *s = &d->sentence[i];

		for (size_t k = 0; k < s->nmention; k++) {
			const struct mention *m = &d->mention[s->mention + k];

			if (m->kind == MENTION_ORG && m->body == BODY_CCG &&
			    m->nwho == 1)
				return d->member[m->who];
		}
	}
	for (size_t i = 0; i < d->nentity; i++)
		if (d->entity[i].body == BODY_CCG &&
		    d->entity[i].count > count) {
			best = i;
			count = d->entity[i].count;
		}
	return best;
}

/* 1 if no other CCG is named as often as the topic, nor nearly. */
int
topic_dominates(const struct document *d, size_t topic)
{
	for (size_t i = 0; i < d->nentity; i++) {
		const struct entity *e = &d->entity[i];

		/* one that is named once, later, is so in passing */
		if (e->body == BODY_CCG && i != topic &&
		    e->count >= d->entity[topic].count &&
		    (e->count > 1 || i < topic))
			return 0;
		if (e->body == BODY_SECTOR && d->entity[topic].count < 2)
			return 0;
		/* a story about a hospital names the CCG in passing */
		if (e->body == BODY_TRUST && i < topic &&
		    e->count >= d->entity[topic].count)
			return 0;
	}
	return 1;
}
