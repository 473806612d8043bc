/* SPDX-License-Identifier: MIT */
#include "noun.h"

/* What "the ..." can stand for; the longest first. */
static const struct noun nouns[] = {
    {{"clinical", "commissioning", "groups"}, REF_CCGS},
    {{"clinical", "commissioning", "group"}, REF_CCG},
    {{"commissioning", "groups"}, REF_CCGS},
    {{"commissioning", "group"}, REF_CCG}, {{"commissioning", "body"}, REF_CCG},
    {{"commissioning", "organisation"}, REF_CCG},
    {{"health", "groups"}, REF_CCGS}, {{"health", "group"}, REF_CCG},
    {{"nhs", "groups"}, REF_CCGS}, {{"nhs", "group"}, REF_CCG},
    {{"health", "bodies"}, REF_CCGS}, {{"health", "body"}, REF_CCG},
    {{"nhs", "bodies"}, REF_CCGS}, {{"nhs", "body"}, REF_CCG},
    {{"national", "body"}, REF_NATIONAL},
    {{"national", "commissioner"}, REF_NATIONAL},
    {{"health", "chiefs"}, REF_WE}, {{"health", "bosses"}, REF_WE},
    {{"ccgs"}, REF_CCGS}, {{"ccg"}, REF_CCG}, {{"groups"}, REF_CCGS},
    {{"group"}, REF_CCG}, {{"commissioners"}, REF_CCGS},
    {{"commissioner"}, REF_CCG}, {{"organisations"}, REF_CCGS},
    {{"organisation"}, REF_CCG}, {{"bodies"}, REF_CCGS}, {{"body"}, REF_CCG},
    {{"provider", "trusts"}, REF_TRUST}, {{"provider", "trust"}, REF_TRUST},
    {{"hospital", "trusts"}, REF_TRUST}, {{"hospital", "trust"}, REF_TRUST},
    {{"acute", "trusts"}, REF_TRUST}, {{"acute", "trust"}, REF_TRUST},
    {{"acute", "provider"}, REF_TRUST}, {{"acute", "providers"}, REF_TRUST},
    {{"gp", "federation"}, REF_OTHER}, {{"federation"}, REF_OTHER},
    {{"primary", "care", "trust"}, REF_OTHER}, {{"pct"}, REF_OTHER},
    {{"primary", "care", "trusts"}, REF_OTHER}, {{"pcts"}, REF_OTHER},
    {{"trust"}, REF_TRUST}, {{"trusts"}, REF_TRUST}, {{"hospital"}, REF_TRUST},
    {{"hospitals"}, REF_TRUST}, {{"provider"}, REF_TRUST},
    {{"council"}, REF_OTHER}, {{"councils"}, REF_OTHER},
    {{"authority"}, REF_OTHER}, {{"charity"}, REF_OTHER},
    {{"hospice"}, REF_OTHER}, {{"pharmacy"}, REF_OTHER},
    {{"university"}, REF_OTHER}, {{"gp", "practice"}, REF_OTHER},
    {{"practice"}, REF_OTHER}, {{"surgery"}, REF_OTHER},
    {{"care", "home"}, REF_OTHER}, {{"nursing", "home"}, REF_OTHER},
    {{"health", "centre"}, REF_OTHER}, {{"medical", "centre"}, REF_OTHER},
    {{"partnership"}, REF_OTHER}, {{"stp"}, REF_OTHER}, {{"ics"}, REF_OTHER},
    {{"system"}, REF_OTHER}, {{"directorate"}, REF_OTHER},
    {{"department"}, REF_OTHER}, {{"health", "economy"}, REF_OTHER},
    {{"health", "system"}, REF_OTHER}, {{"sector"}, REF_SECTOR},
    {{"regulator"}, REF_NATIONAL}, {{"watchdog"}, REF_NATIONAL}};

static const char *const numbers[] = {"one", "two", "three", "four", "five",
    "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};

size_t
noun_number(const struct words *w, size_t i)
{
	for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
		if (word_is(w, i, numbers[k]))
			return k + 1;
	return 0;
}

const struct noun *
noun_at(const struct words *w, size_t i, size_t *len)
{
	for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++) {
		const struct noun *n = &nouns[k];
		size_t j = 0;

		while (j < 3 && n->word[j] != NULL &&
		       word_is(w, i + j, n->word[j]))
			j++;
		if (j == 3 || (j > 0 && n->word[j] == NULL)) {
			*len = j;
			return n;
		}
	}
	return NULL;
}

/* Commissioners of another sort. */
int
noun_of_government(const struct words *w, size_t i)
{
	return i > 0 && (word_is(w, i - 1, "government") ||
			    word_is(w, i - 1, "police") ||
			    word_is(w, i - 1, "council") ||
			    word_is(w, i - 1, "children"));
}

/* "became the latest commissioners to be put in directions", "is the only
 * group in Kent to": what the subject is, and no other body. */
int
noun_is_predicate(const struct words *w, size_t i)
{
	static const char *const copulas[] = {"became", "become", "becomes",
	    "is", "are", "was", "were", "being", "been", "as", "among",
	    "remain", "remains"};
	static const char *const ranks[] = {"latest", "first", "second",
	    "third", "last", "only", "biggest", "largest", "worst", "best",
	    "smallest", "newest", "next", "most", "fourth", "fifth", "sole"};

	return i > 0 && WORD_IN(w, i - 1, copulas) && WORD_IN(w, i + 1, ranks);
}

size_t
noun_stands(const struct words *w, size_t i, size_t end, struct mention *m,
    enum ref_kind ref)
{
	m->kind = MENTION_REF;
	m->ref = ref;
	m->start = w->w[i].start;
	m->end = w->w[end - 1].end;
	m->plural = ref == REF_CCGS || ref == REF_THEY || ref == REF_BOTH ||
		    ref == REF_EACH;
	return end;
}
