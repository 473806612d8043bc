/* SPDX-License-Identifier: MIT */
#ifndef NAMES_H
#define NAMES_H

#include "document.h"
#include "gazetteer.h"
#include "suffix.h"

/* A name found in a sentence, before lists and bare places are settled. */
struct found {
	size_t sentence;
	size_t start, end; /* bytes in the block, suffix and "NHS" in it */
	enum suffix suffix;
	enum body body;
	int weak;	  /* a bare place: a body only if more speaks for it */
	int group;	  /* "the Derbyshire CCGs" */
	int part;	  /* "several London CCGs": not all of them */
	size_t said;	  /* "the three Worcestershire CCGs" */
	size_t twin;	  /* 1 + the trust that a bare place stands for */
	struct name name; /* n 0: an institution that no register has */
};

struct names {
	struct found *f;
	size_t n, cap;
	struct words words; /* scratch */
};

/* 1 if a name can mean a group of bodies: "Sussex". */
int names_group(const struct name *name);

/* Finds every name in sentence s and appends it to names. */
void names_find(struct names *names, const struct gazetteer *g,
    const struct reg *reg, const struct document *d, size_t sentence);

#endif
