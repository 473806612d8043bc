/* SPDX-License-Identifier: MIT */
/* Poppler's programs in a cage: limits, no network, nothing written. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "diag.h"
#include "jail.h"
#include "pdf_child.h"

const struct pdf_limits pdf_limits = {
    60, 120, (size_t)3 << 29, (size_t)1 << 30};

enum { ERR_MAX = 4096, CHUNK = 1 << 16 };

struct child {
	pid_t pid;
	int out, err;
	long deadline; /* milliseconds of the monotonic clock */
	size_t left;
};

static long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

#ifdef __GLIBC__
typedef __rlimit_resource_t resource;
#else
typedef int resource;
#endif

/* At the first limit of CPU time there is a signal that tells, later none. */
static void
limit(resource what, rlim_t most)
{
	struct rlimit r = {most, most + (what == RLIMIT_CPU)};

	setrlimit(what, &r);
}

/* All of the environment that they get: nothing of ours steers them. */
static char *const environment[] = {"LC_ALL=C.UTF-8", "TZ=UTC", NULL};

/* Between fork and exec.  The limit on memory last: the jail allocates; where
 * there is none the limits have to do. */
static _Noreturn void
become(const char *const argv[], int in, int out, int err, pid_t parent,
    const struct pdf_limits *limits)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent || lseek(in, 0, SEEK_SET) != 0 ||
	    dup2(in, 0) == -1 || dup2(out, 1) == -1 || dup2(err, 2) == -1)
		_exit(EXIT_SYSTEM);
	for (int fd = 3; fd < 256; fd++)
		close(fd);
	signal(SIGPIPE, SIG_DFL);
	if (jail_enter(JAIL_RUN) < 0)
		_exit(EXIT_SYSTEM);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NOFILE, 64);
	limit(RLIMIT_CPU, (rlim_t)limits->cpu);
	limit(RLIMIT_AS, limits->memory);
	execvpe(argv[0], (char *const *)argv, environment);
	_exit(EXIT_SYSTEM);
}

/* 0, or -1 when there are no descriptors or processes to be had. */
static int
start(struct child *c, const char *const argv[], int fd,
    const struct pdf_limits *limits)
{
	int out[2], err[2];
	pid_t parent = getpid();

	if (pipe2(out, O_CLOEXEC) != 0)
		return -1;
	if (pipe2(err, O_CLOEXEC) != 0)
		goto no_err;
	/* Fewer turns for each page; where it is refused 64 KiB will do. */
	fcntl(out[1], F_SETPIPE_SZ, 1 << 20);
	c->pid = fork();
	if (c->pid == -1)
		goto no_child;
	if (c->pid == 0)
		become(argv, fd, out[1], err[1], parent, limits);
	close(out[1]);
	close(err[1]);
	c->out = out[0];
	c->err = err[0];
	return 0;
no_child:
	close(err[0]);
	close(err[1]);
no_err:
	close(out[0]);
	close(out[1]);
	return -1;
}

/* Reads one piece of out.  1 for more to come, 0 at the end. */
static int
pump_out(struct child *c, pdf_sink *sink, void *ctx, enum pdf_end *end)
{
	char piece[CHUNK];
	ssize_t n = read(c->out, piece, sizeof(piece));

	if (n <= 0)
		return n < 0 && errno == EINTR;
	if ((size_t)n > c->left) {
		*end = PDF_END_LONG;
		return 0;
	}
	c->left -= (size_t)n;
	return sink(ctx, piece, (size_t)n) == 0;
}

/* Keeps the start of what it says, reads all, so that it never waits. */
static int
pump_err(struct child *c, struct buf *err)
{
	char piece[1024];
	ssize_t n = read(c->err, piece, sizeof(piece));

	if (n <= 0)
		return n < 0 && errno == EINTR;
	if (err->n < ERR_MAX && buf_add(err, piece, (size_t)n) != 0)
		die(EXIT_SYSTEM, "out of memory");
	return 1;
}

static enum pdf_end
pump(struct child *c, pdf_sink *sink, void *ctx, struct buf *err)
{
	enum pdf_end end = PDF_END_DONE;
	struct pollfd p[2] = {{c->out, POLLIN, 0}, {c->err, POLLIN, 0}};

	while (p[0].fd >= 0) {
		long left = c->deadline - now();
		int n = left > 0 ? poll(p, 2, (int)left) : 0;

		if (n == 0)
			return PDF_END_SLOW;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return PDF_END_FAILED;
		if (p[1].revents && !pump_err(c, err))
			p[1].fd = -1;
		if (p[0].revents && !pump_out(c, sink, ctx, &end))
			p[0].fd = -1;
	}
	return end;
}

/*
 * What is left of its messages when its output has ended; by then it is
 * dead or leaving, so a short wait is enough.
 */
static void
drain(struct child *c, struct buf *err)
{
	struct pollfd p = {c->err, POLLIN, 0};

	while (poll(&p, 1, 1000) > 0 && pump_err(c, err))
		continue;
}

enum pdf_end
pdf_child(const char *const argv[], int fd, const struct pdf_limits *limits,
    pdf_sink *sink, void *ctx, struct buf *err)
{
	struct child c = {0};
	enum pdf_end end;
	int status = 0;

	if (start(&c, argv, fd, limits) != 0)
		return PDF_END_NONE;
	c.deadline = now() + limits->wall * 1000L;
	c.left = limits->output;
	end = pump(&c, sink, ctx, err);
	close(c.out);
	if (end != PDF_END_DONE)
		kill(c.pid, SIGKILL);
	else
		drain(&c, err);
	close(c.err);
	while (waitpid(c.pid, &status, 0) == -1 && errno == EINTR)
		continue;
	if (end != PDF_END_DONE)
		return end;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return PDF_END_SLOW;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SYSTEM)
		return PDF_END_NONE;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? PDF_END_DONE
							     : PDF_END_FAILED;
}
