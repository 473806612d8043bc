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

/* Bytes that stand for themselves, in a web page or anywhere. */
static int
is_plain(unsigned char c, int page)
{
	if (page && (c == '<' || c == '>' || c == '&'))
		return 0;
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

/* One character of n bytes, n being 0 for a byte that begins none. */
static int
put(struct buf *b, const char *p, size_t n, int page)
{
	unsigned line = page ? separator(p, n) : 0;

	if (n == 0)
		return buf_puts(b, "\\ufffd");
	if (line != 0)
		return escape(b, line);
	if (n == 1)
		return escape(b, (unsigned char)*p);
	return buf_add(b, p, n);
}

static int
put_string(struct buf *b, struct slice text, int page)
{
	size_t i = 0, n;

	if (buf_putc(b, '"') != 0)
		return -1;
	while (i < text.n) {
		for (n = i;
		     n < text.n && is_plain((unsigned char)text.p[n], page);)
			n++;
		if (buf_add(b, text.p + i, n - i) != 0)
			return -1;
		if ((i = n) == text.n)
			break;
		n = wellformed_character(
		    (struct slice){text.p + i, text.n - i});
		if (put(b, text.p + i, n, page) != 0)
			return -1;
		i += n > 0 ? n : 1;
	}
	return buf_putc(b, '"');
}

int
json_string(struct buf *b, struct slice text)
{
	return put_string(b, text, 1);
}

int
json_bare_string(struct buf *b, struct slice text)
{
	return put_string(b, text, 0);
}
