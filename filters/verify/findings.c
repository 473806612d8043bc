/* SPDX-License-Identifier: MIT */
#include "findings.h"

#include <stdarg.h>
#include <stdio.h>

struct findings
findings_open(const struct output_options *o)
{
	static const char *const header[] = {
	    "dataset", "line", "doc_id", "fact_id", "reason", NULL};
	struct findings f = {output_open(o), 0};

	for (size_t i = 0; header[i] != NULL; i++)
		output_puts(f.out, header[i]);
	output_end(f.out);
	return f;
}

void
findings_add(struct findings *f, const struct where *w, const char *reason, ...)
{
	char line[24], text[1024];
	va_list ap;

	snprintf(line, sizeof(line), "%lu", w->line);
	va_start(ap, reason);
	vsnprintf(text, sizeof(text), reason, ap);
	va_end(ap);
	output_puts(f->out, w->dataset);
	output_puts(f->out, w->line > 0 ? line : "");
	output_put(f->out, w->doc_id);
	output_put(f->out, w->fact_id);
	output_puts(f->out, text);
	output_end(f->out);
	f->n++;
}

int
findings_close(struct findings *f)
{
	output_commit(f->out);
	if (f->n == 0)
		return 0;
	diag_note("%lu finding%s", f->n, f->n == 1 ? "" : "s");
	return EXIT_FOUND;
}
