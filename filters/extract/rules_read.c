/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "grow.h"
#include "num.h"
#include "pattern.h"
#include "rules.h"
#include "table.h"

/* The built-in files: see embed.S. */
struct embedded {
	const char *name, *start, *end;
};
extern const struct embedded extract_rules[];

struct parser {
	struct rules *r;
	const char *file;
	unsigned long line;
	struct pieces pieces;
	struct rule *rule;  /* the one being read */
	struct table *cues; /* by how they are written */
	size_t *first;	    /* of r->cue, by that slot */
	size_t nfirst, cfirst;
	int check; /* what is wrong is looked for at once */
};

_Noreturn static void
fail(const struct parser *p, const char *what, const char *which)
{
	die(EXIT_DATA, "%s:%lu: %s%s%s", p->file, p->line, what,
	    *which ? ": " : "", which);
}

static char *
own(struct parser *p, struct slice s)
{
	char *copy = must(malloc(s.n + 1));

	memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	*GROW(p->r->owned, p->r->nowned, p->r->cowned) = copy;
	return copy;
}

/* Cuts the first word off a line. */
static struct slice
word(struct slice *s)
{
	struct slice w;
	size_t i = 0;

	while (s->n > 0 && (*s->p == ' ' || *s->p == '\t'))
		s->p++, s->n--;
	while (i < s->n && s->p[i] != ' ' && s->p[i] != '\t')
		i++;
	w = (struct slice){s->p, i};
	s->p += i;
	s->n -= i;
	while (s->n > 0 && (*s->p == ' ' || *s->p == '\t'))
		s->p++, s->n--;
	return w;
}

static struct buf
expand(struct parser *p, struct slice s)
{
	struct slice unknown = {0};
	struct buf b = pattern_expand(&p->pieces, s, &unknown);

	if (unknown.n != 0)
		fail(p, "no such piece", own(p, unknown));
	return b;
}

/* needs may be NULL; else what the pattern cannot do without. */
static struct regex *
compile(struct parser *p, struct slice s, struct needs *needs)
{
	char err[200];
	struct regex *re;
	struct buf expanded, admitted;

	if (s.n == 0)
		fail(p, "a pattern is missing", "");
	expanded = expand(p, s);
	if (needs != NULL)
		*needs = needs_of(buf_slice(&expanded));
	admitted = pattern_admit_tags(buf_slice(&expanded));
	/* the regex borrows its pattern */
	re = regex_new(slice_of(own(p, buf_slice(&admitted))),
	    p->check ? 0 : REGEX_LATE, err, sizeof err);
	buf_free(&expanded);
	buf_free(&admitted);
	if (re == NULL && errno == ENOMEM)
		die(EXIT_SYSTEM, "out of memory");
	if (re == NULL)
		fail(p, err, "");
	return re;
}

static void
equals_sign(struct parser *p, struct slice *rest)
{
	struct slice w = word(rest);

	if (!slice_is(w, "="))
		fail(p, "'=' is missing", "");
}

static void
read_let(struct parser *p, struct slice rest)
{
	struct slice name = word(&rest);
	struct buf b = {0}, value;
	struct let *let;

	equals_sign(p, &rest);
	value = expand(p, rest);
	/* one thing wherever it stands */
	if (buf_printf(&b, "(?:%s)", value.p) != 0)
		die(EXIT_SYSTEM, "out of memory");
	let = GROW(p->pieces.let, p->pieces.n, p->pieces.cap);
	let->name = own(p, name);
	let->value = own(p, buf_slice(&b));
	buf_free(&b);
	buf_free(&value);
}

static void
read_map(struct parser *p, struct slice rest)
{
	struct map m;

	m.name = own(p, word(&rest));
	m.value = own(p, word(&rest));
	equals_sign(p, &rest);
	m.regex = compile(p, rest, NULL);
	*GROW(p->r->map, p->r->nmap, p->r->cmap) = m;
}

static struct pair
read_pair(struct parser *p, struct slice w)
{
	size_t i = 0;

	while (i < w.n && w.p[i] != '=')
		i++;
	if (i == w.n)
		fail(p, "KEY=VALUE expected", own(p, w));
	return (struct pair){own(p, (struct slice){w.p, i}),
	    own(p, (struct slice){w.p + i + 1, w.n - i - 1})};
}

static struct set
read_set(struct parser *p, struct slice rest)
{
	struct set s = {.n = 0};

	while (rest.n > 0) {
		if (s.n == SET_PAIRS)
			fail(p, "too many pairs", "");
		s.pair[s.n++] = read_pair(p, word(&rest));
	}
	return s;
}

static size_t
read_number(struct parser *p, struct slice w)
{
	int64_t n;

	if (num_int(own(p, w), 0, 10000, &n) != 0)
		fail(p, "not a number", own(p, w));
	return (size_t)n;
}

static void
read_mark(struct parser *p, struct slice rest)
{
	struct pair pair = read_pair(p, word(&rest));
	struct slice where = word(&rest);
	struct mark m = {.key = pair.key, .value = pair.value};

	if (slice_is(where, "before"))
		m.where = BEFORE;
	else if (slice_is(where, "after"))
		m.where = AFTER;
	else if (slice_is(where, "either"))
		m.where = EITHER;
	else
		fail(p, "before, after or either expected", own(p, where));
	m.reach = read_number(p, word(&rest));
	m.regex = compile(p, rest, NULL);
	*GROW(p->r->mark, p->r->nmark, p->r->cmark) = m;
}

static void
read_clause(struct parser *p, struct slice rest)
{
	struct clause c;

	c.cost = read_number(p, word(&rest));
	c.regex = compile(p, rest, NULL);
	*GROW(p->r->clause, p->r->nclause, p->r->cclause) = c;
}

static void
read_rule(struct parser *p, struct slice rest)
{
	p->rule = GROW(p->r->rule, p->r->nrule, p->r->crule);
	p->rule->id = own(p, word(&rest));
	p->rule->file = p->file;
	p->rule->line = p->line;
	p->rule->weight = 10;
	p->rule->cue = p->r->ncue;
	for (size_t i = 0; i + 1 < p->r->nrule; i++)
		if (strcmp(p->r->rule[i].id, p->rule->id) == 0)
			fail(p, "this rule stands twice", p->rule->id);
}

static size_t
same_cue(struct parser *p, struct slice written)
{
	size_t slot = table_slot(p->cues, written);

	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot == p->nfirst)
		*GROW(p->first, p->nfirst, p->cfirst) = p->r->ncue - 1;
	return p->first[slot];
}

static void
read_cues(struct parser *p, struct slice rest)
{
	while (rest.n > 0) {
		struct slice w = word(&rest);
		struct cue *c = GROW(p->r->cue, p->r->ncue, p->r->ccue);

		c->beginning = w.p[w.n - 1] == '*';
		c->n = w.n - (size_t)c->beginning;
		c->word = own(p, (struct slice){w.p, c->n});
		c->same = same_cue(p, w);
		p->rule->ncue++;
	}
}

static void
read_example(struct parser *p, struct slice rest, int positive)
{
	struct example *e;
	const char *text, *arrow;

	if (!p->check)
		return;
	e = GROW(p->r->example, p->r->nexample, p->r->cexample);
	text = own(p, rest);
	arrow = strstr(text, " => ");
	e->rule_index = p->r->nrule - 1;
	e->positive = positive;
	e->file = p->file;
	e->line = p->line;
	e->sentence = text;
	if (positive && arrow == NULL)
		fail(p, "an example needs ' => KEY=VALUE'", "");
	if (arrow != NULL) {
		e->sentence =
		    own(p, (struct slice){text, (size_t)(arrow - text)});
		e->want = read_set(p, slice_of(arrow + 4));
	}
}

const char *const rule_groups[RULE_GROUPS] = {"amount", "amount2", "org",
    "org2", "period", "day", "value", "scope", "role", "person"};

static void
read_inside(struct parser *p, struct slice w, struct slice rest)
{
	struct rule *r = p->rule;

	if (r == NULL)
		fail(p, "no rule has begun", "");
	if (slice_is(w, "cue"))
		read_cues(p, rest);
	else if (slice_is(w, "find") && r->nfind < RULE_FINDS) {
		r->find[r->nfind] = compile(p, rest, &r->needs[r->nfind]);
		r->nfind++;
	} else if (slice_is(w, "not") && r->not_ == NULL)
		r->not_ = compile(p, rest, NULL);
	else if (slice_is(w, "set") && r->nset < RULE_SETS)
		r->set[r->nset++] = read_set(p, rest);
	else if (slice_is(w, "weight"))
		r->weight = (int)read_number(p, word(&rest));
	else if (slice_is(w, "+") || slice_is(w, "-"))
		read_example(p, rest, *w.p == '+');
	else
		fail(p, "not a line of a rule, or one too many", own(p, w));
}

static void
read_line(struct parser *p, struct slice line)
{
	int inside = line.n > 0 && (*line.p == ' ' || *line.p == '\t');
	struct slice rest = line, w;

	while (rest.n > 0 && strchr(" \t\r", rest.p[rest.n - 1]) != NULL)
		rest.n--;
	w = word(&rest);
	if (w.n == 0 || *w.p == '#')
		return;
	if (inside)
		read_inside(p, w, rest);
	else if (slice_is(w, "let"))
		read_let(p, rest);
	else if (slice_is(w, "map"))
		read_map(p, rest);
	else if (slice_is(w, "mark"))
		read_mark(p, rest);
	else if (slice_is(w, "clause"))
		read_clause(p, rest);
	else if (slice_is(w, "also"))
		*GROW(p->r->also, p->r->nalso, p->r->calso) =
		    compile(p, rest, NULL);
	else if (slice_is(w, "aside"))
		*GROW(p->r->aside, p->r->naside, p->r->caside) =
		    compile(p, rest, NULL);
	else if (slice_is(w, "rule"))
		read_rule(p, rest);
	else
		fail(p, "let, map, mark, clause or rule expected", own(p, w));
}

static void
read_file(struct parser *p, const char *name, struct slice text)
{
	p->file = own(p, slice_of(name));
	p->line = 0;
	p->rule = NULL;
	for (size_t at = 0; at < text.n;) {
		const char *nl = memchr(text.p + at, '\n', text.n - at);
		size_t end = nl == NULL ? text.n : (size_t)(nl - text.p);

		p->line++;
		read_line(p, (struct slice){text.p + at, end - at});
		at = end + 1;
	}
}

/* A directory of rules. */

static int
is_rules(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n > 6 && strcmp(e->d_name + n - 6, ".rules") == 0;
}

static void
read_path(struct parser *p, const char *path)
{
	FILE *f = fopen(path, "r");
	struct buf b = {0};
	char chunk[4096];
	size_t n;

	if (f == NULL)
		die_errno(EXIT_INPUT, "%s", path);
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		if (buf_add(&b, chunk, n) != 0)
			die(EXIT_SYSTEM, "out of memory");
	if (ferror(f))
		die_errno(EXIT_SYSTEM, "%s", path);
	fclose(f);
	read_file(p, path, buf_slice(&b));
	buf_free(&b);
}

/* The pieces come first, because the others are made of them; then by name. */
static int
pieces_first(const struct dirent **a, const struct dirent **b)
{
	int x = strcmp((*a)->d_name, "pieces.rules") == 0;
	int y = strcmp((*b)->d_name, "pieces.rules") == 0;

	return x != y ? y - x : strcmp((*a)->d_name, (*b)->d_name);
}

static void
read_dir(struct parser *p, const char *dir)
{
	struct dirent **entry;
	int n = scandir(dir, &entry, is_rules, pieces_first);

	if (n < 0)
		die_errno(EXIT_INPUT, "%s", dir);
	if (n == 0)
		die(EXIT_INPUT, "%s: no *.rules in it", dir);
	for (int i = 0; i < n; i++) {
		struct buf b = {0};

		if (buf_printf(&b, "%s/%s", dir, entry[i]->d_name) != 0)
			die(EXIT_SYSTEM, "out of memory");
		read_path(p, b.p);
		buf_free(&b);
		free(entry[i]);
	}
	free(entry);
}

struct rules *
rules_load(const char *dir, int now)
{
	struct parser p = {.r = must(calloc(1, sizeof *p.r))};

	p.cues = must(table_new());
	p.check = dir != NULL || now;
	if (dir != NULL)
		read_dir(&p, dir);
	else
		for (const struct embedded *e = extract_rules; e->name; e++)
			read_file(&p, e->name,
			    (struct slice){
				e->start, (size_t)(e->end - e->start)});
	for (size_t i = 0; i < p.r->nexample; i++)
		p.r->example[i].rule = &p.r->rule[p.r->example[i].rule_index];
	free(p.pieces.let);
	free(p.first);
	table_free(p.cues);
	return p.r;
}
