/* SPDX-License-Identifier: MIT */
/*
 * Not gz.c: there damage ends a stream, and must; here it ends a record, and
 * the rest of a terabyte goes on.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "diag.h"
#include "stream.h"

enum { CHUNK = 64 << 10, MAGIC = 5 };

struct stream {
	int fd, gz, eof, damaged, member;
	z_stream z;
	int open; /* inside a member */
	unsigned char in[CHUNK];
	size_t in_at, in_n;
	size_t done;  /* bytes of the file before in */
	size_t begun; /* where the last member was begun */
	char out[CHUNK];
	size_t out_at, out_n;
	struct buf again; /* what was given back */
	size_t again_at;
};

/* More of the file behind what is left of it in the buffer. */
static void
read_more(struct stream *s)
{
	ssize_t n;

	if (s->eof || s->in_n - s->in_at >= CHUNK / 2)
		return;
	memmove(s->in, s->in + s->in_at, s->in_n - s->in_at);
	s->done += s->in_at;
	s->in_n -= s->in_at;
	s->in_at = 0;
	do
		n = read(s->fd, s->in + s->in_n, CHUNK - s->in_n);
	while (n < 0 && errno == EINTR);
	s->damaged |= n < 0;
	s->eof = n <= 0;
	s->in_n += n > 0 ? (size_t)n : 0;
}

/* The buffer holds what there is of a gzip header. */
static int
at_magic(const struct stream *s, size_t at)
{
	return s->in_n - at >= 3 && s->in[at] == 0x1f &&
	       s->in[at + 1] == 0x8b && s->in[at + 2] == 8;
}

struct stream *
stream_open(const char *path)
{
	struct stream *s = must(calloc(1, sizeof(*s)));

	if ((s->fd = open(path, O_RDONLY | O_CLOEXEC)) < 0) {
		free(s);
		return NULL;
	}
	read_more(s);
	s->gz = at_magic(s, 0);
	if (s->gz && inflateInit2(&s->z, 15 + 16) != Z_OK)
		die(EXIT_SYSTEM, "out of memory");
	return s;
}

void
stream_close(struct stream *s)
{
	if (s == NULL)
		return;
	if (s->gz)
		inflateEnd(&s->z);
	buf_free(&s->again);
	close(s->fd);
	free(s);
}

/* Begins the member that the buffer is at; 0 if there is none. */
static int
begin_member(struct stream *s)
{
	read_more(s);
	while (s->in_at < s->in_n && s->in[s->in_at] == 0)
		s->in_at++;
	if (s->in_at == s->in_n)
		return 0;
	if (!at_magic(s, s->in_at)) {
		s->damaged = 1;
		return 0;
	}
	inflateReset(&s->z);
	s->begun = s->done + s->in_at;
	s->open = 1;
	return 1;
}

/* Fills out from the member that is open; at its end leaves it. */
static void
inflate_some(struct stream *s)
{
	int status;

	s->z.next_out = (Bytef *)s->out;
	s->z.avail_out = CHUNK;
	do {
		read_more(s);
		s->z.next_in = s->in + s->in_at;
		s->z.avail_in = (uInt)(s->in_n - s->in_at);
		status = inflate(&s->z, Z_NO_FLUSH);
		s->in_at = s->in_n - s->z.avail_in;
	} while (status == Z_OK && s->z.avail_out > 0 &&
		 !(s->eof && s->z.avail_in == 0));
	s->out_n = CHUNK - s->z.avail_out;
	s->open = status == Z_OK;
	if (status != Z_OK && status != Z_STREAM_END)
		s->damaged = 1;
	if (status == Z_OK && s->z.avail_out > 0)
		s->damaged = 1;
}

/* Makes out not empty, unless at the end, damaged or between members. */
static void
fill(struct stream *s)
{
	if (s->out_at < s->out_n || s->member || s->damaged)
		return;
	s->out_at = s->out_n = 0;
	if (!s->gz) {
		read_more(s);
		s->out_n = s->in_n - s->in_at;
		memcpy(s->out, s->in + s->in_at, s->out_n);
		s->in_at = s->in_n;
		return;
	}
	while (s->out_n == 0 && !s->damaged) {
		if (s->open) {
			inflate_some(s);
			continue;
		}
		if (!begin_member(s))
			return;
		inflate_some(s);
		s->member =
		    s->out_n >= MAGIC && memcmp(s->out, "WARC/", MAGIC) == 0;
		if (s->member)
			return;
	}
}

/* What can be read at once, wherever it is. */
static struct slice
ready(struct stream *s)
{
	if (s->again_at < s->again.n)
		return (struct slice){
		    s->again.p + s->again_at, s->again.n - s->again_at};
	fill(s);
	if (s->member)
		return (struct slice){"", 0};
	return (struct slice){s->out + s->out_at, s->out_n - s->out_at};
}

static void
consume(struct stream *s, size_t n)
{
	if (s->again_at < s->again.n)
		s->again_at += n;
	else
		s->out_at += n;
}

size_t
stream_take(struct stream *s, size_t n, struct buf *out)
{
	struct slice r;
	size_t took = 0;

	while (took < n && (r = ready(s)).n > 0) {
		if (r.n > n - took)
			r.n = n - took;
		if (out != NULL && buf_add(out, r.p, r.n) != 0)
			die(EXIT_SYSTEM, "out of memory");
		consume(s, r.n);
		took += r.n;
	}
	return took;
}

size_t
stream_line(struct stream *s, size_t limit, struct buf *out)
{
	struct slice r;
	const char *end;
	size_t took = 0;

	while (took < limit && (r = ready(s)).n > 0) {
		end = memchr(r.p, '\n', r.n);
		if (end != NULL)
			r.n = (size_t)(end - r.p) + 1;
		if (r.n > limit - took)
			r.n = limit - took;
		if (buf_add(out, r.p, r.n) != 0)
			die(EXIT_SYSTEM, "out of memory");
		consume(s, r.n);
		took += r.n;
		if (out->p[out->n - 1] == '\n')
			return took;
	}
	return 0;
}

void
stream_return(struct stream *s, struct slice bytes)
{
	struct buf b = {0};

	if (buf_add(&b, bytes.p, bytes.n) != 0 ||
	    (s->again_at < s->again.n && buf_add(&b, s->again.p + s->again_at,
					     s->again.n - s->again_at) != 0))
		die(EXIT_SYSTEM, "out of memory");
	buf_free(&s->again);
	s->again = b;
	s->again_at = 0;
}

enum stream_state
stream_state(const struct stream *s)
{
	if (s->again_at < s->again.n || (s->out_at < s->out_n && !s->member))
		return STREAM_OK;
	if (s->damaged)
		return STREAM_DAMAGED;
	if (s->member)
		return STREAM_MEMBER;
	return s->eof && s->in_at == s->in_n ? STREAM_END : STREAM_OK;
}

void
stream_next_member(struct stream *s)
{
	s->member = 0;
}

/*
 * To just behind the start of the member that broke: what was inflated of it
 * may have gone far into the ones behind.
 */
static int
rewind_to_damage(struct stream *s)
{
	off_t to = (off_t)s->begun + 1;

	if (lseek(s->fd, to, SEEK_SET) != to)
		return 0;
	s->done = (size_t)to;
	s->in_at = s->in_n = 0;
	s->eof = 0;
	return 1;
}

/* In a damaged gzip file: the next member that begins with a record. */
static int
next_gzip(struct stream *s)
{
	while (rewind_to_damage(s)) {
		do {
			read_more(s);
			while (s->in_at + 2 < s->in_n && !at_magic(s, s->in_at))
				s->in_at++;
		} while (!s->eof && !at_magic(s, s->in_at));
		if (!at_magic(s, s->in_at))
			return 0;
		s->damaged = 0;
		s->out_at = s->out_n = 0;
		s->open = 0;
		fill(s);
		if (s->member)
			return 1;
	}
	return 0;
}

int
stream_resume(struct stream *s)
{
	struct buf line = {0};
	int found = 0;

	while (!found) {
		if (s->damaged && s->again_at == s->again.n) {
			s->out_at = s->out_n = 0;
			found = s->gz && next_gzip(s);
			break;
		}
		if (s->member) {
			found = 1;
			break;
		}
		buf_clear(&line);
		if (stream_line(s, CHUNK, &line) == 0) {
			if (line.n == 0 && stream_state(s) == STREAM_END)
				break;
			continue;
		}
		found = line.n > MAGIC && memcmp(line.p, "WARC/", MAGIC) == 0;
	}
	if (found && line.n > 0)
		stream_return(s, buf_slice(&line));
	buf_free(&line);
	return found;
}

size_t
stream_at(const struct stream *s)
{
	return s->done + s->in_at;
}
