/* SPDX-License-Identifier: MIT */
/* Names of months. */

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "month.h"

static const char *const english[12] = {"january", "february", "march", "april",
    "may", "june", "july", "august", "september", "october", "november",
    "december"};

/* Of other languages, those that English does not have, a month a row. */
static const char *const others[12][16] = {
    {"januar", "janvier", "janv", "enero", "ene", "gennaio", "gen", "janeiro",
	"januari", "jänner", "styczeń", "stycznia", "leden", "ledna", "января",
	NULL},
    {"februar", "février", "févr", "febrero", "febbraio", "fevereiro",
	"februari", "luty", "lutego", "únor", "února", "febr", "fév", "февраля",
	NULL},
    {"märz", "mär", "mars", "marzo", "março", "maart", "mrt", "marts", "marzec",
	"marca", "březen", "března", "maaliskuuta", "марта", NULL},
    {"avril", "avr", "abril", "abr", "aprile", "kwiecień", "kwietnia", "duben",
	"dubna", "апреля", NULL},
    {"mai", "mayo", "maggio", "mag", "maio", "mei", "maj", "maja", "květen",
	"května", "мая", NULL},
    {"juni", "juin", "junio", "giugno", "giu", "junho", "czerwiec", "czerwca",
	"červen", "června", "июня", NULL},
    {"juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "lipiec",
	"lipca", "červenec", "července", "июля", NULL},
    {"août", "agosto", "ago", "augustus", "augusti", "sierpień", "sierpnia",
	"srpen", "srpna", "августа", NULL},
    {"septembre", "septiembre", "setiembre", "settembre", "setembro", "set",
	"wrzesień", "września", "září", "сентября", NULL},
    {"oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out",
	"październik", "października", "říjen", "října", "октября", NULL},
    {"novembre", "noviembre", "novembro", "listopad", "listopada", "listopadu",
	"ноября", NULL},
    {"dezember", "dez", "décembre", "déc", "diciembre", "dic", "dicembre",
	"dezembro", "desember", "grudzień", "grudnia", "prosinec", "prosince",
	"декабря", NULL},
};

/* Bytes of the word at at: ASCII letters, and all that is no ASCII. */
static size_t
word_at(struct slice s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && (isalpha((unsigned char)s.p[at + n]) ||
				   (unsigned char)s.p[at + n] >= 0xc3))
		n += (unsigned char)s.p[at + n] >= 0xc3 ? 2 : 1;
	return at + n <= s.n ? n : s.n - at;
}

static int
of_english(const char *p, size_t n, int i)
{
	return strncasecmp(p, english[i], n) == 0 &&
	       (n == strlen(english[i]) || n == 3 || (n == 4 && i == 8));
}

static int
of_others(const char *p, size_t n, int i)
{
	const char *const *name;

	for (name = others[i]; *name != NULL; name++)
		if (strlen(*name) == n && strncasecmp(p, *name, n) == 0)
			return 1;
	return 0;
}

static int
find(struct slice s, size_t *at, int english_only)
{
	size_t n = word_at(s, *at);
	int i;

	for (i = 0; i < 12 && n >= 3; i++) {
		if (!of_english(s.p + *at, n, i) &&
		    (english_only || !of_others(s.p + *at, n, i)))
			continue;
		*at += n;
		if (*at < s.n && s.p[*at] == '.')
			++*at;
		return i + 1;
	}
	return 0;
}

int
month_named(struct slice s, size_t *at)
{
	return find(s, at, 0);
}

int
month_english(struct slice s, size_t *at)
{
	return find(s, at, 1);
}
