/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "explain.h"
#include "grow.h"
#include "tables.h"

/* Prints codes, or names where there is no code. */
static void
print_who(const struct tools *t, const struct document *d, const size_t *who,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct entity *e = &d->entity[who[i]];
		struct slice s = e->org == REGISTER_NONE
				     ? e->name
				     : register_org(t->reg, e->org)->code;

		printf("%s%.*s", i ? "+" : "", (int)s.n, s.p);
	}
	if (n == 0)
		printf("?");
}

static void
print_tags(
    const struct tools *t, const struct document *d, const struct sentence *s)
{
	printf("  folded   %.*s\n", (int)s->nfold, d->fold.p + s->fold);
	for (size_t i = 0; i < s->nmention; i++) {
		const struct mention *m = &d->mention[s->mention + i];
		struct slice text = mention_text(d, s, m);

		printf("  tag %zu    %.*s", i, (int)text.n, text.p);
		if (m->kind == MENTION_MONEY)
			printf("  money %lld..%lld pence, %s",
			    (long long)m->money.low, (long long)m->money.high,
			    money_qualifier_name(m->money.qualifier));
		else if (m->kind == MENTION_PERIOD)
			printf("  period kind %d year %d offset %d",
			    (int)m->period.kind, m->period.year,
			    m->period.offset);
		else {
			printf("  %s = ",
			    m->kind == MENTION_REF ? "stands for" : "body");
			print_who(t, d, d->member + m->who, m->nwho);
		}
		printf("\n");
	}
	printf("  focus    ");
	print_who(t, d, d->member + s->who, s->nwho);
	printf("\n");
}

static void
print_matches(
    const struct matcher *m, const struct document *d, const struct sentence *s)
{
	const char *fold = d->fold.p + s->fold;

	for (size_t i = 0; i < m->nmatch; i++) {
		const struct match *x = &m->match[i];

		printf("  rule     %s [%.*s]", x->rule->id,
		    (int)(x->end - x->start), fold + x->start);
		if (x->blocked)
			printf("  blocked by %s", x->by->id);
		printf("\n");
	}
	for (size_t i = 0; m->nmatch && i < m->nhit; i++)
		printf("  modifier %s=%s [%.*s] at %zu\n", m->hit[i].mark->key,
		    m->hit[i].mark->value,
		    (int)(m->hit[i].end - m->hit[i].start),
		    fold + m->hit[i].start, m->hit[i].start);
	for (size_t i = 0; m->nmatch && i < m->nboundary; i++)
		printf("  clause   cost %zu at %zu\n", m->boundary[i].cost,
		    m->boundary[i].at);
}

static void
print_fact(
    const struct tools *t, const struct document *d, const struct fact *f)
{
	char year[8] = "", event[16];

	printf("  fact     ");
	print_who(t, d, f->who, f->nwho);
	for (size_t k = 0; k < FACT_KEYS; k++)
		if (*f->key[k])
			printf(" %s=%s", fact_keys[k], f->key[k]);
	if (f->money != NULL)
		printf(" amount=%.*s", (int)f->amount_text.n, f->amount_text.p);
	if (f->span.fin_year) {
		period_fin_name(year, f->span.fin_year);
		printf(" fin_year=%.7s", year);
	}
	if (f->event.year) {
		size_t n = date_format(event, f->event);

		printf(" event=%.*s", (int)n, event);
	}
	if (f->ncounterpart) {
		printf(" counterparts=");
		print_who(t, d, f->counterpart, f->ncounterpart);
	}
	printf("%s  (%s, whose: %s)\n", f->joint ? " joint" : "", f->rule->id,
	    f->distance == 0   ? "captured"
	    : f->distance == 1 ? "near"
	    : f->distance == 2 ? "far"
			       : "focus");
}

static void
explain_document(struct tools *t, struct document *d)
{
	struct facts facts = {0};

	understand(t, d, &facts);
	for (size_t i = 0; i < d->nsentence; i++) {
		const struct sentence *s = &d->sentence[i];
		struct slice text = sentence_text(d, s);

		printf("%.*s\n", (int)text.n, text.p);
		matcher_run(&t->matcher, d, s);
		print_tags(t, d, s);
		print_matches(&t->matcher, d, s);
		for (size_t k = 0; k < facts.n; k++)
			if (facts.f[k].sentence == i)
				print_fact(t, d, &facts.f[k]);
	}
	facts_free(&facts);
}

static void
chomp(char *line, ssize_t *n)
{
	while (*n > 0 && (line[*n - 1] == '\n' || line[*n - 1] == '\r'))
		line[--*n] = '\0';
}

void
explain(struct tools *t, FILE *in)
{
	struct document d = {0};
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	document_clear(&d);
	while ((n = getline(&line, &cap, in)) >= 0) {
		chomp(line, &n);
		if (n > 0) {
			document_line(&d, (struct slice){line, (size_t)n});
			continue;
		}
		explain_document(t, &d);
		document_clear(&d);
	}
	if (d.nblock != 0)
		explain_document(t, &d);
	free(line);
	document_free(&d);
	if (ferror(in))
		die_errno(EXIT_SYSTEM, "stdin");
	if (fflush(stdout) != 0)
		die_errno(EXIT_SYSTEM, "stdout");
}

/* The examples. */

static int
amount_is(const struct fact *f, const char *want)
{
	char text[32];
	int64_t pence =
	    f->money == NULL
		? 0
		: f->money->low + (f->money->high - f->money->low) / 2;

	if (strcmp(f->key[FACT_SIGN], "-") == 0)
		pence = -pence;
	snprintf(text, sizeof text, "%lld", (long long)(pence / 100));
	return strcmp(text, want) == 0;
}

static int
owned_by(const struct tools *t, const struct document *d, const struct fact *f,
    const char *want)
{
	struct buf b = {0};
	int same;

	for (size_t i = 0; i < f->nwho; i++) {
		size_t org = d->entity[f->who[i]].org;

		if ((i && buf_putc(&b, '+') != 0) ||
		    buf_add(&b,
			org == REGISTER_NONE
			    ? "?"
			    : register_org(t->reg, org)->code.p,
			org == REGISTER_NONE
			    ? 1
			    : register_org(t->reg, org)->code.n) != 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	same = slice_is(buf_slice(&b), want);
	buf_free(&b);
	return same;
}

static int
key_is(const struct tools *t, const struct document *d, const struct fact *f,
    const struct pair *p)
{
	char year[8] = {0}, date[16];

	if (strcmp(p->key, "amount") == 0)
		return amount_is(f, p->value);
	if (strcmp(p->key, "org") == 0)
		return owned_by(t, d, f, p->value);
	if (strcmp(p->key, "joint") == 0)
		return f->joint == (*p->value == '1');
	if (strcmp(p->key, "fin_year") == 0) {
		period_fin_name(year, f->span.fin_year);
		return strcmp(year, p->value) == 0;
	}
	if (strcmp(p->key, "event") == 0)
		return slice_is(
		    (struct slice){date, date_format(date, f->event)},
		    p->value);
	for (size_t k = 0; k < FACT_KEYS; k++)
		if (strcmp(fact_keys[k], p->key) == 0)
			return strcmp(f->key[k], p->value) == 0;
	return 0;
}

static int
fits(const struct tools *t, const struct document *d, const struct fact *f,
    const struct example *e)
{
	if (f->rule != e->rule)
		return 0;
	for (size_t i = 0; i < e->want.n; i++)
		if (!key_is(t, d, f, &e->want.pair[i]))
			return 0;
	return 1;
}

int
explain_check(struct tools *t)
{
	struct document d = {0};
	struct facts facts = {0};
	int status = 0;

	printf("1..%zu\n", t->rules->nexample);
	for (size_t i = 0; i < t->rules->nexample; i++) {
		const struct example *e = &t->rules->example[i];
		int found = 0;

		document_clear(&d);
		if (table_has_examples(e->rule))
			table_example(&d, slice_of(e->sentence));
		else
			document_line(&d, slice_of(e->sentence));
		d.published = (struct date){2018, 2, 1};
		understand(t, &d, &facts);
		for (size_t k = 0; k < facts.n; k++)
			found |= fits(t, &d, &facts.f[k], e);
		if (found != e->positive)
			status = EXIT_FOUND;
		printf("%sok %zu %s:%lu: %s: %s\n",
		    found == e->positive ? "" : "not ", i + 1, e->file, e->line,
		    e->rule->id, e->sentence);
	}
	facts_free(&facts);
	document_free(&d);
	return fflush(stdout) == 0 ? status : EXIT_SYSTEM;
}
