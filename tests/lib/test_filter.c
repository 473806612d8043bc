/* SPDX-License-Identifier: MIT */
/*
 * Inputs, outputs and options as a command's main sees them.  They die, so
 * each case runs in a child with its own standard streams.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "buf.h"
#include "dataset.h"
#include "filter.h"
#include "gz.h"

/* What a child left behind. */
struct outcome {
	int status; /* exit status, or 128 and a signal */
	struct buf out, err;
};

static int
memory_fd(struct slice text)
{
	int fd = memfd_create("test", 0);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text.p, text.n), (ssize_t)text.n);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static struct buf
contents(int fd)
{
	struct buf b = {0};
	off_t size = lseek(fd, 0, SEEK_END);

	assert_int_equal(buf_reserve(&b, (size_t)size), 0);
	assert_int_equal(pread(fd, b.p, (size_t)size, 0), size);
	b.n = (size_t)size;
	b.p[b.n] = '\0';
	close(fd);
	return b;
}

/* Runs f(arg) with in on standard input; its return is the exit status. */
static struct outcome
run(int (*f)(void *), void *arg, struct slice in)
{
	int fd[3] = {
	    memory_fd(in), memory_fd(slice_of("")), memory_fd(slice_of(""))};
	struct outcome o = {0};
	int status, i;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		for (i = 0; i < 3; i++)
			dup2(fd[i], i);
		diag_name("/somewhere/ccg-test");
		_exit(f(arg));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	o.status =
	    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	close(fd[0]);
	o.out = contents(fd[1]);
	o.err = contents(fd[2]);
	return o;
}

static void
free_outcome(struct outcome *o)
{
	buf_free(&o->out);
	buf_free(&o->err);
}

static void
check_run(int (*f)(void *), void *arg, struct slice in, int status,
    const char *out, const char *err)
{
	struct outcome o = run(f, arg, in);

	assert_string_equal(o.err.p, err);
	if (out != NULL)
		assert_string_equal(o.out.p, out);
	assert_int_equal(o.status, status);
	free_outcome(&o);
}

/* A filter that changes nothing; arg is its options. */
static int
copy(void *arg)
{
	struct input *in = input_open(NULL);
	struct output *out = output_open(arg);
	const struct csv_row *row;

	output_row(out, input_header(in));
	output_end(out);
	while ((row = input_next(in)) != NULL) {
		output_row(out, row);
		output_end(out);
	}
	input_close(in);
	return output_commit(out);
}

static const struct output_options plain = {GZ_PLAIN, NULL, NULL, 0};

static void
check_copy(const char *in, int status, const char *out, const char *err)
{
	struct output_options o = plain;

	check_run(copy, &o, slice_of(in), status, out, err);
}

static void
rows_pass(void **state)
{
	(void)state;
	check_copy("a,b\n1,2\n", 0, "a,b\n1,2\n", "");
	check_copy("a,b\r\n\"1\",\" 2\"\r\n", 0, "a,b\n1, 2\n", "");
	check_copy("a\n", 0, "a\n", "");
	check_copy("\xef\xbb\xbf"
		   "a\n\n",
	    0, "a\n\"\"\n", "");
}

static void
bad_input_is_named_with_its_line(void **state)
{
	(void)state;
	check_copy("", 65, "", "ccg-test: stdin: no header\n");
	check_copy("\xef\xbb\xbf", 65, "", "ccg-test: stdin: no header\n");
	check_copy("a,b\n1,2\n3\n", 65, "",
	    "ccg-test: stdin:3: 1 field where the first record has 2\n");
	check_copy("a\n\"x\ny\"\n\"z", 65, "",
	    "ccg-test: stdin:4: quote not closed at the end of input\n");
	check_copy(
	    "a,b,a\n", 65, "", "ccg-test: stdin:1: column stands twice: a\n");
	check_copy(",\n", 65, "", "ccg-test: stdin:1: column stands twice: \n");
	check_copy("\x1f\x8b", 65, "",
	    "ccg-test: stdin:1: input ends before the gzip trailer\n");
}

static int
open_path(void *arg)
{
	struct input *in = input_open(arg);

	puts(input_name(in));
	fflush(stdout);
	input_close(in);
	return 0;
}

static void
what_cannot_be_opened_is_66(void **state)
{
	struct slice header = slice_of("a\n");
	char missing[] = "/nonexistent/a.csv", folder[] = "/", dash[] = "-";

	(void)state;
	check_run(open_path, missing, header, 66, "",
	    "ccg-test: /nonexistent/a.csv: No such file or directory\n");
	check_run(
	    open_path, folder, header, 66, "", "ccg-test: /: Is a directory\n");
	check_run(open_path, dash, header, 0, "stdin\n", "");
	check_run(open_path, NULL, header, 0, "stdin\n", "");
}

static int
open_closed(void *arg)
{
	close(STDIN_FILENO);
	return open_path(arg);
}

static void
closed_standard_input_is_66(void **state)
{
	(void)state;
	check_run(open_closed, NULL, slice_of(""), 66, "",
	    "ccg-test: stdin: Bad file descriptor\n");
}

static int
find_columns(void *arg)
{
	struct input *in = input_open(NULL);

	(void)arg;
	if (input_find(in, slice_of("b")) != 1 ||
	    input_find(in, slice_of("")) != INPUT_NONE ||
	    input_find(in, slice_of("B")) != INPUT_NONE ||
	    input_column(in, "c d") != 2)
		return 1;
	input_column(in, "amount");
	return 0;
}

static void
columns_are_found_by_name(void **state)
{
	(void)state;
	check_run(find_columns, NULL, slice_of("a,b,c d\n"), 65, "",
	    "ccg-test: stdin:1: no column amount\n");
}

static int
reject_second(void *arg)
{
	struct input *in = input_open(NULL);
	const struct csv_row *row;

	(void)arg;
	input_next(in);
	row = input_next(in);
	/* The header outlives the rows. */
	if (!slice_is(input_header(in)->field[0], "n"))
		return 1;
	input_reject(in, "not a number: %s", row->field[0].p);
}

static void
rejected_row_is_told_in_one_line(void **state)
{
	(void)state;
	check_run(reject_second, NULL, slice_of("n\n\"1\n\"\n7k\n"), 65, "",
	    "ccg-test: stdin:4: not a number: 7k\n");
	/* Nor can the data drive the reader's terminal. */
	check_run(reject_second, NULL, slice_of("n\n1\n\"7\n\x1b[2J\"\n"), 65,
	    "", "ccg-test: stdin:3: not a number: 7??[2J\n");
}

static int
picked(void *arg)
{
	struct output_options o = OUTPUT_DEFAULT;

	if (!output_option(&o, 'p', NULL) || !output_option(&o, 'C', arg))
		return 1;
	return copy(&o);
}

static void
check_picked(const char *columns, const char *in, int status, const char *out,
    const char *err)
{
	char arg[64];

	strcpy(arg, columns);
	check_run(picked, arg, slice_of(in), status, out, err);
}

static void
option_c_picks_columns_in_order(void **state)
{
	static const char in[] = "a,b,c\n1,,\"x,y\"\n2,\"\",\n";

	(void)state;
	check_picked("b", in, 0, "b\n\"\"\n\"\"\n", "");
	check_picked("c,a", in, 0, "c,a\n\"x,y\",1\n,2\n", "");
	check_picked("a,b,c", in, 0, "a,b,c\n1,,\"x,y\"\n2,,\n", "");
	check_picked("a,d", in, 64, "", "ccg-test: no column for -C: d\n");
	check_picked("", in, 64, "", "ccg-test: not a list of columns: -C \n");
	check_picked(
	    "a,", in, 64, "", "ccg-test: not a list of columns: -C a,\n");
	check_picked("\"\",a,\"@b,\"", "a,\"@b,\",\n1,2,3\n", 0,
	    ",a,\"@b,\"\n3,1,2\n", "");
	check_picked("\"\"", in, 64, "", "ccg-test: no column for -C: \n");
	check_picked("a,b,a", in, 64, "", "ccg-test: column twice in -C: a\n");
	check_picked(
	    "@none", in, 64, "", "ccg-test: no dataset for -C: @none\n");
	check_picked(
	    "@documents", in, 64, "", "ccg-test: no column for -C: doc_id\n");
}

/* A stream with the columns of a dataset backwards and one more. */
static void
option_c_knows_the_datasets(void **state)
{
	const struct dataset *d = dataset_find("rejects");
	struct buf in = {0}, want = {0};
	size_t i;

	(void)state;
	assert_non_null(d);
	assert_int_equal(buf_puts(&in, "more"), 0);
	for (i = d->n; i-- > 0;)
		assert_int_equal(buf_printf(&in, ",%s", d->column[i].name), 0);
	for (i = 0; i < d->n; i++)
		assert_int_equal(
		    buf_printf(&want, "%s,", d->column[i].name), 0);
	assert_int_equal(buf_puts(&want, "more\n"), 0);
	check_picked("@rejects,more", in.p, 0, want.p, "");
	buf_free(&in);
	buf_free(&want);
}

static int
take_options(void *arg)
{
	struct output_options o = OUTPUT_DEFAULT;
	const char *s;

	if (output_option(&o, 'x', NULL) || output_option(&o, ':', NULL))
		return 1;
	for (s = arg; *s != '\0'; s++)
		if (!output_option(&o, *s, "a"))
			return 1;
	printf("%d\n", o.level);
	fflush(stdout);
	return 0;
}

static void
options_are_taken_once(void **state)
{
	static const struct {
		const char *letters;
		int status;
		const char *out, *err;
	} row[] = {
	    {"", 0, "-2\n", ""},
	    {"0", 0, "0\n", ""},
	    {"9", 0, "9\n", ""},
	    {"p", 0, "-1\n", ""},
	    {"Cp", 0, "-1\n", ""},
	    {"CC", 64, "", "ccg-test: option -C stands twice\n"},
	    {"11", 64, "", "ccg-test: more than one of -0 to -9 and -p\n"},
	    {"p6", 64, "", "ccg-test: more than one of -0 to -9 and -p\n"},
	    {"F", 64, "", "ccg-test: a format is csv, tsv or jsonl: a\n"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(row) / sizeof(*row); i++) {
		char letters[8];

		strcpy(letters, row[i].letters);
		check_run(take_options, letters, slice_of(""), row[i].status,
		    row[i].out, row[i].err);
	}
}

static void
output_is_gzip_that_reads_back(void **state)
{
	struct output_options o = OUTPUT_DEFAULT;
	struct outcome first = run(copy, &o, slice_of("a,b\n1,2\n"));
	struct outcome again = run(copy, &o, buf_slice(&first.out));
	struct output_options p = plain;

	(void)state;
	assert_int_equal(first.status, 0);
	assert_true(first.out.n > 18);
	assert_memory_equal(first.out.p, "\x1f\x8b", 2);
	assert_int_equal(again.out.n, first.out.n);
	assert_memory_equal(again.out.p, first.out.p, first.out.n);
	check_run(copy, &p, buf_slice(&first.out), 0, "a,b\n1,2\n", "");
	free_outcome(&first);
	free_outcome(&again);
}

/* A filter that fails leaves nothing that could pass for a whole stream. */
static void
failed_filter_leaves_no_trailer(void **state)
{
	struct output_options o = OUTPUT_DEFAULT;
	struct buf in = {0};
	struct outcome failed;
	int i;

	(void)state;
	assert_int_equal(buf_puts(&in, "a,b\n"), 0);
	for (i = 0; i < 100000; i++)
		assert_int_equal(buf_printf(&in, "%d,row\n", i), 0);
	assert_int_equal(buf_puts(&in, "ragged\n"), 0);
	failed = run(copy, &o, buf_slice(&in));
	assert_int_equal(failed.status, 65);
	if (failed.out.n > 0) {
		struct outcome o2 = run(copy, &o, buf_slice(&failed.out));

		assert_int_equal(o2.status, 65);
		free_outcome(&o2);
	}
	free_outcome(&failed);
	buf_free(&in);
}

static int
copy_to_full(void *arg)
{
	dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO);
	return copy(arg);
}

static int
copy_to_closed(void *arg)
{
	close(STDOUT_FILENO);
	return copy(arg);
}

static void
full_or_closed_output_is_71(void **state)
{
	struct output_options o = OUTPUT_DEFAULT;
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		check_run(copy_to_full, &o, slice_of("a\n1\n"), 71, "",
		    "ccg-test: stdout: No space left on device\n");
		check_run(copy_to_closed, &o, slice_of("a\n1\n"), 71, "",
		    "ccg-test: stdout: Bad file descriptor\n");
		o = plain;
	}
}

/* The reader has left; SIGPIPE was ignored and blocked by the parent. */
static int
copy_to_nobody(void *arg)
{
	sigset_t set;
	int end[2];

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	sigprocmask(SIG_BLOCK, &set, NULL);
	if (pipe(end) < 0)
		return 1;
	dup2(end[1], STDOUT_FILENO);
	close(end[0]);
	close(end[1]);
	return copy(arg);
}

static void
early_reader_ends_it_in_silence(void **state)
{
	struct output_options o = OUTPUT_DEFAULT;

	(void)state;
	check_run(
	    copy_to_nobody, &o, slice_of("a\n1\n"), 128 + SIGPIPE, NULL, "");
	o = plain;
	check_run(
	    copy_to_nobody, &o, slice_of("a\n1\n"), 128 + SIGPIPE, NULL, "");
}

static int
copy_to_terminal(void *arg)
{
	char line[64];
	int fd = posix_openpt(O_RDWR | O_NOCTTY);
	ssize_t n;

	if (fd < 0 || grantpt(fd) < 0 || unlockpt(fd) < 0)
		return 1;
	dup2(open(ptsname(fd), O_RDWR | O_NOCTTY), STDOUT_FILENO);
	if (copy(arg) != 0)
		return 2;
	n = read(fd, line, sizeof(line));
	return n >= 5 && memcmp(line, "a\r\n1\r", 5) == 0 ? 0 : 3;
}

static void
terminal_gets_plain_text(void **state)
{
	struct output_options o = OUTPUT_DEFAULT;

	(void)state;
	check_run(copy_to_terminal, &o, slice_of("a\n1\n"), 0, NULL, "");
}

static int
write_file(void *arg)
{
	struct output *out;

	/* Had it taken standard output's place, that would write over it. */
	close(STDOUT_FILENO);
	out = output_file(arg);
	if (fcntl(STDOUT_FILENO, F_GETFD) >= 0)
		return 1;
	output_puts(out, "a");
	output_end(out);
	output_puts(out, "1");
	output_end(out);
	return output_commit(out);
}

static void
file_is_gzip_by_its_name(void **state)
{
	static const char *const name[] = {"/a.csv", "/a.csv.gz", "/.gz"};
	char folder[] = "/tmp/test_filter.XXXXXX", path[64];
	char missing[] = "/nonexistent/a.csv";
	struct output_options o = plain;
	size_t i;

	(void)state;
	assert_non_null(mkdtemp(folder));
	for (i = 0; i < sizeof(name) / sizeof(*name); i++) {
		struct buf b;

		snprintf(path, sizeof(path), "%s%s", folder, name[i]);
		check_run(write_file, path, slice_of(""), 0, "", "");
		b = contents(open(path, O_RDONLY));
		if (i == 0)
			assert_string_equal(b.p, "a\n1\n");
		else
			assert_memory_equal(b.p, "\x1f\x8b", 2);
		check_run(copy, &o, buf_slice(&b), 0, "a\n1\n", "");
		buf_free(&b);
		unlink(path);
	}
	rmdir(folder);
	check_run(write_file, missing, slice_of(""), 66, "",
	    "ccg-test: /nonexistent/a.csv: No such file or directory\n");
}

static int
write_ragged(void *arg)
{
	struct output *out = output_open(arg);

	output_puts(out, "a");
	output_puts(out, "b");
	output_end(out);
	output_puts(out, "1");
	output_end(out);
	return output_commit(out);
}

static void
ragged_rows_are_not_written(void **state)
{
	struct output_options o = plain;

	(void)state;
	check_run(write_ragged, &o, slice_of(""), 71, "",
	    "ccg-test: stdout: Invalid argument\n");
	o.columns = "a";
	check_run(write_ragged, &o, slice_of(""), 71, "",
	    "ccg-test: stdout: Invalid argument\n");
}

static int
say_all(void *arg)
{
	static char huge[10000];

	memset(huge, 'x', sizeof(huge) - 1);
	diag_note("note: %s", (char *)arg);
	diag_name(NULL);
	diag_name("");
	diag_note("still %s", diag_program());
	diag_name("plain");
	diag_note("%s", huge);
	errno = ENOENT;
	die_errno(EXIT_SYSTEM, "%s%s", (char *)arg, huge);
}

static void
messages_are_single_lines(void **state)
{
	struct outcome o;
	char arg[] = "a\nb\tc";
	const char *lf;
	size_t lines = 0;

	(void)state;
	o = run(say_all, arg, slice_of(""));
	assert_int_equal(o.status, 71);
	for (lf = o.err.p; (lf = strchr(lf, '\n')) != NULL; lf++)
		lines++;
	assert_int_equal(lines, 4);
	assert_non_null(strstr(o.err.p, "ccg-test: note: a?b?c\n"));
	assert_non_null(strstr(o.err.p, "ccg-test: still ccg-test\n"));
	/* However long the message, what errno says is not cut off. */
	assert_non_null(strstr(o.err.p, "\nplain: a?b?cxxx"));
	assert_non_null(strstr(o.err.p, "xxx: No such file or directory\n"));
	assert_true(o.err.n < 3 * 4096);
	free_outcome(&o);
}

static int
without_memory(void *arg)
{
	return must(arg) == arg ? 0 : 1;
}

static void
must_dies_without_memory(void **state)
{
	char c = 0;

	(void)state;
	check_run(without_memory, &c, slice_of(""), 0, "", "");
	check_run(without_memory, NULL, slice_of(""), 71, "",
	    "ccg-test: out of memory\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_pass),
	    cmocka_unit_test(bad_input_is_named_with_its_line),
	    cmocka_unit_test(what_cannot_be_opened_is_66),
	    cmocka_unit_test(closed_standard_input_is_66),
	    cmocka_unit_test(columns_are_found_by_name),
	    cmocka_unit_test(rejected_row_is_told_in_one_line),
	    cmocka_unit_test(option_c_picks_columns_in_order),
	    cmocka_unit_test(option_c_knows_the_datasets),
	    cmocka_unit_test(options_are_taken_once),
	    cmocka_unit_test(output_is_gzip_that_reads_back),
	    cmocka_unit_test(failed_filter_leaves_no_trailer),
	    cmocka_unit_test(full_or_closed_output_is_71),
	    cmocka_unit_test(early_reader_ends_it_in_silence),
	    cmocka_unit_test(terminal_gets_plain_text),
	    cmocka_unit_test(file_is_gzip_by_its_name),
	    cmocka_unit_test(ragged_rows_are_not_written),
	    cmocka_unit_test(messages_are_single_lines),
	    cmocka_unit_test(must_dies_without_memory),
	};

	return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
