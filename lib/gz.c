/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "gz.h"

enum { CHUNK = 64 << 10, PIPE_SIZE = 1 << 20, GZIP_WRAP = 15 + 16 };

static const char truncated[] = "input ends before the gzip trailer";
static const char garbage[] = "bytes after the gzip trailer";
static const char damaged[] = "damaged gzip data";

enum state { START, PLAIN, MEMBER, BETWEEN, END, BROKEN };

struct gz_reader {
	int fd;
	enum state state;
	int is_gzip, eof;
	int failure; /* errno of a failed read */
	const char *error;
	z_stream z; /* next_in, avail_in: what was read and not yet used */
	unsigned char in[CHUNK];
};

struct gz_writer {
	int fd, level;
	z_stream z;
	unsigned char out[CHUNK];
};

/* A larger pipe lets both ends run; where the system says no, none is lost. */
static void
enlarge(int fd)
{
	int size = fcntl(fd, F_GETPIPE_SZ);

	if (size > 0 && size < PIPE_SIZE)
		(void)fcntl(fd, F_SETPIPE_SZ, PIPE_SIZE);
}

/* 1 if the call is to be made again: interrupted, or others set O_NONBLOCK. */
static int
again(int fd, short events)
{
	struct pollfd p = {fd, events, 0};

	if (errno == EAGAIN || errno == EWOULDBLOCK)
		return poll(&p, 1, -1) >= 0 || errno == EINTR;
	return errno == EINTR;
}

static ssize_t
read_some(int fd, void *dst, size_t cap)
{
	ssize_t n;

	while ((n = read(fd, dst, cap)) < 0 && again(fd, POLLIN))
		;
	return n;
}

static int
write_all(int fd, const void *src, size_t n)
{
	const char *p = src;
	ssize_t k;

	for (; n > 0; p += k, n -= (size_t)k)
		while ((k = write(fd, p, n)) < 0)
			if (!again(fd, POLLOUT))
				return -1;
	return 0;
}

struct gz_reader *
gz_reader_open(int fd)
{
	struct gz_reader *r = calloc(1, sizeof(*r));

	if (r == NULL)
		return NULL;
	r->fd = fd;
	if (inflateInit2(&r->z, GZIP_WRAP) != Z_OK) {
		free(r);
		return NULL;
	}
	enlarge(fd);
	return r;
}

static int
fail(struct gz_reader *r, const char *why)
{
	r->state = BROKEN;
	r->error = why;
	return -1;
}

/* Reads until at least want bytes wait, or the input ends.  0, or -1. */
static int
fill(struct gz_reader *r, size_t want)
{
	z_stream *z = &r->z;
	ssize_t n;

	if (z->avail_in < want) {
		if (z->avail_in > 0)
			memmove(r->in, z->next_in, z->avail_in);
		z->next_in = r->in;
	}
	while (z->avail_in < want && !r->eof) {
		n = read_some(
		    r->fd, r->in + z->avail_in, sizeof(r->in) - z->avail_in);
		if (n < 0) {
			r->failure = errno;
			return fail(r, strerror(errno));
		}
		r->eof = n == 0;
		z->avail_in += (unsigned)n;
	}
	return 0;
}

static int
has_magic(const struct gz_reader *r)
{
	return r->z.avail_in >= 2 && r->z.next_in[0] == 0x1f &&
	       r->z.next_in[1] == 0x8b;
}

/* At the first byte of the input or behind a trailer: what comes now? */
static int
judge(struct gz_reader *r)
{
	if (fill(r, 2) < 0)
		return -1;
	if (has_magic(r)) {
		r->is_gzip = 1;
		r->state = MEMBER;
	} else if (r->z.avail_in == 1 && r->z.next_in[0] == 0x1f) {
		return fail(r, truncated);
	} else if (r->z.avail_in == 0) {
		r->state = END;
	} else if (r->state == START) {
		r->state = PLAIN;
	} else {
		return fail(r, garbage);
	}
	return 0;
}

static ssize_t
read_plain(struct gz_reader *r, void *dst, size_t cap)
{
	size_t n;

	if (r->z.avail_in == 0 && fill(r, 1) < 0)
		return -1;
	if (r->z.avail_in == 0) {
		r->state = END;
		return 0;
	}
	n = r->z.avail_in < cap ? r->z.avail_in : cap;
	memcpy(dst, r->z.next_in, n);
	r->z.next_in += n;
	r->z.avail_in -= (unsigned)n;
	return (ssize_t)n;
}

static ssize_t
read_member(struct gz_reader *r, void *dst, size_t cap)
{
	z_stream *z = &r->z;

	if (z->avail_in == 0 && fill(r, 1) < 0)
		return -1;
	if (z->avail_in == 0)
		return fail(r, truncated);
	z->next_out = dst;
	z->avail_out = cap < CHUNK ? (unsigned)cap : CHUNK;
	cap = z->avail_out;
	switch (inflate(z, Z_NO_FLUSH)) {
	case Z_STREAM_END:
		r->state = BETWEEN;
		if (inflateReset(z) != Z_OK)
			return fail(r, damaged);
		break;
	case Z_OK:
	case Z_BUF_ERROR:
		break;
	case Z_MEM_ERROR:
		r->failure = ENOMEM;
		return fail(r, strerror(ENOMEM));
	default:
		return fail(r, damaged);
	}
	return (ssize_t)(cap - z->avail_out);
}

ssize_t
gz_read(struct gz_reader *r, void *dst, size_t cap)
{
	ssize_t n = 0;

	while (n == 0 && cap > 0 && r->state != END) {
		if (r->state == BROKEN)
			return -1;
		if (r->state == START || r->state == BETWEEN)
			n = judge(r);
		else if (r->state == PLAIN)
			n = read_plain(r, dst, cap);
		else
			n = read_member(r, dst, cap);
	}
	return n;
}

const char *
gz_reader_error(const struct gz_reader *r)
{
	return r->error;
}

int
gz_reader_failed(const struct gz_reader *r)
{
	return r->failure != 0;
}

int
gz_reader_is_gzip(const struct gz_reader *r)
{
	return r->is_gzip;
}

void
gz_reader_free(struct gz_reader *r)
{
	if (r == NULL)
		return;
	inflateEnd(&r->z);
	free(r);
}

struct gz_writer *
gz_writer_open(int fd, int level)
{
	struct gz_writer *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return NULL;
	w->fd = fd;
	w->level = level;
	if (level != GZ_PLAIN &&
	    deflateInit2(&w->z, level, Z_DEFLATED, GZIP_WRAP, 8,
		Z_DEFAULT_STRATEGY) != Z_OK) {
		free(w);
		return NULL;
	}
	w->z.next_out = w->out;
	w->z.avail_out = sizeof(w->out);
	enlarge(fd);
	return w;
}

static int
drain(struct gz_writer *w)
{
	size_t n = sizeof(w->out) - w->z.avail_out;

	w->z.next_out = w->out;
	w->z.avail_out = sizeof(w->out);
	return write_all(w->fd, w->out, n);
}

int
gz_write(struct gz_writer *w, const void *src, size_t n)
{
	const unsigned char *p = src;
	size_t part;

	if (w->level == GZ_PLAIN)
		return write_all(w->fd, src, n);
	for (; n > 0; p += part, n -= part) {
		part = n < CHUNK ? n : CHUNK;
		w->z.next_in = (unsigned char *)(uintptr_t)p;
		w->z.avail_in = (unsigned)part;
		while (w->z.avail_in > 0) {
			if (w->z.avail_out == 0 && drain(w) < 0)
				return -1;
			deflate(&w->z, Z_NO_FLUSH);
		}
	}
	return 0;
}

static int
trailer(struct gz_writer *w)
{
	int state;

	w->z.avail_in = 0;
	do {
		if (w->z.avail_out == 0 && drain(w) < 0)
			return -1;
		state = deflate(&w->z, Z_FINISH);
	} while (state == Z_OK || state == Z_BUF_ERROR);
	if (state != Z_STREAM_END) {
		errno = EIO;
		return -1;
	}
	return drain(w);
}

int
gz_writer_finish(struct gz_writer *w)
{
	int status = w->level == GZ_PLAIN ? 0 : trailer(w);
	int saved = errno;

	if (close(w->fd) < 0 && errno != EINTR && status == 0) {
		status = -1;
		saved = errno;
	}
	if (w->level != GZ_PLAIN)
		deflateEnd(&w->z);
	free(w);
	errno = saved;
	return status;
}

void
gz_writer_abandon(struct gz_writer *w)
{
	close(w->fd);
	if (w->level != GZ_PLAIN)
		deflateEnd(&w->z);
	free(w);
}
