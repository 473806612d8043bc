/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "diag.h"
#include "pattern.h"

static const char *
piece(const struct pieces *p, struct slice name)
{
	static const struct let tags[] = {{"AMOUNT", "(?<amount><m[0-9]+>)"},
	    {"AMOUNT2", "(?<amount2><m[0-9]+>)"}, {"MONEY", "<m[0-9]+>"},
	    {"ORG", "(?<org><[ctysrk][0-9]+>)"},
	    {"ORG2", "(?<org2><[ctysrk][0-9]+>)"},
	    {"CCG", "(?<org><[cr][0-9]+>)"}, {"CCG2", "(?<org2><[cr][0-9]+>)"},
	    {"BODY", "<[ctysrkng][0-9]+>"}, {"NATIONAL", "<[nr][0-9]+>"},
	    {"PERIOD", "(?<period><p[0-9]+>)"}, {"DAY", "(?<day><p[0-9]+>)"},
	    {"P", "<p[0-9]+>"}};

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (slice_is(name, tags[i].name))
			return tags[i].value;
	for (size_t i = p->n; i-- > 0;)
		if (slice_is(name, p->let[i].name))
			return p->let[i].value;
	return NULL;
}

/* The length of "{NAME}" at s, or 0: "{2,3}" is the pattern's own. */
static size_t
piece_length(struct slice s)
{
	size_t i = 1;

	if (s.n < 3 || *s.p != '{' || s.p[1] < 'A' || s.p[1] > 'Z')
		return 0;
	while (i < s.n && s.p[i] != '}')
		i++;
	return i < s.n ? i + 1 : 0;
}

struct buf
pattern_expand(const struct pieces *p, struct slice s, struct slice *unknown)
{
	struct buf b = {0};
	int bad = buf_puts(&b, "");

	for (size_t i = 0, n; i < s.n; i += n) {
		const char *value;
		struct slice rest = {s.p + i, s.n - i};

		n = piece_length(rest);
		if (n == 0) {
			n = 1;
			bad |= buf_putc(&b, s.p[i]);
			continue;
		}
		value = piece(p, (struct slice){rest.p + 1, n - 2});
		if (value == NULL && unknown->n == 0)
			*unknown = (struct slice){rest.p, n};
		bad |= buf_puts(&b, value == NULL ? "" : value);
	}
	if (bad)
		die(EXIT_SYSTEM, "out of memory");
	return b;
}

/*
 * A pronoun is a tag once it stands for a body, and stays a word where it
 * stands for none: a pattern that says "its" means both.
 */

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' ||
	       c == '\\';
}

/* The length of the pronoun at the start of s, or 0. */
static size_t
pronoun_length(struct slice s)
{
	static const char *const words[] = {
	    "its", "their", "it", "they", "them", "our", "we", "us"};

	if (memchr("itowu", *s.p, 5) == NULL)
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (s.n >= n && memcmp(s.p, words[i], n) == 0 &&
		    (s.n == n || !is_letter(s.p[n])))
			return n;
	}
	return 0;
}

/* The length of a look-behind, which must be of one length, at s, or 0. */
static size_t
behind_length(struct slice s)
{
	size_t depth = 0;

	if (s.n < 4 || memcmp(s.p, "(?<", 3) != 0 ||
	    (s.p[3] != '!' && s.p[3] != '='))
		return 0;
	for (size_t i = 0; i < s.n; i++) {
		depth += s.p[i] == '(';
		if (s.p[i] == ')' && --depth == 0)
			return i + 1;
	}
	return 0;
}

struct buf
pattern_admit_tags(struct slice s)
{
	struct buf b = {0};
	int bad = buf_puts(&b, "");

	for (size_t i = 0, n; i < s.n; i += n) {
		struct slice rest = {s.p + i, s.n - i};

		n = behind_length(rest);
		if (n == 0 && (i == 0 || !is_letter(s.p[i - 1])) &&
		    (n = pronoun_length(rest)) != 0) {
			bad |= buf_puts(&b, "(?:");
			bad |= buf_add(&b, rest.p, n);
			bad |= buf_puts(&b, "|<r[0-9]+>)");
			continue;
		}
		n += n == 0;
		bad |= buf_add(&b, rest.p, n);
	}
	if (bad)
		die(EXIT_SYSTEM, "out of memory");
	return b;
}
