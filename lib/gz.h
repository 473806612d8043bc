/* SPDX-License-Identifier: MIT */
#ifndef GZ_H
#define GZ_H

#include <stddef.h>
#include <sys/types.h>

/*
 * Gzip or plain bytes over descriptors.  The gzip trailer is a signature:
 * a writer writes it only when it is told that all went well, and a reader
 * reports the end only after it has checked it.  Behind a long stream works
 * a thread of its own; callers see nothing of it.  Only gz.c calls read(2)
 * and write(2), and only the gz_*.c files a compression library.
 */
struct gz_reader;
struct gz_writer;

/*
 * Reads fd, borrowed: the caller closes it.  Gzip and plain input are told
 * apart by the first two bytes.  Gzip members may follow one another; any
 * other byte after a trailer is an error.  A pipe is enlarged where the
 * system allows it.  NULL when memory runs out.
 */
struct gz_reader *gz_reader_open(int fd);

/*
 * Up to cap bytes into dst.  n > 0; 0 only at a verified end (after a
 * checked trailer, or at the end of plain input); -1 on an error, with the
 * reason in gz_reader_error.  Zero bytes of input are a verified end of
 * plain input: whether nothing is acceptable is the caller's question.
 */
ssize_t gz_read(struct gz_reader *r, void *dst, size_t cap);

/* What is wrong: static text, valid after gz_read gave -1. */
const char *gz_reader_error(const struct gz_reader *r);

/*
 * 1 if that error is the system's (errno of a failed read), 0 if the
 * input's own (truncated, damaged, trailing garbage).
 */
int gz_reader_failed(const struct gz_reader *r);

/* 1 if the input was gzip; valid after the first gz_read. */
int gz_reader_is_gzip(const struct gz_reader *r);

/* Frees the reader; accepts NULL. */
void gz_reader_free(struct gz_reader *r);

enum { GZ_PLAIN = -1 };

/*
 * Writes to fd, which the writer owns from here on: one gzip member of
 * level 0-9, header time 0, no name; or the bytes themselves for GZ_PLAIN.
 * The same bytes in give the same bytes out, however gz_write was given
 * them.  That holds across builds too, as far as they have the same zlib,
 * except at level 1: ISA-L packs it where <isa-l/igzip_lib.h> was there at
 * build time, zlib elsewhere.  Either is good gzip for every reader, but
 * what is published or compared must be plain or of another level.  NULL
 * when memory runs out (fd is then still the caller's).
 */
struct gz_writer *gz_writer_open(int fd, int level);

/* All n bytes of src.  0, or -1 with errno. */
int gz_write(struct gz_writer *w, const void *src, size_t n);

/* The commit: trailer, close, free.  0, or -1 with errno (freed anyway). */
int gz_writer_finish(struct gz_writer *w);

/*
 * Closes and frees without the trailer; the stream stays invalid.  Waits for
 * a write that is under way.
 */
void gz_writer_abandon(struct gz_writer *w);

#endif
