/* SPDX-License-Identifier: MIT */
/* Which string or array of a script's data is the article, and its text. */

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "article.h"
#include "diag.h"
#include "story.h"
#include "title.h"

/* A text shorter than that is no article; steps up to look for its title. */
enum { LETTERS_LEAST = 300, OBJECTS_UP = 4, NAME_CAP = 32, LINE_MIN = 40 };

/* Bounds, so that no page costs its size squared. */
enum { STEPS_MAX = 12, MEMBERS_MAX = 200 };

enum name { NAME_OTHER, NAME_TEXT, NAME_BAD };

/* What the name of a member may end in when it stands for text. */
static const char *const texts[] = {"body", "html", "content", "contents",
    "text", "value", "copy", "children", "paragraph", "paragraphs", "data",
    "rendered", "markup", "raw", "quote", "items", "item", "blocks", "elements",
    "heading", "sentences", "markdown", "plain", "t", NULL};

/* Parts of names under which no article stands. */
static const char *const bads[] = {"comment", "related", "recommend", "author",
    "contributor", "byline", "caption", "credit", "footer", "header",
    "navigation", "menu", "cookie", "consent", "newsletter", "subscri",
    "paywall", "translation", "locale", "message", "config", "promo",
    "trending", "popular", "latest", "sidebar", "disclaimer", "legal",
    "privacy", "terms", "seo", "keyword", "alttext", "thumbnail", "style",
    "script", "advert", "sponsor", "breadcrumb", "analytics", "tracking",
    "context", "signup", "teaser", "label", "i18n", "readnext", "mostread",
    NULL};
static const char *const bad_names[] = {"alt", "url", "href", "src", "id",
    "bio", "type", "class", "classname", "slug", "lang", "css", "ads", "tags",
    "meta", "reviews", "answers", "images", NULL};

struct finder {
	const struct json *j;
	double *sum;  /* prefix sums over the values: letters of texts */
	double *ends; /* and ends of sentences */
};

static struct slice
raw(const struct json *j, uint32_t i)
{
	return (struct slice){
	    j->text.p + j->value[i].start, j->value[i].end - j->value[i].start};
}

static int
listed(const char *name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(name, *list) == 0)
			return 1;
	return 0;
}

/* Letters and digits of a name, in lower case; "" if it is too long. */
static void
plain_name(struct slice s, char out[NAME_CAP])
{
	size_t i, n = 0;

	for (i = 0; i < s.n && s.n < NAME_CAP; i++)
		if (isalnum((unsigned char)s.p[i]))
			out[n++] = (char)tolower((unsigned char)s.p[i]);
	out[n] = '\0';
}

static int
ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), w = strlen(end);

	return n >= w && strcmp(name + n - w, end) == 0 && (w > 1 || n == w);
}

static enum name
name_means(struct slice s)
{
	char name[NAME_CAP];
	size_t i;

	plain_name(s, name);
	if (listed(name, bad_names))
		return NAME_BAD;
	for (i = 0; bads[i] != NULL; i++)
		if (strstr(name, bads[i]) != NULL)
			return NAME_BAD;
	for (i = 0; texts[i] != NULL; i++)
		if (ends_in(name, texts[i]))
			return NAME_TEXT;
	return NAME_OTHER;
}

/* The name of the member whose value i is, or "". */
static struct slice
name_of(const struct json *j, uint32_t i)
{
	if (i == 0 || !j->value[i - 1].key || j->value[i].key ||
	    j->value[i - 1].parent != j->value[i].parent)
		return (struct slice){"", 0};
	return raw(j, i - 1);
}

/* What the name of i means, or that of the arrays which it is an element of. */
static enum name
means(const struct json *j, uint32_t i)
{
	struct slice s = name_of(j, i);
	int steps = 0;

	while (s.n == 0 && j->value[i].parent != JSON_NONE &&
	       j->value[j->value[i].parent].kind == JSON_ARRAY &&
	       steps++ < STEPS_MAX) {
		i = j->value[i].parent;
		s = name_of(j, i);
	}
	return s.n > 0 ? name_means(s) : NAME_TEXT;
}

/* Behind the tag at s.p[at], or at + 1 if there is none. */
static size_t
behind_tag(struct slice s, size_t at)
{
	const char *end;

	if (at + 1 >= s.n ||
	    (!isalpha((unsigned char)s.p[at + 1]) && s.p[at + 1] != '/'))
		return at + 1;
	end = memchr(s.p + at, '>', s.n - at);
	return end ? (size_t)(end - s.p) + 1 : s.n;
}

/*
 * Letters of s if it reads as text, tags aside, and its ends of sentences;
 * 0 for code, keys and encoded bytes.  A few words count for little.
 */
static double
reads(struct slice s, double *ends)
{
	size_t i = 0, n = 0, gaps = 0, high = 0, code = 0, stops = 0;
	char c;

	while (i < s.n) {
		c = s.p[i];
		if (c == '<') {
			i = behind_tag(s, i);
			continue;
		}
		n++;
		high += (unsigned char)c >= 0x80;
		gaps += c == ' ' || c == '\n';
		code += strchr("{}=|", c ? c : ' ') != NULL;
		stops += strchr(".!?", c ? c : ' ') != NULL;
		i++;
	}
	*ends = 0;
	if (n >= LINE_MIN && gaps * 15 < n && high * 2 < n)
		return 0;
	if (code * 40 > n)
		return 0;
	*ends = (double)stops + (double)high / 100;
	return n < LINE_MIN ? (double)n * 0.3 : (double)n;
}

/* 1 for a string that may be a piece of text. */
static int
is_text(const struct json *j, uint32_t i)
{
	return j->value[i].kind == JSON_STRING && !j->value[i].key &&
	       j->value[i].end > j->value[i].start && means(j, i) == NAME_TEXT;
}

/* Behind what has a bad name, if i begins such a part, else i. */
static uint32_t
behind_bad(const struct json *j, uint32_t i)
{
	struct slice s = name_of(j, i);

	return s.n > 0 && name_means(s) == NAME_BAD ? j->value[i].next : i;
}

static void
sum_up(struct finder *f)
{
	const struct json *j = f->j;
	struct buf text = {0};
	uint32_t i, good = 0;
	double letters, ends;

	for (i = 0; i < j->n; i++) {
		letters = ends = 0;
		if (i >= good && !j->value[i].key)
			good = behind_bad(j, i);
		if (i >= good && is_text(j, i)) {
			buf_clear(&text);
			json_text(j, i, &text);
			letters = reads(buf_slice(&text), &ends);
		}
		f->sum[i + 1] = f->sum[i] + letters;
		f->ends[i + 1] = f->ends[i] + ends;
	}
	buf_free(&text);
}

/* The value of one of an object's first members, or JSON_NONE. */
static uint32_t
member(const struct json *j, uint32_t object, const char *name)
{
	const struct json_value *v = j->value;
	uint32_t k, n = 0;

	if (v[object].kind != JSON_OBJECT)
		return JSON_NONE;
	for (k = object + 1; k < v[object].next && n < MEMBERS_MAX;
	     k = v[k].next, n++)
		if (v[k].key && slice_is(raw(j, k), name))
			return k + 1 < v[object].next && !v[k + 1].key
				   ? k + 1
				   : JSON_NONE;
	return JSON_NONE;
}

/* 1 if the object has a member of one of the names that is a string. */
static int
has(const struct json *j, uint32_t object, const char *const *names)
{
	uint32_t k;

	for (; *names != NULL; names++) {
		k = member(j, object, *names);
		if (k != JSON_NONE && j->value[k].kind == JSON_STRING)
			return 1;
	}
	return 0;
}

/* An array of pages, each with a title and an address, is no text. */
static int
is_list(const struct json *j, uint32_t array)
{
	static const char *const titles[] = {
	    "title", "headline", "name", "label", NULL};
	static const char *const addresses[] = {"url", "slug", "link", "href",
	    "permalink", "path", "uri", "canonicalUrl", NULL};
	uint32_t i, things = 0, all = 0;

	for (i = array + 1; i < j->value[array].next; i = j->value[i].next) {
		all++;
		things += j->value[i].kind == JSON_OBJECT &&
			  has(j, i, titles) && has(j, i, addresses);
	}
	return all < 2 || things * 2 > all;
}

/* 1 if a member of the object is the page's headline. */
static int
says_title(const struct json *j, uint32_t object, struct slice title)
{
	static const char *const names[] = {
	    "headline", "title", "name", "heading", "seoTitle", "headlines"};
	struct buf text = {0};
	uint32_t v;
	size_t n;
	int same = 0;

	for (n = 0; n < sizeof(names) / sizeof(*names) && !same; n++) {
		v = member(j, object, names[n]);
		if (v != JSON_NONE && j->value[v].kind == JSON_OBJECT)
			v = member(j, v, "basic");
		buf_clear(&text);
		json_text(j, v, &text);
		same = text.n > 0 && title_same(buf_slice(&text), title);
	}
	buf_free(&text);
	return same;
}

/* 1 if an object around value i, and not far, has the page's headline. */
static int
is_titled(const struct json *j, uint32_t i, struct slice title)
{
	uint32_t k = j->value[i].parent;
	int steps, objects = 0;

	for (steps = 0; title.n > 0 && k != JSON_NONE && steps < STEPS_MAX;
	     steps++, k = j->value[k].parent) {
		if (j->value[k].kind != JSON_OBJECT)
			continue;
		if (objects++ == OBJECTS_UP)
			break;
		if (says_title(j, k, title))
			return 1;
	}
	return 0;
}

static void
weigh_value(
    const struct finder *f, uint32_t i, struct slice title, struct story *best)
{
	const struct json_value *v = &f->j->value[i];
	double letters = f->sum[v->next] - f->sum[i], weight;
	int titled;

	if (letters < LETTERS_LEAST || v->kind == JSON_OBJECT ||
	    (f->ends[v->next] - f->ends[i]) * 400 < letters)
		return;
	if (v->kind == JSON_ARRAY && is_list(f->j, i))
		return;
	if (letters * 4 <= best->weight)
		return;
	titled = is_titled(f->j, i, title);
	weight = letters * (titled ? 4 : 1);
	if (weight > best->weight)
		*best = (struct story){i, weight, letters, titled};
}

struct story
story_find(const struct json *j, struct slice title)
{
	struct finder f = {.j = j};
	struct story best = {.value = JSON_NONE};
	uint32_t i;

	f.sum = must(calloc((size_t)j->n + 1, sizeof(*f.sum)));
	f.ends = must(calloc((size_t)j->n + 1, sizeof(*f.ends)));
	sum_up(&f);
	for (i = 0; i < j->n; i++)
		weigh_value(&f, i, title, &best);
	free(f.sum);
	free(f.ends);
	return best;
}

/* The string being written: the element it opened, and what ended it. */
struct writer {
	const struct json *j;
	uint32_t top; /* the story */
	struct buf *out;
	uint32_t array; /* that the last piece stood in, as an object or not */
	const char *open;
	struct buf text;
};

static void
put(struct writer *w, const char *s, size_t n)
{
	if (buf_add(w->out, s, n) != 0)
		die(EXIT_SYSTEM, "out of memory");
}

static void
put_tag(struct writer *w, const char *before, const char *tag)
{
	if (buf_printf(w->out, "%s%s>", before, tag) != 0)
		die(EXIT_SYSTEM, "out of memory");
}

static void
shut(struct writer *w)
{
	if (w->open != NULL)
		put_tag(w, "</", w->open);
	w->open = NULL;
}

/* The type that an object gives itself, as a plain name, or "". */
static void
type_of(const struct json *j, uint32_t object, char out[NAME_CAP])
{
	static const char *const names[] = {
	    "type", "nodeType", "_type", "kind", "tag", "style", "__typename"};
	size_t n;
	uint32_t v;

	out[0] = '\0';
	for (n = 0; n < sizeof(names) / sizeof(*names) && out[0] == '\0'; n++) {
		v = member(j, object, names[n]);
		if (v != JSON_NONE && j->value[v].kind == JSON_STRING)
			plain_name(raw(j, v), out);
	}
}

/* The element that the types of the objects around a piece make of it. */
static const char *
element_of(const struct json *j, uint32_t top, uint32_t i)
{
	char type[NAME_CAP];
	int steps = 0;

	for (i = j->value[i].parent;
	     i != JSON_NONE && i > top && steps < STEPS_MAX;
	     i = j->value[i].parent, steps++) {
		type_of(j, i, type);
		if (strstr(type, "head") != NULL ||
		    (type[0] == 'h' && isdigit((unsigned char)type[1])))
			return "h2";
		if (strstr(type, "listitem") != NULL || strcmp(type, "li") == 0)
			return "li";
	}
	return "p";
}

/* 1 if the object that piece i is a member of is a paragraph. */
static int
is_whole(const struct json *j, uint32_t i)
{
	char type[NAME_CAP];

	if (j->value[i].parent == JSON_NONE)
		return 0;
	type_of(j, j->value[i].parent, type);
	return strstr(type, "para") != NULL || strcmp(type, "p") == 0;
}

/* The array that piece i, or the object it is a member of, is an element of. */
static uint32_t
array_of(const struct json *j, uint32_t i)
{
	uint32_t up = j->value[i].parent;

	if (up != JSON_NONE && j->value[up].kind == JSON_OBJECT)
		up = j->value[up].parent;
	return up;
}

static int
has_blocks(struct slice s)
{
	static const char *const tags[] = {"<p", "<div", "<br", "<h2", "<h3",
	    "<li", "<ul", "<section", "<blockquote"};
	size_t i;

	for (i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (memmem(s.p, s.n, tags[i], strlen(tags[i])) != NULL)
			return 1;
	return 0;
}

/* Text with no elements of its own: a paragraph a line. */
static void
put_lines(struct writer *w, struct slice s, const char *tag)
{
	const char *end;
	size_t n;

	for (; s.n > 0; s.p += n, s.n -= n) {
		end = memchr(s.p, '\n', s.n);
		n = end ? (size_t)(end - s.p) + 1 : s.n;
		if (w->open == NULL)
			put_tag(w, "<", tag);
		w->open = tag;
		put(w, s.p, n);
		if (end != NULL)
			shut(w);
	}
}

/*
 * 1 if the text goes on the line before it: both are parts of one block,
 * such as words in italics, and the last did not end a sentence.
 */
static int
goes_on(const struct writer *w, uint32_t i, struct slice s, const char *tag)
{
	uint32_t array = array_of(w->j, i);

	return w->open != NULL && strcmp(w->open, tag) == 0 &&
	       !is_whole(w->j, i) && array != JSON_NONE && array == w->array &&
	       array != w->top &&
	       (isspace((unsigned char)*s.p) || ispunct((unsigned char)*s.p) ||
		   !weigh_sentence(buf_slice(w->out)));
}

static void
put_piece(struct writer *w, uint32_t i)
{
	const char *tag = element_of(w->j, w->top, i);
	struct slice s;

	buf_clear(&w->text);
	json_text(w->j, i, &w->text);
	s = buf_slice(&w->text);
	if (s.n == 0)
		return;
	if (!goes_on(w, i, s, tag))
		shut(w);
	w->array = array_of(w->j, i);
	if (!has_blocks(s)) {
		put_lines(w, s, tag);
		return;
	}
	shut(w);
	put_tag(w, "<", "div");
	put(w, s.p, s.n);
	put_tag(w, "</", "div");
}

void
story_html(const struct json *j, uint32_t value, struct buf *out)
{
	struct writer w = {
	    .j = j, .top = value, .out = out, .array = JSON_NONE};
	uint32_t i, good = 0, end = j->value[value].next;

	for (i = value; i < end; i++) {
		if (i > value && i >= good && !j->value[i].key)
			good = behind_bad(j, i);
		if (i >= good && is_text(j, i))
			put_piece(&w, i);
	}
	shut(&w);
	buf_free(&w.text);
}
