/* SPDX-License-Identifier: MIT */
/*
 * What pdftotext might say, through all that is made of it.  The child
 * process is played here; the first byte is how its output is cut.
 */
#include "home.h"
#include "pdf_child.h"
#include "read.h"

static struct slice said;
static size_t piece;

const struct pdf_limits pdf_limits;

enum pdf_end
pdf_child(const char *const argv[], int fd, const struct pdf_limits *limits,
    pdf_sink *sink, void *ctx, struct buf *err)
{
	(void)fd;
	(void)limits;
	(void)err;
	if (strcmp(argv[0], "pdftotext") != 0)
		return PDF_END_DONE;
	for (size_t at = 0, n; at < said.n; at += n) {
		n = piece < said.n - at ? piece : said.n - at;
		if (sink(ctx, said.p + at, n) != 0)
			break;
	}
	return PDF_END_DONE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct doc *d;
	const char *reason = NULL;

	if (n == 0)
		return 0;
	d = doc_new();
	said = (struct slice){(const char *)data + 1, n - 1};
	piece = 1 + (size_t)data[0] * 4;
	if (read_pdf(d, slice_of("%PDF-1.4\n%%EOF\n"), NULL, &reason) < 0)
		PROMISE(reason != NULL);
	check_doc(d);
	doc_free(d);
	return 0;
}
