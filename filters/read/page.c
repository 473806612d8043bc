/* SPDX-License-Identifier: MIT */
/* A page: gumbo's tree, laid flat. */

#include <stdlib.h>
#include <strings.h>

#include "arena.h"
#include "diag.h"
#include "flatten.h"
#include "page.h"

enum {
	TREE_BASE = 64 << 20, /* what a parse may hold, and per byte of page */
	TREE_FACTOR = 120,
	TREE_MAX = 1 << 30,
	SECONDS = 20
};

/* Elements whose contents nobody reads as text. */
static int
dropped(const GumboNode *g)
{
	if (g->type == GUMBO_NODE_TEMPLATE)
		return 1;
	if (g->v.element.tag_namespace == GUMBO_NAMESPACE_SVG)
		return 1;
	switch (g->v.element.tag) {
	case GUMBO_TAG_SCRIPT:
	case GUMBO_TAG_NOSCRIPT:
	case GUMBO_TAG_STYLE:
	case GUMBO_TAG_TEMPLATE:
	case GUMBO_TAG_IFRAME:
	case GUMBO_TAG_OBJECT:
	case GUMBO_TAG_EMBED:
	case GUMBO_TAG_VIDEO:
	case GUMBO_TAG_AUDIO:
	case GUMBO_TAG_CANVAS:
	case GUMBO_TAG_TEXTAREA:
	case GUMBO_TAG_INPUT:
	case GUMBO_TAG_IMG:
	case GUMBO_TAG_HEAD:
	case GUMBO_TAG_TITLE:
	case GUMBO_TAG_NOEMBED:
	case GUMBO_TAG_NOFRAMES:
		return 1;
	default:
		return 0;
	}
}

static int
is_tag(const GumboNode *g, GumboTag tag)
{
	return g->type == GUMBO_NODE_ELEMENT && g->v.element.tag == tag;
}

static int
is_text(const GumboNode *g)
{
	return g->type == GUMBO_NODE_TEXT || g->type == GUMBO_NODE_WHITESPACE ||
	       g->type == GUMBO_NODE_CDATA;
}

static int
is_element(const GumboNode *g)
{
	return g->type == GUMBO_NODE_ELEMENT || g->type == GUMBO_NODE_TEMPLATE;
}

static uint32_t
add_node(struct page *p, size_t *cap, const GumboNode *g, uint32_t parent)
{
	if (p->nodes == *cap) {
		*cap = *cap ? 2 * *cap : 1024;
		p->node = must(reallocarray(p->node, *cap, sizeof(*p->node)));
	}
	p->node[p->nodes] = (struct node){.g = g,
	    .parent = parent,
	    .tag = is_text(g) ? TAG_TEXT : g->v.element.tag};
	return (uint32_t)p->nodes++;
}

/* The element being walked: its node, and the child to take next. */
struct frame {
	const GumboNode *g;
	uint32_t node;
	unsigned child;
};

static void
push(struct frame **stack, size_t *depth, size_t *cap, struct frame f)
{
	if (*depth == *cap) {
		*cap = *cap ? 2 * *cap : 256;
		*stack = must(reallocarray(*stack, *cap, sizeof(**stack)));
	}
	(*stack)[(*depth)++] = f;
}

/* 1 if the child g of a node is to be a node; else what it tells is kept. */
static int
taken(struct page *p, uint32_t node, const GumboNode *g)
{
	if (!is_element(g))
		return 0;
	if (!dropped(g) || (p->scriptless && is_tag(g, GUMBO_TAG_NOSCRIPT)))
		return 1;
	if (is_tag(g, GUMBO_TAG_IMG))
		p->node[node].marks |= MARK_PICTURE;
	else if (is_tag(g, GUMBO_TAG_NOSCRIPT))
		p->noscript = 1;
	else if (is_tag(g, GUMBO_TAG_NOFRAMES))
		p->noframes = g;
	return 0;
}

static void
lay_flat(struct page *p)
{
	struct frame *stack = NULL, *top;
	size_t depth = 0, stack_cap = 0, cap = 0;
	const GumboNode *g = p->out->root;
	uint32_t i;

	i = add_node(p, &cap, g, 0);
	push(&stack, &depth, &stack_cap, (struct frame){g, i, 0});
	while (depth > 0) {
		top = &stack[depth - 1];
		if (top->child == top->g->v.element.children.length) {
			p->node[top->node].end = (uint32_t)p->nodes;
			depth--;
			continue;
		}
		g = top->g->v.element.children.data[top->child++];
		if (!is_text(g) && !taken(p, top->node, g))
			continue;
		i = add_node(p, &cap, g, top->node);
		p->node[i].end = i + 1;
		if (is_element(g))
			push(&stack, &depth, &stack_cap,
			    (struct frame){g, i, 0});
	}
	free(stack);
}

static const char *
parse(struct page *p)
{
	GumboOptions o = kGumboDefaultOptions;
	size_t limit = TREE_BASE + p->html.n * TREE_FACTOR;

	arena_init(p->arena, limit < TREE_MAX ? limit : TREE_MAX, SECONDS);
	switch (setjmp(p->arena->out)) {
	case 0:
		break;
	case ARENA_NONE:
		die(EXIT_SYSTEM, "out of memory");
	case ARENA_LATE:
		return "takes too long to parse";
	default:
		return "too many elements";
	}
	o.allocator = arena_alloc;
	o.deallocator = arena_release;
	o.userdata = p->arena;
	o.max_errors = 0;
	p->out = gumbo_parse_with_options(&o, p->html.p, p->html.n);
	return NULL;
}

struct page *
page_parse(struct slice html, const char **reason)
{
	struct page *p = must(calloc(1, sizeof(*p)));

	p->html = html;
	p->arena = must(calloc(1, sizeof(*p->arena)));
	*reason = html.n > PAGE_MAX ? "page too large" : parse(p);
	if (*reason != NULL) {
		page_free(p);
		return NULL;
	}
	lay_flat(p);
	return p;
}

int
page_unscript(struct page *p)
{
	if (!p->noscript)
		return 0;
	p->scriptless = 1;
	p->noscript = 0;
	free(p->node);
	p->node = NULL;
	p->nodes = p->runs = 0;
	buf_clear(&p->text);
	buf_clear(&p->header);
	lay_flat(p);
	return 1;
}

struct slice
page_noframes(const struct page *p)
{
	return p->noframes != NULL ? page_content(p->noframes)
				   : (struct slice){"", 0};
}

void
page_free(struct page *p)
{
	if (p == NULL)
		return;
	arena_clear(p->arena);
	free(p->arena);
	free(p->node);
	free(p->run);
	buf_free(&p->text);
	buf_free(&p->header);
	free(p);
}

void
page_elements(
    const struct page *p, void (*see)(void *arg, const GumboNode *g), void *arg)
{
	const GumboNode *g = p->out->root, *child;
	struct {
		const GumboNode *g;
		unsigned next;
	} stack[1024];
	size_t depth = 0;

	stack[depth].g = g;
	stack[depth++].next = 0;
	while (depth > 0) {
		g = stack[depth - 1].g;
		if (stack[depth - 1].next == g->v.element.children.length) {
			depth--;
			continue;
		}
		child = g->v.element.children.data[stack[depth - 1].next++];
		if (child->type != GUMBO_NODE_ELEMENT)
			continue;
		see(arg, child);
		if (depth < sizeof(stack) / sizeof(*stack)) {
			stack[depth].g = child;
			stack[depth++].next = 0;
		}
	}
}

struct slice
page_content(const GumboNode *g)
{
	const GumboVector *v = &g->v.element.children;
	const GumboNode *text = v->length > 0 ? v->data[0] : NULL;

	return text != NULL && is_text(text) ? slice_of(text->v.text.text)
					     : (struct slice){"", 0};
}

const char *
page_attribute(const GumboNode *g, const char *name)
{
	GumboAttribute *a;

	if (!is_element(g))
		return NULL;
	a = gumbo_get_attribute(&g->v.element.attributes, name);
	return a ? a->value : NULL;
}

void
page_text(const struct page *p, uint32_t node, struct buf *out)
{
	uint32_t i;

	for (i = node; i < p->node[node].end; i++)
		if (p->node[i].tag == TAG_TEXT &&
		    buf_puts(out, p->node[i].g->v.text.text) != 0)
			die(EXIT_SYSTEM, "out of memory");
}

struct slice
page_run(const struct page *p, const struct run *r)
{
	return buf_part(&p->text, r->at, r->n);
}

int
page_is_block(GumboTag tag)
{
	switch (tag) {
	case GUMBO_TAG_HTML:
	case GUMBO_TAG_BODY:
	case GUMBO_TAG_ADDRESS:
	case GUMBO_TAG_ARTICLE:
	case GUMBO_TAG_ASIDE:
	case GUMBO_TAG_BLOCKQUOTE:
	case GUMBO_TAG_CENTER:
	case GUMBO_TAG_DD:
	case GUMBO_TAG_DETAILS:
	case GUMBO_TAG_DIR:
	case GUMBO_TAG_DIV:
	case GUMBO_TAG_DL:
	case GUMBO_TAG_DT:
	case GUMBO_TAG_FIELDSET:
	case GUMBO_TAG_FIGCAPTION:
	case GUMBO_TAG_FIGURE:
	case GUMBO_TAG_FOOTER:
	case GUMBO_TAG_FORM:
	case GUMBO_TAG_H1:
	case GUMBO_TAG_H2:
	case GUMBO_TAG_H3:
	case GUMBO_TAG_H4:
	case GUMBO_TAG_H5:
	case GUMBO_TAG_H6:
	case GUMBO_TAG_HEADER:
	case GUMBO_TAG_HGROUP:
	case GUMBO_TAG_HR:
	case GUMBO_TAG_LI:
	case GUMBO_TAG_LISTING:
	case GUMBO_TAG_MAIN:
	case GUMBO_TAG_MENU:
	case GUMBO_TAG_NAV:
	case GUMBO_TAG_OL:
	case GUMBO_TAG_P:
	case GUMBO_TAG_PLAINTEXT:
	case GUMBO_TAG_PRE:
	case GUMBO_TAG_SECTION:
	case GUMBO_TAG_SUMMARY:
	case GUMBO_TAG_TABLE:
	case GUMBO_TAG_CAPTION:
	case GUMBO_TAG_TBODY:
	case GUMBO_TAG_TD:
	case GUMBO_TAG_TFOOT:
	case GUMBO_TAG_TH:
	case GUMBO_TAG_THEAD:
	case GUMBO_TAG_TR:
	case GUMBO_TAG_UL:
	case GUMBO_TAG_XMP:
	case GUMBO_TAG_LEGEND:
	case GUMBO_TAG_BUTTON:
	case GUMBO_TAG_SELECT:
	case GUMBO_TAG_OPTION:
	case GUMBO_TAG_OPTGROUP:
		return 1;
	default:
		return 0;
	}
}

uint32_t
page_block(const struct page *p, uint32_t i)
{
	while (i != 0 && !page_is_block(p->node[i].tag))
		i = p->node[i].parent;
	return i;
}

uint32_t
page_common(const struct page *p, uint32_t a, uint32_t b)
{
	while (!(a <= b && b < p->node[a].end))
		a = p->node[a].parent;
	return a;
}

uint32_t
page_child(const struct page *p, uint32_t up, uint32_t i)
{
	while (i != up && p->node[i].parent != up)
		i = p->node[i].parent;
	return i;
}

uint32_t
page_within(const struct page *p, uint32_t i, const GumboTag *tags, size_t n)
{
	size_t k;

	for (; i != 0; i = p->node[i].parent)
		for (k = 0; k < n; k++)
			if (p->node[i].tag == tags[k])
				return i;
	return 0;
}
