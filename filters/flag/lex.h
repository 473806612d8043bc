/* SPDX-License-Identifier: MIT */
#ifndef LEX_H
#define LEX_H

#include "slice.h"

enum token {
	T_END,
	T_NUMBER,
	T_DATE,
	T_TEXT,	  /* "..." or '...', a quote inside doubled */
	T_NAME,	  /* a bare word that is no keyword */
	T_COLUMN, /* `...`, a backquote inside doubled */
	T_AND,
	T_OR,
	T_NOT,
	T_IN,
	T_LT,
	T_LE,
	T_EQ,
	T_NE,
	T_GE,
	T_GT,
	T_MATCH,
	T_UNMATCH,
	T_ADD,
	T_SUB,
	T_MUL,
	T_DIV,
	T_MOD,
	T_OPEN,
	T_CLOSE,
	T_COMMA,
	T_BAD
};

/* Where a text is, and the token there. */
struct lexer {
	struct slice text;
	size_t next; /* byte behind the token */
	enum token token;
	size_t at;	     /* its first byte */
	struct slice word;   /* its bytes, without quotes */
	const char *problem; /* of a T_BAD */
};

/* Starts on the first token at or after a byte. */
void lex_start(struct lexer *l, struct slice text, size_t from);
void lex_next(struct lexer *l);

#endif
