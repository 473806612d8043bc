/* SPDX-License-Identifier: MIT */
#ifndef READ_H
#define READ_H

#include <string.h>

#include "doc.h"
#include "home.h"
#include "wellformed.h"

/* What doc.h promises of every block. */
static inline void
check_doc(const struct doc *d)
{
	struct slice all = doc_text(d);

	for (size_t i = 0; i < doc_blocks(d); i++) {
		const struct block *b = doc_get(d, i);

		PROMISE(b->text.n > 0 && b->start <= all.n &&
			b->text.n <= all.n - b->start);
		PROMISE(memcmp(all.p + b->start, b->text.p, b->text.n) == 0);
		PROMISE(wellformed(b->text));
		PROMISE(memchr(b->text.p, '\n', b->text.n) == NULL);
		PROMISE(memchr(b->text.p, '\0', b->text.n) == NULL);
		PROMISE(b->kind == BLOCK_ROW ||
			memchr(b->text.p, '\t', b->text.n) == NULL);
	}
}

#endif
