/* SPDX-License-Identifier: MIT */
#include "json_out.h"

#include "wellformed.h"

static int
escape(struct buf *b, unsigned c)
{
	switch (c) {
	case '\n':
		return buf_puts(b, "\\n");
	case '\r':
		return buf_puts(b, "\\r");
	case '\t':
		return buf_puts(b, "\\t");
	case '"':
		return buf_puts(b, "\\\"");
	case '\\':
		return buf_puts(b, "\\\\");
	default:
		return buf_printf(b, "\\u%04x", c);
	}
}

/* U+2028 and U+2029 end a line in JavaScript as it was before 2019. */
static unsigned
separator(const char *p, size_t n)
{
	if (n == 3 && memcmp(p, "\xe2\x80\xa8", 3) == 0)
		return 0x2028;
	return n == 3 && memcmp(p, "\xe2\x80\xa9", 3) == 0 ? 0x2029 : 0;
}

static int
put(struct buf *b, const char *p, size_t n)
{
	unsigned line = separator(p, n);

	if (n == 0)
		return buf_puts(b, "\\ufffd");
	if (line != 0)
		return escape(b, line);
	if (n == 1 && ((unsigned char)*p < 0x20 || *p == 0x7f ||
			  strchr("\"\\<>&", *p) != NULL))
		return escape(b, (unsigned char)*p);
	return buf_add(b, p, n);
}

int
json_string(struct buf *b, struct slice text)
{
	size_t i = 0, n;

	if (buf_putc(b, '"') != 0)
		return -1;
	for (; i<text.n; i += n> 0 ? n : 1) {
		n = wellformed_character(
		    (struct slice){text.p + i, text.n - i});
		if (put(b, text.p + i, n) != 0)
			return -1;
	}
	return buf_putc(b, '"');
}
