/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "diag.h"
#include "fold.h"

static char
letter_of(const struct mention *m)
{
	static const char letters[] = "ctynsgk";

	switch (m->kind) {
	case MENTION_MONEY:
		return 'm';
	case MENTION_PERIOD:
		return 'p';
	case MENTION_REF:
		return 'r';
	default:
		return letters[m->body];
	}
}

/* One character of the text as the patterns see it; its length in *n. */
static char
fold_char(const char *p, size_t left, size_t *n)
{
	unsigned char c = (unsigned char)*p;

	*n = 1;
	if (c < 0x80) {
		if (c >= 'A' && c <= 'Z')
			return (char)(c | 0x20);
		return c == '<' ? '(' : c == '>' ? ')' : (char)c;
	}
	*n = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
	if (*n > left)
		*n = left;
	if (*n == 2 && memcmp(p, "\xc2\xa3", 2) == 0)
		return '#';
	if (*n == 3 && memcmp(p, "\xe2\x80", 2) == 0) {
		unsigned char k = (unsigned char)p[2];

		if (k == 0x98 || k == 0x99)
			return '\'';
		if (k == 0x9c || k == 0x9d)
			return '"';
		if (k >= 0x90 && k <= 0x95)
			return '-';
	}
	return '?';
}

/* "£4.3m: the deficit", "£12m - the savings": the mark behind the amount that
 * a line begins with says no more than a blank would; its length. */
static size_t
colon(const char *p, size_t left)
{
	static const char *const marks[] = {
	    ": ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 "};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i]);

		if (left > n && memcmp(p, marks[i], n) == 0)
			return n - 1;
	}
	return 0;
}

/* The byte of the text at which folding goes on behind a mention. */
static size_t
behind(
    const struct document *d, const struct sentence *s, const struct mention *m)
{
	struct slice t = d->block[s->block].text;

	if (m->kind != MENTION_MONEY || m->start != s->start)
		return m->end;
	return m->end + colon(t.p + m->end, s->end - m->end);
}

void
fold_sentence(struct document *d, struct sentence *s)
{
	struct slice t = d->block[s->block].text;
	size_t i = s->start, n, k = 0;
	int bad = 0;

	s->fold = d->fold.n;
	while (i < s->end) {
		struct mention *m = &d->mention[s->mention + k];

		if (k < s->nmention && i == m->start) {
			m->tag = d->fold.n - s->fold;
			bad |= buf_printf(&d->fold, "<%c%zu>", letter_of(m), k);
			m->tag_end = d->fold.n - s->fold;
			i = behind(d, s, m);
			k++;
			continue;
		}
		bad |= buf_putc(&d->fold, fold_char(t.p + i, s->end - i, &n));
		i += n;
	}
	s->nfold = d->fold.n - s->fold;
	bad |= buf_putc(&d->fold, '\0');
	if (bad)
		die(EXIT_SYSTEM, "out of memory");
}

struct slice
fold_source(
    const struct document *d, const struct sentence *s, size_t from, size_t to)
{
	struct slice t = d->block[s->block].text;
	size_t i = s->start, at = 0, k = 0, n, first = s->end;

	while (i < s->end && at < to) {
		const struct mention *m = &d->mention[s->mention + k];

		if (at >= from && first == s->end)
			first = i;
		if (k < s->nmention && i == m->start) {
			at = m->tag_end;
			i = behind(d, s, m);
			k++;
			continue;
		}
		(void)fold_char(t.p + i, s->end - i, &n);
		i += n;
		at++;
	}
	if (i > s->end)
		i = s->end;
	return (struct slice){t.p + first, i > first ? i - first : 0};
}

struct slice
fold_word_before(struct slice t, size_t at)
{
	size_t e = at, b;

	while (e > 0 && t.p[e - 1] == ' ')
		e--;
	for (b = e; b > 0 && t.p[b - 1] >= 'a' && t.p[b - 1] <= 'z';)
		b--;
	return (struct slice){t.p + b, e - b};
}
