/* SPDX-License-Identifier: MIT */
/* The first byte chooses the character set that came with the page. */
#include "home.h"
#include "read.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const charset[] = {
	    NULL, "utf-8", "iso-8859-1", "windows-1252", "utf-16le", "no such"};
	struct doc *d;
	const char *reason = NULL;

	if (n == 0)
		return 0;
	d = doc_new();
	if (read_html(d, (struct slice){(const char *)data + 1, n - 1},
		charset[data[0] % 6], &reason) < 0)
		PROMISE(reason != NULL);
	check_doc(d);
	doc_free(d);
	return 0;
}
