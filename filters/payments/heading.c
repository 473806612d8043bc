/* SPDX-License-Identifier: MIT */
#include "heading.h"

#include "scan.h"

/* headings.txt. */
extern const char payments_headings[];

static const char *const names[FIELDS] = {"supplier", "amount", "paid",
    "transaction", "expense_type", "expense_area", "entity"};

enum { WORDS_MAX = 128 };

struct slice
row_cell(struct slice row, size_t i)
{
	const char *p = row.p, *end = row.p + row.n, *tab;

	for (; i > 0; i--) {
		tab = memchr(p, '\t', (size_t)(end - p));
		if (tab == NULL)
			return (struct slice){"", 0};
		p = tab + 1;
	}
	tab = memchr(p, '\t', (size_t)(end - p));
	if (tab != NULL)
		end = tab;
	while (p < end && *p == ' ')
		p++;
	while (end > p && end[-1] == ' ')
		end--;
	return (struct slice){p, (size_t)(end - p)};
}

size_t
row_cells(struct slice row)
{
	size_t n = 1;

	for (size_t i = 0; i < row.n; i++)
		n += row.p[i] == '\t';
	return n;
}

/*
 * The words of a heading, small, one space before and behind each; a pound
 * sign is a word where there is no other.
 */
static void
fold(struct slice cell, char out[WORDS_MAX])
{
	size_t n = 1;

	out[0] = ' ';
	for (size_t i = 0; i < cell.n && n < WORDS_MAX - 2; i++) {
		unsigned char c = (unsigned char)cell.p[i];

		if (scan_letter(c))
			out[n++] = (char)(c | 0x20);
		else if (scan_digit(c))
			out[n++] = (char)c;
		else if (out[n - 1] != ' ')
			out[n++] = ' ';
	}
	if (out[n - 1] != ' ')
		out[n++] = ' ';
	out[n] = '\0';
	if (n == 1 && memmem(cell.p, cell.n, "£", strlen("£")) != NULL)
		strcpy(out, " £ ");
}

/* The lines of headings.txt: field and phrase; 0 at the end. */
static int
next_phrase(const char **at, struct slice *field, struct slice *phrase)
{
	for (;;) {
		const char *line = *at;
		size_t n = strcspn(line, "\n"), word;

		if (*line == '\0')
			return 0;
		*at = line + n + (line[n] == '\n');
		word = strcspn(line, " \n");
		if (*line == '#' || word >= n)
			continue;
		*field = (struct slice){line, word};
		*phrase = (struct slice){line + word + 1, n - word - 1};
		return 1;
	}
}

static size_t
words_in(struct slice s)
{
	size_t n = 1;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

/*
 * The field of a heading, FIELDS for none, and the place in headings.txt of
 * the phrase that says so.
 */
static enum field
field_of(struct slice heading, size_t *place)
{
	char words[WORDS_MAX], wanted[WORDS_MAX];
	const char *at = payments_headings;
	struct slice field, phrase;
	enum field found = FIELDS;
	size_t longest = 0, line = 0, n;
	const char *first = NULL, *here;

	fold(heading, words);
	for (; next_phrase(&at, &field, &phrase); line++) {
		n = words_in(phrase);
		if (phrase.n + 3 > WORDS_MAX || n < longest)
			continue;
		wanted[0] = ' ';
		memcpy(wanted + 1, phrase.p, phrase.n);
		strcpy(wanted + 1 + phrase.n, " ");
		here = strstr(words, wanted);
		if (here == NULL || (n == longest && here >= first))
			continue;
		longest = n;
		first = here;
		*place = line;
		for (found = 0; found < FIELDS; found++)
			if (slice_is(field, names[found]))
				break;
	}
	return found;
}

struct headings
headings_read(struct slice header)
{
	struct headings h;
	size_t best[FIELDS], place = 0, n = row_cells(header);

	for (size_t f = 0; f < FIELDS; f++)
		h.column[f] = NO_COLUMN;
	for (size_t i = 0; i < n; i++) {
		enum field f = field_of(row_cell(header, i), &place);

		if (f == FIELDS ||
		    (h.column[f] != NO_COLUMN && best[f] <= place))
			continue;
		h.column[f] = i;
		best[f] = place;
	}
	return h;
}
