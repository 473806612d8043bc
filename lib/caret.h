/* SPDX-License-Identifier: MIT */
#ifndef CARET_H
#define CARET_H

#include "slice.h"

/*
 * How a program stops over an expression of its user: prints
 *
 *	program: where: why
 *	  the line of text that byte at is in
 *	           ^
 *
 * on standard error and leaves by _exit(EXIT_USAGE).
 */
_Noreturn void caret_die(
    const char *where, struct slice text, size_t at, const char *why);

#endif
