/* SPDX-License-Identifier: MIT */
/* Gzip streams: what is whole reads as whole, and nothing else does. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

#include "buf.h"
#include "gz_codec.h"

/* LONG starts both threads and takes their rings round; HUGE fills a pipe. */
enum { LONG = 1200000, HUGE = 3 << 20 };

/*
 * The codec under test: it reads all, and writes level 1; the other levels
 * are zlib's always.
 */
static const struct codec *codec;

static const struct codec *
codec_for(int level)
{
	return level == GZ_PLAIN ? NULL : level == 1 ? codec : &codec_zlib;
}

static int
memory_fd(const void *p, size_t n)
{
	int fd = memfd_create("test", 0);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, p, n), (ssize_t)n);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

/* All of fd through a reader, cap bytes a call; the last gz_read's result. */
static ssize_t
drain(int fd, size_t cap, struct buf *out, const char **error)
{
	struct gz_reader *r = gz_reader_with(fd, codec);
	char *dst = malloc(cap);
	ssize_t n;

	assert_non_null(r);
	assert_non_null(dst);
	buf_clear(out);
	while ((n = gz_read(r, dst, cap)) > 0)
		assert_int_equal(buf_add(out, dst, (size_t)n), 0);
	/* The end and an error are final. */
	assert_int_equal(gz_read(r, dst, cap), n);
	*error = n < 0 ? gz_reader_error(r) : NULL;
	gz_reader_free(r);
	free(dst);
	return n;
}

static ssize_t
unpack(const void *p, size_t n, struct buf *out, const char **error)
{
	int fd = memory_fd(p, n);
	ssize_t got = drain(fd, 64 << 10, out, error);

	close(fd);
	return got;
}

/* src as the writer writes it, handed over piece bytes at a time. */
static struct buf
pack(const char *src, size_t n, int level, size_t piece)
{
	int fd = memfd_create("test", 0);
	struct gz_writer *w = gz_writer_with(dup(fd), level, codec_for(level));
	struct buf out = {0};
	off_t size;
	size_t i, k;

	assert_non_null(w);
	for (i = 0; i < n; i += k) {
		k = n - i < piece ? n - i : piece;
		assert_int_equal(gz_write(w, src + i, k), 0);
	}
	assert_int_equal(gz_writer_finish(w), 0);
	size = lseek(fd, 0, SEEK_END);
	assert_int_equal(buf_reserve(&out, (size_t)size), 0);
	assert_int_equal(pread(fd, out.p, (size_t)size, 0), size);
	out.n = (size_t)size;
	close(fd);
	return out;
}

/* Text that compresses like text, the same on every run. */
static struct buf
sample(size_t n)
{
	static const char *const word[] = {"deficit", "surplus", "Croydon",
	    "\"control total\"", ",", "2016-17", "\n", "million", "plan"};
	struct buf b = {0};
	uint32_t x = 12345;

	assert_int_equal(buf_reserve(&b, n + 16), 0);
	while (b.n < n) {
		x = x * 1664525 + 1013904223;
		assert_int_equal(buf_puts(&b, word[(x >> 24) % 9]), 0);
		assert_int_equal(buf_putc(&b, (char)('a' + (x >> 16) % 26)), 0);
	}
	b.n = n;
	return b;
}

static void
assert_same(const struct buf *got, const char *p, size_t n)
{
	assert_int_equal(got->n, n);
	assert_true(n == 0 || memcmp(got->p, p, n) == 0);
}

static void
every_level_round_trips(void **state)
{
	static const size_t size[] = {0, 1, 100, 65536, LONG};
	struct buf text = sample(LONG), out = {0};
	const char *error;
	size_t i;
	int level;

	(void)state;
	for (i = 0; i < sizeof(size) / sizeof(*size); i++)
		for (level = GZ_PLAIN; level <= 9; level++) {
			struct buf z = pack(text.p, size[i], level, 5000);

			assert_int_equal(unpack(z.p, z.n, &out, &error), 0);
			assert_same(&out, text.p, size[i]);
			if (level == GZ_PLAIN)
				assert_same(&z, text.p, size[i]);
			buf_free(&z);
		}
	buf_free(&text);
	buf_free(&out);
}

static void
every_read_size_gives_the_same_bytes(void **state)
{
	static const size_t cap[] = {1, 2, 3, 7, 4096, 1 << 20};
	struct buf text = sample(700000), out = {0};
	struct buf z = pack(text.p, text.n, 1, text.n);
	const char *error;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cap) / sizeof(*cap); i++) {
		int fd = memory_fd(z.p, z.n);

		assert_int_equal(drain(fd, cap[i], &out, &error), 0);
		assert_same(&out, text.p, text.n);
		close(fd);
	}
	buf_free(&text);
	buf_free(&out);
	buf_free(&z);
}

static void
same_bytes_in_give_the_same_bytes_out(void **state)
{
	static const size_t piece[] = {1, 4095, 65536, 65537, LONG};
	struct buf text = sample(LONG);
	int level;
	size_t i;

	(void)state;
	for (level = 0; level <= 9; level = level < 2 ? level + 1 : level + 4) {
		struct buf first = pack(text.p, text.n, level, 77);

		for (i = 0; i < sizeof(piece) / sizeof(*piece); i++) {
			struct buf z = pack(text.p, text.n, level, piece[i]);

			assert_same(&z, first.p, first.n);
			buf_free(&z);
		}
		buf_free(&first);
	}
	buf_free(&text);
}

static void
header_has_no_time_and_no_name(void **state)
{
	int level;

	(void)state;
	for (level = 0; level <= 9; level++) {
		struct buf z = pack("a\n", 2, level, 2);
		const unsigned char *p = (const unsigned char *)z.p;

		assert_true(z.n > 18);
		assert_memory_equal(p, "\x1f\x8b\x08\x00\0\0\0\0", 8);
		assert_true(p[9] == 3 || p[9] == 255);
		buf_free(&z);
	}
}

static void
stored_level_stores(void **state)
{
	struct buf text = sample(500000), z = pack(text.p, text.n, 0, 999);

	(void)state;
	assert_true(z.n > text.n);
	assert_true(z.n < text.n + text.n / 100 + 100);
	buf_free(&text);
	buf_free(&z);
}

/*
 * A cut stream must end in an error, and give nothing that was not in it.
 */
static void
check_cut(const struct buf *z, size_t at, const struct buf *text)
{
	struct buf out = {0};
	const char *error;

	assert_int_equal(unpack(z->p, at, &out, &error), -1);
	assert_string_equal(error, "input ends before the gzip trailer");
	assert_true(out.n <= text->n);
	assert_true(out.n == 0 || memcmp(out.p, text->p, out.n) == 0);
	buf_free(&out);
}

static void
stream_cut_anywhere_is_an_error(void **state)
{
	static const int level[] = {0, 1, 6};
	struct buf text = sample(1000), large = sample(LONG);
	size_t i, at;

	(void)state;
	for (i = 0; i < 3; i++) {
		struct buf z = pack(text.p, text.n, level[i], 500);

		for (at = 1; at < z.n; at++)
			check_cut(&z, at, &text);
		buf_free(&z);
		z = pack(large.p, large.n, level[i], 4096);
		for (at = z.n - 20; at < z.n; at++)
			check_cut(&z, at, &large);
		for (at = 1; at < z.n; at += z.n / 13)
			check_cut(&z, at, &large);
		buf_free(&z);
	}
	buf_free(&text);
	buf_free(&large);
}

/*
 * Some bits mean nothing: the time, the system, the padding before a stored
 * block.  With one of them flipped the stream may still be read, but then to
 * the very same bytes; any other flip must be noticed.
 */
static void
check_flip(struct buf *z, size_t at, int bit, const struct buf *text)
{
	struct buf out = {0};
	const char *error;
	ssize_t end;

	z->p[at] = (char)(z->p[at] ^ 1 << bit);
	end = unpack(z->p, z->n, &out, &error);
	/* A flipped magic makes it plain text: the caller will see to it. */
	if (end == 0 && at < 2)
		assert_same(&out, z->p, z->n);
	else if (end == 0)
		assert_same(&out, text->p, text->n);
	else
		assert_int_equal(end, -1);
	/* Method, reserved flags and the trailer have no such bits. */
	if (at == 2 || (at == 3 && bit >= 5) || at >= z->n - 8)
		assert_int_equal(end, -1);
	z->p[at] = (char)(z->p[at] ^ 1 << bit);
	buf_free(&out);
}

static void
stream_flipped_anywhere_is_an_error(void **state)
{
	static const int level[] = {0, 1, 6};
	struct buf text = sample(700), large = sample(LONG / 4);
	size_t i, at;
	int bit;

	(void)state;
	for (i = 0; i < 3; i++) {
		struct buf z = pack(text.p, text.n, level[i], 500);

		for (at = 0; at < z.n; at++)
			for (bit = 0; bit < 8; bit++)
				check_flip(&z, at, bit, &text);
		buf_free(&z);
		z = pack(large.p, large.n, level[i], 4096);
		for (at = z.n - 8; at < z.n; at++)
			check_flip(&z, at, 5, &large);
		for (at = 11; at < z.n - 8; at += z.n / 11)
			check_flip(&z, at, 0, &large);
		buf_free(&z);
	}
	buf_free(&text);
	buf_free(&large);
}

static void
members_follow_one_another(void **state)
{
	struct buf text = sample(400000), all = {0}, want = {0}, out = {0};
	const char *error;
	int level;

	(void)state;
	for (level = 0; level <= 9; level++) {
		/* Empty members between the others. */
		size_t n = level % 3 == 1 ? 0 : text.n / (size_t)(level + 1);
		struct buf z = pack(text.p, n, level, 1000);

		assert_int_equal(buf_add(&all, z.p, z.n), 0);
		assert_int_equal(buf_add(&want, text.p, n), 0);
		buf_free(&z);
	}
	assert_int_equal(unpack(all.p, all.n, &out, &error), 0);
	assert_same(&out, want.p, want.n);
	buf_free(&text);
	buf_free(&all);
	buf_free(&want);
	buf_free(&out);
}

static void
second_member_cut_is_an_error(void **state)
{
	struct buf text = sample(300), out = {0}, all = {0};
	struct buf z = pack(text.p, text.n, 1, 300);
	const char *error;
	size_t at;

	(void)state;
	assert_int_equal(buf_add(&all, z.p, z.n), 0);
	assert_int_equal(buf_add(&all, z.p, z.n), 0);
	for (at = z.n + 1; at < all.n; at++) {
		assert_int_equal(unpack(all.p, at, &out, &error), -1);
		assert_string_equal(
		    error, "input ends before the gzip trailer");
	}
	/* The hole that is known: cut exactly between members, it is whole. */
	assert_int_equal(unpack(all.p, z.n, &out, &error), 0);
	buf_free(&text);
	buf_free(&out);
	buf_free(&all);
	buf_free(&z);
}

static void
bytes_after_the_trailer_are_an_error(void **state)
{
	static const struct {
		const char *p;
		size_t n;
	} tail[] = {{"\0", 1}, {"\n", 1}, {"garbage", 7}, {"\x1f", 1},
	    {"\x1f\x8b", 2}, {"\x1fX", 2}, {"\x1f\x8b\x08", 3},
	    {"\x1f\x8b\x07\0\0\0\0\0\0\x03", 10}};
	static const size_t size[] = {0, 1000, LONG};
	struct buf text = sample(LONG), out = {0};
	const char *error;
	size_t i, k;

	(void)state;
	for (k = 0; k < sizeof(size) / sizeof(*size); k++) {
		struct buf z = pack(text.p, size[k], 1, 4000);
		size_t n = z.n;

		for (i = 0; i < sizeof(tail) / sizeof(*tail); i++) {
			z.n = n;
			assert_int_equal(buf_add(&z, tail[i].p, tail[i].n), 0);
			assert_int_equal(unpack(z.p, z.n, &out, &error), -1);
			assert_same(&out, text.p, size[k]);
		}
		buf_free(&z);
	}
	buf_free(&text);
	buf_free(&out);
}

static void
plain_input_passes(void **state)
{
	static const struct {
		const char *p;
		size_t n;
		ssize_t end;
	} row[] = {{"", 0, 0}, {"a", 1, 0}, {"a,b\n", 4, 0}, {"\x8b\x1f", 2, 0},
	    {"\x1f", 1, -1}, {"\x1f\x1f\x8b", 3, 0}, {"\x1f\x8c", 2, 0},
	    {"\x1f\x8b", 2, -1}, {"\0", 1, 0}};
	struct buf out = {0};
	const char *error;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(row) / sizeof(*row); i++) {
		assert_int_equal(
		    unpack(row[i].p, row[i].n, &out, &error), row[i].end);
		if (row[i].end == 0)
			assert_same(&out, row[i].p, row[i].n);
		else
			assert_string_equal(
			    error, "input ends before the gzip trailer");
	}
	buf_free(&out);
}

struct feed {
	int fd;
	const char *p;
	size_t n, piece;
};

static void *
feeder(void *arg)
{
	const struct feed *f = arg;
	size_t i, k;

	for (i = 0; i < f->n; i += k) {
		k = f->n - i < f->piece ? f->n - i : f->piece;
		if (write(f->fd, f->p + i, k) != (ssize_t)k)
			break;
	}
	close(f->fd);
	return NULL;
}

/* In packet mode a read gets exactly one write, however small. */
static void
magic_in_pieces_is_still_magic(void **state)
{
	static const size_t piece[] = {1, 2, 3, 7};
	struct buf text = sample(3000), out = {0};
	struct buf z = pack(text.p, text.n, 6, 3000);
	const char *error;
	size_t i;
	int end[2];
	pthread_t t;

	(void)state;
	for (i = 0; i < sizeof(piece) / sizeof(*piece); i++) {
		struct feed f = {0, z.p, z.n, piece[i]};

		assert_int_equal(pipe2(end, O_DIRECT), 0);
		f.fd = end[1];
		assert_int_equal(pthread_create(&t, NULL, feeder, &f), 0);
		assert_int_equal(drain(end[0], 100, &out, &error), 0);
		assert_same(&out, text.p, text.n);
		pthread_join(t, NULL);
		close(end[0]);
	}
	buf_free(&text);
	buf_free(&out);
	buf_free(&z);
}

/* A descriptor that others made non-blocking is waited for. */
static void
non_blocking_pipe_is_waited_for(void **state)
{
	struct buf text = sample(LONG), out = {0};
	struct buf z = pack(text.p, text.n, 1, LONG);
	struct feed f = {0, z.p, z.n, 3001};
	const char *error;
	int end[2];
	pthread_t t;

	(void)state;
	assert_int_equal(pipe(end), 0);
	assert_int_equal(fcntl(end[0], F_SETFL, O_NONBLOCK), 0);
	f.fd = end[1];
	assert_int_equal(pthread_create(&t, NULL, feeder, &f), 0);
	assert_int_equal(drain(end[0], 100000, &out, &error), 0);
	assert_same(&out, text.p, text.n);
	pthread_join(t, NULL);
	close(end[0]);
	buf_free(&text);
	buf_free(&out);
	buf_free(&z);
}

/* Freed early, the reader must not wait for a producer that is asleep. */
static void
reader_freed_early_does_not_wait(void **state)
{
	struct buf text = sample(HUGE), z = pack(text.p, text.n, 0, HUGE);
	struct feed f = {0, z.p, z.n - 100, 1 << 20};
	struct gz_reader *r;
	char dst[4096];
	size_t got = 0;
	int end[2], i;

	(void)state;
	for (i = 0; i < 2; i++) {
		pthread_t t;

		/* The second time round the write end stays open and idle. */
		assert_int_equal(pipe(end), 0);
		f.fd = i == 0 ? end[1] : dup(end[1]);
		assert_int_equal(pthread_create(&t, NULL, feeder, &f), 0);
		r = gz_reader_with(end[0], codec);
		assert_non_null(r);
		for (got = 0; got < (i == 0 ? (1 << 20) : (HUGE - 9000));)
			got += (size_t)gz_read(r, dst, sizeof(dst));
		gz_reader_free(r);
		if (i == 0) {
			/* Whatever the reader left is let through. */
			while (read(end[0], dst, sizeof(dst)) > 0)
				;
		}
		pthread_join(t, NULL);
		if (i == 1)
			close(end[1]);
		close(end[0]);
	}
	buf_free(&text);
	buf_free(&z);
}

static void
failed_read_is_the_systems_fault(void **state)
{
	struct gz_reader *r = gz_reader_with(-1, codec);
	char c;

	(void)state;
	assert_non_null(r);
	assert_int_equal(gz_read(r, &c, 1), -1);
	assert_int_equal(gz_reader_failed(r), 1);
	assert_string_equal(gz_reader_error(r), "Bad file descriptor");
	gz_reader_free(r);
	gz_reader_free(NULL);
}

static void
kind_of_input_is_known(void **state)
{
	struct buf z = pack("a", 1, 1, 1);
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		int fd = i ? memory_fd(z.p, z.n) : memory_fd("a", 1);
		struct gz_reader *r = gz_reader_with(fd, codec);
		char c;

		assert_int_equal(gz_read(r, &c, 1), 1);
		assert_int_equal(gz_reader_is_gzip(r), i);
		gz_reader_free(r);
		close(fd);
	}
	buf_free(&z);
}

static void
full_disk_is_noticed(void **state)
{
	static const size_t size[] = {0, 10, 100000, LONG};
	struct buf text = sample(LONG);
	size_t i;
	int level;

	(void)state;
	for (level = GZ_PLAIN; level <= 9; level += 2)
		for (i = 0; i < sizeof(size) / sizeof(*size); i++) {
			int fd = open("/dev/full", O_WRONLY);
			struct gz_writer *w =
			    gz_writer_with(fd, level, codec_for(level));
			int status = gz_write(w, text.p, size[i]);

			errno = 0;
			status |= gz_writer_finish(w);
			if (level != GZ_PLAIN || size[i] > 0)
				assert_int_equal(status, -1);
			assert_int_equal(
			    fcntl(fd, F_GETFD) < 0 ? errno : 0, EBADF);
		}
	buf_free(&text);
}

static void
abandoned_stream_stays_invalid(void **state)
{
	static const size_t size[] = {0, 10, 100000, LONG};
	struct buf text = sample(LONG), out = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(size) / sizeof(*size); i++) {
		int fd = memfd_create("test", 0);
		struct gz_writer *w = gz_writer_with(dup(fd), 1, codec);
		const char *error;

		assert_int_equal(gz_write(w, text.p, size[i]), 0);
		gz_writer_abandon(w);
		assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
		/* Nothing at all is no gzip stream either. */
		if (lseek(fd, 0, SEEK_END) > 0) {
			lseek(fd, 0, SEEK_SET);
			assert_int_equal(drain(fd, 4096, &out, &error), -1);
		}
		close(fd);
	}
	buf_free(&text);
	buf_free(&out);
}

/* A member with all that a header may hold, in pieces of every size. */
static void
full_header_is_read(void **state)
{
	static const unsigned char header[] = {0x1f, 0x8b, 8, 0x1e, 1, 2, 3, 4,
	    2, 3, 5, 0, 'e', 'x', 't', 'r', 'a', 'n', 'a', 'm', 'e', 0, 'n',
	    'o', 't', 'e', 0};
	struct buf text = sample(3000), all = {0}, out = {0};
	struct buf z = pack(text.p, text.n, 1, 3000);
	unsigned long check = crc32(0, header, sizeof(header));
	const char *error;
	size_t piece;
	int end[2];
	pthread_t t;

	(void)state;
	assert_int_equal(buf_add(&all, header, sizeof(header)), 0);
	assert_int_equal(buf_putc(&all, (char)(check & 0xff)), 0);
	assert_int_equal(buf_putc(&all, (char)(check >> 8 & 0xff)), 0);
	assert_int_equal(buf_add(&all, z.p + 10, z.n - 10), 0);
	for (piece = 1; piece <= sizeof(header) + 3; piece++) {
		struct feed f = {0, all.p, all.n, piece};

		assert_int_equal(pipe2(end, O_DIRECT), 0);
		f.fd = end[1];
		assert_int_equal(pthread_create(&t, NULL, feeder, &f), 0);
		assert_int_equal(drain(end[0], 5000, &out, &error), 0);
		assert_same(&out, text.p, text.n);
		pthread_join(t, NULL);
		close(end[0]);
	}
	/* Its own CRC is checked too. */
	all.p[sizeof(header)] ^= 1;
	assert_int_equal(unpack(all.p, all.n, &out, &error), -1);
	buf_free(&text);
	buf_free(&all);
	buf_free(&out);
	buf_free(&z);
}

static int
use_zlib(void **state)
{
	(void)state;
	codec = &codec_zlib;
	return 0;
}

#if GZ_ISAL
static int
use_isal(void **state)
{
	(void)state;
	codec = &codec_isal;
	return 0;
}

/* What one writes the other reads, and level 1 is no worse than twice. */
static void
codecs_read_each_other(void **state)
{
	static const size_t size[] = {0, 1, 70000, LONG};
	struct buf text = sample(LONG), out = {0}, z[2];
	const char *error;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(size) / sizeof(*size); i++) {
		codec = &codec_isal;
		z[0] = pack(text.p, size[i], 1, 1000);
		codec = &codec_zlib;
		z[1] = pack(text.p, size[i], 1, 1000);
		assert_int_equal(unpack(z[0].p, z[0].n, &out, &error), 0);
		assert_same(&out, text.p, size[i]);
		codec = &codec_isal;
		assert_int_equal(unpack(z[1].p, z[1].n, &out, &error), 0);
		assert_same(&out, text.p, size[i]);
		assert_true(z[0].n <= 2 * z[1].n);
		buf_free(&z[0]);
		buf_free(&z[1]);
	}
	buf_free(&text);
	buf_free(&out);
}
#endif

#define WITH(name, f)                                    \
	{                                                \
#name ": " #f, f, use_##name, NULL, NULL \
	}
#define ALL_WITH(name)                                         \
	WITH(name, every_level_round_trips),                   \
	    WITH(name, every_read_size_gives_the_same_bytes),  \
	    WITH(name, same_bytes_in_give_the_same_bytes_out), \
	    WITH(name, header_has_no_time_and_no_name),        \
	    WITH(name, stored_level_stores),                   \
	    WITH(name, stream_cut_anywhere_is_an_error),       \
	    WITH(name, stream_flipped_anywhere_is_an_error),   \
	    WITH(name, members_follow_one_another),            \
	    WITH(name, second_member_cut_is_an_error),         \
	    WITH(name, bytes_after_the_trailer_are_an_error),  \
	    WITH(name, plain_input_passes),                    \
	    WITH(name, magic_in_pieces_is_still_magic),        \
	    WITH(name, full_header_is_read),                   \
	    WITH(name, non_blocking_pipe_is_waited_for),       \
	    WITH(name, reader_freed_early_does_not_wait),      \
	    WITH(name, failed_read_is_the_systems_fault),      \
	    WITH(name, kind_of_input_is_known),                \
	    WITH(name, full_disk_is_noticed),                  \
	    WITH(name, abandoned_stream_stays_invalid)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ALL_WITH(zlib),
#if GZ_ISAL
		ALL_WITH(isal),
		cmocka_unit_test(codecs_read_each_other),
#endif
	};

	return cmocka_run_group_tests_name("gz", tests, NULL, NULL);
}
