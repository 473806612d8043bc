/* SPDX-License-Identifier: MIT */
#ifndef ITEM_H
#define ITEM_H

#include "date.h"
#include "slice.h"

/* One document as it was met, before it is read. */
struct item {
	struct slice source; /* as documents.csv shall name it */
	struct slice bytes;
	const char *path;	   /* a file with just these bytes, or NULL */
	struct slice url;	   /* "" unless an archive says so */
	struct slice type;	   /* what a server called it, or "" */
	const char *charset;	   /* the same; or NULL */
	struct slice retrieved;	   /* "2018-05-29T10:00:00Z", or "" */
	const char *lost;	   /* why there are no bytes, or NULL */
	const struct facts *facts; /* from a metadata.csv, or NULL */
};

/* What a metadata.csv says about one document; "" for what it does not. */
struct facts {
	struct slice publisher, title;
	struct date published;
};

#endif
