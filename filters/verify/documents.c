/* SPDX-License-Identifier: MIT */
#include "documents.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "buf.h"
#include "num.h"

extern char **environ;

/* A running ccg-read: its blocks come through a pipe. */
struct reader {
	pid_t pid;
	int fd;
	struct gz_reader *gz;
	struct csv_reader *csv;
	struct csv_row row;
	size_t doc_id, start, text; /* columns */
};

/* The program of that name beside this one; the caller frees. */
static char *
beside(const char *name)
{
	struct buf path = {0};
	ssize_t n;

	if (buf_reserve(&path, 4096) != 0)
		die(EXIT_SYSTEM, "out of memory");
	n = readlink("/proc/self/exe", path.p, 4095);
	if (n < 0)
		die_errno(EXIT_SYSTEM, "/proc/self/exe");
	for (path.n = (size_t)n; path.n > 0 && path.p[path.n - 1] != '/';)
		path.n--;
	if (buf_puts(&path, name) != 0)
		die(EXIT_SYSTEM, "out of memory");
	return path.p;
}

/* "ccg-read -0 --documents LIST -- PATH...", ended by NULL. */
static char **
command(char *program, char *list, char *const *paths)
{
	static char level[] = "-0", documents[] = "--documents", end[] = "--";
	char *const first[] = {program, level, documents, list, end};
	enum { FIRST = sizeof(first) / sizeof(*first) };
	size_t n = 0;
	char **argv;

	while (paths[n] != NULL)
		n++;
	argv = must(calloc(n + FIRST + 1, sizeof(*argv)));
	memcpy(argv, first, sizeof(first));
	memcpy(argv + FIRST, paths, n * sizeof(*argv));
	return argv;
}

/* Runs argv with its standard output on a pipe; returns the reading end. */
static int
run(char *const *argv, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	int fd[2], error;

	if (pipe2(fd, O_CLOEXEC) != 0)
		die_errno(EXIT_SYSTEM, "pipe");
	if (posix_spawn_file_actions_init(&actions) != 0 ||
	    posix_spawn_file_actions_adddup2(&actions, fd[1], STDOUT_FILENO) !=
		0)
		die(EXIT_SYSTEM, "out of memory");
	error = posix_spawn(pid, argv[0], &actions, NULL, argv, environ);
	if (error != 0) {
		errno = error;
		die_errno(EXIT_SYSTEM, "%s", argv[0]);
	}
	posix_spawn_file_actions_destroy(&actions);
	close(fd[1]);
	return fd[0];
}

/* ccg-read has said itself why it failed: leave as it did. */
static void
finish(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			die_errno(EXIT_SYSTEM, "ccg-read");
	if (WIFSIGNALED(status))
		die(EXIT_SYSTEM, "ccg-read: killed by signal %d",
		    WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		_exit(WEXITSTATUS(status));
}

static _Noreturn void
fail(const struct reader *r, const char *reason)
{
	close(r->fd);
	finish(r->pid);
	die(csv_reader_failed(r->csv) ? EXIT_SYSTEM : EXIT_DATA,
	    "ccg-read:%lu: %s", csv_line(r->csv), reason);
}

static int
next(struct reader *r)
{
	int got = csv_next(r->csv, &r->row);

	if (got < 0)
		fail(r, csv_reader_error(r->csv));
	return got;
}

static size_t
column(const struct reader *r, const char *name)
{
	for (size_t i = 0; i < r->row.n; i++)
		if (slice_is(r->row.field[i], name))
			return i;
	fail(r, "a column is missing");
}

/* Adds a block to the text, which it must follow. */
static void
join(const struct reader *r, struct buf *text)
{
	int64_t start;

	if (text->n > 0 && buf_putc(text, '\n') != 0)
		die(EXIT_SYSTEM, "out of memory");
	if (num_int(r->row.field[r->start].p, 0, INT64_MAX, &start) != 0 ||
	    (uint64_t)start != text->n)
		fail(r, "blocks do not follow one another");
	if (buf_add(text, r->row.field[r->text].p, r->row.field[r->text].n) !=
	    0)
		die(EXIT_SYSTEM, "out of memory");
}

/* The blocks, one document at a time; ccg-read meets none twice. */
static void
check_texts(struct reader *r, struct findings *f, struct evidence *e)
{
	struct buf id = {0}, text = {0};

	while (next(r)) {
		struct slice doc_id = r->row.field[r->doc_id];

		if (id.n > 0 && !slice_eq(buf_slice(&id), doc_id))
			evidence_check(e, buf_slice(&id), buf_slice(&text), f);
		if (!slice_eq(buf_slice(&id), doc_id)) {
			buf_clear(&id);
			buf_clear(&text);
			if (buf_add(&id, doc_id.p, doc_id.n) != 0)
				die(EXIT_SYSTEM, "out of memory");
		}
		join(r, &text);
	}
	if (id.n > 0)
		evidence_check(e, buf_slice(&id), buf_slice(&text), f);
	buf_free(&id);
	buf_free(&text);
}

/* Documents without a word of text are met as well. */
static void
check_list(const char *path, struct evidence *e)
{
	struct input *in = input_open(path);
	size_t doc_id = input_column(in, "doc_id");
	const struct csv_row *row;

	while ((row = input_next(in)) != NULL)
		evidence_met(e, row->field[doc_id]);
	input_close(in);
}

static void
open_blocks(struct reader *r)
{
	r->gz = must(gz_reader_open(r->fd));
	r->csv = must(csv_reader_new(r->gz));
	if (!next(r))
		fail(r, "no header");
	r->doc_id = column(r, "doc_id");
	r->start = column(r, "start");
	r->text = column(r, "text");
}

void
documents_check(char *const *paths, struct findings *f, struct evidence *e)
{
	struct reader r;
	char *program = beside("ccg-read"), **argv, list[32];
	int memory = memfd_create("documents", 0);

	if (memory < 0)
		die_errno(EXIT_SYSTEM, "memfd_create");
	/* Read and verify open it anew, each through its own descriptor. */
	snprintf(list, sizeof(list), "/proc/self/fd/%d", memory);
	argv = command(program, list, paths);
	r.fd = run(argv, &r.pid);
	open_blocks(&r);
	check_texts(&r, f, e);
	finish(r.pid);
	check_list(list, e);
	csv_reader_free(r.csv);
	gz_reader_free(r.gz);
	close(r.fd);
	close(memory);
	free(argv);
	free(program);
}
