/* SPDX-License-Identifier: MIT */
#include "home.h"
#include "read.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct doc *d = doc_new();
	const char *reason = NULL;

	if (read_text(d, (struct slice){(const char *)data, n}, &reason) < 0)
		PROMISE(reason != NULL);
	check_doc(d);
	doc_free(d);
	return 0;
}
