/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "register.h"

/* What the tables of lib/register promise, and what the loader refuses. */

static struct reg *reg;

static struct date
day(const char *text)
{
	struct date d = {0};

	if (*text != '\0')
		assert_int_equal(date_parse(slice_of(text), &d), 0);
	return d;
}

static size_t
org(const char *code)
{
	size_t i = register_find(reg, slice_of(code));

	if (i == REGISTER_NONE)
		fail_msg("no such code: %s", code);
	return i;
}

static const char *
code(size_t i)
{
	return i == REGISTER_NONE ? "" : register_org(reg, i)->code.p;
}

static int
is_ccg(size_t i)
{
	return register_org(reg, i)->type == ORG_CCG;
}

/* The codes of what a body has become, by commas. */
static const char *
successors(const char *from, const char *on)
{
	static char text[256];
	size_t to[16], n = register_successors(reg, org(from), day(on), to, 16);

	*text = '\0';
	assert_in_range(n, 1, 16);
	for (size_t i = 0; i < n; i++) {
		strcat(text, i > 0 ? "," : "");
		strcat(text, code(to[i]));
	}
	return text;
}

static void
counts(void **state)
{
	static const size_t want[] = {
	    211, 211, 209, 209, 207, 195, 191, 135, 106, 106, 0};
	size_t ever = 0, icbs = 0, stps = 0;

	(void)state;
	for (int year = 2013; year <= 2023; year++) {
		size_t live = 0;

		for (size_t i = 0; i < register_orgs(reg); i++)
			live += is_ccg(i) && register_live(reg, i,
						 (struct date){year, 4, 1});
		assert_int_equal(live, want[year - 2013]);
	}
	for (size_t i = 0; i < register_orgs(reg); i++) {
		ever += is_ccg(i) ? 1 : 0;
		icbs += register_type(reg, i, day("2022-07-01")) == ORG_ICB &&
			register_live(reg, i, day("2022-07-01"));
		stps += register_type(reg, i, day("2016-04-01")) == ORG_STP &&
			register_live(reg, i, day("2016-04-01"));
	}
	assert_int_equal(ever, 248);
	assert_int_equal(icbs, 42);
	assert_int_equal(stps, 44);
}

/* 1 if a word of n bytes may stand all in capitals. */
static int
may_shout(const char *p, size_t n)
{
	static const char *const words[] = {"NHS", "CCG", "STP", "HM", "UK"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is((struct slice){p, n}, words[i]))
			return 1;
	return n < 2;
}

/* "NHS Hull CCG": nothing is left in the capitals of the sources. */
static void
names_have_their_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < register_orgs(reg); i++) {
		const struct org *o = register_org(reg, i);
		size_t n;

		assert_int_equal(o->name.p[o->name.n], '\0');
		for (const char *p = o->name.p; *p != '\0'; p += n) {
			size_t capitals =
			    strspn(p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'");

			n = strcspn(p, " ,()-");
			if (n > 0 && capitals == n && !may_shout(p, n))
				fail_msg("%s", o->name.p);
			n += p[n] != '\0';
		}
		if (o->type != ORG_CCG)
			continue;
		assert_memory_equal(o->name.p, "NHS ", 4);
		assert_string_equal(o->name.p + o->name.n - 4, " CCG");
		assert_null(strchr(o->name.p, '&'));
		assert_int_equal(o->gss.n, 9);
		assert_memory_equal(o->gss.p, "E38", 3);
	}
}

static void
names_change(void **state)
{
	static const struct {
		const char *code, *on, *name;
	} t[] = {
	    {"01H", "2016", "NHS Cumbria CCG"},
	    {"01H", "2017-03-31", "NHS Cumbria CCG"},
	    {"01H", "2017-04-01", "NHS North Cumbria CCG"},
	    {"01H", "", "NHS North Cumbria CCG"},
	    {"01K", "2014-06", "NHS Lancashire North CCG"},
	    {"01K", "2017-06", "NHS Morecambe Bay CCG"},
	    {"02M", "2014-06", "NHS Fylde and Wyre CCG"},
	    {"05Q", "",
		"NHS South East Staffordshire and Seisdon Peninsula CCG"},
	    {"06N", "", "NHS Herts Valleys CCG"},
	    {"11E", "", "NHS Bath and North East Somerset CCG"},
	    {"13P", "", "NHS Birmingham CrossCity CCG"},
	    {"14L", "2017-04-01", "NHS Manchester CCG"},
	    {"18C", "2021", "NHS Herefordshire and Worcestershire CCG"},
	    {"99G", "", "NHS Southend CCG"},
	    {"99P", "", "NHS Northern, Eastern and Western Devon CCG"},
	    {"M2L0M", "", "NHS Shropshire, Telford and Wrekin CCG"},
	    {"QUE", "2018", "Cambridgeshire and Peterborough STP"},
	    {"QUE", "2022-07-01",
		"NHS Cambridgeshire and Peterborough Integrated Care Board"},
	    {"RK9", "2017-01-01", "Plymouth Hospitals NHS Trust"},
	    {"RK9", "2019-01-01", "University Hospitals Plymouth NHS Trust"},
	    {"RTG", "2014", "Derby Hospitals NHS Foundation Trust"},
	    {"RTG", "2017", "Derby Teaching Hospitals NHS Foundation Trust"},
	    {"NAT-DHSC", "2016", "Department of Health"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_string_equal(
		    register_name(reg, org(t[i].code), day(t[i].on)).p,
		    t[i].name);
	assert_int_equal(
	    register_type(reg, org("QUE"), day("2022-06-30")), ORG_STP);
	assert_int_equal(
	    register_type(reg, org("QUE"), day("2022-07-01")), ORG_ICB);
	assert_int_equal(register_type(reg, org("QUE"), day("")), ORG_ICB);
}

static void
partial_dates(void **state)
{
	(void)state;
	/* 03X closed on 2019-03-31. */
	assert_true(register_live(reg, org("03X"), day("2019")));
	assert_true(register_live(reg, org("03X"), day("2019-03")));
	assert_false(register_live(reg, org("03X"), day("2019-04")));
	assert_false(register_live(reg, org("03X"), day("2019-04-01")));
	assert_false(register_live(reg, org("03X"), day("2012")));
	assert_true(register_live(reg, org("03X"), day("")));
	assert_true(register_live(reg, org("X24"), day("2030")));
	assert_string_equal(successors("03X", "2019"), "03X");
	assert_string_equal(successors("03X", "2020"), "15M");
}

static void
follows_successors(void **state)
{
	static const struct {
		const char *code, *on, *to;
	} t[] = {
	    {"00W", "2017-03-31", "00W"}, {"00W", "2017-04-01", "14L"},
	    {"00W", "2022-07-01", "QOP"}, {"00W", "", "00W"},
	    {"00F", "2015-04-01", "13T"}, {"00F", "2023", "QHM"},
	    {"11H", "2017-06", "11H"}, {"11H", "2019", "15C"},
	    {"10T", "2018-04-01", "15D"}, {"10T", "2021-04-01", "D4U1Y"},
	    {"10T", "2022-07-01", "QNQ"}, {"02Q", "2022-07-01", "QT1"},
	    {"15M", "2016", "15M"}, /* not yet: nothing to follow */
	    {"QVP", "2019-01-01", "QHM"}, {"RW6", "2021-10-01", "R0A,RM3"},
	    {"RJD", "2018", "RJE,RL4"}, {"RYQ", "2014", "RJ2,RJZ,RPG"},
	    {"RD7", "2020", "RDU"}, {"RBA", "2024", "RH5"},
	    {"NAT-MONITOR", "2016-04-01", "NAT-NHSI"},
	    {"NAT-MONITOR", "2023", "X24"}, {"Y57", "2020", "Y58,Y59"},
	    {"RYH", "2016", "RYH"}, /* no successor: it stays itself */
	};
	size_t one;

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_string_equal(successors(t[i].code, t[i].on), t[i].to);
	/* More than fit are counted, not written. */
	one = REGISTER_NONE;
	assert_int_equal(
	    register_successors(reg, org("RYQ"), day("2014"), &one, 1), 3);
	assert_string_equal(code(one), "RJ2");
}

/* Whoever closed has a successor that lives on the next day, or a reason. */
static void
nobody_vanishes(void **state)
{
	static const char *const without[] = {
	    "R0C", "RYH", "ENG-CCG", "NAT-NHSCC"};
	size_t found = 0, icbs = 0;

	(void)state;
	for (size_t i = 0; i < register_orgs(reg); i++) {
		const struct org *o = register_org(reg, i);
		struct date next =
		    date_from_days(date_days(date_last(o->closed)) + 1);
		size_t to[16], n, none = 0;

		if (o->closed.year == 0)
			continue;
		for (size_t k = 0; k < sizeof without / sizeof *without; k++)
			none += slice_is(o->code, without[k]) ? 1 : 0;
		n = register_successors(reg, i, next, to, 16);
		found += none;
		if ((n == 1 && to[0] == i) != (none == 1))
			fail_msg("%s has no successor", o->code.p);
		for (size_t k = 0; k < n && !none; k++)
			if (!register_live(reg, to[k], next))
				fail_msg("%s: %s is not open", o->code.p,
				    code(to[k]));
		if (o->type != ORG_CCG)
			continue;
		assert_int_equal(n, 1);
		n = register_successors(reg, i, day("2022-07-01"), to, 16);
		assert_int_equal(n, 1);
		assert_int_equal(register_org(reg, to[0])->type, ORG_ICB);
		icbs += register_live(reg, i, day("2022-06-30")) ? 1 : 0;
	}
	assert_int_equal(found, sizeof without / sizeof *without);
	assert_int_equal(icbs, 106);
}

static void
memberships(void **state)
{
	static const struct {
		const char *code, *on, *stp, *region;
	} t[] = {
	    {"06H", "2014-04-01", "", "Y55"},
	    {"06H", "2018-04-01", "QUE", "Y55"},
	    {"06H", "2019-04-01", "QUE", "Y61"},
	    {"06H", "2022-07-01", "", ""},
	    {"06H", "", "QUE", "Y61"},
	    {"01H", "2016-06", "QT8", "Y54"},
	    {"01H", "2019-06", "QHM", "Y63"},
	    {"03D", "2018-06", "QMK", "Y54"},
	    {"03D", "2019-06", "QHM", "Y63"},
	    {"42D", "2020-06", "QOQ", "Y63"},
	    {"02Q", "2018-06", "QF7", "Y54"},
	    {"02Q", "2020-06", "QF7", "Y63"},
	    {"07V", "2013-04-01", "", "Y56"},
	    {"07V", "2018-04-01", "QWE", "Y56"},
	    {"09L", "2018-03-31", "QNX", "Y57"},
	    {"09L", "2018-04-01", "QNX", "Y59"},
	    {"99M", "2017", "QNQ", "Y57"},
	    {"15N", "2019-04-01", "QJK", "Y58"},
	    {"QUE", "2023", "", "Y61"},
	    {"RK9", "2018-01-01", "QJK", "Y57"},
	    {"RTD", "2017", "QVP", "Y54"},
	    {"RTD", "2023", "QHM", "Y63"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct date on = day(t[i].on);

		assert_string_equal(
		    code(register_stp(reg, org(t[i].code), on)), t[i].stp);
		assert_string_equal(
		    code(register_region(reg, org(t[i].code), on)),
		    t[i].region);
	}
}

/* Every CCG, each April: one region always, an STP from 2016 on. */
static void
every_ccg_has_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < register_orgs(reg); i++)
		for (int y = 2013; y <= 2022; y++) {
			struct date on = {y, 4, 1};
			size_t stp = register_stp(reg, i, on);
			size_t region = register_region(reg, i, on);

			if (!is_ccg(i) || !register_live(reg, i, on))
				continue;
			if (region == REGISTER_NONE ||
			    (y >= 2016 && stp == REGISTER_NONE))
				fail_msg("%s in %d", code(i), y);
			assert_true(register_live(reg, region, on));
			if (y < 2016) {
				assert_int_equal(stp, REGISTER_NONE);
				continue;
			}
			assert_int_equal(register_type(reg, stp, on), ORG_STP);
			assert_true(register_live(reg, stp, on));
		}
}

static void
allocations(void **state)
{
	/* Hundred millions a year, 2013-14 on, as NHS England gave them. */
	static const int64_t total[] = {627, 643, 668, 705, 721, 742, 784};

	(void)state;
	for (int y = 2013; y <= 2019; y++) {
		int64_t sum = 0;

		for (size_t i = 0; i < register_orgs(reg); i++) {
			int64_t a = register_allocation(reg, i, y);
			int live =
			    register_live(reg, i, (struct date){y, 4, 1});

			assert_int_equal(a >= 0, is_ccg(i) && live);
			sum += a > 0 ? a : 0;
		}
		assert_in_range(sum, (total[y - 2013] * 10 - 6) * 10000000,
		    (total[y - 2013] * 10 + 6) * 10000000);
	}
	assert_true(register_allocation(reg, org("00C"), 2013) == 130681000);
	assert_true(register_allocation(reg, org("00C"), 2020) == -1);
	assert_true(register_allocation(reg, org("00W"), 2017) == -1);
	assert_true(register_allocation(reg, org("14L"), 2016) == -1);
	assert_true(register_allocation(reg, org("RK9"), 2016) == -1);
}

static void
populations(void **state)
{
	int64_t sum13 = 0, sum21 = 0;

	(void)state;
	for (size_t i = 0; i < register_orgs(reg); i++) {
		if (!is_ccg(i))
			continue;
		assert_true(register_population(reg, i, 2018) > 0 ||
			    date_days(register_org(reg, i)->opened) >
				date_days(day("2021-01-31")));
		if (register_live(reg, i, day("2013-04-01")))
			sum13 += register_population(reg, i, 1);
		if (register_live(reg, i, day("2021-01-01")))
			sum21 += register_population(reg, i, 3000);
	}
	assert_true(sum13 == 56324887);
	assert_true(sum21 == 60606345);
	/* 2013 and 2018 are known: 2015 is nearer to 2013, 2016 to 2018. */
	assert_true(register_population(reg, org("00C"), 2015) == 106303);
	assert_true(register_population(reg, org("00C"), 2016) == 106566);
	assert_true(register_population(reg, org("RK9"), 2016) == -1);
}

/* The codes that a text means on a date, of one kind or (-1) any. */
static const char *
meaning(const char *text, int kind, const char *on)
{
	static char codes[256];

	*codes = '\0';
	for (size_t i = 0; i < register_aliases(reg); i++) {
		const struct alias *a = register_alias(reg, i);
		struct date d = day(on);

		if (!slice_is(a->text, text) ||
		    (kind != -1 && (int)a->kind != kind) ||
		    (a->from.year != 0 && date_days(a->from) > date_days(d)) ||
		    (a->to.year != 0 &&
			date_days(date_last(a->to)) < date_days(d)))
			continue;
		if (*codes != '\0')
			strcat(codes, ",");
		strcat(codes, code(a->org));
	}
	return codes;
}

static void
aliases(void **state)
{
	static const struct {
		const char *text, *codes;
	} t[] = {
	    /* on 2017-06-01 */
	    {"NHS Croydon CCG", "07V"},
	    {"Croydon CCG", "07V"},
	    {"NHS Croydon", "07V"},
	    {"Croydon Clinical Commissioning Group", "07V"},
	    {"NHS Croydon Clinical Commissioning Group", "07V"},
	    {"NEW Devon", "99P"},
	    {"NEW Devon CCG", "99P"},
	    {"Northern, Eastern & Western Devon", "99P"},
	    {"Northern Eastern and Western Devon", "99P"},
	    {"C&P", "06H,QUE"},
	    {"Cambridgeshire & Peterborough", "06H,QUE,RT1"},
	    {"Cambs and Peterborough", "06H,QUE"},
	    {"Guildford & Waverley", "09N"},
	    {"DDES", "00D"},
	    {"Durham Dales Easington and Sedgefield", "00D"},
	    {"Durham Dales, Easington & Sedgefield CCG", "00D"},
	    {"Hastings and Rother", "09P"},
	    {"Brighton", "09D"},
	    {"Windsor, Ascot and Maidenhead", "11C"},
	    {"WAM", "11C"},
	    {"Great Yarmouth and Waveney", "06M"},
	    {"HealthEast", "06M"},
	    {"Hull", "03F"},
	    {"T&W", "05X"},
	    {"Telford & Wrekin", "05X"},
	    {"IoW", "10L"},
	    {"Isle of Wight", "10L,R1F"},
	    {"Kernow", "11N"},
	    {"Cornwall", "11N,QT6"},
	    {"Birmingham CrossCity", "13P"},
	    {"Blackburn with Darwen", "00Q"},
	    {"BaNES", "11E"},
	    {"HRW", "03D"},
	    {"HaRD CCG", "03E"},
	    {"AWC", "02N"},
	    {"DGS", "09J"},
	    {"EHS", "09F"},
	    {"WHCCG", "11A"},
	    {"VoYCCG", "03Q"},
	    {"Hartlepool and Stockton on Tees", "00K"},
	    {"Stoke-on-Trent", "05W"},
	    {"West London (Kensington and Chelsea, Queen's Park and "
	     "Paddington)",
		"08Y"},
	    {"North Cumbria", "01H"},
	    {"Cumbria CCG", ""},
	    {"Derbyshire CCG", ""},
	    {"Plymouth Hospitals", "RK9"},
	    {"Plymouth Hospitals NHS Trust", "RK9"},
	    {"University Hospitals Plymouth", ""},
	    {"Dudley Group NHS Foundation Trust", "RNA"},
	    {"Stockport Foundation Trust", "RWJ"},
	    {"Cambridgeshire and Peterborough STP", "QUE"},
	    {"BNSSG", "QUY"},
	    {"BNSSG STP", ""},
	    {"North Central London Sustainability and Transformation Plan",
		"QMJ"},
	    {"Sussex and East Surrey STP", "QNX"},
	    {"NHS Devon Integrated Care Board", ""},
	    {"NHS England", "X24"},
	    {"NHS Improvement", "NAT-NHSI"},
	    {"Monitor", ""},
	    {"NHS England Midlands and East", "Y55"},
	    {"London", ""},
	    {"The provider sector", "ENG-PROVIDER"},
	    {"provider sector", "ENG-PROVIDER"},
	    {"NHS trusts", "ENG-PROVIDER"},
	    {"the commissioning sector", "ENG-CCG"},
	    {"CCGs nationally", "ENG-CCG"},
	    {"CPFT", "RNN,RT1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		const char *got = meaning(t[i].text, -1, "2017-06-01");

		if (strcmp(got, t[i].codes) != 0)
			fail_msg(
			    "%s means %s, not %s", t[i].text, got, t[i].codes);
	}
	assert_string_equal(meaning("Cumbria CCG", -1, "2016-06-01"), "01H");
	assert_string_equal(meaning("BNSSG", -1, "2019-06-01"), "15C,QUY");
	assert_string_equal(meaning("Derbyshire CCG", -1, "2019-06-01"), "15M");
	assert_string_equal(meaning("NHS Devon", -1, "2020-01-01"), "15N");
	assert_string_equal(meaning("NHS Devon", -1, "2023-01-01"), "QJK");
	assert_string_equal(
	    meaning("Monitor", ALIAS_NAME, "2015-01-01"), "NAT-MONITOR");
	assert_string_equal(meaning("Hull", ALIAS_SHORT, "2017-01-01"), "03F");
	assert_string_equal(
	    meaning("DDES", ALIAS_ACRONYM, "2017-01-01"), "00D");
	/* It says itself that it is a CCG. */
	assert_string_equal(
	    meaning("WHCCG", ALIAS_FORMAL, "2017-01-01"), "11A");
}

static int
same_alias(const struct alias *a, const struct alias *b)
{
	return slice_eq(a->text, b->text) && a->org == b->org &&
	       date_compare(a->from, b->from) == 0 &&
	       date_compare(a->to, b->to) == 0;
}

/* Every alias is sound; none twice; two CCGs never answer to one. */
static void
aliases_are_sound(void **state)
{
	size_t ambiguous = 0;

	(void)state;
	for (size_t i = 0; i < register_aliases(reg); i++) {
		const struct alias *a = register_alias(reg, i);

		assert_true(a->text.n > 1);
		assert_int_equal(a->text.p[a->text.n], '\0');
		assert_true(a->org < register_orgs(reg));
		assert_null(strstr(a->text.p, "  "));
		if (a->from.year != 0 && a->to.year != 0)
			assert_true(
			    date_days(a->from) <= date_days(date_last(a->to)));
		if (a->ambiguous && is_ccg(a->org))
			fail_msg("%s means two CCGs", a->text.p);
		ambiguous += a->ambiguous != 0;
		if (i > 0)
			assert_false(same_alias(a, register_alias(reg, i - 1)));
	}
	/* CPFT, LCH and WAHT are two trusts each. */
	assert_int_equal(ambiguous, 6);
}

static void
every_ccg_has_its_aliases(void **state)
{
	size_t shorts = 0;

	(void)state;
	for (size_t i = 0; i < register_orgs(reg); i++) {
		const struct org *o = register_org(reg, i);
		char text[256];
		size_t n = o->name.n - 8;

		if (!is_ccg(i))
			continue;
		memcpy(text, o->name.p + 4, n);
		text[n] = '\0';
		for (size_t k = 0; k < register_aliases(reg); k++) {
			const struct alias *a = register_alias(reg, k);

			shorts += a->org == i && a->kind == ALIAS_SHORT &&
				  slice_is(a->text, text);
		}
	}
	assert_int_equal(shorts, 248);
}

/* The members of a group that live on a date. */
static const char *
members(const char *name, const char *on)
{
	static char codes[512];

	*codes = '\0';
	for (size_t i = 0; i < register_groups(reg); i++) {
		const struct group *g = register_group(reg, i);

		if (!slice_is(g->name, name) ||
		    !register_live(reg, g->org, day(on)))
			continue;
		strcat(codes, *codes != '\0' ? "," : "");
		strcat(codes, code(g->org));
	}
	return codes;
}

static void
groups(void **state)
{
	static const struct {
		const char *name, *on, *codes;
	} t[] = {
	    {"Derbyshire", "2018-06", "03X,03Y,04J,04R"},
	    {"Derbyshire", "2019-06", ""},
	    {"BNSSG", "2017", "11H,11T,12A"},
	    {"BHR", "2018", "07L,08F,08N"},
	    {"East Kent", "2018", "09C,09E,10A,10E"},
	    {"Leeds", "2018-01", "02V,03C,03G"},
	    {"Manchester", "2016", "00W,01M,01N"},
	    {"Sussex", "2018", "09D,09F,09G,09H,09P,09X,99K"},
	    {"Sussex", "2021", "09D,70F,97R"},
	    {"Lincolnshire", "2018", "03T,04D,04Q,99D"},
	    /* from the memberships of an STP */
	    {"Cornwall and the Isles of Scilly", "2018", "11N"},
	    {"Cumbria and North East", "2020-06",
		"00L,00N,00P,01H,13T,16C,"
		"84H,99C"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_string_equal(members(t[i].name, t[i].on), t[i].codes);
	/* The rows of one name stand together, in order, none twice. */
	for (size_t i = 1; i < register_groups(reg); i++) {
		const struct group *a = register_group(reg, i - 1);
		const struct group *b = register_group(reg, i);
		int order = strcmp(a->name.p, b->name.p);

		assert_true(order <= 0);
		assert_true(order < 0 || a->org != b->org ||
			    date_compare(a->from, b->from) < 0);
		assert_true(is_ccg(b->org));
	}
}

/* Every table has its header, and as many rows as the register has. */
static void
tables(void **state)
{
	static const struct {
		const char *name, *header, *row;
	} t[] = {
	    {"org", "code,name,type,opened,closed,gss\n",
		"\n06H,NHS Cambridgeshire and Peterborough CCG,ccg,2013-04-01,"
		"2022-06-30,E38000026\n"},
	    {"name", "code,name,type,gss,from,to\n",
		"\n01H,NHS Cumbria CCG,ccg,E38000041,2013-04-01,2017-03-31\n"
		"01H,NHS North Cumbria CCG,ccg,E38000215,2017-04-01,"
		"2022-06-30\n"},
	    {"alias", "alias,kind,code,from,to,ambiguous\n",
		"\nNEW Devon,short,99P,2013-04-01,2019-03-31,0\n"},
	    {"group", "group,code,from,to\n",
		"\nDerbyshire,03X,2013-04-01,2019-03-31\n"},
	    {"stp", "code,stp_code,stp_name,from,to\n",
		"\n03D,QMK,\"Durham, Darlington, Teesside, Hambleton, "
		"Richmondshire and Whitby STP\",2016-03,2018-12-31\n"},
	    {"region", "code,region_code,region_name,from,to\n",
		"\n06H,Y61,East of England,2019-04-01,2022-06-30\n"},
	    {"successor", "code,successor,from\n", "\n11H,15C,2018-04-01\n"},
	    {"allocation", "code,fin_year,allocation_gbp\n",
		"\n00C,2013-14,130681000\n"},
	    {"population", "code,year,people,kind\n",
		"\n00C,2013,106303,registered\n"},
	};
	struct slice csv, again;
	size_t lines = 0;

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		assert_int_equal(register_table(reg, t[i].name, &csv), 0);
		assert_memory_equal(csv.p, t[i].header, strlen(t[i].header));
		assert_int_equal(csv.p[csv.n - 1], '\n');
		assert_non_null(
		    memmem(csv.p, csv.n, t[i].row, strlen(t[i].row)));
	}
	assert_int_equal(register_table(reg, "orgs", &csv), -1);
	assert_int_equal(register_table(reg, "", &csv), -1);
	assert_int_equal(register_table(reg, "org", &csv), 0);
	assert_int_equal(register_table(reg, "org", &again), 0);
	assert_ptr_equal(csv.p, again.p);
	for (size_t i = 0; i < csv.n; i++)
		lines += csv.p[i] == '\n';
	assert_int_equal(lines, register_orgs(reg) + 1);
}

/* The user's own tables. */

static const struct {
	const char *name, *text;
} own[] = {
    {"organisations", "code,type,name,opened,closed,gss\n"
		      "A,ccg,NHS Ay CCG,2013-04-01,2018-03-31,\n"
		      "B,ccg,\"NHS Bee, Sea and \"\"Dee\"\" CCG\",2018-04-01,"
		      "2019-03-31,\n"
		      "Y,region,Yonder,,,\n"},
    {"former", "code,until,name,type,gss\n"},
    {"aliases", "alias,kind,code,from,to\nBSD,acronym,B,,\n"},
    {"successors", "code,successor,from,note\nA,B,2018-04-01,\n"
		   "B,A,2019-04-01,\n"},
    {"memberships", "code,parent,from,to\nA,Y,,\n"},
    {"groups", "group,code,from,to\n"},
    {"allocations", "code,fin_year,pounds,note\nA,2013-14,5,\n"},
    {"populations", "code,year,people,kind\nA,2013,7,registered"},
};
enum { OWN = sizeof own / sizeof *own };

static char dir[] = "/tmp/register.XXXXXX";

static char *
path_of(const char *table)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s.csv", dir, table);
	return path;
}

/* Writes the tables above, but text for the one called name. */
static void
write_tables(const char *name, const char *text)
{
	for (size_t i = 0; i < OWN; i++) {
		FILE *f = fopen(path_of(own[i].name), "w");
		const char *s =
		    name && strcmp(name, own[i].name) == 0 ? text : own[i].text;

		assert_non_null(f);
		assert_true(fputs(s, f) >= 0);
		assert_int_equal(fclose(f), 0);
	}
}

static void
reads_own_tables(void **state)
{
	struct reg *builtin = reg;
	char err[512];

	(void)state;
	write_tables(NULL, NULL);
	reg = register_open(dir, err, sizeof(err));
	assert_non_null(reg);
	assert_int_equal(register_orgs(reg), 3);
	assert_string_equal(register_name(reg, org("B"), day("")).p,
	    "NHS Bee, Sea and \"Dee\" CCG");
	assert_string_equal(
	    code(register_region(reg, org("A"), day("2015"))), "Y");
	assert_true(register_population(reg, org("A"), 2020) == 7);
	assert_true(register_allocation(reg, org("A"), 2013) == 5);
	assert_string_equal(meaning("BSD", ALIAS_ACRONYM, "2018-06-01"), "B");
	assert_string_equal(
	    meaning("Bee Sea & \"Dee\" CCG", -1, "2018-06-01"), "B");
	assert_string_equal(successors("A", "2018-06"), "B");
	/* A and B follow each other: nobody is left, so it stays itself. */
	assert_string_equal(successors("A", "2020"), "A");
	register_close(reg);
	reg = builtin;
}

static void
refuses_bad_tables(void **state)
{
#define ORGS "code,type,name,opened,closed,gss\n"
	static const struct {
		const char *table, *text, *error;
	} t[] = {
	    {"organisations", "", "1: the header is not: code,type,name,"},
	    {"organisations", "code,name\nA,B\n", "1: the header is not"},
	    {"organisations", "code,type,name,opened,closed,gss",
		"1: the header is not"},
	    {"organisations", ORGS "A,ccg,NHS A CCG,2013-04-01\n",
		"2: too few fields"},
	    {"organisations", ORGS "A,ccg,NHS A CCG,,,,\n",
		"2: too many fields"},
	    {"organisations", ORGS "\n", "2: too few fields"},
	    {"organisations", ORGS "A,ccg,\"NHS A CCG,,,\n",
		"2: quote not closed"},
	    {"organisations", ORGS "A,ccg,\"NHS\"x,,,\n",
		"2: text after a closing quote"},
	    {"organisations", ORGS "A,ccg,NHS \"A\" CCG,,,\n",
		"2: quote inside a bare field"},
	    {"organisations", ORGS "A,ccg,NHS A CCG,,,\r\n",
		"2: NUL or carriage return"},
	    {"organisations", ORGS "A,ccg,NHS A CCG,,,\nA,ccg,NHS A CCG,,,\n",
		"3: code given twice: A"},
	    {"organisations", ORGS "A,ccg,\"NHS\nA\",,,\nB,cgc,NHS B CCG,,,\n",
		"4: unknown type: cgc"},
	    {"organisations", ORGS "A,ccg,NHS A CCG,1/4/2013,,\n",
		"2: not a date: 1/4/2013"},
	    {"organisations", ORGS ",ccg,NHS A CCG,,,\n",
		"2: no code or no name"},
	    {"organisations", ORGS "A,ccg,,,,\n", "2: no code or no name"},
	    {"former", "code,until,name,type,gss\nZ,2015,X,,\n",
		"2: unknown code: Z"},
	    {"former", "code,until,name,type,gss\nA,,X,,\n",
		"2: no date or no name"},
	    {"former", "code,until,name,type,gss\nA,2016,X,,\nA,2015,X,,\n",
		"3: former names out of order"},
	    {"former",
		"code,until,name,type,gss\nA,2015,X,,\nB,2015,X,,\n"
		"A,2016,X,,\n",
		"4: rows of one code stand apart"},
	    {"aliases", "alias,kind,code,from,to\nX,nick,A,,\n",
		"2: unknown kind: nick"},
	    {"aliases", "alias,kind,code,from,to\n,short,A,,\n", "2: no alias"},
	    {"successors", "code,successor,from,note\nA,B,,\n", "2: no date"},
	    {"successors", "code,successor,from,note\nA,,2018-04-01,\n",
		"2: unknown code"},
	    {"memberships", "code,parent,from,to\nA,Q,,\n",
		"2: unknown code: Q"},
	    {"groups", "group,code,from,to\n,A,,\n", "2: no group"},
	    {"allocations", "code,fin_year,pounds,note\nA,2013,5,\n",
		"2: not a financial year: 2013"},
	    {"allocations", "code,fin_year,pounds,note\nA,2013-14,5.5,\n",
		"2: not a whole amount: 5.5"},
	    {"allocations", "code,fin_year,pounds,note\nA,2013-14,-5,\n",
		"2: not a whole amount: -5"},
	    {"populations", "code,year,people,kind\nA,,5,x\n", "2: no year"},
	    {"populations", "code,year,people,kind\nA,2013,many,x\n",
		"2: not a whole number: many"},
	};
	char err[512], want[256];

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		write_tables(t[i].table, t[i].text);
		snprintf(want, sizeof(want), "%s/%s.csv:%s", dir, t[i].table,
		    t[i].error);
		assert_null(register_open(dir, err, sizeof(err)));
		if (strncmp(err, want, strlen(want)) != 0)
			fail_msg("said \"%s\", not \"%s\"", err, want);
	}
	/* Into a small buffer the reason is cut, never beyond. */
	memset(err, 'x', sizeof(err));
	assert_null(register_open(dir, err, 8));
	assert_int_equal(strlen(err), 7);
	assert_int_equal(err[8], 'x');
#undef ORGS
}

static void
refuses_missing_files(void **state)
{
	char err[512];

	(void)state;
	write_tables(NULL, NULL);
	assert_int_equal(unlink(path_of("groups")), 0);
	assert_null(register_open(dir, err, sizeof(err)));
	assert_non_null(strstr(err, "groups.csv: No such file"));
	assert_null(register_open("/nonexistent", err, sizeof(err)));
	assert_string_equal(
	    err, "/nonexistent/organisations.csv: No such file or directory");
	assert_null(register_open("/dev/null", err, sizeof(err)));
	/* A table without end is given up, not read for ever. */
	write_tables(NULL, NULL);
	assert_int_equal(unlink(path_of("groups")), 0);
	assert_int_equal(symlink("/dev/zero", path_of("groups")), 0);
	assert_null(register_open(dir, err, sizeof(err)));
	assert_non_null(strstr(err, "groups.csv: File too large"));
	assert_int_equal(unlink(path_of("groups")), 0);
	register_close(NULL);
}

/* Cut anywhere, a table is refused or read; it never breaks the loader. */
static void
survives_cuts(void **state)
{
	char err[512];

	(void)state;
	for (size_t i = 0; i < OWN; i++)
		for (size_t n = 0; n <= strlen(own[i].text); n++) {
			char *text = strndup(own[i].text, n);
			struct reg *r;

			assert_non_null(text);
			write_tables(own[i].name, text);
			*err = '\0';
			r = register_open(dir, err, sizeof(err));
			assert_true((r == NULL) == (*err != '\0'));
			register_close(r);
			free(text);
		}
}

/* The columns that the files in lib/register are sorted by. */
static void
files_are_sorted(void **state)
{
	static const char *const names[] = {"organisations", "former",
	    "successors", "memberships", "groups", "allocations",
	    "populations"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[64], line[1024], last[1024] = "";
		FILE *f;

		snprintf(path, sizeof(path), "lib/register/%s.csv", names[i]);
		assert_non_null(f = fopen(path, "r"));
		assert_non_null(fgets(line, sizeof(line), f));
		while (fgets(line, sizeof(line), f) != NULL) {
			/* names that need quotes sort by their first letter */
			char *p = line + (*line == '"');

			p[strcspn(p, *line == '"' ? "\"" : ",\n")] = '\0';
			if (strcmp(last, p) > 0)
				fail_msg("%s: %s after %s", path, p, last);
			strcpy(last, p);
		}
		assert_int_equal(fclose(f), 0);
	}
}

static int
open_register(void **state)
{
	char err[512];

	(void)state;
	reg = register_open(NULL, err, sizeof(err));
	return reg == NULL || mkdtemp(dir) == NULL ? -1 : 0;
}

static int
close_register(void **state)
{
	(void)state;
	register_close(reg);
	for (size_t i = 0; i < OWN; i++)
		unlink(path_of(own[i].name));
	return rmdir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts),
	    cmocka_unit_test(names_have_their_form),
	    cmocka_unit_test(names_change),
	    cmocka_unit_test(partial_dates),
	    cmocka_unit_test(follows_successors),
	    cmocka_unit_test(nobody_vanishes),
	    cmocka_unit_test(memberships),
	    cmocka_unit_test(every_ccg_has_its_place),
	    cmocka_unit_test(allocations),
	    cmocka_unit_test(populations),
	    cmocka_unit_test(aliases),
	    cmocka_unit_test(aliases_are_sound),
	    cmocka_unit_test(every_ccg_has_its_aliases),
	    cmocka_unit_test(groups),
	    cmocka_unit_test(tables),
	    cmocka_unit_test(reads_own_tables),
	    cmocka_unit_test(refuses_bad_tables),
	    cmocka_unit_test(refuses_missing_files),
	    cmocka_unit_test(survives_cuts),
	    cmocka_unit_test(files_are_sorted),
	};

	return cmocka_run_group_tests(tests, open_register, close_register);
}
