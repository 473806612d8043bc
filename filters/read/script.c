/* SPDX-License-Identifier: MIT */
/* Data that pages carry for their scripts. */

#include <string.h>
#include <strings.h>

#include "diag.h"
#include "script.h"

/* Less holds no article; JSON inside strings of JSON, as deep. */
enum { DATA_LEAST = 350, DEPTH_MAX = 2 };

struct search {
	struct slice title;
	struct buf *html;
	struct story best;
};

static void take(struct search *s, struct slice data, int depth);

static int
begins_json(struct slice s)
{
	return s.n >= DATA_LEAST && (s.p[0] == '{' || s.p[0] == '[');
}

/* JSON that stands in a string of JSON. */
static void
take_strings(struct search *s, const struct json *j, int depth)
{
	const struct json_value *v;
	struct buf text = {0};
	uint32_t i;

	for (i = 0; i < j->n; i++) {
		v = &j->value[i];
		if (v->kind != JSON_STRING || v->key ||
		    !begins_json((struct slice){
			j->text.p + v->start, v->end - v->start}))
			continue;
		buf_clear(&text);
		json_text(j, i, &text);
		take(s, buf_slice(&text), depth + 1);
	}
	buf_free(&text);
}

static void
take(struct search *s, struct slice data, int depth)
{
	struct json j = json_parse(data);
	struct story found = story_find(&j, s->title);

	if (found.value != JSON_NONE && found.weight > s->best.weight) {
		s->best = found;
		buf_clear(s->html);
		story_html(&j, found.value, s->html);
	}
	if (depth < DEPTH_MAX)
		take_strings(s, &j, depth);
	json_free(&j);
}

/*
 * JSON.parse('...'): what stands between the quotes, less one backslash of
 * each, which are JavaScript's; JSON's own stay.  1 if there was such a call.
 */
static int
take_parsed(struct search *s, struct slice script)
{
	static const char call[] = "JSON.parse('";
	const char *p = memmem(script.p, script.n, call, sizeof(call) - 1);
	const char *end = script.p + script.n;
	struct buf text = {0};
	int status = 0;

	if (p == NULL)
		return 0;
	for (p += sizeof(call) - 1; p < end && *p != '\''; p++) {
		if (*p == '\\' && p + 1 < end && p[1] != 'u')
			p++;
		status |= buf_putc(&text, *p);
	}
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
	if (begins_json(buf_slice(&text)))
		take(s, buf_slice(&text), 1);
	buf_free(&text);
	return 1;
}

/* Data, or a program that may begin with some; not JSON-LD, nor templates. */
static int
is_data(const GumboNode *g)
{
	const char *type = page_attribute(g, "type");

	if (page_attribute(g, "src") != NULL)
		return 0;
	return type == NULL || *type == '\0' ||
	       strcasecmp(type, "module") == 0 ||
	       strcasestr(type, "javascript") != NULL ||
	       (strcasestr(type, "json") != NULL &&
		   strcasestr(type, "ld+json") == NULL);
}

static void
see(void *arg, const GumboNode *g)
{
	struct search *s = arg;
	const GumboVector *v = &g->v.element.attributes;
	struct slice data;
	unsigned i;

	for (i = 0; i < v->length; i++) {
		data = slice_of(((const GumboAttribute *)v->data[i])->value);
		if (begins_json(data))
			take(s, data, 0);
	}
	if (g->v.element.tag != GUMBO_TAG_SCRIPT || !is_data(g))
		return;
	data = page_content(g);
	if (data.n >= DATA_LEAST && !take_parsed(s, data))
		take(s, data, 0);
}

struct story
script_story(const struct page *p, struct slice title, struct buf *html)
{
	struct search s = {
	    .title = title, .html = html, .best = {.value = JSON_NONE}};

	page_elements(p, see, &s);
	return s.best;
}
