/* SPDX-License-Identifier: MIT */
/* Titles that a cover sheet names as such. */

#include <strings.h>

#include "pdf_title.h"

enum { PAGES = 2, TITLE_MAX = 200 };

void
pdf_title_stated(struct doc *d, int page, struct slice name, struct slice value)
{
	static const char *const names[] = {"title", "report title",
	    "title of report", "title of paper", "title of document",
	    "paper title", "document title", "name of report", "subject",
	    "report", NULL};

	while (name.n > 0 && strchr(" :", name.p[name.n - 1]) != NULL)
		name.n--;
	if (page > PAGES || value.n > TITLE_MAX)
		return;
	for (const char *const *is = names; *is != NULL; is++)
		if (name.n == strlen(*is) &&
		    strncasecmp(name.p, *is, name.n) == 0)
			doc_set_title(d, value);
}
