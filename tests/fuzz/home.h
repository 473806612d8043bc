/* SPDX-License-Identifier: MIT */
#ifndef HOME_H
#define HOME_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What the fuzz targets share.  die() and whatever else leaves by _exit()
 * ends the attempt and not the program, as long as that is for the input's
 * fault and the target says that it may be:
 *
 *	if (setjmp(home) == 0) {
 *		home_open(1);
 *		...
 *	}
 *	home_open(0);
 *
 * Any other way out is a finding.
 */
extern jmp_buf home;
void home_open(int open);

/* A promise that was not kept is a finding. */
#define PROMISE(x) ((x) ? (void)0 : home_broken(#x, __FILE__, __LINE__))
_Noreturn void home_broken(const char *what, const char *file, int line);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#endif
