/* SPDX-License-Identifier: MIT */
/* A JSON reader that forgives what pages do to JSON. */

#include <ctype.h>
#include <stdlib.h>

#include "diag.h"
#include "json.h"
#include "utf8.h"

struct parser {
	struct json *j;
	size_t at;
	uint32_t cap;
	uint32_t open; /* the container being filled */
};

static uint32_t
add(struct parser *p, enum json_kind kind, size_t start)
{
	struct json *j = p->j;

	if (j->n == p->cap) {
		p->cap = p->cap ? 2 * p->cap : 256;
		j->value =
		    must(reallocarray(j->value, p->cap, sizeof(*j->value)));
	}
	j->value[j->n] = (struct json_value){
	    .kind = kind, .start = start, .parent = p->open};
	return j->n++;
}

/* 1 if what ended at p->at is a member's name: in an object, before a colon. */
static int
names(const struct parser *p)
{
	struct slice s = p->j->text;
	size_t k = p->at;

	while (k < s.n && isspace((unsigned char)s.p[k]))
		k++;
	return p->open != JSON_NONE &&
	       p->j->value[p->open].kind == JSON_OBJECT && k < s.n &&
	       s.p[k] == ':';
}

static void
string(struct parser *p)
{
	struct slice s = p->j->text;
	uint32_t i = add(p, JSON_STRING, ++p->at);
	struct json_value *v = &p->j->value[i];

	while (p->at < s.n && s.p[p->at] != '"')
		p->at += s.p[p->at] == '\\' ? 2 : 1;
	if (p->at > s.n)
		p->at = s.n;
	v->end = p->at;
	v->next = i + 1;
	p->at += p->at < s.n;
	v->key = names(p);
}

static void
word(struct parser *p)
{
	struct slice s = p->j->text;
	uint32_t i = add(p, JSON_OTHER, p->at);

	while (p->at < s.n &&
	       (isalnum((unsigned char)s.p[p->at]) ||
		   strchr("+-._", s.p[p->at] ? s.p[p->at] : ' ') != NULL))
		p->at++;
	p->j->value[i].end = p->at;
	p->j->value[i].next = i + 1;
	p->j->value[i].key = names(p);
}

static void
leave(struct parser *p)
{
	struct json_value *v;

	if (p->open == JSON_NONE)
		return;
	v = &p->j->value[p->open];
	v->end = p->at;
	v->next = p->j->n;
	p->open = v->parent;
}

struct json
json_parse(struct slice text)
{
	struct json j = {.text = text};
	struct parser p = {.j = &j, .open = JSON_NONE};
	char c;

	while (p.at < text.n && text.p[p.at] != '{' && text.p[p.at] != '[')
		p.at++;
	while (p.at < text.n && j.n < JSON_MAX) {
		c = text.p[p.at];
		if (c == '"') {
			string(&p);
		} else if (c == '{' || c == '[') {
			p.open = add(
			    &p, c == '{' ? JSON_OBJECT : JSON_ARRAY, ++p.at);
		} else if (c == '}' || c == ']') {
			leave(&p);
			p.at++;
		} else if (isalnum((unsigned char)c) || c == '-') {
			word(&p);
		} else {
			p.at++;
		}
	}
	while (p.open != JSON_NONE)
		leave(&p);
	return j;
}

void
json_free(struct json *j)
{
	free(j->value);
	*j = (struct json){0};
}

uint32_t
json_member(const struct json *j, uint32_t i, const char *name)
{
	const struct json_value *v = j->value;
	uint32_t k;

	if (i == JSON_NONE || v[i].kind != JSON_OBJECT)
		return JSON_NONE;
	for (k = i + 1; k < v[i].next; k = v[k].next)
		if (v[k].key && k + 1 < v[i].next &&
		    slice_is((struct slice){j->text.p + v[k].start,
				 v[k].end - v[k].start},
			name))
			return v[k + 1].key ? JSON_NONE : k + 1;
	return JSON_NONE;
}

uint32_t
json_first(const struct json *j, uint32_t i)
{
	while (i != JSON_NONE && j->value[i].kind == JSON_ARRAY)
		i = i + 1 < j->value[i].next ? i + 1 : JSON_NONE;
	return i;
}

/* Four digits at p[at], or UTF8_BAD. */
static uint32_t
hex4(struct slice s, size_t at)
{
	uint32_t v = 0;
	size_t i;

	if (at + 4 > s.n)
		return UTF8_BAD;
	for (i = at; i < at + 4; i++) {
		if (!isxdigit((unsigned char)s.p[i]))
			return UTF8_BAD;
		v = v * 16 +
		    (uint32_t)(isdigit((unsigned char)s.p[i])
				   ? s.p[i] - '0'
				   : tolower((unsigned char)s.p[i]) - 'a' + 10);
	}
	return v;
}

/* \uXXXX, the second half of a pair included; returns where it ends. */
static size_t
escape(struct slice s, size_t at, struct buf *out)
{
	char enc[4];
	uint32_t c = hex4(s, at), low;

	if (c == UTF8_BAD)
		return at;
	at += 4;
	if (c >= 0xd800 && c < 0xdc00 && at + 6 <= s.n && s.p[at] == '\\' &&
	    s.p[at + 1] == 'u' && (low = hex4(s, at + 2)) >= 0xdc00 &&
	    low < 0xe000) {
		c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
		at += 6;
	}
	if (c >= 0xd800 && c < 0xe000)
		c = 0xfffd;
	if (buf_add(out, enc, utf8_put(enc, c)) != 0)
		die(EXIT_SYSTEM, "out of memory");
	return at;
}

void
json_text(const struct json *j, uint32_t i, struct buf *out)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t  ";
	struct slice s;
	const char *p;
	size_t at = 0;
	char c;

	if (i == JSON_NONE || j->value[i].kind < JSON_STRING)
		return;
	s = (struct slice){
	    j->text.p + j->value[i].start, j->value[i].end - j->value[i].start};
	while (at < s.n) {
		c = s.p[at++];
		if (c == '\\' && at < s.n) {
			c = s.p[at++];
			if (c == 'u') {
				at = escape(s, at, out);
				continue;
			}
			if (c != '\0' && (p = strchr(from, c)) != NULL)
				c = to[p - from];
		}
		if (buf_putc(out, c) != 0)
			die(EXIT_SYSTEM, "out of memory");
	}
}
