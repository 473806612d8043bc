/* SPDX-License-Identifier: MIT */
/* Any bytes as a CSV file that a page links to: a list of payments, mostly. */
#include "home.h"
#include "read.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct doc *d = doc_new();
	const char *reason = NULL;

	if (read_csv(d, (struct slice){(const char *)data, n}, NULL, &reason) <
	    0)
		PROMISE(reason != NULL);
	check_doc(d);
	doc_free(d);
	return 0;
}
