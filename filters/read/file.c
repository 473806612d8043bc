/* SPDX-License-Identifier: MIT */
/* A file's bytes, and what they are. */

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "file.h"
#include "gz.h"
#include "kind.h"
#include "progress.h"
#include "unpack.h"
#include "warc.h"

enum { HEAD = 4096, STEP = 256 << 10 };

/* Reads on until there are want bytes or the end; NULL or a reason. */
static const char *
fill(struct gz_reader *r, struct buf *b, size_t want)
{
	ssize_t n;

	while (b->n < want) {
		if (buf_reserve(b, STEP) != 0)
			die(EXIT_SYSTEM, "out of memory");
		if ((n = gz_read(r, b->p + b->n, STEP)) < 0)
			return gz_reader_error(r);
		if (n == 0)
			break;
		b->n += (size_t)n;
		b->p[b->n] = '\0';
	}
	return NULL;
}

static void
take_single(struct sink *s, struct item *it, struct gz_reader *r, struct buf *b)
{
	const char *reason = fill(r, b, FILE_DOCUMENT_MAX + 1);

	it->lost = reason;
	if (b->n > FILE_DOCUMENT_MAX)
		it->lost = "larger than 256 MiB";
	if (gz_reader_is_gzip(r))
		it->path = NULL;
	it->bytes = buf_slice(b);
	sink_take(s, it);
}

/* "page.html.gz" is an HTML page by its name too. */
static struct slice
name_of(const struct item *it)
{
	struct slice name = it->source;

	if (name.n > 3 && memcmp(name.p + name.n - 3, ".gz", 3) == 0)
		name.n -= 3;
	return name;
}

const char *
file_error(void)
{
	if (errno == ENOMEM)
		die(EXIT_SYSTEM, "out of memory");
	return strerror(errno);
}

void
file_take(struct sink *s, struct item *it, int all)
{
	int fd = open(it->path, O_RDONLY | O_CLOEXEC);
	struct gz_reader *r;
	struct buf b = {0};
	struct stat st;
	enum kind kind;
	const char *reason;

	if (fd < 0) {
		sink_lose(s, it->source, file_error());
		return;
	}
	r = must(gz_reader_open(fd));
	it->type = it->url = it->retrieved = (struct slice){"", 0};
	reason = fill(r, &b, HEAD);
	kind = kind_of(buf_slice(&b), name_of(it), it->type, &it->lost);
	it->lost = reason;
	it->bytes = buf_slice(&b);
	if (kind == KIND_WARC)
		warc_take(s, it, all);
	else if (kind == KIND_ARCHIVE && reason == NULL)
		unpack_take(s, it);
	else if (reason != NULL)
		sink_take(s, it);
	else
		take_single(s, it, r, &b);
	if (kind != KIND_WARC)
		progress_bytes(fstat(fd, &st) == 0 ? (size_t)st.st_size : 0);
	buf_free(&b);
	gz_reader_free(r);
	close(fd);
}
