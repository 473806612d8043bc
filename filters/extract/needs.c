/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "needs.h"

uint32_t
needs_letter(char letter)
{
	return letter >= 'a' && letter <= 'z' ? UINT32_C(1) << (letter - 'a')
					      : 0;
}

/* The length of "<m[0-9]+>", "<[cr]\d+>" at s and its letters, or 0. */
static size_t
tag_at(struct slice s, uint32_t *letters)
{
	static const char *const digits[] = {"[0-9]+>", "\\d+>"};
	size_t i = 1;

	*letters = 0;
	if (s.n < 5 || *s.p != '<')
		return 0;
	if (s.p[i] == '[') {
		for (i++; i < s.n && s.p[i] != ']'; i++)
			*letters |= needs_letter(s.p[i]);
		i++;
	} else {
		*letters = needs_letter(s.p[i++]);
	}
	for (size_t k = 0; *letters != 0 && k < 2; k++) {
		size_t n = strlen(digits[k]);

		if (i + n <= s.n && memcmp(s.p + i, digits[k], n) == 0)
			return i + n;
	}
	return 0;
}

/* The length of "(?<amount><m[0-9]+>)" at s and its letters, or 0. */
static size_t
named_tag_at(struct slice s, uint32_t *letters)
{
	size_t i = 3, n;

	if (s.n < 8 || memcmp(s.p, "(?<", 3) != 0)
		return 0;
	while (i < s.n && s.p[i] >= '0' && s.p[i] != '>')
		i++;
	if (i == 3 || i >= s.n || s.p[i] != '>')
		return 0;
	i++;
	n = tag_at((struct slice){s.p + i, s.n - i}, letters);
	return n != 0 && i + n < s.n && s.p[i + n] == ')' ? i + n + 1 : 0;
}

/* The length of an escape or a class at s, or 1. */
static size_t
atom_length(struct slice s)
{
	size_t i = 1;

	if (*s.p == '\\')
		return s.n > 1 ? 2 : 1;
	if (*s.p != '[')
		return 1;
	if (i < s.n && s.p[i] == '^')
		i++;
	if (i < s.n && s.p[i] == ']')
		i++;
	while (i < s.n && s.p[i] != ']')
		i += s.p[i] == '\\' ? 2 : 1;
	return i < s.n ? i + 1 : s.n;
}

struct needs
needs_of(struct slice s)
{
	struct needs needs = {{0}};
	size_t depth = 0, found = 0;

	for (size_t i = 0, n; i < s.n; i += n) {
		struct slice rest = {s.p + i, s.n - i};
		uint32_t letters = 0;

		n = 0;
		if (depth == 0 && (n = tag_at(rest, &letters)) == 0)
			n = named_tag_at(rest, &letters);
		if (n != 0) {
			int maybe =
			    i + n < s.n && strchr("?*{", s.p[i + n]) != NULL;

			if (!maybe && found < NEEDS)
				needs.one_of[found++] = letters;
			continue;
		}
		n = atom_length(rest);
		if (n > 1)
			continue;
		if (*rest.p == '|' && depth == 0)
			return (struct needs){{0}};
		depth += *rest.p == '(';
		depth -= *rest.p == ')' && depth > 0;
	}
	return needs;
}

int
needs_met(const struct needs *needs, uint32_t letters)
{
	for (size_t i = 0; i < NEEDS; i++)
		if (needs->one_of[i] != 0 && (needs->one_of[i] & letters) == 0)
			return 0;
	return 1;
}
