/* SPDX-License-Identifier: MIT */
#ifndef STREAM_H
#define STREAM_H

#include "buf.h"

/*
 * The bytes of a web archive, plain or gzip, with what gz.h does not give:
 * the ends of gzip members, and going on behind damage.
 */
struct stream;

/* NULL with errno.  Dies when memory runs out. */
struct stream *stream_open(const char *path);
/* Accepts NULL. */
void stream_close(struct stream *s);

/*
 * Appends up to n bytes to out (or passes over them if out is NULL);
 * returns how many.  Fewer than n mean the end, damage, or the start of a
 * gzip member that begins with a record: stream_state tells which.
 */
size_t stream_take(struct stream *s, size_t n, struct buf *out);
/* One line, its LF included; 0 at the end, damage, or a line over limit. */
size_t stream_line(struct stream *s, size_t limit, struct buf *out);
/* Gives n bytes back, to be read again before all others. */
void stream_return(struct stream *s, struct slice bytes);

enum stream_state {
	STREAM_OK,
	STREAM_MEMBER, /* at the start of a member that begins with a record */
	STREAM_END,
	STREAM_DAMAGED
};
enum stream_state stream_state(const struct stream *s);
/* Clears STREAM_MEMBER, so that reading goes on into the next record. */
void stream_next_member(struct stream *s);

/*
 * Goes on to the next place that looks like the start of a record ("WARC/"
 * at the start of a line or of a gzip member).  1, or 0 at the end.
 */
int stream_resume(struct stream *s);

/* How far the file has been read, and its size, for showing progress. */
size_t stream_at(const struct stream *s);

#endif
