/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <unistd.h>

#include "buf.h"
#include "caret.h"
#include "diag.h"

/* The line around byte *at, which is then counted from its start. */
static struct slice
line_around(struct slice text, size_t *at)
{
	size_t from = *at, to = *at;

	while (from > 0 && text.p[from - 1] != '\n')
		from--;
	while (to < text.n && text.p[to] != '\n')
		to++;
	*at -= from;
	return (struct slice){text.p + from, to - from};
}

_Noreturn void
caret_die(const char *where, struct slice text, size_t at, const char *why)
{
	struct buf message = {0};
	size_t column = 0;
	struct slice line;
	int status;

	at = at > text.n ? text.n : at;
	line = line_around(text, &at);
	status =
	    buf_printf(&message, "%s: %s: %s\n  ", diag_program(), where, why);
	for (size_t i = 0; i < line.n; i++) {
		unsigned char c = (unsigned char)line.p[i];

		status |=
		    buf_putc(&message, c < ' ' || c == 0x7f ? ' ' : line.p[i]);
		/* Bytes that go on a character take no room. */
		column += i < at && (c & 0xc0) != 0x80;
	}
	status |= buf_printf(&message, "\n  %*s^\n", (int)column, "");
	if (status == 0)
		(void)!write(STDERR_FILENO, message.p, message.n);
	_exit(EXIT_USAGE);
}
