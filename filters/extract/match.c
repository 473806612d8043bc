/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "grow.h"
#include "match.h"
#include "person.h"
#include "table.h"
#include "turns.h"

/*
 * A pattern runs only where one of its rule's cue words stands.  Which cues
 * a word sets off is remembered by word, since news has few different ones.
 */
enum { WORD_CUES = 6, MEMO_MAX = 200000 };

struct cue_memo {
	struct table *word;
	struct word_cues {
		size_t cue[WORD_CUES];
		size_t n;
	} * of;
	size_t n, cap;
};

void
matcher_init(struct matcher *m, const struct rules *rules)
{
	*m = (struct matcher){.rules = rules};
	m->on = must(calloc(rules->ncue + 1, 1));
	m->memo = must(calloc(1, sizeof *m->memo));
	m->memo->word = must(table_new());
}

void
matcher_free(struct matcher *m)
{
	table_free(m->memo->word);
	free(m->memo->of);
	free(m->memo);
	free(m->on);
	free(m->match);
	free(m->hit);
	free(m->boundary);
	free(m->origin);
	buf_free(&m->lean);
	free(m->aside);
}

/* Cues. */

static void
learn(const struct rules *r, struct slice word, struct word_cues *of)
{
	of->n = 0;
	for (size_t i = 0; i < r->ncue && of->n < WORD_CUES; i++) {
		const struct cue *c = &r->cue[i];

		if (c->same == i && c->n <= word.n &&
		    (c->beginning || c->n == word.n) &&
		    memcmp(c->word, word.p, c->n) == 0)
			of->cue[of->n++] = i;
	}
}

static void
note_word(struct matcher *m, struct slice word)
{
	struct cue_memo *memo = m->memo;
	size_t slot;

	if (table_count(memo->word) >= MEMO_MAX) {
		table_clear(memo->word);
		memo->n = 0;
	}
	slot = table_slot(memo->word, word);
	if (slot == TABLE_NONE)
		die(EXIT_SYSTEM, "out of memory");
	if (slot == memo->n)
		learn(m->rules, word, GROW(memo->of, memo->n, memo->cap));
	for (size_t i = 0; i < memo->of[slot].n; i++)
		m->on[memo->of[slot].cue[i]] = 1;
}

static void
note_words(struct matcher *m, struct slice t)
{
	memset(m->on, 0, m->rules->ncue + 1);
	m->letters = 0;
	for (size_t i = 0; i < t.n;) {
		size_t b = i;

		while (i < t.n && ((t.p[i] >= 'a' && t.p[i] <= 'z') ||
				      (t.p[i] >= '0' && t.p[i] <= '9')))
			i++;
		if (i > b)
			note_word(m, (struct slice){t.p + b, i - b});
		else if (t.p[i] == '<') {
			if (i + 1 < t.n)
				m->letters |= needs_letter(t.p[i + 1]);
			while (i < t.n && t.p[i] != '>')
				i++;
		} else
			i++;
	}
}

static int
wanted(const struct matcher *m, const struct rule *r)
{
	for (size_t i = 0; i < r->ncue; i++)
		if (m->on[m->rules->cue[r->cue + i].same])
			return 1;
	return r->ncue == 0;
}

/* Matches. */

size_t
match_mention(struct slice t, struct regex_span s)
{
	size_t n = 0;

	if (!s.set || s.end - s.start < 4 || t.p[s.start] != '<')
		return NO_MENTION;
	for (size_t i = s.start + 2; i < s.end && t.p[i] != '>'; i++)
		n = n * 10 + (size_t)(t.p[i] - '0');
	return n;
}

static void
keep(struct matcher *m, const struct rule *r, const struct regex *f,
    struct slice t)
{
	struct regex_span all = regex_group(f, 0);
	struct match *x;

	if (r->not_ != NULL &&
	    rules_match(r->not_,
		(struct slice){t.p + all.start, all.end - all.start}, 0))
		return;
	x = GROW(m->match, m->nmatch, m->cmatch);
	x->rule = r;
	x->start = all.start;
	x->end = all.end;
	for (size_t i = 0; i < RULE_GROUPS; i++) {
		x->span[i] = rules_group(f, (enum rule_group)i);
		x->mention[i] =
		    i <= GROUP_DAY ? match_mention(t, x->span[i]) : NO_MENTION;
	}
}

static void
run_rule(struct matcher *m, const struct rule *r, struct slice t)
{
	for (size_t i = 0; i < r->nfind; i++) {
		size_t at = 0;

		if (!needs_met(&r->needs[i], m->letters))
			continue;
		while (at < t.n && rules_match(r->find[i], t, at)) {
			at = regex_group(r->find[i], 0).start + 1;
			keep(m, r, r->find[i], t);
		}
	}
}

/* Claims. */

static int
heavier(const void *a, const void *b)
{
	const struct match *x = a, *y = b;

	if (x->rule->weight != y->rule->weight)
		return x->rule->weight > y->rule->weight ? -1 : 1;
	if (x->end - x->start != y->end - y->start)
		return x->end - x->start < y->end - y->start ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static int
claims(const struct match *x, size_t amount)
{
	return amount != NO_MENTION && (x->mention[GROUP_AMOUNT] == amount ||
					   x->mention[GROUP_AMOUNT2] == amount);
}

static const char *
measure_of(const struct rule *r)
{
	const char *m = r->nset ? set_get(&r->set[0], "family") : NULL;

	if (m == NULL && r->nset)
		m = set_get(&r->set[0], "measure");

	return m == NULL ? "" : m;
}

/* 1 if both read the same word: what it was before is not what it is. */
static int
read_alike(const struct match *x, const struct match *y)
{
	const struct regex_span *a = &x->span[GROUP_VALUE];
	const struct regex_span *b = &y->span[GROUP_VALUE];

	return a->set && b->set && a->start < b->end && b->start < a->end;
}

/* 1 if two matches cannot both stand. */
static int
rivals(const struct match *x, const struct match *y)
{
	int money = x->mention[GROUP_AMOUNT] != NO_MENTION;

	if (money)
		return claims(y, x->mention[GROUP_AMOUNT]) ||
		       claims(y, x->mention[GROUP_AMOUNT2]);
	if (y->mention[GROUP_AMOUNT] != NO_MENTION)
		return 0;
	return read_alike(x, y) ||
	       (x->start < y->end && y->start < x->end &&
		   strcmp(measure_of(x->rule), measure_of(y->rule)) == 0);
}

static void
settle(struct matcher *m)
{
	if (m->nmatch == 0)
		return;
	qsort(m->match, m->nmatch, sizeof *m->match, heavier);
	for (size_t i = 0; i < m->nmatch; i++)
		for (size_t k = 0; k < i; k++)
			if (!m->match[k].blocked &&
			    rivals(&m->match[i], &m->match[k])) {
				m->match[i].blocked = 1;
				m->match[i].by = m->match[k].rule;
				break;
			}
}

/* Context. */

/* Asides do not nest here: the next one begins behind the last. */
static void
find_asides(struct matcher *m, struct slice t)
{
	const struct rules *r = m->rules;

	for (size_t i = 0; i < r->naside; i++)
		for (size_t at = 0;
		     at < t.n && rules_match(r->aside[i], t, at);) {
			struct regex_span s = regex_group(r->aside[i], 0);

			/* the comma that ends one may begin the next */
			at = s.end > at + 1 ? s.end - 1 : at + 1;
			if (matcher_aside(m, s.start) == NULL &&
			    matcher_aside(m, s.end - 1) == NULL)
				*GROW(m->aside, m->naside, m->caside) =
				    (struct aside){s.start, s.end};
		}
}

static void
find_marks(struct matcher *m, struct slice t)
{
	const struct rules *r = m->rules;

	for (size_t i = 0; i < r->nmark; i++)
		for (size_t at = 0;
		     at < t.n && rules_match(r->mark[i].regex, t, at);) {
			struct regex_span s = regex_group(r->mark[i].regex, 0);
			struct hit *h = GROW(m->hit, m->nhit, m->chit);

			*h = (struct hit){&r->mark[i], s.start, s.end};
			at = s.end > at ? s.end : at + 1;
		}
	for (size_t i = 0; i < r->nclause; i++)
		for (size_t at = 0;
		     at < t.n && rules_match(r->clause[i].regex, t, at);) {
			struct regex_span s =
			    regex_group(r->clause[i].regex, 0);
			struct boundary *b =
			    GROW(m->boundary, m->nboundary, m->cboundary);

			*b = (struct boundary){s.start, r->clause[i].cost};
			at = s.end > at ? s.end : at + 1;
		}
}

/* Conditions: need=KEY:VALUE and unless=KEY:VALUE of the first set, and no
 * supposition for a status. */

static int
marked(const struct matcher *m, const struct match *x, const char *condition)
{
	char key[32];
	size_t n = strcspn(condition, ":");

	if (condition[n] == '\0' || n >= sizeof key)
		return 0;
	memcpy(key, condition, n);
	key[n] = '\0';
	return matcher_mark(m, key, condition + n + 1, x->start, x->end) !=
	       NULL;
}

/* 1 if the sentence (from 0) or the one before it (1) speaks of that: a value
 * of the map "about". */
static int
speaks_of(const struct matcher *m, const struct document *d,
    const struct sentence *s, const char *about, size_t from)
{
	size_t first = (size_t)(s - d->sentence);

	for (size_t i = from; i < 2 && i <= first; i++) {
		const struct sentence *t = s - i;

		if (t->block + 1 < s->block)
			break;
		if (rules_says(m->rules, "about", about, sentence_fold(d, t)))
			return 1;
	}
	return 0;
}

/* "She will clear her desk in July": 1 if the sentence, one of the two before
 * it in its section, or the title has a word of that value of the map "amid".
 */
enum { AMID = 3 };

static int
is_amid(const struct matcher *m, const struct document *d,
    const struct sentence *here, const char *what)
{
	size_t first = (size_t)(here - d->sentence), end;
	const char *v;

	for (size_t i = 0; i < AMID && i <= first; i++) {
		const struct sentence *t = here - i;

		v = rules_map(m->rules, "amid", sentence_fold(d, t), 0, &end);
		if (v != NULL && strcmp(v, what) == 0)
			return 1;
		if (d->block[t->block].kind == TEXT_HEADING)
			return 0;
	}
	if (d->nsentence == 0 ||
	    d->block[d->sentence->block].kind != TEXT_TITLE)
		return 0;
	v = rules_map(m->rules, "amid", sentence_fold(d, d->sentence), 0, &end);
	return v != NULL && strcmp(v, what) == 0;
}

/* 1 unless the rule asks for such words near the sentence and none stands
 * there: the patterns need not run then. */
static int
in_place(struct matcher *m, const struct rule *r, const struct document *d,
    const struct sentence *s)
{
	const char *amid = r->nset == 0 ? NULL : set_get(&r->set[0], "amid");

	if (amid == NULL)
		return 1;
	if (m->amid < 0)
		m->amid = is_amid(m, d, s, amid);
	return m->amid;
}

static int
met(const struct matcher *m, const struct match *x, const struct document *d,
    const struct sentence *here)
{
	const struct set *s = &x->rule->set[0];
	const char *need, *unless, *dataset, *about;

	if (x->span[GROUP_PERSON].set &&
	    !person_named(d, here, x->span[GROUP_PERSON]))
		return 0;
	if (x->rule->nset == 0 || (dataset = set_get(s, "dataset")) == NULL)
		return 1;
	need = set_get(s, "need");
	unless = set_get(s, "unless");
	if (marked(m, x, "drop:imagined"))
		return 0;
	about = set_get(s, "about");
	if (about != NULL && !speaks_of(m, d, here, about, 0))
		return 0;
	about = set_get(s, "after");
	if (about != NULL && !speaks_of(m, d, here, about, 1))
		return 0;
	if (strcmp(dataset, "status") == 0 && marked(m, x, "drop:supposed"))
		return 0;
	if (set_get(s, "each") != NULL && turns_of(m->rules, d, here, x).n == 0)
		return 0;
	return (need == NULL || marked(m, x, need)) &&
	       (unless == NULL || !marked(m, x, unless));
}

static void
keep_met(struct matcher *m, const struct document *d, const struct sentence *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->nmatch; i++)
		if (met(m, &m->match[i], d, s))
			m->match[kept++] = m->match[i];
	m->nmatch = kept;
}

/*
 * "The deficit, which nobody will write off, is £58m": the patterns run a
 * second time over the sentence without its asides, for what spans one.
 */

static void
make_lean(struct matcher *m, struct slice t)
{
	if (t.n + 1 > m->corigin) {
		m->corigin = t.n * 2 + 1;
		m->origin =
		    must(realloc(m->origin, m->corigin * sizeof *m->origin));
	}
	buf_clear(&m->lean);
	for (size_t i = 0; i < t.n; i++) {
		const struct aside *a = matcher_aside(m, i);

		if (a != NULL && i == a->start && a->end < t.n) {
			i = a->end - 1; /* leave no blank twice */
			continue;
		}
		m->origin[m->lean.n] = i;
		if (buf_putc(&m->lean, t.p[i]) != 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	m->origin[m->lean.n] = t.n;
}

static void
to_origin(const struct matcher *m, struct match *x)
{
	x->end = m->origin[x->end - 1] + 1;
	x->start = m->origin[x->start];
	for (size_t i = 0; i < RULE_GROUPS; i++)
		if (x->span[i].set && x->span[i].end > x->span[i].start) {
			x->span[i].end = m->origin[x->span[i].end - 1] + 1;
			x->span[i].start = m->origin[x->span[i].start];
		}
}

static int
spans_aside(const struct matcher *m, const struct match *x)
{
	for (size_t i = 0; i < m->naside; i++)
		if (x->start < m->aside[i].start && x->end > m->aside[i].end)
			return 1;
	return 0;
}

static void
run_lean(struct matcher *m, const struct document *d, const struct sentence *s,
    struct slice t)
{
	size_t kept = m->nmatch, first = m->nmatch;

	make_lean(m, t);
	for (size_t i = 0; i < m->rules->nrule; i++)
		if (wanted(m, &m->rules->rule[i]) &&
		    in_place(m, &m->rules->rule[i], d, s))
			run_rule(m, &m->rules->rule[i], buf_slice(&m->lean));
	for (size_t i = first; i < m->nmatch; i++) {
		to_origin(m, &m->match[i]);
		if (spans_aside(m, &m->match[i]))
			m->match[kept++] = m->match[i];
	}
	m->nmatch = kept;
}

void
matcher_run(
    struct matcher *m, const struct document *d, const struct sentence *s)
{
	struct slice t = sentence_fold(d, s);

	m->nmatch = m->nhit = m->nboundary = m->naside = 0;
	m->amid = -1; /* one value of the map is all that there is */
	note_words(m, t);
	for (size_t i = 0; i < m->rules->nrule; i++)
		if (wanted(m, &m->rules->rule[i]) &&
		    in_place(m, &m->rules->rule[i], d, s))
			run_rule(m, &m->rules->rule[i], t);
	find_asides(m, t);
	if (m->naside != 0)
		run_lean(m, d, s, t);
	if (m->nmatch == 0)
		return;
	m->fold = t;
	find_marks(m, t);
	keep_met(m, d, s);
	settle(m);
}

const struct aside *
matcher_aside(const struct matcher *m, size_t at)
{
	for (size_t i = 0; i < m->naside; i++)
		if (at >= m->aside[i].start && at < m->aside[i].end)
			return &m->aside[i];
	return NULL;
}

size_t
matcher_far(const struct matcher *m, size_t a, size_t b)
{
	size_t far = b > a ? b - a : 0;

	for (size_t i = 0; i < m->naside; i++)
		if (m->aside[i].start >= a && m->aside[i].end <= b)
			far -= m->aside[i].end - m->aside[i].start;
	for (size_t i = 0; i < m->nboundary; i++) {
		size_t at = m->boundary[i].at;
		const struct aside *x;

		if (at < a || at >= b)
			continue;
		x = matcher_aside(m, at);
		if (x == NULL || x->start < a || x->end > b)
			far += m->boundary[i].cost;
	}
	return far;
}

static int
listed(const char *values, const char *value)
{
	size_t n = strlen(value);

	if (values == NULL)
		return 1;
	for (const char *p = values; *p != '\0';) {
		size_t len = strcspn(p, ", ");

		if (len == n && memcmp(p, value, n) == 0)
			return 1;
		p += len + (p[len] != '\0');
	}
	return 0;
}

/*
 * "A promised £3.2m surplus shrank to £300,000": an adjective is of the amount
 * that it stands before, and of none behind that.
 */
static int
of_another(const struct matcher *m, const struct hit *h, size_t start)
{
	static const char *const before[] = {
	    " a ", " an ", " the ", " its ", " their ", "> "};
	struct slice t = m->fold;

	if (h->end >= start || h->end - h->start < 5 ||
	    memcmp(t.p + h->end - 2, "ed", 2) != 0 ||
	    memmem(t.p + h->end, start - h->end, "<m", 2) == NULL)
		return 0;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		size_t n = strlen(before[i]);

		if (h->start >= n &&
		    memcmp(t.p + h->start - n, before[i], n) == 0)
			return 1;
	}
	return 0;
}

/* "£600,000 last year and £200,000 so far": of the second. */
static int
of_the_next(const struct matcher *m, const struct hit *h, size_t end)
{
	return strcmp(h->mark->key, "span") == 0 && h->start >= end &&
	       memmem(m->fold.p + end, h->start - end, "<m", 2) != NULL;
}

/* "will not repeat the mistakes of Bolton CCG, rated inadequate": what is put
 * in about a body is not denied with what stands before it. */
static int
outside_aside(const struct matcher *m, const struct hit *h, size_t start)
{
	const struct aside *a = matcher_aside(m, start);

	return a != NULL && h->end <= a->start && h->mark->where == BEFORE &&
	       strcmp(h->mark->key, "modality") == 0 &&
	       strcmp(h->mark->value, "denied") == 0;
}

const struct hit *
matcher_mark(const struct matcher *m, const char *key, const char *values,
    size_t start, size_t end)
{
	const struct hit *best = NULL;
	size_t least = SIZE_MAX, longest = 0;

	for (size_t i = 0; i < m->nhit; i++) {
		const struct hit *h = &m->hit[i];
		size_t far = 0;

		if (strcmp(h->mark->key, key) != 0 ||
		    !listed(values, h->mark->value) ||
		    (h->mark->where == BEFORE && h->end > end) ||
		    (h->mark->where == AFTER && h->start < start))
			continue;
		if (h->end <= start)
			far = matcher_far(m, h->end, start);
		else if (h->start >= end)
			far = matcher_far(m, end, h->start);
		if (far > h->mark->reach || far > least ||
		    of_another(m, h, start) || of_the_next(m, h, end) ||
		    outside_aside(m, h, start) ||
		    (far == least && h->end - h->start <= longest))
			continue;
		longest = h->end - h->start;
		least = far;
		best = h;
	}
	return best;
}

const char *
matcher_says(const struct matcher *m, const char *key, struct slice fold)
{
	for (size_t i = 0; i < m->rules->nmark; i++)
		if (strcmp(m->rules->mark[i].key, key) == 0 &&
		    rules_match(m->rules->mark[i].regex, fold, 0))
			return m->rules->mark[i].value;
	return NULL;
}
