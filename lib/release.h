/* SPDX-License-Identifier: MIT */
#ifndef RELEASE_H
#define RELEASE_H

/*
 * Sixteen hex digits that are others when anything is that turns a document
 * into facts or payments: the sources of ccg-read, ccg-payments, ccg-extract
 * and ccg-normalise, their rules, the register.  Taken when the library is
 * built; static.
 */
extern const char release_rules[];

/* Prints "NAME VERSION" and "rules DIGEST"; the exit status of the program. */
int release_print(const char *name);

#endif
