/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"

static const char *program = "ccg";

void
diag_name(const char *argv0)
{
	const char *slash;

	if (argv0 == NULL || *argv0 == '\0')
		return;
	slash = strrchr(argv0, '/');
	program = slash ? slash + 1 : argv0;
}

const char *
diag_program(void)
{
	return program;
}

/*
 * A message may quote hostile data: control bytes would break the promise of
 * one line, or worse, drive the reader's terminal.
 */
static void
tame(char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] < ' ' || s[i] == 0x7f)
			s[i] = '?';
}

static void say(const char *reason, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));

static void
say(const char *reason, const char *fmt, va_list ap)
{
	char line[4096];
	size_t n, room = sizeof(line) - 1;
	int k;

	k = snprintf(line, room, "%s: ", program);
	n = k < 0 ? 0 : (size_t)k < room ? (size_t)k : room - 1;
	k = vsnprintf(line + n, room - n, fmt, ap);
	n += k < 0 ? 0 : (size_t)k < room - n ? (size_t)k : room - n - 1;
	if (reason != NULL) {
		k = snprintf(line + n, room - n, ": %s", reason);
		n += k < 0		    ? 0
		     : (size_t)k < room - n ? (size_t)k
					    : room - n - 1;
	}
	tame(line, n);
	line[n++] = '\n';
	/* Nobody is left to be told that standard error is gone. */
	if (write(STDERR_FILENO, line, n) < 0)
		return;
}

_Noreturn void
die(int status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(NULL, fmt, ap);
	va_end(ap);
	_exit(status);
}

_Noreturn void
die_errno(int status, const char *fmt, ...)
{
	const char *reason = strerror(errno);
	va_list ap;

	va_start(ap, fmt);
	say(reason, fmt, ap);
	va_end(ap);
	_exit(status);
}

void
diag_note(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(NULL, fmt, ap);
	va_end(ap);
}

void *
must(void *allocated)
{
	if (allocated == NULL)
		die(EXIT_SYSTEM, "out of memory");
	return allocated;
}
