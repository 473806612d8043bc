/* SPDX-License-Identifier: MIT */
/* UTF-8, strictly as RFC 3629 has it, and the few classes read needs. */

#include "utf8.h"

/* What the lead byte promises: length, and the least value it may give. */
static size_t
promise(unsigned char lead, uint32_t *bits, uint32_t *least)
{
	if (lead >= 0xc2 && lead <= 0xdf) {
		*bits = lead & 0x1f;
		*least = 0x80;
		return 2;
	}
	if (lead >= 0xe0 && lead <= 0xef) {
		*bits = lead & 0x0f;
		*least = 0x800;
		return 3;
	}
	if (lead >= 0xf0 && lead <= 0xf4) {
		*bits = lead & 0x07;
		*least = 0x10000;
		return 4;
	}
	return 0;
}

uint32_t
utf8_next(struct slice s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t c, least;
	size_t i, n, start = *at;

	if (p[start] < 0x80) {
		++*at;
		return p[start];
	}
	n = promise(p[start], &c, &least);
	++*at;
	for (i = 1; i < n; i++) {
		if (*at >= s.n || (p[*at] & 0xc0) != 0x80)
			return UTF8_BAD;
		c = c << 6 | (p[(*at)++] & 0x3f);
	}
	if (n == 0 || c < least || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return UTF8_BAD;
	return c;
}

size_t
utf8_put(char dst[4], uint32_t c)
{
	if (c < 0x80) {
		dst[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		dst[0] = (char)(0xc0 | c >> 6);
		dst[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		dst[0] = (char)(0xe0 | c >> 12);
		dst[1] = (char)(0x80 | (c >> 6 & 0x3f));
		dst[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	dst[0] = (char)(0xf0 | c >> 18);
	dst[1] = (char)(0x80 | (c >> 12 & 0x3f));
	dst[2] = (char)(0x80 | (c >> 6 & 0x3f));
	dst[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

struct slice
utf8_trim(struct slice s)
{
	while (s.n > 0 && (unsigned char)*s.p < 0x80 &&
	       utf8_space((unsigned char)*s.p)) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && (unsigned char)s.p[s.n - 1] < 0x80 &&
	       utf8_space((unsigned char)s.p[s.n - 1]))
		s.n--;
	return s;
}

int
utf8_space(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	return c == 0x85 || c == 0xa0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202f || c == 0x205f || c == 0x3000;
}

int
utf8_ghost(uint32_t c)
{
	if (c < 0xa0)
		return c < 0x20 || c >= 0x7f;
	return c == 0xad || (c >= 0x200b && c <= 0x200f) ||
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
	       c == 0xfeff;
}

int
utf8_line(struct slice s, struct buf *out)
{
	char enc[4];
	size_t at = 0;
	uint32_t c;

	while (at < s.n) {
		c = utf8_next(s, &at);
		if (c == UTF8_BAD)
			c = 0xfffd;
		else if (utf8_space(c))
			c = ' ';
		else if (utf8_ghost(c))
			continue;
		if (buf_add(out, enc, utf8_put(enc, c)) != 0)
			return -1;
	}
	return 0;
}
