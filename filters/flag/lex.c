/* SPDX-License-Identifier: MIT */
#include "lex.h"

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes past ASCII are letters: column names come in any language. */
static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

static char
byte(const struct lexer *l, size_t i)
{
	return i < l->text.n ? l->text.p[i] : '\0';
}

static void
set(struct lexer *l, enum token token, size_t n)
{
	l->token = token;
	l->word = (struct slice){l->text.p + l->at, n};
	l->next = l->at + n;
}

static void
bad(struct lexer *l, const char *problem)
{
	set(l, T_BAD, 0);
	l->problem = problem;
}

/* 2016-07-31: no arithmetic writes months with a zero in front. */
static int
is_date(const struct lexer *l)
{
	static const char shape[] = "dddd-dd-dd";

	for (size_t i = 0; shape[i] != '\0'; i++) {
		char c = byte(l, l->at + i);

		if (shape[i] == 'd' ? !is_digit(c) : c != '-')
			return 0;
	}
	return !is_digit(byte(l, l->at + 10));
}

static void
number(struct lexer *l)
{
	size_t i = l->at;

	if (is_date(l)) {
		set(l, T_DATE, 10);
		return;
	}
	while (is_digit(byte(l, i)))
		i++;
	if (byte(l, i) == '.')
		for (i++; is_digit(byte(l, i));)
			i++;
	if (byte(l, i) == 'e' || byte(l, i) == 'E') {
		size_t e = i + 1;

		e += byte(l, e) == '-' || byte(l, e) == '+';
		for (; is_digit(byte(l, e)); e++)
			i = e + 1;
	}
	if (is_letter(byte(l, i)))
		bad(l, "a number runs into a word (a column name that begins "
		       "with a digit stands in backquotes)");
	else
		set(l, T_NUMBER, i - l->at);
}

static void
quoted(struct lexer *l, enum token token)
{
	char quote = byte(l, l->at);
	size_t i = l->at + 1;

	for (; i < l->text.n; i++) {
		if (byte(l, i) != quote)
			continue;
		if (byte(l, i + 1) != quote)
			break;
		i++;
	}
	if (i >= l->text.n) {
		bad(l, "quote not closed");
		return;
	}
	set(l, token, i + 1 - l->at);
	l->word = (struct slice){l->text.p + l->at + 1, i - l->at - 1};
}

static void
word(struct lexer *l)
{
	static const struct {
		const char *word;
		enum token token;
	} keywords[] = {{"and", T_AND}, {"or", T_OR}, {"not", T_NOT},
	    {"in", T_IN}, {"AND", T_AND}, {"OR", T_OR}, {"NOT", T_NOT},
	    {"IN", T_IN}};
	size_t i = l->at;

	while (
	    is_letter(byte(l, i)) || is_digit(byte(l, i)) || byte(l, i) == '.')
		i++;
	set(l, T_NAME, i - l->at);
	for (i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (slice_is(l->word, keywords[i].word))
			l->token = keywords[i].token;
}

static void
sign(struct lexer *l)
{
	static const struct {
		char text[3];
		enum token token;
	} signs[] = {{"<=", T_LE}, {"<>", T_NE}, {"<", T_LT}, {">=", T_GE},
	    {">", T_GT}, {"=~", T_MATCH}, {"==", T_EQ}, {"=", T_EQ},
	    {"!=", T_NE}, {"!~", T_UNMATCH}, {"!", T_NOT}, {"&&", T_AND},
	    {"||", T_OR}, {"+", T_ADD}, {"-", T_SUB}, {"*", T_MUL},
	    {"/", T_DIV}, {"%", T_MOD}, {"(", T_OPEN}, {")", T_CLOSE},
	    {",", T_COMMA}};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i].text);

		if (l->text.n - l->at >= n &&
		    memcmp(l->text.p + l->at, signs[i].text, n) == 0) {
			set(l, signs[i].token, n);
			return;
		}
	}
	bad(l, "a sign that means nothing here");
}

void
lex_next(struct lexer *l)
{
	char c;

	for (l->at = l->next; l->at < l->text.n; l->at++)
		if (strchr(" \t\r\n", l->text.p[l->at]) == NULL)
			break;
	c = byte(l, l->at);
	if (l->at == l->text.n)
		set(l, T_END, 0);
	else if (is_digit(c) || (c == '.' && is_digit(byte(l, l->at + 1))))
		number(l);
	else if (c == '"' || c == '\'')
		quoted(l, T_TEXT);
	else if (c == '`')
		quoted(l, T_COLUMN);
	else if (is_letter(c))
		word(l);
	else
		sign(l);
}

void
lex_start(struct lexer *l, struct slice text, size_t from)
{
	*l = (struct lexer){.text = text, .next = from};
	lex_next(l);
}
