/* SPDX-License-Identifier: MIT */
#ifndef HTTP_H
#define HTTP_H

#include "buf.h"
#include "slice.h"

/* What matters of a response. */
struct http {
	int status;
	struct slice type; /* "text/html", in the response's bytes */
	char charset[40];  /* or "" */
	struct slice body; /* decoded; in the response or in out */
};

/*
 * Takes a response apart and undoes its encodings; bodies that grow beyond
 * limit are cut.  NULL, or a static reason why the body is not whole (what
 * could be had of it is in body).  out must live as long as body.
 */
const char *http_parse(
    struct slice response, size_t limit, struct buf *out, struct http *h);

/* Takes "text/html; charset=utf-8" apart. */
void http_type(struct slice value, struct http *h);

/*
 * The value of a header in lines of "Name: value" up to an empty line, or
 * "": the first one, spaces trimmed.
 */
struct slice http_header(struct slice lines, const char *name);
/* How long such lines are, the empty one included; 0 if it is missing. */
size_t http_headers(struct slice lines);

#endif
