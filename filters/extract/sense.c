/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "sense.h"

/* What money went on is in mind for so many sentences; what is saved on
 * stands so near. */
enum { TOPIC_LASTS = 2, SAVED_ON = 60 };

/* What a captured text means, by the map that "@NAME" names. */
static const char *
mapped(const struct matcher *m, const struct match *x, struct slice t,
    enum fact_key k, const char *map)
{
	enum rule_group g = k == FACT_SCOPE    ? GROUP_SCOPE
			    : k == FACT_DETAIL ? GROUP_ROLE
					       : GROUP_VALUE;
	size_t end;
	const char *v;

	if (!x->span[g].set)
		return "";
	t.n = x->span[g].end;
	v = rules_map(m->rules, map, t, x->span[g].start, &end);
	return v == NULL ? "" : v;
}

static int
is_tense(const struct matcher *m, const struct match *x, const char *tense)
{
	const struct hit *h = matcher_mark(m, "tense", NULL, x->start, x->end);

	return h != NULL && strcmp(h->mark->value, tense) == 0;
}

/* In "Our financial plan for 2019/20" a figure is planned, unless it is told
 * in the past. */
static int
is_plan(
    const struct document *d, const struct matcher *m, const struct match *x)
{
	return d->plan && !is_tense(m, x, "past");
}

/* "shaved £9.8m off": a verb of the match itself says that it is done. */
static int
is_done(const struct matcher *m, const struct match *x)
{
	static const char *const ahead[] = {"planned", "needed", "promised",
	    "required", "targeted", "proposed", "identified", "projected",
	    "expected", "budgeted", "wanted", "intended", "hoped", "agreed",
	    "had", "was", "were", "been", "did", "told", "cost"};

	for (size_t i = 0; i < m->nhit; i++) {
		const struct hit *h = &m->hit[i];
		struct slice word = {m->fold.p + h->start, h->end - h->start};
		size_t k = 0;

		if (strcmp(h->mark->key, "tense") != 0 ||
		    strcmp(h->mark->value, "past") != 0 ||
		    h->start < x->start || h->end > x->end)
			continue;
		while (k < sizeof ahead / sizeof *ahead &&
		       !slice_is(word, ahead[k]))
			k++;
		if (k == sizeof ahead / sizeof *ahead)
			return 1;
	}
	return 0;
}

/* "?forecast,actual": what the context says of these, or the last;
 * "?plan:target": plan if the context says so, or else target.  Denial comes
 * first. */
static const char *
chosen(const struct fact *f, const struct document *d, const struct matcher *m,
    const struct match *x, const char *key, const char *values)
{
	const char *otherwise = strrchr(values, ':');
	char list[64];
	size_t n =
	    otherwise == NULL ? strlen(values) : (size_t)(otherwise - values);
	const struct hit *h;

	if (n >= sizeof list)
		n = sizeof list - 1;
	memcpy(list, values, n);
	list[n] = '\0';
	h = strncmp(list, "denied,", 7) == 0
		? matcher_mark(m, key, "denied", x->start, x->end)
		: NULL;
	if (h == NULL)
		h = matcher_mark(m, key, list, x->start, x->end);
	/* what has to be saved is planned, whoever needs it */
	if (h != NULL && strcmp(h->mark->value, "needed") == 0)
		return "plan";
	/* what a body will spend is its plan */
	if (h != NULL && strcmp(f->key[FACT_DATASET], "spending") == 0 &&
	    strcmp(list, "forecast,plan,actual") == 0 &&
	    strcmp(h->mark->value, "forecast") == 0 && is_tense(m, x, "future"))
		return "plan";
	if (h != NULL)
		return h->mark->value;
	/* "and cut the bill by £2.7m", told of last year */
	if (strcmp(list, "actual,plan") == 0 &&
	    (is_tense(m, x, "past") || is_done(m, x)))
		return "actual";
	if (strcmp(list, "actual,required,needed,plan") == 0 && is_done(m, x))
		return "actual";
	/* "is rumoured to be £5m short" */
	if (strcmp(list, "forecast,actual") == 0 &&
	    matcher_mark(m, "doubt", "possible", x->start, x->end) != NULL)
		return "forecast";
	if (otherwise == NULL)
		otherwise = strrchr(values, ',');
	otherwise = otherwise == NULL ? values : otherwise + 1;
	return is_plan(d, m, x) && strcmp(otherwise, "actual") == 0 ? "plan"
								    : otherwise;
}

/*
 * Which words of the context each measure listens to.  What was promised of
 * a merger is planned; that a body is in special measures is not.
 */
static const struct listens {
	const char *measure, *modality, *otherwise;
} listens[] = {{"rating", "denied", "asserted"},
    {"special_measures", "denied,possible", "asserted"},
    {"legal_directions", "denied,possible", "asserted"},
    {"review", "required", "asserted"},
    {"intervention", "denied,possible,required", "required"},
    {"plan", "denied,required,planned", "asserted"},
    {"leadership", "denied,possible", "asserted"},
    {"merger", "denied,possible,planned", "asserted"},
    {"shared_management", "denied,possible,planned", "asserted"}};

enum { FAR_DENIAL = 15 };

void
sense_modality(struct fact *f, const struct matcher *m, const struct match *x)
{
	const char *basis = f->key[FACT_BASIS];
	const struct hit *h;

	if (*f->key[FACT_MODALITY] != '\0')
		return;
	for (size_t i = 0; i < sizeof listens / sizeof *listens; i++) {
		if (strcmp(f->key[FACT_MEASURE], listens[i].measure) != 0)
			continue;
		h = NULL; /* "not planning to merge" is denied, not planned */
		if (strncmp(listens[i].modality, "denied", 6) == 0)
			h = matcher_mark(
			    m, "modality", "denied", x->start, x->end);
		/* "no merger is on the agenda, their joint officer said" */
		if (h != NULL && strcmp(f->key[FACT_VALUE], "in") == 0 &&
		    strcmp(f->key[FACT_MEASURE], "shared_management") == 0 &&
		    h->end < x->start &&
		    matcher_far(m, h->end, x->start) > FAR_DENIAL)
			h = NULL;
		if (h == NULL && strstr(listens[i].modality, "required"))
			h = matcher_mark(
			    m, "modality", "required", x->start, x->end);
		if (h == NULL)
			h = matcher_mark(m, "modality", listens[i].modality,
			    x->start, x->end);
		/* they share: that is no plan, whatever else is planned */
		if (h != NULL && strcmp(f->key[FACT_VALUE], "in") == 0 &&
		    strcmp(h->mark->value, "planned") == 0)
			h = NULL;
		/* "rated good for 2015-16, has ruled out joining" */
		if (h != NULL && h->mark->where == AFTER && i == 0)
			h = NULL;
		/* "is expected to be rated inadequate", "hopes to come out" */
		if (h == NULL &&
		    (i == 0 || strcmp(f->key[FACT_VALUE], "exited") == 0))
			h = matcher_mark(m, "standing", NULL, x->start, x->end);
		f->key[FACT_MODALITY] =
		    h == NULL ? listens[i].otherwise : h->mark->value;
		return;
	}
	h = matcher_mark(m, "doubt", NULL, x->start, x->end);
	/* "no longer expects to make its planned £2.3m": it was planned */
	if (h != NULL && strcmp(h->mark->value, "denied") == 0 &&
	    strcmp(basis, "plan") == 0)
		h = NULL;
	if (h != NULL)
		f->key[FACT_MODALITY] = h->mark->value;
	else if (strcmp(basis, "plan") == 0)
		f->key[FACT_MODALITY] = "planned";
	else if (strcmp(basis, "target") == 0 || strcmp(basis, "required") == 0)
		f->key[FACT_MODALITY] = "required";
	else
		f->key[FACT_MODALITY] = "asserted";
}

/* What is left open of a figure: recorded, expected or planned. */
static void
set_money_context(struct fact *f, const struct matcher *m,
    const struct match *x, const struct document *d, int title)
{
	const char *measure = f->key[FACT_MEASURE];
	const struct hit *h = NULL;

	if (*f->key[FACT_BASIS] == '\0') {
		/* an overspend is recorded, expected, planned; a target is
		 * what it is measured against */
		h = matcher_mark(m, "basis",
		    strcmp(measure, "variance") == 0
			? "forecast,plan,actual"
			: "forecast,plan,target,actual",
		    x->start, x->end);
		/* a headline says what, the text says how it is meant */
		if (h != NULL && strcmp(h->mark->value, "actual") == 0 &&
		    matcher_mark(m, "doubt", "possible", x->start, x->end) !=
			NULL)
			h = NULL; /* "the worst case was": not yet so */
		f->key[FACT_BASIS] = h != NULL ? h->mark->value
				     : matcher_mark(m, "doubt", "possible",
					   x->start, x->end) != NULL
					 ? "forecast"
				     : title		? ""
				     : is_plan(d, m, x) ? "plan"
							: "actual";
	}
	/* "its control total was relaxed to a £5m deficit" */
	if (strcmp(measure, "position") == 0 &&
	    strcmp(f->key[FACT_BASIS], "target") == 0 && h != NULL &&
	    memmem(m->fold.p + h->start, h->end - h->start, "control total",
		13) != NULL)
		f->key[FACT_MEASURE] = measure = "control_total";
	/* "is on track to deliver its planned surplus" */
	if (strcmp(f->key[FACT_BASIS], "plan") == 0 &&
	    strcmp(f->key[FACT_DATASET], "deficits") == 0 &&
	    matcher_mark(m, "doubt", "denied", x->start, x->end) == NULL &&
	    (h = matcher_mark(m, "keeps", NULL, x->start, x->end)) != NULL)
		f->key[FACT_BASIS] = h->mark->value;
	if (*f->key[FACT_SPAN] == '\0' &&
	    (h = matcher_mark(m, "span", NULL, x->start, x->end)) != NULL)
		f->key[FACT_SPAN] = h->mark->value;
	if (strcmp(measure, "position") == 0 &&
	    (h = matcher_mark(m, "kind", NULL, x->start, x->end)) != NULL)
		f->key[FACT_MEASURE] = h->mark->value;
}

/* 1 if the words of a sentence sum up: "in total it spent". */
static int
sums_up(struct slice t)
{
	static const char *const words[] = {"in total", "total sp",
	    "altogether", "all told", "overall", "in all", "whole budget",
	    "its budget"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (memmem(t.p, t.n, words[i], strlen(words[i])) != NULL)
			return 1;
	return 0;
}

/*
 * What the money went on that is told without saying it again: the sentence
 * has it somewhere, or one of the two before.
 */
static const char *
topic_of(
    const struct matcher *m, const struct document *d, const struct sentence *s)
{
	const char *topic = matcher_says(m, "category", sentence_fold(d, s));

	if (topic == NULL && sums_up(sentence_fold(d, s)))
		return "total";
	for (const struct sentence *t = s;
	     topic == NULL && t > d->sentence && t + TOPIC_LASTS > s;) {
		t--;
		if (t->block + 1 < s->block)
			break;
		topic = matcher_says(m, "category", sentence_fold(d, t));
	}
	return topic;
}

static int
has_any(struct slice t, const char *bytes)
{
	for (size_t i = 0; i < t.n; i++)
		if (strchr(bytes, t.p[i]) != NULL)
			return 1;
	return 0;
}

/* 1 if t is a preposition and a few words: " from its ", " through better ". */
static int
leads_to_a_line(struct slice t)
{
	static const char *const words[] = {" on ", " in ", " from ", " off ",
	    " out of ", " through ", " by ", " via ", " to "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (t.n >= n && memcmp(t.p, words[i], n) == 0)
			return !has_any(t, ",;.(\"") &&
			       memmem(t.p, t.n, "<m", 2) == NULL;
	}
	return 0;
}

/* "save £2.5m on drugs", "cut the prescribing bill by": what is saved on
 * stands in the match or right behind its amount. */
static const char *
saved_on(const struct matcher *m, const struct match *x, struct slice t)
{
	const struct hit *h =
	    matcher_mark(m, "category", NULL, x->start, x->end);
	size_t end = x->end;

	if (h == NULL || h->start < x->start || h->start > x->end + SAVED_ON)
		return NULL;
	if (h->start < x->end)
		return h->mark->value;
	if (x->span[GROUP_AMOUNT].set)
		end = x->span[GROUP_AMOUNT].end;
	/* "£5m would come out of acute contracts" */
	while (end < x->end &&
	       !leads_to_a_line((struct slice){t.p + end, h->start - end}))
		end++;
	return leads_to_a_line((struct slice){t.p + end, h->start - end})
		   ? h->mark->value
		   : NULL;
}

/* No CCG had so little to live on, in pence: less is not all that it spent. */
static const int64_t LEAST_TOTAL = 5000000000;

static int
is_part(const char *measure, const struct document *d, const struct sentence *s,
    const struct match *x)
{
	size_t a = x->mention[GROUP_AMOUNT];

	return strcmp(measure, "spend") == 0 && a != NO_MENTION &&
	       d->mention[s->mention + a].money.high < LEAST_TOTAL;
}

/* What a budget is for: the words of the match say so, those of the sentence
 * where the rule lets them, or, if it is too small for all that a body has,
 * what was spoken of. */
static const char *
set_apart_for(const struct matcher *m, const struct match *x,
    const struct document *d, const struct sentence *s, int total)
{
	const struct hit *h =
	    matcher_mark(m, "category", NULL, x->start, x->end);
	const char *said =
	    total ? NULL : matcher_says(m, "category", sentence_fold(d, s));

	if (said == NULL && h != NULL && h->start < x->end && h->end > x->start)
		said = h->mark->value;
	return said == NULL && is_part("spend", d, s, x) ? topic_of(m, d, s)
							 : said;
}

static int
is_small(const char *category)
{
	static const char *const small[] = {"executive_pay",
	    "interim_executive", "consultancy", "running_costs"};

	for (size_t i = 0; i < sizeof small / sizeof *small; i++)
		if (strcmp(category, small[i]) == 0)
			return 1;
	return 0;
}

/* "spent £268m, of which £139m went on hospitals": the line behind is of the
 * part, and so much is all that the body spent. */
static int
is_of_a_part(const struct hit *h, const struct fact *f, const struct match *x,
    const struct document *d, const struct sentence *s)
{
	static const char *const parts[] = {"<m", " of which", " of that",
	    " of it", " - ", " including", " with "};
	struct slice t = sentence_fold(d, s);
	size_t end = x->span[GROUP_AMOUNT].end;

	if (strcmp(f->key[FACT_MEASURE], "spend") != 0 ||
	    is_part("spend", d, s, x) || !x->span[GROUP_AMOUNT].set ||
	    h->start < x->end)
		return 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (memmem(t.p + end, h->start - end, parts[i],
			strlen(parts[i])) != NULL)
			return 1;
	return 0;
}

/* What spending was on. */
static void
set_category(struct fact *f, const struct matcher *m, const struct match *x,
    const struct document *d, const struct sentence *s)
{
	const char *measure = f->key[FACT_MEASURE], *said = NULL;
	int total = strcmp(f->key[FACT_CATEGORY], "total") == 0;
	const struct hit *h;

	if (strcmp(measure, "savings") == 0 && *f->key[FACT_CATEGORY] != 's')
		said = saved_on(m, x, sentence_fold(d, s));
	else if (*f->key[FACT_CATEGORY] != '\0' && !total)
		return;
	else if (!total && (h = matcher_mark(
				m, "category", NULL, x->start, x->end)) != NULL)
		said = is_of_a_part(h, f, x, d, s) ? "total" : h->mark->value;
	else if (strcmp(measure, "spend") == 0 && !total &&
		 (said = topic_of(m, d, s)) == NULL)
		said = d->category;
	else if (strcmp(measure, "allocation") == 0)
		said = set_apart_for(m, x, d, s, total);
	if (said != NULL && strcmp(measure, "spend") == 0 && is_small(said) &&
	    !is_part(measure, d, s, x))
		said = NULL; /* no body pays that to advisers */
	if (said == NULL || strcmp(said, "total") == 0)
		said = is_part(measure, d, s, x) ? "other" : "total";
	f->key[FACT_CATEGORY] = said;
}

/* Whose post it is that "she" leaves: the one that the sentence names first,
 * or the one before it. */
static const char *
role_near(const struct rules *r, const struct document *d,
    const struct sentence *s, const char *map)
{
	const char *v = NULL;
	size_t end;

	for (size_t i = 0; i < 2 && v == NULL; i++, s--) {
		v = rules_map(r, map, sentence_fold(d, s), 0, &end);
		if (s == d->sentence)
			break;
	}
	return v == NULL ? "" : v;
}

void
sense_keys(struct fact *f, const struct matcher *m, const struct match *x,
    const struct set *set, const struct document *d, const struct sentence *s)
{
	for (enum fact_key k = 0; k < FACT_KEYS; k++) {
		const char *v = set_get(set, fact_keys[k]);

		if (v == NULL || *v == '*')
			v = "";
		else if (*v == '@')
			v = k == FACT_DETAIL && !x->span[GROUP_ROLE].set &&
				    set_get(set, "amid") != NULL
				? role_near(m->rules, d, s, v + 1)
				: mapped(m, x, sentence_fold(d, s), k, v + 1);
		else if (*v == '?')
			v = chosen(f, d, m, x, fact_keys[k], v + 1);
		f->key[k] = v;
	}
	if (strcmp(f->key[FACT_DATASET], "status") != 0)
		set_money_context(
		    f, m, x, d, d->block[s->block].kind == TEXT_TITLE);
	if (strcmp(f->key[FACT_DATASET], "spending") == 0)
		set_category(f, m, x, d, s);
	sense_modality(f, m, x);
}
