/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "fold.h"
#include "person.h"

static int
is_one(struct slice w, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slice_is(w, words[i]))
			return 1;
	return 0;
}

/* Small words that a name may have in the middle. */
static int
is_particle(struct slice w)
{
	static const char *const words[] = {"de", "der", "den", "van", "von",
	    "la", "le", "al", "el", "bin", "da", "di", "dos", "du", "ap"};

	return is_one(w, words, sizeof words / sizeof *words);
}

/* Words with a capital that no person is called by. */
static int
is_no_name(struct slice w)
{
	static const char *const words[] = {"NHS", "CCG", "CCGs", "GP", "GPs",
	    "STP", "ICS", "MP", "MPs", "CQC", "BMA", "The", "A", "An", "It",
	    "Its", "Their", "They", "This", "That", "These", "Those", "We",
	    "Our", "No", "Not", "Some", "All", "Both", "Other", "One", "Two",
	    "Three", "Four", "He", "She", "His", "Her", "Who", "Which", "What",
	    "Accountable", "Acting", "Interim", "Chief", "Finance", "Financial",
	    "Clinical", "Operating", "Executive", "Governing", "Body", "Board",
	    "Council", "Councillors", "Director", "Directors", "Officer",
	    "Officers", "Chair", "Chairman", "Managing", "Turnaround",
	    "Medical", "Nurse", "Trust", "Trusts", "Hospital", "Hospitals",
	    "Committee", "Health", "Healthcare", "Care", "Service", "Services",
	    "England", "Improvement", "Commissioning", "Commissioners", "Group",
	    "Groups", "Members", "Member", "Practices", "Practice", "Patients",
	    "Staff", "North", "South", "East", "West", "And", "But", "If", "In",
	    "On", "At", "For", "Of", "To", "From", "By", "With", "As", "When",
	    "While", "After", "Before", "Following", "Last", "Next", "New",
	    "Former", "Nobody", "Somebody", "Everyone", "Parliament",
	    "Ministers", "Union", "Public", "Primary", "Secondary", "Mental",
	    "Social"};

	return is_one(w, words, sizeof words / sizeof *words);
}

int
person_named(
    const struct document *d, const struct sentence *s, struct regex_span group)
{
	struct slice t = fold_source(d, s, group.start, group.end);
	size_t names = 0;

	for (size_t i = 0; i < t.n;) {
		size_t b;

		while (i < t.n && (t.p[i] == ' ' || t.p[i] == '\n'))
			i++;
		for (b = i; i < t.n && t.p[i] != ' ' && t.p[i] != '\n';)
			i++;
		if (i == b || is_particle((struct slice){t.p + b, i - b}))
			continue;
		if ((t.p[b] >= 'a' && t.p[b] <= 'z') || t.p[b] == '-' ||
		    is_no_name((struct slice){t.p + b, i - b}))
			return 0;
		names++;
	}
	return names != 0;
}

enum { SAME_PERSON = 3 };

static int
says_he_or_she(struct slice t)
{
	return memmem(t.p, t.n, " he ", 4) != NULL ||
	       memmem(t.p, t.n, " she ", 5) != NULL ||
	       (t.n > 4 &&
		   (memcmp(t.p, "he ", 3) == 0 || memcmp(t.p, "she ", 4) == 0));
}

const struct fact *
person_told_of(const struct facts *facts, const struct document *d,
    const struct sentence *s, int sure)
{
	size_t here = (size_t)(s - d->sentence);

	if (!sure && !says_he_or_she(sentence_fold(d, s)))
		return NULL;
	for (size_t i = facts->n; i-- > 0;) {
		const struct fact *f = &facts->f[i];

		if (f->sentence + SAME_PERSON < here)
			return NULL;
		if (f->nwho != 0 && f->sentence != here &&
		    strcmp(f->key[FACT_MEASURE], "leadership") == 0)
			return f;
	}
	return NULL;
}

void
person_stays(struct fact *f, const struct fact *told)
{
	if (strcmp(f->key[FACT_VALUE], "appointed") == 0 &&
	    strcmp(told->key[FACT_VALUE], "interim") == 0)
		f->key[FACT_VALUE] = "interim";
}
