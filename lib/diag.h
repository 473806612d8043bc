/* SPDX-License-Identifier: MIT */
#ifndef DIAG_H
#define DIAG_H

/*
 * How a program stops.  Exit statuses follow sysexits(3): called wrongly,
 * the data is bad, an input cannot be opened, the system failed.  0 is
 * success and 1 is left to the documented findings of flag and verify.
 */
enum {
	EXIT_FOUND = 1,
	EXIT_USAGE = 64,
	EXIT_DATA = 65,
	EXIT_INPUT = 66,
	EXIT_SYSTEM = 71
};

/*
 * Remembers the last path component of argv0 as the program's name in
 * messages.  argv0 is borrowed for the life of the program.
 */
void diag_name(const char *argv0);

/* The name that diag_name was given, or "ccg"; never NULL. */
const char *diag_program(void);

/*
 * Prints "program: message" as one line in one write(2) on standard error
 * and leaves by _exit(status): nothing is flushed, so a half-written stream
 * stays without its trailer.  fmt is printf's; no full stop, no newline.
 */
_Noreturn void die(int status, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* As die, with ": " and the text of errno behind the message. */
_Noreturn void die_errno(int status, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Prints "program: message" as one line and returns.  For read, which goes
 * on after a bad document; a filter over a stream never warns.
 */
void diag_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * Returns allocated; when that is NULL dies with "out of memory" and
 * EXIT_SYSTEM.  For commands and filter.c, not for the rest of lib/.
 */
void *must(void *allocated);

#endif
