/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "gz.h"
#include "gz_codec.h"
#include "ring.h"

/*
 * The codec costs more than all else in a filter, so a long stream gets a
 * thread for it; a short one is over before a thread would pay.
 */
enum {
	INPUT = 64 << 10,
	BLOCK = 128 << 10,
	SHORT_STREAM = 256 << 10,
	PIPE_SIZE = 1 << 20
};

static const char truncated[] = "input ends before the gzip trailer";
static const char garbage[] = "bytes after the gzip trailer";
static const char damaged[] = "damaged gzip data";

enum state { START, PLAIN, MEMBER, BETWEEN, END, BROKEN };

/* What the thread works on is its own from its start to the ring's end. */
struct gz_reader {
	int fd;
	int wake; /* an eventfd that calls the thread back from its wait */
	int is_gzip;
	size_t given; /* bytes that went out without the thread */

	/* The thread's. */
	enum state state;
	int eof;
	int failure; /* errno of a failed read */
	const char *error;
	const struct codec *codec;
	void *z;
	unsigned char *next; /* what was read and not yet used */
	size_t waiting;

	struct ring *ring; /* NULL as long as there is no thread */
	pthread_t thread;
	const unsigned char *block; /* from the ring, its unread rest */
	size_t left;

	unsigned char in[INPUT];
};

struct gz_writer {
	int fd;
	const struct codec *codec; /* NULL for plain */
	void *z;
	int failure; /* errno of the first failed write; the thread's */

	struct ring *ring;
	unsigned char *block; /* from the ring, being filled */
	size_t used;
	size_t taken; /* bytes that were packed without the thread */
	int threaded;
	pthread_t thread;

	unsigned char out[BLOCK];
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
write_all(int fd, const unsigned char *p, size_t n)
{
	ssize_t k;

	for (; n > 0; p += k, n -= (size_t)k)
		while ((k = write(fd, p, n)) < 0)
			if (!again(fd, POLLOUT))
				return -1;
	return 0;
}

struct gz_reader *
gz_reader_with(int fd, const struct codec *codec)
{
	struct gz_reader *r = calloc(1, sizeof(*r));

	if (r == NULL)
		return NULL;
	r->fd = fd;
	r->wake = -1;
	r->codec = codec;
	r->next = r->in;
	enlarge(fd);
	return r;
}

struct gz_reader *
gz_reader_open(int fd)
{
#if GZ_ISAL
	return gz_reader_with(fd, &codec_isal);
#else
	return gz_reader_with(fd, &codec_zlib);
#endif
}

static int
fail(struct gz_reader *r, const char *why)
{
	r->state = BROKEN;
	r->error = why;
	return -1;
}

static int
fail_errno(struct gz_reader *r, int code)
{
	/* strerror's text may belong to a thread that is about to end. */
	const char *why = strerrordesc_np(code);

	r->failure = code;
	return fail(r, why != NULL ? why : "unknown error");
}

/*
 * The thread must not be caught in a read of a producer that sleeps when the
 * reader is freed.  1 when there may be something to read, 0 when called back.
 */
static int
may_read(const struct gz_reader *r)
{
	struct pollfd p[2] = {{r->fd, POLLIN, 0}, {r->wake, POLLIN, 0}};

	if (r->wake < 0)
		return 1;
	while (poll(p, 2, -1) < 0)
		if (errno != EINTR)
			return 1;
	return p[1].revents == 0;
}

/* Reads until at least want bytes wait, or the input ends.  0, or -1. */
static int
fill(struct gz_reader *r, size_t want)
{
	ssize_t n;

	if (r->waiting >= want)
		return 0;
	memmove(r->in, r->next, r->waiting);
	r->next = r->in;
	while (r->waiting < want && !r->eof) {
		if (!may_read(r))
			return fail(r, truncated);
		n = read_some(
		    r->fd, r->in + r->waiting, sizeof(r->in) - r->waiting);
		if (n < 0)
			return fail_errno(r, errno);
		r->eof = n == 0;
		r->waiting += (size_t)n;
	}
	return 0;
}

/* At the magic of a member.  0, or -1. */
static int
begin_member(struct gz_reader *r)
{
	/* Not every codec looks at the reserved flags. */
	if (fill(r, 4) < 0)
		return -1;
	if (r->waiting >= 4 && (r->next[3] & 0xe0) != 0)
		return fail(r, damaged);
	r->state = MEMBER;
	if (r->z != NULL)
		return 0;
	r->is_gzip = 1;
	r->z = r->codec->inflate_new();
	return r->z != NULL ? 0 : fail_errno(r, ENOMEM);
}

/* At the first byte of the input or behind a trailer: what comes now? */
static int
judge(struct gz_reader *r)
{
	if (fill(r, 2) < 0)
		return -1;
	if (r->waiting == 0)
		r->state = END;
	else if (r->next[0] == 0x1f && r->waiting == 1)
		return fail(r, truncated);
	else if (r->next[0] == 0x1f && r->next[1] == 0x8b)
		return begin_member(r);
	else if (r->state == BETWEEN)
		return fail(r, garbage);
	else
		r->state = PLAIN;
	return 0;
}

static ssize_t
read_plain(struct gz_reader *r, void *dst, size_t cap)
{
	size_t n;

	if (fill(r, 1) < 0)
		return -1;
	if (r->waiting == 0)
		r->state = END;
	n = r->waiting < cap ? r->waiting : cap;
	memcpy(dst, r->next, n);
	r->next += n;
	r->waiting -= n;
	return (ssize_t)n;
}

static ssize_t
read_member(struct gz_reader *r, void *dst, size_t cap)
{
	struct codec_io io;
	enum codec_status got;

	if (fill(r, 1) < 0)
		return -1;
	io = (struct codec_io){r->next, r->waiting, dst, cap};
	got = r->codec->inflate(r->z, &io);
	if (got == CODEC_NOMEM)
		return fail_errno(r, ENOMEM);
	if (got == CODEC_DAMAGED)
		return fail(r, damaged);
	if (got == CODEC_END)
		r->state = BETWEEN;
	/* Room and nothing done: the codec wants bytes that never come. */
	else if (r->eof && io.in_n == 0 && io.out_n == cap)
		return fail(r, truncated);
	r->next += r->waiting - io.in_n;
	r->waiting = io.in_n;
	return (ssize_t)(cap - io.out_n);
}

static ssize_t
read_on(struct gz_reader *r, void *dst, size_t cap)
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

static void *
read_ahead(void *arg)
{
	struct gz_reader *r = arg;
	unsigned char *block;
	ssize_t n;

	while ((block = ring_fill(r->ring)) != NULL &&
	       (n = read_on(r, block, BLOCK)) > 0)
		ring_push(r->ring, (size_t)n);
	ring_end(r->ring);
	return NULL;
}

static void
forget_thread(struct gz_reader *r)
{
	if (r->wake >= 0)
		close(r->wake);
	ring_free(r->ring);
	r->wake = -1;
	r->ring = NULL;
}

/* Starts the thread, or stays without where the system gives none. */
static void
start_reading_ahead(struct gz_reader *r)
{
	r->given = 0;
	r->wake = eventfd(0, EFD_CLOEXEC);
	r->ring = ring_new(BLOCK);
	if (r->wake < 0 || r->ring == NULL ||
	    pthread_create(&r->thread, NULL, read_ahead, r) != 0)
		forget_thread(r);
}

static ssize_t
read_ring(struct gz_reader *r, void *dst, size_t cap)
{
	size_t n;

	if (r->left == 0 && (r->block = ring_take(r->ring, &r->left)) == NULL)
		return r->state == BROKEN ? -1 : 0;
	n = r->left < cap ? r->left : cap;
	memcpy(dst, r->block, n);
	r->block += n;
	r->left -= n;
	if (r->left == 0)
		ring_release(r->ring);
	return (ssize_t)n;
}

ssize_t
gz_read(struct gz_reader *r, void *dst, size_t cap)
{
	ssize_t n;

	if (r->ring == NULL && r->state == MEMBER && r->given >= SHORT_STREAM)
		start_reading_ahead(r);
	if (r->ring != NULL)
		return read_ring(r, dst, cap);
	n = read_on(r, dst, cap);
	if (n > 0)
		r->given += (size_t)n;
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
	if (r->ring != NULL) {
		ring_stop(r->ring);
		(void)eventfd_write(r->wake, 1);
		pthread_join(r->thread, NULL);
		forget_thread(r);
	}
	if (r->z != NULL)
		r->codec->inflate_free(r->z);
	free(r);
}

static const struct codec *
codec_of(int level)
{
	if (level == GZ_PLAIN)
		return NULL;
#if GZ_ISAL
	if (level == 1)
		return &codec_isal;
#endif
	return &codec_zlib;
}

struct gz_writer *
gz_writer_with(int fd, int level, const struct codec *codec)
{
	struct gz_writer *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return NULL;
	w->fd = fd;
	w->codec = codec;
	w->ring = ring_new(BLOCK);
	if (w->codec != NULL)
		w->z = w->codec->deflate_new(level);
	if (w->ring == NULL || (w->codec != NULL && w->z == NULL)) {
		ring_free(w->ring);
		if (w->z != NULL)
			w->codec->deflate_free(w->z);
		free(w);
		return NULL;
	}
	w->block = ring_fill(w->ring);
	enlarge(fd);
	return w;
}

struct gz_writer *
gz_writer_open(int fd, int level)
{
	return gz_writer_with(fd, level, codec_of(level));
}

/* Packs n bytes at p and writes what comes of it; finish adds the trailer. */
static int
pack(struct gz_writer *w, const unsigned char *p, size_t n, int finish)
{
	struct codec_io io = {p, n, NULL, 0};
	enum codec_status got;

	if (w->codec == NULL)
		return write_all(w->fd, p, n);
	do {
		io.out = w->out;
		io.out_n = sizeof(w->out);
		got = w->codec->deflate(w->z, &io, finish);
		if (got == CODEC_NOMEM || got == CODEC_DAMAGED) {
			errno = got == CODEC_NOMEM ? ENOMEM : EIO;
			return -1;
		}
		if (write_all(w->fd, w->out, sizeof(w->out) - io.out_n) < 0)
			return -1;
	} while (got != CODEC_END && (io.in_n > 0 || io.out_n == 0 || finish));
	return 0;
}

static void *
write_behind(void *arg)
{
	struct gz_writer *w = arg;
	const unsigned char *block;
	size_t n;

	while ((block = ring_take(w->ring, &n)) != NULL) {
		if (pack(w, block, n, 0) < 0) {
			w->failure = errno;
			ring_stop(w->ring);
			break;
		}
		ring_release(w->ring);
	}
	return NULL;
}

/*
 * The block is full, or the stream ends.  The codec sees the same blocks
 * with and without the thread and however the bytes came, for its output
 * may depend on how it is fed.
 */
static int
hand_over(struct gz_writer *w)
{
	size_t n = w->used;

	w->used = 0;
	if (w->codec != NULL && !w->threaded && w->taken >= SHORT_STREAM) {
		w->taken = 0;
		w->threaded =
		    pthread_create(&w->thread, NULL, write_behind, w) == 0;
	}
	if (w->threaded) {
		ring_push(w->ring, n);
		w->block = ring_fill(w->ring);
	} else if (pack(w, w->block, n, 0) < 0) {
		w->failure = errno;
		w->block = NULL;
	}
	w->taken += n;
	return w->block != NULL ? 0 : -1;
}

int
gz_write(struct gz_writer *w, const void *src, size_t n)
{
	const char *p = src;
	size_t part;

	for (; n > 0 && w->block != NULL; p += part, n -= part) {
		part = n < BLOCK - w->used ? n : BLOCK - w->used;
		memcpy(w->block + w->used, p, part);
		w->used += part;
		if (w->used == BLOCK && hand_over(w) < 0)
			break;
	}
	if (w->block != NULL)
		return 0;
	errno = w->failure;
	return -1;
}

/* Waits until all that was handed over is written, or the first failure. */
static void
join(struct gz_writer *w)
{
	if (!w->threaded)
		return;
	ring_end(w->ring);
	pthread_join(w->thread, NULL);
	w->threaded = 0;
}

/* Closes and frees; 0, or -1 with errno when the close failed. */
static int
discard(struct gz_writer *w)
{
	/* Interrupted, the descriptor is closed all the same. */
	int failed = close(w->fd) < 0 && errno != EINTR ? errno : 0;

	if (w->z != NULL)
		w->codec->deflate_free(w->z);
	ring_free(w->ring);
	free(w);
	errno = failed;
	return failed ? -1 : 0;
}

int
gz_writer_finish(struct gz_writer *w)
{
	int failure;

	if (w->block != NULL && w->used > 0)
		(void)hand_over(w);
	join(w);
	if (w->failure == 0 && w->codec != NULL && pack(w, NULL, 0, 1) < 0)
		w->failure = errno;
	failure = w->failure;
	if (discard(w) < 0 && failure == 0)
		return -1;
	errno = failure;
	return failure ? -1 : 0;
}

void
gz_writer_abandon(struct gz_writer *w)
{
	ring_stop(w->ring);
	join(w);
	(void)discard(w);
}
