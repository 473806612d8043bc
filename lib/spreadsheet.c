/* SPDX-License-Identifier: MIT */
#include "spreadsheet.h"

/* What parts cells in a reader that was told of no commas. */
static const char partings[] = ";\t\n\r";

static size_t
part_length(struct slice s)
{
	size_t n = 0;

	while (n < s.n && memchr(partings, s.p[n], 4) == NULL)
		n++;
	return n;
}

/* -12.30, +5, -1,234 and -3%; but not -1+1, which is worked out. */
static int
is_number(struct slice s)
{
	size_t i = 1;

	if (s.n < 2 || s.p[1] < '0' || s.p[1] > '9')
		return 0;
	while (i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.' ||
			      s.p[i] == ','))
		i++;
	i += i < s.n && s.p[i] == '%';
	return i == s.n;
}

/* Blanks and quotes in front are dropped by some. */
static int
is_formula(struct slice part)
{
	size_t i = 0;

	while (i < part.n && (part.p[i] == ' ' || part.p[i] == '"'))
		i++;
	if (i == part.n || memchr("=+-@", part.p[i], 4) == NULL)
		return 0;
	return i > 0 || *part.p == '=' || *part.p == '@' || !is_number(part);
}

int
spreadsheet_cell(struct buf *b, struct slice cell)
{
	size_t at = 0, n;

	if (cell.n > 0 && (*cell.p == '\t' || *cell.p == '\r') &&
	    buf_putc(b, '\'') != 0)
		return -1;
	while (at < cell.n) {
		n = part_length((struct slice){cell.p + at, cell.n - at});
		if (is_formula((struct slice){cell.p + at, n}) &&
		    buf_putc(b, '\'') != 0)
			return -1;
		/* With the byte that parts it from the next. */
		n += at + n < cell.n;
		if (buf_add(b, cell.p + at, n) != 0)
			return -1;
		at += n;
	}
	return 0;
}
