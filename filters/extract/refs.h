/* SPDX-License-Identifier: MIT */
#ifndef REFS_H
#define REFS_H

#include "document.h"
#include "words.h"

/*
 * Finds at word i what stands for a body: "the CCG", "it", "all three",
 * "the two groups", "the latter".  Fills m->kind, ref, plural, said, start
 * and end; returns the word behind it, or i if nothing is there.
 */
size_t refs_find(const struct words *w, size_t i, struct mention *m);

/* 1 if the words count CCGs and come to that number: "the ten CCGs". */
int refs_counts(const struct words *w, size_t number);

/* Finds at word i a plural that means some bodies, not named ("several
 * CCGs").  Returns the word behind it, or i. */
size_t refs_some(const struct words *w, size_t i, struct mention *m);

/*
 * Finds at word i a bare plural that means a whole sector: "CCGs across
 * England", "trusts", "providers".  Returns the word behind it and sets
 * *sector to the register's code for it, or returns i.
 */
size_t refs_sector(const struct words *w, size_t i, const char **sector);

#endif
