/* SPDX-License-Identifier: MIT */
/* build.sh links so that calls of _exit and write come here (ld --wrap). */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "diag.h"
#include "home.h"

jmp_buf home;
static int is_open;

_Noreturn void __wrap__exit(int status);
ssize_t __real_write(int fd, const void *p, size_t n);
ssize_t __wrap_write(int fd, const void *p, size_t n);

void
home_open(int open)
{
	is_open = open;
}

_Noreturn void
home_broken(const char *what, const char *file, int line)
{
	fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, what);
	abort();
}

_Noreturn void
__wrap__exit(int status)
{
	if (is_open && status != EXIT_SYSTEM) {
		is_open = 0;
		longjmp(home, 1);
	}
	fprintf(stderr, "died with %d\n", status);
	abort();
}

/* Last words are made, but not said a thousand times a second. */
ssize_t
__wrap_write(int fd, const void *p, size_t n)
{
	if (is_open && fd == STDERR_FILENO)
		return (ssize_t)n;
	return __real_write(fd, p, n);
}
