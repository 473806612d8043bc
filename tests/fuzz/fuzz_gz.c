/* SPDX-License-Identifier: MIT */
/*
 * Any bytes: both codecs must find them whole, and the same, or neither.
 * The same bytes packed: they must come back, and never from a part.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "buf.h"
#include "gz_codec.h"
#include "home.h"

/* Enough for a stream that a few bytes may blow up to. */
enum { UNPACKED_MAX = 4 << 20 };

static int
file_of(const uint8_t *p, size_t n)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	PROMISE(fd >= 0 && write(fd, p, n) == (ssize_t)n);
	PROMISE(lseek(fd, 0, SEEK_SET) == 0);
	return fd;
}

/* 0 at a verified end, -1 on an error, 1 when there is too much of it. */
static int
read_all(struct gz_reader *r, size_t piece, struct buf *out)
{
	static char bytes[1 << 16];
	ssize_t n;

	PROMISE(r != NULL);
	buf_clear(out);
	while ((n = gz_read(r, bytes, piece)) > 0 && out->n < UNPACKED_MAX) {
		PROMISE((size_t)n <= piece);
		PROMISE(buf_add(out, bytes, (size_t)n) == 0);
	}
	PROMISE((gz_reader_error(r) != NULL) == (n < 0));
	PROMISE(!gz_reader_failed(r));
	gz_reader_free(r);
	return n < 0 ? -1 : n > 0;
}

static void
same_by_both(const uint8_t *p, size_t n, size_t piece)
{
#if GZ_ISAL
	struct buf one = {0}, other = {0};
	int fd = file_of(p, n), got;

	got = read_all(gz_reader_with(fd, &codec_zlib), piece, &one);
	PROMISE(lseek(fd, 0, SEEK_SET) == 0);
	PROMISE(
	    got == read_all(gz_reader_with(fd, &codec_isal), 1 << 16, &other));
	if (got == 0)
		PROMISE(slice_eq(buf_slice(&one), buf_slice(&other)));
	close(fd);
	buf_free(&one);
	buf_free(&other);
#else
	struct buf out = {0};
	int fd = file_of(p, n);

	(void)read_all(gz_reader_with(fd, &codec_zlib), piece, &out);
	close(fd);
	buf_free(&out);
#endif
}

static void
whole_or_not_at_all(const uint8_t *p, size_t n, int level, unsigned cut)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	struct gz_writer *w = gz_writer_open(dup(fd), level);
	struct buf out = {0};
	off_t size;

	PROMISE(w != NULL);
	PROMISE(gz_write(w, p, n / 2) == 0);
	PROMISE(gz_write(w, p + n / 2, n - n / 2) == 0);
	PROMISE(gz_writer_finish(w) == 0);
	size = lseek(fd, 0, SEEK_END);
	PROMISE(lseek(fd, 0, SEEK_SET) == 0);
	PROMISE(read_all(gz_reader_open(fd), 1 + cut, &out) == 0);
	PROMISE(slice_eq(buf_slice(&out), (struct slice){(const char *)p, n}));

	PROMISE(ftruncate(fd, 1 + (size - 1) * cut / 256) == 0);
	PROMISE(lseek(fd, 0, SEEK_SET) == 0);
	PROMISE(read_all(gz_reader_open(fd), 1 << 16, &out) == -1);
	close(fd);
	buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	if (n < 2)
		return 0;
	same_by_both(data + 2, n - 2, 1u + data[1]);
	whole_or_not_at_all(data + 2, n - 2, data[0] % 10, data[1]);
	return 0;
}
