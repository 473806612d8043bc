/* SPDX-License-Identifier: MIT */
/* Any lines as a document, through all four steps, with the real rules. */
#include <stdio.h>
#include <string.h>

#include "home.h"
#include "tools.h"

static struct tools tools;
static struct document document;
static struct facts facts;

static void
start(void)
{
	char err[256];
	struct reg *reg = register_open(NULL, err, sizeof(err));

	PROMISE(reg != NULL);
	tools_init(&tools, NULL, reg, 0);
}

static void
check(const struct fact *f)
{
	PROMISE(f->sentence < document.nsentence);
	PROMISE(f->confidence >= 0 && f->confidence <= 1);
	PROMISE(f->rule != NULL);
	for (size_t i = 0; i < FACT_KEYS; i++)
		PROMISE(f->key[i] != NULL);
	for (size_t i = 0; i < f->nwho; i++)
		PROMISE(f->who[i] < document.nentity);
	for (size_t i = 0; i < f->ncounterpart; i++)
		PROMISE(f->counterpart[i] < document.nentity);
	PROMISE(f->as_of.year == 0 || date_valid(f->as_of));
	PROMISE(f->event.year == 0 || date_valid(f->event));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice rest = {(const char *)data, n};

	if (tools.rules == NULL)
		start();
	/* read gives blocks without NUL, and CSV has none. */
	if (memchr(data, '\0', n) != NULL)
		return 0;
	document_clear(&document);
	document.published = (struct date){2017, 2, 14};
	while (rest.n > 0) {
		const char *lf = memchr(rest.p, '\n', rest.n);
		size_t k = lf != NULL ? (size_t)(lf - rest.p) : rest.n;

		document_line(&document, (struct slice){rest.p, k});
		k += lf != NULL;
		rest = (struct slice){rest.p + k, rest.n - k};
	}
	understand(&tools, &document, &facts);
	for (size_t i = 0; i < facts.n; i++)
		check(&facts.f[i]);
	return 0;
}
