/* SPDX-License-Identifier: MIT */
#ifndef PDF_CHILD_H
#define PDF_CHILD_H

#include <stddef.h>

#include "buf.h"

/*
 * One of poppler's programs as a child that is trusted with nothing: a PDF
 * from the web may be made to break its reader.
 */
enum pdf_end {
	PDF_END_DONE,	/* it left by itself with status 0 */
	PDF_END_FAILED, /* it left with another status or by a signal */
	PDF_END_SLOW,	/* it was killed at the end of its time */
	PDF_END_LONG,	/* it wrote more than it may */
	PDF_END_NONE	/* it could not be started */
};

/*
 * Receives what the child writes, in pieces of any length.  0; or another
 * value to have no more, and the child killed, which counts as
 * PDF_END_DONE.
 */
typedef int pdf_sink(void *ctx, const char *p, size_t n);

struct pdf_limits {
	int cpu, wall; /* seconds: of the processor, by the clock */
	size_t memory; /* bytes of address space */
	size_t output; /* bytes on standard output */
};

/* A minute of processor, two by the clock, 1.5 GiB, 1 GiB of output. */
extern const struct pdf_limits pdf_limits;

/*
 * Runs argv (found on PATH) with the open file fd, from its start, as
 * standard input, and gives its standard output to sink.  The start of its
 * standard error is left in err.  The child has no network, writes no
 * file, and ends with its parent.
 */
enum pdf_end pdf_child(const char *const argv[], int fd,
    const struct pdf_limits *limits, pdf_sink *sink, void *ctx,
    struct buf *err);

#endif
