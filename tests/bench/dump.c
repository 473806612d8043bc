/* SPDX-License-Identifier: MIT */
/*
 * dump FILE...: all text of pages, as gumbo's tree has it, and nothing else
 * done: what ccg-read's time is measured against.
 */

#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>

struct frame {
	const GumboNode *g;
	unsigned child;
};

static void
put_text(const GumboNode *root)
{
	size_t cap = 4096, depth = 1;
	struct frame *stack = malloc(cap * sizeof(*stack)), *top;
	const GumboNode *g;

	if (stack == NULL)
		exit(71);
	stack[0] = (struct frame){root, 0};
	while (depth > 0) {
		top = &stack[depth - 1];
		if (top->child == top->g->v.element.children.length) {
			depth--;
			continue;
		}
		g = top->g->v.element.children.data[top->child++];
		if (g->type == GUMBO_NODE_TEXT ||
		    g->type == GUMBO_NODE_WHITESPACE) {
			fputs(g->v.text.text, stdout);
		} else if (g->type == GUMBO_NODE_ELEMENT) {
			if (depth == cap)
				exit(65);
			stack[depth++] = (struct frame){g, 0};
		}
	}
	free(stack);
}

static void
dump(FILE *f)
{
	GumboOptions o = kGumboDefaultOptions;
	GumboOutput *out;
	char *page;
	size_t n;

	if (fseek(f, 0, SEEK_END) != 0 || (n = (size_t)ftell(f)) == (size_t)-1)
		exit(66);
	rewind(f);
	if ((page = malloc(n + 1)) == NULL || fread(page, 1, n, f) != n)
		exit(71);
	o.max_errors = 0;
	out = gumbo_parse_with_options(&o, page, n);
	put_text(out->root);
	gumbo_destroy_output(&o, out);
	free(page);
}

int
main(int argc, char **argv)
{
	FILE *f;
	int i;

	for (i = 1; i < argc; i++) {
		if ((f = fopen(argv[i], "rb")) == NULL)
			return 66;
		dump(f);
		fclose(f);
	}
	return fclose(stdout) == 0 ? 0 : 71;
}
