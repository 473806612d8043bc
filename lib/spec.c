/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "spec.h"

static int
quoted(const char **at, struct buf *name)
{
	const char *p = *at + 1;

	for (; *p != '\0'; p++) {
		if (*p == '"' && *++p != '"') {
			*at = p;
			return 0;
		}
		if (buf_putc(name, *p) < 0)
			return -2;
	}
	return -1;
}

int
spec_name(const char **at, const char *stops, struct buf *name)
{
	size_t n;
	int status;

	buf_clear(name);
	if (**at == '"') {
		if ((status = quoted(at, name)) < 0)
			return status;
		return **at != '\0' && strchr(stops, **at) == NULL ? -1 : 0;
	}
	n = strcspn(*at, stops);
	if (buf_add(name, *at, n) < 0)
		return -2;
	*at += n;
	return n == 0 ? -1 : 0;
}

int
spec_add(struct spec_names *out, const char *name)
{
	char **grown = realloc(out->name, (out->n + 1) * sizeof *grown);

	if (grown == NULL)
		return -2;
	out->name = grown;
	if ((grown[out->n] = strdup(name)) == NULL)
		return -2;
	out->n++;
	return 0;
}

int
spec_list(const char *text, struct spec_names *out)
{
	struct buf name = {0};
	int status;

	for (;;) {
		if ((status = spec_name(&text, ",", &name)) < 0 ||
		    (status = spec_add(out, buf_slice(&name).p)) < 0)
			break;
		if (*text++ == '\0')
			break;
	}
	buf_free(&name);
	return status;
}

void
spec_free(struct spec_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->name[i]);
	free(names->name);
	*names = (struct spec_names){0};
}

int
spec_bytes(const char *text, size_t *out)
{
	static const char units[] = "kMGT";
	const char *unit;
	size_t n = 0;

	if (*text < '0' || *text > '9')
		return -1;
	for (; *text >= '0' && *text <= '9'; text++)
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, (size_t)(*text - '0'), &n))
			return -1;
	if (*text != '\0') {
		if ((unit = strchr(units, *text)) == NULL || text[1] != '\0')
			return -1;
		for (; unit >= units; unit--)
			if (__builtin_mul_overflow(n, 1024, &n))
				return -1;
	}
	*out = n;
	return n == 0 ? -1 : 0;
}
