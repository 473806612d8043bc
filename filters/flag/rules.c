/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "caret.h"
#include "rules.h"

static int
is_code(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

static size_t
skip_space(const char *text, size_t i)
{
	return i + strspn(text + i, " \t\n");
}

/* "[LEVEL]" at text[i]; the byte behind it. */
static size_t
parse_level(struct rule *r, size_t i)
{
	size_t n = strcspn(r->text + i + 1, "]");

	if (level_parse((struct slice){r->text + i + 1, n}, &r->level) < 0)
		caret_die(r->where, slice_of(r->text), i + 1,
		    "a level is info, warn or error");
	if (r->text[i + 1 + n] != ']')
		caret_die(r->where, slice_of(r->text), i, "bracket not closed");
	return i + n + 2;
}

void
rules_add(struct rules *rs, const char *text, const char *where)
{
	struct rule r = {.level = LEVEL_WARN,
	    .text = must(strdup(text)),
	    .where = must(strdup(where))};
	struct slice whole = slice_of(r.text);
	size_t from = skip_space(text, 0), i = from;

	while (is_code(text[i]))
		i++;
	if (i == from)
		caret_die(r.where, whole, i,
		    "a code is due here: CODE: EXPRESSION (letters, digits, "
		    "_ - .)");
	r.code = must(strndup(text + from, i - from));
	if (text[i] == '[')
		i = parse_level(&r, i);
	i = skip_space(text, i);
	if (text[i] != ':')
		caret_die(r.where, whole, i, "a colon is due behind the code");
	r.expr = expr_parse(whole, i + 1, r.where);
	rs->rule = must(reallocarray(rs->rule, rs->n + 1, sizeof *rs->rule));
	rs->rule[rs->n++] = r;
}

/* Adds what has been gathered of a rule that began at a line. */
static void
finish(struct rules *rs, struct buf *text, const char *path, unsigned line)
{
	struct buf where = {0};

	if (text->n == 0)
		return;
	if (buf_printf(&where, "%s:%u", path, line) < 0)
		die(EXIT_SYSTEM, "out of memory");
	rules_add(rs, text->p, where.p);
	buf_clear(text);
	buf_free(&where);
}

static int
is_blank(const char *line)
{
	return line[strspn(line, " \t\r\n")] == '\0';
}

static void
gather(struct buf *text, const char *line)
{
	size_t n = strcspn(line, "\r\n");

	if ((text->n > 0 && buf_putc(text, '\n') < 0) ||
	    buf_add(text, line, n) < 0)
		die(EXIT_SYSTEM, "out of memory");
}

void
rules_read(struct rules *rs, const char *path)
{
	FILE *file = fopen(path, "re");
	struct buf text = {0};
	char *line = NULL;
	size_t cap = 0;
	unsigned at = 0, from = 0;
	ssize_t n;

	if (file == NULL)
		die_errno(EXIT_INPUT, "%s", path);
	while ((n = getline(&line, &cap, file)) >= 0) {
		at++;
		if (strlen(line) != (size_t)n)
			die(EXIT_USAGE, "%s:%u: NUL byte", path, at);
		if (*line == '#' || is_blank(line))
			continue;
		if (*line != ' ' && *line != '\t') {
			finish(rs, &text, path, from);
			from = at;
		} else if (text.n == 0) {
			from = at;
		}
		gather(&text, line);
	}
	if (ferror(file))
		die_errno(EXIT_INPUT, "%s", path);
	finish(rs, &text, path, from);
	free(line);
	buf_free(&text);
	fclose(file);
}

void
rules_bind(struct rules *rs, const struct input *in, const char *extra)
{
	for (size_t i = 0; i < rs->n; i++)
		expr_bind(rs->rule[i].expr, in, extra);
}

void
rules_free(struct rules *rs)
{
	for (size_t i = 0; i < rs->n; i++) {
		expr_free(rs->rule[i].expr);
		free(rs->rule[i].code);
		free(rs->rule[i].text);
		free(rs->rule[i].where);
	}
	free(rs->rule);
	*rs = (struct rules){0};
}
