/* SPDX-License-Identifier: MIT */
/*
 * PDF to blocks: poppler as a child says which words stand where, pdf_reader
 * reads them, and what came of it is judged here.
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "diag.h"
#include "doc.h"
#include "pdf_child.h"
#include "pdf_image.h"
#include "pdf_reader.h"

/* Pages without text that are looked at for a drawing. */
enum { INK_PAGES_MAX = 40 };

/* The bytes as a file for the child; -1 when there is no way. */
static int
as_file(struct slice bytes, const char *path)
{
	int fd;
	ssize_t n;

	if (path != NULL)
		return open(path, O_RDONLY | O_CLOEXEC);
	fd = memfd_create("pdf", MFD_CLOEXEC);
	while (fd >= 0 && bytes.n > 0) {
		n = write(fd, bytes.p, bytes.n);
		if (n <= 0) {
			close(fd);
			return -1;
		}
		bytes.p += n;
		bytes.n -= (size_t)n;
	}
	return fd;
}

/* Where a program looks for what the file says of itself. */
static int
has(struct slice bytes, size_t from, size_t n, const char *what)
{
	if (from >= bytes.n)
		return 0;
	n = n < bytes.n - from ? n : bytes.n - from;
	return memmem(bytes.p + from, n, what, strlen(what)) != NULL;
}

static int
ends_early(struct slice bytes)
{
	size_t tail = 2048;

	return !has(bytes, bytes.n > tail ? bytes.n - tail : 0, tail, "%%EOF");
}

/* Why no page came out of it. */
static const char *
why(struct slice bytes, enum pdf_end end, const struct buf *err)
{
	if (err->n > 0 && strstr(err->p, "Incorrect password"))
		return "password";
	if (end == PDF_END_NONE)
		return "pdftotext cannot be run";
	if (end == PDF_END_SLOW)
		return "takes too long";
	if (ends_early(bytes))
		return "truncated";
	return "damaged";
}

/* What stopped it half way. */
static void
lose_rest(struct doc *d, int pages, struct slice bytes, enum pdf_end end)
{
	const char *reason = NULL;
	char detail[80];

	if (end == PDF_END_SLOW)
		reason = "takes too long";
	else if (end == PDF_END_LONG)
		reason = "too much text";
	else if (end == PDF_END_FAILED)
		reason = ends_early(bytes) ? "truncated" : "damaged";
	else if (ends_early(bytes))
		reason = "truncated";
	if (reason == NULL)
		return;
	snprintf(detail, sizeof(detail), "after page %d: %s", pages, reason);
	doc_lose(d, "page_unreadable", detail);
}

/*
 * What a page is that has no text to speak of, or NULL if it is blank.
 * What is drawn without being an image is looked at only on the first of
 * those pages: each takes a rendering.
 */
static const char *
picture(const struct pdf_sparse *p, int fd, size_t *looked)
{
	if (p->words > 0)
		return p->images > 0.5f * p->area ? "mostly an image" : NULL;
	if (p->images > 0.04f * p->area)
		return "image only";
	if (++*looked <= INK_PAGES_MAX && pdf_ink(fd, p->page))
		return "drawing only";
	return NULL;
}

/* Pages that are pictures; why the whole is no text, if all of them are. */
static const char *
lose_pictures(struct doc *d, struct pdf_reader *r, int fd)
{
	const int empty = pdf_reader_words(r) == 0;
	size_t looked = 0, n;
	struct pdf_sparse *sparse = pdf_reader_sparse(r, &n);

	pdf_images(fd, sparse, n);
	for (size_t i = 0; i < n; i++) {
		const char *what = picture(&sparse[i], fd, &looked);

		if (what != NULL && empty)
			return what;
		if (what != NULL)
			pdf_lose_page(d, sparse[i].page, what);
	}
	return empty ? "no text" : NULL;
}

static int
feed(void *ctx, const char *p, size_t n)
{
	pdf_reader_feed(ctx, p, n);
	return 0;
}

/* Why the file is no text, or NULL. */
static const char *
read_file(struct doc *d, struct slice bytes, int fd)
{
	static const char *const argv[] = {
	    "pdftotext", "-tsv", "-nodiag", "-enc", "UTF-8", "-", "-", NULL};
	struct pdf_reader *r = pdf_reader_new(d);
	struct buf err = {0};
	enum pdf_end end = pdf_child(argv, fd, &pdf_limits, feed, r, &err);
	int pages = pdf_reader_end(r);
	const char *reason =
	    pages == 0 ? why(bytes, end, &err) : lose_pictures(d, r, fd);

	if (reason == NULL)
		lose_rest(d, pages, bytes, end);
	buf_free(&err);
	pdf_reader_free(r);
	return reason;
}

int
read_pdf(
    struct doc *d, struct slice bytes, const char *path, const char **reason)
{
	int fd;

	if (!has(bytes, 0, 1024, "%PDF-")) {
		*reason = "not a PDF";
		return -1;
	}
	fd = as_file(bytes, path);
	if (fd == -1) {
		*reason = "cannot be handed to pdftotext";
		return -1;
	}
	*reason = read_file(d, bytes, fd);
	close(fd);
	return *reason == NULL ? 0 : -1;
}
