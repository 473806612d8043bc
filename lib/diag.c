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

/* What of a message fits; the rest of the room is for errno's text. */
enum { LINE = 4096, REASON = 128 };

static size_t add(char *dst, size_t cap, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));
static void say(const char *reason, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));

/* Appends what fits; returns how much that was. */
static size_t
add(char *dst, size_t cap, const char *fmt, va_list ap)
{
	int n = vsnprintf(dst, cap, fmt, ap);

	return n < 0 ? 0 : (size_t)n < cap ? (size_t)n : cap - 1;
}

static size_t
adds(char *dst, size_t cap, const char *s)
{
	size_t n = strnlen(s, cap);

	memcpy(dst, s, n);
	return n;
}

static void
say(const char *reason, const char *fmt, va_list ap)
{
	char line[LINE];
	size_t n;

	n = adds(line, LINE / 4, program);
	n += adds(line + n, 2, ": ");
	n += add(line + n, LINE - REASON - n, fmt, ap);
	if (reason != NULL) {
		n += adds(line + n, 2, ": ");
		n += adds(line + n, REASON - 3, reason);
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
