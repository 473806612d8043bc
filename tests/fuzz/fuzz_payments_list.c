/* SPDX-License-Identifier: MIT */
/*
 * Any lines as the blocks of a document: those with a tab are rows, below
 * the last line that ends in a tab as their header.  Through all that finds
 * payments in them.
 */
#include <string.h>

#include "home.h"
#include "list.h"

enum { MOST = 512 };

static struct whose *whose;
static struct list *list;

static void
start(void)
{
	char err[256];
	struct reg *reg = register_open(NULL, err, sizeof(err));

	PROMISE(reg != NULL);
	whose = whose_new(reg);
	list = list_new();
}

static size_t
blocks_of(struct item *item, struct slice rest)
{
	struct slice header = {"", 0};
	size_t n = 0;

	while (rest.n > 0 && n < MOST) {
		const char *lf = memchr(rest.p, '\n', rest.n);
		struct slice line = {
		    rest.p, lf != NULL ? (size_t)(lf - rest.p) : rest.n};
		size_t k = line.n + (lf != NULL);

		rest = (struct slice){rest.p + k, rest.n - k};
		if (line.n > 0 && line.p[line.n - 1] == '\t') {
			header = (struct slice){line.p, line.n - 1};
			continue;
		}
		item[n++] = (struct item){
		    .kind = slice_of(memchr(line.p, '\t', line.n) != NULL
					 ? "row"
					 : "paragraph"),
		    .page = slice_of(""),
		    .start = slice_of("0"),
		    .header = header,
		    .text = line};
	}
	return n;
}

static void
check(const struct payment *p, const struct item *item, size_t n)
{
	PROMISE(p->item < n && item[p->item].used);
	PROMISE(slice_eq(item[p->item].kind, slice_of("row")));
	PROMISE(p->row > 0);
	PROMISE(p->paid.year == 0 || date_valid(p->paid));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct about about = {
	    {"list.csv", 8}, {"", 0}, {"NHS Sheffield CCG", 17}};
	struct item item[MOST];
	size_t items, payments;

	if (whose == NULL)
		start();
	/* read gives blocks without NUL. */
	if (n == 0 || memchr(data, '\0', n) != NULL)
		return 0;
	items = blocks_of(item, (struct slice){(const char *)data, n});
	payments = list_read(list, whose, item, items, &about);
	PROMISE(payments <= items);
	for (size_t i = 0; i < payments; i++)
		check(list_at(list, i), item, items);
	return 0;
}
