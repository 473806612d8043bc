/* SPDX-License-Identifier: MIT */
/* What a process in the jail may not do, and what it still may. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "jail.h"

/* 0 if the call was refused with that errno. */
static int
refused(int result, int with)
{
	return result != -1 || errno != with;
}

static int
no_files(const char *mine)
{
	return refused(open(mine, O_WRONLY), EACCES) ||
	       refused(open(mine, O_RDWR), EACCES) ||
	       refused(
		   open("/tmp/ccg-jail", O_RDONLY | O_CREAT, 0600), EACCES) ||
	       refused(creat("/tmp/ccg-jail", 0600), EPERM) ||
	       refused(unlink(mine), EPERM) ||
	       refused(rename(mine, "/tmp/ccg-jail"), EPERM) ||
	       refused(mkdir("/tmp/ccg-jail", 0700), EPERM) ||
	       refused(truncate(mine, 0), EPERM) ||
	       refused(chmod(mine, 0666), EPERM);
}

static int
no_others(void)
{
	return refused(socket(AF_INET, SOCK_STREAM, 0), EPERM) ||
	       refused(socket(AF_UNIX, SOCK_STREAM, 0), EPERM);
}

static int
no_programs(void)
{
	char *const argv[] = {"true", NULL};

	return refused(execv("/bin/true", argv), EPERM);
}

/* What is open stays usable, reading goes on. */
static int
can_work(const char *mine, int fd)
{
	char byte;
	int in = open(mine, O_RDONLY);
	int fine = in != -1 && read(in, &byte, 1) == 1 &&
		   write(fd, &byte, 1) == 1 && malloc(1 << 20) != NULL;

	return !fine;
}

static int
no_signals(void)
{
	return refused(kill(getppid(), 0), EPERM);
}

/* What a child in the jail exits with. */
static int
inside(int may)
{
	char mine[] = "/tmp/ccg-jail-XXXXXX";
	int fd = mkstemp(mine), status = 0;
	pid_t child;

	assert_true(fd != -1);
	assert_int_equal(write(fd, "x", 1), 1);
	fflush(NULL);
	child = fork();
	if (child == 0) {
		if (jail_enter(may) != 1)
			_exit(10);
		if (no_files(mine))
			_exit(11);
		if (no_others())
			_exit(12);
		if (can_work(mine, fd))
			_exit(13);
		if (no_signals() != !!(may & JAIL_SIGNAL))
			_exit(16);
		/* Runs true, which exits 0, if it may. */
		_exit(no_programs() ? 14 : 15);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	close(fd);
	assert_int_equal(unlink(mine), 0);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
nothing_is_written_sent_or_run(void **state)
{
	(void)state;
	assert_int_equal(inside(0), 15);
}

static void
a_program_is_run_only_if_it_may(void **state)
{
	(void)state;
	assert_int_equal(inside(JAIL_RUN), 0);
	assert_int_equal(inside(JAIL_RUN | JAIL_SIGNAL), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_is_written_sent_or_run),
	    cmocka_unit_test(a_program_is_run_only_if_it_may),
	};

	return cmocka_run_group_tests_name("jail", tests, NULL, NULL);
}
