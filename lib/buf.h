/* SPDX-License-Identifier: MIT */
#ifndef BUF_H
#define BUF_H

#include "slice.h"

/*
 * Bytes that grow.  Zero-initialise ({0}) before use; p is NULL until the
 * first byte, and p[n] is '\0' after any successful call.  Every call
 * returns 0, or -1 when memory runs out, and then leaves the buffer as it
 * was.
 */
struct buf {
	char *p;
	size_t n, cap;
};

/* Makes room for n more bytes and the '\0'. */
int buf_reserve(struct buf *b, size_t n);
/* Appends n bytes at p, which may not lie inside b. */
int buf_add(struct buf *b, const void *p, size_t n);
/* Appends a C string. */
int buf_puts(struct buf *b, const char *s);
/* Appends one byte. */
int buf_putc(struct buf *b, char c);
/* Appends as printf does. */
int buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Empties the buffer, keeps its memory. */
void buf_clear(struct buf *b);
/* Frees the memory; b is {0} again. */
void buf_free(struct buf *b);

/* The contents as a slice, borrowed until the next change. */
static inline struct slice
buf_slice(const struct buf *b)
{
	return (struct slice){b->p ? b->p : "", b->n};
}

/* The n bytes at at, which must lie in the contents; borrowed likewise. */
static inline struct slice
buf_part(const struct buf *b, size_t at, size_t n)
{
	return (struct slice){b->p ? b->p + at : "", n};
}

#endif
