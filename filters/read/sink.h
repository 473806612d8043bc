/* SPDX-License-Identifier: MIT */
#ifndef SINK_H
#define SINK_H

#include "filter.h"
#include "item.h"

/*
 * Where documents go: read, and written as blocks, as a row of the
 * documents, and as rejects.
 */
struct sink;

struct sink_options {
	struct output_options output;
	const char *documents; /* files, or NULL */
	const char *rejects;
	int all; /* archives: pages without a word of CCGs too */
};

struct sink *sink_open(const struct sink_options *o);
/* Says which file the documents that follow are in; path is copied. */
void sink_from(struct sink *s, const char *path);
/*
 * Takes one document.  What cannot be read is noted, listed and left; a
 * second document of the same bytes is noted and passed over.
 */
void sink_take(struct sink *s, const struct item *item);
/* Lists a document that never became bytes (or a part of an archive). */
void sink_lose(struct sink *s, struct slice source, const char *reason);
/* Commits the outputs and frees s; the exit status of the program. */
int sink_commit(struct sink *s);

#endif
