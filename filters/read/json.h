/* SPDX-License-Identifier: MIT */
#ifndef JSON_H
#define JSON_H

#include <stdint.h>

#include "buf.h"
#include "slice.h"

/*
 * JSON as pages carry it, laid flat: every value in the order in which it
 * begins, a member's key before its value.  Lenient: line ends in strings,
 * keys without quotes, trailing commas and rubbish around the value are
 * passed over.  Nesting costs no stack.
 */
enum json_kind { JSON_OBJECT, JSON_ARRAY, JSON_STRING, JSON_OTHER };

struct json_value {
	enum json_kind kind;
	size_t start, end; /* bytes in the text, quotes and brackets outside */
	uint32_t parent;   /* JSON_NONE at the top */
	uint32_t next;	   /* the value behind this one and all in it */
	int key;	   /* a member's name */
};
#define JSON_NONE UINT32_MAX

struct json {
	struct slice text;
	struct json_value *value;
	uint32_t n;
};

/* Dies when memory runs out; at most JSON_MAX values are taken. */
struct json json_parse(struct slice text);
enum { JSON_MAX = 1 << 20 };
void json_free(struct json *j);

/* The value of a member of the object at i; JSON_NONE if it has none. */
uint32_t json_member(const struct json *j, uint32_t i, const char *name);
/* The first element of an array, the value itself otherwise. */
uint32_t json_first(const struct json *j, uint32_t i);
/* A string or number as UTF-8, escapes undone, appended to out. */
void json_text(const struct json *j, uint32_t i, struct buf *out);

#endif
