/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdlib.h>

#include "calls.h"
#include "caret.h"
#include "spec.h"
#include "table.h"

enum { ALIGN = 16 };

/* The words that are being parsed, and the input whose header has them. */
struct words {
	const char *text;
	const char *input; /* or NULL: they are those of -a */
};

/* Says what is wrong, and where in the words of -a. */
static _Noreturn void
wrong(const struct words *w, const char *at, const char *why)
{
	if (w->input != NULL)
		die(EXIT_DATA, "%s:1: not a partial result", w->input);
	caret_die("-a", slice_of(w->text), (size_t)(at - w->text), why);
}

static char *
copy(const struct buf *b)
{
	return must(strndup(b->n ? b->p : "", b->n));
}

/* (ARG) up to the bracket, or ("ARG") with anything in it. */
static const char *
parse_arg(const struct words *w, const char *at, struct call *c)
{
	struct buf arg = {0};

	if (*++at == ')')
		wrong(w, at, "empty argument");
	if (spec_name(&at, ")", &arg) < 0 || *at != ')')
		wrong(w, at, "bracket not closed");
	c->arg = copy(&arg);
	buf_free(&arg);
	return at + 1;
}

static const char *
parse_name(
    const struct words *w, const char *at, const char *stops, char **name)
{
	struct buf b = {0};
	const char *from = at;

	if (spec_name(&at, stops, &b) < 0)
		wrong(w, from, "a name is due here");
	*name = copy(&b);
	buf_free(&b);
	return at;
}

static void
check(const struct words *w, const char *at, const struct call *c)
{
	int flags = c->func->flags;

	if ((flags & FUNC_COLUMN) && c->column == NULL)
		wrong(w, at, "this function needs a column (FUNC:COLUMN)");
	if (!(flags & (FUNC_COLUMN | FUNC_OPTIONAL)) && c->column != NULL)
		wrong(w, at, "this function takes no column");
	if ((flags & FUNC_ARG) && c->arg == NULL)
		wrong(w, at, "this function needs an argument (FUNC(ARG))");
	if (!(flags & (FUNC_ARG | FUNC_ARG_OPTIONAL)) && c->arg != NULL)
		wrong(w, at, "this function takes no argument");
	if (c->func->names != NULL && c->name != NULL)
		wrong(w, at, "the columns of this function have names");
}

/* COLUMN_FUNC_ARG, as far as there are such. */
static char *
default_name(const struct call *c)
{
	struct buf name = {0};
	const char *arg = c->func == &func_quantile ? c->arg : NULL;

	if (buf_printf(&name, "%s%s%s%s%s", c->column ? c->column : "",
		c->column ? "_" : "", c->func->name, arg ? "_" : "",
		arg ? arg : "") < 0)
		die(EXIT_SYSTEM, "out of memory");
	return name.p;
}

/* The call in one spelling, which calls_parse takes again. */
static char *
spell(const char *from, const char *to)
{
	return must(strndup(from, (size_t)(to - from)));
}

static const char *
parse_call(const struct words *w, const char *at, struct call *c)
{
	const char *from = at;

	while (isalnum((unsigned char)*at) || *at == '_')
		at++;
	c->func = func_find(from, (size_t)(at - from));
	if (c->func == NULL)
		wrong(w, from,
		    at == from ? "a function is due here" : "no such function");
	if (*at == '(')
		at = parse_arg(w, at, c);
	if (*at == ':')
		at = parse_name(w, at + 1, "=,", &c->column);
	if (*at == '=')
		at = parse_name(w, at + 1, ",", &c->name);
	check(w, from, c);
	if (*at != ',' && *at != '\0')
		wrong(w, at, "a comma is due here");
	c->spec = spell(from, at);
	if (c->name == NULL)
		c->name = default_name(c);
	return at;
}

void
calls_parse(struct calls *cs, const char *text, const char *input)
{
	const struct words w = {text, input};
	const char *at = text;

	for (;; at++) {
		cs->call =
		    must(reallocarray(cs->call, cs->n + 1, sizeof *cs->call));
		cs->call[cs->n] = (struct call){0};
		at = parse_call(&w, at, &cs->call[cs->n++]);
		if (*at == '\0')
			break;
	}
}

static void
take_name(struct table *names, const char *name)
{
	size_t n = table_count(names), slot = table_slot(names, slice_of(name));

	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot != n)
		die(EXIT_USAGE, "column would stand twice: %s", name);
}

static void
check_names(const struct calls *cs, char *const *group, size_t groups)
{
	struct table *names = must(table_new());

	for (size_t i = 0; i < groups; i++)
		take_name(names, group[i]);
	for (size_t i = 0; i < cs->n; i++) {
		const char *const *own = cs->call[i].func->names;

		if (own == NULL)
			take_name(names, cs->call[i].name);
		for (; own != NULL && *own != NULL; own++)
			take_name(names, *own);
	}
	table_free(names);
}

void
calls_prepare(struct calls *cs, char *const *group, size_t groups)
{
	check_names(cs, group, groups);
	for (size_t i = 0; i < cs->n; i++) {
		struct call *c = &cs->call[i];

		c->held = &cs->held;
		c->offset = cs->width;
		cs->width += (c->func->size + ALIGN - 1) / ALIGN * ALIGN;
		if (c->func->prepare != NULL && c->func->prepare(c) < 0)
			die(EXIT_USAGE, "%s: not an argument: %s",
			    c->func->name, c->arg);
	}
}

void
calls_put_names(const struct calls *cs, struct output *out)
{
	for (size_t i = 0; i < cs->n; i++) {
		const char *const *own = cs->call[i].func->names;

		if (own == NULL)
			output_puts(out, cs->call[i].name);
		for (; own != NULL && *own != NULL; own++)
			output_puts(out, *own);
	}
}

void
calls_free(struct calls *cs)
{
	for (size_t i = 0; i < cs->n; i++) {
		struct call *c = &cs->call[i];

		if (c->func->finish != NULL)
			c->func->finish(c);
		free(c->spec);
		free(c->column);
		free(c->arg);
		free(c->name);
	}
	free(cs->call);
	*cs = (struct calls){0};
}
