/* SPDX-License-Identifier: MIT */
#ifndef FINDINGS_H
#define FINDINGS_H

#include "filter.h"

/* The list of rows that do not hold, as it is written and counted. */
struct findings {
	struct output *out;
	unsigned long n;
};

/* A row of a dataset, as a finding names it. */
struct where {
	const char *dataset;
	unsigned long line;
	struct slice doc_id, fact_id; /* empty where there is none */
};

/* Opens the list on standard output and writes its header. */
struct findings findings_open(const struct output_options *o);
/* Writes one finding; reason is printf's. */
void findings_add(struct findings *f, const struct where *w, const char *reason,
    ...) __attribute__((format(printf, 3, 4)));
/* Ends the list; returns EXIT_FOUND if there is anything in it, else 0. */
int findings_close(struct findings *f);

#endif
